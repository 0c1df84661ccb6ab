import type { RecordRef } from '../../core/model/deal.ts';
import type { TypedValue } from '../../core/model/deal-edits.ts';
import { type DecimalString, decimal, isDecimalString, multiply } from '../../core/model/decimal.ts';
import type { LocaleMarks } from '../../core/model/locale-number.ts';
import type { Seen } from '../../core/model/read-failure.ts';
import { tryton } from '../kit/dialects.ts';
import { differs, short, typed } from '../kit/numbers.ts';
import { type FieldPlace, seenOn } from '../kit/places.ts';
import { pointedAt, pointedControl } from '../kit/pointed.ts';
import type { Client } from './api.ts';

/** Forms and grids of the web client. Seen on sao 6.0.28, 2026-11-24. */

/** The client in use before it told how it writes numbers. */
const english: LocaleMarks = { decimal: '.', group: ',' };

/** How this user's client writes numbers. */
export function marksOf(client: Client | null): LocaleMarks {
	return client?.marks ?? english;
}

/** What the line fields are called in sentences; the first three must be there for a row's price to be known. */
export const lineFields: Readonly<Record<string, string>> = {
	product: 'Product',
	quantity: 'Quantity',
	unit_price: 'Unit price',
	base_price: 'List price',
	discount_rate: 'Discount',
	discount_amount: 'Discount amount',
};

/** What tabs, forms, grids and dialogs are known from. */
export const structure: Seen = { on: '2026-11-24', by: 'live', where: 'sao 6.0.28' };

const live = seenOn('2026-11-24', 'live', 'sao 6.0.28');

/** The field that says a record's state. */
export const statePlace: FieldPlace = { field: 'Stage', primary: live('.form select[name="state"]'), fallbacks: [] };

/** The amount of an opportunity. */
export const amountPlace: FieldPlace = { field: 'Amount', primary: live('.form input[name="amount"]'), fallbacks: [] };

/** All of them: cells of the grid are known by their labels. */
export const allPlaces: readonly FieldPlace[] = [
	statePlace,
	amountPlace,
	...Object.values(lineFields).map((field) => ({
		field,
		primary: live('.form-one2many td[data-title]'),
		fallbacks: [],
	})),
];

/** What any field that is read is called in sentences. */
function titleOf(name: string): string {
	const others: Readonly<Record<string, string>> = { amount: 'Amount', conversion_probability: 'Probability' };
	return lineFields[name] ?? others[name] ?? name;
}

/** Fields of a line without which its price is unknown; lines of an opportunity have no price. */
export const neededFields: Readonly<Record<RecordRef['kind'], readonly string[]>> = {
	quote: ['product', 'quantity', 'unit_price'],
	opportunity: ['product', 'quantity'],
};

/** The tab in front; tabs of other records stay in the document. */
export function paneOf(document: Document): Element | null {
	return document.querySelector('#tabcontent > .tab-pane.active');
}

/** The field that says a record's state, with the labels of all states in the user's language. */
export function stateField(pane: Element): HTMLSelectElement | null {
	return pane.querySelector('.form select[name="state"]');
}

/** State of the record in a tab's form; null while it is not filled. */
export function stateOf(pane: Element): string | null {
	try {
		const state: unknown = JSON.parse(stateField(pane)?.value ?? 'null');
		return typeof state === 'string' ? state : null;
	} catch {
		return null;
	}
}

/** The dialog in front that edits a line of this kind of record. */
export function lineDialog(document: Document, kind: RecordRef['kind'] = 'quote'): HTMLElement | null {
	const fields = kind === 'quote' ? '[name="discount_rate"], [name="unit_price"]' : '[name="quantity"]';
	return (
		[...document.querySelectorAll<HTMLElement>('.modal.window-form')].findLast(
			(modal) => modal.style.display === 'block' && modal.querySelector(fields) !== null,
		) ?? null
	);
}

/** The grid of a sale's lines: the first of its form. */
export function gridOf(pane: Element): Element | null {
	return pane.querySelector('.form-one2many table.tree');
}

/** A number field as it is on the page. */
export interface Field {
	readonly typed: TypedValue;
	/** Somebody has typed in it, and the client has not taken it yet. */
	readonly isOpen: boolean;
	/** What the client took last, while somebody types; null where it does not show that. */
	readonly before: DecimalString | null;
}

/** Percentages stand a hundredfold in their fields. */
const factors: Readonly<Record<string, number>> = { discount_rate: 100, conversion_probability: 100 };

/**
 * The number that the client makes of what is typed: it cuts the digits that the field does not have, the way the
 * browser's own `toFixed` does, after it has divided a percentage. The field's step tells its digits.
 */
function cut(text: string, step: string, factor: number): DecimalString | null {
	if (!isDecimalString(text)) return null;
	const [, decimals] = /^(?:1|0\.(0*1))$/.exec(step) ?? [];
	const digits = decimals?.length ?? (step === '1' ? 0 : null);
	if (digits === null || decimal(text).scale <= digits) return text;
	const fixed = (Number(text) / factor).toFixed(digits + Math.round(Math.log10(factor)));
	return isDecimalString(fixed) ? short(multiply(decimal(fixed), decimal(String(factor)))) : null;
}

function fieldIn(field: HTMLInputElement, twin: HTMLInputElement | undefined, marks: LocaleMarks): Field {
	const { type, value, step, name } = field;
	if (type !== 'number') return { typed: typed(value, tryton, marks, 'shown'), isOpen: false, before: null };
	// What is half typed there ("-", "1e") is not passed on by the browser.
	const text = field.validity.badInput ? '…' : value;
	const now = { text, value: cut(text, step, factors[name] ?? 1) };
	const before = twin ? typed(twin.value, tryton, marks, 'shown') : null;
	const isOpen = before !== null && differs(before.value, now);
	return { typed: now, isOpen, before: isOpen ? before.value : null };
}

/**
 * A number field is two inputs of one name: a text, formatted for the locale, and a number that is shown while the user
 * types and then holds the truth. Null when there is none.
 */
export function readField(
	scope: Element,
	name: string,
	marks: LocaleMarks,
	fields: readonly HTMLInputElement[] = [...scope.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`)],
): Field | null {
	const shown =
		fields.find((field) => field.type === 'number' && field.style.display !== 'none') ??
		fields.find((field) => field.type !== 'number') ??
		pointedControl<HTMLInputElement>(titleOf(name), scope, 'input');
	return (
		shown &&
		fieldIn(
			shown,
			fields.find((field) => field.type !== 'number'),
			marks,
		)
	);
}

/** Cells of a row by field, and whether they were known by their labels in the user's language. */
interface Cells {
	readonly of: Readonly<Record<string, Element>>;
	readonly isByLabel: boolean;
}

/** Cells by field: by their labels, else by their place among the number columns. */
function cellsOf(row: Element, client: Client | null): Cells {
	const cells = [...row.querySelectorAll('td[data-title]')];
	const byLabel = cells.flatMap((cell): [string, Element][] => {
		const field = client?.fieldOf.get((cell.getAttribute('data-title') ?? '').replace(/:\s*$/, '').trim());
		return field === undefined ? [] : [[field, cell]];
	});
	if (byLabel.length > 0) return { of: Object.fromEntries(byLabel), isByLabel: true };
	const numbers = cells.filter((cell) => cell.querySelector('.column-float'));
	const order = ['quantity', 'base_price', 'discount_rate', 'discount_amount', 'unit_price', 'amount'];
	const product = cells.find((cell) => cell.querySelector('.column-many2one') && !cell.classList.contains('invisible'));
	return {
		of:
			numbers.length === order.length && product
				? { product, ...Object.fromEntries(order.map((name, at) => [name, numbers[at] as Element])) }
				: {},
		isByLabel: false,
	};
}

/** A line as a row of the grid, or its dialog, shows it. */
export interface Shown {
	/** As the product's field writes it, "" for none. */
	readonly product: string;
	/** The unit's name or symbol; null where none is shown. */
	readonly unit: string | null;
	/** Numbers by field; null for one that has no place. */
	readonly fields: Readonly<Record<string, Field | null>>;
	/** What quantity and price make, as the client or the server worked it out last; null where it is not shown. */
	readonly amount: TypedValue | null;
}

/** A line as its row in the grid shows it. */
export interface Row extends Shown {
	readonly element: HTMLElement;
	/** Struck out: gone with the next save. */
	readonly isDeleted: boolean;
	/** Fields without a column. */
	readonly missing: readonly string[];
	/** Fields that were known by their labels in the user's language. */
	readonly byLabel: readonly string[];
}

/** What a cell that is edited holds, else what it shows; null for one that holds no text. `isEdited`: its row has inputs. */
function fieldOf(cell: Element | null, name: string, marks: LocaleMarks, isEdited = true): Field | null {
	const field = isEdited && cell ? readField(cell, name, marks) : null;
	if (field) return field;
	const text = cell?.querySelector('.widget [title]')?.getAttribute('title') ?? null;
	return text === null ? null : { typed: typed(text, tryton, marks, 'shown'), isOpen: false, before: null };
}

/** A field of a row that its user has shown: the one of its inputs that is in use, else what is there. */
function pointedField(name: string, row: Element, marks: LocaleMarks): Field | null {
	const place = pointedAt(titleOf(name), row);
	const inputs = [...(place?.querySelectorAll('input') ?? [])];
	const field = inputs.find(({ style }) => style.display !== 'none');
	if (!field) return fieldOf(place, name, marks);
	return fieldIn(
		field,
		inputs.find(({ type }) => type !== 'number'),
		marks,
	);
}

/** The text of a field that names a record. */
function nameIn(scope: Element | null, name: string): string | null {
	if (!scope) return null;
	const field = scope.matches('input')
		? (scope as HTMLInputElement)
		: (scope.querySelector<HTMLInputElement>(`input[name="${name}"]`) ??
			pointedControl<HTMLInputElement>(titleOf(name), scope, 'input'));
	return field?.value ?? scope.querySelector('.widget [title]')?.getAttribute('title') ?? null;
}

/** Rows of lines with a price; titles, comments, subtotals and rows nothing is typed in carry none. */
export function rowsOf(pane: Element, client: Client | null): Row[] {
	const marks = marksOf(client);
	return [...(gridOf(pane)?.querySelectorAll<HTMLElement>('tbody > tr') ?? [])].flatMap((element) => {
		if (!element.querySelector('td[data-title]')) return [];
		const cells = cellsOf(element, client);
		const isEdited = element.querySelector('input') !== null;
		const cell = (name: string) => cells.of[name] ?? null;
		const shown = (name: string) =>
			cell(name) ? fieldOf(cell(name), name, marks, isEdited) : pointedField(name, element, marks);
		const fields = Object.fromEntries(fieldNames(client).map((name) => [name, shown(name)]));
		const product = nameIn(cell('product') ?? pointedAt(titleOf('product'), element), 'product');
		if (product === '' && !fields.unit_price?.typed.text) return [];
		const symbols = [...(cell('quantity')?.querySelectorAll<HTMLElement>('.column-symbol') ?? [])];
		return {
			element,
			product: product ?? '',
			unit: symbols.find(({ style, textContent }) => style.display !== 'none' && textContent)?.textContent ?? null,
			fields,
			amount: fieldOf(cell('amount'), 'amount', marks, isEdited)?.typed ?? null,
			isDeleted: element.style.textDecoration === 'line-through',
			missing: Object.keys(lineFields).filter((name) => (name === 'product' ? product === null : !fields[name])),
			byLabel: cells.isByLabel ? Object.keys(cells.of) : [],
		};
	});
}

/** The product that a line's dialog names, "" for none. */
export function dialogProduct(dialog: Element): string {
	return nameIn(dialog, 'product') ?? '';
}

/** A line as its dialog shows it. */
export function dialogLine(dialog: Element, client: Client | null): Shown {
	const marks = marksOf(client);
	const inputs = [...dialog.querySelectorAll<HTMLInputElement>('input[name]')];
	const field = (name: string) =>
		readField(
			dialog,
			name,
			marks,
			inputs.filter((input) => input.name === name),
		);
	return {
		product: dialogProduct(dialog),
		unit: nameIn(dialog, 'unit') || null,
		fields: Object.fromEntries(fieldNames(client).map((name) => [name, field(name)])),
		amount: field('amount')?.typed ?? null,
	};
}

/** Fields of a line that hold numbers: a cost of its own among them, where the user said that there is one. */
function fieldNames(client: Client | null): readonly string[] {
	const names = Object.keys(lineFields).slice(1);
	return client?.costField ? [...names, client.costField] : names;
}

/** True when the tab's form holds a record's values: its fields are drawn before them, and the rows of its lines behind. */
export function isFilled(pane: Element): boolean {
	if (gridOf(pane)?.querySelector('tbody tr')) return true;
	return [...pane.querySelectorAll<HTMLInputElement>('.form input[name="party"], .form input[name="number"]')].some(
		({ value }) => value !== '',
	);
}
