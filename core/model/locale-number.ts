import type { DecimalString } from './decimal.ts';
import { decimal, formatDecimal, trimZeros } from './decimal.ts';
import { type LocaleMarks, type NumberDialect, readNumber } from './number-text.ts';

export type { LocaleMarks };

let last: { readonly locale: string; readonly marks: LocaleMarks } | null = null;

/**
 * Marks of a locale as the browser knows them; those of English for a locale it does not know. The last answer is kept:
 * a page is asked for its marks at every key, and the browser makes a whole format to tell them.
 */
export function localeMarks(locale: string): LocaleMarks {
	if (last?.locale !== locale) last = { locale, marks: marksNow(locale) };
	return last.marks;
}

function marksNow(locale: string): LocaleMarks {
	let parts: Intl.NumberFormatPart[];
	try {
		parts = new Intl.NumberFormat(locale).formatToParts(-1234567.5);
	} catch {
		parts = new Intl.NumberFormat('en').formatToParts(-1234567.5);
	}
	const of = (type: Intl.NumberFormatPartTypes) => parts.find((part) => part.type === type)?.value;
	const one = of('integer')?.codePointAt(0) ?? 0x31;
	return {
		decimal: of('decimal') ?? '.',
		group: of('group') ?? '',
		...(one === 0x31 ? {} : { zero: String.fromCodePoint(one - 1) }),
	};
}

const asWritten: NumberDialect = { groups: 'placed', isLenient: true };

/**
 * Reads a number as a locale writes it, exactly or not at all: groups only where they belong, one decimal sign, digits
 * on both sides of it. Null for anything half typed or foreign.
 */
export function parseLocaleNumber(text: string, marks: LocaleMarks): DecimalString | null {
	return readNumber(text, asWritten, marks, 'left');
}

/** A fraction as percent in a locale's own writing: "0.175" is "17,5" in German. */
export function writePercent(fraction: DecimalString, marks: LocaleMarks): string {
	const { digits, scale } = decimal(fraction);
	return formatDecimal(trimZeros({ digits: digits * 100n, scale })).replace('.', marks.decimal);
}
