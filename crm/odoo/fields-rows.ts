import type { QuoteLine } from '../../core/model/deal.ts';
import type { LocaleMarks } from '../../core/model/number-text.ts';
import { once, onceEach } from '../kit/once.ts';
import type { FieldPlace } from '../kit/places.ts';
import { pointedAt } from '../kit/pointed.ts';
import { live, plainText } from './fields.ts';
import { doesShow, parseNumber } from './fields-numbers.ts';
import { type KeptLine, keptLines } from './lines.ts';

/** Lines as the form shows them: rows of a table, or cards in a narrow window. Seen on 18.0. */

/** One field of a line as it is on the page. */
export interface Cell {
	readonly text: string;
	/** The client refused it: it stays in the field and is sent to nobody. */
	readonly isRefused: boolean;
	/** It is a field that can be typed in, not a text. */
	readonly isInput: boolean;
	/** Something is being looked up in it and not picked yet. */
	readonly isChoosing: boolean;
	/** Found by its column's place alone. */
	readonly isDrifted: boolean;
}

export type LineField =
	| 'product'
	| 'quantity'
	| 'price'
	| 'discount'
	| 'cost'
	| 'unit'
	| 'amount'
	| 'margin'
	| 'marginPercent';

/** Columns by field. What the second is for: other versions, or another choice of columns. */
const columns: Readonly<Record<LineField, readonly string[]>> = {
	product: ['product_template_id', 'product_id'],
	quantity: ['product_uom_qty'],
	price: ['price_unit'],
	discount: ['discount'],
	cost: ['purchase_price'],
	unit: ['product_uom', 'product_uom_id'],
	amount: ['price_subtotal'],
	margin: ['margin'],
	marginPercent: ['margin_percent'],
};

/** Names of the fields without which a line's price is unknown, as sentences say them. */
export const neededFields: readonly (readonly [LineField, string])[] = [
	['product', 'Product'],
	['quantity', 'Quantity'],
	['price', 'Unit price'],
];

const titles: Readonly<Partial<Record<LineField, string>>> = {
	...Object.fromEntries(neededFields),
	discount: 'Discount',
};

/** Where the columns stand that figures need; where a cell has no name its heading has. */
export const columnPlaces: readonly FieldPlace[] = Object.entries(titles).map(([field, title]) => ({
	field: title,
	primary: live(columns[field as LineField].map((name) => `td[name="${name}"]`).join(', ')),
	fallbacks: [live(columns[field as LineField].map((name) => `thead th[data-name="${name}"]`).join(', '))],
}));

/** One line on the page. */
export interface Row {
	readonly element: HTMLElement;
	/** The client's own name of the line, "datapoint_12"; not the server's id. */
	readonly key: string;
	/** Grows in the order in which lines were loaded or added, however they are sorted. */
	readonly at: number;
	readonly isOpen: boolean;
	readonly isCard: boolean;
	cell(field: LineField): Cell | null;
}

/** What is in none of a row's cells need not be looked for in each. */
interface Holds {
	readonly input: boolean;
	readonly refused: boolean;
}

const anything: Holds = { input: true, refused: true };
const refused = '.o_invalid_cell, .o_field_invalid';

function cellIn(holder: Element, isDrifted: boolean, holds = anything): Cell {
	const input = holds.input ? holder.querySelector('input') : null;
	// The description is under the product's name.
	const text = input ? input.value : plainText(holder.querySelector('.text-truncate, a') ?? holder);
	return {
		text,
		isRefused: holds.refused && (holder.matches(refused) || holder.querySelector('.o_field_invalid') !== null),
		isInput: input !== null,
		isChoosing: input?.getAttribute('aria-expanded') === 'true',
		isDrifted,
	};
}

/** Names of the columns of a row's table, in their order. */
type Headings = (table: Element | null) => readonly (string | null)[];

function headingsIn(table: Element | null): readonly (string | null)[] {
	return [...(table?.querySelectorAll('thead th') ?? [])].map((head) => head.getAttribute('data-name'));
}

/** The cells of a row of a table, each asked for once. */
function tableCells(row: Element, headings: Headings): Row['cell'] {
	const parts = once(() => {
		const cells = [...row.querySelectorAll('td')];
		const named = new Map<string | null, Element>();
		for (const cell of cells) {
			const name = cell.getAttribute('name');
			if (!named.has(name)) named.set(name, cell);
		}
		const holds = { input: row.querySelector('input') !== null, refused: row.querySelector(refused) !== null };
		return { cells, named, holds };
	});
	const heads = once(() => headings(row.closest('table')));
	return onceEach((field) => {
		const { cells, named, holds } = parts();
		for (const name of columns[field]) {
			const cell = named.get(name);
			if (cell) return cellIn(cell, false, holds);
		}
		for (const name of columns[field]) {
			const cell = cells.length === heads().length ? cells[heads().indexOf(name)] : undefined;
			if (cell) return cellIn(cell, true, holds);
		}
		const shown = shownCell(row, field);
		// A column that has a heading is not hidden: what the row has lost there is unknown.
		const isLost = field === 'discount' && heads().includes('discount');
		return shown ?? (isLost ? { text: '', isRefused: true, isInput: false, isChoosing: false, isDrifted: true } : null);
	});
}

/** A field where the user said it is. */
function shownCell(scope: Element, field: LineField): Cell | null {
	const shown = pointedAt(neededFields.find(([own]) => own === field)?.[1] ?? '', scope);
	return shown && cellIn(shown.closest('td, .o_field_widget') ?? shown, true);
}

/** A field of a dialog that edits one line. */
export function dialogCell(dialog: Element, field: LineField): Cell | null {
	for (const name of ['product_id', ...columns[field]].slice(field === 'product' ? 0 : 1)) {
		const widget = dialog.querySelector(`.o_field_widget[name="${name}"]`);
		if (widget) return cellIn(widget, false);
	}
	return shownCell(dialog, field);
}

/** A card names its amount only; the rest is in a fixed order, without the discount when there is none. */
function cardCell(card: Element, field: LineField): Cell | null {
	const texts = [...card.querySelectorAll('.text-muted')].map((part) => plainText(part.querySelector('span')));
	const [quantity, price, discount] = texts;
	const shown: Partial<Record<LineField, string | undefined>> = {
		product: plainText(card.querySelector('.fw-bold')),
		quantity,
		price,
		discount: discount ?? '0',
		amount: plainText(card.querySelector('[name="price_subtotal"]')),
	};
	const text = shown[field];
	return text === undefined ? null : { text, isRefused: false, isInput: false, isChoosing: false, isDrifted: false };
}

function numberOf(key: string): number {
	return Number(/\d+$/.exec(key)?.[0] ?? Number.NaN);
}

/** True for a section or a note, which carry a text and no price. */
function isText(row: Element): boolean {
	return (
		/\bo_is_line_(?:section|subsection|note)\b/.test(row.className) ||
		row.querySelector('td[colspan] textarea') !== null
	);
}

/** True when a row has cells of fields but is not told to be a line, so that its line would pass for a deleted one. */
export function hasUnknownRow(lines: Element): boolean {
	return lines.querySelector('tbody > tr:not(.o_data_row[data-id]) > td[name]') !== null;
}

/** Lines with a price, in the order in which they were loaded. What a row says is looked up once: take new ones at each reading. */
export function rowsOf(lines: Element): Row[] {
	const headings = onceEach(headingsIn);
	const rows = [...lines.querySelectorAll<HTMLElement>('tr.o_data_row[data-id]')]
		.filter((element) => !isText(element))
		.map((element) => {
			const isOpen = element.classList.contains('o_selected_row');
			return { element, isOpen, isCard: false, cell: tableCells(element, headings) };
		});
	const cards = [...lines.querySelectorAll<HTMLElement>('.o_kanban_record[data-id]')]
		.filter((element) => element.querySelector('[name="price_subtotal"]') !== null)
		.map((element) => ({
			element,
			isOpen: false,
			isCard: true,
			cell: onceEach((field: LineField) => cardCell(element, field)),
		}));
	return [...rows, ...cards]
		.map((row) => ({ ...row, key: row.element.dataset.id ?? '', at: numberOf(row.element.dataset.id ?? '') }))
		.sort((left, right) => left.at - right.at);
}

/** True when the page shows a part of the lines only, one page of several. */
export function isPaged(lines: Element): boolean {
	return lines.querySelector('.o_pager') !== null;
}

/** What is known of a saved line; one that was not read here is known by the facts alone. */
export function keptOf(line: QuoteLine): KeptLine {
	const known = keptLines.get(line);
	if (known) return known;
	const { product, description, listPrice, unitCost, discounts } = line;
	const name = product && (product.code === null ? product.name : `[${product.code}] ${product.name}`);
	return {
		names: [name, description.split('\n')[0]].flatMap((text) => text || []),
		priceUnit: listPrice,
		discount: discounts[0] ?? '0',
		cost: unitCost,
		amount: null,
		basePrice: null,
	};
}

/** True when a row's product is that of the line. */
export function isProductOf(text: string, line: QuoteLine): boolean {
	return keptOf(line).names.some((name) => name.replace(/\s+/g, ' ').trim() === text);
}

/** How well a row fits a line: 0 not at all, more for each number that is the saved one. */
function fitOf(row: Row, marks: LocaleMarks | null): (line: QuoteLine) => number {
	const product = row.cell('product')?.text;
	const [quantity, price] = (['quantity', 'price'] as const).map((field) =>
		parseNumber(row.cell(field)?.text ?? '', marks, null),
	);
	const isSaved = (value: string | null | undefined, saved: string | null) => (doesShow(value ?? null, saved) ? 1 : 0);
	return (line) =>
		product !== undefined && isProductOf(product, line)
			? 1 + isSaved(quantity, line.quantity) + isSaved(price, keptOf(line).priceUnit)
			: 0;
}

/** Which line each row is of; null for a row of none. */
export interface Matching {
	readonly lineOf: ReadonlyMap<string, QuoteLine | null>;
	/** A row that can be neither a saved line nor a new one. */
	readonly isUnsure: boolean;
}

/** Rows laid beside the lines in their common order, so that most of them fit best. */
function aligned(
	rows: readonly Row[],
	lines: readonly QuoteLine[],
	fits: (row: Row) => (line: QuoteLine) => number,
): Matching {
	const width = lines.length + 1;
	const best = new Float64Array((rows.length + 1) * width);
	const value = (row: number, line: number) => best[row * width + line] ?? 0;
	const weights = rows.map((row) => lines.map(fits(row)));
	for (let row = rows.length - 1; row >= 0; row -= 1)
		for (let line = lines.length - 1; line >= 0; line -= 1) {
			const weight = weights[row]?.[line] ?? 0;
			const paired = weight > 0 ? weight + value(row + 1, line + 1) : 0;
			best[row * width + line] = Math.max(value(row + 1, line), value(row, line + 1), paired);
		}
	const lineOf = new Map<string, QuoteLine | null>(rows.map(({ key }) => [key, null]));
	let [row, line, last] = [0, 0, -1];
	while (row < rows.length && line < lines.length) {
		const weight = weights[row]?.[line] ?? 0;
		const found = lines[line];
		if (found && weight > 0 && value(row, line) === weight + value(row + 1, line + 1)) {
			lineOf.set(rows[row]?.key ?? '', found);
			last = row;
			row += 1;
			line += 1;
		} else if (value(row, line) === value(row + 1, line)) row += 1;
		else line += 1;
	}
	pairReplaced(rows, lines, lineOf);
	// New lines come last.
	const isUnsure =
		rows.some(({ key }, at) => at < last && !lineOf.get(key)) || (last < 0 && rows.length > 0 && lines.length > 0);
	return { lineOf, isUnsure };
}

/**
 * Between two rows that fit, rows that fit nothing are as many as the lines that none fits: of each of these the product
 * was changed, for new lines come last.
 */
function pairReplaced(rows: readonly Row[], lines: readonly QuoteLine[], lineOf: Map<string, QuoteLine | null>): void {
	let [fromRow, fromLine] = [0, 0];
	for (const [at, { key }] of rows.entries()) {
		const line = lineOf.get(key);
		if (!line) continue;
		const lineAt = lines.indexOf(line);
		if (at - fromRow === lineAt - fromLine)
			for (let step = 0; fromRow + step < at; step += 1)
				lineOf.set(rows[fromRow + step]?.key ?? '', lines[fromLine + step] ?? null);
		[fromRow, fromLine] = [at + 1, lineAt + 1];
	}
}

/**
 * True when each row has the numbers of its line and none has its product: page and server speak different languages. A
 * language chosen in another tab holds on this page once it is loaded anew.
 */
export function isOtherLanguage(rows: readonly Row[], lines: readonly QuoteLine[]): boolean {
	// How that language writes numbers is not known either.
	const digits = (text: string | null | undefined) => text?.replace(/\D/g, '').replace(/0+$/, '');
	const isOther = (row: Row | undefined, line: QuoteLine) =>
		row !== undefined &&
		!isProductOf(row.cell('product')?.text ?? '', line) &&
		digits(row.cell('quantity')?.text) === digits(line.quantity) &&
		digits(row.cell('price')?.text) === digits(keptOf(line).priceUnit);
	return rows.length > 0 && rows.length === lines.length && lines.every((line, at) => isOther(rows[at], line));
}

/** Finds the line of each row. What it found once holds for the client's names of the rows, which it never uses again. */
export function matcher(): (rows: readonly Row[], lines: readonly QuoteLine[], marks: LocaleMarks | null) => Matching {
	let known = new Map<string, string | null>();
	let knownLines = '';
	let lastLines: readonly QuoteLine[] | null = null;
	return (rows, lines, marks) => {
		const ids = lines.map(({ id }) => id).join();
		const isNew = ids !== knownLines || !rows.some(({ key }) => known.has(key));
		// Rows that fitted no line may be of one that was saved meanwhile.
		const isOpen = isNew || (lines !== lastLines && rows.some(({ key }) => !known.get(key)));
		if (isOpen) {
			const found = aligned(rows, lines, (row) => fitOf(row, marks));
			if (isNew && found.isUnsure) return found;
			const before = isNew ? new Map<string, string | null>() : known;
			const taken = new Set(rows.map(({ key }) => before.get(key)));
			const free = (id: string | undefined) => (id === undefined || taken.has(id) ? null : id);
			known = new Map(rows.map(({ key }) => [key, before.get(key) ?? free(found.lineOf.get(key)?.id)]));
			knownLines = ids;
			lastLines = lines;
		}
		const byId = new Map(lines.map((line) => [line.id, line]));
		return { lineOf: new Map(rows.map(({ key }) => [key, byId.get(known.get(key) ?? '') ?? null])), isUnsure: false };
	};
}
