import type { DealFacts, QuoteLine } from '../../core/model/deal.ts';
import {
	type AddedLine,
	type DealEdits,
	type LineEdit,
	noEdits,
	type PageTotals,
	type PriceEdit,
	unknownProduct,
} from '../../core/model/deal-edits.ts';
import {
	add,
	compare,
	type Decimal,
	type DecimalString,
	divide,
	formatDecimal,
	multiply,
	parseDecimal,
	round,
	subtract,
	zero,
} from '../../core/model/decimal.ts';
import type { EditsReading, Page } from '../contract.ts';
import { tryton } from '../kit/dialects.ts';
import { missing } from '../kit/facts.ts';
import { afterDiscount, asFraction, differs, fraction, isForeign, ofDiscount, same, short } from '../kit/numbers.ts';
import { type Client, costUnitsOf, type Known } from './api.ts';
import {
	dialogLine,
	dialogProduct,
	type Field,
	gridOf,
	isFilled,
	lineDialog,
	lineFields,
	marksOf,
	neededFields,
	paneOf,
	type Row,
	readField,
	rowsOf,
	type Shown,
} from './fields.ts';
import { recordInFront } from './front.ts';

/** What is typed in the web client and not saved. */

/** The product that the client shows by this text; undefined while nobody knows whether there is one. */
export type FindProduct = (shown: string) => Known | null | undefined;

function numberIn(field: Field | null | undefined): Decimal | null {
	return parseDecimal(field?.typed.value ?? null);
}

/** True for what the server makes of it, a half rounded to either side. */
function isRounded(value: Decimal, from: (rounding: 'half-even' | 'half-up') => Decimal | null): boolean {
	return (['half-even', 'half-up'] as const).some((rounding) => {
		const wanted = from(rounding);
		return wanted !== null && compare(value, wanted) === 0;
	});
}

/** Digits of a discount, a fraction, and of a price, as delivered. */
const digits = 4;

/**
 * Which field the price per unit hangs on. The server works the price out of a discount when its field is left, and the
 * discounts out of price and base price: a discount that does not follow from them is one it has not answered yet. The
 * price does not depend on a base price, on an emptied discount, or on a discount without a base price.
 */
function driverOf({ fields }: Shown): PriceEdit['by'] {
	const { base_price: list, discount_rate: rate, discount_amount: off, unit_price: unit } = fields;
	const [base, price] = [numberIn(list), numberIn(unit)];
	if (unit?.isOpen || list?.isOpen || base === null || base.digits === 0n) return 'netPrice';
	if (rate?.isOpen && rate.typed.text !== '') return 'discount';
	if (off?.isOpen && off.typed.text !== '') return 'amountOff';
	const [share, amount] = [parseDecimal(fraction(rate?.typed.value ?? null)), numberIn(off)];
	if (price === null) return 'netPrice';
	const isRateOwn = share !== null && !isRounded(share, (how) => divide(subtract(base, price), base, digits, how));
	const isAmountOwn = amount !== null && compare(amount, subtract(base, price)) !== 0;
	if (isRateOwn === isAmountOwn) return 'netPrice';
	return isRateOwn ? 'discount' : 'amountOff';
}

/**
 * True when what a discount was before it is typed in follows from the price and the base price beside it, or is the saved
 * one. Else nobody knows which of them the page took last, and what the price will be.
 */
function isExplained({ before }: Field, by: 'discount' | 'amountOff', { fields }: Shown, line: QuoteLine): boolean {
	const was = parseDecimal(by === 'discount' ? fraction(before) : before);
	if (!was) return true;
	const [base, price] = [numberIn(fields.base_price), numberIn(fields.unit_price)];
	const off = base && price && subtract(base, price);
	const saved = parseDecimal(line.discounts[0] ?? '0');
	const list = parseDecimal(line.listPrice);
	if (by === 'amountOff') {
		const savedOff = list && saved && multiply(list, saved);
		return [off, savedOff].some((known) => known && isRounded(was, (how) => round(known, digits, how)));
	}
	if (saved && compare(was, saved) === 0) return true;
	return base !== null && off !== null && base.digits !== 0n && isRounded(was, (how) => divide(off, base, digits, how));
}

/** True when the server will set the price anew, or is about to: it does so for a new quantity, unit or product. */
function isRepriced({ fields, amount }: Shown, saved: DealFacts): boolean {
	const { quantity, unit_price: unit } = fields;
	if (quantity?.isOpen) return true;
	if (Object.values(fields).some((field) => field?.isOpen)) return false;
	const [count, price, shown] = [numberIn(quantity), numberIn(unit), parseDecimal(amount?.value ?? null)];
	const scale = saved.rounding.lineAmountDigits ?? 2;
	return (
		count !== null &&
		price !== null &&
		shown !== null &&
		!isRounded(shown, (how) => round(multiply(count, price), scale, how))
	);
}

function editOf(shown: Shown, line: QuoteLine, saved: DealFacts, client: Client | null): LineEdit {
	const edit: { -readonly [K in keyof LineEdit]: LineEdit[K] } = {};
	const { quantity, base_price: list, discount_rate: rate, discount_amount: off, unit_price: unit } = shown.fields;
	if (quantity && differs(line.quantity, quantity.typed)) {
		edit.quantity = quantity.typed;
		if (isRepriced(shown, saved)) edit.isRepriced = true;
	}
	if (list && differs(line.listPrice, list.typed)) edit.listPrice = list.typed;
	const by = driverOf(shown);
	if (by === 'discount' && rate) {
		const told = asFraction(rate.typed);
		const typed = isExplained(rate, by, shown, line) ? told : { text: told.text, value: null };
		if (edit.listPrice || differs(line.discounts[0] ?? null, typed, ofDiscount)) edit.price = { by, typed };
	} else if (by === 'amountOff' && off)
		edit.price = { by, typed: isExplained(off, by, shown, line) ? off.typed : { text: off.typed.text, value: null } };
	else if (unit && (edit.listPrice || differs(line.netPrice, unit.typed)))
		edit.price = { by: 'netPrice', typed: unit.typed };
	const cost = client?.costField ? shown.fields[client.costField] : null;
	if (cost && differs(line.isCostZero ? '0' : line.unitCost, cost.typed))
		edit.cost = { typed: cost.typed, costCurrency: 'deal', costUnits: '1', costPeriod: 'price' };
	return edit;
}

function productText({ product }: QuoteLine): string {
	return product ? (product.code === null ? product.name : `[${product.code}] ${product.name}`) : '';
}

/** The same product by its text or, where the page speaks another language, by the code in front of it. */
function isSameProduct(shown: string, line: QuoteLine): boolean {
	const text = productText(line);
	const code = line.product?.code ?? null;
	return shown === text || (code !== null && shown.startsWith(`[${code}] `));
}

/** True for the unit that is saved, and where the page does not show one. */
function isSameUnit({ unit }: Shown, line: QuoteLine, client: Client | null): boolean {
	if (unit === null || line.unit === null || unit === line.unit) return true;
	// A dialog shows a unit's name, a grid its symbol.
	return client?.units.some(({ name, symbol }) => name === unit && symbol === line.unit) ?? true;
}

/** A row's line, and whether its product or unit is another one now. */
interface Taken {
	readonly line: QuoteLine;
	readonly isReplaced: boolean;
}

interface Matched {
	/** For each row; null for one of no saved line. */
	readonly of: readonly (Taken | null)[];
	/** Every saved line has its row. */
	readonly isWhole: boolean;
}

/**
 * The line of each row: rows may be dragged, added and struck out, and carry no id. Same product and same numbers
 * first, then same product: which of several lines of one product it is changes no sum. Where that leaves a line over,
 * its row shows another product: then rows are in the lines' order, the new ones behind.
 */
function takenBy(rows: readonly Row[], saved: DealFacts, client: Client | null): Matched {
	const lines = saved.lines ?? [];
	const left = new Set(lines);
	const of: (Taken | null)[] = rows.map(() => null);
	const fits = (row: Row, line: QuoteLine, isExact: boolean) =>
		isSameProduct(row.product, line) &&
		!(isExact && !(isSameUnit(row, line, client) && Object.keys(editOf(row, line, saved, client)).length === 0));
	for (const isExact of [true, false])
		for (const [at, row] of rows.entries()) {
			const line = of[at] ? undefined : [...left].find((line) => fits(row, line, isExact));
			if (!line) continue;
			of[at] = { line, isReplaced: !isSameUnit(row, line, client) };
			left.delete(line);
		}
	if (left.size === 0) return { of, isWhole: true };
	if (rows.length < lines.length) return { of, isWhole: false };
	return {
		of: rows.map((row, at) => {
			const line = lines[at];
			if (!line) return null;
			const isReplaced = !row.isDeleted && !(isSameProduct(row.product, line) && isSameUnit(row, line, client));
			return { line, isReplaced };
		}),
		isWhole: true,
	};
}

/** The price per unit of a line that is not saved. */
function priceOf(shown: Shown): DecimalString | null {
	const { base_price: list, discount_rate: rate, discount_amount: off, unit_price: unit } = shown.fields;
	const by = driverOf(shown);
	const base = numberIn(list);
	if (by === 'netPrice' || base === null) return unit?.typed.value ?? null;
	const share = parseDecimal(fraction(rate?.typed.value ?? null));
	if (by === 'discount') return share && formatDecimal(round(afterDiscount(base, share), digits, 'half-even'));
	const amount = numberIn(off);
	return amount && formatDecimal(subtract(base, amount));
}

/** A line that is not saved, with what is known of its product. */
function added(shown: Shown, id: string, line: QuoteLine | null, saved: DealFacts, look: Look): AddedLine {
	const { client, find } = look;
	const { quantity, base_price: list } = shown.fields;
	const known =
		shown.product === '' ? null : find(line && isSameProduct(shown.product, line) ? productText(line) : shown.product);
	const { unit } = shown;
	const own = client?.units.filter(({ symbol, name }) => symbol === unit || name === unit) ?? [];
	const home = client?.units.find((one) => one.id === known?.unit);
	// Two units may have one sign; those of a product are of one category.
	const [sold, ...others] = own.length > 1 ? own.filter(({ category }) => category === home?.category) : own;
	const units = known && sold && others.length === 0 ? costUnitsOf(client?.units ?? [], sold.id, known) : 'unknown';
	return {
		id,
		...unknownProduct,
		description: known?.product.name ?? shown.product,
		quantity: quantity?.typed.value ?? null,
		unit,
		listPrice: list?.typed.value ?? null,
		netPrice: priceOf(shown),
		...(known
			? {
					product: known.product,
					unitCost: known.unitCost,
					costCurrency: client?.currency ?? 'unknown',
					costUnits: units,
					costPeriod: 'price',
					...(known.isCostZero ? { isCostZero: true } : {}),
				}
			: {}),
		...(isRepriced(shown, saved) ? { isRepriced: true } : {}),
		...(line ? { replaces: line.id } : {}),
	};
}

/** The rows of a record with the saved line of each. */
interface MatchedLines extends Matched {
	readonly rows: readonly Row[];
	/** A long grid draws its first rows only, and says so. */
	readonly isCut: boolean;
}

/** Finds each saved line's row; null while there is nothing to find: the form draws its rows a moment after its fields. */
export function matchLines(pane: Element, saved: DealFacts, client: Client | null): MatchedLines | null {
	const rows = rowsOf(pane, client);
	if (saved.lines === null || rows.length === 0) return null;
	return { rows, ...takenBy(rows, saved, client), isCut: isCutShort(pane, saved.lines.length) };
}

/** The row whose line a dialog edits: the one of its product, and of several the one that was opened. */
export function openRow(rows: readonly Row[], dialog: Element): Row | undefined {
	const product = dialogProduct(dialog);
	const isOpened = ({ element }: Row) => element.classList.contains('selected');
	const fitting = rows.filter((row) => row.product === product && !row.isDeleted);
	return fitting.length === 1 ? fitting[0] : (fitting.find(isOpened) ?? rows.find(isOpened));
}

interface Look {
	readonly client: Client | null;
	readonly find: FindProduct;
}

/** Reads what is typed on the record of `saved`. */
export function readEdits(page: Page, saved: DealFacts, client: Client | null, find: FindProduct): EditsReading {
	const { document } = page;
	const pane = paneOf(document);
	const none: DealEdits = noEdits(saved.ref);
	if (!pane || recordInFront(page)?.id !== saved.ref.id || !isFilled(pane)) return { ok: true, value: none };
	const lines = lineEdits(pane, saved, { client, find });
	return lines.ok && saved.ref.kind === 'opportunity' ? opportunityEdits(pane, lines.value, saved, client) : lines;
}

function opportunityEdits(pane: Element, lines: DealEdits, saved: DealFacts, client: Client | null): EditsReading {
	const marks = marksOf(client);
	const amount = readField(pane, 'amount', marks)?.typed;
	if (!amount) return missing('Amount');
	const probability = readField(pane, 'conversion_probability', marks);
	const typed = probability && asFraction(probability.typed);
	return {
		ok: true,
		value: {
			...lines,
			...(differs(saved.amount, amount) ? { amount } : {}),
			...(typed && differs(saved.probability, typed) ? { probability: typed } : {}),
		},
	};
}

/** The row's line as its open dialog shows it, else as it is in the grid. */
function shownIn(row: Row, open: Row | undefined, dialog: Shown | null): Shown {
	// The grid follows a unit that is chosen in the dialog, and shows it by its sign as the server does.
	return row === open && dialog ? { ...dialog, unit: row.unit ?? dialog.unit } : row;
}

function lineEdits(pane: Element, saved: DealFacts, look: Look): EditsReading {
	const { client } = look;
	const document = pane.ownerDocument;
	const { kind } = saved.ref;
	const none: DealEdits = noEdits(saved.ref);
	const matched = matchLines(pane, saved, client);
	if (matched === null) return { ok: true, value: none };
	const { rows, of, isWhole, isCut } = matched;
	const lost = rows.flatMap((row) => row.missing).find((name) => neededFields[kind].includes(name));
	if (lost) return missing(lineFields[lost] ?? lost);
	// Labels of the page that are not those the server gives this user: it was drawn in another language.
	const isOtherLanguage =
		client !== null && client.fieldOf.size > 0 && rows.every(({ byLabel }) => byLabel.length === 0);
	const unmatched: EditsReading = {
		ok: true,
		value: { ...none, areLinesUnmatched: true, ...(isOtherLanguage ? { areLinesInOtherLanguage: true } : {}) },
	};
	if (!isWhole && !isCut) return unmatched;
	if (isOtherLanguage && of.some((taken) => taken === null || taken.isReplaced)) return unmatched;

	const dialog = lineDialog(document, kind);
	const inDialog = dialog && dialogLine(dialog, client);
	const open = dialog ? openRow(rows, dialog) : undefined;
	if (inDialog) {
		const needed = kind === 'quote' ? ['quantity', 'unit_price', 'discount_rate'] : ['quantity'];
		const lostHere = needed.find((name) => !inDialog.fields[name]);
		if (lostHere) return missing(lineFields[lostHere] ?? lostHere);
		// A new line's dialog is empty at first.
		if (!open && inDialog.product) return missing('Line');
	}
	const lines: Record<string, LineEdit> = {};
	const removed: string[] = [];
	const news: AddedLine[] = [];
	let active: string | null = null;
	for (const [at, row] of rows.entries()) {
		const { line, isReplaced } = of[at] ?? { line: null, isReplaced: false };
		const shown = shownIn(row, open, inDialog);
		// What nobody has typed and is no number is written in a way that we do not know.
		if (!row.isDeleted && isStrange(shown, client)) return unmatched;
		const id = line && !isReplaced ? line.id : `new-${at}`;
		if (row.element.contains(document.activeElement) || row === open) active = id;
		if (line && (row.isDeleted || isReplaced)) removed.push(line.id);
		if (row.isDeleted) continue;
		if (line && !isReplaced) {
			const edit = editOf(shown, line, saved, client);
			if (Object.keys(edit).length > 0) lines[line.id] = edit;
		} else news.push(added(shown, id, line, saved, look));
	}
	return { ok: true, value: { ...none, lines, added: news, removed, activeLineId: active } };
}

function isStrange({ fields }: Shown, client: Client | null): boolean {
	return Object.values(fields).some(
		(field) => field && !field.isOpen && isForeign(field.typed.text, tryton, marksOf(client)),
	);
}

/**
 * The untaxed amount as the client draws it: it follows each field that is left, before the line's OK. Null while one is
 * not left, and where it is not the sum of the amounts in the grid: after Cancel in a line's dialog it stays that of what
 * was cancelled, until the record is read again. Seen on sao 6.0.28, 2026-11-24.
 */
export function readTotals(page: Page, saved: DealFacts, client: Client | null): PageTotals | null {
	const { document } = page;
	const pane = paneOf(document);
	if (!pane || saved.ref.kind !== 'quote' || recordInFront(page)?.id !== saved.ref.id) return null;
	const matched = matchLines(pane, saved, client);
	const total = readField(pane, 'untaxed_amount', marksOf(client));
	if (!matched || matched.isCut || !total) return null;
	const dialog = lineDialog(document);
	const shown = [...matched.rows, ...(dialog ? [dialogLine(dialog, client)] : [])];
	if (shown.some(({ fields }) => Object.values(fields).some((field) => field?.isOpen))) return null;
	const amounts = matched.rows
		.filter(({ isDeleted }) => !isDeleted)
		.map(({ amount }) => parseDecimal(amount?.value ?? null));
	const sum = amounts.reduce<Decimal | null>((all, amount) => all && amount && add(all, amount), zero);
	if (!sum || !same(total.typed.value, formatDecimal(sum))) return null;
	return { revenue: short(sum), margin: null, currency: null };
}

/** True when the grid's own count says that all lines are there, though not all are drawn. */
function isCutShort(pane: Element, saved: number): boolean {
	const grid = gridOf(pane);
	const [, count] = grid?.closest('.form-one2many')?.querySelector('.badge')?.textContent?.split('/') ?? [];
	return Number(count) === saved && Boolean(grid?.querySelector('.more-row'));
}
