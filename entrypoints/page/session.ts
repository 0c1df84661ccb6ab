import type { CostReading } from '../../core/model/access.ts';
import { type DealFacts, dealKey, type RecordRef } from '../../core/model/deal.ts';
import { isUnedited } from '../../core/model/deal-edits.ts';
import type { Result } from '../../core/model/result.ts';
import type { SiteLayout } from '../../core/model/settings.ts';
import type { Adapter, AdapterOptions, CallApi, Page, ReadFailure, RecordReader } from '../../crm/contract.ts';
import type { FromPage, ToPage } from '../../messages/port.ts';
import { createApplying } from './applying.ts';
import { watchRequests } from './requests.ts';

/** Script-made changes send no event, so the few watched fields are compared this often while an edit is open. */
const lookEveryMs = 300;

/** Some clients write a second field after the first one's event; one more look catches it early. */
const secondLookMs = 60;

/** A record that is not there at two looks in a row has gone; one missing look is a client that redraws. */
const looksBeforeGone = 2;

/** Back in a tab that was away for longer, the record is read again. */
const staleAfterMs = 60_000;

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
	/** What edits are held against. */
	saved: DealFacts | null;
	/** `saved` came from the API; kept facts do not replace it. */
	isFresh: boolean;
	readAtMs: number;
	reading: AbortController | null;
	/** The last edits told, as text. */
	told: string;
	hasEdits: boolean;
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
		if (front) void readFacts(front);
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
			isFresh: false,
			readAtMs: 0,
			reading: null,
			told: '',
			hasEdits: false,
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
		front = null;
		around.clear();
	}

	async function readFacts(record: Front): Promise<void> {
		record.reading?.abort();
		const reading = new AbortController();
		record.reading = reading;
		record.readAtMs = Date.now();
		const { ref, reader } = record;
		around.post({ type: 'facts.reading', ref });
		const ownRequests = requests.begin();
		const result = await reader.readFacts(page(), ref, reading.signal).catch(broken);
		ownRequests.end();
		if (front !== record || reading.signal.aborted || isStopped) return;
		record.reading = null;
		if (result.ok) {
			record.saved = result.value.facts;
			record.isFresh = true;
			around.post({ type: 'facts.read', ref, ...result.value });
		} else {
			const fromPage = reader.readFactsFromPage(page(), ref);
			const pageFacts = fromPage.ok ? fromPage.value.facts : null;
			record.isFresh = false;
			record.saved = record.saved ?? pageFacts;
			around.post({ type: 'facts.failed', ref, failure: result.error, pageFacts });
		}
		readEdits();
	}

	function readEdits(): void {
		if (!front?.saved || isStopped) return;
		const { ref, reader, saved } = front;
		const reading = reader.readEdits(page(), saved);
		tellPossible(front, saved);
		const text = JSON.stringify(reading);
		if (text === front.told) return;
		front.told = text;
		const hadEdits = front.hasEdits;
		const isUnmatched = reading.ok && reading.value.areLinesUnmatched;
		front.hasEdits = !reading.ok || !isUnedited(reading.value);
		around.post(
			reading.ok
				? { type: 'edits.read', ref, edits: reading.value }
				: { type: 'edits.failed', ref, failure: reading.error },
		);
		// Saved or cancelled: only the CRM knows which. Rows that are saved and not read yet fit no saved line.
		if (hadEdits && (!front.hasEdits || isUnmatched) && !applying.isOn()) requests.expect();
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
		// After the event's own listeners, for a client may reformat what was typed.
		queueMicrotask(lookAndReadEdits);
		// One for all keys of a fast hand: the look after each of them sees what the one before has changed.
		view.clearTimeout(secondLook);
		secondLook = view.setTimeout(lookAndReadEdits, secondLookMs);
	}

	function lookAndReadEdits(): void {
		look();
		readEdits();
	}

	function cameBack(): void {
		if (document.visibilityState !== 'visible') return;
		lookAndReadEdits();
		if (front && Date.now() - front.readAtMs > staleAfterMs) void readFacts(front);
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
				readEdits();
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
