import type { DealFacts, QuoteLine } from '../../core/model/deal.ts';
import { type LineEdit, noEdits, type RefusedValue, type TypedValue } from '../../core/model/deal-edits.ts';
import { type DecimalString, isZero, parseDecimal } from '../../core/model/decimal.ts';
import type { LocaleMarks } from '../../core/model/number-text.ts';
import type { EditsReading, FieldHealth, Page } from '../contract.ts';
import { dolibarrPrice } from '../kit/dialects.ts';
import { missing } from '../kit/facts.ts';
import { asFraction, read, same, short } from '../kit/numbers.ts';
import { areAllBroken, kinds, orAbsent } from '../kit/places.ts';
import { stageKey } from './api-lead.ts';
import type { LeastPrices } from './api-least-price.ts';
import { addedLine, addRowIn } from './edits-added.ts';
import { productOf, refusalOf, refusedPrice } from './edits-refusals.ts';
import {
	boxes,
	boxIn,
	costBox,
	isForeign,
	isTouched,
	readCount,
	readPrice,
	readQuantity,
	readRate,
	structure,
} from './fields.ts';
import { marksOf } from './fields-numbers.ts';
import { projectForm, recordInFront } from './front.ts';
import { countedCost, editedRow, isBelowZero, linesTable, shownRows } from './lines.ts';

/** What is typed in a proposal's or a lead's own form. Nothing there is recomputed by the page before it is saved. */

/** What edits are read with beside the facts. */
export interface Known {
	/** The cost in use is the line's own, which a box shows. */
	readonly isOwnCost: boolean;
	readonly leastOf: LeastPrices;
}

/** One discount for every line. */
const allLinesBox = '#addproduct #tablelines thead input[name="remiseforalllines"]';

/** The box of a proposal's rate of exchange, while it is edited, and the choice of its list that keeps the company's own prices. */
const rateBox = 'form input[type="text"][name="multicurrency_tx"]';
const keepsOwnPrices = '2';

/** What an edited row says of its line, and what of it the server will not take. */
interface RowEdit {
	readonly edit: LineEdit;
	readonly refused: readonly RefusedValue[];
}

/** What is typed in the edited row, against the saved line; `foreign` when a box was sent with what is no number. */
function rowEdit(
	row: Element,
	line: QuoteLine,
	marks: LocaleMarks,
	{ isOwnCost, leastOf }: Known,
	page: Page,
): RowEdit | EditsReading | 'foreign' {
	const { element: priceBox } = boxIn(row, boxes.price);
	const { element: quantityBox } = boxIn(row, boxes.quantity);
	const { element: discountBox } = boxIn(row, boxes.discount);
	if (!priceBox) return missing(boxes.price.field);
	if (!quantityBox) return missing(boxes.quantity.field);
	if (!discountBox) return missing(boxes.discount.field);
	const price = readPrice(row, priceBox, marks);
	const quantity = readCount(quantityBox, marks);
	const discount = asFraction(readRate(discountBox, marks));
	if (isForeign(priceBox, price) || isForeign(quantityBox, quantity) || isForeign(discountBox, discount))
		return 'foreign';
	const saved = line.listPrice === null ? null : (line.discounts[0] ?? '0');
	const isPriceTouched = isTouched(priceBox, price, line.listPrice);
	const isDiscountTouched = isTouched(discountBox, discount, saved);
	const refused = isPriceTouched || isDiscountTouched ? refusedPrice(row, { price, discount }) : null;
	const typed: LineEdit = {
		...(isPriceTouched && refused !== 'price' ? { listPrice: price } : {}),
		...quantityEdit(quantityBox, quantity, line),
		...(isDiscountTouched && refused !== 'discount' ? { price: { by: 'discount', typed: discount } } : {}),
	};
	const cost = isOwnCost ? costEdit(costBox(row), line, typed, marks) : undefined;
	const edit = { ...typed, ...(cost ? { cost } : {}) };
	// Asked for as soon as the row is open. The row is refused whole, whatever of it was typed.
	const least = leastOf(productOf(row) ?? '', page);
	const isLimited = Object.keys(edit).length > 0 && least !== null;
	return {
		edit: { ...edit, ...(isLimited ? { leastPrice: least.price } : {}) },
		refused: refused ? [refusalOf(line.id, refused, { price, discount })] : [],
	};
}

/** A line without a quantity becomes an option, and one that gets a quantity is none any more. Seen on 16.0.3, 2026-11. */
function quantityEdit(box: HTMLInputElement, quantity: TypedValue, line: QuoteLine): LineEdit {
	if (!isTouched(box, quantity, line.quantity)) return {};
	const count = parseDecimal(quantity.value);
	const isOptional = count ? isZero(count) : (line.isOptional ?? false);
	return { quantity, ...(isOptional === (line.isOptional ?? false) ? {} : { isOptional }) };
}

/** The cost as typed. An untouched one changes too where the price goes below zero, or comes back from there. */
function costEdit(
	box: HTMLInputElement | null,
	line: QuoteLine,
	{ listPrice, price }: LineEdit,
	marks: LocaleMarks,
): LineEdit['cost'] {
	const list = listPrice ? listPrice.value : line.listPrice;
	const discount = price ? price.typed.value : (line.discounts[0] ?? '0');
	const isNegative = isBelowZero(list, discount);
	const wasNegative = isBelowZero(line.listPrice ?? line.netPrice, line.discounts[0] ?? '0');
	const kept = line.isCostZero ? '0' : countedCost(line.unitCost, wasNegative);
	const typed = box ? readQuantity(box, marks) : null;
	const isTyped = box !== null && typed !== null && isTouched(box, typed, kept);
	if (!isTyped && (isNegative === wasNegative || kept === null)) return undefined;
	const { text, value } = isTyped ? typed : { text: kept ?? '', value: kept };
	return {
		typed: { text, value: countedCost(value, isNegative) },
		costCurrency: 'deal',
		costUnits: '1',
		costPeriod: 'price',
	};
}

/** The line whose row is open, with the box for its discount; null while none is. */
export function editedDiscount(
	document: Document,
): { readonly lineId: string; readonly box: HTMLInputElement | null } | null {
	const row = document.querySelector(editedRow);
	const lineId = row?.querySelector<HTMLInputElement>('input[name="lineid"]')?.value;
	return row && lineId ? { lineId, box: boxIn(row, boxes.discount).element } : null;
}

/** True for a line that a discount for all lines changes: one with an edit row, which a customer's credit has not. */
function takesDiscount(row: Element): boolean {
	return row.querySelector('a[href*="action=editline"]') !== null;
}

/** True for a row without the cell that tells whether it can be edited; a customer's credit has an empty one. */
function hasLostEdit(row: Element): boolean {
	return !takesDiscount(row) && row.querySelector('td.linecoledit') === null;
}

/**
 * Another rate of exchange, typed in its own form and not saved. With its first choice the server works all prices in the
 * company's currency out of those in the other one; with the second it keeps them, as it does for another currency. From
 * `setMulticurrencyRate` and seen, 16.0.3, 2026-11.
 */
function isRateTyped(document: Document, marks: LocaleMarks): boolean {
	const box = document.querySelector<HTMLInputElement>(rateBox);
	const list = box?.form?.querySelector<HTMLSelectElement>('select[name="calculation_mode"]');
	if (!box || list?.value === keepsOwnPrices) return false;
	const [typed, served] = [readRate(box, marks).value, short(read(box.defaultValue, dolibarrPrice, marks))];
	return typed === null || served === null ? box.value !== box.defaultValue : !same(typed, served);
}

function quoteEdits(page: Page, saved: DealFacts, marks: LocaleMarks, known: Known): EditsReading {
	const { document } = page;
	const none = noEdits(saved.ref);
	const unmatched: EditsReading = { ok: true, value: { ...none, areLinesUnmatched: true } };
	if (!linesTable(document))
		return document.querySelector('#addproduct') ? missing('Lines') : { ok: true, value: none };
	if (saved.lines === null) return { ok: true, value: none };
	const left = new Map(saved.lines.map((line) => [line.id, line]));
	const lines: Record<string, LineEdit> = {};
	const forAll = document.querySelector<HTMLInputElement>(allLinesBox);
	const discount = forAll && forAll.value.trim() !== '' ? asFraction(readRate(forAll, marks)) : null;
	for (const row of shownRows(document)) {
		const id = row.getAttribute('data-id') ?? '';
		const line = left.get(id);
		if (!line) return unmatched;
		left.delete(id);
		const isSaved = discount !== null && discount.value !== null && same(discount.value, line.discounts[0] ?? '0');
		if (discount && hasLostEdit(row)) return unmatched;
		if (discount && !isSaved && takesDiscount(row)) lines[id] = { price: { by: 'discount', typed: discount } };
	}
	const edited = document.querySelector(editedRow);
	const id = edited?.querySelector<HTMLInputElement>('input[name="lineid"]')?.value ?? null;
	if (edited && id === null) return missing('Line');
	let refused: readonly RefusedValue[] = [];
	if (edited && id !== null) {
		// A title of an add-on is edited in the same row.
		const isTitle = edited.querySelector<HTMLInputElement>('input#product_type')?.value === '9';
		const line = left.get(id);
		left.delete(id);
		if (!line && !isTitle) return unmatched;
		const typed = line ? rowEdit(edited, line, marks, known, page) : null;
		if (typed === 'foreign') return unmatched;
		if (typed && 'ok' in typed) return typed;
		if (typed && Object.keys(typed.edit).length > 0) lines[id] = typed.edit;
		refused = typed?.refused ?? [];
	}
	if (left.size > 0) return unmatched;
	const row = addRowIn(document);
	const adding = row && addedLine(row, marks, known, page);
	if (adding && 'refused' in adding) refused = [...refused, adding.refused];
	const fresh = adding && 'line' in adding ? adding.line : null;
	const isAdding = fresh !== null && row?.contains(document.activeElement);
	return {
		ok: true,
		value: {
			...none,
			lines,
			added: fresh ? [fresh] : [],
			...(refused.length > 0 ? { refused } : {}),
			...(isRateTyped(document, marks) ? { pricedBy: 'exchange-rate' } : {}),
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
	const amount = readRate(amountBox, marks);
	const probability = asFraction(readQuantity(percentBox, marks));
	const option = list.selectedOptions[0];
	const stage = option && Number(option.value) > 0 ? stageKey(option) : null;
	const differs = ({ text, value }: TypedValue, before: DecimalString | null) =>
		!(value !== null && same(value, before)) && !(text.trim() === '' && before === null);
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
export function readEdits(page: Page, saved: DealFacts, known: Known): EditsReading {
	const { document } = page;
	const front = recordInFront(page);
	if (front?.id !== saved.ref.id || front.kind !== saved.ref.kind) return { ok: true, value: noEdits(saved.ref) };
	const marks = marksOf(document);
	if (front.kind === 'quote') return quoteEdits(page, saved, marks, known);
	const form = projectForm(document);
	return form ? leadEdits(form, saved, marks) : { ok: true, value: noEdits(saved.ref) };
}

/** True while a box may be typed in: choosing a product or a stage, and the rate boxes, write by script. */
export function isEditing({ document }: Page): boolean {
	if (projectForm(document) || document.querySelector(`${editedRow}, ${allLinesBox}, ${rateBox}`)) return true;
	const row = addRowIn(document);
	return row !== null && [...row.querySelectorAll<HTMLInputElement>('input[type="text"]')].some(isFilled);
}

function isFilled({ value, defaultValue }: HTMLInputElement): boolean {
	return value !== defaultValue;
}

/** How the boxes of an edited row are found; empty while there is none. */
export function healthOf({ document }: Page): FieldHealth[] {
	const row = document.querySelector(editedRow);
	const found = row ? Object.values(boxes).map((place) => boxIn(row, place).health) : [];
	return orAbsent(found, areAllBroken(found), { field: kinds.lines, seen: structure });
}
