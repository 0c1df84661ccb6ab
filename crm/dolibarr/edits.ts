import type { DealFacts, QuoteLine } from '../../core/model/deal.ts';
import {
	type AddedLine,
	type LineEdit,
	noEdits,
	type TypedValue,
	unknownProduct,
} from '../../core/model/deal-edits.ts';
import {
	compare,
	type Decimal,
	type DecimalString,
	divide,
	formatDecimal,
	multiply,
	one,
	parseDecimal,
	subtract,
	trimZeros,
} from '../../core/model/decimal.ts';
import type { LocaleMarks } from '../../core/model/locale-number.ts';
import type { EditsReading, FieldHealth, Page } from '../contract.ts';
import { pointedControl } from '../pointed.ts';
import { stageKey } from './api.ts';
import { shownRows } from './lines.ts';
import { fraction, marksOf, type NumberKind, typedNumber } from './numbers.ts';
import { projectForm, recordInFront } from './places.ts';

/** What is typed in a proposal's or a lead's own form. Nothing there is recomputed by the page before it is saved. */

interface Field {
	/** What it is called in sentences. */
	readonly field: string;
	readonly isRequired: boolean;
	readonly primary: string;
	readonly fallbacks: readonly string[];
	readonly seen: string;
}

/** Boxes of the edited row and of the row that adds a line: the same names in both. */
const boxes = {
	price: {
		field: 'Unit price',
		isRequired: true,
		primary: 'input[name="price_ht"]',
		fallbacks: ['input#price_ht'],
		seen: '16.0.3, 2026',
	},
	quantity: {
		field: 'Quantity',
		isRequired: true,
		primary: 'input[name="qty"]',
		fallbacks: ['input#qty'],
		seen: '16.0.3, 2026',
	},
	discount: {
		field: 'Discount',
		isRequired: true,
		primary: 'input[name="remise_percent"]',
		fallbacks: ['input#remise_percent', 'td.linecoldiscount input'],
		seen: '16.0.3, 2026',
	},
} as const satisfies Readonly<Record<string, Field>>;

/** Fields that a user can show. */
export const repairable = Object.values(boxes).map(({ field }) => field);

/** Line under edit. */
const editedRow = '#tablelines tr.tredited';
/** The row that adds a line, gone while one is edited. */
const addRow = '#tablelines tr.liste_titre_create';

/** The row where a line is added: by its class, else by the price box that no line's own row has. */
function addRowIn(document: Document): Element | null {
	const box = document.querySelector('#tablelines tr:not(.tredited) input[name="price_ht"]');
	return document.querySelector(addRow) ?? box?.closest('tr') ?? null;
}
/** One discount for every line. */
const allLinesBox = '#tablelines thead input[name="remiseforalllines"]';

const missing = (field: string): EditsReading => ({ ok: false, error: { code: 'field-missing', field } });

function find(scope: Element, place: Field): { readonly box: HTMLInputElement | null; readonly health: FieldHealth } {
	for (const [at, selector] of [place.primary, ...place.fallbacks].entries()) {
		const box = scope.querySelector<HTMLInputElement>(selector);
		if (box) return { box, health: { field: place.field, state: at === 0 ? 'ok' : 'drifted' } };
	}
	const shown = pointedControl<HTMLInputElement>(place.field, scope, 'input');
	return { box: shown, health: { field: place.field, state: shown ? 'drifted' : 'broken' } };
}

function isEqual(left: Decimal | null, right: Decimal | null): boolean {
	return left !== null && right !== null && compare(left, right) === 0;
}

function read(box: HTMLInputElement, marks: LocaleMarks, kind: NumberKind): TypedValue {
	const hasFocus = box.ownerDocument.activeElement === box;
	return { text: box.value, value: typedNumber(box.value, marks, kind, hasFocus) };
}

function asFraction({ text, value }: TypedValue): TypedValue {
	return { text, value: fraction(value) };
}

/** Prices are kept with this many digits when they come from another currency's. */
const unitDigits = 5;

/**
 * The price that will be saved. With another currency typing in one price box empties the other, and the price is what
 * stands there divided by the rate.
 */
function readPrice(row: Element, box: HTMLInputElement, marks: LocaleMarks): TypedValue {
	const foreign = row.querySelector<HTMLInputElement>('input[name="multicurrency_subprice"][rel]');
	if (box.value.trim() !== '' || !foreign) return read(box, marks, 'price');
	const { text, value } = read(foreign, marks, 'price');
	const [amount, rate] = [parseDecimal(value), parseDecimal(foreign.getAttribute('rel'))];
	const price = amount && rate && divide(amount, rate, unitDigits);
	const isExact = price && isEqual(multiply(price, rate as Decimal), amount);
	return { text, value: isExact ? formatDecimal(trimZeros(price)) : null };
}

/** What is typed in the edited row, against the saved line. */
function lineEdit(row: Element, line: QuoteLine, marks: LocaleMarks): LineEdit | EditsReading {
	const found = {
		price: find(row, boxes.price),
		quantity: find(row, boxes.quantity),
		discount: find(row, boxes.discount),
	};
	const { box: priceBox } = found.price;
	const { box: quantityBox } = found.quantity;
	const { box: discountBox } = found.discount;
	if (!priceBox) return missing(boxes.price.field);
	if (!quantityBox) return missing(boxes.quantity.field);
	if (!discountBox) return missing(boxes.discount.field);
	const edit: { -readonly [K in keyof LineEdit]: LineEdit[K] } = {};
	const price = readPrice(row, priceBox, marks);
	const quantity = read(quantityBox, marks, 'quantity');
	const discount = asFraction(read(discountBox, marks, 'price'));
	// A box that stands as it was sent may show fewer digits than are kept.
	const isTouched = (box: HTMLInputElement, typed: TypedValue, saved: DecimalString | null) =>
		!isEqual(parseDecimal(typed.value), parseDecimal(saved)) && (saved !== null || box.value !== box.defaultValue);
	if (isTouched(priceBox, price, line.listPrice)) edit.listPrice = price;
	if (isTouched(quantityBox, quantity, line.quantity)) edit.quantity = quantity;
	const saved = line.listPrice === null ? null : (line.discounts[0] ?? '0');
	if (isTouched(discountBox, discount, saved)) edit.price = { by: 'discount', typed: discount };
	return edit;
}

/** The line whose row is open, with the box for its discount; null while none is. */
export function editedDiscount(
	document: Document,
): { readonly lineId: string; readonly box: HTMLInputElement | null } | null {
	const row = document.querySelector(editedRow);
	const lineId = row?.querySelector<HTMLInputElement>('input[name="lineid"]')?.value;
	return row && lineId ? { lineId, box: find(row, boxes.discount).box } : null;
}

/** A line that is filled in and not added yet. */
function addedLine(row: Element, marks: LocaleMarks): AddedLine | null {
	const product = row.querySelector<HTMLSelectElement>('select[name="idprod"]');
	const chosen = product && Number(product.value) > 0 ? (product.selectedOptions[0]?.text ?? '') : '';
	const text = row.querySelector<HTMLTextAreaElement>('textarea[name="dp_desc"]')?.value ?? '';
	const { box: priceBox } = find(row, boxes.price);
	if ((chosen === '' && text.trim() === '') || !priceBox || priceBox.value.trim() === '') return null;
	const { box: quantityBox } = find(row, boxes.quantity);
	const { box: discountBox } = find(row, boxes.discount);
	const list = readPrice(row, priceBox, marks).value;
	const discount = discountBox?.value.trim() ? asFraction(read(discountBox, marks, 'price')).value : '0';
	const [price, rate] = [parseDecimal(list), parseDecimal(discount)];
	return {
		id: 'new',
		...unknownProduct,
		description: (chosen || text).trim(),
		quantity: quantityBox && read(quantityBox, marks, 'quantity').value,
		listPrice: list,
		netPrice: price && rate ? formatDecimal(trimZeros(multiply(price, subtract(one, rate)))) : null,
	};
}

/** True for a line that a discount for all lines changes: one with an edit row, which a customer's credit has not. */
function takesDiscount(row: Element): boolean {
	return row.querySelector('td.linecoledit a[href*="action=editline"]') !== null;
}

function quoteEdits(document: Document, saved: DealFacts, marks: LocaleMarks): EditsReading {
	const none = noEdits(saved.ref);
	if (!document.querySelector('#tablelines'))
		return document.querySelector('#addproduct') ? missing('Lines') : { ok: true, value: none };
	if (saved.lines === null) return { ok: true, value: none };
	const left = new Map(saved.lines.map((line) => [line.id, line]));
	const lines: Record<string, LineEdit> = {};
	const forAll = document.querySelector<HTMLInputElement>(allLinesBox);
	const discount = forAll && forAll.value.trim() !== '' ? asFraction(read(forAll, marks, 'price')) : null;
	for (const row of shownRows(document)) {
		const id = row.getAttribute('data-id') ?? '';
		const line = left.get(id);
		if (!line) return { ok: true, value: { ...none, areLinesUnmatched: true } };
		left.delete(id);
		const isSaved = isEqual(parseDecimal(discount?.value), parseDecimal(line.discounts[0] ?? '0'));
		if (discount && !isSaved && takesDiscount(row)) lines[id] = { price: { by: 'discount', typed: discount } };
	}
	const edited = document.querySelector(editedRow);
	const id = edited?.querySelector<HTMLInputElement>('input[name="lineid"]')?.value ?? null;
	if (edited && id === null) return missing('Line');
	if (edited && id !== null) {
		// A title of an add-on is edited in the same row.
		const isTitle = edited.querySelector<HTMLInputElement>('input#product_type')?.value === '9';
		const line = left.get(id);
		left.delete(id);
		if (!line && !isTitle) return { ok: true, value: { ...none, areLinesUnmatched: true } };
		const edit = line ? lineEdit(edited, line, marks) : {};
		if ('ok' in edit) return edit;
		if (Object.keys(edit).length > 0) lines[id] = edit;
	}
	if (left.size > 0) return { ok: true, value: { ...none, areLinesUnmatched: true } };
	const row = addRowIn(document);
	const fresh = row ? addedLine(row, marks) : null;
	const isAdding = fresh !== null && row?.contains(document.activeElement);
	return {
		ok: true,
		value: {
			...none,
			lines,
			added: fresh ? [fresh] : [],
			activeLineId: id ?? (isAdding && fresh ? fresh.id : null),
		},
	};
}

function leadEdits(form: HTMLFormElement, saved: DealFacts, marks: LocaleMarks): EditsReading {
	const amountBox = form.querySelector<HTMLInputElement>('input[name="opp_amount"]');
	const percentBox = form.querySelector<HTMLInputElement>('input[name="opp_percent"]');
	const list = form.querySelector<HTMLSelectElement>('select[name="opp_status"]');
	if (!amountBox) return missing('Amount');
	if (!percentBox) return missing('Probability');
	if (!list) return missing('Stage');
	const amount = read(amountBox, marks, 'price');
	const probability = asFraction(read(percentBox, marks, 'quantity'));
	const option = list.selectedOptions[0];
	const stage = option && Number(option.value) > 0 ? stageKey(option) : null;
	const differs = ({ text, value }: TypedValue, before: DecimalString | null) =>
		!isEqual(parseDecimal(value), parseDecimal(before)) && !(text.trim() === '' && before === null);
	return {
		ok: true,
		value: {
			...noEdits(saved.ref),
			...(differs(amount, saved.amount) ? { amount } : {}),
			...(differs(probability, saved.probability) ? { probability } : {}),
			...(stage !== null && stage !== saved.stage?.id ? { stageId: stage } : {}),
		},
	};
}

/** Reads what is typed on the record of `saved`. */
export function readEdits(page: Page, saved: DealFacts): EditsReading {
	const { document } = page;
	const front = recordInFront(page);
	if (front?.id !== saved.ref.id || front.kind !== saved.ref.kind) return { ok: true, value: noEdits(saved.ref) };
	const marks = marksOf(document);
	if (front.kind === 'quote') return quoteEdits(document, saved, marks);
	const form = projectForm(document);
	return form ? leadEdits(form, saved, marks) : { ok: true, value: noEdits(saved.ref) };
}

/** True while a box may be typed in: choosing a product or a stage, and the rate boxes, write by script. */
export function isEditing({ document }: Page): boolean {
	if (projectForm(document) || document.querySelector(`${editedRow}, ${allLinesBox}`)) return true;
	const row = addRowIn(document);
	return row !== null && [...row.querySelectorAll<HTMLInputElement>('input[type="text"]')].some(isFilled);
}

function isFilled({ value, defaultValue }: HTMLInputElement): boolean {
	return value !== defaultValue;
}

/** How the boxes of an edited row are found; empty while there is none. */
export function healthOf({ document }: Page): FieldHealth[] {
	const row = document.querySelector(editedRow);
	return row ? Object.values(boxes).map((place) => find(row, place).health) : [];
}
