import {
	compare,
	type DecimalString,
	formatDecimal,
	isDecimalString,
	parseDecimal,
	round,
	trimZeros,
} from '../../core/model/decimal.ts';
import type { LocaleMarks } from '../../core/model/locale-number.ts';

/** Longer texts are no price, and must not stall us. */
const longestText = 64;

/** `digits` followed by a power of ten, written plainly; null for more digits than a price has. */
function written(sign: string, whole: string, fraction: string, power: number): DecimalString | null {
	const point = whole.length + power;
	const digits = whole + fraction;
	if (Math.abs(power) > longestText) return null;
	const filled = point > 0 ? digits.padEnd(point, '0') : '0'.repeat(1 - point) + digits;
	const cut = Math.max(point, 1);
	const rest = filled.slice(cut);
	const text = `${sign}${filled.slice(0, cut)}${rest === '' ? '' : `.${rest}`}`;
	return isDecimalString(text) ? text : null;
}

/**
 * The number Odoo takes from a text in a field: group signs are dropped wherever they stand, so that "12,5" of an English
 * user is 125. Null for what it refuses, for what it computes when the field is left ("=10+5"), and for what is half
 * typed: nothing, a sign alone, a mark at the end. `digits` are those the server rounds to; null when it does not.
 */
export function parseNumber(text: string, marks: LocaleMarks | null, digits: number | null): DecimalString | null {
	const trimmed = text.trim();
	if (trimmed.length > longestText) return null;
	// Before the client said how it writes numbers only what every language writes alike can be read.
	if (!marks) return /^-?\d+$/.test(trimmed) ? trimmed : null;
	if (trimmed.endsWith(marks.decimal) || (marks.group !== '' && trimmed.endsWith(marks.group))) return null;
	const ungrouped = /^\s+$/.test(marks.group) ? trimmed.replace(/\s/g, '') : withoutAll(trimmed, marks.group);
	const plain = marks.decimal === '.' ? ungrouped : ungrouped.replace('.', '?').replace(marks.decimal, '.');
	const [, sign = '', whole = '', fraction = '', power = '0'] =
		/^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,2}))?$/.exec(plain) ?? [];
	if (whole === '' && fraction === '') return null;
	const value = parseDecimal(written(sign === '-' ? '-' : '', whole === '' ? '0' : whole, fraction, Number(power)));
	return value && formatDecimal(digits === null ? value : round(value, digits));
}

function withoutAll(text: string, sign: string): string {
	return sign === '' ? text : text.replaceAll(sign, '');
}

/** A number as the client shows it, with its currency or percent sign. */
export function parseShown(text: string, marks: LocaleMarks | null): DecimalString | null {
	return parseNumber(text.replace(/^[^\d-]+|[^\d]+$/g, '').replace(/^-\s+/, '-'), marks, null);
}

/** True for equal numbers, or two unknown ones. */
export function isSame(left: DecimalString | null, right: DecimalString | null): boolean {
	const [a, b] = [parseDecimal(left), parseDecimal(right)];
	return a === null || b === null ? a === b : compare(a, b) === 0;
}

/** True when a text of so many digits after its point shows the saved number. */
export function doesShow(value: DecimalString | null, saved: DecimalString | null): boolean {
	const [shown, kept] = [parseDecimal(value), parseDecimal(saved)];
	if (!shown || !kept) return shown === kept;
	return compare(shown, round(kept, shown.scale)) === 0;
}

/** "10" percent as "0.1". */
export function fractionOf(percent: DecimalString): DecimalString {
	const value = parseDecimal(percent);
	return value ? formatDecimal(trimZeros({ digits: value.digits, scale: value.scale + 2 })) : percent;
}
