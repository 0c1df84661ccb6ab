// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CrmUser, DealFacts, RecordRef } from '../../../core/model/deal.ts';
import { noEdits } from '../../../core/model/deal-edits.ts';
import type { Result } from '../../../core/model/result.ts';
import { defaultLayout } from '../../../core/model/settings.ts';
import type { Adapter, FactsReading, ReadFailure } from '../../../crm/contract.ts';
import { type Session, type Surroundings, startSession } from '../../../entrypoints/page/session.ts';
import type { FromPage } from '../../../messages/port.ts';

const site = 'http://crm.example';

function refOf(id: string): RecordRef {
	return { crm: 'demo', site, kind: 'quote', id };
}

function factsOf(id: string): DealFacts {
	return {
		ref: refOf(id),
		name: `Deal ${id}`,
		account: null,
		number: null,
		stage: null,
		amount: null,
		currency: 'EUR',
		probability: null,
		closeDate: null,
		owner: null,
		segments: {},
		lines: [],
		filledFields: {},
		rounding: { unitPriceDigits: 4, lineAmountDigits: 2 },
		reading: { source: 'api', at: '2026-11-24T09:00:00.000Z' },
	};
}

type Answer = Result<FactsReading, ReadFailure>;

/** A page whose record is the text of #record and whose one watched field is #amount. */
function arrange(isUserHeld = false) {
	document.body.innerHTML = '<p id="record">1</p><input id="amount">';
	const record = document.querySelector('#record') as HTMLElement;
	const amount = document.querySelector('#amount') as HTMLInputElement;
	const posted: FromPage[] = [];
	const answers: { id: string; answer: (result: Answer) => void; signal: AbortSignal }[] = [];
	const places: (string | null | undefined)[] = [];
	const state = {
		isAlive: true,
		hasDied: false,
		isShown: false,
		tended: 0,
		placed: 0,
		rest: Promise.resolve(),
		isUserHeld,
	};
	const asked: ((user: CrmUser) => void)[] = [];
	const adapter: Adapter = {
		crm: 'demo',
		title: 'Demo',
		docking: { doesContainFixed: false, doesNotifyResize: false },
		places: [],
		structure: null,
		claims: () => true,
		userOf: () =>
			new Promise((answer) => {
				asked.push(answer);
				if (!state.isUserHeld) answer('unknown');
			}),
		recordInFront: () => (record.textContent ? refOf(record.textContent) : null),
		open: (_callApi, options) => ({
			...(places.push(options?.costField) && {}),
			readFacts: (_page, ref, signal) => new Promise((answer) => answers.push({ id: ref.id, answer, signal })),
			readFactsFromPage: (_page, ref) => ({
				ok: true,
				value: { facts: { ...factsOf(ref.id), lines: null }, health: [] },
			}),
			readEdits: (_page, saved) => ({
				ok: true,
				value: {
					...noEdits(saved.ref),
					areLinesUnmatched: amount.value === 'unmatched',
					...(amount.value ? { amount: { text: amount.value, value: amount.value } } : {}),
				},
			}),
			isEditing: () => amount.value !== '',
			beforeFocus: () => state.rest,
		}),
	};
	const around: Surroundings = {
		document,
		adapter,
		callApi: async () => null,
		showFrame: async () => {
			state.isShown = true;
			state.placed += 1;
			return defaultLayout;
		},
		hideFrame: () => {
			state.isShown = false;
		},
		tendFrame() {
			state.tended += 1;
		},
		setLayout: () => {},
		giveFocusBack: () => {},
		post: (message) => posted.push(message),
		clear: () => {},
		isAlive: () => state.isAlive,
		died: () => {
			state.hasDied = true;
		},
	};
	session = startSession(around);
	const of = (type: FromPage['type']) => posted.filter((message) => message.type === type);
	return { record, amount, posted, answers, state, of, places, asked };
}

let session: Session | null = null;

beforeEach(() => {
	vi.useFakeTimers();
});

afterEach(() => {
	session?.stop();
	vi.unstubAllGlobals();
	vi.useRealTimers();
});

const ok = (id: string): Answer => ({ ok: true, value: { facts: factsOf(id), health: [] } });
const settle = () => vi.advanceTimersByTimeAsync(700);

test('an answer about the record before is dropped when it comes late', async () => {
	const { record, answers, of } = arrange();
	await settle();
	record.textContent = '2';
	await settle();
	expect(answers.map(({ id }) => id)).toEqual(['1', '2']);
	expect(answers[0]?.signal.aborted).toBe(true);
	answers[0]?.answer(ok('1'));
	answers[1]?.answer(ok('2'));
	await settle();
	expect(of('facts.read')).toEqual([expect.objectContaining({ ref: refOf('2') })]);
});

test('a record is announced before anything that was read of it', async () => {
	const { record, answers, posted } = arrange();
	await settle();
	answers[0]?.answer(ok('1'));
	await settle();
	record.textContent = '2';
	await settle();
	answers[1]?.answer(ok('2'));
	await settle();
	const ofSecond = posted.filter((message) => 'ref' in message && message.ref.id === '2').map(({ type }) => type);
	expect(ofSecond).toEqual(['record.shown', 'facts.reading', 'facts.read', 'edits.read']);
});

test('each key is told before the next timer', async () => {
	const { amount, answers, of } = arrange();
	await settle();
	answers[0]?.answer(ok('1'));
	await settle();
	const before = of('edits.read').length;
	amount.value = '15';
	amount.dispatchEvent(new Event('input', { bubbles: true }));
	await Promise.resolve();
	expect(of('edits.read').slice(before)).toEqual([
		expect.objectContaining({ edits: expect.objectContaining({ amount: { text: '15', value: '15' } }) }),
	]);
});

test('a change made by a script is found while an edit is open, and told once', async () => {
	const { amount, answers, of } = arrange();
	await settle();
	answers[0]?.answer(ok('1'));
	await settle();
	amount.value = '20';
	await settle();
	await settle();
	expect(of('edits.read').filter((message) => JSON.stringify(message).includes('"20"'))).toHaveLength(1);
});

test('rows that fit no saved line any more after a slow save are read anew', async () => {
	let finished: (() => void) | undefined;
	vi.stubGlobal(
		'PerformanceObserver',
		class {
			constructor(heard: (list: { getEntries(): object[] }) => void) {
				const entry = () => ({ initiatorType: 'fetch', name: `${site}/save`, startTime: window.performance.now() });
				finished = () => heard({ getEntries: () => [entry()] });
			}
			observe() {}
			disconnect() {}
		},
	);
	const { amount, answers } = arrange();
	await settle();
	answers[0]?.answer(ok('1'));
	amount.value = '5';
	amount.dispatchEvent(new Event('input', { bubbles: true }));
	await vi.advanceTimersByTimeAsync(10_000);
	finished?.();
	await vi.advanceTimersByTimeAsync(5000);
	expect(answers).toHaveLength(1);
	amount.value = 'unmatched';
	await settle();
	finished?.();
	await vi.advanceTimersByTimeAsync(5000);
	expect(answers).toHaveLength(2);
});

test('the sidebar goes when no record is in front for two looks', async () => {
	const { record, state } = arrange();
	await settle();
	expect(state.isShown).toBe(true);
	record.textContent = '';
	await vi.advanceTimersByTimeAsync(310);
	expect(state.isShown).toBe(true);
	await vi.advanceTimersByTimeAsync(310);
	expect(state.isShown).toBe(false);
});

test('with no answer from the API edits are held against what the page shows, then against kept facts', async () => {
	const { amount, answers, of } = arrange();
	await settle();
	answers[0]?.answer({ ok: false, error: { code: 'api-unreachable' } });
	await settle();
	expect(of('facts.failed')).toEqual([
		expect.objectContaining({
			failure: { code: 'api-unreachable' },
			pageFacts: expect.objectContaining({ name: 'Deal 1' }),
		}),
	]);
	amount.value = '7';
	session?.heard({ type: 'facts.kept', facts: factsOf('1') });
	expect(of('edits.read').at(-1)).toMatchObject({ edits: { amount: { text: '7' } } });
	const told = of('edits.read').length;
	amount.value = '8';
	session?.heard({ type: 'facts.kept', facts: factsOf('2') });
	expect(of('edits.read')).toHaveLength(told);
});

test('after an update of the extension the old page says so and stops looking', async () => {
	const { record, state, posted } = arrange();
	await settle();
	state.isAlive = false;
	await settle();
	expect(state.hasDied).toBe(true);
	const told = posted.length;
	record.textContent = '3';
	await settle();
	expect(posted).toHaveLength(told);
});

test('the frame is tended while a record is in front, and nothing is read for it', async () => {
	const { state, answers } = arrange();
	await settle();
	const before = state.tended;
	await vi.advanceTimersByTimeAsync(3000);
	expect(state.tended - before).toBeGreaterThanOrEqual(9);
	expect([state.placed, answers.length]).toEqual([1, 1]);
});

test('a first read that fails is tried again by itself, at the time that the CRM asks for', async () => {
	const { answers, of } = arrange();
	await settle();
	answers[0]?.answer({ ok: false, error: { code: 'rate-limited', retryAfterMs: 7000 } });
	await vi.advanceTimersByTimeAsync(0);
	expect(of('facts.failed')).toMatchObject([{ againAtMs: Date.now() + 7000 }]);
	await vi.advanceTimersByTimeAsync(6900);
	expect(answers).toHaveLength(1);
	await vi.advanceTimersByTimeAsync(200);
	expect(answers).toHaveLength(2);
	// Nobody asked for it, so that nothing is said of it.
	expect(of('facts.reading')).toHaveLength(1);
	answers[1]?.answer(ok('1'));
	await settle();
	expect(of('facts.read')).toHaveLength(1);
	await vi.advanceTimersByTimeAsync(120_000);
	expect(answers).toHaveLength(2);
});

test('where no access was set up nothing is tried again: it would fail until somebody does', async () => {
	const { answers } = arrange();
	await settle();
	answers[0]?.answer({ ok: false, error: { code: 'token-missing' } });
	await vi.advanceTimersByTimeAsync(120_000);
	expect(answers).toHaveLength(1);
});

test('a field that asks for the focus hears once the page is at rest, and also when the page cannot rest', async () => {
	const { state, of } = arrange();
	await settle();
	let rest = () => {};
	state.rest = new Promise((resolve) => {
		rest = resolve;
	});
	session?.heard({ type: 'focus.ask' });
	await settle();
	expect(of('focus.ready')).toHaveLength(0);
	rest();
	await settle();
	expect(of('focus.ready')).toHaveLength(1);
	state.rest = Promise.reject(new Error('a bug'));
	session?.heard({ type: 'focus.ask' });
	await settle();
	expect(of('focus.ready')).toHaveLength(2);
});

test('costs in another place are read beside what is shown, which stays as it is', async () => {
	const { record, answers, posted, places } = arrange();
	await settle();
	answers[0]?.answer(ok('1'));
	await settle();
	const before = structuredClone(posted);
	const read = session?.readCosts('product.landed');
	expect(places).toEqual([undefined, 'product.landed']);
	answers[1]?.answer({
		ok: true,
		value: { facts: factsOf('1'), health: [{ field: 'Cost', state: 'broken', seen: null }] },
	});
	expect(await read).toEqual({ ok: true, value: { facts: factsOf('1'), isFieldMissing: true } });
	const refused = session?.readCosts(null);
	answers[2]?.answer({ ok: false, error: { code: 'signed-out' } });
	expect(await refused).toEqual({ ok: false, error: { code: 'signed-out' } });
	expect(posted).toEqual(before);
	record.textContent = '';
	await settle();
	expect(await session?.readCosts(null)).toEqual({ ok: false, error: { code: 'no-deal' } });
});

test('who is signed in is told for each record, once it is known, and not of a record that has gone', async () => {
	const { record, asked, of } = arrange(true);
	await vi.advanceTimersByTimeAsync(0);
	expect(asked).toHaveLength(1);
	asked[0]?.({ id: 'ada' });
	await vi.advanceTimersByTimeAsync(0);
	expect(of('user.told')).toEqual([{ type: 'user.told', ref: refOf('1'), user: { id: 'ada' } }]);
	record.textContent = '2';
	await vi.advanceTimersByTimeAsync(1000);
	record.textContent = '3';
	await vi.advanceTimersByTimeAsync(1000);
	expect(asked).toHaveLength(3);
	asked[1]?.({ id: 'bo' });
	asked[2]?.('unknown');
	await vi.advanceTimersByTimeAsync(0);
	expect(of('user.told')).toHaveLength(1);
});
