import { expect, test } from 'vitest';
import { annuityFactor } from '../../../core/margin/trades.ts';
import { daysLeftInQuarter } from '../../../core/margin/usual.ts';
import type { DealFacts } from '../../../core/model/deal.ts';
import { decimal, formatDecimal } from '../../../core/model/decimal.ts';
import type { TradeView } from '../../../core/model/effects.ts';
import type { OffInvoiceItem, Trade } from '../../../core/model/playbook.ts';
import { line, look, opportunity, playbook, quote, typed } from './quote.ts';

/** 10,000 of a cost of 6,000, and training at 500 of a cost of 300 that is given for nothing. */
const training = line('T', { listPrice: '500', netPrice: '0', unitCost: '300' });
const deal = quote([line('A', { quantity: '100' })]);

const rates = [{ from: 'USD', to: 'EUR', rate: '0.8', day: '2026-01-01' }];

function traded(trades: readonly Trade[], facts: DealFacts = deal, discount = '0.1'): readonly TradeView[] {
	return look(facts, { edits: typed('A', discount), playbook: playbook({ trades, rates }) }).trades;
}

const prepay: Trade = { id: 'p', name: 'Pay first', kind: 'prepay', yearlyRate: '0.08', days: 60 };
const terms: Trade = { id: 'l', name: 'Pay later', kind: 'terms', yearlyRate: '0.08', days: 30 };
const term: Trade = { id: 'y', name: 'Two years', kind: 'term', years: 2, retention: '0.9', yearlyRate: '0.08' };
const volume: Trade = { id: 'v', name: 'More', kind: 'volume', more: '0.2' };
const scope: Trade = { id: 's', name: 'Less', kind: 'scope', product: 'A', quantity: '5' };
const service: Trade = { id: 'g', name: 'Training', kind: 'service', product: 'T', quantity: '2' };
const reference: Trade = { id: 'r', name: 'Story', kind: 'reference', worth: '500', currency: 'USD' };

test('each trade is worth its formula, of what the discount gives up', () => {
	// 10 % off gives up 1,000 and leaves 9,000 with a margin of 3,000.
	const by = Object.fromEntries(
		traded([prepay, terms, term, volume, scope, service, reference], quote([...(deal.lines ?? []), training])).map(
			(trade) => [trade.id, trade],
		),
	);
	// 9,000 × 0.08 × 60 / 365 = 118.356…
	expect(by.p).toMatchObject({ side: 'get', worth: '118.36', covers: '0.11836', seen: null });
	expect(by.l).toMatchObject({ side: 'give', worth: '59.18', covers: '0.05918', seen: null });
	// The training costs 300, so that 2,700 are earned. × 0.1 × (1/1.08 + 1/1.08²) = 270 × 1.783265.
	expect(by.y).toMatchObject({ side: 'get', worth: '481.48', covers: '0.48148' });
	expect(by.v).toMatchObject({ side: 'get', worth: '540', covers: '0.54' });
	expect(by.s).toMatchObject({ side: 'get', worth: '300', covers: '0.3', seen: null });
	expect(by.g).toMatchObject({ side: 'give', worth: '600', covers: '0.6', seen: '1000' });
	// 500 USD × 0.8.
	expect(by.r).toMatchObject({ side: 'get', worth: '400', covers: '0.4' });
});

test('what covers most comes first, what nobody knows last, and gifts after all', () => {
	const unknown: Trade = { ...scope, id: 'u', product: 'nowhere' };
	expect(traded([terms, unknown, prepay, service, volume, reference]).map(({ id }) => id)).toEqual([
		'v',
		'r',
		'p',
		'u',
		'l',
		'g',
	]);
});

test('what a trade covers is rounded down', () => {
	// 11 % off: 8,900 × 0.08 × 60 / 365 = 117.0411; 117.04 / 1,100 = 0.1064.
	expect(traded([prepay], deal, '0.11')[0]).toMatchObject({ worth: '117.04', covers: '0.1064' });
	// 400 / 700 = 0.571428|57.
	expect(traded([reference], deal, '0.07')[0]?.covers).toBe('0.571428');
});

test('nothing is traded while nothing is given up', () => {
	expect(traded([prepay], deal, '0')).toEqual([]);
	expect(traded([prepay], deal, '-0.1')).toEqual([]);
	expect(look(deal, { playbook: playbook({ trades: [prepay] }) }).trades).toEqual([]);
});

test('an unknown cost leaves unknown what needs it', () => {
	const facts = quote([line('A', { quantity: '100' }), line('B', { unitCost: null })]);
	const worths = traded([prepay, term, volume, scope, { ...scope, id: 'b', product: 'B' }], facts);
	expect(Object.fromEntries(worths.map(({ id, worth }) => [id, worth]))).toEqual({
		p: '119.67',
		y: null,
		v: null,
		s: '300',
		b: null,
	});
	expect(worths.find(({ id }) => id === 'y')?.covers).toBeNull();
});

test('a product that is not on the deal has its cost from the cost list, and nothing the customer sees', () => {
	const costs = [{ product: 'T', unitCost: '375', currency: 'USD', period: 'unsaid' as const }];
	const [gift] = look(deal, {
		edits: typed('A', '0.1'),
		playbook: playbook({ trades: [service], costs, rates }),
	}).trades;
	// 2 × 375 × 0.8.
	expect(gift).toMatchObject({ worth: '600', seen: null });
});

test('a sum of money in a currency without a rate is unknown', () => {
	expect(traded([{ ...reference, currency: 'CHF' } as Trade])[0]).toMatchObject({ worth: null, covers: null });
});

test('what 1 a year is worth today', () => {
	expect(formatDecimal(annuityFactor(decimal('0.08'), 2))).toBe('1.783264746227709191');
	expect(formatDecimal(annuityFactor(decimal('0'), 3))).toBe('3.000000000000000000');
	expect(formatDecimal(annuityFactor(decimal('0.08'), 0))).toBe('0');
	// 1 / 0.25: for ever.
	expect(Number(formatDecimal(annuityFactor(decimal('0.25'), 100_000)))).toBeCloseTo(4, 12);
});

const share = (id: string, drop: OffInvoiceItem['drop'], value: string): OffInvoiceItem => ({
	id,
	name: id,
	drop,
	amount: { by: 'share', value },
});
const money = (id: string, drop: OffInvoiceItem['drop'], value: string, currency: string): OffInvoiceItem => ({
	id,
	name: id,
	drop,
	amount: { by: 'money', value, currency },
});

test('the waterfall goes from list to the pocket, in the policy’s order', () => {
	const offInvoice = [
		share('Bonus', 'rebate', '0.03'),
		money('None', 'freight', '0', 'EUR'),
		money('Freight', 'freight', '250', 'USD'),
		share('Terms', 'terms', '0.0101'),
	];
	const { waterfall } = look(deal, { edits: typed('A', '0.1'), playbook: playbook({ offInvoice, rates }) });
	// 9,000 × 3 % = 270; 250 × 0.8 = 200; 9,000 × 1.01 % = 90.9; 9,000 − 560.9 = 8,439.1; − 6,000; 2,439.1 / 8,439.1.
	expect(waterfall).toEqual({
		list: '10000',
		onInvoice: '1000',
		invoice: '9000',
		items: [
			{ name: 'Bonus', drop: 'rebate', amount: '270' },
			{ name: 'Freight', drop: 'freight', amount: '200' },
			{ name: 'Terms', drop: 'terms', amount: '90.9' },
		],
		pocket: '8439.1',
		cost: '6000',
		pocketMargin: '2439.1',
		pocketMarginShare: '0.289024',
	});
});

test('an amount without a rate leaves the pocket unknown, a cost its margin, a list price all of it', () => {
	const offInvoice = [share('Bonus', 'rebate', '0.03'), money('Freight', 'freight', '250', 'CHF')];
	const given = playbook({ offInvoice });
	expect(look(deal, { playbook: given }).waterfall).toMatchObject({
		invoice: '10000',
		items: [{ amount: '300' }, { amount: null }],
		pocket: null,
		cost: '6000',
		pocketMargin: null,
	});
	const uncosted = look(quote([line('A', { unitCost: null })]), { playbook: playbook({ offInvoice: [] }) });
	expect(uncosted.waterfall).toMatchObject({ pocket: '100', cost: null, pocketMargin: null, pocketMarginShare: null });
	expect(look(quote([line('A', { listPrice: null, netPrice: '90' })])).waterfall).toBeNull();
	expect(look(quote([])).waterfall).toBeNull();
});

test('a discount written as a line is on the invoice; an opportunity falls from list to its lines’ prices', () => {
	const reduction = line('R', { product: null, listPrice: '-500', unitCost: null });
	expect(look(quote([...(deal.lines ?? []), reduction])).waterfall).toMatchObject({ list: '10000', onInvoice: '500' });
	const sold = opportunity('9000', [line('A', { quantity: '100', netPrice: '95' })]);
	expect(look(sold).waterfall).toMatchObject({ list: '10000', onInvoice: '500', pocket: '9500' });
});

test('discounts in other deals are told of the line being worked on', () => {
	const history = ['0.2', '0.05', '0.1', '0.15'].map((discount) => ({
		product: 'A',
		discount,
		outcome: 'sold' as const,
	}));
	const given = playbook({ history: [{ product: 'B', discount: '0.9', outcome: 'offered' }, ...history] });
	const usual = (id: string) =>
		look(quote([line('A'), line('B'), line('C')]), { edits: { activeLineId: id }, playbook: given }).usual.history;
	expect(usual('A')).toEqual({
		sold: { count: 4, lowest: '0.05', median: '0.125', highest: '0.2' },
		offered: null,
	});
	expect(usual('B')).toEqual({ sold: null, offered: { count: 1, lowest: '0.9', median: '0.9', highest: '0.9' } });
	expect(usual('C')).toBeNull();
	expect(look(deal, { playbook: given }).usual.history).toBeNull();
});

test('the last days of a calendar quarter are said, its last day with none left', () => {
	const days = ['2026-03-31', '2026-03-21', '2026-03-20', '2028-02-29', '2026-12-31', '2026-10-01', '2026-06-29'];
	expect(days.map(daysLeftInQuarter)).toEqual([0, 10, 11, 31, 0, 91, 1]);
	const quarterEnd = { days: 10, usualExtraDiscount: '0.04' };
	const at = (today: string) => look(deal, { today, playbook: playbook({}, { quarterEnd }) }).usual.quarterEnd;
	expect(at('2026-12-21')).toEqual({ daysLeft: 10, usualExtraDiscount: '0.04' });
	expect(at('2026-12-31')).toEqual({ daysLeft: 0, usualExtraDiscount: '0.04' });
	expect(at('2026-12-20')).toBeNull();
});
