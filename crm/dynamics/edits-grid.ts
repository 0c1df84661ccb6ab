import type { DealFacts } from '../../core/model/deal.ts';
import type { TypedValue } from '../../core/model/deal-edits.ts';
import { type LineField, lineFields, type NumberFormat, numberIn } from './fields.ts';
import { guid, shown, textOf } from './front.ts';

/**
 * Lines in the form's grid. It draws only the rows and columns in view, so that of it nothing is read but the cells that
 * are open; a row is saved when it is left.
 */

/** A row with open cells. */
export interface OpenRow {
	/** Null when the page does not tell which line it is. */
	readonly lineId: string | null;
	/** Told by the row itself, not by its product alone. */
	readonly isSure: boolean;
	readonly typed: Partial<Record<LineField, TypedValue>>;
}

/** Rows and cells by what the grid itself knows them by, or by their roles. */
const anyRow = '[row-id], [role="row"]';
const openCells = `:is(${anyRow}) [col-id] input`;

function isLineField(column: string | null): column is LineField {
	return column !== null && column in lineFields;
}

function lineOf(row: Element, saved: DealFacts): Pick<OpenRow, 'lineId' | 'isSure'> {
	const id = guid(row.getAttribute('row-id'));
	if (saved.lines?.some((line) => line.id === id)) return { lineId: id, isSure: true };
	const product = textOf(row.querySelector('[col-id="productname"]'));
	const fitting = (saved.lines ?? []).filter(({ product: own }) => product !== '' && own?.name === product);
	return { lineId: fitting.length === 1 ? (fitting[0]?.id ?? null) : null, isSure: false };
}

/** The rows of the page's grids in which a price is being typed. */
export function openRows(document: Document, saved: DealFacts, format: NumberFormat): OpenRow[] {
	const rows = new Map<Element, Partial<Record<LineField, TypedValue>>>();
	for (const input of shown<HTMLInputElement>(document, openCells)) {
		const row = input.closest(anyRow);
		const column = input.closest('[col-id]')?.getAttribute('col-id') ?? null;
		if (row && isLineField(column)) rows.set(row, { ...rows.get(row), [column]: numberIn(input, format) });
	}
	return [...rows].map(([row, typed]) => ({ ...lineOf(row, saved), typed }));
}
