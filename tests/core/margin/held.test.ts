import { expect, test } from 'vitest';
import { simulateDiscount } from '../../../core/margin/what-if.ts';
import type { CurrencyCode, QuoteLine } from '../../../core/model/deal.ts';
import {
	type AddedLine,
	type LineEdit,
	noEdits,
	type PageTotals,
	unknownProduct,
} from '../../../core/model/deal-edits.ts';
import type { ApprovalTrigger } from '../../../core/model/playbook.ts';
import { line, lineOf, look, playbook, quote, typed } from './quote.ts';

/** Two lines of 100 that cost 60: 200, 80, 40 %. */
const deal = quote([line('A'), line('B')]);

/** Somebody must agree to every margin under 90 %. */
const strict = {
	levels: [{ name: 'Boss', who: '' }],
	rules: [{ id: 'r', level: 1 as const, trigger: { kind: 'margin-under', value: '0.9' } as ApprovalTrigger }],
};
const asking = playbook({ approvals: strict });

const totals = (revenue: string | null, margin: string | null = null, currency: CurrencyCode | null = null) =>
	({ revenue, margin, currency }) satisfies PageTotals;

const nothing = { revenue: null, amount: null, margin: null, cost: null, discount: null, state: 'unknown' };
const undecided = { need: null, isUnsure: true, unsureBecause: ['figures'] };

test('a price that the CRM sets anew makes the figures a guess: no state, nobody to ask, no pay', () => {
	const payPlan = { kind: 'revenue', rate: '0.1', accelerator: null, isTakenBack: false } as const;
	const quantity = { text: '3', value: '3' };
	const edits = { lines: { A: { quantity, isRepriced: true } }, activeLineId: 'A' };
	const margin = look(deal, { edits, playbook: playbook({ approvals: strict, payPlan }) });
	expect(margin).toMatchObject({
		status: 'guess',
		guesses: ['A'],
		after: { revenue: '400', amount: '160', margin: '0.4', state: 'unknown' },
		warning: null,
		payoff: null,
		pay: { after: null },
		largestForTarget: null,
		approval: undecided,
	});
	expect(lineOf(margin, 'A').largestForTarget).toBeNull();
	const settled = look(deal, { edits: { lines: { A: { quantity } } }, playbook: asking });
	expect(settled).toMatchObject({ status: 'exact', guesses: [], approval: { need: { level: 1 } } });
	expect(settled.after.state).toBe('on-target');
});

const pump: AddedLine = {
	id: 'new',
	...unknownProduct,
	product: { id: 'pP', code: 'P', name: 'Pump', families: [] },
	description: 'Pump',
	quantity: '2',
	listPrice: '50',
	netPrice: '50',
};

test('an added line whose price is not set yet is a guess too', () => {
	const cost = { unitCost: '30', costCurrency: 'deal', costUnits: '1', costPeriod: 'price' } as const;
	const margin = look(deal, { edits: { added: [{ ...pump, ...cost, isRepriced: true }] } });
	expect(margin).toMatchObject({ status: 'guess', guesses: ['Pump'], after: { amount: '120', state: 'unknown' } });
});

test.for([
	// 200 and 80; a cent apart is rounding.
	['the same', totals('200', '80', 'EUR'), null],
	['the same to the cent', totals('200.01', '80.01'), null],
	['another revenue', totals('200.02'), { what: 'revenue', ours: '200', page: '200.02' }],
	['another margin', totals('200', '60'), { what: 'margin', ours: '80', page: '60' }],
	['a margin without a revenue', totals(null, '60'), { what: 'margin', ours: '80', page: '60' }],
	['another currency', totals('200', '80', 'USD'), { what: 'currency', ours: 'EUR', page: 'USD' }],
	['nothing', totals(null), null],
] as const)('a page that draws %s is held against the figures', ([, pageTotals, wanted]) => {
	const margin = look(deal, { edits: { pageTotals }, playbook: asking });
	expect(margin.pageDisagrees).toEqual(wanted);
	if (wanted) {
		expect(margin).toMatchObject({ status: 'disagrees', gap: 'page-disagrees', after: nothing, approval: undecided });
		expect(margin).toMatchObject({ limits: null, waterfall: null, largestForTarget: null, warning: null });
		expect(margin.before.margin).toBe('0.4');
	} else expect(margin).toMatchObject({ status: 'exact', gap: null, after: { margin: '0.4' } });
});

test('half a cent a line is rounding where nobody knows how the CRM rounds', () => {
	const unrounded = { ...deal, rounding: { unitPriceDigits: null, lineAmountDigits: null } };
	const lines = ['A', 'B', 'C', 'D'].map((id) => line(id));
	const apart = (facts: typeof deal, revenue: string) =>
		look({ ...facts, lines }, { edits: { pageTotals: totals(revenue) } }).pageDisagrees?.what ?? null;
	expect(['400.02', '400.03', '399.98'].map((sum) => apart(unrounded, sum))).toEqual([null, 'revenue', null]);
	expect(apart(deal, '400.02')).toBe('revenue');
});

test('a page is no measure of what is half typed, guessed, tried, unknown or recurs', () => {
	const pageTotals = totals('1', '1');
	const said = (facts: typeof deal, edits: Parameters<typeof look>[1] = {}) => look(facts, edits).pageDisagrees;
	const half: LineEdit = { price: { by: 'discount', typed: { text: '1,', value: null } } };
	expect(said(deal, { edits: { pageTotals, lines: { A: half } } })).toBeNull();
	const guess: LineEdit = { quantity: { text: '2', value: '2' }, isRepriced: true };
	expect(said(deal, { edits: { pageTotals, lines: { A: guess } } })).toBeNull();
	const tried = simulateDiscount(deal, { ...noEdits(deal.ref), pageTotals }, null, '0.1');
	expect(said(deal, { edits: tried })).toBeNull();
	expect(said(quote([line('A', { listPrice: null })]), { edits: { pageTotals } })).toBeNull();
	const recurrence = { everyMonths: 1, termMonths: 12 };
	expect(said(quote([line('A', { recurrence })]), { edits: { pageTotals } })).toBeNull();
	expect(said(deal, { edits: { pageTotals, changedElsewhere: ['A'] } })).toBeNull();
	// Of a cost that nobody knows the page counts something else; its revenue still has to be the same.
	const partly = quote([line('A'), line('B', { unitCost: null })]);
	expect(said(partly, { edits: { pageTotals: totals('200', '140') } })).toBeNull();
	expect(said(partly, { edits: { pageTotals: totals('199', '140') } })).toMatchObject({ what: 'revenue' });
});

test.for(['USD', null])('another currency chosen on the page (%s) makes every figure unknown', (to) => {
	const margin = look(deal, { edits: { currencyChange: { to } }, playbook: asking });
	expect(margin).toMatchObject({
		gap: 'currency-changed',
		currencyChange: { to },
		status: 'unknown',
		isEdited: true,
		after: nothing,
		limits: null,
		largestForTarget: null,
		approval: undecided,
	});
});

test.for(['price-list', 'customer', 'exchange-rate'] as const)(
	'prices that the CRM may set anew by another %s are a guess, typed in or not',
	(pricedBy) => {
		const guessed = {
			pricedBy,
			status: 'guess',
			isEdited: true,
			after: { revenue: '200', amount: '80', state: 'unknown' },
			largestForTarget: null,
			approval: undecided,
		};
		expect(look(deal, { edits: { pricedBy }, playbook: asking })).toMatchObject({ ...guessed, guesses: [] });
		const edits = { ...typed('A', '0.1'), pricedBy };
		const after = { revenue: '190', amount: '70', state: 'unknown' };
		expect(look(deal, { edits, playbook: asking })).toMatchObject({ ...guessed, after });
		// The page may have drawn its sums by the new prices.
		expect(look(deal, { edits: { pricedBy, pageTotals: totals('150', '30') } })).toMatchObject({
			status: 'guess',
			pageDisagrees: null,
		});
	},
);

test('without lines no price is set anew', () => {
	const bare = { ...quote([]), amount: '100' };
	expect(look(bare, { edits: { pricedBy: 'price-list' } })).toMatchObject({ pricedBy: null, isEdited: false });
});

test('rows in another language than the API’s say so, not that they do not fit', () => {
	const edits = { areLinesUnmatched: true, areLinesInOtherLanguage: true };
	expect(look(deal, { edits })).toMatchObject({ gap: 'lines-other-language', status: 'unknown', after: nothing });
	expect(look(deal, { edits: { areLinesUnmatched: true } }).gap).toBe('lines-unmatched');
});

test('what somebody else changed is named; beside an edit of one’s own nothing is sure any more', () => {
	const seen = look(deal, { edits: { changedElsewhere: ['A', 'gone'] }, playbook: asking });
	expect(seen).toMatchObject({ changedElsewhere: ['A'], status: 'exact', after: { state: 'on-target' } });
	const edits = { ...typed('B', '0.1'), changedElsewhere: ['A'] };
	const edited = look(deal, { edits, playbook: asking });
	expect(edited).toMatchObject({ status: 'guess', after: { state: 'unknown' }, approval: undecided, warning: null });
});

test('a value that the CRM will refuse is named with the most it takes, and counts nowhere', () => {
	const refused = [
		{ lineId: 'A', text: '125', most: '1' },
		{ lineId: null, text: '33333', most: null },
	];
	const margin = look(deal, { edits: { refused } });
	expect(margin.refused).toEqual([
		{ lineName: 'A', text: '125', most: '1' },
		{ lineName: null, text: '33333', most: null },
	]);
	expect(margin.after).toMatchObject({ revenue: '200', margin: '0.4', state: 'on-target' });
});

test('a typed cost counts with its own currency, unit and period', () => {
	const cost = (value: string | null, change: Partial<QuoteLine> = {}): Record<string, LineEdit> => {
		const { costCurrency, costUnits, costPeriod } = { ...line('A'), ...change };
		return { A: { cost: { typed: { text: value ?? '8,', value }, costCurrency, costUnits, costPeriod } } };
	};
	const rates = [{ from: 'USD', to: 'EUR', rate: '0.9', day: '2026-01-01' }];
	const at = (lines: Record<string, LineEdit>) => look(deal, { edits: { lines }, playbook: playbook({ rates }) });
	// 200 − 60 − 75.
	const margin = at(cost('75'));
	expect(margin).toMatchObject({ isEdited: true, givenUp: '0', after: { cost: '135', amount: '65' } });
	expect(lineOf(margin, 'A').costFrom).toBe('typed');
	expect(at(cost('50', { costCurrency: 'USD' })).after.cost).toBe('105');
	expect(at(cost('5', { costUnits: '12' })).after.cost).toBe('120');
	expect(lineOf(at(cost('5', { costUnits: 'unknown' })), 'A').unknown).toBe('cost-unit');
	expect(lineOf(at(cost('5', { costCurrency: 'unknown' })), 'A').unknown).toBe('cost-currency');
	expect(lineOf(at(cost('5', { costPeriod: 'month' })), 'A').unknown).toBe('cost-period');
	// The CRM will hold a 0 that nobody can tell from an empty field.
	expect(lineOf(at(cost('0')), 'A').unknown).toBe('cost-zero');
	expect(at(cost(null))).toMatchObject({ halfTyped: ['A'], after: { cost: '120' } });
});

test('an optional line that is taken counts, and one that is left out does not', () => {
	const facts = quote([line('A'), line('O', { isOptional: true })]);
	expect(look(facts, { edits: { lines: { O: { isOptional: false } } } })).toMatchObject({
		after: { revenue: '200', cost: '120' },
		before: { revenue: '100' },
		optionalLines: 0,
		givenUp: null,
	});
	// What the CRM will hold is known: nothing is sold.
	expect(look(facts, { edits: { lines: { A: { isOptional: true } } } })).toMatchObject({
		gap: 'options-only',
		status: 'exact',
		after: { revenue: '0', cost: '0', amount: '0', margin: null, state: 'no-revenue' },
		optionalLines: 2,
		givenUp: null,
	});
});

test('an added line brings the cost that its form holds, else the cost list’s, with its product’s limits', () => {
	const families = [{ family: 'Pumps', floor: '0.5', target: '0.6' }];
	const product = { id: 'pP', code: 'P', name: 'Pump', families: ['Pumps'] };
	const told = { unitCost: '30', costCurrency: 'deal', costUnits: '1', costPeriod: 'price' } as const;
	const at = (added: AddedLine, costs: readonly { unitCost: string }[] = []) => {
		const list = costs.map((cost) => ({ product: 'P', currency: 'EUR', period: 'unsaid' as const, ...cost }));
		return look(deal, { edits: { added: [added] }, playbook: playbook({ costs: list }, { families }) });
	};
	// 300 − 120 − 60; the pump earns 40 %.
	const own = at({ ...pump, ...told, product }, [{ unitCost: '1' }]);
	expect(own.after).toMatchObject({ revenue: '300', cost: '180', amount: '120' });
	expect(lineOf(own, 'new')).toMatchObject({
		name: 'Pump',
		was: null,
		costFrom: 'crm',
		limits: { floor: '0.5', target: '0.6' },
		after: { margin: '0.4', state: 'under-floor' },
	});
	const listed = at({ ...pump, product, costUnits: '1' }, [{ unitCost: '20' }]);
	expect(lineOf(listed, 'new')).toMatchObject({ costFrom: 'cost-list', after: { cost: '40' } });
	expect(lineOf(at({ ...pump, product }, [{ unitCost: '20' }]), 'new').unknown).toBe('cost-unit');
	// Of a cost of 0 nobody knows whether it is meant: the list does not stand in, and the product’s limits hold.
	const zero = at({ ...pump, product, costUnits: '1', isCostZero: true }, [{ unitCost: '20' }]);
	expect(lineOf(zero, 'new')).toMatchObject({ unknown: 'cost-zero', limits: { floor: '0.5', target: '0.6' } });
	expect(lineOf(at({ ...pump, product }), 'new').unknown).toBe('cost-unknown');
	expect(lineOf(at({ ...pump, product: null }), 'new').unknown).toBe('line-unsaved');
	expect(lineOf(at({ ...pump, product: null, netPrice: null }), 'new').unknown).toBe('price-unknown');
});

test('a surcharge that the CRM writes as a line of known cost 0 counts whole', () => {
	const told = { unitCost: '0', costCurrency: 'deal', costUnits: '1', costPeriod: 'price' } as const;
	const surcharge = { ...pump, ...told, product: null, quantity: '1', listPrice: null, netPrice: '5' };
	const margin = look(deal, { edits: { added: [surcharge] } });
	expect(margin).toMatchObject({ status: 'exact', after: { revenue: '205', cost: '120', amount: '85' } });
});

test('an added line recurs, is optional, and is said when its price is below zero', () => {
	const told = { unitCost: '3', costCurrency: 'deal', costUnits: '1', costPeriod: 'price' } as const;
	const at = (change: Partial<AddedLine>) => look(deal, { edits: { added: [{ ...pump, ...told, ...change }] } });
	// 50 a month for two, twelve times: 1,200 − 72.
	const monthly = at({ recurrence: { everyMonths: 1, termMonths: null } });
	expect(monthly.after).toMatchObject({ revenue: '1400', cost: '192' });
	expect(lineOf(monthly, 'new').everyMonths).toBe(1);
	expect(at({ isOptional: true })).toMatchObject({ optionalLines: 1, after: { revenue: '200' }, givenUp: '0' });
	expect(at({ netPrice: '-5' }).oddities).toEqual([{ lineName: 'Pump', oddity: 'negative-price', value: '-5' }]);
});

test('a line whose product was changed is one line, from what it was to what it will be', () => {
	const told = { unitCost: '30', costCurrency: 'deal', costUnits: '1', costPeriod: 'price' } as const;
	const edits = { removed: ['A'], added: [{ ...pump, ...told, replaces: 'A' }] };
	const margin = look(deal, { edits });
	expect(margin.lines.map(({ id }) => id)).toEqual(['new', 'B']);
	expect(lineOf(margin, 'new')).toMatchObject({
		name: 'Pump',
		was: 'A',
		isEdited: true,
		before: { revenue: '100', margin: '0.4' },
		after: { revenue: '100', cost: '60' },
	});
	expect(margin).toMatchObject({ givenUp: null, after: { revenue: '200', cost: '120' } });
	// Of a line that is still there it is no change.
	const both = look(deal, { edits: { added: [{ ...pump, ...told, replaces: 'A' }] } });
	expect(both.lines.map(({ id, was }) => [id, was])).toEqual([
		['A', null],
		['B', null],
		['new', null],
	]);
});

test('costs that the CRM denies say so where they are the reason', () => {
	const denied = quote([line('A', { unitCost: null })], { isCostDenied: true });
	expect(look(denied).gap).toBe('cost-denied');
	expect(look({ ...denied, isCostDenied: false }).gap).toBe('no-known-cost');
});

test('returned goods and payments already made leave nothing to ask about', () => {
	const rules = (trigger: ApprovalTrigger) =>
		playbook({ approvals: { ...strict, rules: [{ id: 'r', level: 1, trigger }] } });
	const facts = quote([
		line('A'),
		line('R', { quantity: '-1', listPrice: '50', unitCost: '30' }),
		line('D', { quantity: '0' }),
	]);
	for (const trigger of [
		{ kind: 'line-under-floor' },
		{ kind: 'deal-under-floor' },
		{ kind: 'line-discount-over', value: '0.5' },
		{ kind: 'margin-under', value: '0.1' },
	] as const)
		expect(look(facts, { playbook: rules(trigger) }).approval).toMatchObject({ need: null, isUnsure: false });
	// Nothing is brought in, so that no margin is under anything; a loss on something sold is.
	const back = quote([line('A'), line('R', { quantity: '-2' })]);
	expect(look(back, { playbook: rules({ kind: 'margin-under', value: '0.1' }) }).approval.isUnsure).toBe(false);
});

test.for([
	['cost', { unitCost: null }],
	['price', { listPrice: null }],
] as const)('an approval that cannot be judged says that a %s is missing', ([missing, change]) => {
	const margin = look(quote([line('A'), line('B', change)]), { playbook: asking });
	expect(margin.approval).toMatchObject({ need: null, isUnsure: true, unsureBecause: [missing] });
});
