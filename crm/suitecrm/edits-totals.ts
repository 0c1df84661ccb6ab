import type { DealFacts } from '../../core/model/deal.ts';
import type { PageTotals } from '../../core/model/deal-edits.ts';
import { add, compare, type Decimal, multiply, one, parseDecimal, subtract, zero } from '../../core/model/decimal.ts';
import { short } from '../kit/numbers.ts';
import { changedCurrency } from './api-currencies.ts';
import type { Memory } from './api-memory.ts';
import { editsOf, isUntouched } from './edits-lines.ts';
import { strictNumber } from './fields-numbers.ts';
import {
	drawnIn,
	type Format,
	type Input,
	isRemoved,
	keptDigits,
	type LineRow,
	readDiscount,
	typeOf,
} from './fields-rows.ts';
import type { Classic } from './front.ts';

/** The sums that the classic edit view draws. */

/** What one row adds to the sums as its boxes are now, when all of it has been worked out by the page; null when not. */
function isWorkedOut(row: LineRow, format: Format): boolean {
	const { marks } = format;
	const [off, total, tax] = ['product_discount_amount', 'product_total_price', 'vat_amt'].map((name) =>
		parseDecimal(strictNumber(row.hidden(name) ?? '', marks)),
	);
	const list = row.list && parseDecimal(strictNumber(row.list.value, marks));
	const quantity = row.quantity ? parseDecimal(strictNumber(row.quantity.value, marks)) : one;
	if (!off || !total || !list || !quantity || (row.hidden('name') ?? '') === '') return false;
	const type = typeOf(row);
	const typed =
		type === null || !row.discount ? null : readDiscount(row.discount, type === 'Amount', list, format).typed;
	const rate = typed === null ? zero : parseDecimal(typed.value);
	if (!rate) return false;
	const wanted = type === 'Percentage' ? multiply(list, rate) : rate;
	// Discounts have six decimals there, and the line's total may be drawn with its tax.
	const net = multiply(quantity, add(list, off));
	return (
		isWithin(add(wanted, off), keptDigits) &&
		[net, tax && add(net, tax)].some((sum) => sum && isWithin(subtract(sum, total), format.digits))
	);
}

/** True for a difference that rounding to so many digits explains. */
function isWithin(difference: Decimal, digits: number): boolean {
	const size = difference.digits < 0n ? { ...difference, digits: -difference.digits } : difference;
	return compare(size, { digits: 1n, scale: digits }) <= 0;
}

/**
 * The sum of the lines that the form draws, tax and shipping excluded. It is worked out when a field is left, so that it
 * counts only while every row's own boxes agree. A form opened by Back shows sums of before, and is known from the same.
 */
export function readLineTotals(classic: Classic, saved: DealFacts, memory: Memory): PageTotals | null {
	if (!classic.isEditView || changedCurrency(classic.form)) return null;
	const drawn = drawnIn(classic, memory);
	const { format } = drawn;
	const rows = drawn.rows.filter((row) => !isRemoved(row));
	const sum = classic.form.querySelector<Input>('[id="subtotal_amount"]');
	if (!sum || sum === classic.document.activeElement || !rows.every((row) => isWorkedOut(row, format))) return null;
	const [asShown, exact] = [false, true].map((isExact) => editsOf(drawn, classic, saved, memory, isExact));
	// Opened and not typed in, it shows the sum of what it would save, and not of what is saved.
	if (!asShown || !exact || (isUntouched(asShown) && !isUntouched(exact))) return null;
	const revenue = strictNumber(sum.value, format.marks);
	return revenue === null ? null : { revenue: short(revenue), margin: null, currency: saved.currency };
}
