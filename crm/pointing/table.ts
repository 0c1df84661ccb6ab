import type { Hint, Hints, MapColumn } from '../../core/model/page-map.ts';
import { asLabel, asName, namesOf } from './descriptor.ts';
import { controlsIn, isVisible, shownBy, textOf } from './dom.ts';
import { choose } from './judge.ts';

/** Tables of lines: columns by what heads them, rows by what is in them. */

const tables = 'table,[role=grid],[role=table],[role=treegrid]';

const cellRoles = ['gridcell', 'cell', 'columnheader', 'rowheader'];

function roleOf(element: Element): string {
	return element.getAttribute('role') ?? '';
}

function isCell(element: Element): boolean {
	return element.localName === 'td' || element.localName === 'th' || cellRoles.includes(roleOf(element));
}

function isRow(element: Element): boolean {
	return element.localName === 'tr' || roleOf(element) === 'row';
}

function isTable(element: Element): boolean {
	return element.localName === 'table' || /^(?:tree)?grid$|^table$/.test(roleOf(element));
}

function around(element: Element, fits: (element: Element) => boolean): Element | null {
	for (let at: Element | null = element; at; at = at.parentElement) if (fits(at)) return at;
	return null;
}

/** Columns of a table as they stand now. */
interface Head {
	readonly row: Element;
	readonly cells: readonly Element[];
	/** What tells each column, by its place. */
	readonly hints: readonly Hints[];
	/** What markup calls the cells of each column. */
	readonly names: readonly Hints[];
	/** Classes of most cells of each column. */
	readonly classes: readonly Hints[];
	readonly rows: readonly Element[];
}

interface FoundColumn {
	readonly place: number;
	/** What markup calls its cells. */
	readonly names: Hints;
	/** What it calls the cells of other columns, and not its own. */
	readonly foreign: ReadonlySet<string>;
}

/** Where each column of a map stands. */
export interface FoundTable {
	readonly table: Element;
	readonly rows: readonly Element[];
	/** A column that was not found is missing. */
	readonly at: Readonly<Partial<Record<MapColumn, FoundColumn>>>;
}

/** The table around an element; null outside of one that has heads. */
export function tableOf(element: Element): Element | null {
	const table = around(element, isTable);
	return table && headOf(table) ? table : null;
}

function rowsIn(table: Element): Element[] {
	return [...table.querySelectorAll('tr,[role=row]')].filter((row) => around(row, isTable) === table);
}

/** Cells by place: one that spans several is at each of them. */
function spread(row: Element): Element[] {
	return [...row.children].filter(isCell).flatMap((cell) => {
		const span = Number(cell.getAttribute('colspan') ?? cell.getAttribute('aria-colspan')) || 1;
		return Array.from({ length: Math.max(1, Math.min(100, span)) }, () => cell);
	});
}

function isIn(row: Element, ...names: readonly string[]): boolean {
	return names.includes(row.parentElement?.localName ?? '');
}

/** A row that heads columns: one in a `thead`, or of heads alone. */
function headRow(rows: readonly Element[]): Element | null {
	const heads = rows.filter(
		(row) => isIn(row, 'thead') || [...row.children].some((cell) => roleOf(cell) === 'columnheader'),
	);
	const named = (row: Element) => spread(row).filter((cell) => asLabel(textOf(cell)) !== null).length;
	const best = heads.reduce<Element | null>((top, row) => (!top || named(row) > named(top) ? row : top), null);
	if (best) return named(best) >= 2 ? best : null;
	const [first] = rows;
	return first && first.children.length >= 2 && [...first.children].every(({ localName }) => localName === 'th')
		? first
		: null;
}

function headOf(table: Element): Head | null {
	const all = rowsIn(table);
	const row = headRow(all);
	if (!row) return null;
	const cells = spread(row);
	const title = textOf(row);
	// A long table may say its heads again in between.
	const isHead = (other: Element) => other === row || (textOf(other) === title && controlsIn(other).length === 0);
	const rows = all.filter(
		(other) => !isIn(other, 'thead', 'tfoot') && !isHead(other) && isVisible(other) && isWhole(other, cells.length),
	);
	const { names, classes } = columnNames(rows, cells.length);
	return { row, cells, rows, names, classes, hints: cells.map((cell, at) => columnHints(cell, names[at] ?? [])) };
}

/** A row with a cell for each column; notes, headings and sums over several columns have none. */
function isWhole(row: Element, columns: number): boolean {
	const cells = spread(row);
	return cells.length === columns && new Set(cells).size > columns / 2;
}

function classesOf(cell: Element): Hint[] {
	return [...cell.classList].map((value) => ({ by: 'class', value }) as const);
}

/** What markup calls a cell, or the field in it. */
function namesIn(cell: Element | undefined): Hint[] {
	if (!cell) return [];
	const first = cell.firstElementChild;
	const field = first ? controlsIn(cell)[0] : undefined;
	const name = asName(field?.getAttribute('name') ?? null);
	return [
		...namesOf(cell),
		...(first ? namesOf(first) : []),
		...(field && field !== first ? namesOf(field) : []),
		...(name ? [{ by: 'name', value: name } as const] : []),
	];
}

const keyOf = ({ by, value }: Hint) => `${by} ${value}`;

/** Rows that are looked at to learn what a column's cells are called. */
const mostSampled = 6;

/** Names that most cells of a column have, with classes that no other column has. */
function columnNames(rows: readonly Element[], columns: number): { names: Hints[]; classes: Hints[] } {
	const sample = rows.slice(0, mostSampled).map(spread);
	const common = (of: (cell: Element | undefined) => Hint[], place: number): Hint[] => {
		const all = sample.map((cells) => new Map(of(cells[place]).map((hint) => [keyOf(hint), hint])));
		const merged = new Map(all.flatMap((hints) => [...hints]));
		return [...merged.values()].filter((hint) => all.filter((hints) => hints.has(keyOf(hint))).length * 2 > all.length);
	};
	const places = Array.from({ length: columns }, (_, place) => place);
	const classes = places.map((place) => common((cell) => (cell ? classesOf(cell) : []), place));
	const names = places.map((place) => {
		const others = new Set(classes.flatMap((own, other) => (other === place ? [] : own.map(keyOf))));
		const own = (classes[place] ?? []).filter((hint) => !others.has(keyOf(hint)));
		return [...common(namesIn, place), ...own];
	});
	return { names, classes };
}

function columnHints(head: Element, names: Hints): Hints {
	const label = asLabel(textOf(head)) ?? asLabel(head.getAttribute('aria-label') ?? '');
	const id = asName(head.id);
	const hints: Hint[] = [
		...(label ? [{ by: 'label', value: label } as const] : []),
		...namesOf(head),
		...(id ? [{ by: 'id', value: id } as const] : []),
		...names,
	];
	return [...new Map(hints.map((hint) => [keyOf(hint), hint])).values()];
}

/** Heads of a table's columns by place, each with what tells its column; none for an element that is no such table. */
export function headsOf(table: Element): readonly { readonly cell: Element; readonly hints: Hints }[] {
	const head = headOf(table);
	return head ? head.cells.map((cell, at) => ({ cell, hints: head.hints[at] ?? [] })) : [];
}

/** What tells the column in which a cell or a head stands; null for an element in none. */
export function describeColumn(element: Element): Hints | null {
	const table = tableOf(element);
	const head = table && headOf(table);
	const cell = around(element, isCell);
	const row = cell && around(cell, isRow);
	if (!head || !cell || !row || (row !== head.row && !head.rows.includes(row))) return null;
	return head.hints[spread(row).indexOf(cell)] ?? null;
}

/** The one visible table that has such columns; null when there is none, or more than one. */
export function findTable(
	document: Document,
	columns: Readonly<Partial<Record<MapColumn, Hints>>>,
	isTranslated = false,
): FoundTable | null {
	const wanted = Object.entries(columns) as [MapColumn, Hints][];
	const fitting = [...document.querySelectorAll(tables)].flatMap((table): FoundTable[] => {
		const head = isVisible(table) && !table.closest('dialog,[role=dialog]') ? headOf(table) : null;
		if (!head) return [];
		const at: Partial<Record<MapColumn, FoundColumn>> = {};
		for (const [column, hints] of wanted) {
			const place = choose(hints, head.hints, isTranslated);
			const isTaken = Object.values(at).some((other) => other.place === place);
			if (place !== null && !isTaken)
				at[column] = { place, names: head.names[place] ?? [], foreign: foreignTo(head, place) };
		}
		const found = Object.keys(at).length;
		return at.product && found >= 2 && found * 2 >= wanted.length ? [{ table, rows: head.rows, at }] : [];
	});
	return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

function foreignTo({ names, classes }: Head, place: number): ReadonlySet<string> {
	const all = [names, classes];
	const own = new Set(all.flatMap((columns) => (columns[place] ?? []).map(keyOf)));
	return new Set(all.flatMap((columns) => columns.flat().map(keyOf)).filter((key) => !own.has(key)));
}

/** False for a cell that markup does not call as it calls the others of its column: it was moved in its row. */
function isCalled(cell: Element, row: Element, { names, foreign }: FoundColumn): boolean {
	const own = new Set([...namesIn(cell), ...classesOf(cell)].map(keyOf));
	if ([...own].some((key) => foreign.has(key))) return false;
	// Fields have names, and only a row that is being edited has fields.
	const hasFields = controlsIn(row).length > 0;
	return (['data', 'class', 'name'] as const).every((kind) => {
		const wanted = names.filter(({ by }) => by === kind);
		return wanted.length === 0 || (kind === 'name' && !hasFields) || wanted.some((hint) => own.has(keyOf(hint)));
	});
}

/** The cell of a row in a column; null for a column that was not found, and for a cell that is called otherwise. */
export function cellAt(row: Element, column: FoundColumn | undefined): Element | null {
	const cell = column && spread(row)[column.place];
	return cell && isCalled(cell, row, column) ? cell : null;
}

/** What is in the column of a cell or head, row by row. */
export function columnTexts(cell: Element): string[] {
	const table = around(cell, isTable);
	const row = around(cell, isRow);
	const head = table && headOf(table);
	if (!head || !row) return [];
	const place = spread(row).indexOf(cell);
	return head.rows.flatMap((other) => {
		const text = cellText(spread(other)[place] ?? null);
		return text ? [text] : [];
	});
}

/** The cell of a row in a column that was pointed at; null when it is not clear which one that is. */
export function cellFor(row: Element, hints: Hints): Element | null {
	const table = around(row, isTable);
	const head = table && headOf(table);
	const place = head && choose(hints, head.hints);
	if (!head || place === null) return null;
	return cellAt(row, { place, names: head.names[place] ?? [], foreign: foreignTo(head, place) });
}

/** The field of a cell, else the cell. */
export function shownIn(cell: Element): Element {
	return controlsIn(cell)[0] ?? cell;
}

/** What a cell shows. */
export function cellText(cell: Element | null): string | null {
	return cell && shownBy(shownIn(cell));
}
