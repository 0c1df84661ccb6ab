import type { RefusedValue, TypedValue } from '../../core/model/deal-edits.ts';
import { compare, isNegative, one, parseDecimal, zero } from '../../core/model/decimal.ts';
import { afterDiscount } from '../kit/numbers.ts';

/**
 * What the server will not take. As delivered every product has a lowest price, 0 where nobody set one, and a line whose
 * price is below it after its discount is refused whole, with all that was typed in it. A line of free text has none. From
 * `comm/propal/card.php` and seen, 16.0.3, 2026-11.
 */

/** Id of the product that a row sells, which it names in one of two fields; null for free text. */
export function productOf(row: Element): string | null {
	const field = row.querySelector<HTMLInputElement | HTMLSelectElement>('[name="productid"], [name="idprod"]');
	return field && Number(field.value) > 0 ? field.value : null;
}

/** What is typed of a line's price; `discount` is a fraction. */
export interface TypedPrice {
	readonly price: TypedValue;
	readonly discount: TypedValue;
}

/** Which of the two takes the price of a product below zero; null while neither does, or one of them is not read. */
export function refusedPrice(row: Element, { price, discount }: TypedPrice): 'price' | 'discount' | null {
	const [list, rate] = [parseDecimal(price.value), parseDecimal(discount.value)];
	if (!list || !rate || productOf(row) === null || !isNegative(afterDiscount(list, rate))) return null;
	return compare(rate, one) > 0 ? 'discount' : 'price';
}

/** What is said of it. */
export function refusalOf(lineId: string | null, which: 'price' | 'discount', typed: TypedPrice): RefusedValue {
	return { lineId, text: typed[which].text, most: which === 'discount' ? '1' : null };
}

/** True for a quantity below zero, which a saved line takes and a new one does not: nothing is added then. */
export function isRefusedInNew({ value }: TypedValue): boolean {
	const count = parseDecimal(value);
	return count !== null && compare(count, zero) < 0;
}
