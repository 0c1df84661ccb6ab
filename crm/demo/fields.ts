import { localeMarks } from '../../core/model/locale-number.ts';
import type { LocaleMarks } from '../../core/model/number-text.ts';
import type { Seen } from '../../core/model/read-failure.ts';
import { type FieldPlace, seenOn } from '../kit/places.ts';

/** Fields of the demo CRM's pages. */

/** What all of its pages are known from: they come with Dealside. */
export const structure: Seen = { on: '2026-11', by: 'live', where: 'the demo CRM of this version' };

const own = seenOn('2026-11', 'live', 'the demo CRM of this version');

/** Where fields stand, in rows, forms and dialogs alike. */
export const allPlaces: readonly FieldPlace[] = ['amount', 'quantity', 'listPrice', 'discount', 'unitPrice'].map(
	(field) => ({
		field,
		primary: own(`[name="${field}"], [data-field="${field}"]`),
		fallbacks: [],
	}),
);

/** How the page's language writes numbers. */
export function marksOf(document: Document): LocaleMarks {
	return localeMarks(document.documentElement.lang || 'en');
}

/** What a field holds, or shows; null for none. */
export function textOf(place: Element | null): string | null {
	if (!place) return null;
	const field = place.matches('input') ? place : place.querySelector('input');
	return field ? (field as HTMLInputElement).value : (place.textContent ?? '').trim();
}
