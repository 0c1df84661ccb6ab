import type { TypedValue } from './deal-edits.ts';
import {
	compare,
	type Decimal,
	type DecimalString,
	formatDecimal,
	isZero,
	multiply,
	one,
	parseDecimal,
	subtract,
	trimZeros,
} from './decimal.ts';
import { type LocaleMarks, parseLocaleNumber } from './locale-number.ts';

/** Numbers in fields of a page that does not say how its user writes them. */

/** Ways in which numbers are written; one of them is the user's. */
export type NumberWays = readonly LocaleMarks[];

/** Every way there is, for a page that has shown nothing that tells. */
export const allWays: NumberWays = [
	{ decimal: '.', group: ',' },
	{ decimal: ',', group: '.' },
	{ decimal: ',', group: ' ' },
	{ decimal: '.', group: ' ' },
	{ decimal: '.', group: '’' },
	{ decimal: '.', group: "'" },
];

const currencySigns = /^[A-Z]{0,3}\s?\p{Sc}\s*|^[A-Z]{3}\s+|\s*\p{Sc}$|\s+[A-Z]{3}$/gu;
const indianGroups = /^-?\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?$/;

function read(text: string, way: LocaleMarks): DecimalString | null {
	const plain = text.trim().replace(currencySigns, '');
	const isIndian = way.group === ',' && indianGroups.test(plain);
	return parseLocaleNumber(isIndian ? plain.replaceAll(',', '') : plain, way);
}

const isSame = (left: DecimalString | null, right: DecimalString | null): boolean => {
	const [a, b] = [parseDecimal(left), parseDecimal(right)];
	return a !== null && b !== null && compare(a, b) === 0;
};

/**
 * The ways that are left once the page has shown numbers whose values are known. A text that no way reads as its value
 * shows something else and tells nothing.
 */
export function waysSeen(shown: Iterable<readonly [text: string, value: DecimalString | null]>): NumberWays {
	let ways = allWays;
	for (const [text, value] of shown) {
		const fitting = ways.filter((way) => isSame(read(text, way), value));
		if (fitting.length > 0) ways = fitting;
	}
	return ways;
}

/** The number a text says, with or without a currency sign; null when the ways do not agree on it or none reads it. */
export function readNumber(text: string, ways: NumberWays): DecimalString | null {
	let found: DecimalString | null = null;
	for (const way of ways) {
		const value = read(text, way);
		if (value === null) continue;
		if (found !== null && !isSame(found, value)) return null;
		found ??= value;
	}
	return found;
}

/** Longest text that is told on. */
const longestText = 200;

/** A field's text as a number. */
export function typedNumber(text: string, ways: NumberWays): TypedValue {
	return { text: text.slice(0, longestText), value: readNumber(text, ways) };
}

/** A field's text as a percentage, with or without its sign: "15" is 0.15. */
export function typedPercent(text: string, ways: NumberWays): TypedValue {
	const value = readNumber(text.replace(/\s*%\s*$/, ''), ways);
	return { text: text.slice(0, longestText), value: value === null ? null : fractionOf(value) };
}

/** "10" percent as "0.1". */
export function fractionOf(percent: DecimalString): DecimalString {
	const value = parseDecimal(percent);
	return value ? formatDecimal(trimZeros({ digits: value.digits, scale: value.scale + 2 })) : percent;
}

/** True when a field does not say what is saved: another number, or none that can be read. */
export function isTyped({ text, value }: TypedValue, saved: DecimalString | null): boolean {
	const [now, before] = [parseDecimal(value), parseDecimal(saved)];
	if (now && before) return compare(now, before) !== 0;
	// An empty field says "none".
	return now !== null || text.trim() !== '' || (before !== null && !isZero(before));
}

/** What a price per unit is after one discount, a fraction of list. */
export function afterDiscount(list: Decimal, discount: Decimal): Decimal {
	return multiply(list, subtract(one, discount));
}
