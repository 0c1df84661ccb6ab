import type { TypedValue } from '../../core/model/deal-edits.ts';
import type { DecimalString } from '../../core/model/decimal.ts';
import type { LocaleMarks } from '../../core/model/number-text.ts';
import type { Seen } from '../../core/model/read-failure.ts';
import { espocrm } from '../kit/dialects.ts';
import { read, short, typed } from '../kit/numbers.ts';
import { type FieldPlace, type Found, find, seenOn } from '../kit/places.ts';
import { pointedAt } from '../kit/pointed.ts';

/** Fields of a record's page or drawer. Seen on 9.2.6. Elements are drawn anew at any time: none is kept. */

/** What pages, drawers and lists are known from. */
export const structure: Seen = { on: '2026-11', by: 'live', where: 'EspoCRM 9.2.6' };

const live = seenOn('2026-11', 'live', 'EspoCRM 9.2.6');

/** Fields that sentences name. */
const titles: Readonly<Record<string, string>> = { amount: 'Amount' };

function placeAt(name: string, field: string): FieldPlace {
	const own = `.field[data-name="${name}"]`;
	return { field, primary: live(`.cell[data-name="${name}"] > ${own}`), fallbacks: [live(own)] };
}

/** The place of a field. Which fields a page shows is its administrator's choice. */
export function placeOf(name: string, field = titles[name] ?? name): FieldPlace {
	return placeAt(CSS.escape(name), field);
}

/** Fields of an opportunity that figures need. */
export const dealFields: readonly FieldPlace[] = [
	placeAt('stage', 'Stage'),
	placeAt('amount', 'Amount'),
	placeAt('probability', 'Probability'),
];

/** False for what is hidden from this user, and for lists of other records. */
function isOwn(element: Element): boolean {
	return !element.classList.contains('hidden') && element.closest('.hidden-cell, .list') === null;
}

/** The field's holder, or what the user showed to be it; none when the page does not show it, or hides it from this user. */
export function fieldIn(root: Element, place: FieldPlace): Found<HTMLElement> {
	return find(root, place, { isOwn, shown: (field) => pointedAt(field, root) as HTMLElement | null });
}

/** The input in which a number is typed now; null while the field is only shown. */
export function inputOf(root: Element, name: string): HTMLInputElement | null {
	const holder = fieldIn(root, placeOf(name)).element;
	const own = holder?.querySelector<HTMLInputElement>(`input[data-name="${CSS.escape(name)}"]`);
	// Only what the user showed is the input itself.
	return own ?? (holder?.matches('input') ? (holder as HTMLInputElement) : null);
}

/** What is in a number field while it is edited; its attribute keeps the saved number. */
export function typedIn(root: Element, name: string, marks: LocaleMarks | null): TypedValue | null {
	const input = inputOf(root, name);
	if (!input) return null;
	const { text, value } = typed(input.value, espocrm, marks);
	return { text, value: short(value) };
}

/** The number that the CRM saves of a text; null for what is no number. Without marks whole numbers alone are sure. */
export function readNumber(text: string, marks: LocaleMarks | null): DecimalString | null {
	return short(read(text, espocrm, marks));
}

/** The number that a text shows, with or without a currency. */
export function readShown(text: string, marks: LocaleMarks | null): DecimalString | null {
	return short(read(text, espocrm, marks, 'shown'));
}

/** The key that is chosen in a list of choices, whose label is translated; null while it is only shown. */
export function chosenIn(root: Element, name: string): string | null {
	const select = root.querySelector<HTMLSelectElement>(`select[data-name="${CSS.escape(name)}"]`);
	const item = select?.parentElement?.querySelector<HTMLElement>('.selectize-input .item[data-value]');
	return item?.dataset.value ?? (select?.value || null);
}

/** What a field shows, as people read it. */
export function shownIn(root: Element, name: string): string | null {
	const holder = fieldIn(root, placeOf(name)).element;
	if (!holder || holder.querySelector('.none-value, .loading-value')) return null;
	const input = holder.querySelector<HTMLInputElement>('input.main-element');
	const text = holder.querySelector('.label-state, .selectize-input .item, .numeric-text') ?? holder;
	return (input?.type === 'text' ? input.value : (text.textContent ?? '')).replace(/\s+/g, ' ').trim() || null;
}

/** True while a root is edited as a whole, or one of its fields is. */
export function isEdited(root: Element): boolean {
	return (
		root.classList.contains('edit') ||
		root.querySelector('.edit-buttons:not(.hidden)') !== null ||
		root.querySelector('.cell .inline-save-link') !== null
	);
}
