import type { Hints } from '../../core/model/page-map.ts';
import { find } from './find.ts';
import { cellFor } from './table.ts';

/**
 * The place of a field that a user pointed at: in a row of a table its cell, else the one in `within`. Null when nothing,
 * or more than one thing, is as it was described.
 */
export function pointedPlace(document: Document, hints: Hints, within?: ParentNode): Element | null {
	const row = within as Element | undefined;
	const isRow = row?.localName === 'tr' || row?.getAttribute?.('role') === 'row';
	// A column is known by its heads and cells; one cell that is made otherwise than they are, as any other place.
	const isColumn = !hints.some(({ by }) => by === 'inside');
	return row && isRow && isColumn
		? cellFor(row, hints)
		: find(document, hints, { isFigure: true, ...(within ? { within } : {}) });
}
