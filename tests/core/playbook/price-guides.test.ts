import { expect, test } from 'vitest';
import type { MarginPolicy, ProductCost } from '../../../core/model/playbook.ts';
import { usualPolicy } from '../../../core/playbook/default-policy.ts';
import { priceGuidesOf } from '../../../core/playbook/price-guides.ts';

const policy: MarginPolicy = {
	...usualPolicy,
	warnings: 'note',
	otherwise: { floor: '0.2', target: '0.5' },
	families: [],
};

function cost(product: string, change: Partial<ProductCost>): ProductCost {
	return { product, unitCost: '80', currency: 'EUR', period: 'unsaid', ...change };
}

test('a cost that counts for nothing, or for a month or a year, makes no price', () => {
	const costs = [
		cost('once', { period: 'once' }),
		cost('unsaid', {}),
		cost('monthly', { period: 'month' }),
		cost('yearly', { period: 'year' }),
		cost('zero', { unitCost: '0.00' }),
		cost('free', { unitCost: '0', isFree: true }),
	];
	const { guides, left } = priceGuidesOf(costs, policy, [], '2026-11-24');
	expect(guides.map(({ product, floorPrice, targetPrice }) => [product, floorPrice, targetPrice])).toEqual([
		// 80 lies up to 100, the next step of those for targets over 44 %: 100 / 0.8, 100 / 0.5.
		['once', '125', '200'],
		['unsaid', '125', '200'],
		['free', '0', '0'],
	]);
	expect(left).toEqual(['monthly', 'yearly', 'zero']);
});

test('a limit of 0 makes no price, for it would be the cost', () => {
	const free = { ...policy, otherwise: { floor: '0', target: '0.5' } };
	expect(priceGuidesOf([cost('A', {})], free, [], '2026-11-24')).toEqual({ guides: [], left: ['A'] });
});

test('of limits that a rule switches off no price is told', () => {
	const none = {
		families: [],
		segments: [],
		regions: [],
		currencies: [],
		stages: [],
		teams: [],
		from: null,
		until: null,
	};
	const rule = { id: 'r', name: 'R', scope: { ...none, products: ['P-1'] }, floor: '0.2', target: '0.3' };
	const made = (warnings: 'off' | 'note') =>
		priceGuidesOf([cost('P-1', {})], { ...policy, rules: [{ ...rule, warnings }] }, [], '2026-11-24');
	expect(made('note').guides).toHaveLength(1);
	expect(made('off')).toEqual({ guides: [], left: ['P-1'] });
});

test('prices have three digits that count, rounded up', () => {
	const prices = (unitCost: string) =>
		priceGuidesOf([cost('A', { unitCost })], policy, [], '2026-11-24').guides.map(({ floorPrice }) => floorPrice);
	// Up to 10^(24n/240): 158.489 / 0.8 = 198.1…, 0.0158489 / 0.8 = 0.01981…, 158,489 / 0.8 = 198,111.…
	expect(prices('150')).toEqual(['199']);
	expect(prices('0.0150')).toEqual(['0.0199']);
	expect(prices('150000')).toEqual(['199000']);
});
