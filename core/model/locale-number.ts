import type { DecimalString } from './decimal.ts';
import { decimal, formatDecimal, isDecimalString, trimZeros } from './decimal.ts';

/** How a locale writes numbers: its decimal sign and the characters it groups digits with. */
export interface LocaleMarks {
	readonly decimal: string;
	readonly group: string;
}

/** Marks of a locale as the browser knows them; those of English for a locale it does not know. */
export function localeMarks(locale: string): LocaleMarks {
	let parts: Intl.NumberFormatPart[];
	try {
		parts = new Intl.NumberFormat(locale).formatToParts(-1234567.5);
	} catch {
		parts = new Intl.NumberFormat('en').formatToParts(-1234567.5);
	}
	const of = (type: Intl.NumberFormatPartTypes) => parts.find((part) => part.type === type)?.value;
	return { decimal: of('decimal') ?? '.', group: of('group') ?? '' };
}

const spaces = /[\s\u00a0\u202f]/g;

/**
 * Reads a number as a locale writes it, exactly or not at all: groups only where they belong, one decimal sign, digits
 * on both sides of it. Null for anything half typed or foreign.
 */
export function parseLocaleNumber(text: string, marks: LocaleMarks): DecimalString | null {
	const isSpaceGrouped = /^[\s\u00a0\u202f]$/.test(marks.group);
	const plain = text.trim().replace(/^[\u2212\u2013]/, '-');
	const group = isSpaceGrouped ? ' ' : marks.group;
	const spaced = isSpaceGrouped ? plain.replace(spaces, ' ') : plain;
	const [whole = '', ...fractions] = spaced.split(marks.decimal);
	if (fractions.length > 1) return null;
	const isNegative = whole.startsWith('-');
	const groups = group === '' ? [whole.replace('-', '')] : whole.replace('-', '').split(group);
	const isGrouped = groups.length === 1 || (groups[0] !== '' && groups.slice(1).every((part) => part.length === 3));
	if (!isGrouped || (groups.length > 1 && (groups[0] ?? '').length > 3)) return null;
	const written = `${isNegative ? '-' : ''}${groups.join('')}${fractions.length > 0 ? `.${fractions[0]}` : ''}`;
	return isDecimalString(written) ? written : null;
}

/** A fraction as percent in a locale's own writing: "0.175" is "17,5" in German. */
export function writePercent(fraction: DecimalString, marks: LocaleMarks): string {
	const { digits, scale } = decimal(fraction);
	return formatDecimal(trimZeros({ digits: digits * 100n, scale })).replace('.', marks.decimal);
}
