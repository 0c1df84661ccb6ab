import { add, compare, type Decimal, divide, one, subtract, zero } from '../model/decimal.ts';
import { remainingFraction } from './price.ts';

/** Digits after the point of every fraction shown or compared by people. */
export const fractionDigits = 6;

/** `1 − fraction`. */
export function complement(fraction: Decimal): Decimal {
	return subtract(one, fraction);
}

/** Margin `(P−c)/P` as a fraction of price, six digits; null for a price of 0. */
export function marginOnPrice(price: Decimal, cost: Decimal): Decimal | null {
	return divide(subtract(price, cost), price, fractionDigits);
}

/** Markup `(P−c)/c` as a fraction of cost, six digits; null for a cost of 0. */
export function markupOnCost(price: Decimal, cost: Decimal): Decimal | null {
	return divide(subtract(price, cost), cost, fractionDigits);
}

/** `m = k/(1+k)`; null at a markup of −100 %. */
export function marginFromMarkup(markup: Decimal): Decimal | null {
	return divide(markup, add(one, markup), fractionDigits);
}

/** `k = m/(1−m)`; null at a margin of 100 %, where cost is nothing. */
export function markupFromMargin(margin: Decimal): Decimal | null {
	return divide(margin, complement(margin), fractionDigits);
}

/** Margin left after a discount off list, `(m₀−d)/(1−d)` with `atList` the margin at list; null at 100 % off. */
export function marginAfterDiscount(atList: Decimal, discount: Decimal): Decimal | null {
	return divide(subtract(atList, discount), complement(discount), fractionDigits);
}

/** Share of the margin at list that a discount gives away, `d/m₀`; null where nothing is earned at list. */
export function shareGivenAway(atList: Decimal, discount: Decimal): Decimal | null {
	return compare(atList, zero) > 0 ? divide(discount, atList, fractionDigits) : null;
}

/** Largest discount off list that keeps margin `kept`: `(m₀−t)/(1−t)`, rounded down to six digits; below 0 when list breaks it. */
export function largestDiscountKeeping(atList: Decimal, kept: Decimal): Decimal | null {
	return divide(subtract(atList, kept), complement(kept), fractionDigits, 'down');
}

/** Lowest price that keeps margin `kept`: `c/(1−t)`, rounded up to `digits`; null at a margin of 100 %. */
export function priceKeeping(cost: Decimal, kept: Decimal, digits: number): Decimal | null {
	return compare(kept, one) < 0 ? divide(cost, complement(kept), digits, 'up') : null;
}

/** Several discounts as one, `1 − Π(1−dᵢ)`: 10 % and 5 % make 14.5 %. */
export function combinedDiscount(discounts: readonly Decimal[]): Decimal {
	return complement(remainingFraction(discounts));
}
