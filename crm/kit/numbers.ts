import type { TypedValue } from '../../core/model/deal-edits.ts';
import {
	compare,
	type Decimal,
	type DecimalString,
	decimal,
	divide,
	formatDecimal,
	isZero,
	multiply,
	one,
	parseDecimal,
	round,
	subtract,
	trimZeros,
} from '../../core/model/decimal.ts';
import { type LocaleMarks, type NumberDialect, readNumber, type TextState } from '../../core/model/number-text.ts';

/** Numbers of a CRM's pages and answers. How each client reads what is typed is in `dialects.ts`. */

/** Longest text that is looked into or told on. */
const longestText = 200;

/** A number as short as it can be written: "12.50" is "12.5". */
export function short(value: Decimal | DecimalString): DecimalString;
export function short(value: Decimal | DecimalString | null): DecimalString | null;
export function short(value: Decimal | DecimalString | null): DecimalString | null {
	if (value === null) return null;
	return formatDecimal(trimZeros(typeof value === 'string' ? decimal(value) : value));
}

/** True for equal numbers, however they are written, and for none twice. */
export function same(left: DecimalString | null, right: DecimalString | null): boolean {
	// Most fields hold what is saved, and each is asked at each key.
	if (left === right) return true;
	const [a, b] = [parseDecimal(left), parseDecimal(right)];
	return a && b ? compare(a, b) === 0 : a === b;
}

/** "12.5" percent as "0.125"; null for none. Takes a number that was read, not a text. */
export function fraction(percent: DecimalString): DecimalString;
export function fraction(percent: DecimalString | null): DecimalString | null;
export function fraction(percent: DecimalString | null): DecimalString | null {
	if (percent === null) return null;
	const { digits, scale } = decimal(percent);
	return short({ digits, scale: scale + 2 });
}

/** A typed percentage as a fraction; its text stays as it was typed. */
export function asFraction({ text, value }: TypedValue): TypedValue {
	return { text, value: fraction(value) };
}

/** Quotients with more digits than this are taken for endless ones. */
const longestQuotient = 20;

/** The quotient when it can be written down whole; null when it has no end, and for a division by 0. */
export function quotient(left: Decimal, right: Decimal): Decimal | null {
	const found = divide(left, right, longestQuotient);
	return found && compare(multiply(found, right), left) === 0 ? trimZeros(found) : null;
}

/** What a price per unit is after one discount, a fraction of list. */
export function afterDiscount(list: Decimal, discount: Decimal): Decimal {
	return multiply(list, subtract(one, discount));
}

/**
 * The number that a CRM makes of a text, with the decimals that it is written with; null for what is half typed or
 * refused. `marks`: how this user's numbers are written; null when nobody told, so that only what every language writes
 * alike is read. `state`: `shown` for a text that nobody is known to have typed. It is read only if it is wholly a
 * number: where it is not, the format is another than the one we know, and the line is not matched.
 */
export function read(
	text: string,
	dialect: NumberDialect,
	marks: LocaleMarks | null,
	state: TextState = 'left',
): DecimalString | null {
	return readNumber(text, dialect, marks, state);
}

/** A text with what it says; a long one is cut. */
export function typedAs(text: string, value: DecimalString | null): TypedValue {
	return { text: text.slice(0, longestText), value };
}

/** A field's text with the number that the CRM makes of it. */
export function typed(text: string, dialect: NumberDialect, marks: LocaleMarks | null, state?: TextState): TypedValue {
	return typedAs(text, read(text, dialect, marks, state));
}

/** A percentage without its sign, which is in front in Turkish and behind elsewhere. */
export function withoutPercent(text: string): string {
	// No number is that long, and a page may hold any text: spaces without end would be gone through again and again.
	if (text.length > longestText) return text;
	return text.replace(/^(\s*)[%٪]\s*|\s*[%٪](\s*)$/, '$1$2');
}

/** A field's text as a percentage, with or without its sign, and its value as a fraction: "15" is 0.15. */
export function typedPercent(
	text: string,
	dialect: NumberDialect,
	marks: LocaleMarks | null,
	state?: TextState,
): TypedValue {
	return typedAs(text, fraction(read(withoutPercent(text), dialect, marks, state)));
}

/**
 * True when a text that nobody is known to have typed is not wholly a number, and not empty: what it means is unknown, so
 * that it is no edit. Such a line counts as unmatched.
 */
export function isForeign(text: string, dialect: NumberDialect, marks: LocaleMarks | null): boolean {
	return text.trim() !== '' && read(text, dialect, marks, 'shown') === null;
}

/** The marks that a text with groups and decimals shows by itself: "1.150,00 €"; null when it does not. */
export function marksIn(text: string): LocaleMarks | null {
	const [, group, decimals] = /\d([.,'’\s\u00a0\u202f])(?:\d{2,3}\1)*\d{3}([.,])\d+(?!\d)/.exec(text) ?? [];
	return group === undefined || decimals === undefined || group === decimals ? null : { decimal: decimals, group };
}

/** True for the saved number as a field shows it that writes it with `digits` decimals. */
export function isShownAs(value: DecimalString | null, saved: DecimalString | null, digits: number): boolean {
	const kept = parseDecimal(saved);
	return same(value, kept && formatDecimal(round(kept, digits)));
}

/**
 * Where a field means the same by nothing and by 0. `empty-is-zero`: an empty field where 0 is saved is no edit.
 * `zero-is-none`: a 0 where nothing is saved is no edit.
 */
export type Exception = 'empty-is-zero' | 'zero-is-none';

/** A discount, in any CRM: none and one of 0 make the same price, and are saved as either. */
export const ofDiscount: readonly Exception[] = ['empty-is-zero', 'zero-is-none'];

/**
 * Dynamics: a sum of which the API says null may be shown as 0, and one of 0 as an empty field; which of them it is, a form
 * in use has not shown. Either makes the same sum.
 */
export const ofDynamics: readonly Exception[] = ['empty-is-zero', 'zero-is-none'];

/**
 * HubSpot, Zoho and Pipedrive: no page with a saved 0 was ever seen, so whether its field is drawn empty is not known; and
 * an amount of 0 is one that nobody entered.
 */
export const ofUnseenZero: readonly Exception[] = ['empty-is-zero'];

/**
 * True when a field does not say what is saved. By what is saved (rows) and what is in the field:
 *
 * |        | empty | 0   | number       | unreadable |
 * | ------ | ----- | --- | ------------ | ---------- |
 * | none   | no    | yes | yes          | yes        |
 * | 0      | yes   | no  | yes          | yes        |
 * | number | yes   | yes | if it is not | yes        |
 *
 * An emptied field is an edit of unknown value. `exceptions` say where this CRM means the same by 0 and by nothing.
 */
export function differs(
	saved: DecimalString | null,
	{ text, value }: TypedValue,
	exceptions: readonly Exception[] = [],
): boolean {
	if (value !== null && value === saved) return false;
	const [kept, now] = [parseDecimal(saved), parseDecimal(value)];
	if (kept && now) return compare(kept, now) !== 0;
	if (now) return !(isZero(now) && exceptions.includes('zero-is-none'));
	if (text.trim() !== '') return true;
	return kept !== null && !(isZero(kept) && exceptions.includes('empty-is-zero'));
}
