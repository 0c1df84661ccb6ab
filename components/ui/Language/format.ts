import type { CurrencyCode, Day, Instant } from '../../../core/model/deal.ts';
import {
	compare,
	type Decimal,
	type DecimalString,
	decimal,
	formatDecimal,
	isNegative,
	multiply,
	negate,
	trimZeros,
} from '../../../core/model/decimal.ts';

const minus = '\u2212';
const narrowSpace = '\u202f';
const hundred = decimal('100');
const thousand = decimal('1000');

export interface Format {
	readonly locale: string;
	/** A fraction as percent with one decimal: "29.9 %". */
	percent(fraction: DecimalString): string;
	/** A fraction as percent with at most one decimal, for limits: "30 %". */
	shortPercent(fraction: DecimalString): string;
	/** A fraction as the number of percent alone, one decimal at most, as one types it: "14.7". */
	percentNumber(fraction: DecimalString): string;
	/** A fraction as percent with two decimals: "30.04 %". */
	closePercent(fraction: DecimalString): string;
	/** A number as one types it, every digit kept, without groups: "10577.2". */
	typed(value: DecimalString): string;
	/** A fraction as the number of percent alone, every digit kept, as one types it: "14.72". */
	typedPercent(fraction: DecimalString): string;
	/** Points of percent; half is rounded up, and never "0.0" for something that is not zero. */
	points(fraction: DecimalString): { readonly text: string; readonly isTiny: boolean };
	/** A fraction with all its digits: "29.8734 %". */
	exactPercent(fraction: DecimalString): string;
	/** Money without cents from 1,000 on; a plain number when the currency is unknown. */
	money(amount: DecimalString, currency: CurrencyCode | null): string;
	/** Money with its sign, also when positive. */
	signedMoney(amount: DecimalString, currency: CurrencyCode | null): string;
	/** Money with every digit it carries. */
	exactMoney(amount: DecimalString, currency: CurrencyCode | null): string;
	/** Money to cents, for where it is wanted closer than `money` writes it. */
	centMoney(amount: DecimalString, currency: CurrencyCode | null): string;
	number(value: DecimalString): string;
	count(value: number): string;
	/** "09:42"; with the day when it was not today. */
	time(at: Instant, now: Date): string;
	/** "10:31" of today; of another day "28 Nov", and then `isToday` is false. */
	moment(at: Instant, now: Date): { readonly text: string; readonly isToday: boolean };
	/** How long it took in the largest whole unit; null where `to` is before `from`, as it is by two clocks. */
	span(from: Instant, to: Instant): { readonly count: number; readonly unit: 'minute' | 'hour' | 'day' } | null;
	/** "18 minutes ago"; "this minute" for less than one. */
	age(at: Instant, now: Date): string;
	/** "12 Nov". */
	day(at: Instant | Day): string;
	/** "a, b and c". */
	list(parts: readonly string[]): string;
	plural(count: number): Intl.LDMLPluralRule;
}

/** `Intl` takes decimal text exactly, digit by digit; its type only knows a template of it. */
function exact(value: Decimal): Intl.StringNumericLiteral {
	return formatDecimal(value) as Intl.StringNumericLiteral;
}

function absolute(value: Decimal): Decimal {
	return isNegative(value) ? negate(value) : value;
}

function withMinus(text: string): string {
	return text.replaceAll('-', minus);
}

function isOneOfUnits(seconds: number): readonly [number, 'minute' | 'hour' | 'day'] {
	const minutes = Math.floor(seconds / 60);
	if (minutes < 60) return [minutes, 'minute'];
	const hours = Math.floor(minutes / 60);
	return hours < 48 ? [hours, 'hour'] : [Math.floor(hours / 24), 'day'];
}

export function createFormat(locale: string): Format {
	const oneDecimal = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
	const upToOne = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
	const upToOneTyped = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, useGrouping: false });
	const twoDecimals = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
	const allTyped = new Intl.NumberFormat(locale, { maximumFractionDigits: 20, useGrouping: false });
	const allDigits = new Intl.NumberFormat(locale, { maximumFractionDigits: 20 });
	const whole = new Intl.NumberFormat(locale);
	const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });
	const nowWords = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
	const plurals = new Intl.PluralRules(locale);
	const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
	const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
	const dayMonth = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
	const dayMonthUtc = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
	const moneyFormats = new Map<string, Intl.NumberFormat>();

	function moneyFormat(currency: CurrencyCode | null, digits: 'short' | 'usual' | 'cents' | 'all'): Intl.NumberFormat {
		const key = `${currency ?? ''}:${digits}`;
		const known = moneyFormats.get(key);
		if (known) return known;
		const fraction =
			digits === 'short'
				? { minimumFractionDigits: 0, maximumFractionDigits: 0 }
				: digits === 'all'
					? { maximumFractionDigits: 20 }
					: digits === 'cents' && !currency
						? { maximumFractionDigits: 2 }
						: {};
		let made: Intl.NumberFormat;
		try {
			made = new Intl.NumberFormat(locale, currency ? { style: 'currency', currency, ...fraction } : fraction);
		} catch {
			// A CRM may use codes of its own ("EURO"), which Intl refuses with a RangeError.
			made = new Intl.NumberFormat(locale, fraction);
		}
		moneyFormats.set(key, made);
		return made;
	}

	function percentOf(format: Intl.NumberFormat, fraction: DecimalString): string {
		const text = withMinus(format.format(exact(multiply(decimal(fraction), hundred))));
		return text === `${minus}0` || text === `${minus}0.0` || text === `${minus}0,0` ? text.slice(1) : text;
	}

	function money(amount: DecimalString, currency: CurrencyCode | null): string {
		const value = decimal(amount);
		const size = compare(absolute(value), thousand) < 0 ? 'usual' : 'short';
		return withMinus(moneyFormat(currency, size).format(exact(value)));
	}

	return {
		locale,
		percent: (fraction) => `${percentOf(oneDecimal, fraction)}${narrowSpace}%`,
		shortPercent: (fraction) => `${percentOf(upToOne, fraction)}${narrowSpace}%`,
		percentNumber: (fraction) => percentOf(upToOneTyped, fraction),
		closePercent: (fraction) => `${percentOf(twoDecimals, fraction)}${narrowSpace}%`,
		typed: (value) => withMinus(allTyped.format(exact(trimZeros(decimal(value))))),
		typedPercent: (fraction) => percentOf(allTyped, formatDecimal(trimZeros(decimal(fraction)))),
		points(fraction) {
			const text = percentOf(oneDecimal, fraction);
			const isTiny = !/[1-9]/.test(text) && /[1-9]/.test(fraction);
			return { text: isTiny ? oneDecimal.format(0.1) : text, isTiny };
		},
		exactPercent: (fraction) => `${percentOf(allDigits, formatDecimal(trimZeros(decimal(fraction))))}${narrowSpace}%`,
		money,
		signedMoney: (amount, currency) =>
			isNegative(decimal(amount)) ? money(amount, currency) : `+${money(amount, currency)}`,
		exactMoney: (amount, currency) => withMinus(moneyFormat(currency, 'all').format(exact(trimZeros(decimal(amount))))),
		centMoney: (amount, currency) => withMinus(moneyFormat(currency, 'cents').format(exact(decimal(amount)))),
		number: (value) => withMinus(allDigits.format(exact(trimZeros(decimal(value))))),
		count: (value) => whole.format(value),
		time(at, now) {
			const moment = new Date(at);
			const text = clock.format(moment);
			return moment.toDateString() === now.toDateString() ? text : `${dayMonth.format(moment)}, ${text}`;
		},
		moment(at, now) {
			const moment = new Date(at);
			const isToday = moment.toDateString() === now.toDateString();
			return { text: (isToday ? clock : dayMonth).format(moment), isToday };
		},
		span(from, to) {
			const seconds = (new Date(to).getTime() - new Date(from).getTime()) / 1000;
			if (!(seconds >= 0)) return null;
			const [count, unit] = isOneOfUnits(seconds);
			return { count, unit };
		},
		age(at, now) {
			const [value, unit] = isOneOfUnits(Math.max(0, (now.getTime() - new Date(at).getTime()) / 1000));
			return value === 0 ? nowWords.format(0, unit) : relative.format(-value, unit);
		},
		day: (at) => (at.length === 10 ? dayMonthUtc.format(new Date(`${at}T00:00:00Z`)) : dayMonth.format(new Date(at))),
		list: (parts) => lists.format(parts),
		plural: (count) => plurals.select(count),
	};
}
