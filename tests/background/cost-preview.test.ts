import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { CostReading } from '../../core/model/access.ts';
import { fixtureDeal } from '../fixtures/fixture-deal.ts';
import { arrange, origin } from './arrange.ts';

/** One tab: what its page answers to each kind of question; a page without Dealside refuses. */
interface FakeTab {
	readonly id: number;
	readonly lastAccessed: number;
	readonly answers?: Readonly<Record<string, unknown>>;
}

const far = vi.hoisted(() => ({ tabs: [] as FakeTab[], asked: [] as unknown[] }));

vi.mock('wxt/browser', async () => {
	const { fakeBrowser: fake } = await import('wxt/testing/fake-browser');
	const tabs = {
		query: async () => far.tabs.map(({ id, lastAccessed }) => ({ id, lastAccessed })),
		async sendMessage(id: number, message: { type: string }) {
			const { answers } = far.tabs.find((tab) => tab.id === id) ?? {};
			if (!answers) throw new Error('Receiving end does not exist');
			if (message.type !== 'page.status') far.asked.push({ id, ...message });
			return answers[message.type] === 'silent' ? new Promise(() => undefined) : structuredClone(answers[message.type]);
		},
	};
	return { browser: Object.assign(Object.create(fake), { tabs }) };
});

beforeEach(() => {
	fakeBrowser.reset();
	far.tabs = [];
	far.asked.length = 0;
	vi.stubGlobal('location', { origin });
});

afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

const status = (crm: string, hasDeal = true) => ({ crm, crmTitle: crm, hasDeal });
const reading: CostReading = { facts: fixtureDeal, isFieldMissing: false };
const told = (value: unknown = reading) => ({ ok: true, value });

async function preview(field: string | null = 'landedCost', from: 'own' | 'sidebar' | 'page' = 'own') {
	const { ask } = await arrange();
	return ask(from, 'cost.preview', { crm: 'demo', field });
}

test('the deal that was in front last in a tab of this CRM is asked, with the place that is typed', async () => {
	far.tabs = [
		{ id: 1, lastAccessed: 10, answers: { 'page.status': status('demo'), 'cost.preview': told() } },
		{ id: 2, lastAccessed: 30, answers: { 'page.status': status('demo'), 'cost.preview': told() } },
		{ id: 3, lastAccessed: 40, answers: { 'page.status': status('tryton'), 'cost.preview': told() } },
		{ id: 4, lastAccessed: 50, answers: { 'page.status': status('demo', false), 'cost.preview': told() } },
		{ id: 5, lastAccessed: 60 },
	];
	const answer = await preview();
	expect(far.asked).toEqual([{ id: 2, type: 'cost.preview', field: 'landedCost' }]);
	if (!answer.ok) throw new Error('no preview');
	const { dealName, currency, lines, isFieldMissing } = answer.value;
	expect({ dealName, currency, isFieldMissing }).toEqual({
		dealName: 'Compressor station',
		currency: 'EUR',
		isFieldMissing: false,
	});
	expect(lines?.[0]).toMatchObject({ name: 'CX-40', unitCost: '8150', margin: '0.269713', from: 'crm' });
});

test('costs that only the playbook lists are told apart', async () => {
	const facts = { ...fixtureDeal, lines: fixtureDeal.lines?.map((line) => ({ ...line, unitCost: null })) ?? null };
	far.tabs = [
		{ id: 1, lastAccessed: 1, answers: { 'page.status': status('demo'), 'cost.preview': told({ ...reading, facts }) } },
	];
	const { ask, value } = await arrange();
	const { upload } = await value('own', 'costs.begin', null);
	await value('own', 'costs.part', {
		upload,
		costs: [{ product: 'FRT', unitCost: '300', currency: 'EUR', period: 'unsaid' as const }],
	});
	await value('own', 'costs.commit', { upload, mode: 'replace' });
	const answer = await ask('own', 'cost.preview', { crm: 'demo', field: ':list' });
	if (!answer.ok) throw new Error('no preview');
	expect(answer.value.lines?.map(({ from }) => from)).toEqual([null, null, null, null, 'cost-list']);
});

test('without a deal in any tab of this CRM that is said', async () => {
	expect(await preview()).toEqual({ ok: false, error: 'no-deal' });
	far.tabs = [{ id: 1, lastAccessed: 1, answers: { 'page.status': status('demo', false) } }];
	expect(await preview()).toEqual({ ok: false, error: 'no-deal' });
	expect(far.asked).toEqual([]);
});

test.each([
	[{ ok: false, error: { code: 'token-missing' } }, 'token-missing'],
	[{ ok: false, error: { code: 'no-deal' } }, 'no-deal'],
	[{ ok: false, error: { code: 'rate-limited', retryAfterMs: 5000 } }, 'rate-limited'],
	[{ ok: false, error: { code: 'made-up' } }, 'no-answer'],
	[told({ facts: { ...fixtureDeal, lines: [{ unitCost: 5 }] }, isFieldMissing: false }), 'no-answer'],
	[told({ facts: fixtureDeal }), 'no-answer'],
	[told({ ...reading, facts: { ...fixtureDeal, ref: { ...fixtureDeal.ref, crm: 'odoo' } } }), 'no-deal'],
	[null, 'no-answer'],
	['<b>8150</b>', 'no-answer'],
])('the page’s answer %j is said as %s', async (answer, fault) => {
	far.tabs = [{ id: 1, lastAccessed: 1, answers: { 'page.status': status('demo'), 'cost.preview': answer } }];
	expect(await preview()).toEqual({ ok: false, error: fault });
});

test('a page that is frozen keeps nobody waiting for ever', async () => {
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
	far.tabs = [
		{ id: 1, lastAccessed: 2, answers: { 'page.status': 'silent' } },
		{ id: 2, lastAccessed: 1, answers: { 'page.status': status('demo'), 'cost.preview': 'silent' } },
	];
	const answer = preview();
	const done = vi.fn();
	void answer.then(done);
	for (let turn = 0; turn < 200 && !done.mock.calls.length; turn += 1) {
		await vi.advanceTimersByTimeAsync(1000);
		await new Promise((resolve) => setImmediate(resolve));
	}
	expect(await answer).toEqual({ ok: false, error: 'no-answer' });
});

test('only Dealside’s own pages may ask, and only for a place that can be one', async () => {
	expect(await preview(null, 'sidebar')).toMatchObject({ ok: false, error: 'not-allowed' });
	expect(await preview(null, 'page')).toMatchObject({ ok: false, error: 'not-allowed' });
	expect(await preview('a b; drop')).toMatchObject({ ok: false, error: 'bad-message' });
});
