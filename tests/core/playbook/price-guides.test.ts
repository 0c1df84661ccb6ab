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
		['once', '100.00', '160.00'],
		['unsaid', '100.00', '160.00'],
		['free', '0.00', '0.00'],
	]);
	expect(left).toEqual(['monthly', 'yearly', 'zero']);
});
