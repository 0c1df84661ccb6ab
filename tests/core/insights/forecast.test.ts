import { expect, test } from 'vitest';
import { forecast, squareRoot } from '../../../core/insights/forecast.ts';
import { decimal, formatDecimal, multiply, toNumber } from '../../../core/model/decimal.ts';

function deal(amount: string, probability: string, margin: string | null) {
	return {
		amount: decimal(amount),
		probability: decimal(probability),
		grossMargin: margin === null ? null : multiply(decimal(amount), decimal(margin)),
	};
}

test('revenue and margin weighted by the odds, with their spread', () => {
	const found = forecast([deal('10000', '0.5', '0.40'), deal('20000', '0.3', '0.25'), deal('5000', '0.9', '0.60')]);
	expect(toNumber(found.revenue)).toBe(15_500);
	expect(found.grossMargin && toNumber(found.grossMargin)).toBe(6200);
	expect(found.margin && formatDecimal(found.margin)).toBe('0.400000');
	expect(Math.round(toNumber(found.spread))).toBe(10_548);
	expect(found.marginSpread && Math.round(toNumber(found.marginSpread))).toBe(3172);
});

test('a deal of unknown margin counts in revenue only', () => {
	const found = forecast([deal('10000', '0.5', '0.40'), deal('20000', '0.5', null)]);
	expect(toNumber(found.revenue)).toBe(15_000);
	expect(found.margin && formatDecimal(found.margin)).toBe('0.400000');
	expect(found.knownDeals).toBe(1);
	expect(forecast([]).grossMargin).toBeNull();
});

test('square roots are exact to the digits asked for', () => {
	expect(formatDecimal(squareRoot(decimal('2'), 6) ?? decimal('0'))).toBe('1.414214');
	expect(formatDecimal(squareRoot(decimal('0.0001'), 2) ?? decimal('0'))).toBe('0.01');
	expect(squareRoot(decimal('-1'), 2)).toBeNull();
});
