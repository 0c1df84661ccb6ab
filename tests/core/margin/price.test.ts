import { expect, test } from 'vitest';
import { discountedPrice, lineAmount } from '../../../core/margin/price.ts';
import { decimal, formatDecimal } from '../../../core/model/decimal.ts';

const usual = { unitPriceDigits: 4, lineAmountDigits: 2 };
const even = { ...usual, halves: 'even' } as const;

test.each([
	// 2.5 × 333.33 = 833.325, 3.5 × 1.33 = 4.655.
	['333.33', '2.5', '833.33', '833.32'],
	['1.33', '3.5', '4.66', '4.66'],
	['-333.33', '2.5', '-833.33', '-833.32'],
])('%s × %s is rounded away from zero, or where the CRM does so to the even digit', (price, quantity, away, toEven) => {
	expect(formatDecimal(lineAmount(decimal(price), decimal(quantity), usual))).toBe(away);
	expect(formatDecimal(lineAmount(decimal(price), decimal(quantity), even))).toBe(toEven);
});

test('so is a price after its discount', () => {
	// 0.0005 × 0.9 = 0.00045.
	expect(formatDecimal(discountedPrice(decimal('0.0005'), [decimal('0.1')], usual))).toBe('0.0005');
	expect(formatDecimal(discountedPrice(decimal('0.0005'), [decimal('0.1')], even))).toBe('0.0004');
});
