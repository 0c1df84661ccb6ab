import type { DecimalString } from '../../core/model/decimal.ts';
import { type LocaleMarks, localeMarks } from '../../core/model/locale-number.ts';
import { dolibarrPrice } from '../kit/dialects.ts';
import { read, short } from '../kit/numbers.ts';

/** Numbers as Dolibarr shows them. Seen on 16.0.3, 2026-11. */

const spaces = /[\s\u00a0\u202f]/g;

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
	return found.length === 1 ? short(read(found[0]?.[0] ?? '', dolibarrPrice, marks, 'shown')) : null;
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

/** What is beside the digits of a shown amount. */
export function signIn(text: string): string {
	return text.replace(/[-\d.,'\s\u00a0\u202f]/g, '');
}

/** The currency of a shown amount; null for a sign that several use. */
export function currencyIn(text: string): string | null {
	const sign = signIn(text);
	return signs[sign] ?? (/^[A-Z]{3}$/.test(sign) ? sign : null);
}
