import { type DealFacts, dealKey, type RecordRef } from '../../core/model/deal.ts';
import { type DealEdits, isUnedited, noEdits, type PageTotals } from '../../core/model/deal-edits.ts';
import { dealValues } from '../../core/model/deal-values.ts';
import { isWithoutAccess } from '../../core/model/read-failure.ts';
import type { EditsReading, FactsReading, Page, ReadFailure, RecordReader } from '../../crm/contract.ts';
import type { FromPage } from '../../messages/port.ts';
import { afterSave, otherLines, ownEdits, rowsOfSave } from './drawn.ts';
import type { RequestWatch } from './requests.ts';
import { isFrameLoading, type Settling, standing, stepOf } from './settling.ts';
import { structurePrint } from './structure.ts';

/** After a read that failed the next one comes by itself, later each time. */
const retryAfterMs = 2000;
const longestRetryMs = 60_000;

/** The page's own sums are told once they are the same for so long, and what is typed too. */
const steadyForMs = 1000;

/** For a CRM that asks to be left alone and does not say how long. */
const politeRetryMs = 10_000;

/** The record in front, and what was read and told of it. */
export interface Front {
	readonly key: string;
	readonly ref: RecordRef;
	readonly reader: RecordReader;
	/** The newest reading. */
	saved: DealFacts | null;
	/** What the page was drawn from, as long as it may be older than `saved`; null otherwise. */
	drawn: DealFacts | null;
	/** Ids of lines that were typed in since: what they hold is the user's, whatever the page was drawn from. */
	readonly typedIn: Set<string>;
	/** Ids of lines that the page's own save added or deleted, which it may not have drawn yet. */
	ownRows: readonly string[];
	/** Ids of lines that were found to be saved elsewhere since; null when nothing was. */
	elsewhere: readonly string[] | null;
	/** `saved` came from the API; kept facts do not replace it. */
	isFresh: boolean;
	readAtMs: number;
	reading: AbortController | null;
	/** Timer of the next read after one that failed, or of the next step of `settling`. */
	timer: number;
	/** Reads that failed in a row. */
	failures: number;
	settling: Settling | null;
	/** The last edits told, as text. */
	told: string;
	/** The same without the page's own sums, and since when they are the same. */
	typedText: string;
	typedAtMs: number;
	/** The page's own sums, and since when they are the same; null while they are not to be told. */
	totals: { readonly sums: PageTotals | null; readonly sinceMs: number } | null;
	hasEdits: boolean;
	/** Something was typed since an edit was last saved or given up. */
	isTyped: boolean;
	wereUnmatched: boolean;
	/** The last that were typed. */
	typed: DealEdits | null;
	/** The last possibilities told, as text. */
	toldPossible: string;
}

/** A record that has just come in front. */
export function newFront(ref: RecordRef, reader: RecordReader): Front {
	return {
		key: dealKey(ref),
		ref,
		reader,
		saved: null,
		drawn: null,
		typedIn: new Set(),
		ownRows: [],
		elsewhere: null,
		isFresh: false,
		readAtMs: 0,
		reading: null,
		timer: 0,
		failures: 0,
		settling: null,
		told: '',
		typedText: '',
		typedAtMs: 0,
		totals: null,
		hasEdits: false,
		isTyped: false,
		wereUnmatched: false,
		typed: null,
		toldPossible: '',
	};
}

/**
 * Why edits are read. `typed`: right after a key, with which a value may have become the saved one again. `read`: after a
 * reading of the record. `timer`: nothing has happened. `look`: anything else.
 */
export type Cause = 'typed' | 'read' | 'timer' | 'look';

/** What reading needs of the session. */
interface ReadingNeeds {
	readonly document: Document;
	page(): Page;
	readonly requests: RequestWatch;
	post(message: FromPage): void;
	/** Null as well after the session has ended. */
	front(): Front | null;
	/** True while we write into the page ourselves. */
	isWriting(): boolean;
}

/** Reads one record after another, and what is typed on its page, and tells both. */
export interface Reading {
	/** `page`: the page has just talked to its server. A quiet read is not announced. */
	readFacts(record: Front, cause?: 'page' | 'other', isQuiet?: boolean): Promise<void>;
	readEdits(cause?: Cause): void;
	/** Lets go of a record. */
	end(record: Front | null): void;
}

export function createReading({ document, page, requests, post, front, isWriting }: ReadingNeeds): Reading {
	const view = document.defaultView as Window;

	async function readFacts(record: Front, cause: 'page' | 'other' = 'other', isQuiet = false): Promise<void> {
		record.reading?.abort();
		view.clearTimeout(record.timer);
		const reading = new AbortController();
		record.reading = reading;
		record.readAtMs = Date.now();
		const { ref, reader } = record;
		if (!record.settling && !isQuiet) post({ type: 'facts.reading', ref });
		const ownRequests = requests.begin();
		const result = await reader.readFacts(page(), ref, reading.signal).catch(broken);
		ownRequests.end();
		if (front() !== record || reading.signal.aborted) return;
		record.reading = null;
		if (!result.ok) {
			failed(record, result.error);
			return;
		}
		record.failures = 0;
		const { settling, saved } = record;
		const isUnchanged = saved !== null && dealValues(saved) === dealValues(result.value.facts);
		if (settling && isUnchanged && !settling.isLastRead) settle(record, settling);
		else accept(record, result.value, cause);
	}

	function accept(record: Front, reading: FactsReading, cause: 'page' | 'other'): void {
		const { saved: before, settling, ref } = record;
		const { facts } = reading;
		const isOther = before !== null && record.isFresh && dealValues(before) !== dealValues(facts);
		record.settling = null;
		requests.hurry(false);
		if (settling && record.isTyped) {
			record.isTyped = false;
			post({ type: 'page.typed', ref, isTyped: false });
		}
		record.saved = facts;
		record.isFresh = true;
		if (isOther) {
			const drawn = record.drawn ?? before;
			record.ownRows = settling ? rowsOfSave(drawn, facts, settling.edits) : [];
			const isRedrawn = record.ownRows.length > 0 && doesPageFit(record, facts);
			const after = isRedrawn ? facts : settling && afterSave(drawn, facts, settling.edits);
			record.drawn = after ?? drawn;
			const isSame = dealValues(record.drawn) === dealValues(facts);
			if (isSame) record.drawn = null;
			record.typedIn.clear();
			// What was saved from this page is known by the page's own requests, and drawn by it.
			record.elsewhere = isSame || settling || cause === 'page' ? null : otherLines(drawn, facts);
		}
		const isWhole = reading.health.every(({ state }) => state === 'ok');
		const structure = isWhole ? {} : { structure: structurePrint(page().document) };
		post({ type: 'facts.read', ref, ...reading, ...structure });
		// What is gone though nothing new was read was saved after this reading had begun, or given up.
		readEdits(isOther || before === null ? 'read' : 'look');
	}

	/** True when the page shows nothing else than these facts. */
	function doesPageFit({ reader }: Front, facts: DealFacts): boolean {
		const reading = reader.readEdits(page(), facts);
		return reading.ok && isUnedited(reading.value);
	}

	function failed(record: Front, error: ReadFailure): void {
		const { ref, reader, settling } = record;
		const fromPage = reader.readFactsFromPage(page(), ref);
		const pageFacts = fromPage.ok ? fromPage.value.facts : null;
		record.saved ??= pageFacts;
		const usualMs = error.code === 'rate-limited' ? politeRetryMs : retryAfterMs;
		const waitMs = error.retryAfterMs ?? Math.min(longestRetryMs, usualMs * 2 ** record.failures);
		record.failures += 1;
		if (!isWithoutAccess(error.code))
			record.timer = view.setTimeout(() => {
				if (document.visibilityState === 'visible') void readFacts(record, 'other', true);
			}, waitMs);
		if (settling) settling.phase = 'not-read-again';
		post({ type: 'facts.failed', ref, failure: error, pageFacts, againAtMs: Date.now() + waitMs });
		readEdits('read');
	}

	/** Nothing has changed in the CRM since something typed was gone: it was given up, or its save is on its way. */
	function settle(record: Front, settling: Settling): void {
		const { step, againInMs } = stepOf(settling, record.readAtMs, Date.now(), isFrameLoading(document));
		if (step === 'over') {
			// A save that no record of requests tells of, by a socket or a frame, may have come meanwhile.
			settling.isLastRead = true;
			void readFacts(record);
			return;
		}
		settling.phase = step === 'held' ? 'saving' : 'checking';
		record.timer = view.setTimeout(() => settle(record, settling), againInMs);
		readEdits('read');
	}

	/** What the user typed; only where the page may be older than the newest reading is it looked at twice. */
	function editsOf(record: Front, saved: DealFacts): EditsReading {
		const { reader, drawn, elsewhere, typedIn, ownRows } = record;
		const was = drawn && reader.readEdits(page(), drawn);
		const now = reader.readEdits(page(), saved);
		if (!drawn || !was?.ok || !now.ok) return now;
		const { edits, isCaughtUp } = ownEdits(now.value, was.value, saved, drawn, elsewhere, typedIn, ownRows);
		if (!isCaughtUp) return { ok: true, value: edits };
		record.drawn = null;
		record.elsewhere = null;
		return now;
	}

	function readEdits(cause: Cause = 'look'): void {
		const record = front();
		if (!record?.saved) return;
		const { ref, saved } = record;
		const reading = editsOf(record, saved);
		tellPossible(record, saved);
		const { hasEdits: hadEdits, wereUnmatched, settling } = record;
		const isUnmatched = reading.ok && reading.value.areLinesUnmatched;
		record.hasEdits = !reading.ok || !isUnedited(reading.value);
		record.wereUnmatched = isUnmatched;
		const isEditing = () => record.reader.isEditing(page());
		const isNowUnmatched = hadEdits && isUnmatched && !wereUnmatched && !isWriting();
		// Rows that are saved and not read yet fit no saved line.
		const isGone = (hadEdits && !record.hasEdits) || (isNowUnmatched && !isEditing());
		const isBegun = isGone && cause !== 'read' && !(cause === 'typed' && isEditing()) && !isWriting();
		if (isBegun) {
			const edits = record.typed ?? { ...noEdits(ref), areLinesUnmatched: true };
			record.settling = { edits, sinceMs: Date.now(), phase: 'saving', isLastRead: false };
			requests.hurry(true);
		} else if (isNowUnmatched) requests.expect();
		else if (record.hasEdits)
			record.typed = reading.ok ? (settling ? standing(settling, reading.value) : reading.value) : null;
		tell(record, reading, cause);
		// Saved or given up: only the CRM knows which.
		if (isBegun) void readFacts(record, 'page');
	}

	function tell(record: Front, reading: EditsReading, cause: Cause): void {
		const { ref, settling } = record;
		const message: FromPage = !reading.ok
			? { type: 'edits.failed', ref, failure: reading.error, structure: structurePrint(page().document) }
			: settling
				? { type: 'edits.settling', ref, phase: settling.phase, edits: standing(settling, reading.value) }
				: { type: 'edits.read', ref, edits: reading.value };
		if (message.type !== 'edits.read') {
			tellOnce(record, message, JSON.stringify(message));
			return;
		}
		const { edits } = message;
		const typedText = JSON.stringify(edits);
		const sums = sumsBeside(record, edits, typedText, cause);
		const told = sums ? { ...message, edits: { ...edits, pageTotals: sums } } : message;
		tellOnce(record, told, sums ? typedText + JSON.stringify(sums) : typedText);
	}

	/** `text`: what is said by the message, as text. */
	function tellOnce(record: Front, message: FromPage, text: string): void {
		if (text === record.told) return;
		record.told = text;
		post(message);
	}

	/**
	 * What the page itself adds up, once that and what is typed have been the same for a while: a client works its sums out
	 * after a key, or when a field is left. Looked at on the timer alone. Null for a page that is older than the CRM.
	 * `typedText`: `edits` as text.
	 */
	function sumsBeside(record: Front, edits: DealEdits, typedText: string, cause: Cause): PageTotals | null {
		const nowMs = Date.now();
		if (typedText !== record.typedText) {
			record.typedText = typedText;
			record.typedAtMs = nowMs;
			record.totals = null;
		}
		if (edits.changedElsewhere || !record.saved || isWriting()) record.totals = null;
		else if (cause === 'timer') {
			const sums = record.reader.readTotals?.(page(), record.saved) ?? null;
			const isSame = record.totals !== null && JSON.stringify(sums) === JSON.stringify(record.totals.sums);
			if (!isSame) record.totals = { sums, sinceMs: nowMs };
		}
		const { totals, typedAtMs } = record;
		return totals && nowMs - Math.max(totals.sinceMs, typedAtMs) >= steadyForMs ? totals.sums : null;
	}

	function tellPossible(record: Front, saved: DealFacts): void {
		const lines = record.reader.canApply?.(page(), saved);
		const text = JSON.stringify(lines);
		if (lines && text !== record.toldPossible) post({ type: 'discount.possible', ref: record.ref, lines });
		record.toldPossible = text;
	}

	return {
		readFacts,
		readEdits,
		end(record) {
			record?.reading?.abort();
			view.clearTimeout(record?.timer);
			requests.hurry(false);
		},
	};
}

/** A bug of ours must not leave the sidebar waiting: it is said as an answer nobody understands. */
export function broken(cause: unknown) {
	const field = cause instanceof Error ? cause.message : undefined;
	return { ok: false, error: { code: 'api-changed', ...(field ? { field } : {}) } } as const;
}
