import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate } from '../../../core/evaluate.ts';
import { type DealFacts, type DealNotes, noNotes } from '../../../core/model/deal.ts';
import { noEdits } from '../../../core/model/deal-edits.ts';
import type { CostVisibility, DecidedPolicy, PlaybookForDeal, Role } from '../../../core/model/playbook.ts';
import type { MarginView } from '../../../core/model/view.ts';
import { requestOf } from '../../../core/playbook/approvals.ts';
import { bandOf } from '../../../core/playbook/sight.ts';
import { shownTo } from '../../../core/playbook/visibility.ts';
import { fixtureDeal, fixturePlaybook } from '../../fixtures/fixture-deal.ts';

const today = '2026-11-24';
const levels: readonly CostVisibility[] = ['exact', 'margin', 'band', 'light'];

function book(level: CostVisibility, change: Partial<DecidedPolicy> = {}): PlaybookForDeal {
	const visibility = { rep: level, marketer: level, manager: 'exact' } as const;
	return {
		...fixturePlaybook,
		payPlan: { kind: 'margin', rate: '0.17', accelerator: null, isTakenBack: false },
		trades: [
			{ id: 'less', name: '', kind: 'scope', product: 'CX-40', quantity: '1' },
			{ id: 'gift', name: '', kind: 'service', product: 'CX-40', quantity: '1' },
			{ id: 'more', name: '', kind: 'volume', more: '0.5' },
		],
		offInvoice: [{ id: 'bonus', name: '', drop: 'rebate', amount: { by: 'share', value: '0.013' } }],
		approvals: {
			levels: [{ name: 'Manager', who: '' }],
			rules: [
				{ id: 'a', level: 1, trigger: { kind: 'margin-under', value: '0.9' } },
				{ id: 'b', level: 1, trigger: { kind: 'line-under-floor' } },
				{ id: 'c', level: 1, trigger: { kind: 'discount-over', value: '0' } },
			],
		},
		margin: { ...fixturePlaybook.margin, visibility, floorFor: 'band', warnings: 'note', ...change },
	};
}

const draft = {
	...noEdits(fixtureDeal.ref),
	lines: { '1': { price: { by: 'discount', typed: { text: '15', value: '0.15' } } } },
	activeLineId: '1',
} as const;

const standing = { currency: 'EUR', revenue: '412345.67', grossMargin: '129876.54', quota: null, share: null };

function look(
	playbook: PlaybookForDeal,
	role: Role = 'rep',
	deal: DealFacts = fixtureDeal,
	notes: DealNotes = noNotes,
) {
	return evaluate(deal, draft, playbook, { name: 'Ada', role, standing }, today, notes);
}

test('a band is five points wide and an edge belongs to the band above', () => {
	expect(bandOf('0.266')).toEqual({ from: '0.25', to: '0.3' });
	expect(bandOf('0.25')).toEqual({ from: '0.25', to: '0.3' });
	expect(bandOf('0.249999')).toEqual({ from: '0.2', to: '0.25' });
	expect(bandOf('-0.01')).toEqual({ from: '-0.05', to: '0' });
	expect(bandOf(null)).toBeNull();
});

test('a rep who sees all sees the floor as a band, a manager the floor itself', () => {
	const { margin } = look(book('exact'));
	// (21,080 × 0.25 + 15,040 × 0.2) / 36,120 = 0.2291805.
	expect(margin).toMatchObject({ limits: { floor: null, target: '0.3' }, floorBand: { from: '0.2', to: '0.25' } });
	expect(margin.lines[0]).toMatchObject({
		limits: { floor: null, target: '0.30' },
		floorBand: { from: '0.25', to: '0.3' },
	});
	expect(margin.after).toMatchObject({ cost: '25320', margin: '0.299003' });
	expect(margin.warning).toMatchObject({ state: 'under-target', by: '0.000997' });
	// 28.5 % as `evaluate` has it, told in whole percents.
	expect(margin.lines[0]).toMatchObject({ largestForTarget: '0.147', largestForFloor: '0.28' });
	const manager = look(book('exact'), 'manager').margin;
	expect(manager).toMatchObject({ limits: { floor: '0.229181', target: '0.3' }, floorBand: null });
	expect(manager.lines[0]).toMatchObject({ largestForFloor: '0.285', floorPrice: '10866.67' });
	expect(look(book('exact', { floorFor: 'exact' })).margin.limits?.floor).toBe('0.229181');
	expect(look(book('exact'), 'marketer').margin.limits?.floor).toBe('0.229181');
});

test('by how much a deal is under its floor is not said to who sees a band', () => {
	const deep = {
		...draft,
		lines: { '1': { price: { by: 'discount', typed: { text: '30', value: '0.3' } } } },
	} as const;
	const at = (role: Role) =>
		evaluate(fixtureDeal, deep, book('exact'), { name: '', role }, today, noNotes).margin.warning;
	expect(at('rep')).toMatchObject({ state: 'under-floor', by: null });
	// 7,348 / 32,400 = 0.226790, less 0.218519.
	expect(at('manager')).toMatchObject({ state: 'under-floor', by: '0.008271' });
});

test('margin: whole percents of costs rounded up by 1 % at most, and no amount', () => {
	const { margin } = look(book('margin'));
	expect(margin.visibility).toBe('margin');
	// Costs on the ladder: 2 × 8,175.23 + 4 × 1,029.20 + 6 × 613.056 + 908.518 + 383.119 = 25,437.23; 1 − 25,437.23 / 36,120 = 0.2957.
	expect(margin.after).toMatchObject({ cost: null, amount: null, margin: '0.29', state: 'under-target' });
	// 1 − 16,350.46 / 21,080 = 0.2243.
	expect(margin.lines[0]).toMatchObject({ costFrom: null, after: { cost: null, margin: '0.22' } });
	// 1,240 / (37,360 − 25,437.23 − 1,240) = 0.1160….
	expect(margin.payoff).toMatchObject({ breakEvenVolume: expect.stringMatching(/^0\.1160/), isAtMost: true });
	expect(margin.warning?.by).toBeNull();
});

test('band: the margin as the range that costs may make of it, and what a discount needs at most', () => {
	const { margin } = look(book('band'));
	// Costs lie up to 8,912.51, 1,122.02, 630.957, 1,000, 398.107 and above 7,943.28, 1,000, 562.341, 891.251, 354.813.
	// Up to 27,496.95 and above 24,506.67: of 37,360 from 26.4 % to 34.4 %, of 36,120 from 23.9 % to 32.2 %.
	expect(margin.before).toMatchObject({ cost: null, amount: null, margin: null, band: { from: '0.26', to: '0.35' } });
	expect(margin.after).toMatchObject({ margin: null, band: { from: '0.23', to: '0.33' }, state: 'under-target' });
	// 17,825.02 and 15,886.56 of 21,080.
	expect(margin.lines[0]?.after).toMatchObject({ amount: null, band: { from: '0.15', to: '0.25' } });
	expect(margin.warning).toMatchObject({ state: 'under-target', by: null });
	expect(margin.givenUp).toBe('1240');
	// 1,240 / (9,863.05 − 1,240) = 0.143801; odds 0.5 × 9,863.05 / 8,623.05 = 0.571901.
	expect(margin.payoff?.isAtMost).toBe(true);
	expect(Number(margin.payoff?.breakEvenVolume)).toBeCloseTo(0.143801, 5);
	expect(Number(margin.payoff?.odds?.needed)).toBeCloseTo(0.571901, 5);
	expect(margin.pay).toMatchObject({ before: null, after: null, atTarget: null });
	expect(margin.approval.need?.reasons.map(({ ruleId, found }) => [ruleId, found])).toEqual([
		['a', null],
		['b', null],
		['b', null],
		['c', '0.114923'],
	]);
});

test('light: the state alone, with revenue, discount and what is given up', () => {
	const { margin } = look(book('light'));
	expect(margin.after).toMatchObject({
		revenue: '36120',
		cost: null,
		amount: null,
		margin: null,
		band: null,
		state: 'under-target',
	});
	expect(margin).toMatchObject({
		limits: null,
		floorBand: null,
		payoff: null,
		largestForTarget: null,
		largestForFloor: null,
	});
	expect(margin.lines[0]).toMatchObject({
		limits: null,
		floorBand: null,
		largestForTarget: null,
		after: { state: 'under-floor' },
	});
	expect(margin.givenUp).toBe('1240');
	expect(margin.approval.need?.level).toBe(1);
});

/** The fixture's view with every part filled in. */
function full(change: Partial<MarginView> = {}): MarginView {
	const { margin } = look(book('exact', { floorFor: 'exact' }));
	const trade = { name: '', side: 'get', seen: null, covers: '0.5' } as const;
	return {
		...margin,
		lines: margin.lines.map((line) => ({ ...line, floorPrice: '10866.67', targetPrice: '11642.86' })),
		waterfall: {
			list: '40810',
			onInvoice: '4690',
			invoice: '36120',
			items: [],
			pocket: '35000',
			cost: '25320',
			pocketMargin: '9680',
			pocketMarginShare: '0.276571',
		},
		trades: [
			{ ...trade, id: 's', kind: 'scope', worth: '610' },
			{ ...trade, id: 'v', kind: 'volume', worth: '5400' },
			{ ...trade, id: 'p', kind: 'prepay', worth: '197.92' },
		],
		average: { so: '0.31', before: '0.312', after: '0.309', target: '0.3', recover: null },
		shares: { firm: { amount: '1240', share: '0.10299' }, own: { amount: '210.80', share: '0.10299' } },
		...change,
	};
}

/** Without rounding, so that what is left out by name alone is seen. */
const both = (view: MarginView) => ({ most: view, least: view });

function shown(level: CostVisibility, role: Role = 'rep', change: Partial<MarginView> = {}) {
	return shownTo(both(full(change)), fixtureDeal, book(level), { name: '', role });
}

test('what tells a cost or a margin by a subtraction goes with it', () => {
	expect(shown('exact').waterfall?.cost).toBe('25320');
	expect(shown('margin').waterfall).toMatchObject({ cost: null, pocketMargin: null, pocketMarginShare: '0.27' });
	expect(shown('band').waterfall).toMatchObject({ cost: null, pocketMargin: null, pocketMarginShare: null });
	const worth = (level: CostVisibility) => shown(level).trades.map((trade) => trade.worth);
	expect(worth('exact')).toEqual(['610', '5400', '197.92']);
	expect(worth('margin')).toEqual([null, '5400', '197.92']);
	expect(worth('band')).toEqual([null, null, '197.92']);
	expect(shown('margin').shares?.firm).toEqual({ amount: '1240', share: '0.10299' });
	expect(shown('band').shares).toEqual({ firm: { amount: '1240', share: null }, own: { amount: null, share: null } });
	expect(shown('margin').average?.after).toBe('0.309');
	expect(shown('light').average).toBeNull();
});

test('pay by revenue stays at every level, pay is told to reps alone', () => {
	const pay = {
		...full().pay,
		plan: 'revenue',
		base: 'revenue',
		before: '100',
		after: '90',
	} as unknown as MarginView['pay'];
	expect(shown('light', 'rep', { pay }).pay).toEqual(pay);
	for (const level of levels)
		for (const role of ['marketer', 'manager'] as const)
			expect(shown(level, role)).toMatchObject({ pay: null, average: null, shares: { own: { amount: null } } });
});

test('price guidance stays at every level; a floor price only where the firm gives it out', () => {
	for (const level of levels) {
		const { lines } = shown(level);
		expect(lines[0]).toMatchObject({ targetPrice: '11642.86', floorPrice: null });
	}
	const priceGuides = [{ product: 'CX-40', floorPrice: '10900', targetPrice: '11700', currency: 'EUR' }];
	const guided = { ...book('light'), priceGuides };
	const { lines } = shownTo(both(full()), fixtureDeal, guided, { name: '', role: 'rep' });
	expect(lines.map(({ floorPrice }) => floorPrice)).toEqual(['10900', null, null, null, null]);
	const dollars = { ...fixtureDeal, currency: 'USD' };
	expect(shownTo(both(full()), dollars, guided, { name: '', role: 'rep' }).lines[0]?.floorPrice).toBeNull();
	expect(shownTo(both(full()), fixtureDeal, guided, { name: '', role: 'manager' }).lines[0]?.floorPrice).toBe(
		'10866.67',
	);
});

test('a request that a colleague wrote is shown without its margin to who may not see it', () => {
	const whole = look(book('exact')).margin;
	const request = requestOf(fixtureDeal, draft, whole, book('exact'), {
		id: 'r',
		by: 'Bo',
		at: `${today}T09:00:00.000Z`,
		reason: '',
	});
	if (!request) throw new Error('no request');
	const notes = { ...noNotes, approval: { request, decision: null, isAskedHere: true } };
	const view = look(book('band'), 'rep', fixtureDeal, notes);
	expect(view.notes?.approval?.request.values.margin).toBeNull();
	expect(view.margin.approval.note?.request.values.margin).toBeNull();
	// Whether it still holds was looked at before: the policy is the same whatever is shown.
	expect(view.margin.approval.standing).toBe('asked');
	// Beside its price a margin to the last digit tells the cost.
	expect(look(book('margin'), 'rep', fixtureDeal, notes).notes?.approval?.request.values.margin).toBeNull();
	expect(look(book('exact'), 'rep', fixtureDeal, notes).notes).toBe(notes);
});

/** Every text in a value, wherever it stands. */
function texts(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

type Figures = { readonly cost: string | null; readonly amount: string | null; readonly margin: string | null } | null;

/** The figures that a level keeps to itself, read from the whole view. */
function secrets(whole: MarginView, level: CostVisibility): string[] {
	const { before, after, lines, limits, waterfall, pay, average, shares, trades, amountDiffers } = whole;
	const { bounds } = after;
	const figures: Figures[] = [before, after, ...lines.flatMap((line) => [line.before, line.after])];
	const floors = [limits?.floor, ...lines.flatMap((line) => [line.limits?.floor, line.floorPrice])];
	const costTrades = trades.filter(({ kind }) => kind === 'scope' || kind === 'service');
	const costs = [...figures.map((each) => each?.cost), waterfall?.cost, ...costTrades.map(({ worth }) => worth)];
	const rates = lines.map(({ costRate }) => costRate?.rate);
	const margins = [
		...figures.flatMap((each) => [each?.amount, each?.margin]),
		waterfall?.pocketMargin,
		waterfall?.pocketMarginShare,
		amountDiffers?.margin,
		...[bounds?.amount.most, bounds?.margin.most],
		...[pay?.before, pay?.after, pay?.atTarget, average?.before, average?.after, shares?.firm.share],
		...trades.filter(({ kind }) => kind === 'volume').map(({ worth }) => worth),
	];
	const isMarginHidden = level === 'band' || level === 'light';
	const hidden = [...floors, ...(level === 'exact' ? [] : [...costs, ...rates]), ...(isMarginHidden ? margins : [])];
	// A 0 stands in many places and tells nothing.
	return hidden.flatMap((value) => (value && value !== '0' ? [value] : []));
}

const rates = [{ from: 'USD', to: 'EUR', rate: '0.91370301', day: '2026-01-01' }];

const cents = (min: number, max: number) =>
	fc.integer({ min, max }).map((value) => `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`);

test.for([
	['exact', { ours: '10800', page: '1000' }],
	['margin', { ours: null, page: null }],
	['band', { ours: null, page: null }],
	['light', { ours: null, page: null }],
] as const)('%s: that the page draws another margin is said with %j', ([level, numbers]) => {
	const viewer = { name: '', role: 'rep' } as const;
	const at = (margin: string) => {
		const pageTotals = { revenue: '36120', margin, currency: null };
		return evaluate(fixtureDeal, { ...draft, pageTotals }, book(level), viewer, today, noNotes).margin;
	};
	const apart = at('1000');
	expect(apart).toMatchObject({ status: 'disagrees', pageDisagrees: { what: 'margin', ...numbers } });
	expect(at('10800')).toMatchObject({ status: 'exact', pageDisagrees: null });
	const revenue = { revenue: '36000', margin: null, currency: null };
	const other = evaluate(fixtureDeal, { ...draft, pageTotals: revenue }, book(level), viewer, today, noNotes).margin;
	expect(other.pageDisagrees).toEqual({ what: 'revenue', ours: '36120', page: '36000' });
});

test('no hidden cost, margin or floor stands anywhere in what a rep is given', () => {
	const line = fc.record({
		unitCost: cents(20_001, 900_000),
		listPrice: cents(900_003, 2_000_000),
		discount: fc.integer({ min: 0, max: 39 }),
		told: fc.constantFrom('own', 'own', 'own', 'converted', 'not'),
	});
	fc.assert(
		fc.property(
			fc.array(line, { minLength: 1, maxLength: 4 }),
			fc.integer({ min: 201, max: 2999 }),
			fc.constantFrom(...levels),
			(lines, floor, level) => {
				const [first] = fixtureDeal.lines ?? [];
				if (!first?.product) return;
				const { product } = first;
				const deal = {
					...fixtureDeal,
					lines: lines.map(({ unitCost, listPrice, discount, told: by }, at) => ({
						...first,
						id: String(at + 1),
						product: { ...product, families: [] },
						quantity: '3',
						listPrice,
						unitCost: by === 'not' ? null : unitCost,
						costCurrency: by === 'converted' ? 'USD' : 'deal',
						discounts: [`0.${String(discount).padStart(2, '0')}`],
					})),
				};
				// A floor with digits that no other figure has.
				const limits = { floor: `0.${String(floor).padStart(4, '0')}7`, target: '0.5' };
				const policy = { otherwise: limits, families: [] };
				const whole = evaluate(
					deal,
					draft,
					{ ...book('exact', { ...policy, floorFor: 'exact' }), rates },
					{ name: '', role: 'rep', standing },
					today,
					noNotes,
				);
				const { margin, notes } = look({ ...book(level, policy), rates }, 'rep', deal);
				const told = texts({ margin, notes });
				const allowed = new Set([
					whole.margin.givenUp,
					...[margin.before, margin.after].flatMap((each) => [each.revenue, each.discount]),
				]);
				const found = secrets(whole.margin, level).filter((secret) => told.includes(secret) && !allowed.has(secret));
				expect(found).toEqual([]);
			},
		),
		{ numRuns: 200 },
	);
});
