import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { startBuyerSafe } from '../../background/background.ts';
import type { DealFacts } from '../../core/model/deal.ts';
import type { MarginRule } from '../../core/model/playbook.ts';
import { readPlaybookFile } from '../../core/playbook/file.ts';
import { revisionOf } from '../../core/playbook/revision.ts';
import { fixtureDeal } from '../fixtures/fixture-deal.ts';
import { arrange, moment, origin } from './arrange.ts';

vi.mock('wxt/browser', async () => {
	const { fakeBrowser: browser } = await import('wxt/testing/fake-browser');
	return { browser };
});

const { ref } = fixtureDeal;

beforeEach(() => {
	fakeBrowser.reset();
	vi.stubGlobal('location', { origin });
});

function rule(id: string, scope: Partial<MarginRule['scope']>, floor = '0.2', target = '0.3'): MarginRule {
	const everywhere = {
		products: [],
		families: [],
		segments: [],
		regions: [],
		currencies: [],
		stages: [],
		teams: [],
		from: null,
		until: null,
	};
	return { id, name: id, scope: { ...everywhere, ...scope }, floor, target, warnings: null };
}

/** A background with a plain policy of these rules, and how to save another. */
async function withRules(...rules: readonly MarginRule[]) {
	const far = await arrange();
	const save = async (...asked: readonly MarginRule[]) => {
		const answer = await far.save.policy({ rules: asked });
		return answer.ok ? [] : answer.error.map(({ place, reason }) => `${place}: ${reason}`);
	};
	expect(await save(...rules)).toEqual([]);
	far.told.length = 0;
	return { ...far, tried: save };
}

const rulesOf = async (far: Awaited<ReturnType<typeof arrange>>) =>
	(await far.value('own', 'playbook.read', null)).playbook.margin.rules.map(({ id }) => id);

test('an impossible policy is refused with its place, and the old one stays in force', async () => {
	const far = await withRules(rule('old', { products: ['CX-40'] }));
	expect(await far.tried(rule('a', { stages: ['nowhere'] }))).toEqual(['rules 1 › scope › stages 1: unknown-stage']);
	expect(await far.tried(rule('a', { products: ['CX-40'] }), rule('b', { products: ['cx-40'] }))).toEqual([
		'rules 2: overlaps',
	]);
	expect(await far.tried(rule('a', {}, '0.4'))).toEqual(['rules 1: floor-above-target']);
	expect(await far.tried(rule('a', { products: ['CX-40', 'CX-4O'] }))).toEqual([
		'rules 1 › scope › products 2: unknown-product',
	]);
	expect(await rulesOf(far)).toEqual(['old']);
	expect(far.told).toEqual([]);
});

test('a product is known by a cost, by a price guide and by a deal that was read; without costs nothing is said', async () => {
	const far = await withRules();
	const named = rule('a', { products: ['P-9'] });
	expect(await far.tried(named)).toEqual(['rules 1 › scope › products 1: unknown-product']);
	const lines = (fixtureDeal.lines ?? []).map((line) => ({
		...line,
		product: { id: 'p-9', code: null, name: 'Nine', families: [] },
	}));
	await far.value('sidebar', 'deal.remember', { user: { id: 'ada' }, facts: { ...fixtureDeal, lines } });
	expect(await far.tried(named)).toEqual([]);
	const priceGuides = [{ product: 'G-1', floorPrice: '1', targetPrice: '2', currency: 'EUR' }];
	await far.save.parts({ priceGuides });
	expect(await far.tried(rule('a', { products: ['g-1'] }))).toEqual([]);
	await far.value('own', 'costs.clear', null);
	expect(await far.tried(rule('a', { products: ['nobody'] }))).toEqual([]);
});

test('parts are saved together or not at all', async () => {
	const { value, told, save } = await arrange();
	const before = (await value('own', 'playbook.read', null)).playbook;
	const approvals = {
		levels: [{ name: 'Manager', who: '' }],
		rules: [{ id: 'a', level: 1, trigger: { kind: 'deal-under-floor' } }],
	} as const;
	const rate = { from: 'EUR', to: 'USD', rate: '0', day: '2026-11-01' };
	const refused = await save.parts({ approvals, rates: [rate] });
	expect(refused).toMatchObject({ ok: false, error: [{ place: 'rates 1 › rate', reason: 'not-a-rate' }] });
	const gift = { id: 'g', name: 'A day', kind: 'service', product: 'NOBODY', quantity: '1' } as const;
	expect(await save.parts({ approvals, trades: [gift] })).toMatchObject({
		ok: false,
		error: [{ place: 'trades 1 › product', reason: 'unknown-product', found: 'NOBODY' }],
	});
	expect((await value('own', 'playbook.read', null)).playbook).toEqual(before);
	expect(told).toEqual([]);
	const trades = [{ ...gift, product: 'INST-D' }];
	expect(await save.parts({ approvals, trades })).toEqual({ ok: true, value: null });
	expect((await value('own', 'playbook.read', null)).playbook).toEqual({ ...before, approvals, trades });
	expect(told).toEqual(['playbook']);
});

test('a step that a rule names is not taken from the process', async () => {
	const far = await withRules(rule('closing', { stages: ['close'] }));
	const { process } = (await far.value('own', 'playbook.read', null)).playbook;
	const without = { ...process, stages: process.stages.filter(({ id }) => id !== 'close') };
	expect(await far.save.process(without)).toEqual({
		ok: false,
		error: [{ row: null, place: 'stages', reason: 'stage-in-rule', found: 'close' }],
	});
	expect((await far.value('own', 'playbook.read', null)).playbook.process).toEqual(process);
});

test('a file whose rules name products that its costs do not is refused; one without costs is not held against others', async () => {
	const far = await withRules(rule('a', { products: ['CX-40'] }));
	const { text } = await far.value('own', 'playbook.export', { costs: 'with' });
	const file = JSON.parse(text);
	file.playbook.margin.rules[0].scope.products = ['CX-41'];
	expect(await far.result('own', 'playbook.import', { text: JSON.stringify(file) })).toMatchObject({
		ok: false,
		error: [{ place: 'margin › rules 1 › scope › products 1', reason: 'unknown-product', found: 'CX-41' }],
	});
	const { costs: _, ...costless } = file;
	expect(await far.result('own', 'playbook.import', { text: JSON.stringify(costless) })).toMatchObject({ ok: true });
});

test('reps get prices in place of costs, rounded up, by the rules that hold for anybody', async () => {
	const far = await withRules(
		rule('product', { products: ['FRT'] }, '0.1', '0.3'),
		rule('marine', { families: ['Controls'], segments: [{ field: 'industry', values: ['Marine'] }] }, '0.9', '0.9'),
	);
	// Only a deal tells that CX-40 is a compressor; nobody has told of the others, and FRT has a rule of its own.
	const lines = (fixtureDeal.lines ?? []).filter(({ id }) => id === '1' || id === '2');
	await far.value('sidebar', 'deal.remember', { user: { id: 'ada' }, facts: { ...fixtureDeal, lines } });
	const { text, fileName, leftOut } = await far.value('own', 'playbook.export', { costs: 'for-reps' });
	expect(text).not.toMatch(/unitCost|8150/);
	expect(fileName).toMatch(/-reps\.json$/);
	expect(leftOut).toEqual(['INST-D', 'WAR-3Y']);
	const file = readPlaybookFile(text);
	if (!file.ok) throw new Error(JSON.stringify(file.error));
	expect(file.value.costs).toEqual([]);
	// 8,150 lies up to 10^(79/20) = 8,912.51: / 0.75 = 11,883.3…, / 0.7 = 12,732.1…. A rule for controls wants 90 %, so that
	// 1,020 lies up to 10^3.2 = 1,584.89: / 0.65 = 2,438.3, / 0.58 = 2,732.6; 380 up to 10^2.8 = 630.96: / 0.9 = 701.1, / 0.7 = 901.4.
	expect(file.value.playbook.priceGuides).toEqual([
		{ product: 'CP-7', floorPrice: '2440', targetPrice: '2740', currency: 'EUR' },
		{ product: 'CX-40', floorPrice: '11900', targetPrice: '12800', currency: 'EUR' },
		{ product: 'FRT', floorPrice: '702', targetPrice: '902', currency: 'EUR' },
	]);
	// A limit beside a price would tell the cost.
	expect(file.value.playbook.margin).toMatchObject({ otherwise: null, families: [], rules: [] });
});

test('a reason is one of the policy’s, or own words', async () => {
	const { ask, value, save } = await arrange();
	await save.policy({ reasonCodes: [{ id: 'rival', text: 'A rival' }] });
	expect((await value('sidebar', 'reason.give', { ref, code: 'rival', text: '' })).reason).toMatchObject({
		code: 'rival',
		text: '',
	});
	expect((await value('sidebar', 'reason.give', { ref, code: null, text: ' Lost before. ' })).reason).toMatchObject({
		code: null,
		text: 'Lost before.',
	});
	expect(await ask('sidebar', 'reason.give', { ref, code: 'gone', text: 'x' })).toMatchObject({
		ok: false,
		error: 'bad-message',
		problems: [{ place: 'code', reason: 'not-one-of', found: 'gone' }],
	});
	expect((await value('sidebar', 'reason.give', { ref, code: null, text: ' ' })).reason).toBeNull();
});

test('a deal comes with what the same products were sold for on other quotes, those read last first', async () => {
	const { value } = await arrange();
	const deal = (id: string, minute: string, change: (deal: DealFacts) => DealFacts = (same) => same) =>
		value('sidebar', 'deal.remember', {
			user: { id: 'ada' },
			facts: change({
				...fixtureDeal,
				ref: { ...ref, id },
				reading: { source: 'api', at: `2026-11-24T09:${minute}:00.000Z` },
			}),
		});
	const priced =
		(discounts: readonly string[], netPrice: string | null = null) =>
		(same: DealFacts) => ({
			...same,
			lines: (same.lines ?? []).map((line) => (line.id === '1' ? { ...line, discounts, netPrice } : line)),
		});
	await deal('2041', '59', priced(['0.5']));
	await deal('1', '10', priced(['0.1', '0.05']));
	await deal('2', '30', priced([], '9300'));
	await deal('3', '20', (same) => ({ ...same, ref: { ...same.ref, kind: 'opportunity' } }));
	await deal('4', '40', (same) => ({
		...same,
		lines: (same.lines ?? []).map((line) => ({ ...line, isOptional: true })),
	}));
	const { history } = (await value('sidebar', 'deal.context', { user: { id: 'ada' }, ref, products: ['CX-40', 'p1'] }))
		.playbook;
	// 1 − 0.9 × 0.95; 1 − 9,300 / 12,400. Neither the deal itself, an opportunity nor what nobody took.
	expect(history).toEqual([
		{ product: 'CX-40', discount: '0.25', outcome: 'offered' },
		{ product: 'CX-40', discount: '0.145', outcome: 'offered' },
	]);
	for (let id = 10; id < 70; id += 1) await deal(String(id), '50');
	const all = await value('sidebar', 'deal.context', {
		user: { id: 'ada' },
		ref,
		products: ['CX-40', 'CP-7', 'INST-D', 'FRT'],
	});
	expect(all.playbook.history).toHaveLength(200);
});

test('nothing is told of what was sold on another host, in another CRM or by another user, and a sale counts once', async () => {
	const { value } = await arrange();
	const read = (id: string, by: string, change: (deal: DealFacts) => DealFacts = (same) => same) =>
		value('sidebar', 'deal.remember', {
			user: { id: by },
			facts: change({ ...fixtureDeal, ref: { ...ref, id }, reading: { source: 'api', at: moment } }),
		});
	const of = async (by: string) =>
		(await value('sidebar', 'deal.context', { user: { id: by }, ref, products: ['CX-40'] })).playbook.history;
	await read('1', 'bo');
	await read('2', 'ada', (same) => ({ ...same, ref: { ...same.ref, site: 'https://other.example' } }));
	await read('3', 'ada', (same) => ({ ...same, ref: { ...same.ref, crm: 'odoo' } }));
	expect(await of('ada')).toEqual([]);
	// The same product on three lines of one quote.
	await read('4', 'ada', (same) => {
		const [line] = same.lines ?? [];
		return line ? { ...same, lines: ['1', '2', '3'].map((id) => ({ ...line, id })) } : same;
	});
	expect(await of('ada')).toHaveLength(1);
	expect(await of('bo')).toHaveLength(1);
});

test('who wants it starts with figures hidden', async () => {
	const { around, value, told, save } = await arrange();
	await startBuyerSafe(around);
	expect((await value('own', 'settings.read', null)).isBuyerSafe).toBe(false);
	await save.settings({ doesStartBuyerSafe: true });
	told.length = 0;
	await startBuyerSafe(around);
	expect((await value('own', 'settings.read', null)).isBuyerSafe).toBe(true);
	expect(told).toEqual(['settings']);
});

test('of two settings that are saved at once from the same one, the second is refused', async () => {
	const { ask, value } = await arrange();
	const { theme } = await value('own', 'settings.read', null);
	const from = revisionOf({ theme });
	const answers = await Promise.all([
		ask('own', 'settings.save', { change: { theme: 'dark' }, from }),
		ask('sidebar', 'settings.save', { change: { theme: 'light' }, from }),
		ask('sidebar', 'settings.save', { change: { isBuyerSafe: true }, from: revisionOf({ isBuyerSafe: false }) }),
	]);
	expect(answers.map(({ ok }) => ok)).toEqual([true, false, true]);
	expect(await value('own', 'settings.read', null)).toMatchObject({ theme: 'dark', isBuyerSafe: true });
});

test('a save that began from something else is refused, whichever part it is of, and changes nothing', async () => {
	const { ask, value, told } = await arrange();
	const { playbook } = await value('own', 'playbook.read', null);
	const [piece] = playbook.collateral;
	if (!piece) throw new Error('no piece');
	const from = revisionOf('what was there an hour ago');
	const refused = { ok: false, error: 'changed-elsewhere' };
	expect(await ask('own', 'policy.save', { change: { warnings: 'off' }, from })).toEqual(refused);
	expect(await ask('own', 'settings.save', { change: { theme: 'dark' }, from })).toEqual(refused);
	expect(await ask('own', 'parts.save', { parts: { trades: [] }, from })).toEqual(refused);
	expect(await ask('own', 'process.save', { process: { ...playbook.process, name: 'Mine' }, from })).toEqual(refused);
	expect(await ask('own', 'collateral.save', { piece: { ...piece, title: 'Mine' }, from })).toEqual(refused);
	// One that is not there has no revision but that of nothing, and one that is there is not new.
	expect(await ask('own', 'collateral.save', { piece, from: revisionOf(null) })).toEqual(refused);
	expect(await ask('own', 'collateral.save', { piece: { ...piece, id: 'new' }, from: revisionOf(piece) })).toEqual(
		refused,
	);
	expect((await value('own', 'playbook.read', null)).playbook).toEqual(playbook);
	expect(told).toEqual([]);
});

test('two saves at once: one is kept and the other refused, none is lost without a word', async () => {
	const { ask, value } = await arrange();
	const { warnings } = (await value('own', 'playbook.read', null)).playbook.margin;
	const from = revisionOf({ warnings });
	const others = (['off', 'note', 'reason', 'approval'] as const).filter((level) => level !== warnings);
	const answers = await Promise.all(
		others.map((level) => ask('own', 'policy.save', { change: { warnings: level }, from })),
	);
	expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
	const kept = others[answers.findIndex(({ ok }) => ok)];
	expect((await value('own', 'playbook.read', null)).playbook.margin.warnings).toBe(kept);
});
