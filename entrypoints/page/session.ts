import type { CostReading } from '../../core/model/access.ts';
import { type DealFacts, dealKey, type RecordRef } from '../../core/model/deal.ts';
import { type DealEdits, isUnedited, noEdits } from '../../core/model/deal-edits.ts';
import type { Result } from '../../core/model/result.ts';
import type { SiteLayout } from '../../core/model/settings.ts';
import type {
	Adapter,
	AdapterOptions,
	CallApi,
	EditsReading,
	FactsReading,
	Page,
	ReadFailure,
	RecordReader,
} from '../../crm/contract.ts';
import type { FromPage, ToPage } from '../../messages/port.ts';
import { createApplying } from './applying.ts';
import { afterSave, otherLines, ownEdits, valuesOf } from './drawn.ts';
import { watchRequests } from './requests.ts';
import { isFrameLoading, type Settling, standing, stepOf } from './settling.ts';

/** Script-made changes send no event, so the few watched fields are compared this often while an edit is open. */
const lookEveryMs = 300;

/** Some clients write a second field after the first one's event; one more look catches it early. */
const secondLookMs = 60;

/** A record that is not there at two looks in a row has gone; one missing look is a client that redraws. */
const looksBeforeGone = 2;

/** Back in a tab that was away for longer, the record is read again: it may have been saved in another one. */
const staleAfterMs = 5000;

/** After a read that failed the next one comes by itself, later each time. */
const retryAfterMs = 2000;
const longestRetryMs = 60_000;

/** What a session needs of its surroundings. */
export interface Surroundings {
	readonly document: Document;
	/** The CRM this page was recognised as. */
	readonly adapter: Adapter;
	readonly callApi: CallApi;
	readonly options?: AdapterOptions;
	/** Shows the sidebar's frame; resolves with the layout in use, null when it must not be shown any more. */
	showFrame(): Promise<SiteLayout | null>;
	hideFrame(): void;
	/** True after the page dropped the frame by rewriting its document. */
	isFrameLost(): boolean;
	setLayout(layout: SiteLayout): void;
	giveFocusBack(): void;
	post(message: FromPage): void;
	/** Forget what was posted of the record before. */
	clear(): void;
	/** False after the extension behind this script was updated or removed. */
	isAlive(): boolean;
	/** Called once when it is not. */
	died(): void;
}

/** Follows the record in front on one page until `stop`. */
export interface Session {
	heard(message: ToPage): void;
	/** Looks now, not at the next turn. */
	look(): void;
	/** True while a deal or quote is in front. */
	hasRecord(): boolean;
	/** Reads the record in front once more, with costs from another place; nothing that is shown changes by it. */
	readCosts(costField: string | null): Promise<CostReadingAnswer>;
	/** Begins anew with the record in front: what tells its fields has changed. */
	again(): void;
	/** Lets the page come to rest before the sidebar takes the focus to be typed in. */
	beforeFocus(): Promise<void>;
	stop(): void;
}

/** What was read, or why not; `no-deal` while no record is in front. */
export type CostReadingAnswer = Result<CostReading, ReadFailure | { readonly code: 'no-deal' }>;

interface Front {
	readonly key: string;
	readonly ref: RecordRef;
	readonly reader: RecordReader;
	/** The newest reading. */
	saved: DealFacts | null;
	/** What the page was drawn from, as long as it may be older than `saved`; null otherwise. */
	drawn: DealFacts | null;
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
	hasEdits: boolean;
	wereUnmatched: boolean;
	/** The last that were typed. */
	typed: DealEdits | null;
	/** The last possibilities told, as text. */
	toldPossible: string;
}

export function startSession(around: Surroundings): Session {
	const { adapter, document } = around;
	const view = document.defaultView as Window;
	let front: Front | null = null;
	let layout: SiteLayout | null = null;
	let missedLooks = 0;
	let isStopped = false;
	let secondLook = 0;

	const page = (): Page => ({ document, url: new URL(view.location.href) });
	const requests = watchRequests(view, () => {
		if (front) void readFacts(front, 'page');
	});
	const applying = createApplying({
		page,
		isInFront(record) {
			if (front !== record || isStopped) return false;
			const ref = adapter.recordInFront(page());
			return ref && dealKey(ref) === front.key;
		},
		post: around.post,
		readEdits,
	});

	async function show(ref: RecordRef): Promise<void> {
		leave();
		const next: Front = {
			key: dealKey(ref),
			ref,
			reader: adapter.open(around.callApi, around.options),
			saved: null,
			drawn: null,
			elsewhere: null,
			isFresh: false,
			readAtMs: 0,
			reading: null,
			timer: 0,
			failures: 0,
			settling: null,
			told: '',
			hasEdits: false,
			wereUnmatched: false,
			typed: null,
			toldPossible: '',
		};
		front = next;
		// A frame that is open already must hear of the record before it hears what was read of it.
		shown(next);
		void readFacts(next);
		const placed = await around.showFrame();
		if (front !== next || !placed) return;
		const isFirst = layout === null;
		layout = placed;
		if (isFirst) shown(next);
	}

	function shown({ ref }: Front): void {
		if (!layout) return;
		const repairable = adapter.repairable?.(page()) ?? [];
		const site = view.location.origin;
		around.post({ type: 'record.shown', ref, crmTitle: adapter.title, site, repairable, layout });
	}

	function leave(): void {
		front?.reading?.abort();
		view.clearTimeout(front?.timer);
		requests.hurry(false);
		front = null;
		around.clear();
	}

	async function readFacts(record: Front, cause: 'page' | 'other' = 'other', isQuiet = false): Promise<void> {
		record.reading?.abort();
		view.clearTimeout(record.timer);
		const reading = new AbortController();
		record.reading = reading;
		record.readAtMs = Date.now();
		const { ref, reader } = record;
		if (!record.settling && !isQuiet) around.post({ type: 'facts.reading', ref });
		const ownRequests = requests.begin();
		const result = await reader.readFacts(page(), ref, reading.signal).catch(broken);
		ownRequests.end();
		if (front !== record || reading.signal.aborted || isStopped) return;
		record.reading = null;
		if (!result.ok) {
			failed(record, result.error);
			return;
		}
		record.failures = 0;
		const { settling, saved } = record;
		const isUnchanged = saved !== null && valuesOf(saved) === valuesOf(result.value.facts);
		if (settling && isUnchanged && !settling.isLastRead) settle(record, settling);
		else accept(record, result.value, cause);
	}

	function accept(record: Front, reading: FactsReading, cause: 'page' | 'other'): void {
		const { saved: before, settling, hasEdits, ref } = record;
		const { facts } = reading;
		const isOther = before !== null && record.isFresh && valuesOf(before) !== valuesOf(facts);
		record.settling = null;
		requests.hurry(false);
		record.saved = facts;
		record.isFresh = true;
		if (isOther) {
			// A page that nobody types in has just asked its server for what it draws.
			if (settling) record.drawn = afterSave(record.drawn ?? before, facts, settling.edits);
			else record.drawn = cause === 'page' && !hasEdits ? null : (record.drawn ?? before);
			const { drawn } = record;
			const isSame = !drawn || valuesOf(drawn) === valuesOf(facts);
			if (isSame) record.drawn = null;
			record.elsewhere = isSame || settling || cause === 'page' ? null : otherLines(drawn, facts);
		}
		around.post({ type: 'facts.read', ref, ...reading });
		readEdits('read');
	}

	function failed(record: Front, error: ReadFailure): void {
		const { ref, reader, settling } = record;
		const fromPage = reader.readFactsFromPage(page(), ref);
		const pageFacts = fromPage.ok ? fromPage.value.facts : null;
		record.saved ??= pageFacts;
		const waitMs = error.retryAfterMs ?? Math.min(longestRetryMs, retryAfterMs * 2 ** record.failures);
		record.failures += 1;
		if (error.code !== 'token-missing')
			record.timer = view.setTimeout(() => {
				if (document.visibilityState === 'visible') void readFacts(record, 'other', true);
			}, waitMs);
		if (settling) settling.phase = 'not-read-again';
		around.post({ type: 'facts.failed', ref, failure: error, pageFacts, againAtMs: Date.now() + waitMs });
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
		const { reader, drawn, elsewhere } = record;
		const was = drawn && reader.readEdits(page(), drawn);
		const now = reader.readEdits(page(), saved);
		if (!drawn || !was?.ok || !now.ok) return now;
		const { edits, isCaughtUp } = ownEdits(now.value, was.value, saved, drawn, elsewhere);
		if (!isCaughtUp) return { ok: true, value: edits };
		record.drawn = null;
		record.elsewhere = null;
		return now;
	}

	/** `typed`: right after a key, with which a value may have become the saved one again. `read`: after a reading. */
	function readEdits(cause: 'typed' | 'read' | 'look' = 'look'): void {
		const record = front;
		if (!record?.saved || isStopped) return;
		const { ref, saved } = record;
		const reading = editsOf(record, saved);
		tellPossible(record, saved);
		const { hasEdits: hadEdits, wereUnmatched, settling } = record;
		const isUnmatched = reading.ok && reading.value.areLinesUnmatched;
		record.hasEdits = !reading.ok || !isUnedited(reading.value);
		record.wereUnmatched = isUnmatched;
		const isEditing = () => record.reader.isEditing(page());
		const isNowUnmatched = hadEdits && isUnmatched && !wereUnmatched && !applying.isOn();
		// Rows that are saved and not read yet fit no saved line.
		const isGone = (hadEdits && !record.hasEdits) || (isNowUnmatched && !isEditing());
		const isBegun = isGone && cause !== 'read' && !(cause === 'typed' && isEditing()) && !applying.isOn();
		if (isBegun) {
			const edits = record.typed ?? { ...noEdits(ref), areLinesUnmatched: true };
			record.settling = { edits, sinceMs: Date.now(), phase: 'saving', isLastRead: false };
			requests.hurry(true);
		} else if (isNowUnmatched) requests.expect();
		else if (record.hasEdits)
			record.typed = reading.ok ? (settling ? standing(settling, reading.value) : reading.value) : null;
		tell(record, reading);
		// Saved or given up: only the CRM knows which.
		if (isBegun) void readFacts(record, 'page');
	}

	function tell(record: Front, reading: EditsReading): void {
		const { ref, settling } = record;
		const message: FromPage = !reading.ok
			? { type: 'edits.failed', ref, failure: reading.error }
			: settling
				? { type: 'edits.settling', ref, phase: settling.phase, edits: standing(settling, reading.value) }
				: { type: 'edits.read', ref, edits: reading.value };
		const text = JSON.stringify(message);
		if (text === record.told) return;
		record.told = text;
		around.post(message);
	}

	function tellPossible(record: Front, saved: DealFacts): void {
		const lines = record.reader.canApply?.(page(), saved);
		const text = JSON.stringify(lines);
		if (lines && text !== record.toldPossible) around.post({ type: 'discount.possible', ref: record.ref, lines });
		record.toldPossible = text;
	}

	async function readCosts(costField: string | null): Promise<CostReadingAnswer> {
		if (!front) return { ok: false, error: { code: 'no-deal' } };
		const { ref } = front;
		const ownRequests = requests.begin();
		const reader = adapter.open(around.callApi, { costField });
		const result = await reader.readFacts(page(), ref, new AbortController().signal).catch(broken);
		ownRequests.end();
		if (!result.ok) return result;
		const { facts, health } = result.value;
		const isFieldMissing = health.some(({ field, state }) => field === 'Cost' && state === 'broken');
		return { ok: true, value: { facts, isFieldMissing } };
	}

	/** A page that cannot come to rest is left as it is: the focus is moved all the same. */
	async function beforeFocus(): Promise<void> {
		await front?.reader.beforeFocus?.(page()).catch(() => {});
	}

	function look(): void {
		if (isStopped) return;
		if (!around.isAlive()) {
			stop();
			around.died();
			return;
		}
		const now = page();
		const ref = adapter.recordInFront(now);
		if (!ref) {
			missedLooks += 1;
			if (front && missedLooks >= looksBeforeGone) {
				leave();
				around.hideFrame();
			}
			return;
		}
		missedLooks = 0;
		if (front?.key !== dealKey(ref) || around.isFrameLost()) void show(ref);
	}

	function lookAndRead(): void {
		if (document.visibilityState !== 'visible') return;
		look();
		if (front && (front.hasEdits || front.reader.isEditing(page()))) readEdits();
	}

	/** Listens in capture, and does not ask whether the event is trusted: CRMs' own widgets send scripted ones. */
	function acted(event: Event): void {
		if (!front) {
			if (event.type === 'click') view.setTimeout(look, secondLookMs);
			return;
		}
		// What we write ourselves saves nothing.
		if (event.isTrusted || !applying.isOn()) requests.expect();
		const cause = event.type === 'input' ? 'typed' : 'look';
		// After the event's own listeners, for a client may reformat what was typed.
		queueMicrotask(() => lookAndReadEdits(cause));
		// One for all keys of a fast hand: the look after each of them sees what the one before has changed.
		view.clearTimeout(secondLook);
		secondLook = view.setTimeout(() => lookAndReadEdits(cause), secondLookMs);
	}

	function lookAndReadEdits(cause: 'typed' | 'look' = 'look'): void {
		look();
		readEdits(cause);
	}

	function cameBack(): void {
		if (document.visibilityState !== 'visible') return;
		lookAndReadEdits();
		if (front && (front.failures > 0 || Date.now() - front.readAtMs > staleAfterMs))
			void readFacts(front, 'other', true);
	}

	const pageEvents = ['input', 'change', 'focusout', 'click'] as const;
	const viewEvents = ['hashchange', 'popstate'] as const;
	for (const type of pageEvents) document.addEventListener(type, acted, { capture: true, passive: true });
	for (const type of viewEvents) view.addEventListener(type, look);
	view.addEventListener('pageshow', cameBack);
	document.addEventListener('visibilitychange', cameBack);
	const timer = view.setInterval(lookAndRead, lookEveryMs);
	look();

	function stop(): void {
		if (isStopped) return;
		isStopped = true;
		view.clearInterval(timer);
		view.clearTimeout(secondLook);
		for (const type of pageEvents) document.removeEventListener(type, acted, { capture: true });
		for (const type of viewEvents) view.removeEventListener(type, look);
		view.removeEventListener('pageshow', cameBack);
		document.removeEventListener('visibilitychange', cameBack);
		requests.stop();
		view.clearTimeout(front?.timer);
		front?.reading?.abort();
	}

	return {
		heard(message) {
			if (!front || isStopped) return;
			if (message.type === 'facts.again') void readFacts(front);
			if (message.type === 'layout.set') {
				layout = message.layout;
				around.setLayout(message.layout);
			}
			if (message.type === 'discount.write')
				void applying.carryOut(message, dealKey(message.ref) === front.key ? front : null);
			if (message.type === 'focus.giveBack') around.giveFocusBack();
			if (message.type === 'focus.ask') void beforeFocus().then(() => around.post({ type: 'focus.ready' }));
			if (message.type === 'facts.kept' && !front.isFresh && dealKey(message.facts.ref) === front.key) {
				front.saved = message.facts;
				front.told = '';
				readEdits('read');
			}
		},
		look,
		hasRecord: () => front !== null,
		readCosts,
		again() {
			if (front && !isStopped) void show(front.ref);
			else look();
		},
		beforeFocus,
		stop,
	};
}

/** A bug of ours must not leave the sidebar waiting: it is said as an answer nobody understands. */
function broken(cause: unknown) {
	const field = cause instanceof Error ? cause.message : undefined;
	return { ok: false, error: { code: 'api-changed', ...(field ? { field } : {}) } } as const;
}
