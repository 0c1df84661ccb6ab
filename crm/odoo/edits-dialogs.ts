import type { DealFacts, QuoteLine } from '../../core/model/deal.ts';
import {
	type AddedLine,
	noEdits,
	type PriceEdit,
	type TypedValue,
	unknownProduct,
} from '../../core/model/deal-edits.ts';
import {
	add,
	compare,
	type Decimal,
	type DecimalString,
	formatDecimal,
	isNegative,
	multiply,
	negate,
	parseDecimal,
	round,
	trimZeros,
	zero,
} from '../../core/model/decimal.ts';
import type { LocaleMarks } from '../../core/model/number-text.ts';
import type { EditsReading } from '../contract.ts';
import { missing } from '../kit/facts.ts';
import { fraction } from '../kit/numbers.ts';
import { plainText } from './fields.ts';
import { parseNumber } from './fields-numbers.ts';
import { keptOf } from './fields-rows.ts';
import { free, netOf } from './lines.ts';

/** Dialogs over the form. Seen on 18.0. */

/** A closed dialog may be left in the page, hidden. */
function isDrawn(dialog: Element): boolean {
	const view = dialog.ownerDocument.defaultView;
	for (let at: Element | null = dialog; at; at = at.parentElement)
		if (at.hasAttribute('hidden') || view?.getComputedStyle(at).display === 'none') return false;
	return true;
}

/** True when there is any dialog in the page. The browser keeps such a list up to date, so that asking costs nothing. */
export function hasDialog(document: Document): boolean {
	return document.getElementsByClassName('modal').length > 0;
}

function frontDialog(document: Document): Element | null {
	if (!hasDialog(document)) return null;
	const all = [...document.querySelectorAll('.modal .o_form_view, .modal .modal-content.o_form_view')];
	return all.filter(isDrawn).at(-1) ?? null;
}

/** The dialog that edits one line, in a narrow window. */
export function lineDialog(document: Document): Element | null {
	const dialog = frontDialog(document);
	return dialog?.querySelector('[name="product_uom_qty"] input, [name="price_unit"] input') ? dialog : null;
}

/** The dialog that gives a discount on the whole order. */
export function discountWizard(document: Document): Element | null {
	const dialog = frontDialog(document);
	return dialog?.querySelector('[name="discount_type"]') ? dialog : null;
}

const followed = new WeakSet<Document>();
const typedFields = new WeakSet<EventTarget>();
/** Fields of rows that were typed in and not left, whose text the client has not taken. */
const openFields = new WeakSet<EventTarget>();

/**
 * Remembers from now on which fields were typed in. In dialogs, because the discount dialog opens with 0, and a typed 0 looks
 * the same; in rows, because "12.50" is written by hand as the client writes it.
 */
export function followTyping(document: Document): void {
	if (followed.has(document)) return;
	followed.add(document);
	const typed = ({ target }: Event) => {
		if (target && (target as Element).closest('.modal')) typedFields.add(target);
		// The client takes a product as soon as it is picked.
		if (target && (target as Element).matches('.o_data_row input:not(.o-autocomplete--input)')) openFields.add(target);
	};
	// Text that was taken back by hand is left without a change.
	const left = ({ target }: Event) => target && openFields.delete(target);
	document.addEventListener('input', typed, { capture: true, passive: true });
	for (const type of ['change', 'focusout']) document.addEventListener(type, left, { capture: true, passive: true });
}

/** True while a field of the lines holds what was typed and the cursor is still in it: no sum of the page follows it yet. */
export function isTypedIn(lines: Element): boolean {
	return [...lines.querySelectorAll('input')].some((field) => openFields.has(field));
}

/** Sums the prices as they are on the lines, which may have been typed below the price list's. */
function sumOfPrices({ lines }: DealFacts): Decimal | null {
	let sum = zero;
	for (const line of lines ?? []) {
		const price = line.listPrice === null ? null : parseDecimal(keptOf(line).priceUnit);
		const count = parseDecimal(line.quantity);
		if (!price || !count) return null;
		if (!isNegative(price)) sum = add(sum, multiply(price, count));
	}
	return sum;
}

/** A discount is taken off the line's own price, where one was typed below the price list's. */
function discounted(line: QuoteLine, typed: TypedValue): PriceEdit {
	if (line.netPrice === null || line.listPrice === null) return { by: 'discount', typed };
	return { by: 'netPrice', typed: { text: typed.text, value: netOf(keptOf(line).priceUnit, typed.value) } };
}

/** The line that the server will add for a discount or surcharge on the whole order, called as the dialog is. */
function discountLine(wizard: Element, amount: DecimalString | null): AddedLine {
	const description = plainText(wizard.closest('.modal')?.querySelector('.modal-title') ?? null);
	const line = { id: 'discount', description, quantity: '1', listPrice: amount, netPrice: amount };
	return { ...unknownProduct, ...line, ...free };
}

/** A share of the lines' prices before any discount, as the server takes it off. */
function shareOff(saved: DealFacts, share: DecimalString | null): DecimalString | null {
	const [sum, part] = [sumOfPrices(saved), parseDecimal(share)];
	const digits = saved.rounding.lineAmountDigits;
	if (!sum || !part) return null;
	const off = multiply(sum, part);
	return formatDecimal(trimZeros(negate(digits === null ? off : round(off, digits))));
}

function isMoreThan(value: DecimalString | null, most: DecimalString | null): boolean {
	const [typed, limit] = [parseDecimal(value), parseDecimal(most)];
	return typed !== null && limit !== null && compare(typed, limit) > 0;
}

/**
 * What the order will be once the dialog is applied. Applying saves at once. More than 100 % is refused when it is
 * applied, though a line's own field takes it (18.0, `_check_discount_amount`).
 */
export function wizardEdits(wizard: Element, saved: DealFacts, marks: LocaleMarks | null): EditsReading {
	const none = noEdits(saved.ref);
	const kind = wizard.querySelector<HTMLElement>('[name="discount_type"] input:checked')?.dataset.value;
	const isAmount = kind === 'amount';
	const field = wizard.querySelector<HTMLInputElement>(
		isAmount ? '[name="discount_amount"] input' : '[name="discount_percentage"] input',
	);
	if (!kind) return missing('Discount type');
	if (!field) return missing('Discount');
	const text = field.value;
	const value = parseNumber(text.replace(/%\s*$/, ''), marks, null);
	// To look at the dialog is no edit. A 0 that is typed takes the lines' discounts away, and adds no other line.
	const isZero = value !== null && Number(value) === 0;
	if (isZero && !(kind === 'sol_discount' && typedFields.has(field))) return { ok: true, value: none };
	const typed: TypedValue = { text, value: isAmount ? value : fraction(value) };
	const most = isAmount ? null : '1';
	if (isMoreThan(typed.value, most)) return { ok: true, value: { ...none, refused: [{ lineId: null, text, most }] } };
	if (kind === 'sol_discount') {
		const lines = Object.fromEntries((saved.lines ?? []).map((line) => [line.id, { price: discounted(line, typed) }]));
		return { ok: true, value: { ...none, lines } };
	}
	const off = parseDecimal(typed.value);
	const amount = isAmount ? off && formatDecimal(negate(off)) : shareOff(saved, typed.value);
	return { ok: true, value: { ...none, added: [discountLine(wizard, amount)] } };
}
