import type { DealFacts, QuoteLine } from '../../core/model/deal.ts';
import {
	type AddedLine,
	type DealEdits,
	type LineEdit,
	noEdits,
	type PriceEdit,
	type TypedValue,
	unknownProduct,
} from '../../core/model/deal-edits.ts';
import {
	compare,
	type DecimalString,
	formatDecimal,
	parseDecimal,
	subtract,
	trimZeros,
} from '../../core/model/decimal.ts';
import type { LocaleMarks } from '../../core/model/locale-number.ts';
import type { EditsReading, Page } from '../contract.ts';
import type { Client } from './api.ts';
import {
	gridOf,
	isFilled,
	lineDialog,
	lineFields,
	marksOf,
	neededFields,
	paneOf,
	type Row,
	readField,
	recordInFront,
	rowsOf,
} from './form.ts';

/** What is typed in the web client and not saved. */

type LineFields = Readonly<Record<string, TypedValue | null>>;

/** The price field the user went into last, in the line's dialog or row that holds it. */
export interface Driver {
	readonly place: Element;
	readonly by: PriceEdit['by'];
}

const drivers: Readonly<Record<string, PriceEdit['by']>> = {
	discount_rate: 'discount',
	discount_amount: 'amountOff',
	unit_price: 'netPrice',
};

function missing(field: string): EditsReading {
	return { ok: false, error: { code: 'field-missing', field } };
}

/** "15" percent as "0.15". */
export function fraction({ text, value }: TypedValue): TypedValue {
	const percent = parseDecimal(value);
	return { text, value: percent && formatDecimal(trimZeros({ digits: percent.digits, scale: percent.scale + 2 })) };
}

/** True when a field does not say what is saved: another number, or none that can be read. */
export function differs({ text, value }: TypedValue, saved: DecimalString | null): boolean {
	const [now, before] = [parseDecimal(value), parseDecimal(saved)];
	if (now && before) return compare(now, before) !== 0;
	// An empty field says "none".
	return now !== null || text.trim() !== '' || (before !== null && before.digits !== 0n);
}

function editOf(fields: LineFields, line: QuoteLine, driver?: PriceEdit['by']): LineEdit {
	const edit: { -readonly [K in keyof LineEdit]: LineEdit[K] } = {};
	const { quantity, base_price: list, discount_rate: rate, discount_amount: amountOff, unit_price: unit } = fields;
	if (quantity && differs(quantity, line.quantity)) edit.quantity = quantity;
	if (list && differs(list, line.listPrice)) edit.listPrice = list;
	const isUnitTyped = unit && differs(unit, line.netPrice);
	const discount = rate && fraction(rate);
	const isRateTyped = discount && differs(discount, line.discounts[0] ?? '0');
	if (amountOff && driver === 'amountOff' && isAmountTyped(amountOff, line))
		edit.price = { by: driver, typed: amountOff };
	// Until the server answers, the price per unit is still the one before.
	else if (isRateTyped && (driver === 'discount' || (!driver && !isUnitTyped && !edit.listPrice)))
		edit.price = { by: 'discount', typed: discount };
	else if (isUnitTyped && driver !== 'discount') edit.price = { by: 'netPrice', typed: unit };
	return edit;
}

/** True when the amount off is not the one the saved prices make. */
function isAmountTyped({ text, value }: TypedValue, line: QuoteLine): boolean {
	const [list, net, off] = [parseDecimal(line.listPrice), parseDecimal(line.netPrice), parseDecimal(value)];
	return text !== '' && !(list && net && off && compare(subtract(list, net), off) === 0);
}

function productText({ product }: QuoteLine): string {
	return product ? (product.code === null ? product.name : `[${product.code}] ${product.name}`) : '';
}

/**
 * The line of each row: rows may be dragged, added and struck out, and carry no id. Same product and same numbers
 * first, then same product: which of several lines of one product it is changes no sum. Null for a row of no saved line.
 */
function matched(rows: readonly Row[], lines: readonly QuoteLine[]): { of: (QuoteLine | null)[]; isWhole: boolean } {
	const left = new Set(lines);
	const of: (QuoteLine | null)[] = rows.map(() => null);
	for (const isExact of [true, false])
		for (const [at, { product, fields }] of rows.entries()) {
			if (of[at]) continue;
			const fitting = [...left].find(
				(line) => productText(line) === product && !(isExact && Object.keys(editOf(fields, line)).length > 0),
			);
			if (!fitting) continue;
			of[at] = fitting;
			left.delete(fitting);
		}
	return { of, isWhole: left.size === 0 };
}

function added(fields: LineFields, product: string, at: number): AddedLine {
	return {
		id: `new-${at}`,
		...unknownProduct,
		description: product,
		quantity: fields.quantity?.value ?? null,
		listPrice: fields.base_price?.value ?? null,
		netPrice: fields.unit_price?.value ?? null,
	};
}

function opportunityEdits(pane: Element, saved: DealFacts, marks: LocaleMarks): EditsReading {
	const amount = readField(pane, 'amount', marks);
	if (!amount) return missing('Amount');
	const probability = readField(pane, 'conversion_probability', marks);
	const typed = probability && fraction(probability);
	return {
		ok: true,
		value: {
			...noEdits(saved.ref),
			...(differs(amount, saved.amount) ? { amount } : {}),
			...(typed && differs(typed, saved.probability) ? { probability: typed } : {}),
		},
	};
}

/** The rows of a quotation with the saved line of each. */
interface PlacedLines {
	readonly rows: readonly Row[];
	/** For each row; null for one of no saved line. */
	readonly of: readonly (QuoteLine | null)[];
	/** Every saved line has its row. */
	readonly isWhole: boolean;
	/** A long grid draws its first rows only, and says so. */
	readonly isCut: boolean;
}

/** Finds each saved line's row; null while there is nothing to find: the form draws its rows a moment after its fields. */
export function placeLines(pane: Element, saved: DealFacts, client: Client | null): PlacedLines | null {
	const rows = rowsOf(pane, client);
	if (saved.lines === null || rows.length === 0) return null;
	return { rows, ...matched(rows, saved.lines), isCut: isCutShort(pane, saved.lines.length) };
}

/** The row whose line a dialog edits. */
export function openRow(rows: readonly Row[], dialog: Element, marks: LocaleMarks): Row | undefined {
	const product = readField(dialog, 'product', marks)?.text ?? '';
	const fitting = rows.filter((row) => row.product === product && !row.isDeleted);
	return fitting.length > 1 ? fitting.find(({ element }) => element.classList.contains('selected')) : fitting[0];
}

/** Reads what is typed on the record of `saved`. */
export function readEdits(page: Page, saved: DealFacts, client: Client | null, driver: Driver | null): EditsReading {
	const { document } = page;
	const pane = paneOf(document);
	const none: DealEdits = noEdits(saved.ref);
	if (!pane || recordInFront(page)?.id !== saved.ref.id || !isFilled(pane)) return { ok: true, value: none };
	const marks = marksOf(client);
	if (saved.ref.kind === 'opportunity') return opportunityEdits(pane, saved, marks);
	const placed = placeLines(pane, saved, client);
	if (placed === null) return { ok: true, value: none };
	const { rows, of, isWhole, isCut } = placed;
	const lost = rows.flatMap((row) => row.missing).find((name) => neededFields.includes(name));
	if (lost) return missing(lineFields[lost] ?? lost);
	if (!isWhole && !isCut) return { ok: true, value: { ...none, areLinesUnmatched: true } };

	const dialog = lineDialog(document);
	let open: Row | undefined;
	let openFields: LineFields = {};
	if (dialog) {
		openFields = Object.fromEntries(Object.keys(lineFields).map((name) => [name, readField(dialog, name, marks)]));
		const lostHere = [...neededFields, 'discount_rate'].find((name) => !openFields[name]);
		if (lostHere) return missing(lineFields[lostHere] ?? lostHere);
		open = openRow(rows, dialog, marks);
		// A new line's dialog is empty at first.
		if (!open && openFields.product?.text) return missing('Line');
	}
	const lines: Record<string, LineEdit> = {};
	const removed: string[] = [];
	const news: AddedLine[] = [];
	let active: string | null = null;
	for (const [at, row] of rows.entries()) {
		const line = of[at];
		const fields = row === open ? openFields : row.fields;
		const place = row === open ? dialog : row.element;
		if (place?.contains(document.activeElement) || row === open) active = line?.id ?? `new-${at}`;
		if (row.isDeleted) {
			if (line) removed.push(line.id);
		} else if (line) {
			const edit = editOf(fields, line, driver?.place === place ? driver.by : undefined);
			if (Object.keys(edit).length > 0) lines[line.id] = edit;
		} else news.push(added(fields, row.product, at));
	}
	return { ok: true, value: { ...none, lines, added: news, removed, activeLineId: active } };
}

/** True when the grid's own count says that all lines are there, though not all are drawn. */
function isCutShort(pane: Element, saved: number): boolean {
	const grid = gridOf(pane);
	const [, count] = grid?.closest('.form-one2many')?.querySelector('.badge')?.textContent?.split('/') ?? [];
	return Number(count) === saved && Boolean(grid?.querySelector('.more-row'));
}

/** Which price field of which line's dialog or row drives its price now, after `before` did. */
export function driverNow(document: Document, before: Driver | null): Driver | null {
	const field = document.activeElement;
	const dialog = lineDialog(document);
	const place = dialog?.contains(field) ? dialog : (field?.closest('.form-one2many tbody > tr') ?? null);
	const by = drivers[field?.getAttribute('name') ?? ''];
	if (place && by) return { place, by };
	// It drives until its dialog or its row is closed.
	const isOpen = before && (before.place === dialog || before.place.querySelector('.widget-editable input'));
	return isOpen && (!place || place === before.place) ? before : null;
}
