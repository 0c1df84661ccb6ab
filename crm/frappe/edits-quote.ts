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
import { compare, type DecimalString, multiply, one, parseDecimal, round, subtract } from '../../core/model/decimal.ts';
import type { EditsReading, FieldHealth } from '../contract.ts';
import { currencyChosen, isOtherChosen } from '../kit/chosen.ts';
import { missing } from '../kit/facts.ts';
import { differs, type Exception, fraction, isShownAs, ofDiscount, same } from '../kit/numbers.ts';
import { areAllBroken, type FieldPlace, healthOfPlace, isDrawn, kinds, orAbsent, seenOn } from '../kit/places.ts';
import type { Memory } from './api-memory.ts';
import { itemRows, type QuoteOnPage, quoteForm, structure } from './fields.ts';
import { formatOf, formattedNumber } from './fields-numbers.ts';
import { listNow, type Margin } from './lines-margins.ts';

/** A quotation's items on the desk. Each user chooses the columns; the rest is in a row's own form. */

/** More rows than this are on further pages of the grid. */
const rowsPerPage = 50;

interface Cell extends TypedValue {
	/** The user is in it. */
	readonly hasFocus: boolean;
}

const editedBox = '.field-area input';

/** What a cell is edited in, where it may be shown. */
const openArea = '.field-area:not([style*="display:none"], [style*="display: none"])';

/** What is said of a cell whose text is gone. */
const lostText = '…';

/** True for a cell that is being edited and has neither its input nor a text there: what is typed in it is unknown. */
function isLost(cell: Element | null): boolean {
	const area = cell?.querySelector(openArea);
	return area != null && area.textContent?.trim() === '' && !area.querySelector('input') && isDrawn(area);
}

/** A row with what all its fields are looked for in. */
interface LookedRow {
	readonly row: HTMLElement;
	/** Its own form is open in place of its cells. */
	readonly hasForm: boolean;
	/** Something in it may be edited. */
	readonly isEditable: boolean;
	/** By the name of the field. */
	readonly cells: ReadonlyMap<string, Element>;
}

/** Goes through a row once, for all its fields. */
function lookedAt(row: HTMLElement): LookedRow {
	const cells = new Map<string, Element>();
	for (const cell of row.querySelectorAll<HTMLElement>('.grid-static-col')) {
		const name = cell.getAttribute('data-fieldname');
		if (name !== null && !cells.has(name)) cells.set(name, cell);
	}
	const hasForm = row.classList.contains('grid-row-open');
	return { row, hasForm, isEditable: row.querySelector(openArea) !== null, cells };
}

/** What a field of a row says, and the input that says it: in the row's form, in the cell that is edited, else as the cell shows it. */
function textOf({ row, hasForm, isEditable, cells }: LookedRow, field: string) {
	const inForm = `.form-in-grid .frappe-control[data-fieldname="${field}"] input`;
	const open = hasForm ? row.querySelector<HTMLInputElement>(inForm) : null;
	const cell = cells.get(field) ?? null;
	const boxes = isEditable ? cell?.querySelectorAll<HTMLInputElement>(editedBox) : null;
	const edited = boxes && [...boxes].find(isDrawn);
	const box = (open && isDrawn(open) ? open : null) ?? edited ?? null;
	if (box === null && isEditable && isLost(cell)) return 'lost';
	const text = box?.value ?? cell?.querySelector('.static-area')?.textContent?.trim();
	return text === undefined ? null : { text, box };
}

/** A field of a row as a number. */
function cellOf(looked: LookedRow, field: string): Cell | null {
	const found = textOf(looked, field);
	if (found === 'lost') return { text: lostText, value: null, hasFocus: false };
	if (found === null) return null;
	const { text, box } = found;
	const { ownerDocument: document } = looked.row;
	const hasFocus = box === document.activeElement;
	const state = hasFocus ? 'focused' : box ? 'left' : 'shown';
	return { text, value: formattedNumber(text, formatOf(document).marks, state), hasFocus };
}

/** What is chosen in the list of a row's open form; null when the row does not show it. */
function chosenIn({ row, hasForm }: LookedRow, field: string): string | null {
	if (!hasForm) return null;
	const list = row.querySelector<HTMLSelectElement>(`.form-in-grid .frappe-control[data-fieldname="${field}"] select`);
	return list && isDrawn(list) ? list.value : null;
}

interface Row {
	readonly id: string;
	readonly product: string;
	readonly quantity: Cell | null;
	/** The price of the price list, without the margin that is put on it. */
	readonly priceList: Cell | null;
	readonly margin: Cell | null;
	readonly marginKind: string | null;
	readonly discount: Cell | null;
	readonly amountOff: Cell | null;
	readonly rate: Cell | null;
	readonly isOpen: boolean;
	/** Its own form is open in place of its cells. */
	readonly hasForm: boolean;
}

function rowOf(row: HTMLElement): Row {
	const looked = lookedAt(row);
	const cell = (field: string) => cellOf(looked, field);
	const discount = cell('discount_percentage');
	const product = textOf(looked, 'item_code');
	return {
		id: row.dataset.name ?? '',
		product: product === 'lost' ? lostText : (product?.text ?? ''),
		quantity: cell('qty'),
		priceList: cell('price_list_rate'),
		margin: cell('margin_rate_or_amount'),
		marginKind: chosenIn(looked, 'margin_type'),
		discount: discount && { ...discount, value: fraction(discount.value) },
		amountOff: cell('discount_amount'),
		rate: cell('rate'),
		isOpen: isEdited(looked),
		hasForm: looked.hasForm,
	};
}

function isEdited({ row, hasForm, isEditable }: Pick<LookedRow, 'row' | 'hasForm' | 'isEditable'>): boolean {
	// An input that is drawn is in no area that is hidden.
	return hasForm || (isEditable && [...row.querySelectorAll(editedBox)].some(isDrawn));
}

function typed({ text, value }: Cell): TypedValue {
	return { text, value };
}

/** True when a field does not say what is saved; one that was left shows prices shortened to their digits. */
function isOther(
	cell: Cell | null,
	saved: DecimalString | null,
	digits: number | null,
	exceptions: readonly Exception[] = [],
): cell is Cell {
	if (!cell || !differs(saved, cell, exceptions)) return false;
	return digits === null || cell.hasFocus || cell.value === null || !isShownAs(cell.value, saved, digits);
}

/** True when a rate is what the discount makes of the list price: the client writes one after the other is typed. */
function isMade(rate: Cell, list: DecimalString | null, discount: Cell, digits: number): boolean {
	const [price, base, off] = [rate.value, list, discount.value].map(parseDecimal);
	return Boolean(price && base && off && compare(round(multiply(base, subtract(one, off)), digits), price) === 0);
}

function priceEdit(
	{ rate, discount, amountOff }: Row,
	line: QuoteLine,
	list: TypedValue | null,
	digits: number,
): PriceEdit | null {
	const isRate = isOther(rate, line.netPrice, digits);
	const isDiscount = line.listPrice !== null && isOther(discount, line.discounts[0] ?? '0', null, ofDiscount);
	if (amountOff?.hasFocus && (isRate || isDiscount || amountOff.value === null))
		return { by: 'amountOff', typed: typed(amountOff) };
	// Which of a lost discount and the rate beside it came last is not known.
	if (discount?.text === lostText && !rate?.hasFocus) return { by: 'discount', typed: typed(discount) };
	if (rate?.hasFocus) return isRate ? { by: 'netPrice', typed: typed(rate) } : null;
	if (discount?.hasFocus && isDiscount) return { by: 'discount', typed: typed(discount) };
	const base = list?.value ?? line.listPrice;
	if (isDiscount && discount && (!isRate || !rate || isMade(rate, base, discount, digits)))
		return { by: 'discount', typed: typed(discount) };
	return isRate && rate ? { by: 'netPrice', typed: typed(rate) } : null;
}

/** The list price as it is in a row, where it is another than the saved one. */
function listOf({ priceList, margin, marginKind }: Row, saved: Margin, digits: number): TypedValue | null {
	const fields = { priceList: priceList && typed(priceList), kind: marginKind, rate: margin && typed(margin) };
	return listNow(fields, saved, () => isOther(priceList, saved.priceList, digits));
}

function editOf(row: Row, line: QuoteLine, saved: Margin, digits: number): LineEdit {
	const list = line.listPrice === null ? null : listOf(row, saved, digits);
	const price = priceEdit(row, line, list, digits);
	return {
		...(isOther(row.quantity, line.quantity, null) ? { quantity: typed(row.quantity) } : {}),
		...(list ? { listPrice: list } : {}),
		...(price ? { price } : {}),
	};
}

function addedLine(row: Row): AddedLine {
	const { id, product, quantity, rate } = row;
	const list = listOf(row, noMargin, 0) ?? row.priceList;
	return {
		id,
		...unknownProduct,
		description: product,
		quantity: quantity?.value ?? null,
		listPrice: list?.value ?? null,
		netPrice: rate?.value ?? null,
	};
}

/** True while some lines have no row for a reason: they are on another page, or a search leaves them out. */
function isCut(form: Element, rows: number, lines: number): boolean {
	const searches = form.querySelectorAll<HTMLInputElement>('[data-fieldname="items"] .search input');
	return lines > rowsPerPage || rows >= rowsPerPage || [...searches].some(({ value }) => value.trim() !== '');
}

const noMargin: Margin = { priceList: null, kind: '', rate: null };

/** Fields that name what prices are made by. */
const links = ['selling_price_list', 'party_name', 'currency'] as const;

/** Fields of the quotation itself, while they are inputs, by their names. */
type HeaderInputs = ReadonlyMap<string, HTMLInputElement>;

/** Goes through a form once, for all the fields of the quotation itself. */
function headerInputs(form: Element, { header }: Memory): HeaderInputs {
	const controls = [...links, ...Object.keys(header.wholeDiscount)]
		.map((field) => `.frappe-control[data-fieldname="${field}"]`)
		.join();
	const found = new Map<string, HTMLInputElement>();
	for (const input of form.querySelectorAll<HTMLInputElement>(`:is(${controls}) input`)) {
		const field = input.closest(controls)?.getAttribute('data-fieldname') ?? '';
		if (!found.has(field) && !input.closest('[data-fieldname="items"]') && isDrawn(input)) found.set(field, input);
	}
	return found;
}

/** What is chosen in a field that names a record; null while its list is open, and where the form does not show it. */
function chosenLink(inputs: HeaderInputs, field: (typeof links)[number]): string | null {
	const own = inputs.get(field);
	return own && own.getAttribute('aria-expanded') !== 'true' ? own.value : null;
}

/** True for another discount on the whole than the saved one: the server shares it among the rows when it is saved. */
function isWholeTyped(inputs: HeaderInputs, { header }: Memory): boolean {
	return Object.entries(header.wholeDiscount).some(([field, saved]) => {
		const input = inputs.get(field);
		if (!input || saved === null) return false;
		const { ownerDocument: document } = input;
		const { marks, digits } = formatOf(document);
		const value = formattedNumber(input.value, marks, input === document.activeElement ? 'focused' : 'left');
		const isEmpty = input.value.trim() === '' && same(saved, '0');
		return !isEmpty && (value === null || !(same(value, saved) || isShownAs(value, saved, digits)));
	});
}

/**
 * The client asks for prices by another list, customer or currency as soon as it is chosen, and writes them into the rows
 * when the answer comes. From `transaction.js`, 2026-11.
 */
function choices(inputs: HeaderInputs, saved: DealFacts, { header }: Memory): Partial<DealEdits> {
	const isList = isOtherChosen(chosenLink(inputs, 'selling_price_list'), header.priceList);
	const isCustomer = isOtherChosen(chosenLink(inputs, 'party_name'), ...header.customer);
	return {
		...(isList ? { pricedBy: 'price-list' as const } : isCustomer ? { pricedBy: 'customer' as const } : {}),
		...currencyChosen(chosenLink(inputs, 'currency'), saved.currency),
	};
}

/** What is typed in a quotation. `isShared`: a line's net price hangs on others, so that an edit's cannot be told. */
export function quoteEdits({ form, rows: elements }: QuoteOnPage, saved: DealFacts, memory: Memory): EditsReading {
	const { isShared, margins } = memory;
	if (saved.lines === null) return { ok: true, value: noEdits(saved.ref) };
	const inputs = headerInputs(form, memory);
	const none: DealEdits = { ...noEdits(saved.ref), ...choices(inputs, saved, memory) };
	if (elements.length === 0 && !form.querySelector('[data-fieldname="items"]')) return missing('Items');
	if (isWholeTyped(inputs, memory)) return { ok: true, value: { ...none, areLinesUnmatched: true } };
	const { digits } = formatOf(form.ownerDocument);
	const rows = elements.map(rowOf);
	// All rows have the same columns; the form of one may hold more.
	const closed = rows.filter(({ hasForm }) => !hasForm);
	const isRateShown = closed.some(({ rate }) => rate !== null);
	if (isRateShown && closed.some(({ rate }) => rate === null)) return missing('Rate');
	const left = new Map(saved.lines.map((line) => [line.id, line]));
	const lines: Record<string, LineEdit> = {};
	const added: AddedLine[] = [];
	let active: string | null = null;
	for (const row of rows) {
		if (!row.quantity) return missing('Quantity');
		if (!row.rate && !row.discount) return missing('Rate');
		if (row.isOpen) active = row.id;
		const line = left.get(row.id);
		left.delete(row.id);
		if (line) {
			const edit = editOf(row, line, margins.get(row.id) ?? { ...noMargin, priceList: line.listPrice }, digits);
			if (Object.keys(edit).length > 0) lines[row.id] = edit;
		} else if (saved.lines.some(({ id }) => id === row.id)) {
			// A second row of one line: nobody can say which of them is saved.
			return { ok: true, value: { ...none, areLinesUnmatched: true } };
		} else if (row.product !== '') added.push(addedLine(row));
	}
	// The form draws its rows a moment after itself.
	const isWhole = left.size > 0 && rows.length > 0 && !isCut(form, rows.length, saved.lines.length);
	const removed = isWhole ? [...left.keys()] : [];
	const isEdited = Object.keys(lines).length + added.length + removed.length > 0;
	if (isShared && isEdited) return { ok: true, value: { ...none, areLinesUnmatched: true, activeLineId: active } };
	return { ok: true, value: { ...none, lines, added, removed, activeLineId: active } };
}

const desk = seenOn('2026-11', 'code', 'single files of Frappe’s desk and of ERPNext');

const inRow = (names: readonly string[]) => names.map((name) => `.grid-row [data-fieldname="${name}"]`).join(', ');

/** Where the fields of a quotation's rows stand, in their cells and in a row's own form. */
export const quotePlaces = {
	quantity: { field: 'Quantity', primary: desk(inRow(['qty'])), fallbacks: [] },
	rate: { field: 'Rate', primary: desk(inRow(['rate', 'discount_percentage'])), fallbacks: [] },
} as const satisfies Readonly<Record<string, FieldPlace>>;

/** How a row's fields are found; empty while there is no row. */
export function quoteHealth(document: Document): FieldHealth[] {
	const form = quoteForm(document);
	const [row] = form ? itemRows(form) : [];
	const kind = { field: kinds.lines, seen: structure };
	// A form draws its rows a moment after itself, and has a place for them before.
	if (!row) return orAbsent([], form !== null && !form.querySelector('[data-fieldname="items"]'), kind);
	// Either of them tells a price; the other one is no more than a column that is not shown.
	const looked = lookedAt(row);
	const priced = ['rate', 'discount_percentage'].some((field) => cellOf(looked, field)) ? 'ok' : 'broken';
	const found = [
		healthOfPlace(quotePlaces.quantity, cellOf(looked, 'qty') ? 'ok' : 'broken'),
		healthOfPlace(quotePlaces.rate, priced),
	];
	return orAbsent(found, areAllBroken(found), kind);
}

/** True while a row is open. */
export function isQuoteEdited(document: Document): boolean {
	const form = quoteForm(document);
	return form !== null && itemRows(form).some((row) => isEdited(lookedAt(row)));
}
