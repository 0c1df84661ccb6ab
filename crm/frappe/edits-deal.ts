import type { DealFacts, QuoteLine } from '../../core/model/deal.ts';
import {
	type AddedLine,
	type LineEdit,
	noEdits,
	type TypedValue,
	unknownProduct,
} from '../../core/model/deal-edits.ts';
import { type DecimalString, parseDecimal } from '../../core/model/decimal.ts';
import type { EditsReading, FieldHealth } from '../contract.ts';
import { missing } from '../kit/facts.ts';
import {
	afterDiscount,
	differs,
	type Exception,
	fraction,
	isShownAs,
	ofDiscount,
	same,
	short,
} from '../kit/numbers.ts';
import { onceEach } from '../kit/once.ts';
import { type FieldPlace, healthAt, healthOfPlace, isDrawn, kinds, orAbsent } from '../kit/places.ts';
import type { Memory } from './api-memory.ts';
import { code, structure } from './fields.ts';
import { formatOf, formattedNumber, plainNumber } from './fields-numbers.ts';

/**
 * A deal's page in Frappe CRM. Its fields have neither names nor ids: they are known by their labels, and a grid's
 * columns by the labels that stand untranslated in their titles.
 */

/** Column labels → field; both names that the product's had. From the source, 2025–2026. */
const columnFields: Readonly<Record<string, string>> = {
	Product: 'product_code',
	'Product Code': 'product_code',
	Quantity: 'qty',
	Rate: 'rate',
	'Discount %': 'discount_percentage',
};

/** Columns without which a row's price is unknown, as they are called in sentences. */
const needed: Readonly<Record<string, string>> = {
	product_code: 'Product',
	qty: 'Quantity',
	rate: 'Rate',
	discount_percentage: 'Discount',
};

const panelLabels = { amount: 'Deal Value', probability: 'Probability' } as const;

/** Words whose translations are asked for. */
export const words: readonly string[] = [...Object.keys(columnFields), ...Object.values(panelLabels)];

function labelOf(element: Element | null): string {
	return (element?.textContent ?? '').replace(/\*\s*$/, '').trim();
}

/** The fields of the panel that have a label that `isAsked`: its label is looked at first, for most are not. */
function panelFields(document: Document, isAsked: (label: string) => boolean = Boolean) {
	return [...document.querySelectorAll('#app .field')].flatMap((field) => {
		const label = labelOf(field.querySelector('.truncate'));
		if (label === '' || !isAsked(label)) return [];
		const box = field.querySelector<HTMLInputElement>('input[type="text"]');
		return box && !field.querySelector('.grid-row, .grid-header') && isDrawn(field) ? [{ label, box }] : [];
	});
}

function headings(document: Document): Element[] {
	return [...document.querySelectorAll('#app .grid-header > .grid > div')].filter(isDrawn);
}

/** True when labels are drawn, and none is one of ours as it stands. */
export function isTranslated(document: Document): boolean {
	const labels = [...panelFields(document).map(({ label }) => label), ...headings(document).map(labelOf)];
	return labels.length > 0 && !labels.some((label) => words.includes(label));
}

interface Column {
	readonly at: number;
	readonly isByTitle: boolean;
}

interface Grid {
	readonly columns: ReadonlyMap<string, Column>;
	/** How many cells a row has; a row with fewer has its cells moved to the left of their headings. */
	readonly width: number;
	readonly rows: readonly Element[];
}

function fieldOf(label: string, { words: translated }: Memory): string | undefined {
	return columnFields[label] ?? Object.entries(columnFields).find(([word]) => translated.get(word) === label)?.[1];
}

/** The grid of products; `lost` when grids are drawn of which none is it, null when none is drawn. */
function productGrid(document: Document, memory: Memory): Grid | 'lost' | null {
	const parts = [...document.querySelectorAll('#app .grid-header, #app .grid-row')].filter(isDrawn);
	if (parts.length === 0) return null;
	for (const header of parts) {
		if (!header.classList.contains('grid-header')) continue;
		const columns = new Map<string, Column>();
		const places = [...header.querySelectorAll(':scope > .grid > div')];
		for (const [at, heading] of places.entries()) {
			const titled = columnFields[heading.getAttribute('title')?.trim() ?? ''];
			const field = titled ?? fieldOf(labelOf(heading), memory);
			if (field && !columns.has(field)) columns.set(field, { at, isByTitle: titled !== undefined });
		}
		const rows = parts.filter((part) => part.classList.contains('grid-row') && header.parentElement?.contains(part));
		// What is drawn beside the rows as a row is, and has not their class, is one that we would take for deleted.
		const known = new Set<Element>([header, ...rows]);
		const beside = [...(rows[0]?.parentElement?.children ?? [])].filter((part) => !known.has(part));
		if (beside.some((part) => part.querySelectorAll(':scope > .grid > div').length === places.length)) return 'lost';
		if (columns.has('product_code') || columns.has('rate')) return { columns, rows, width: places.length };
	}
	return 'lost';
}

interface Cell extends TypedValue {
	readonly hasFocus: boolean;
}

interface Row {
	/** What it says otherwise than a line; worked out once for each. */
	readonly editOf: (line: QuoteLine) => LineEdit;
	readonly product: string;
	readonly cells: Readonly<Record<string, Cell>>;
	readonly hasFocus: boolean;
}

function cellIn(place: Element, field: string): Cell {
	const { ownerDocument: document } = place;
	const { marks } = formatOf(document);
	const box = place.querySelector<HTMLInputElement>('input');
	const text = box?.value ?? place.textContent?.trim() ?? '';
	const hasFocus = box !== null && box === document.activeElement;
	// Left alone a field shows a bare number, and in the site's format once it is gone into; prices always have that.
	const state = hasFocus ? 'focused' : box ? 'left' : 'shown';
	if (field === 'product_code') return { text, value: null, hasFocus };
	const value = field === 'rate' || hasFocus ? formattedNumber(text, marks, state) : plainNumber(text);
	return { text, value, hasFocus };
}

/** A script of the site may hide a field in one row, which then has no cell for it: of such a row nothing is read. */
function rowOf(element: Element, { columns, width }: Grid, digits: number): Row {
	const all = element.querySelectorAll(':scope > .grid > div');
	const places = all.length === width ? all : [];
	const cells: Record<string, Cell> = {};
	for (const [field, { at }] of columns) {
		const place = places[at];
		if (place) cells[field] = cellIn(place, field);
	}
	return {
		editOf: onceEach((line) => editOf(cells, line, digits)),
		product: cells.product_code?.text ?? '',
		cells,
		hasFocus: element.contains(element.ownerDocument.activeElement),
	};
}

function typed({ text, value }: Cell): TypedValue {
	return { text, value };
}

/** True when a field does not say what is saved; one that was left shows prices shortened to their digits. */
function isOther(
	cell: Cell,
	saved: DecimalString | null,
	digits: number | null,
	exceptions: readonly Exception[] = [],
): boolean {
	if (!differs(saved, cell, exceptions)) return false;
	return digits === null || cell.hasFocus || cell.value === null || !isShownAs(cell.value, saved, digits);
}

function editOf({ qty, rate, discount_percentage: percent }: Row['cells'], line: QuoteLine, digits: number): LineEdit {
	const edit: { -readonly [K in keyof LineEdit]: LineEdit[K] } = {};
	if (qty && isOther(qty, line.quantity, null)) edit.quantity = typed(qty);
	if (rate && isOther(rate, line.listPrice, digits)) edit.listPrice = typed(rate);
	if (percent) {
		const discount = { ...percent, value: fraction(percent.value) };
		if (isOther(discount, line.discounts[0] ?? '0', null, ofDiscount))
			edit.price = { by: 'discount', typed: typed(discount) };
	}
	return edit;
}

function addedLine({ product, cells }: Row, at: number): AddedLine {
	const list = cells.rate?.value ?? null;
	const [price, discount] = [parseDecimal(list), parseDecimal(fraction(cells.discount_percentage?.value ?? null))];
	return {
		id: `new-${at}`,
		...unknownProduct,
		description: product,
		quantity: cells.qty?.value ?? null,
		listPrice: list,
		netPrice: price && discount ? short(afterDiscount(price, discount)) : null,
	};
}

/**
 * The line of each row: rows may be dragged, added and deleted, and carry no id. Same product and same numbers first,
 * then same product: which of several lines of one product it is changes no sum.
 */
function matched(rows: readonly Row[], lines: readonly QuoteLine[]) {
	const left = new Set(lines);
	const of: (QuoteLine | null)[] = rows.map(() => null);
	for (const isExact of [true, false])
		for (const [at, row] of rows.entries()) {
			if (of[at]) continue;
			const fitting = [...left].find(
				(line) => (line.product?.code ?? '') === row.product && !(isExact && Object.keys(row.editOf(line)).length > 0),
			);
			if (!fitting) continue;
			of[at] = fitting;
			left.delete(fitting);
		}
	return { of, left };
}

function panelEdits(document: Document, saved: DealFacts, memory: Memory) {
	const { marks, digits } = formatOf(document);
	const labelsOf = (label: string) => [label, memory.words.get(label)];
	const asked = Object.values(panelLabels).flatMap(labelsOf);
	const fields = panelFields(document, (label) => asked.includes(label));
	const read = (label: string) => {
		const wanted = labelsOf(label);
		const box = fields.find((field) => wanted.includes(field.label))?.box ?? null;
		return (
			box && {
				text: box.value,
				value: formattedNumber(box.value, marks, box === document.activeElement ? 'focused' : 'left'),
				hasFocus: box === document.activeElement,
			}
		);
	};
	const amount = read(panelLabels.amount);
	const percent = read(panelLabels.probability);
	const probability = percent && { ...percent, value: fraction(percent.value) };
	return {
		...(amount && isOther(amount, saved.amount, digits) ? { amount: typed(amount) } : {}),
		...(probability && isOther(probability, saved.probability, null) ? { probability: typed(probability) } : {}),
	};
}

/** Key of the stage that the button in the head shows; null when it shows none that is known. */
export function stageShown(document: Document, { stages }: Memory): string | null {
	const buttons = [...document.querySelectorAll('#app header button')].map(labelOf);
	const found = [...(stages ?? [])].filter(([, label]) => buttons.includes(label));
	return found.length === 1 ? (found[0]?.[0] ?? null) : null;
}

/** What is typed in a deal. Fields of the panel are saved half a second later, products by "Save" alone. */
export function dealEdits(document: Document, saved: DealFacts, memory: Memory): EditsReading {
	const grid = productGrid(document, memory);
	const stage = stageShown(document, memory);
	const none = {
		...noEdits(saved.ref),
		...panelEdits(document, saved, memory),
		...(stage !== null && stage !== saved.stage?.id ? { stageId: stage } : {}),
	};
	if (saved.lines === null || grid === null) return { ok: true, value: none };
	if (grid === 'lost') return missing('Products');
	const lost = Object.keys(needed).find((field) => !grid.columns.has(field));
	if (lost) return missing(needed[lost] ?? lost);
	const { digits } = formatOf(document);
	const rows = grid.rows.map((row) => rowOf(row, grid, digits));
	const broken = Object.keys(needed).find((field) => rows.some(({ cells }) => !cells[field]));
	if (broken) return missing(needed[broken] ?? broken);
	const { of, left } = matched(rows, saved.lines);
	const lines: Record<string, LineEdit> = {};
	const added: AddedLine[] = [];
	let active: string | null = null;
	for (const [at, row] of rows.entries()) {
		const line = of[at] ?? null;
		if (row.hasFocus) active = line?.id ?? `new-${at}`;
		const edit = line ? row.editOf(line) : {};
		if (line && Object.keys(edit).length > 0) lines[line.id] = edit;
		// An empty row has neither product nor price.
		const isPriced = row.cells.rate?.text.trim() !== '' && !same(row.cells.rate?.value ?? null, '0');
		if (!line && (row.product !== '' || isPriced)) added.push(addedLine(row, at));
	}
	return { ok: true, value: { ...none, lines, added, removed: [...left].map(({ id }) => id), activeLineId: active } };
}

function columnPlace(field: string): FieldPlace {
	const titles = Object.entries(columnFields).flatMap(([title, name]) => (name === field ? [title] : []));
	return {
		field: needed[field] ?? field,
		primary: code(titles.map((title) => `#app .grid-header > .grid > div[title="${title}"]`).join(', ')),
		// By its label, which is translated.
		fallbacks: [code('#app .grid-header > .grid > div')],
	};
}

const products: FieldPlace = { field: 'Products', primary: code('#app .grid-header'), fallbacks: [] };

/** Where a deal's fields stand. Those of the panel are known by their labels. */
export const dealPlaces: readonly FieldPlace[] = [
	...Object.keys(needed).map(columnPlace),
	products,
	...Object.values(panelLabels).map((field) => ({
		field,
		primary: code('#app .field input[type="text"]'),
		fallbacks: [],
	})),
];

/** True when the panel has a field of the deal that figures need. */
function isPanelKnown(document: Document, memory: Memory): boolean {
	const labels = Object.values(panelLabels);
	return panelFields(document).some(({ label }) =>
		labels.some((known) => label === known || label === memory.words.get(known)),
	);
}

/** How a grid's columns are found; empty while none is drawn. */
export function dealHealth(document: Document, memory: Memory): FieldHealth[] {
	const grid = productGrid(document, memory);
	if (grid === null || grid === 'lost') {
		const isDrawn = grid === 'lost' || document.querySelector('#app .field') !== null;
		const found = grid === null ? [] : [healthOfPlace(products, 'broken')];
		return orAbsent(found, isDrawn && !isPanelKnown(document, memory), { field: kinds.deal, seen: structure });
	}
	return Object.keys(needed).map((name) => {
		const column = grid.columns.get(name);
		return healthAt(columnPlace(name), column ? (column.isByTitle ? 0 : 1) : null);
	});
}
