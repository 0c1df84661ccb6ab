import { compare, type DecimalString, formatDecimal, parseDecimal, round } from '../../core/model/decimal.ts';
import type { LocaleMarks } from '../../core/model/number-text.ts';
import { odoo } from '../kit/dialects.ts';
import { read } from '../kit/numbers.ts';

/** The number Odoo takes from a text in a field, rounded to the digits that the server keeps; null when it keeps all. */
export function parseNumber(text: string, marks: LocaleMarks | null, digits: number | null): DecimalString | null {
	const value = parseDecimal(read(text, odoo, marks));
	return value && formatDecimal(digits === null ? value : round(value, digits));
}

/** A number as the client shows it, with its currency or percent sign. */
export function parseShown(text: string, marks: LocaleMarks | null): DecimalString | null {
	return read(text, odoo, marks, 'shown');
}

/** True when a text of so many digits after its point shows the saved number. */
export function doesShow(value: DecimalString | null, saved: DecimalString | null): boolean {
	const [shown, kept] = [parseDecimal(value), parseDecimal(saved)];
	if (!shown || !kept) return shown === kept;
	return compare(shown, round(kept, shown.scale)) === 0;
}

/**
 * True for a number written as the client writes it itself once it has taken it, with all digits after the point. One
 * that was typed otherwise has not been taken yet.
 */
export function isAsWritten(text: string, marks: LocaleMarks | null, digits: number | null): boolean {
	if (!marks || parseShown(text, marks) === null) return false;
	const [, decimals = ''] = text.trim().split(marks.decimal);
	return decimals.length === (digits ?? 2);
}
