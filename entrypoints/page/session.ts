import type { CostReading } from '../../core/model/access.ts';
import { dealKey, type RecordRef } from '../../core/model/deal.ts';
import type { Result } from '../../core/model/result.ts';
import type { SiteLayout } from '../../core/model/settings.ts';
import type { Adapter, AdapterOptions, CallApi, Page, ReadFailure } from '../../crm/contract.ts';
import type { FromPage, ToPage } from '../../messages/port.ts';
import { createApplying } from './applying.ts';
import { broken, type Cause, createReading, type Front, newFront } from './reading.ts';
import { watchRequests } from './requests.ts';

/** Script-made changes send no event, so the few watched fields are compared this often while an edit is open. */
const lookEveryMs = 300;

/** Some clients write a second field after the first one's event; one more look catches it early. */
const secondLookMs = 60;

/** A record that is not there at two looks in a row has gone; one missing look is a client that redraws. */
const looksBeforeGone = 2;

/** Back in a tab that was away for longer, the record is read again: it may have been saved in another one. */
const staleAfterMs = 5000;

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
	/** Keeps the frame where it belongs. */
	tendFrame(): void;
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

export function startSession(around: Surroundings): Session {
	const { adapter, document } = around;
	const view = document.defaultView as Window;
	let front: Front | null = null;
	let layout: SiteLayout | null = null;
	let missedLooks = 0;
	let isStopped = false;
	let secondLook = 0;

	let now: Page = { document, url: new URL(view.location.href) };
	/** An address is taken apart once, as long as it is the same. */
	const page = (): Page => {
		const { href } = view.location;
		if (now.url.href !== href) now = { document, url: new URL(href) };
		return now;
	};
	const requests = watchRequests(view, () => {
		const begun = front?.reading;
		// An edit that is gone begins a read by itself.
		readEdits();
		if (front && front.reading === begun) void readFacts(front, 'page');
	});
	const { readFacts, readEdits, end } = createReading({
		document,
		page,
		requests,
		post: around.post,
		front: () => (isStopped ? null : front),
		isWriting: () => applying.isOn(),
	});
	const applying = createApplying({
		page,
		isInFront(record) {
			if (front !== record || isStopped) return false;
			const ref = adapter.recordInFront(page());
			return ref && dealKey(ref) === front.key;
		},
		post: around.post,
		answeredAtMs: requests.answeredAtMs,
		readEdits: () => readEdits(),
	});

	async function show(ref: RecordRef): Promise<void> {
		leave();
		const next = newFront(ref, adapter.open(around.callApi, around.options));
		front = next;
		// A frame that is open already must hear of the record before it hears what was read of it.
		shown(next);
		void tellUser(next);
		void readFacts(next);
		await place(next);
	}

	/** Whose the kept deal may be: told as soon as it is known, which the reading does not wait for. */
	async function tellUser(record: Front): Promise<void> {
		const ownRequests = requests.begin();
		const user = await adapter
			.userOf(page(), around.callApi, new AbortController().signal)
			.catch(() => 'unknown' as const);
		ownRequests.end();
		if (front === record && !isStopped && user !== 'unknown') around.post({ type: 'user.told', ref: record.ref, user });
	}

	async function place(record: Front): Promise<void> {
		const placed = await around.showFrame();
		if (front !== record || !placed) return;
		const isFirst = layout === null;
		layout = placed;
		if (isFirst) shown(record);
	}

	function shown({ ref }: Front): void {
		if (!layout) return;
		const repairable = adapter.repairable?.(page()) ?? [];
		const site = view.location.origin;
		around.post({ type: 'record.shown', ref, crmTitle: adapter.title, site, repairable, layout });
	}

	/** Wherever on the page: a form may be saved as a whole. */
	function typed(): void {
		if (!front || front.isTyped) return;
		front.isTyped = true;
		around.post({ type: 'page.typed', ref: front.ref, isTyped: true });
	}

	function leave(): void {
		end(front);
		front = null;
		around.clear();
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
		if (isSameInFront()) around.tendFrame();
	}

	/** Follows the record in front; true while it is the one of before. */
	function isSameInFront(): boolean {
		if (isStopped) return false;
		if (!around.isAlive()) {
			stop();
			around.died();
			return false;
		}
		const ref = adapter.recordInFront(page());
		if (!ref) {
			missedLooks += 1;
			if (front && missedLooks >= looksBeforeGone) {
				leave();
				around.hideFrame();
			}
			return false;
		}
		missedLooks = 0;
		const isSame = front?.key === dealKey(ref);
		if (!isSame) void show(ref);
		return isSame;
	}

	function lookAndRead(): void {
		if (document.visibilityState !== 'visible') return;
		look();
		if (front && (front.hasEdits || front.totals || front.reader.isEditing(page()))) readEdits('timer');
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
		if (event.isTrusted && event.type === 'input') typed();
		// After the event's own listeners, for a client may reformat what was typed.
		queueMicrotask(() => lookAndReadEdits(cause));
		// One for all keys of a fast hand: the look after each of them sees what the one before has changed.
		view.clearTimeout(secondLook);
		secondLook = view.setTimeout(() => lookAndReadEdits(cause), secondLookMs);
	}

	/** A key moves no frame, and to look where it is makes the page lay itself out: the timer does so soon enough. */
	function lookAndReadEdits(cause: Cause = 'look'): void {
		if (cause === 'typed') isSameInFront();
		else look();
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
		end(front);
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
