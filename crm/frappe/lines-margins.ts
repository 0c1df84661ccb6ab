import type { TypedValue } from '../../core/model/deal-edits.ts';
import { add, type DecimalString, multiply, one, parseDecimal } from '../../core/model/decimal.ts';
import { differs, fraction, short } from '../kit/numbers.ts';
import { decimalIf, textIf } from './wire.ts';

/**
 * What is put on the price of a price list before a discount is taken off: a percentage or an amount per unit. A line's
 * list price has it in it, the field of the price list has not. As ERPNext works it out.
 */
export interface Margin {
	/** The price of the price list alone. */
	readonly priceList: DecimalString | null;
	/** "Percentage", "Amount", or "" for none. */
	readonly kind: string;
	readonly rate: DecimalString | null;
}

/** The margin of a saved row. */
export function marginOf(row: Readonly<Record<string, unknown>>): Margin {
	return {
		priceList: decimalIf(row, 'price_list_rate'),
		kind: textIf(row, 'margin_type') ?? '',
		rate: decimalIf(row, 'margin_rate_or_amount'),
	};
}

/** What is in the fields of a row; null for one that the row does not show. */
export interface MarginFields {
	readonly priceList: TypedValue | null;
	readonly kind: string | null;
	readonly rate: TypedValue | null;
}

function withMargin(price: DecimalString | null, kind: string, rate: DecimalString | null): DecimalString | null {
	const [base, put] = [parseDecimal(price), parseDecimal(rate ?? '0')];
	if (!base || !put) return null;
	if (kind === '') return short(base);
	return short(
		kind === 'Percentage' ? multiply(base, add(one, parseDecimal(fraction(rate ?? '0')) ?? put)) : add(base, put),
	);
}

/**
 * The list price that a row has now, its margin in it; null while its fields say what is saved. `isOther` tells whether
 * the price of the price list is another one.
 */
export function listNow(
	{ priceList, kind, rate }: MarginFields,
	saved: Margin,
	isOther: (priceList: TypedValue) => boolean,
): TypedValue | null {
	const isPriceTyped = priceList !== null && isOther(priceList);
	const isRateTyped = rate !== null && differs(saved.rate, rate, ['empty-is-zero', 'zero-is-none']);
	if (!isPriceTyped && !isRateTyped && (kind === null || kind === saved.kind)) return null;
	const kindNow = kind ?? saved.kind;
	const isNone = rate?.text.trim() === '';
	const rateNow = isRateTyped ? (isNone ? '0' : rate.value) : saved.rate;
	const priceNow = isPriceTyped ? priceList.value : saved.priceList;
	const value = isRateTyped && rateNow === null ? null : withMargin(priceNow, kindNow, rateNow);
	// Where there is no margin, the field itself is the list price.
	const isPlain = isPriceTyped && kindNow === '';
	return isPlain ? { text: priceList.text, value: priceList.value } : { text: value ?? rate?.text ?? '', value };
}
