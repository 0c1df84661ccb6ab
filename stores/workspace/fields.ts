import { readNumber, styleOfLocale } from '../../core/costs/number-style.ts';
import type { Day } from '../../core/model/deal.ts';
import {
	compare,
	type DecimalString,
	decimal,
	divide,
	formatDecimal,
	isNegative,
	isZero,
	multiply,
	parseDecimal,
	trimZeros,
} from '../../core/model/decimal.ts';
import { type PercentFault, readPercent } from './numbers.ts';

/** Why the text of a form's field is not taken. */
export type FieldFaultCode =
	| PercentFault
	| 'missing'
	| 'text-too-long'
	| 'number-missing'
	| 'number-unreadable'
	| 'number-negative'
	| 'number-zero'
	| 'whole-unreadable'
	| 'currency-unreadable'
	| 'day-unreadable'
	| 'days-reversed'
	| 'floor-over-target'
	| 'floor-is-target'
	| 'named-twice'
	| 'segment-incomplete'
	| 'level-missing'
	| 'bands-missing'
	| 'bands-not-from-zero'
	| 'bands-not-rising'
	| 'same-currency'
	| 'share-over-hundred';

/** One fault and its field: "floor", or "<key of the row> value". */
export interface FieldFault {
	readonly code: FieldFaultCode;
	readonly at: string;
}

/** The fault of one field; null when there is none. */
export function faultAt(faults: readonly FieldFault[], at: string): FieldFaultCode | null {
	return faults.find((fault) => fault.at === at)?.code ?? null;
}

/** Longest name that is kept. */
const longestText = 200;

const hundred = decimal('100');
const largestWhole = 100_000;

/** True for a day of the calendar, "2026-11-24". */
export function isDay(text: string): text is Day {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
	const moment = Date.parse(`${text}T00:00:00Z`);
	return !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(text);
}

/** A number as one would type it in `locale`: every digit, no groups. */
export function numberText(value: DecimalString, locale: string): string {
	const read = parseDecimal(value);
	return read === null ? '' : formatDecimal(trimZeros(read)).replace('.', styleOfLocale(locale).decimal);
}

/**
 * Reads the fields of one form and gathers what is wrong. A field that cannot be read gives a stand-in, so that all
 * faults are found at once: what was read counts only when `faults` is empty.
 */
export interface FieldReader {
	readonly faults: readonly FieldFault[];
	blame(code: FieldFaultCode, at: string): void;
	/** A text that says something, without blanks around it. */
	text(typed: string, at: string): string;
	/** A percent from 0 to under 100, as a fraction. */
	percent(typed: string, at: string): DecimalString;
	percentOrNone(typed: string, at: string): DecimalString | null;
	/** A percent of 0 or more, also over 100, as a fraction. */
	anyPercent(typed: string, at: string): DecimalString;
	/** A number of 0 or more. */
	amount(typed: string, at: string): DecimalString;
	amountOrNone(typed: string, at: string): DecimalString | null;
	/** A number above 0. */
	aboveZero(typed: string, at: string): DecimalString;
	/** Any number, also a loss. */
	signed(typed: string, at: string): DecimalString;
	/** A whole number from 0 to 100,000. */
	whole(typed: string, at: string): number;
	currency(typed: string, at: string): string;
	dayOrNone(typed: string, at: string): Day | null;
	/** Floor and target of the same thing; the floor is not above. */
	limits(
		typed: { readonly floor: string; readonly target: string },
		prefix?: string,
	): { readonly floor: DecimalString; readonly target: DecimalString };
}

/** A reader of numbers as `locale` writes them. */
export function createFieldReader(locale: string): FieldReader {
	const faults: FieldFault[] = [];
	const style = styleOfLocale(locale);
	const blame = (code: FieldFaultCode, at: string) => void faults.push({ code, at });

	function number(typed: string, at: string): DecimalString {
		if (typed.trim() === '') blame('number-missing', at);
		const value = readNumber(typed, style);
		if (value === null && typed.trim() !== '') blame('number-unreadable', at);
		return value ?? '0';
	}

	function percent(typed: string, at: string): DecimalString {
		const value = readPercent(typed, locale);
		if (!value.ok) blame(value.error, at);
		return value.ok ? value.value : '0';
	}

	function amount(typed: string, at: string): DecimalString {
		const value = number(typed, at);
		if (isNegative(decimal(value))) blame('number-negative', at);
		return value;
	}

	return {
		faults,
		blame,
		text(typed, at) {
			const text = typed.trim();
			if (text === '') blame('missing', at);
			else if (text.length > longestText) blame('text-too-long', at);
			return text;
		},
		percent,
		percentOrNone: (typed, at) => (typed.trim() === '' ? null : percent(typed, at)),
		anyPercent(typed, at) {
			const value = amount(typed.replace(/%\s*$/, ''), at);
			// Two more digits than were typed hold a hundredth of it exactly.
			const read = decimal(value);
			const hundredth = divide(read, hundred, read.scale + 2);
			return hundredth === null ? '0' : formatDecimal(trimZeros(hundredth));
		},
		amount,
		amountOrNone: (typed, at) => (typed.trim() === '' ? null : amount(typed, at)),
		aboveZero(typed, at) {
			const before = faults.length;
			const value = amount(typed, at);
			if (faults.length === before && isZero(decimal(value))) blame('number-zero', at);
			return value;
		},
		signed: number,
		whole(typed, at) {
			const text = typed.trim();
			const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
			if (!(value <= largestWhole)) blame('whole-unreadable', at);
			return value <= largestWhole ? value : 0;
		},
		currency(typed, at) {
			const code = typed.trim().toUpperCase();
			if (!/^[A-Z]{3}$/.test(code)) blame('currency-unreadable', at);
			return code;
		},
		dayOrNone(typed, at) {
			if (typed === '') return null;
			if (!isDay(typed)) blame('day-unreadable', at);
			return typed;
		},
		limits(typed, prefix = '') {
			const before = faults.length;
			const floor = percent(typed.floor, `${prefix}floor`);
			const target = percent(typed.target, `${prefix}target`);
			if (faults.length === before && compare(decimal(floor), decimal(target)) > 0) {
				blame('floor-over-target', `${prefix}floor`);
			}
			return { floor, target };
		},
	};
}

/** A fraction as the number of percent one would type, also over 100: "12,5". */
export function anyPercentText(fraction: DecimalString, locale: string): string {
	const value = parseDecimal(fraction);
	return value === null ? '' : numberText(formatDecimal(multiply(value, hundred)), locale);
}
