import {
	type Decimal,
	type DecimalString,
	formatDecimal,
	multiply,
	parseDecimal,
	trimZeros,
} from '../core/model/decimal.ts';
import { failure, type Result, success } from '../core/model/result.ts';

/** How a locale or a file writes a number: the sign before the decimals and those between thousands. */
export interface NumberStyle {
	readonly decimal: '.' | ',';
	readonly groups: readonly string[];
}

const spaces: readonly string[] = [' ', '\u00a0', '\u202f', '\u2009'];
const apostrophes: readonly string[] = ["'", '\u2019'];

/** 1,234.50 */
export const pointStyle: NumberStyle = { decimal: '.', groups: [',', ...spaces, ...apostrophes] };

/** 1.234,50 */
export const commaStyle: NumberStyle = { decimal: ',', groups: ['.', ...spaces, ...apostrophes] };

/** How `locale` writes numbers, as `Intl` does it. */
export function styleOfLocale(locale: string): NumberStyle {
	const sign = new Intl.NumberFormat(locale).formatToParts(1.5).find((part) => part.type === 'decimal')?.value;
	return sign === ',' ? commaStyle : pointStyle;
}

/**
 * Reads a number written in `style`; null for anything else, so that "12,5" is never taken for 125 or 12.5 by a guess.
 * Thousands may be set apart, but then all of them and in threes.
 */
export function readNumber(text: string, style: NumberStyle): DecimalString | null {
	const trimmed = text.trim().replace(/^[\u2212\u2013]/, '-');
	const parts = trimmed.split(style.decimal);
	const [whole = '', decimals] = parts;
	if (parts.length > 2 || (decimals !== undefined && !/^\d+$/.test(decimals))) return null;
	const digits = wholeDigits(whole, style);
	if (digits === null) return null;
	const value = parseDecimal(decimals === undefined ? digits : `${digits}.${decimals}`);
	return value === null ? null : formatDecimal(trimZeros(value));
}

function wholeDigits(text: string, style: NumberStyle): string | null {
	const sign = text.startsWith('-') ? '-' : '';
	const rest = text.slice(sign.length);
	if (/^\d+$/.test(rest)) return sign + (rest.replace(/^0+(?=\d)/, '') || '0');
	const group = style.groups.find((candidate) => rest.includes(candidate));
	if (group === undefined) return null;
	const [first = '', ...threes] = rest.split(group);
	if (!/^\d{1,3}$/.test(first) || !threes.every((three) => /^\d{3}$/.test(three))) return null;
	return sign + (first + threes.join('')).replace(/^0+(?=\d)/, '');
}

/** Why a typed percent is not taken. `percent-over-hundred`: a margin on price stays under 100 %. */
export type PercentFault = 'percent-missing' | 'percent-unreadable' | 'percent-negative' | 'percent-over-hundred';

const hundredth: Decimal = { digits: 1n, scale: 2 };
const hundred: Decimal = { digits: 100n, scale: 0 };

/** A percent as `locale` writes it, with or without the sign, as a fraction 0–1 with every digit typed. */
export function readPercent(text: string, locale: string): Result<DecimalString, PercentFault> {
	const bare = text.replace(/%\s*$/, '').trim();
	if (bare === '') return failure('percent-missing');
	const number = readNumber(bare, styleOfLocale(locale));
	const value = parseDecimal(number);
	if (value === null) return failure('percent-unreadable');
	if (value.digits < 0n) return failure('percent-negative');
	const fraction = trimZeros(multiply(value, hundredth));
	if (fraction.digits >= powerOfTen(fraction.scale)) return failure('percent-over-hundred');
	return success(formatDecimal(fraction));
}

function powerOfTen(exponent: number): bigint {
	return 10n ** BigInt(exponent);
}

/** A fraction as the percent one would type for it in `locale`, every digit kept and no sign: "12,25". */
export function percentText(fraction: DecimalString, locale: string): string {
	const value = parseDecimal(fraction);
	if (value === null) return '';
	return formatDecimal(trimZeros(multiply(value, hundred))).replace('.', styleOfLocale(locale).decimal);
}

/**
 * Which style a column of numbers is written in; null when no cell tells ("1.234" alone may be either).
 * A sign that stands once and is not followed by exactly three digits is a decimal sign.
 */
export function styleOfColumn(cells: readonly string[]): 'point' | 'comma' | null {
	let points = 0;
	let commas = 0;
	for (const cell of cells) {
		const text = cell.trim();
		const lastPoint = text.lastIndexOf('.');
		const lastComma = text.lastIndexOf(',');
		if (lastPoint >= 0 && lastComma >= 0) {
			if (lastPoint > lastComma) points += 1;
			else commas += 1;
		} else if (lastPoint >= 0) {
			if (text.indexOf('.') !== lastPoint) commas += 1;
			else if (!/\.\d{3}$/.test(text) || text.startsWith('0.')) points += 1;
		} else if (lastComma >= 0) {
			if (text.indexOf(',') !== lastComma) points += 1;
			else if (!/,\d{3}$/.test(text) || text.startsWith('0,')) commas += 1;
		}
	}
	if (points === commas) return null;
	return points > commas ? 'point' : 'comma';
}
