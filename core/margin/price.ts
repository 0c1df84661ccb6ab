import type { PriceRounding } from '../model/deal.ts';
import { type Decimal, multiply, one, round, subtract } from '../model/decimal.ts';

/** What is left of list after discounts in a row: Π(1 − dᵢ). 1 when there is none. */
export function remainingFraction(discounts: readonly Decimal[]): Decimal {
	return discounts.reduce((left, discount) => multiply(left, subtract(one, discount)), one);
}

function rounded(value: Decimal, digits: number | null, { halves }: PriceRounding): Decimal {
	if (digits === null) return value;
	return round(value, digits, halves === 'even' ? 'half-even' : 'half-up');
}

/** Price per unit as the CRM rounds it; digits null keeps every digit. */
export function roundUnitPrice(price: Decimal, rounding: PriceRounding): Decimal {
	return rounded(price, rounding.unitPriceDigits, rounding);
}

/** Price per unit after discounts off list, rounded as the CRM does. */
export function discountedPrice(list: Decimal, discounts: readonly Decimal[], rounding: PriceRounding): Decimal {
	return roundUnitPrice(multiply(list, remainingFraction(discounts)), rounding);
}

/** Amount of a line, rounded as the CRM does; tax excluded. */
export function lineAmount(netPrice: Decimal, quantity: Decimal, rounding: PriceRounding): Decimal {
	return rounded(multiply(netPrice, quantity), rounding.lineAmountDigits, rounding);
}
