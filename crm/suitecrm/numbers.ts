import type { DecimalString } from '../../core/model/decimal.ts';
import { formatDecimal, isDecimalString, parseDecimal, trimZeros } from '../../core/model/decimal.ts';
import { type LocaleMarks, parseLocaleNumber } from '../../core/model/locale-number.ts';

/** Numbers as SuiteCRM writes and reads them. */

/** A text between quotes that an inline script gives a name; null when none does. */
function quoted(script: string, name: string): string | null {
	return new RegExp(`\\b${name}\\s*=\\s*'([^'\\\\]*)'`).exec(script)?.[1] ?? null;
}

const known = new WeakMap<Document, LocaleMarks>();

/** The user's number format, from the text of the page's own scripts: its globals are out of reach. Null when untold. */
export function marksIn(document: Document): LocaleMarks | null {
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

/** The same number with no zeros at its end. */
export function shortest(value: DecimalString): DecimalString {
	const number = parseDecimal(value);
	return number ? formatDecimal(trimZeros(number)) : value;
}

/** "65" percent as "0.65"; null for what is no number. */
export function fraction(percent: DecimalString | null): DecimalString | null {
	const number = parseDecimal(percent);
	return number && formatDecimal(trimZeros({ digits: number.digits, scale: number.scale + 2 }));
}

/** True for a text in the middle of being typed: nothing yet, a sign, a decimal sign without what follows it. */
function isUnfinished(text: string): boolean {
	return /^$|[-+.,]$|[.,]{2}/.test(text.trim());
}

/**
 * A number as the line items read it: grouping signs go, the decimal sign becomes a point, and what stands after a
 * number is not looked at ("15%" is 15, and 12,5 is 125 where the comma groups). While the field has the focus a text
 * may be unfinished, which is null; once left, an empty one is 0.
 */
export function typedNumber(text: string, marks: LocaleMarks | null, hasFocus: boolean): DecimalString | null {
	if (text.trim() === '') return hasFocus ? null : '0';
	if (hasFocus && isUnfinished(text)) return null;
	if (!marks) return /^-?\d+$/.test(text.trim()) ? plain(text.trim()) : null;
	const ungrouped = marks.group === '' ? text : text.replaceAll(marks.group, '');
	const [, number, rest = ''] =
		/^\s*([-+]?(?:\d+(?:\.\d*)?|\.\d+))(.*)$/s.exec(ungrouped.replace(marks.decimal, '.')) ?? [];
	// Powers of ten and other bases: nobody types a price so, and what the page makes of them is nobody's wish.
	if (number === undefined || /^(?:e[-+]?\d|x|[.,]+\.)/i.test(rest)) return null;
	return plain(number);
}

/** "+.5" and "12." written plainly; null for more digits than any price has. */
function plain(number: string): DecimalString | null {
	const written = number
		.replace(/^\+/, '')
		.replace(/^(-?)\./, (_, sign: string) => `${sign}0.`)
		.replace(/\.$/, '');
	return isDecimalString(written) ? shortest(written) : null;
}

/**
 * A number of a field that is sent as it stands, or of a text that is shown: groups only where they belong. Without the
 * user's format only what every format reads alike.
 */
export function strictNumber(text: string, marks: LocaleMarks | null): DecimalString | null {
	const found = parseLocaleNumber(text, marks ?? { decimal: '.', group: '' });
	if (found === null) return marks && /^-?\d+$/.test(text.trim()) ? plain(text.trim()) : null;
	return marks || /^-?\d+$/.test(text.trim()) ? shortest(found) : null;
}

/** A price as a text shows it, "€37.360,00". Where both signs stand in it the second is the decimal one. */
export function shownNumber(text: string, marks: LocaleMarks | null): DecimalString | null {
	const number = /-?\d(?:[\d.,'\u00a0\u202f ]*\d)?/.exec(text)?.[0] ?? '';
	if (marks) return strictNumber(number, marks);
	const [, group, decimal] = /^-?\d{1,3}(?:([.,'\u00a0\u202f ])\d{3})+([.,])\d+$/.exec(number) ?? [];
	return group && decimal && group !== decimal ? strictNumber(number, { decimal, group }) : strictNumber(number, null);
}
