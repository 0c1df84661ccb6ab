// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AppliedDiscount, ApplyFailure, DiscountWrite } from '../../../core/model/apply.ts';
import type { RecordRef } from '../../../core/model/deal.ts';
import { noEdits } from '../../../core/model/deal-edits.ts';
import type { Result } from '../../../core/model/result.ts';
import { defaultLayout } from '../../../core/model/settings.ts';
import type { Adapter, Until } from '../../../crm/contract.ts';
import { type Session, startSession } from '../../../entrypoints/page/session.ts';
import type { FromPage } from '../../../messages/port.ts';
import { fixtureDeal } from '../../fixtures/fixture-deal.ts';

const refOf = (id: string): RecordRef => ({ ...fixtureDeal.ref, id });
const order = (id: string, record = '1', lineId = '1') =>
	({ type: 'discount.write', id, ref: refOf(record), lineId, write: { discount: '0.082' } }) as const;

type Written = Result<AppliedDiscount, ApplyFailure>;
type Writing = (lineId: string, write: DiscountWrite, until: Until) => Promise<Written>;

const taken: Written = { ok: true, value: { before: '15', now: '8.2' } };

let session: Session | null = null;
let entriesCome: (entries: readonly object[]) => void = () => undefined;

/** A page whose record is the text of #record and whose one field is #field; writing is up to the test. */
async function arrange(writing: Writing | null) {
	document.body.innerHTML = '<p id="record">1</p><input id="field" value="15">';
	const record = document.querySelector('#record') as HTMLElement;
	const field = document.querySelector('#field') as HTMLInputElement;
	const posted: FromPage[] = [];
	let reads = 0;
	const adapter: Adapter = {
		crm: 'demo',
		title: 'Demo',
		docking: { doesContainFixed: false, doesNotifyResize: false },
		places: [],
		structure: null,
		claims: () => true,
		userOf: async () => 'unknown' as const,
		recordInFront: () => (record.textContent ? refOf(record.textContent) : null),
		open: () => ({
			async readFacts(_page, ref) {
				reads += 1;
				return { ok: true, value: { facts: { ...fixtureDeal, ref }, health: [] } };
			},
			readFactsFromPage: () => ({ ok: false, error: { code: 'field-missing' } }),
			readEdits: (_page, { ref }) => ({
				ok: true,
				value: { ...noEdits(ref), amount: { text: field.value, value: field.value } },
			}),
			isEditing: () => true,
			...(writing && {
				canApply: () => ({ 1: field.readOnly ? ('not-editable' as const) : ('yes' as const) }),
				applyDiscount: (_page, _saved, lineId, write, until) => writing(lineId, write, until),
			}),
		}),
	};
	session = startSession({
		document,
		adapter,
		callApi: async () => null,
		showFrame: async () => defaultLayout,
		hideFrame: () => undefined,
		tendFrame: () => undefined,
		setLayout: () => undefined,
		giveFocusBack: () => undefined,
		post: (message) => posted.push(message),
		clear: () => undefined,
		isAlive: () => true,
		died: () => undefined,
	});
	await settle();
	const answers = () => posted.flatMap((message) => (message.type === 'discount.answered' ? [message] : []));
	return { record, field, posted, answers, readsSoFar: () => reads };
}

const settle = () => vi.advanceTimersByTimeAsync(700);

beforeEach(() => {
	vi.useFakeTimers();
	vi.stubGlobal(
		'PerformanceObserver',
		class {
			constructor(callback: (list: { getEntries(): readonly object[] }) => void) {
				entriesCome = (entries) => callback({ getEntries: () => entries });
			}
			observe() {}
			disconnect() {}
		},
	);
});

afterEach(() => {
	session?.stop();
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

test('an order is answered under its own id, after the edits that it made', async () => {
	const { field, posted, answers } = await arrange(async (lineId, write) => {
		expect([lineId, write]).toEqual(['1', { discount: '0.082' }]);
		field.value = '8.2';
		return taken;
	});
	session?.heard(order('a'));
	await settle();
	expect(answers()).toEqual([{ type: 'discount.answered', ref: refOf('1'), id: 'a', result: taken }]);
	const types = posted.map((message) => (message.type === 'edits.read' ? message.edits.amount?.text : message.type));
	expect(types.indexOf('8.2')).toBeLessThan(types.indexOf('discount.answered'));
	expect(types).toContain('8.2');
});

test('an order for a record that is not in front writes nothing', async () => {
	const writing = vi.fn<Writing>(async () => taken);
	const { record, answers } = await arrange(writing);
	session?.heard(order('a', '2'));
	record.textContent = '2';
	// The page has moved on and nobody has looked yet.
	session?.heard(order('b', '1'));
	await settle();
	expect(answers().map(({ id, result }) => [id, result])).toEqual([
		['a', { ok: false, error: { code: 'record-changed' } }],
		['b', { ok: false, error: { code: 'record-changed' } }],
	]);
	expect(writing).not.toHaveBeenCalled();
});

test('a second order waits for nobody: it is refused while the first is carried out', async () => {
	let finish: (result: Written) => void = () => undefined;
	const { answers } = await arrange(() => new Promise((resolve) => (finish = resolve)));
	session?.heard(order('a'));
	session?.heard(order('b'));
	await settle();
	expect(answers().map(({ id, result }) => [id, result])).toEqual([['b', { ok: false, error: { code: 'busy' } }]]);
	finish(taken);
	await settle();
	session?.heard(order('c'));
	await settle();
	finish(taken);
	await settle();
	expect(answers().map(({ id }) => id)).toEqual(['b', 'a', 'c']);
});

test('waiting ends when another record comes in front, and nothing is looked at any more', async () => {
	let looks = 0;
	const { record, answers } = await arrange(async (_lineId, _write, until) => {
		const found = await until(() => {
			looks += 1;
			return null;
		}, 5000);
		return found ? taken : { ok: false, error: { code: 'too-slow' } };
	});
	session?.heard(order('a'));
	await vi.advanceTimersByTimeAsync(200);
	record.textContent = '2';
	const before = looks;
	await settle();
	expect(before).toBeGreaterThan(2);
	expect(looks).toBe(before);
	expect(answers()).toMatchObject([{ ref: refOf('1'), result: { error: { code: 'record-changed' } } }]);
});

test('waiting goes on through a redraw, finds what comes late, and ends in time when nothing comes', async () => {
	const { record, field, answers } = await arrange(async (_lineId, _write, until) => {
		const found = await until(() => (field.value === '8.2' ? field : null), 1000);
		return found ? taken : { ok: false, error: { code: 'too-slow' } };
	});
	session?.heard(order('a'));
	record.textContent = '';
	await vi.advanceTimersByTimeAsync(250);
	record.textContent = '1';
	field.value = '8.2';
	await settle();
	field.value = '';
	session?.heard(order('b'));
	await vi.advanceTimersByTimeAsync(1200);
	expect(answers().map(({ id, result }) => [id, result.ok])).toEqual([
		['a', true],
		['b', false],
	]);
});

test('a bug of the adapter is answered too', async () => {
	const { answers } = await arrange(async () => {
		throw new Error('no such element');
	});
	session?.heard(order('a'));
	await settle();
	expect(answers()).toMatchObject([{ result: { ok: false, error: { code: 'not-taken' } } }]);
});

test('where the adapter cannot write, nothing is offered and an order is refused', async () => {
	const { posted, answers } = await arrange(null);
	session?.heard(order('a'));
	await settle();
	expect(posted.map(({ type }) => type)).not.toContain('discount.possible');
	expect(answers()).toMatchObject([{ result: { ok: false, error: { code: 'not-taken' } } }]);
});

test('what can be written into is told when it changes', async () => {
	const { field, posted } = await arrange(async () => taken);
	await settle();
	field.readOnly = true;
	await settle();
	expect(posted.flatMap((message) => (message.type === 'discount.possible' ? [message.lines] : []))).toEqual([
		{ 1: 'yes' },
		{ 1: 'not-editable' },
	]);
});

test('events of our own are not taken for the user’s, whose requests may save the record', async () => {
	const request = () => ({ initiatorType: 'fetch', startTime: performance.now() });
	const { field, readsSoFar } = await arrange(async () => {
		field.dispatchEvent(new Event('input', { bubbles: true }));
		field.dispatchEvent(new Event('change', { bubbles: true }));
		return taken;
	});
	await vi.advanceTimersByTimeAsync(5000);
	const before = readsSoFar();
	session?.heard(order('a'));
	await vi.advanceTimersByTimeAsync(100);
	entriesCome([request()]);
	await vi.advanceTimersByTimeAsync(5000);
	expect(readsSoFar()).toBe(before);
	// The page's own event, outside of our writing, does count.
	field.dispatchEvent(new Event('change', { bubbles: true }));
	await vi.advanceTimersByTimeAsync(100);
	entriesCome([request()]);
	await vi.advanceTimersByTimeAsync(5000);
	expect(readsSoFar()).toBe(before + 1);
});

test('while the CRM’s server has not answered, Apply waits and says so, and then takes the number', async () => {
	const { field, answers, posted } = await arrange(async (_lineId, _write, until) => {
		const now = await until(() => (field.value === '8.2' ? field.value : null), 4000, 'server');
		return now === null
			? { ok: false, error: { code: 'not-taken', text: field.value, before: '15' } }
			: { ok: true, value: { before: '15', now } };
	});
	session?.heard(order('a'));
	await vi.advanceTimersByTimeAsync(12_000);
	expect(answers()).toEqual([]);
	expect(posted.filter(({ type }) => type === 'discount.waiting')).toEqual([
		{ type: 'discount.waiting', ref: refOf('1'), id: 'a' },
	]);
	field.value = '8.2';
	await vi.advanceTimersByTimeAsync(100);
	expect(answers()).toMatchObject([{ id: 'a', result: { ok: true } }]);
});

test('nobody is told to type a number in by hand that may still be on its way', async () => {
	const { answers } = await arrange(async (_lineId, _write, until) => {
		await until(() => null, 4000, 'server');
		return { ok: false, error: { code: 'not-taken', text: '15', before: '15' } };
	});
	session?.heard(order('a'));
	await vi.advanceTimersByTimeAsync(19_000);
	expect(answers()).toEqual([]);
	await vi.advanceTimersByTimeAsync(2000);
	expect(answers()).toMatchObject([{ result: { ok: false, error: { code: 'too-slow', text: '15' } } }]);
});

test('once the server has answered a number that is not taken is said, as soon as without a server', async () => {
	const { answers } = await arrange(async (_lineId, _write, until) => {
		await until(() => null, 4000, 'server');
		return { ok: false, error: { code: 'not-taken', text: '15', before: '15' } };
	});
	session?.heard(order('a'));
	await vi.advanceTimersByTimeAsync(6000);
	entriesCome([{ initiatorType: 'fetch', startTime: performance.now() }]);
	await vi.advanceTimersByTimeAsync(3900);
	expect(answers()).toEqual([]);
	await vi.advanceTimersByTimeAsync(200);
	expect(answers()).toMatchObject([{ result: { ok: false, error: { code: 'not-taken' } } }]);
	const quick = await arrange(async (_lineId, _write, until) => {
		await until(() => null, 1500);
		return { ok: false, error: { code: 'not-taken', text: '15', before: '15' } };
	});
	session?.heard(order('b'));
	await vi.advanceTimersByTimeAsync(1600);
	expect(quick.answers()).toMatchObject([{ result: { error: { code: 'not-taken' } } }]);
});
