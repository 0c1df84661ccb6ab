import type { ApiAnswer, ApiRequest, NoAccess } from '../core/model/api.ts';
import type { AppliedDiscount, ApplyFailure, DiscountWrite, LinePossibilities } from '../core/model/apply.ts';
import type { CrmId, CrmUser, DealFacts, RecordRef, StageOption } from '../core/model/deal.ts';
import type { DealEdits, PageTotals } from '../core/model/deal-edits.ts';
import type { FieldHealth, ReadFailure, Seen } from '../core/model/read-failure.ts';
import type { Result } from '../core/model/result.ts';
import type { FieldPlace } from './kit/places.ts';

export type { ApiAnswer, ApiRequest, FieldHealth, ReadFailure };

/** What an adapter may look at: a live page and a saved one go the same way. */
export interface Page {
	readonly document: Document;
	readonly url: URL;
}

/** Calls the API; never throws. Null when no answer came within 10 s, the network refused, or `signal` was aborted. */
export type CallApi = (request: ApiRequest, signal: AbortSignal) => Promise<ApiAnswer | NoAccess | null>;

export interface FactsReading {
	readonly facts: DealFacts;
	readonly health: readonly FieldHealth[];
	/** All stages that this kind of record can have, in the CRM's order; absent where it did not tell them. */
	readonly stages?: readonly StageOption[];
}

/** The edits on the page now. `field-missing`: an edit is going on that cannot be read, so no figure may be shown. */
export type EditsReading = Result<DealEdits, ReadFailure>;

/** How the page makes room. Style properties are set with `!important` and taken back when the sidebar goes. */
export interface Docking {
	/**
	 * `margin`, or absent: a margin on the document's element moves what flows. `width`: document and body are made
	 * narrower, for a client that is laid out as wide as the window whatever its margin.
	 */
	readonly makesRoomBy?: 'margin' | 'width';
	/** Keeps dialogs that are fixed to the viewport inside the pushed width. */
	readonly doesContainFixed: boolean;
	/** Tell the page that its width changed. */
	readonly doesNotifyResize: boolean;
	/**
	 * Further CSS for the page while it is pushed: parts that a margin on its root does not move. `widthPx` is the
	 * sidebar's width in pixels of what is in body, of which each is `zoom` pixels of the window: media queries count those.
	 * No unit of the window (vw) counts right under zoom, nor beside a scroll bar. Absent: there are none.
	 */
	readonly rules?: (side: 'left' | 'right', widthPx: number, zoom: number) => string;
}

/** Keeps what must be remembered between two looks at the same page: one per page, made by `Adapter.open`. */
export interface RecordReader {
	/** Reads the record through the API. Never throws for an expected failure. */
	readFacts(page: Page, ref: RecordRef, signal: AbortSignal): Promise<Result<FactsReading, ReadFailure>>;
	/** What the page alone tells, when the API does not answer; null fields are unknown. */
	readFactsFromPage(page: Page, ref: RecordRef): Result<FactsReading, ReadFailure>;
	/** What is typed and not saved, against `saved`. Must not change the page; called up to 4 times a second and on each key. */
	readEdits(page: Page, saved: DealFacts): EditsReading;
	/**
	 * The sums that the page draws now, for a CRM that works them out while a form is open. Null while a field of a line
	 * is half typed or not committed, and where the page draws none. Must not change the page.
	 */
	readTotals?(page: Page, saved: DealFacts): PageTotals | null;
	/** True while an edit may be going on, so that script-made changes are looked for. Cheap. */
	isEditing(page: Page): boolean;
	/**
	 * Called before the sidebar takes the page's focus to have something typed in it: for a page that would take the
	 * focus back, so that the next keys would be typed into it. Resolves once the page is at rest, soon in any case.
	 */
	beforeFocus?(page: Page): Promise<void>;
	/** Into which lines of `saved` a discount can be written now. Must not change the page; called as often as `readEdits`. */
	canApply?(page: Page, saved: DealFacts): LinePossibilities;
	/**
	 * Writes into the discount field of a line as the user would, opening the line where the CRM wants that, and waits
	 * until the field reads it back. Never saves the record. Takes nothing for granted that `canApply` said before.
	 */
	applyDiscount?(
		page: Page,
		saved: DealFacts,
		lineId: string,
		write: DiscountWrite,
		until: Until,
	): Promise<Result<AppliedDiscount, ApplyFailure>>;
}

/**
 * Looks again and again until `look` gives something, and resolves with it; with null when it gave nothing within
 * `withinMs`. While the record is not in front nothing is looked at: what it resolves with is of this record. Where the
 * page asks its `server` for what is looked for, `withinMs` begins with the answer, which is waited for up to 20 s.
 */
export type Until = <T>(look: () => T | null, withinMs: number, asks?: 'server') => Promise<T | null>;

/** What the user said of their CRM, where firms differ. */
export interface AdapterOptions {
	/**
	 * Where the unit cost is kept: "Unit_Cost__c" for a field of the line, "product.Unit_Cost__c" for one of its product,
	 * ":cost-book" for the CRM's own cost book, ":list" for Dealside's cost list alone. Null for what is usual there.
	 */
	readonly costField: string | null;
}

/** One CRM. Everything takes its page as an argument; nothing is read at import. */
export interface Adapter {
	readonly crm: CrmId;
	/** What people call it. */
	readonly title: string;
	readonly docking: Docking;
	/** Where fields are on its pages, each selector with what it is known from. */
	readonly places: readonly FieldPlace[];
	/** What all other selectors are known from: of records, rows, dialogs and frames. Null: the user showed them. */
	readonly structure: Seen | null;
	/** True when this page belongs to this CRM, deal or not. */
	claims(page: Page): boolean;
	/**
	 * Fields that are looked for where the user of this page says they are, should they be lost; named as in a
	 * `field-missing`. Missing: there are none.
	 */
	repairable?(page: Page): readonly string[];
	/**
	 * The deal or quote in front, null when there is none. Decided from form and address together: while they
	 * disagree the old record stays.
	 */
	recordInFront(page: Page): RecordRef | null;
	/**
	 * Who is signed in on this page, by an id that stays the same and is nobody else's. Asked once for each record; takes
	 * one request at most, never throws, and answers `unknown` rather than a guess.
	 */
	userOf(page: Page, callApi: CallApi, signal: AbortSignal): Promise<CrmUser>;
	/** Begins with one record. `callApi` is the only way to the network. Without options all is as usual. */
	open(callApi: CallApi, options?: AdapterOptions): RecordReader;
}
