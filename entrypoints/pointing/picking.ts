import { type Hints, type MapColumn, type MapField, mapColumns } from '../../core/model/page-map.ts';
import { describe } from '../../crm/pointing/descriptor.ts';
import { isControl, isVisible, placeOf, shownBy } from '../../crm/pointing/dom.ts';
import { find } from '../../crm/pointing/find.ts';
import { figures } from '../../crm/pointing/look.ts';
import {
	cellAt,
	cellFor,
	cellText,
	columnTexts,
	describeColumn,
	findTable,
	headsOf,
	tableOf,
} from '../../crm/pointing/table.ts';
import { type Columns, type Draft, isNumber, numberShown } from './draft.ts';
import { isFoundAgain, settledPrices, suggestColumns } from './suggest.ts';

/** What a press on the page means. */

/** Why a place cannot be taken. */
export type Problem = 'empty' | 'no-number' | 'not-told' | 'frame' | 'no-table' | 'other-table';

export type Pick<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

const refused = (problem: Problem) => ({ ok: false, problem }) as const;

function isFrame(element: Element): boolean {
	return element.localName === 'iframe' || element.localName === 'frame';
}

/** What tells the place that a press on `element` means for a field. */
export function pickField(document: Document, element: Element, field: MapField): Pick<Hints> {
	if (isFrame(element)) return refused('frame');
	const place = placeOf(element);
	const text = shownBy(place);
	if (text === '' && !isControl(place)) return refused('empty');
	if (figures.includes(field) && text !== '' && !isNumber(text)) return refused('no-number');
	return isFoundAgain(document, place, field) ? { ok: true, value: describe(place) } : refused('not-told');
}

/** Columns of the table in which `element` is, as far as their headings tell; the pressed one is the product's. */
export function pickTable(document: Document, element: Element, draft: Draft): Pick<Columns> {
	if (isFrame(element)) return refused('frame');
	const table = tableOf(element);
	// A whole table that was offered is pressed nowhere in particular.
	const own = table === element ? [] : table && describeColumn(element);
	if (!table || !own) return refused('no-table');
	const columns = suggestColumns(document, table, draft);
	const isTaken = Object.values(columns).some((hints) => isSame(hints, own));
	const all = columns.product || isTaken || own.length === 0 ? columns : { ...columns, product: own };
	return findTable(document, all)?.table === table || Object.keys(all).length < 2
		? { ok: true, value: all }
		: refused('not-told');
}

/** The columns with the one in which `element` stands taken for `column`. */
export function pickColumn(document: Document, element: Element, column: MapColumn, draft: Draft): Pick<Columns> {
	const columns = draft.columns ?? {};
	if (isFrame(element)) return refused('frame');
	const table = findTable(document, columns);
	const own = describeColumn(element);
	if (!own || (table && tableOf(element) !== table.table)) return refused(table ? 'other-table' : 'no-table');
	const rest = Object.fromEntries(Object.entries(columns).filter(([, hints]) => !isSame(hints, own)));
	const all: Columns = { ...rest, [column]: own };
	const isThere = Object.keys(all).length < 2 || findTable(document, all)?.at[column] !== undefined;
	if (!isThere) return refused('not-told');
	// What the user says of a price stays as it was said.
	const isPrice = column === 'listPrice' || column === 'netPrice';
	return { ok: true, value: isPrice ? all : settledPrices(document, all, draft) };
}

/** What tells the place of a field that an adapter lost: its column when it is in a table, else the field. */
export function pickLost(document: Document, element: Element): Pick<Hints> {
	if (isFrame(element)) return refused('frame');
	const column = describeColumn(element);
	if (column && column.length > 0 && isInColumn(element, column)) return { ok: true, value: column };
	const place = placeOf(element);
	if (shownBy(place) === '' && !isControl(place)) return refused('empty');
	const hints = describe(place);
	return find(document, hints, { isFigure: true }) === place ? { ok: true, value: hints } : refused('not-told');
}

/** True for a column's head, and for a cell that is found by what tells its column: one of a row under edit may be not. */
function isInColumn(element: Element, column: Hints): boolean {
	const table = tableOf(element);
	const row = element.closest('tr,[role=row]');
	if (table && headsOf(table).some(({ cell }) => cell.contains(element))) return true;
	return row !== null && cellFor(row, column)?.contains(element) === true;
}

function isSame(left: Hints, right: Hints): boolean {
	return JSON.stringify(left) === JSON.stringify(right);
}

/** What would be read at an element. `number`: null for a text, or for one that could be two numbers. */
export interface Seen {
	readonly element: Element;
	readonly text: string;
	readonly number: string | null;
	readonly isDoubtful: boolean;
}

/** What a press on `element` would read for a field. */
export function seenAt(document: Document, element: Element, field: MapField | null, draft: Draft): Seen {
	const place = placeOf(element);
	const text = shownBy(place);
	const isFigure = field !== null && figures.includes(field);
	const isHeld = (place as HTMLInputElement).type === 'number';
	const number = isFigure ? (isHeld ? text : numberShown(document, draft, text)) : null;
	return { element: place, text, number, isDoubtful: isFigure && number === null && isNumber(text) };
}

/** What is in each column, first line first. */
export function firstTexts(document: Document, columns: Columns): Readonly<Partial<Record<MapColumn, string>>> {
	const table = findTable(document, columns);
	const [row] = table?.rows ?? [];
	const texts = mapColumns.flatMap((column) => {
		const cell = row ? cellAt(row, table?.at[column]) : null;
		return cell ? [[column, cellText(cell) || (columnTexts(cell)[0] ?? '')] as const] : [];
	});
	return Object.fromEntries(texts);
}

/** Places on a page that show something, in their order, for anyone who points by key. */
export function placesOn(document: Document): Element[] {
	const all = [...document.body.querySelectorAll('*')].filter((element) => {
		const isLeaf =
			isControl(element) ||
			[...element.childNodes].some(({ nodeType, nodeValue }) => nodeType === 3 && nodeValue?.trim());
		return isLeaf && !/^(?:script|style|option|noscript)$/.test(element.localName) && isVisible(element);
	});
	return [...new Set(all.map(placeOf))];
}
