import { describe, expect, test } from 'vitest';
import type { ApprovedValues } from '../../../core/model/deal.ts';
import { limitSpans, stakesOf } from '../../../core/playbook/stakes.ts';
import { fixturePlaybook } from '../../fixtures/fixture-deal.ts';

/** Two at 12,000 sold for 10,800 and one at 1,000 for 900: 22,500 of 25,000, 10 % off. */
const values: ApprovedValues = {
	deal: 'd',
	currency: 'EUR',
	policy: 'p',
	paymentDays: 30,
	amount: null,
	margin: '0.2',
	discount: '0.1',
	lines: [
		{ id: '1', product: 'A', quantity: '2', listPrice: '12000', netPrice: '10800' },
		{ id: '2', product: 'B', quantity: '1', listPrice: '1000', netPrice: '900' },
	],
};
const [first, second] = values.lines;
if (!first || !second) throw new Error('two lines');
const nothing = { list: null, offered: null, givenUp: null, listMargin: null };

describe('what is at stake', () => {
	// A margin of 20 % of 22,500 leaves a cost of 18,000, which is 28 % under 25,000.
	test('is list against price in money, and the margin on both', () => {
		expect(stakesOf(values)).toEqual({ list: '25000', offered: '22500', givenUp: '2500', listMargin: '0.28' });
	});

	test('has no margin at list where the request has none', () => {
		expect(stakesOf({ ...values, margin: null })).toMatchObject({ givenUp: '2500', listMargin: null });
	});

	test.each([
		['a quantity', { ...second, quantity: null }],
		['a list price', { ...second, listPrice: null }],
		['a price', { ...second, netPrice: null }],
		// With it the lines would be 13.8 % off.
		['the part that a line is of a bundle', { ...second, netPrice: '0' }],
	])('is unknown while %s is', (_, line) => {
		expect(stakesOf({ ...values, lines: [first, line] })).toEqual(nothing);
	});

	test('is unknown where the request names no discount', () => {
		expect(stakesOf({ ...values, discount: null })).toEqual(nothing);
	});

	test('of a deal without lines is its amount', () => {
		expect(stakesOf({ ...values, lines: [], amount: '5000', discount: null })).toEqual({ ...nothing, offered: '5000' });
	});
});

test('floors and targets of a policy are told as what they are between', () => {
	// 20 and 30 % for everything, 25 and 30 % for compressors.
	const { margin } = fixturePlaybook;
	expect(limitSpans(margin)).toEqual({ floor: { from: '0.2', to: '0.25' }, target: { from: '0.3', to: '0.30' } });
	expect(limitSpans({ ...margin, warnings: 'off' })).toBeNull();
	expect(limitSpans({ ...margin, otherwise: null, families: [] })).toBeNull();
});
