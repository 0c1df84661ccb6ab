import type { AppliedDiscount, ApplyFailure, DiscountWrite, LinePossibilities } from '../core/model/apply.ts';
import type { CrmUser, DealFacts, RecordRef, StageOption } from '../core/model/deal.ts';
import type { DealEdits } from '../core/model/deal-edits.ts';
import type { PressRefusal } from '../core/model/press.ts';
import type { FieldHealth, ReadFailure } from '../core/model/read-failure.ts';
import type { Result } from '../core/model/result.ts';
import type { PageStatus, SiteLayout } from '../core/model/settings.ts';

/**
 * `saving`: the CRM is read for what became of the edit, which stands meanwhile. `checking`: nothing was saved so far; the
 * edit seems to have been given up. `not-read-again`: that reading failed and is tried again.
 */
export const settlingPhases = ['saving', 'checking', 'not-read-again'] as const;

export type SettlingPhase = (typeof settlingPhases)[number];

/** Content script → sidebar. Those with a `ref` speak of that record: the sidebar drops those of another. */
export type FromPage =
	/** Sent again and again while the page can be seen, so that a dead line is noticed. */
	| { readonly type: 'page.alive' }
	/** How the page judges the press of this id; null: it sees nothing against it. */
	| { readonly type: 'press.judged'; readonly id: string; readonly refusal: PressRefusal | null }
	/** A dialog of the CRM takes every press until it is closed; `false` once it is. */
	| { readonly type: 'page.blocked'; readonly isBlocked: boolean }
	/** The page took the frame out and in again, so that its document is a new one; told right after the line is open. */
	| { readonly type: 'frame.restarted' }
	/** Escape was pressed in the page while something of ours is open: it closes that, and nothing of the CRM. */
	| { readonly type: 'escape.pressed' }
	/** A second frame claimed this line, so it is closed for both. The last message there is. */
	| { readonly type: 'line.ended' }
	/** The record in front changed. Always the first message after connecting; facts follow. */
	| {
			readonly type: 'record.shown';
			readonly ref: RecordRef;
			readonly crmTitle: string;
			readonly site: string;
			/** Fields whose place the user can show, as failures and health name them. */
			readonly repairable: readonly string[];
			readonly layout: SiteLayout;
	  }
	/** Who is signed in; sent once it is known, and never where nobody can tell. */
	| { readonly type: 'user.told'; readonly ref: RecordRef; readonly user: CrmUser }
	/** Something was typed into the page, in a field that is read or not; `false` once an edit was saved or given up since. */
	| { readonly type: 'page.typed'; readonly ref: RecordRef; readonly isTyped: boolean }
	/** A read began. */
	| { readonly type: 'facts.reading'; readonly ref: RecordRef }
	| {
			readonly type: 'facts.read';
			readonly ref: RecordRef;
			readonly facts: DealFacts;
			readonly health: readonly FieldHealth[];
			/** All that the CRM offers for such a record; absent where it did not tell them. */
			readonly stages?: readonly StageOption[];
			/** How the page's fields are named in its markup; absent while every field is found where it should be. */
			readonly structure?: string;
	  }
	/** The API gave nothing. `pageFacts` is what the page alone tells, null when not even that could be read. */
	| {
			readonly type: 'facts.failed';
			readonly ref: RecordRef;
			readonly failure: ReadFailure;
			readonly pageFacts: DealFacts | null;
			/** When the page reads again by itself, in milliseconds since 1970. */
			readonly againAtMs: number;
	  }
	/** What is typed and not saved now; sent when it changed. */
	| { readonly type: 'edits.read'; readonly ref: RecordRef; readonly edits: DealEdits }
	/** An edit is going on that cannot be read: no figure may be shown. */
	| {
			readonly type: 'edits.failed';
			readonly ref: RecordRef;
			readonly failure: ReadFailure;
			/** As of `facts.read`. */
			readonly structure?: string;
	  }
	/**
	 * What was typed is gone from the page, saved or given up, and the facts told so far are of before. `edits` are what is
	 * to be shown until the next `facts.read`, which ends this.
	 */
	| {
			readonly type: 'edits.settling';
			readonly ref: RecordRef;
			readonly phase: SettlingPhase;
			readonly edits: DealEdits;
	  }
	/** Into which lines a discount can be written now; sent when it changed, never by a CRM where none can. */
	| { readonly type: 'discount.possible'; readonly ref: RecordRef; readonly lines: LinePossibilities }
	/** The order of this id is carried out, and the CRM's server has not answered yet. */
	| { readonly type: 'discount.waiting'; readonly ref: RecordRef; readonly id: string }
	/** How the order of this id went. */
	| {
			readonly type: 'discount.answered';
			readonly ref: RecordRef;
			readonly id: string;
			readonly result: Result<AppliedDiscount, ApplyFailure>;
	  }
	/** The layout as the content script now shows it (after a drag that began on the page side, or a shortcut). */
	| { readonly type: 'layout.shown'; readonly layout: SiteLayout }
	/** The keyboard shortcut was pressed on the page: take the focus. */
	| { readonly type: 'focus.take' }
	/** The shortcut for the list of all actions was pressed, and the frame has the focus. */
	| { readonly type: 'palette.show' }
	/** The page is at rest: the field that asked may take the focus. */
	| { readonly type: 'focus.ready' };

/** Asks to write into a line's discount field of `ref`. Answered once, under the same id. */
export interface DiscountOrder {
	readonly type: 'discount.write';
	readonly id: string;
	readonly ref: RecordRef;
	readonly lineId: string;
	readonly write: DiscountWrite;
}

/** Asks whether the page shows the frame as it was placed. Answered once, under the same id. */
export interface PressQuestion {
	readonly type: 'press.judge';
	readonly id: string;
	/** Where was pressed, in CSS pixels of the frame. */
	readonly x: number;
	readonly y: number;
	/** Whether the browser calls the button visible; null where it follows no visibility. */
	readonly isSeen: boolean | null;
}

/** Sidebar → content script. */
export type ToPage =
	| DiscountOrder
	/** Read the record again through the API. */
	| { readonly type: 'facts.again' }
	/**
	 * Use facts kept from an earlier read as what edits are held against, because the API does not answer.
	 * Ignored unless they are of the record in front and no fresher facts are there.
	 */
	| { readonly type: 'facts.kept'; readonly facts: DealFacts }
	/** Show the frame like this. The sidebar has it saved by the background itself. */
	| { readonly type: 'layout.set'; readonly layout: SiteLayout }
	/** Drag of the inner edge in progress: width only, nothing saved. */
	| { readonly type: 'focus.giveBack' }
	| PressQuestion
	/** Something lies over a button, as far as the browser tells; `isNear` says whether the pointer is in the frame or was. */
	| { readonly type: 'frame.covered'; readonly isNear: boolean }
	/** A popover or menu of ours is open, which Escape closes, wherever the focus is. */
	| { readonly type: 'popover.shown'; readonly isOpen: boolean }
	/** A field is about to take the focus from the page: answered with `focus.ready` once the page is at rest. */
	| { readonly type: 'focus.ask' };

/** Checks what a page answered; null for anything else, or nothing. */
export function readPageStatus(answer: unknown): PageStatus | null {
	const { crm, crmTitle, hasDeal, isExpelled } = (answer ?? {}) as Partial<Record<keyof PageStatus, unknown>>;
	if (typeof crm !== 'string' || typeof crmTitle !== 'string' || typeof hasDeal !== 'boolean') return null;
	return { crm, crmTitle, hasDeal, ...(isExpelled === true && { isExpelled }) };
}

const toPageTypes: readonly string[] = [
	'facts.again',
	'facts.kept',
	'layout.set',
	'focus.giveBack',
	'focus.ask',
	'discount.write',
	'press.judge',
	'frame.covered',
	'popover.shown',
];

/** Checks a message that arrives in the content script, by hand to keep it small; null when it is not one of ours. */
export function readToPage(message: unknown): ToPage | null {
	if (typeof message !== 'object' || message === null) return null;
	const { type, layout, facts } = message as { type?: unknown; layout?: SiteLayout; facts?: DealFacts };
	if (typeof type !== 'string' || !toPageTypes.includes(type)) return null;
	if (type === 'layout.set') return isLayout(layout) ? { type, layout } : null;
	if (type === 'facts.kept') return facts && typeof facts.ref?.id === 'string' ? { type, facts } : null;
	if (type === 'discount.write') return isOrder(message) ? message : null;
	if (type === 'press.judge') return isPress(message) ? message : null;
	if (type === 'popover.shown') return { type, isOpen: (message as { isOpen?: unknown }).isOpen === true };
	if (type === 'frame.covered') return { type, isNear: (message as { isNear?: unknown }).isNear === true };
	return { type } as ToPage;
}

/** From nothing to all of the list price. */
const share = /^(?:0(?:\.\d{1,30})?|1(?:\.0{1,30})?)$/;

function isOrder(message: object): message is DiscountOrder {
	const { id, ref, lineId, write } = message as { [Name in keyof DiscountOrder]?: DiscountOrder[Name] | null };
	const { discount, text, over } = (write ?? {}) as Readonly<Record<string, unknown>>;
	const parts = [id, lineId, ref?.id, ...(discount === undefined ? [text, over] : [discount])];
	return parts.every((part) => typeof part === 'string') && share.test(String(discount ?? 0));
}

function isPress(message: object): message is PressQuestion {
	const { id, x, y, isSeen } = message as { readonly [Name in keyof PressQuestion]?: unknown };
	return (
		typeof id === 'string' &&
		Number.isFinite(x) &&
		Number.isFinite(y) &&
		(isSeen === null || typeof isSeen === 'boolean')
	);
}

/** True for a complete layout; bounds are applied by the receiver. */
export function isLayout(layout: unknown): layout is SiteLayout {
	if (typeof layout !== 'object' || layout === null) return false;
	const { side, widthPx, isCollapsed, handleAt } = layout as Partial<Record<keyof SiteLayout, unknown>>;
	return (
		(side === 'right' || side === 'left') &&
		typeof widthPx === 'number' &&
		Number.isFinite(widthPx) &&
		typeof isCollapsed === 'boolean' &&
		typeof handleAt === 'number' &&
		Number.isFinite(handleAt)
	);
}
