import type { CurrencyCode } from '../../core/model/deal.ts';
import type { TypedValue } from '../../core/model/deal-edits.ts';
import type { DecimalString } from '../../core/model/decimal.ts';
import type { LocaleMarks } from '../../core/model/locale-number.ts';
import type { Hints, MapColumn, MapField, PageMap } from '../../core/model/page-map.ts';
import type { FieldHealth } from '../contract.ts';
import { asFraction } from '../kit/numbers.ts';
import { describe } from './descriptor.ts';
import { isControl, shownBy } from './dom.ts';
import { find } from './find.ts';
import { marksNow, numberIn } from './numbers.ts';
import { cellAt, findTable, shownIn } from './table.ts';

/** What a page shows of a record, by its map. */

/** What fields are called in sentences, in English. */
export const titles: Readonly<Record<MapField | MapColumn | 'lines', string>> = {
	name: 'Name',
	account: 'Account',
	number: 'Number',
	stage: 'Stage',
	amount: 'Amount',
	probability: 'Probability',
	discount: 'Discount',
	lines: 'Lines',
	product: 'Product',
	code: 'Product code',
	quantity: 'Quantity',
	listPrice: 'List price',
	netPrice: 'Net price',
	total: 'Total',
	unitCost: 'Cost',
};

/** Fields that hold a number. */
export const figures: readonly string[] = ['amount', 'probability', 'discount'];

/** Without these no figure of the record is shown. */
const needed: readonly MapField[] = ['name', 'amount', 'discount'];

/** Columns that only say again what others say. */
const spare: readonly MapColumn[] = ['code', 'unitCost', 'total'];

/** One row of lines. */
export interface Row {
	readonly element: Element;
	readonly product: string;
	readonly code: string | null;
	/** By column; missing for one that is not in the map. */
	readonly values: Readonly<Partial<Record<MapColumn, TypedValue>>>;
}

export interface Shown {
	readonly fields: Readonly<Partial<Record<MapField, TypedValue>>>;
	/** Null for records without lines. */
	readonly rows: readonly Row[] | null;
	/** In English: needed and not found. */
	readonly missing: string | null;
	/** The health of each field and column of the map. */
	readonly health: readonly FieldHealth[];
	/** What tells one record from another: two looks of one print saw the same. */
	readonly print: string;
}

/** A text cell says "none" with a dash; a field says it by being empty. */
function none(place: Element, typed: TypedValue): TypedValue {
	const isNone = typed.text === '' || (!isControl(place) && /^[-–—\u2212]$/.test(typed.text));
	return isNone ? { text: typed.text, value: '0' } : typed;
}

/** A choice beside a discount may make an amount of it: "Pct", "Amt". */
function isOtherUnit(cell: Element, discountAs: PageMap['discountAs']): boolean {
	return [...cell.querySelectorAll('select')].some((select) => {
		const isPercent = /%|pct|per ?c|proz/i.test(shownBy(select));
		return isPercent !== (discountAs === 'percent');
	});
}

/** The number in a cell of a column; null in its value while it cannot be read. */
export function numberOf(cell: Element, column: MapColumn, map: PageMap, marks: LocaleMarks | null): TypedValue {
	const place = shownIn(cell);
	const text = shownBy(place);
	if (!marks) return { text, value: null };
	const typed = numberIn(place, marks);
	if (column !== 'discount') return typed;
	if (isOtherUnit(cell, map.discountAs)) return { text, value: null };
	// A percent sign on an amount, or a currency on a percent, is another field than the one that was pointed at.
	if ((map.discountAs === 'percent' ? /\p{Sc}/u : /%/).test(text)) return { text, value: null };
	return map.discountAs === 'percent' ? asFraction(none(place, typed)) : none(place, typed);
}

function rowOf(
	element: Element,
	table: NonNullable<ReturnType<typeof findTable>>,
	map: PageMap,
	marks: LocaleMarks | null,
): Row | null {
	const values: Partial<Record<MapColumn, TypedValue>> = {};
	const texts: Partial<Record<'product' | 'code', string>> = {};
	for (const column of Object.keys(map.columns ?? {}) as MapColumn[]) {
		const cell = cellAt(element, table.at[column]);
		if (column === 'product' || column === 'code') texts[column] = cell ? shownBy(shownIn(cell)) : '';
		else values[column] = cell ? numberOf(cell, column, map, marks) : { text: '?', value: null };
	}
	const { product = '', code = '' } = texts;
	// Notes, headings and sums have no quantity; a row to fill in has neither product nor price.
	const isPriced = [values.listPrice, values.netPrice, values.total].some((typed) => typed && typed.text !== '');
	if (values.quantity?.text === '' || (product === '' && !isPriced)) return null;
	return { element, product, code: code || (/^\[([^\]]+)\]/.exec(product)?.[1] ?? null), values };
}

/** True for a grid that draws fewer rows than it says it has. */
function isCut(table: Element, rows: number): boolean {
	const said = Number(table.getAttribute('aria-rowcount') ?? Number.NaN);
	return said > rows + 1;
}

/** Languages of a page and a map; another one makes labels say nothing. */
function isTranslated(document: Document, map: PageMap): boolean {
	return document.documentElement.lang !== map.numbers.language;
}

/** How the page writes numbers now; null when that is no longer known. */
export function marksOn(document: Document, map: PageMap): LocaleMarks | null {
	return marksNow(map.numbers, document.documentElement.lang);
}

function healthOf(field: string, hints: Hints, found: Hints | null): FieldHealth {
	if (!found) return { field, state: 'broken', seen: null };
	const isThere = (one: Hints[number]) => found.some(({ by, value }) => by === one.by && value === one.value);
	return { field, state: hints.every((one) => one.by === 'path' || isThere(one)) ? 'ok' : 'drifted', seen: null };
}

/** Reads all that a map names. Changes nothing. */
export function look(document: Document, map: PageMap): Shown {
	const marks = marksOn(document, map);
	const isOtherLanguage = isTranslated(document, map);
	const fields: Partial<Record<MapField, TypedValue>> = {};
	const health: FieldHealth[] = [];
	let missing: string | null = null;
	for (const [name, hints] of Object.entries(map.fields) as [MapField, Hints][]) {
		const isFigure = figures.includes(name);
		const place = find(document, hints, { isFigure, isTranslated: isOtherLanguage });
		const state = healthOf(titles[name], hints, place && describe(place, false));
		// A name that no figure depends on is left out, and the figures stay.
		health.push(place || needed.includes(name) ? state : { ...state, state: 'drifted' });
		if (place) {
			const text = shownBy(place);
			fields[name] = !isFigure ? { text, value: null } : marks ? numberIn(place, marks) : { text, value: null };
		} else if (needed.includes(name)) missing ??= titles[name];
	}
	let rows: Row[] | null = null;
	if (map.columns) {
		const table = findTable(document, map.columns, isOtherLanguage);
		const lost = (Object.keys(map.columns) as MapColumn[]).filter((column) => !table?.at[column]);
		for (const column of Object.keys(map.columns) as MapColumn[]) {
			const state = !lost.includes(column) ? 'ok' : spare.includes(column) ? 'drifted' : 'broken';
			health.push({ field: titles[column], state, seen: null });
		}
		if (!table || isCut(table.table, table.rows.length)) missing ??= titles.lines;
		const first = lost.find((column) => !spare.includes(column));
		if (table && first) missing ??= titles[first];
		rows = table ? table.rows.flatMap((row) => rowOf(row, table, map, marks) ?? []) : [];
	}
	const said = Object.values(fields).map(({ text }) => text);
	const lines = rows?.map(({ product, values }) => [product, ...Object.values(values).map(({ text }) => text)]);
	return { fields, rows, missing, health, print: JSON.stringify([said, lines]) };
}

const symbols: Readonly<Record<string, CurrencyCode>> = { '€': 'EUR', '£': 'GBP' };

/** Currency of a shown amount, else the one the map says. */
export function currencyOf(map: Pick<PageMap, 'currency'>, amount: string | undefined): CurrencyCode | null {
	const code = /(?:^|[^A-Z])([A-Z]{3})(?:$|[^A-Z])/.exec(amount ?? '')?.[1];
	const sign = /[€£]/.exec(amount ?? '')?.[0];
	return code ?? (sign ? (symbols[sign] ?? null) : map.currency);
}

/** Zero or more of nothing: a value or null. */
export function valueOrNull(typed: TypedValue | undefined): DecimalString | null {
	return typed?.value ?? null;
}
