import type { DecimalString } from '../../core/model/decimal.ts';
import { formatDecimal, isDecimalString, parseDecimal, trimZeros } from '../../core/model/decimal.ts';
import { type LocaleMarks, localeMarks, parseLocaleNumber } from '../../core/model/locale-number.ts';

/** Numbers as Dolibarr shows them, and as its server reads what is typed. Seen on 16.0.3, 2026. */

const spaces = /[\s\u00a0\u202f]/g;

/** The same number with no zeros at its end. */
export function shortest(value: DecimalString): DecimalString {
	const number = parseDecimal(value);
	return number ? formatDecimal(trimZeros(number)) : value;
}

/** "12.5" percent as "0.125"; null for what is no number. */
export function fraction(percent: DecimalString | null): DecimalString | null {
	const number = parseDecimal(percent);
	return number && formatDecimal(trimZeros({ digits: number.digits, scale: number.scale + 2 }));
}

/** Cells whose prices are shown with all their decimals. */
const priceCells = 'td.amountcard, #tablelines .linecoluht, #tablelines .linecolht';

/** A shown price: groups of three, and decimals at its end. */
const shownPrice = /-?\d{1,3}(?:([.,'\s\u00a0\u202f])\d{3})*([.,])\d{2,}(?!\d)/;

/** How this user's pages write numbers, from the prices on one; what no price tells is taken from the language. */
export function marksOf(document: Document): LocaleMarks {
	const usual = localeMarks(document.documentElement?.lang || 'en');
	let decimal: string | null = null;
	let group: string | null = null;
	for (const { textContent } of document.querySelectorAll(priceCells)) {
		const [, grouped, point] = shownPrice.exec(textContent ?? '') ?? [];
		decimal ??= point ?? null;
		group ??= grouped?.replace(spaces, ' ') ?? null;
	}
	decimal ??= usual.decimal;
	group ??= usual.group.replace(spaces, ' ');
	return { decimal, group: group === decimal ? '' : group };
}

/** A number in a text that is shown, "12.400,00" or "$1,234.50"; null when there is none or more than one. */
export function shownNumber(text: string, marks: LocaleMarks): DecimalString | null {
	const found = [...text.matchAll(/-?\d(?:[\d.,'\s\u00a0\u202f]*\d)?/g)];
	const number = found.length === 1 ? parseLocaleNumber(found[0]?.[0] ?? '', marks) : null;
	return number && shortest(number);
}

/** What a number is of: price and discount are read another way than quantity and cost. */
export type NumberKind = 'price' | 'quantity';

/**
 * A number as the server will read it: percent signs, letters and spaces go; a plain one with a point is taken as it
 * stands, unless the point groups and three digits follow it; else grouping signs go and the decimal sign becomes a
 * point, so that an English "12,5" is 125. Null for what the server cannot take, and in a field with the focus for a
 * text that is not finished.
 */
export function typedNumber(
	text: string,
	marks: LocaleMarks,
	kind: NumberKind,
	hasFocus: boolean,
): DecimalString | null {
	if (hasFocus && /^$|[-+.,]$/.test(text.trim())) return null;
	const power = /^\s*(-?\d+(?:\.\d+)?)[eE]([+-]?\d{1,2})\s*$/.exec(text);
	if (power) return raised(power[1] ?? '', Number(power[2]));
	// Letters inside of a number are a slip that nobody can read.
	const bare = text
		.replace(spaces, '')
		.replace('%', '')
		.replace(/[A-Za-z]+$/, '');
	const isPlain = /^-?(?:\d+\.?\d*|\.\d+)$/.test(bare);
	const isGrouped = kind === 'price' && marks.group === '.' && /^-?\d+\.\d{3}$/.test(bare);
	if (isPlain && !isGrouped) return written(bare);
	const ungrouped = marks.group === '' || marks.group === ' ' ? bare : bare.replaceAll(marks.group, '');
	const pointed = ungrouped.replace(marks.decimal, '.');
	return /^-?(?:\d+\.?\d*|\.\d+)$/.test(pointed) ? written(pointed) : null;
}

function written(number: string): DecimalString | null {
	const plain = number.replace(/^(-?)\./, (_, sign: string) => `${sign}0.`).replace(/\.$/, '');
	return isDecimalString(plain) ? shortest(plain) : null;
}

/** "1e1" as "10". */
function raised(number: string, power: number): DecimalString | null {
	const value = parseDecimal(number);
	if (!value || Math.abs(power) > 20) return null;
	const scale = value.scale - power;
	const whole =
		scale < 0 ? { digits: value.digits * 10n ** BigInt(-scale), scale: 0 } : { digits: value.digits, scale };
	return formatDecimal(trimZeros(whole));
}

/** Signs that belong to one currency alone. */
const signs: Readonly<Record<string, string>> = {
	'€': 'EUR',
	'₹': 'INR',
	'₺': 'TRY',
	'₪': 'ILS',
	zł: 'PLN',
	Kč: 'CZK',
};

/** The currency of a shown amount; null for a sign that several use. */
export function currencyIn(text: string): string | null {
	const sign = text.replace(/[-\d.,'\s\u00a0\u202f]/g, '');
	return signs[sign] ?? (/^[A-Z]{3}$/.test(sign) ? sign : null);
}
