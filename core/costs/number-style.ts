import { type DecimalString, formatDecimal, parseDecimal, trimZeros } from '../model/decimal.ts';
import { parseLocaleNumber } from '../model/locale-number.ts';

/** How a locale or a file writes a number: the sign before the decimals and those that may be between thousands. */
export interface NumberStyle {
	readonly decimal: '.' | ',';
	/** Any space and any apostrophe is meant by one of them. */
	readonly groups: readonly string[];
}

/** 1,234.50 */
export const pointStyle: NumberStyle = { decimal: '.', groups: [',', ' ', "'"] };

/** 1.234,50 */
export const commaStyle: NumberStyle = { decimal: ',', groups: ['.', ' ', "'"] };

/** How `locale` writes numbers, as `Intl` does it. */
export function styleOfLocale(locale: string): NumberStyle {
	const sign = new Intl.NumberFormat(locale).formatToParts(1.5).find((part) => part.type === 'decimal')?.value;
	return sign === ',' ? commaStyle : pointStyle;
}

/**
 * Reads a number written in `style`; null for anything else, so that "12,5" is never taken for 125 or 12.5 by a guess.
 * Thousands may be set apart, but then all of them, in threes or as in India ("1,07,600.00").
 */
export function readNumber(text: string, { decimal, groups }: NumberStyle): DecimalString | null {
	for (const group of groups) {
		const value = parseDecimal(parseLocaleNumber(text, { decimal, group }));
		if (value !== null) return formatDecimal(trimZeros(value));
	}
	return null;
}

/** True when a number may be meant in two ways: "1.234" is 1234 where the comma is the decimal sign. */
export function isAmbiguous(text: string): boolean {
	const [point, comma] = [readNumber(text, pointStyle), readNumber(text, commaStyle)];
	return point !== null && comma !== null && point !== comma;
}

/** A zero in front begins no group of thousands. */
const decimalsBehindZero = /^-?0([.,])\d{3}$/;

function styleOf(cell: string): 'point' | 'comma' | null {
	const sign = decimalsBehindZero.exec(cell.trim())?.[1];
	if (sign !== undefined) return sign === '.' ? 'point' : 'comma';
	const [isPoint, isComma] = [readNumber(cell, pointStyle) !== null, readNumber(cell, commaStyle) !== null];
	return isPoint === isComma ? null : isPoint ? 'point' : 'comma';
}

/**
 * Which style a column of numbers is written in; null when no cell tells ("1.234" alone may be either), and when as many
 * cells tell the one as the other.
 */
export function styleOfColumn(cells: readonly string[]): 'point' | 'comma' | null {
	const styles = cells.map(styleOf);
	const points = styles.filter((style) => style === 'point').length;
	const commas = styles.filter((style) => style === 'comma').length;
	if (points === commas) return null;
	return points > commas ? 'point' : 'comma';
}
