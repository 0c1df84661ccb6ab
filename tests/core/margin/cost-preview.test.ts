import { expect, test } from 'vitest';
import { costPreview } from '../../../core/margin/cost-preview.ts';
import type { QuoteLine } from '../../../core/model/deal.ts';
import { fixtureDeal } from '../../fixtures/fixture-deal.ts';

const source = { day: '2026-11-24', rates: [], costs: [], unreadableCosts: [], priceGuides: [] };

function withFirst(change: Partial<QuoteLine>) {
	const [first, ...others] = fixtureDeal.lines ?? [];
	if (!first) throw new Error('no lines');
	return { ...fixtureDeal, lines: [{ ...first, ...change }, ...others] };
}

test('each line has its cost and what it earns at its price after discounts', () => {
	// 12,400 less 10 % is 11,160, of which 3,010 are earned over 8,150; 380 of 450 leave 70.
	const lines = costPreview(fixtureDeal, source);
	expect(lines).toHaveLength(5);
	expect(lines[0]).toMatchObject({ name: 'CX-40', quantity: '2', unitCost: '8150', margin: '0.269713', from: 'crm' });
	expect(lines[4]).toMatchObject({ unitCost: '380', margin: '0.155556', unknown: null });
});

test('a line without a cost earns nothing that is known, and neither does one that nobody buys', () => {
	expect(costPreview(withFirst({ unitCost: null }), source)[0]).toMatchObject({
		unitCost: null,
		margin: null,
		from: null,
		unknown: 'cost-unknown',
	});
	expect(costPreview(withFirst({ unitCost: null, quantity: '0' }), source)[0]).toMatchObject({ margin: null });
	expect(costPreview(withFirst({ listPrice: null }), source)[0]).toMatchObject({ unitCost: '8150', margin: null });
});

test('what only Dealside’s list knows is told apart, and a currency without a rate is no cost', () => {
	const costs = [{ product: 'CX-40', unitCost: '9000', currency: 'EUR', period: 'unsaid' as const }];
	expect(costPreview(withFirst({ unitCost: null }), { ...source, costs })[0]).toMatchObject({
		unitCost: '9000',
		margin: '0.193548',
		from: 'cost-list',
	});
	expect(costPreview(withFirst({ costCurrency: 'USD' }), source)[0]).toMatchObject({
		unitCost: null,
		unknown: 'cost-currency',
	});
});

test('a deal whose lines are unknown has none to show', () => {
	expect(costPreview({ ...fixtureDeal, lines: null }, source)).toEqual([]);
});
