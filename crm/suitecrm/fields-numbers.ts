import type { DecimalString } from '../../core/model/decimal.ts';
import { type Decimal, round } from '../../core/model/decimal.ts';
import type { LocaleMarks } from '../../core/model/number-text.ts';
import { suitecrm } from '../kit/dialects.ts';
import { marksIn, read, short } from '../kit/numbers.ts';

/** How a page of SuiteCRM says its number format, and whose text a number is. */

/** A text between quotes that an inline script gives a name; null when none does. */
function quoted(script: string, name: string): string | null {
	return new RegExp(`\\b${name}\\s*=\\s*'([^'\\\\]*)'`).exec(script)?.[1] ?? null;
}

const known = new WeakMap<Document, LocaleMarks>();

/** The user's number format, from the text of the page's own scripts: its globals are out of reach. Null when untold. */
export function pageMarks(document: Document): LocaleMarks | null {
	const before = known.get(document);
	if (before) return before;
	for (const { textContent } of document.querySelectorAll('script:not([src])')) {
		const decimal = quoted(textContent ?? '', 'dec_sep');
		const group = quoted(textContent ?? '', 'num_grp_sep');
		if (!decimal || group === null) continue;
		const marks = { decimal, group };
		known.set(document, marks);
		return marks;
	}
	return null;
}

/** A number of a field that is sent as it stands: groups only where they belong. */
export function strictNumber(text: string, marks: LocaleMarks | null): DecimalString | null {
	return short(read(text.trim(), suitecrm, marks, 'shown'));
}

/** A price as a text shows it, "€37.360,00". Without the user's format it is read where both signs are in it. */
export function shownNumber(text: string, marks: LocaleMarks | null): DecimalString | null {
	return strictNumber(text, marks ?? marksIn(text));
}

/** Numbers are drawn with at most this many decimals: the most that the settings offer. */
const mostDigits = 6;

/**
 * True for a saved number that is drawn in a format which we were not told: not wholly a number in ours, and digit by
 * digit the saved one. Nobody has typed it, and the beginning that could be read of it is another number.
 */
export function isForeignDrawing(text: string, saved: Decimal | null, marks: LocaleMarks | null): boolean {
	if (!saved || strictNumber(text, marks) !== null) return false;
	const digits = text.replace(/\D/g, '');
	return (
		digits !== '' &&
		Array.from({ length: mostDigits + 1 }, (_, places) => drawn(saved, places)).some((wanted) => wanted === digits)
	);
}

/** The digits that a number is drawn with, `places` of them behind its decimal sign. */
function drawn(value: Decimal, places: number): string {
	const { digits, scale } = round(value, places);
	return `${digits < 0n ? -digits : digits}`.padStart(scale + 1, '0') + '0'.repeat(Math.max(0, places - scale));
}

/** The number that the line editor makes of a text. An empty one is 0 once the field was left. */
export function typedNumber(text: string, marks: LocaleMarks | null, hasFocus: boolean): DecimalString | null {
	return short(read(text, suitecrm, marks, hasFocus ? 'focused' : 'left'));
}
