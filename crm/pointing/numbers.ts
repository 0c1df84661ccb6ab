import type { TypedValue } from '../../core/model/deal-edits.ts';
import { type DecimalString, isDecimalString } from '../../core/model/decimal.ts';
import { type LocaleMarks, localeMarks } from '../../core/model/locale-number.ts';
import type { NumberWriting } from '../../core/model/page-map.ts';
import { pointed } from '../kit/dialects.ts';
import { read, withoutPercent } from '../kit/numbers.ts';
import { shownBy } from './dom.ts';

/** Numbers as a page shows them, with a currency or a percent sign beside them. */

/** The one number in a text, without what is around it; "" for none and for several. */
function bare(text: string): string {
	const found = text.match(/\d(?:[\d.,'’\s\u00a0\u202f]*\d)?/g) ?? [];
	return found.length === 1 ? (found[0] ?? '') : '';
}

/** The digit 0 of a text in Arabic or Persian digits; null for one in digits 0–9, or in both. */
function zeroOf(text: string): '٠' | '۰' | null {
	if (/\d/.test(text)) return null;
	return /[٠-٩]/.test(text) ? '٠' : /[۰-۹]/.test(text) ? '۰' : null;
}

/** Marks that a number can only be read by; null for one that says nothing, or could be read in two ways. */
function marksOf(text: string): LocaleMarks | null {
	const number = bare(text);
	const [, group, decimal] = /^\d{1,3}(?:([.,'’\s\u00a0\u202f])\d{3})*(?:([.,])\d+)?$/.exec(number) ?? [];
	if (group && decimal && group !== decimal) return { decimal, group };
	if (group && /\d[.,]\d{3}[.,]\d{3}/.test(number)) return { decimal: group === '.' ? ',' : '.', group };
	if (group && !/[.,]/.test(group)) return { decimal: '', group };
	const [, mark] = /^\d+([.,])(?:\d{1,2}|\d{4,})$/.exec(number) ?? [];
	return mark ? { decimal: mark, group: mark === ',' ? '.' : ',' } : null;
}

/** True for a text such as "1,850", which one language reads as a thousand times the other. */
export function isAmbiguous(text: string): boolean {
	return /^\d{1,3}[.,]\d{3}$/.test(bare(text));
}

/**
 * How numbers on a page are written, by those that leave no doubt; by the page's language when none is in doubt either.
 * Null when they contradict each other, or when only the user can tell.
 */
export function writingOf(texts: readonly string[], language: string): NumberWriting | null {
	const zeros = new Set(texts.filter((text) => /\p{Nd}/u.test(text)).map(zeroOf));
	const [zero] = zeros;
	if (zero && zeros.size === 1) return { decimal: '٫', group: '٬', zero, language };
	if (zeros.size > 1) return null;
	const all = texts.flatMap((text) => marksOf(text) ?? []);
	const decimals = new Set(all.map(({ decimal }) => decimal).filter(Boolean));
	const groups = new Set(all.map(({ group }) => group).filter((group) => /[^.,]/.test(group)));
	if (decimals.size > 1) return null;
	const [told] = decimals;
	const [odd] = groups;
	const usual = localeMarks(language || 'en');
	if (!told && texts.some(isAmbiguous)) return null;
	const decimal = told ?? usual.decimal;
	if (decimal !== '.' && decimal !== ',') return null;
	const group = odd ?? (usual.decimal === decimal ? usual.group : decimal === '.' ? ',' : '.');
	return { decimal, group, language };
}

/** Marks to read by now; null when the page's language changed and how it writes numbers is no longer known. */
export function marksNow(writing: NumberWriting, language: string): LocaleMarks | null {
	if (language === writing.language) return writing;
	const before = localeMarks(writing.language || 'en');
	// It followed its language then, so it does now.
	return before.decimal === writing.decimal ? localeMarks(language || 'en') : null;
}

/** A shown number, with or without a percent sign, exactly or not at all. */
export function readNumber(text: string, marks: LocaleMarks): DecimalString | null {
	return read(withoutPercent(text), pointed, marks, 'shown');
}

/** The number a place shows; a number field of the browser holds it in one way in every language. */
export function numberIn(place: Element, marks: LocaleMarks): TypedValue {
	const text = shownBy(place);
	const { type, validity } = place as HTMLInputElement;
	if (type !== 'number') return { text, value: readNumber(text, marks) };
	return { text: validity.badInput ? '…' : text, value: isDecimalString(text) ? text : null };
}
