import {
	compare,
	type Decimal,
	type DecimalString,
	divide,
	formatDecimal,
	isDecimalString,
	multiply,
	parseDecimal,
	trimZeros,
} from '../../core/model/decimal.ts';
import { type LocaleMarks, localeMarks } from '../../core/model/locale-number.ts';

/** Marks of a user's locale as Salesforce names it, "de_AT", "sr_Latn_RS"; null for one that is not known. */
export function marksOfLocale(locale: string): LocaleMarks | null {
	const [, language, script = '', region = ''] = /^([a-z]{2,3})(_[A-Z][a-z]{3})?(_[A-Z]{2})?/.exec(locale) ?? [];
	if (language === undefined) return null;
	const tag = `${language}${script}${region}`.replaceAll('_', '-');
	return Intl.NumberFormat.supportedLocalesOf(tag).length > 0 ? localeMarks(tag) : null;
}

/** The marks that a text with groups and decimals shows by itself: "1.150,00 €"; null when it does not. */
export function marksIn(text: string): LocaleMarks | null {
	const [, group, decimal] = /\d([.,'’\s\u00a0\u202f])(?:\d{2,3}\1)*\d{3}([.,])\d{1,2}(?!\d)/.exec(text) ?? [];
	return group === undefined || decimal === undefined || group === decimal ? null : { decimal, group };
}

const powers: Readonly<Record<string, number>> = { k: 3, m: 6, b: 9, t: 12 };

const isSpace = (mark: string) => /^\s$/.test(mark);

/**
 * A number as Lightning's fields take it: groups wherever they stand, so that "12,5" is 125 in English, and "36k" for
 * 36,000. Shown ones carry a currency or a percent sign. Null for what is half typed, "12," or "-", and for anything else.
 * Without marks only what needs none is read. Seen on lightning-input 1.28.
 */
export function parseNumber(text: string, marks: LocaleMarks | null): DecimalString | null {
	const plain = text
		.replace(/[\u00a0\u202f]/g, ' ')
		.trim()
		.replace(/^[\u2212\u2013]/, '-')
		// Orgs with several currencies show the user's own behind.
		.replace(/ \([^)]*\)$/, '')
		.replace(/^(-?)(?:\p{Sc}|[A-Z]{3} ) ?/u, '$1')
		.replace(/ ?(?:\p{Sc}|%| [A-Z]{3})$/u, '');
	const [, sign = '', body = '', power = ''] = /^(-?)(\d(?:.*\d)?)([kmbt]?)$/i.exec(plain) ?? [];
	const { decimal, group } = marks ?? { decimal: '.', group: '' };
	if (marks === null && !/^\d*$/.test(body)) return null;
	const [whole = '', ...fractions] = body.split(decimal);
	const groups = group === '' ? [whole] : whole.split(isSpace(group) ? ' ' : group);
	const digits = `${groups.join('')}${fractions.join('')}`;
	if (fractions.length > 1 || groups.includes('') || fractions.includes('') || !/^\d+$/.test(digits)) return null;
	const written = `${sign}${groups.join('')}${fractions.length > 0 ? `.${fractions[0]}` : ''}`;
	const value = parseDecimal(written);
	return value && multiplied(value, powers[power.toLowerCase()] ?? 0);
}

function multiplied({ digits, scale }: Decimal, power: number): DecimalString | null {
	const moved = { digits: digits * 10n ** BigInt(Math.max(0, power - scale)), scale: Math.max(0, scale - power) };
	const written = formatDecimal(moved);
	return isDecimalString(written) ? written : null;
}

/** "15" percent as "0.15". */
export function fractionOf(percent: DecimalString): DecimalString {
	const value = parseDecimal(percent);
	return value ? write({ digits: value.digits, scale: value.scale + 2 }) : percent;
}

/** As short as it can be written. */
export function write(value: Decimal): DecimalString {
	return formatDecimal(trimZeros(value));
}

/** Longer quotients than this are taken for endless ones. */
const longest = 20;

/** The quotient when it can be written down whole; else null. */
export function exactQuotient(left: Decimal, right: Decimal): Decimal | null {
	const quotient = divide(left, right, longest);
	return quotient && compare(multiply(quotient, right), left) === 0 ? trimZeros(quotient) : null;
}

/** True for two numbers that are the same, however they are written, and for none twice. */
export function isSame(left: DecimalString | null, right: DecimalString | null): boolean {
	const [a, b] = [parseDecimal(left), parseDecimal(right)];
	return a && b ? compare(a, b) === 0 : a === b;
}
