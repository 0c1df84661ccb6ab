import { expect, test } from 'vitest';
import { convert } from '../../../core/margin/exchange.ts';
import type { QuoteLine } from '../../../core/model/deal.ts';
import { decimal, formatDecimal, trimZeros } from '../../../core/model/decimal.ts';
import type { ExchangeRate } from '../../../core/model/playbook.ts';
import { line, lineOf, look, playbook, quote, typed } from './quote.ts';

const rate = (from: string, to: string, value: string, day: string): ExchangeRate => ({ from, to, rate: value, day });

function converted(rates: readonly ExchangeRate[], day: string, from = 'USD', to = 'EUR'): string | null {
	const found = convert(decimal('100'), from, to, rates, day);
	return found && formatDecimal(trimZeros(found));
}

test('the latest rate up to the day counts, and none before the first', () => {
	const rates = [
		rate('USD', 'EUR', '0.90', '2026-10-01'),
		rate('USD', 'EUR', '0.95', '2026-12-01'),
		rate('USD', 'EUR', '0.92', '2026-11-01'),
	];
	expect(converted(rates, '2026-11-24')).toBe('92');
	expect(converted(rates, '2026-11-01')).toBe('92');
	expect(converted(rates, '2026-10-31')).toBe('90');
	expect(converted(rates, '2026-09-30')).toBeNull();
	expect(converted([], '2026-11-24', 'EUR', 'EUR')).toBe('100');
});

test('a pair the other way round is divided by, to twelve digits; the later listed of both counts', () => {
	// 100 / 1.1 = 90.909090909091.
	const inverse = rate('EUR', 'USD', '1.1', '2026-11-01');
	expect(converted([inverse], '2026-11-24')).toBe('90.909090909091');
	expect(converted([inverse, rate('USD', 'EUR', '0.9', '2026-10-01')], '2026-11-24')).toBe('90.909090909091');
	expect(converted([inverse, rate('USD', 'EUR', '0.9', '2026-11-01')], '2026-11-24')).toBe('90');
});

test('two pairs are never put together, and a rate of 0 is none', () => {
	const rates = [rate('USD', 'CHF', '0.9', '2026-01-01'), rate('CHF', 'EUR', '1.05', '2026-01-01')];
	expect(converted(rates, '2026-11-24')).toBeNull();
	for (const none of ['0', '-1']) {
		expect(converted([rate('EUR', 'USD', none, '2026-01-01')], '2026-11-24')).toBeNull();
		expect(converted([rate('USD', 'EUR', none, '2026-01-01')], '2026-11-24')).toBeNull();
	}
	expect(
		converted([rate('USD', 'EUR', '0.9', '2026-01-01'), rate('USD', 'EUR', '0.8', '2026-01-01')], '2026-11-24'),
	).toBe('80');
});

test('a foreign cost is converted at the day of the quote, else at today’s', () => {
	const lines = [line('A', { unitCost: '50', costCurrency: 'USD' })];
	const given = playbook({
		rates: [rate('USD', 'EUR', '0.8', '2026-11-01'), rate('USD', 'EUR', '0.9', '2026-11-20')],
	});
	// 50 × 0.9 and 50 × 0.8.
	expect(look(quote(lines), { playbook: given }).after).toMatchObject({ cost: '45', amount: '55' });
	expect(look(quote(lines, { quoteDate: '2026-11-10' }), { playbook: given }).after.cost).toBe('40');
	const none = look(quote(lines, { quoteDate: '2026-10-10' }), { playbook: given });
	expect(lineOf(none, 'A')).toMatchObject({ unknown: 'cost-currency', costFrom: null });
	expect(none.gap).toBe('no-known-cost');
});

test('the cost list is converted too, and a deal without a currency has no foreign costs', () => {
	const given = playbook({
		costs: [{ product: 'A', unitCost: '50', currency: 'USD', period: 'unsaid' as const }],
		rates: [rate('EUR', 'USD', '1.25', '2026-11-01')],
	});
	const deal = quote([line('A', { unitCost: null })]);
	expect(look(deal, { playbook: given }).after.cost).toBe('40');
	expect(lineOf(look(deal, { playbook: given }), 'A').costFrom).toBe('cost-list');
	const bare = look({ ...deal, currency: null }, { playbook: given });
	expect(lineOf(bare, 'A').unknown).toBe('cost-currency');
});

test('a cost listed as 0 counts only when it is said to be free; a cost nobody lists is unknown', () => {
	const entry = { product: 'A', unitCost: '0', currency: 'EUR', period: 'unsaid' as const };
	const deal = quote([line('A', { unitCost: null }), line('B', { unitCost: null })]);
	const margin = look(deal, { playbook: playbook({ costs: [entry] }) });
	expect(lineOf(margin, 'A')).toMatchObject({ unknown: 'cost-zero', after: { cost: null, margin: null } });
	expect(lineOf(margin, 'B')).toMatchObject({ unknown: 'cost-unknown', after: { cost: null, margin: null } });
	const free = look(deal, { playbook: playbook({ costs: [{ ...entry, isFree: true }] }) });
	expect(lineOf(free, 'A')).toMatchObject({ unknown: null, after: { cost: '0', margin: '1' } });
});

test('a 0 that the CRM holds for a cost is unknown, and the list does not stand in for it', () => {
	const costs = [{ product: 'A', unitCost: '50', currency: 'EUR', period: 'unsaid' as const }];
	const deal = quote([line('A', { unitCost: null, isCostZero: true }), line('B')]);
	const margin = look(deal, { playbook: playbook({ costs }) });
	expect(lineOf(margin, 'A')).toMatchObject({ unknown: 'cost-zero', costFrom: null, after: { cost: null } });
	expect(margin).toMatchObject({ status: 'partial', after: { isPartial: true, amount: '40', state: 'unknown' } });
});

test('a cost of some of the parts is unknown and says so, and the list’s is in for it', () => {
	const costs = [{ product: 'A', unitCost: '50', currency: 'EUR', period: 'unsaid' as const }];
	const deal = quote([line('A', { unitCost: null, isCostOfParts: true }), line('B')]);
	const margin = look(deal);
	expect(lineOf(margin, 'A')).toMatchObject({ unknown: 'cost-of-parts', costFrom: null, after: { cost: null } });
	expect(margin).toMatchObject({ status: 'partial', after: { isPartial: true, state: 'unknown' } });
	const listed = look(deal, { playbook: playbook({ costs }) });
	expect(lineOf(listed, 'A')).toMatchObject({ unknown: null, costFrom: 'cost-list', after: { cost: '50' } });
});

test('a cost of unknown currency or unit is never subtracted, the CRM’s or the list’s', () => {
	const one = (change: Partial<QuoteLine>, list = false) => {
		const costs = [{ product: 'A', unitCost: '5', currency: 'EUR', period: 'unsaid' as const }];
		return lineOf(look(quote([line('A', change)]), { playbook: playbook({ costs: list ? costs : [] }) }), 'A');
	};
	expect(one({ costCurrency: 'unknown' })).toMatchObject({ unknown: 'cost-currency', after: { cost: null } });
	expect(one({ costUnits: 'unknown' })).toMatchObject({ unknown: 'cost-unit', after: { cost: null } });
	expect(one({ unitCost: null, costUnits: 'unknown' }, true)).toMatchObject({ unknown: 'cost-unit' });
	// Whose currency is not told is no matter where the CRM's cost is not used.
	expect(one({ unitCost: null, costCurrency: 'unknown' }, true)).toMatchObject({
		unknown: null,
		costFrom: 'cost-list',
	});
});

test.for([
	// 10 a month for a year is 120; the cost is 60 once, 60 each month, 60 a year.
	['crm', 'once', 60],
	['crm', 'month', 720],
	['crm', 'year', 60],
	['crm', 'price', 720],
	['crm', 'unknown', null],
	['list', 'once', 60],
	['list', 'month', 720],
	['list', 'year', 60],
	['list', 'unsaid', null],
] as const)('the cost of a monthly line told by the %s %s is %s in the first year', ([teller, period, cost]) => {
	const recurrence = { everyMonths: 1, termMonths: 36 };
	const isListed = teller === 'list';
	const costs = isListed ? [{ product: 'A', unitCost: '60', currency: 'EUR', period }] : [];
	const told = isListed ? { unitCost: null } : { unitCost: '60', costPeriod: period };
	const deal = quote([line('A', { listPrice: '10', recurrence, ...told })]);
	const margin = look(deal, { playbook: playbook({ costs }) });
	expect(margin.after).toMatchObject({ revenue: '120', cost: cost === null ? null : String(cost) });
	expect(lineOf(margin, 'A').unknown).toBe(cost === null ? 'cost-period' : null);
});

test('over its whole term a line costs what it costs over that term, and its lowest prices say so', () => {
	const recurrence = { everyMonths: 3, termMonths: 24 };
	const yearly = quote([line('A', { recurrence, unitCost: '100', costPeriod: 'year' })]);
	const term = look(yearly, { playbook: playbook({}, { recurringBasis: 'term' }) });
	// Eight times 100 of twice 100: 75 %. 200 / (0.8 × 8) and 200 / (0.7 × 8) → 31.25 and 35.72.
	expect(term.after).toMatchObject({ revenue: '800', cost: '200', margin: '0.75' });
	expect(lineOf(term, 'A')).toMatchObject({ floorPrice: '31.25', targetPrice: '35.72' });
});

test.for([
	['once', '60', null],
	['unsaid', '60', null],
	['month', null, 'cost-period'],
	['year', null, 'cost-period'],
] as const)('what is sold once has no cost %s', ([period, cost, unknown]) => {
	const costs = [{ product: 'A', unitCost: '60', currency: 'EUR', period }];
	const margin = look(quote([line('A', { unitCost: null })]), { playbook: playbook({ costs }) });
	expect(lineOf(margin, 'A')).toMatchObject({ unknown, after: { cost } });
	const told = period === 'unsaid' ? 'unknown' : period;
	expect(lineOf(look(quote([line('A', { costPeriod: told })])), 'A')).toMatchObject({ unknown, after: { cost } });
});

test('a rate that is the playbook’s is named with its day, as it is listed', () => {
	const lines = [line('A', { unitCost: '50', costCurrency: 'USD' }), line('B')];
	const given = playbook({ rates: [rate('EUR', 'USD', '1.25', '2026-11-01')] });
	const margin = look(quote(lines), { playbook: given });
	expect(lineOf(margin, 'A').costRate).toEqual({ from: 'EUR', to: 'USD', rate: '1.25', day: '2026-11-01' });
	expect(lineOf(margin, 'B').costRate).toBeNull();
});

test('a cost for another unit is multiplied, and unknown where nobody knows how the units go together', () => {
	// 2 dozen at 100, a piece costs 5: 200 − 2 × 12 × 5.
	const dozen = look(quote([line('A', { quantity: '2', unitCost: '5', costUnits: '12' })]));
	expect(dozen.after).toMatchObject({ cost: '120', amount: '80', margin: '0.4' });
	const unknown = look(quote([line('A', { unitCost: '5', costUnits: 'unknown' })]));
	expect(lineOf(unknown, 'A').unknown).toBe('cost-unit');
	const listed = playbook({ costs: [{ product: 'A', unitCost: '5', currency: 'EUR', period: 'unsaid' as const }] });
	expect(look(quote([line('A', { unitCost: null, costUnits: '12' })]), { playbook: listed }).after.cost).toBe('60');
});

const guides = [
	{ product: 'A', floorPrice: '75', targetPrice: '86', currency: 'EUR' },
	{ product: 'B', floorPrice: '150', targetPrice: '160', currency: 'USD' },
];
const secret = { unitCost: null } as const;

test('without a cost a price guide judges the price, and the margin stays unknown', () => {
	const deal = quote([line('A', secret)], { isCostDenied: true });
	const at = (discount: string) =>
		look(deal, { edits: typed('A', discount), playbook: playbook({ priceGuides: guides }) });
	expect(['0.14', '0.15', '0.25', '0.26'].map((off) => at(off).after.state)).toEqual([
		'on-target',
		'under-target',
		'under-target',
		'under-floor',
	]);
	const margin = at('0.26');
	expect(lineOf(margin, 'A')).toMatchObject({
		unknown: 'cost-denied',
		floorPrice: '75',
		targetPrice: '86',
		after: { margin: null, state: 'under-floor' },
		largestForTarget: '0.14',
		largestForFloor: '0.25',
	});
	expect(margin.after).toMatchObject({ margin: null, amount: null });
	expect(margin.warning).toMatchObject({ state: 'under-floor', by: null });
});

test('a deal is judged by price when every line has a cost or a guide', () => {
	// C: 60 / 0.8 = 75 and 60 / 0.7 → 85.72. Together 150 and 171.72.
	const deal = quote([line('A', secret), line('C')]);
	const at = (discount: string) =>
		look(deal, { edits: typed('A', discount), playbook: playbook({ priceGuides: guides }) });
	expect(['0.28', '0.29', '0.5', '0.51'].map((off) => at(off).after.state)).toEqual([
		'on-target',
		'under-target',
		'under-target',
		'under-floor',
	]);
	// 100 (1 − d) ≥ 171.72 − 100; 200 (1 − d) ≥ 171.72.
	expect(lineOf(at('0.28'), 'A').largestForTarget).toBe('0.282');
	expect(at('0.28').largestForTarget).toBe('0.141');
});

test('a guide in another currency is none, and a line with neither leaves the deal without a state', () => {
	const given = playbook({ priceGuides: guides });
	const foreign = look(quote([line('B', secret)]), { playbook: given });
	expect(foreign.after.state).toBe('unknown');
	expect(lineOf(foreign, 'B')).toMatchObject({ floorPrice: null, after: { state: 'unknown' } });
	// Known: C alone, 40 %.
	const mixed = look(quote([line('A', secret), line('B', secret), line('C')]), { playbook: given });
	expect(mixed).toMatchObject({ status: 'partial', after: { margin: '0.4', isPartial: true, state: 'unknown' } });
});

test.for([
	['as it is written', 'LV-9', ['LV-9', 'lv-9'], '1'],
	['with a space behind it in the CRM', 'LV-9 ', ['LV-9'], '1'],
	['with signs nobody sees', '\u200eLV\u200b-9\u00a0', ['LV-9'], '1'],
	['in another case, where one alone is meant', 'lv-9', ['LV-9', 'LV-90'], '1'],
	['as it is written before another case', 'lv-9', ['LV-9', 'lv-9'], '2'],
	['trimmed before another case', 'lv-9 ', ['LV-9', 'lv-9'], '2'],
	['in a third case, where two are meant', 'Lv-9', ['LV-9', 'lv-9'], null],
	['that is another', 'LV-8', ['LV-9'], null],
] as const)('a code %s finds its cost in the list', ([, code, listed, cost]) => {
	const product = { id: 'p-1', code, name: 'Larch valve', families: [] };
	const costs = listed.map((each, index) => ({
		product: each,
		unitCost: `${index + 1}`,
		currency: 'EUR',
		period: 'unsaid' as const,
	}));
	const view = look(quote([line('A', { product, unitCost: null })]), { playbook: playbook({ costs }) });
	expect(view.after.cost).toBe(cost);
});
