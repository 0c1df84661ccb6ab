import type { TypedValue } from '../../core/model/deal-edits.ts';
import type { DecimalString } from '../../core/model/decimal.ts';
import type { LocaleMarks, TextState } from '../../core/model/number-text.ts';
import { hubspot } from './dialects.ts';
import { fraction, read, same, typedAs, withoutPercent } from './numbers.ts';

/** Numbers of a page that does not say how its user writes them: HubSpot, Zoho and Pipedrive. */

/** Ways in which numbers are written; one of them is the user's. */
export type NumberWays = readonly LocaleMarks[];

/** Every way there is, for a page that has shown nothing that tells. */
export const allWays: NumberWays = [
	{ decimal: '.', group: ',' },
	{ decimal: ',', group: '.' },
	{ decimal: ',', group: ' ' },
	{ decimal: '.', group: ' ' },
	{ decimal: '.', group: "'" },
	{ decimal: '٫', group: '٬', zero: '٠' },
	{ decimal: '٫', group: '٬', zero: '۰' },
];

/**
 * The ways that are left once the page has shown numbers whose values are known. A text that no way reads as its value
 * shows something else and tells nothing.
 */
export function waysSeen(
	shown: Iterable<readonly [text: string, value: DecimalString | null]>,
	known: NumberWays = allWays,
): NumberWays {
	let ways = known;
	for (const [text, value] of shown) {
		// Bare digits tell no way from another.
		if (value === null || /^\d*$/.test(text)) continue;
		const fitting = ways.filter((way) => same(read(text, hubspot, way, 'shown'), value));
		if (fitting.length > 0 && fitting.length < ways.length) ways = fitting;
	}
	return ways;
}

/** What fields held when they were seen first. */
export type FirstTexts = WeakMap<Element, string>;

/**
 * What a field held before anybody typed in it, as far as that is known: as it was seen first while nobody was in it, "" if
 * somebody was. Where nothing shows the saved number, this tells how it is written; a later text could be a typed one.
 */
export function firstText(field: HTMLInputElement, seen: FirstTexts): string {
	const before = seen.get(field);
	if (before !== undefined) return before;
	const text = field.ownerDocument.activeElement === field ? '' : field.value;
	seen.set(field, text);
	return text;
}

/** The number a text says, with or without a currency sign; null when the ways do not agree on it or none reads it. */
export function readByWays(text: string, ways: NumberWays, state: TextState = 'left'): DecimalString | null {
	// Bare digits are the same in every way.
	const [first] = ways;
	if (first && /^\d+$/.test(text)) return read(text, hubspot, first, state);
	let found: DecimalString | null = null;
	for (const way of ways) {
		const value = read(text, hubspot, way, state);
		if (value === null) continue;
		if (found !== null && !same(found, value)) return null;
		found ??= value;
	}
	return found;
}

/** A field's text as a number. */
export function typedByWays(text: string, ways: NumberWays): TypedValue {
	return typedAs(text, readByWays(text, ways));
}

/** A field's text as a percentage, with or without its sign: "15" is 0.15. */
export function percentByWays(text: string, ways: NumberWays): TypedValue {
	return typedAs(text, fraction(readByWays(withoutPercent(text), ways)));
}
