import {
	compare,
	type Decimal,
	type DecimalString,
	divide,
	formatDecimal,
	multiply,
	parseDecimal,
	trimZeros,
} from '../../core/model/decimal.ts';
import { type LocaleMarks, parseLocaleNumber } from '../../core/model/locale-number.ts';

/** How this user's fields write numbers: by their personal settings, with the record's currency symbol. */
export interface NumberFormat {
	/** Null when they are not known. */
	readonly marks: LocaleMarks | null;
	/** "" when it is not known. */
	readonly symbol: string;
}

/** Before anything was told. */
export const unknownFormat: NumberFormat = { marks: null, symbol: '' };

/** The marks that a text with groups and decimals shows by itself: "1.150,00 €"; null when it does not. */
export function marksIn(text: string): LocaleMarks | null {
	const [, group, decimal] = /\d([.,'’\s\u00a0\u202f])(?:\d{2,3}\1)*\d{3}([.,])\d+(?!\d)/.exec(text) ?? [];
	return group === undefined || decimal === undefined || group === decimal ? null : { decimal, group };
}

/** The number in a field or a cell, its currency symbol left out; null for what is half typed or anything else. */
export function parseNumber(text: string, { marks, symbol }: NumberFormat): DecimalString | null {
	const bare = (symbol === '' ? text : text.replace(symbol, '')).trim().replace(/^(-?)\s*\p{Sc}\s*|\s*\p{Sc}$/gu, '$1');
	const known = marks ?? marksIn(bare);
	if (known) return parseLocaleNumber(bare, known);
	return /^-?\d+$/.test(bare) ? parseLocaleNumber(bare, { decimal: '.', group: '' }) : null;
}

/** "15" percent as "0.15". */
export function fractionOf(percent: DecimalString): DecimalString {
	const value = parseDecimal(percent);
	return value ? write({ digits: value.digits, scale: value.scale + 2 }) : percent;
}

/** As short as it can be written. */
export function write(value: Decimal): DecimalString {
	return formatDecimal(trimZeros(value));
}

/**
 * Digits of a price per unit that is an amount divided by a quantity: so many that the amount, rounded to cents, comes
 * back exactly.
 */
const shareDigits = 20;

/** An amount's share per unit; null for a quantity of 0. */
export function perUnit(amount: Decimal, quantity: Decimal): Decimal | null {
	const share = divide(amount, quantity, shareDigits);
	return share && trimZeros(share);
}

/** The quotient when it can be written down whole; else null. */
export function exactQuotient(left: Decimal, right: Decimal): Decimal | null {
	const quotient = perUnit(left, right);
	return quotient && compare(multiply(quotient, right), left) === 0 ? quotient : null;
}

/** True for two numbers that are the same, however they are written, and for none twice. */
export function isSame(left: DecimalString | null, right: DecimalString | null): boolean {
	const [a, b] = [parseDecimal(left), parseDecimal(right)];
	return a && b ? compare(a, b) === 0 : a === b;
}
