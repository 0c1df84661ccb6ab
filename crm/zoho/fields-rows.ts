import type { TypedValue } from '../../core/model/deal-edits.ts';
import { parseDecimal } from '../../core/model/decimal.ts';
import { same } from '../kit/numbers.ts';
import { type NumberWays, typedByWays } from '../kit/ways.ts';
import { fieldIn, lineFields, lineTable, shownText } from './fields.ts';

/**
 * Rows of a quote's lines as the table of a form draws them: a row has its line's id, a cell the name of its field and the
 * number of its row. A cell gets its input when it is scrolled into view and shows the bare value until then.
 */

/** A cell that is open: with its input, or not drawn yet, which shows what it will hold. */
export type Cell =
	| { readonly isDrawn: true; readonly input: HTMLInputElement }
	| { readonly isDrawn: false; readonly text: string };

/** Fields of a row that hold numbers. */
export type NumberField = 'quantity' | 'list' | 'discount';

const numberFields: readonly NumberField[] = ['quantity', 'list', 'discount'];

/** One row. A row of a record's page that is not being edited has no cell. */
export interface Row {
	readonly element: Element;
	/** The id of its line; a new row has one that was made up. */
	readonly id: string;
	readonly cells: Readonly<Record<NumberField, Cell | null>>;
	/** What is chosen as its product, "" for none; null while that cannot be seen. */
	readonly product: string | null;
}

const notDrawn = '.cxLoadOnViewElement';

function cellOf(row: Element, field: NumberField): Cell | null {
	const cell = fieldIn(row, lineFields[field]).element;
	if (!cell) return null;
	const input = cell.matches('input') ? cell : cell.querySelector('input');
	if (input) return { isDrawn: true, input: input as HTMLInputElement };
	const waiting = cell.querySelector(`${notDrawn} .cxLoadOnViewValue`);
	return waiting ? { isDrawn: false, text: (waiting.textContent ?? '').trim() } : null;
}

function productOf(row: Element): string | null {
	const cell = fieldIn(row, lineFields.product).element;
	if (!cell || cell.querySelector(notDrawn)) return null;
	return (cell.querySelector('input')?.value ?? shownText(cell)).trim();
}

/** The rows of a quote's lines, in the page's order; headings are none. Null when there is no such table. */
export function rowsOf(root: ParentNode): Row[] | null {
	const table = fieldIn(root, lineTable).element;
	if (!table) return null;
	return [...table.querySelectorAll('lyte-tr[id], lyte-exptable-tr[id]')]
		.filter((element) => element.id !== 'headerRow' && !element.closest('lyte-thead, lyte-exptable-thead'))
		.map((element) => ({
			element,
			id: element.id,
			cells: {
				quantity: cellOf(element, 'quantity'),
				list: cellOf(element, 'list'),
				discount: cellOf(element, 'discount'),
			},
			product: productOf(element),
		}));
}

/** True for a row that can be typed in. */
export function isOpen({ cells }: Row): boolean {
	return numberFields.some((field) => cells[field] !== null);
}

/** What a drawn cell holds, an empty one 0 if that is what it means. Null where there is no cell, or none is drawn. */
function typedIn(cell: Cell | null, ways: NumberWays): TypedValue | null {
	return cell?.isDrawn ? typedByWays(cell.input.value, ways) : null;
}

/**
 * What a cell says, null where it says nothing else than `saved`. One that is not drawn cannot have been typed in: if it
 * shows the saved number, it says that; if it shows anything else, what it holds is not known.
 */
export function saidIn(cell: Cell | null, saved: string | null, ways: NumberWays): TypedValue | null {
	const typed = typedIn(cell, ways);
	if (typed || cell === null || cell.isDrawn) return typed;
	const isNone = cell.text === '' && !Number(saved ?? 0);
	return isNone || (parseDecimal(cell.text) && same(cell.text, saved)) ? null : { text: cell.text, value: null };
}

/** True for a row without a product and a price: a form begins with one, and no such row is saved. */
export function isBlank({ product, cells }: Row, ways: NumberWays): boolean {
	const list = saidIn(cells.list, null, ways);
	const isPriced = list !== null && list.text.trim() !== '' && !(list.value !== null && same(list.value, '0'));
	return (product ?? '') === '' && !isPriced;
}

/** The first field that an open row lacks though no price is known without it; null for none. */
export function lostField(rows: readonly Row[]): string | null {
	for (const { cells } of rows.filter(isOpen)) {
		if (!cells.quantity) return lineFields.quantity.field;
		if (!cells.list) return lineFields.list.field;
		if (!cells.discount) return lineFields.discount.field;
	}
	return null;
}
