import type { PriceRounding } from '../model/deal.ts';
import { type Decimal, multiply, one, round, subtract } from '../model/decimal.ts';

/** What is left of list after discounts in a row: Π(1 − dᵢ). 1 when there is none. */
export function remainingFraction(discounts: readonly Decimal[]): Decimal {
	return discounts.reduce((left, discount) => multiply(left, subtract(one, discount)), one);
}

/** Price per unit as the CRM rounds it; digits null keeps every digit. */
export function roundUnitPrice(price: Decimal, rounding: PriceRounding): Decimal {
	return rounding.unitPriceDigits === null ? price : round(price, rounding.unitPriceDigits);
}

/** Price per unit after discounts off list, rounded as the CRM does. */
export function discountedPrice(list: Decimal, discounts: readonly Decimal[], rounding: PriceRounding): Decimal {
	return roundUnitPrice(multiply(list, remainingFraction(discounts)), rounding);
}

/** Amount of a line, rounded as the CRM does; tax excluded. */
export function lineAmount(netPrice: Decimal, quantity: Decimal, rounding: PriceRounding): Decimal {
	const amount = multiply(netPrice, quantity);
	return rounding.lineAmountDigits === null ? amount : round(amount, rounding.lineAmountDigits);
}
