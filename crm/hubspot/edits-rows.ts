import type { DealFacts, QuoteLine } from '../../core/model/deal.ts';
import {
	type AddedLine,
	type LineEdit,
	type PriceEdit,
	type TypedValue,
	unknownProduct,
} from '../../core/model/deal-edits.ts';
import {
	compare,
	type Decimal,
	divide,
	formatDecimal,
	isZero,
	multiply,
	one,
	parseDecimal,
	round,
	subtract,
	zero,
} from '../../core/model/decimal.ts';
import type { FieldHealth } from '../contract.ts';
import { afterDiscount, differs, ofUnseenZero, short } from '../kit/numbers.ts';
import { anyOf, type FieldPlace, type Found, healthOfPlace, isDrawn } from '../kit/places.ts';
import { type FirstTexts, firstText, type NumberWays, percentByWays, typedByWays } from '../kit/ways.ts';
import { fieldIn, lineFields, previewPanel, textOf } from './fields.ts';

/** Rows of the line-item editor. They carry no ids: a line is known by its name and its place. */
export interface Row {
	readonly element: Element;
	/** Null for a field that was not found. */
	readonly name: string | null;
	readonly quantity: TypedValue | null;
	readonly list: TypedValue | null;
	readonly percent: TypedValue | null;
	readonly amountOff: TypedValue | null;
	readonly cost: TypedValue | null;
	readonly health: readonly FieldHealth[];
}

const anyField = Object.values(lineFields).map(anyOf).join(', ');

/** Rows with a field of a line in them. */
export function rowElements(document: Document): Element[] {
	const rows = new Set<Element>();
	for (const field of document.querySelectorAll(anyField)) {
		const row = field.closest('tr, [role="row"], [data-row-index]');
		if (row && isDrawn(row) && !row.closest(previewPanel)) rows.add(row);
	}
	return [...rows];
}

/** The property a column shows, in lower case. */
function propertyOf(head: Element | undefined): string {
	return /-([^-]*)$/.exec(head?.getAttribute('data-table-external-id') ?? '')?.[1]?.toLowerCase() ?? '';
}

/** Columns the user has chosen, by the property each shows. */
function columnsOf(document: Document): Set<string> {
	return new Set([...document.querySelectorAll('th[data-table-external-id]')].map(propertyOf));
}

/** Reads a row's fields. A discount is missing only where its column is shown. */
function readRow(element: Element, columns: ReadonlySet<string>, ways: NumberWays): Row {
	const at = (place: FieldPlace) => fieldIn({ root: element, isPanel: true }, place);
	const [name, quantity, list] = [at(lineFields.name), at(lineFields.quantity), at(lineFields.list)];
	// Only the head of a field that a user has shown says whether it takes percent.
	const discountAt = (place: FieldPlace, property: string): Found<Element> => {
		const found = at(place);
		const cell = found.element?.closest('td');
		const head = cell?.closest('table')?.querySelectorAll('thead th')[cell.cellIndex];
		const isSure = found.element?.matches(anyOf(place)) || propertyOf(head) === property;
		return isSure ? found : { element: null, health: healthOfPlace(place, 'broken') };
	};
	const percent = discountAt(lineFields.percent, 'hs_discount_percentage');
	// A row has one of them.
	const discount = percent.element ? percent : discountAt(lineFields.amountOff, 'discount');
	const typed = (field: Element | null) => (field ? typedByWays(textOf(field) ?? '', ways) : null);
	const hasColumn = columns.has('hs_discount_percentage') || columns.has('discount');
	const cost = at(lineFields.cost);
	// What is typed there is nowhere else: without its field a shown column says an unknown cost, not the saved one.
	const isCostLost = cost.element === null && columns.has('hs_cost_of_goods_sold');
	return {
		element,
		name: textOf(name.element),
		quantity: typed(quantity.element),
		list: typed(list.element),
		percent: percent.element ? percentByWays(textOf(percent.element) ?? '', ways) : null,
		amountOff: percent.element ? null : typed(discount.element),
		cost: typed(cost.element),
		health: [
			name.health,
			quantity.health,
			list.health,
			...(discount.element || hasColumn ? [discount.health] : []),
			...(isCostLost ? [cost.health] : []),
		],
	};
}

/** All rows of the editor with their fields. */
export function readRows(document: Document, ways: NumberWays): Row[] {
	const columns = columnsOf(document);
	return rowElements(document).map((element) => readRow(element, columns, ways));
}

const savedDiscounts = ({ discounts }: QuoteLine): Decimal =>
	discounts.reduce((left, discount) => afterDiscount(left, parseDecimal(discount) ?? zero), one);

function savedNet(line: QuoteLine): Decimal | null {
	const list = parseDecimal(line.listPrice);
	return parseDecimal(line.netPrice) ?? (list && multiply(list, savedDiscounts(line)));
}

/** A discount shown in another unit than it is kept in is rounded to at least this many digits. */
const shownDigits = 2;

/** True when a discount field makes the saved price: exactly, or as far as a converted one is shown. */
function isSavedDiscount(row: Row, line: QuoteLine): boolean {
	const [list, net] = [parseDecimal(line.listPrice), savedNet(line)];
	const typed = parseDecimal(row.percent?.value ?? row.amountOff?.value);
	if (!list || !net || !typed) return false;
	const isAmountKept = line.netPrice !== null;
	if (row.percent) {
		if (compare(afterDiscount(list, typed), net) === 0) return true;
		const exact = isZero(list) ? null : divide(subtract(list, net), list, typed.scale);
		return isAmountKept && typed.scale - 2 >= shownDigits && exact !== null && compare(exact, typed) === 0;
	}
	const off = subtract(list, net);
	if (compare(off, typed) === 0) return true;
	return !isAmountKept && typed.scale >= shownDigits && compare(round(off, typed.scale), typed) === 0;
}

function priceEdit(row: Row, line: QuoteLine, isListTyped: boolean): PriceEdit | undefined {
	const typed = row.percent ?? row.amountOff;
	const by = row.percent ? 'discount' : 'amountOff';
	const [list, net] = [parseDecimal(line.listPrice), savedNet(line)];
	const hasDiscount = list && net ? compare(list, net) !== 0 : false;
	if (typed) {
		const isEdited = typed.text.trim() === '' ? hasDiscount : !isSavedDiscount(row, line);
		// An amount off stays as it is when the price it is taken from changes; a saved percentage is known as such.
		return isEdited || (isListTyped && line.netPrice !== null && hasDiscount) ? { by, typed } : undefined;
	}
	if (!isListTyped || line.netPrice === null || !list || !net || !hasDiscount) return undefined;
	const off = formatDecimal(subtract(list, net));
	return { by: 'amountOff', typed: { text: off, value: off } };
}

/** What a row says otherwise than its saved line. */
export function editOf(row: Row, line: QuoteLine): LineEdit {
	const { quantity, list } = row;
	const isListTyped = list !== null && differs(line.listPrice, list, ofUnseenZero);
	const price = priceEdit(row, line, isListTyped);
	return {
		...(quantity && differs(line.quantity, quantity, ofUnseenZero) ? { quantity } : {}),
		...(isListTyped ? { listPrice: list } : {}),
		...(price ? { price } : {}),
	};
}

/** Lines and rows that belong together. */
export interface Matched {
	/** The line of each row, null for a row that is new. */
	readonly of: readonly (QuoteLine | null)[];
	/** Every saved line has its row. */
	readonly isWhole: boolean;
}

/** The line of each row: by name and place, then by name and numbers, then by name; a single renamed one by what is left. */
export function matchRows(rows: readonly Row[], lines: readonly QuoteLine[]): Matched {
	const of: (QuoteLine | null)[] = rows.map(() => null);
	const left = new Set(lines);
	const isNamed = (row: Row, line: QuoteLine) => row.name === line.description.trim();
	const take = (fits: (row: Row, line: QuoteLine, at: number) => boolean) => {
		for (const [at, row] of rows.entries()) {
			const line = of[at] ? undefined : [...left].find((candidate) => fits(row, candidate, at));
			if (!line) continue;
			of[at] = line;
			left.delete(line);
		}
	};
	take((row, line, at) => lines[at] === line && isNamed(row, line));
	take((row, line) => isNamed(row, line) && Object.keys(editOf(row, line)).length === 0);
	take(isNamed);
	if (rows.length === lines.length && left.size === 1) take(() => true);
	return { of, isWhole: left.size === 0 };
}

/** A row that fits no saved line. */
export function addedLine(row: Row, at: number): AddedLine {
	const list = parseDecimal(row.list?.value);
	const typed = row.percent ?? row.amountOff;
	const discount = typed && typed.text.trim() !== '' ? parseDecimal(typed.value) : zero;
	const net = list && discount && (row.percent ? afterDiscount(list, discount) : subtract(list, discount));
	return {
		id: `new-${at}`,
		...unknownProduct,
		description: row.name ?? '',
		quantity: row.quantity?.value ?? null,
		listPrice: row.list?.value ?? null,
		netPrice: short(net),
	};
}

const sameRow = ({ element, name, quantity, list, percent, amountOff }: Row) => [
	element.closest('[data-row-index]')?.getAttribute('data-row-index'),
	name,
	...[quantity, list, percent, amountOff].map((typed) => typed?.text),
];

/** True when the page draws a row twice, under one index and with the same in it: a copied line has its own index. */
export function isDrawnTwice(rows: readonly Row[]): boolean {
	const indexed = rows.map(sameRow).filter(([index]) => index != null);
	return new Set(indexed.map((row) => JSON.stringify(row))).size < indexed.length;
}

/** True when a cost was typed that is not the saved one: no figure can be given with it. */
export function isCostTyped(row: Row, line: QuoteLine): boolean {
	return line.unitCost !== null && row.cost !== null && differs(line.unitCost, row.cost, ofUnseenZero);
}

/** Numbers that the editor shows, with what the saved lines say they are. */
export function* shownNumbers(
	document: Document,
	{ lines }: DealFacts,
	first: FirstTexts,
): Generator<readonly [string, string | null]> {
	const [rows, saved] = [rowElements(document), lines ?? []];
	for (const [at, row] of rows.entries()) {
		const line = saved[at];
		const list = line && fieldIn({ root: row, isPanel: true }, lineFields.list).element;
		if (list?.matches('input')) yield [firstText(list as HTMLInputElement, first), line?.listPrice ?? null];
		const [net, quantity] = [line ? savedNet(line) : null, parseDecimal(line?.quantity)];
		if (!net || !quantity) continue;
		const amount = formatDecimal(round(multiply(net, quantity), 2));
		for (const cell of row.querySelectorAll('td'))
			if (!cell.querySelector('input, textarea')) yield [cell.textContent ?? '', amount];
	}
}
