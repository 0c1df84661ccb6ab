import type { DealFacts, QuoteLine } from '../../core/model/deal.ts';
import {
	type AddedLine,
	type DealEdits,
	type LineEdit,
	noEdits,
	type TypedValue,
	unknownProduct,
} from '../../core/model/deal-edits.ts';
import { type DecimalString, formatDecimal, multiply, one, parseDecimal, subtract } from '../../core/model/decimal.ts';
import type { LocaleMarks } from '../../core/model/locale-number.ts';
import type { EditsReading, Page } from '../contract.ts';
import { type Client, lineDigits } from './client.ts';
import { discountWizard, lineDialog, missing, wizardEdits } from './dialogs.ts';
import { doesShowRecord, find, formOf, isOtherTab, isTouched, type Place, places } from './form.ts';
import { amountOf, isSameAmount, priceFor } from './lines.ts';
import { doesShow, fractionOf, isSame, parseNumber, parseShown } from './number.ts';
import {
	type Cell,
	dialogCell,
	hasUnknownRow,
	isPaged,
	isProductOf,
	type KeptLines,
	keptOf,
	type LineField,
	type Matching,
	type matcher,
	neededFields,
	type Row,
	rowsOf,
} from './rows.ts';

/** What is typed in the form and not saved. */

/** What is remembered between two looks at one record. */
export interface Memory {
	client: Client | null;
	kept: KeptLines;
	readonly match: ReturnType<typeof matcher>;
	/** The last edits that were seen while the lines were in the page. */
	last: DealEdits | null;
}

interface Look {
	readonly saved: DealFacts;
	readonly memory: Memory;
	readonly marks: LocaleMarks | null;
}

type Fields = (field: LineField) => Cell | null;

function typed(cell: Cell, marks: LocaleMarks | null, digits: number | null): TypedValue {
	return { text: cell.text, value: cell.isRefused ? null : parseNumber(cell.text, marks, digits) };
}

const asFraction = ({ text, value }: TypedValue): TypedValue => ({ text, value: value && fractionOf(value) });

function amountDigits({ saved }: Look): number | null {
	return saved.rounding.lineAmountDigits;
}

/**
 * How the price is set that stands on the page. Where prices include tax, or the column of discounts is hidden, only the
 * amount that the server worked out tells the price.
 */
function priceEdit(fields: Fields, line: QuoteLine, edit: LineEdit, look: Look): LineEdit['price'] {
	const { marks, memory, saved } = look;
	const digits = amountDigits(look);
	const shown = fields('discount');
	const discount = shown && asFraction(typed(shown, marks, lineDigits(memory.client, 'discount')));
	const savedDiscount = line.discounts[0] ?? '0';
	const quantity = edit.quantity ? edit.quantity.value : line.quantity;
	const amountCell = fields('amount');
	const amount = amountCell && parseShown(amountCell.text, marks);
	const net = line.netPrice ?? netOf(line.listPrice, savedDiscount);
	// Neither the discount nor the amount after it stands in the row.
	if (!discount && !amountCell) return { by: 'netPrice', typed: { text: '', value: null } };
	if (!discount || line.listPrice === null) {
		const isTyped = discount && !isSame(discount.value, savedDiscount);
		const isWorkedOut = amountCell && amount !== null && !isSameAmount(amount, amountOf(net, '0', quantity, digits));
		if (isWorkedOut && !isSameAmount(amount, amountOf(net, '0', line.quantity, digits)))
			return {
				by: 'netPrice',
				typed: { text: amountCell.text, value: priceFor(amount, quantity, saved.rounding.lineAmountDigits) },
			};
		return isTyped ? { by: 'discount', typed: discount } : undefined;
	}
	if (!isSame(discount.value, savedDiscount)) return { by: 'discount', typed: discount };
	// The server puts a discount back once it hears of another quantity; until then the page shows the old one.
	const price = edit.listPrice ? edit.listPrice.value : line.listPrice;
	const isHeard = isSameAmount(amount, amountOf(price, savedDiscount, quantity, digits));
	return edit.quantity?.value && !isHeard && line.discounts.length > 0
		? { by: 'discount', typed: { text: '0', value: '0' } }
		: undefined;
}

function netOf(list: DecimalString | null, discount: DecimalString | null): DecimalString | null {
	const [price, off] = [parseDecimal(list), parseDecimal(discount)];
	return price && off && formatDecimal(multiply(price, subtract(one, off)));
}

/** True when the row became a line of something else: its cost is then known to the server alone. */
function isReplaced(fields: Fields, line: QuoteLine, { memory, marks }: Look): boolean {
	const [product, unit, cost] = (['product', 'unit', 'cost'] as const).map(fields);
	const isOther = product && !product.hasFocus && !isProductOf(product.text, line, memory.kept);
	const isOtherUnit = unit && !unit.hasFocus && line.unit !== null && unit.text !== line.unit;
	const savedCost = keptOf(line, memory.kept).cost;
	const isOtherCost = cost && savedCost !== null && !doesShow(parseNumber(cost.text, marks, null), savedCost);
	return Boolean(isOther || isOtherUnit || isOtherCost);
}

function editOf(fields: Fields, line: QuoteLine, look: Look): LineEdit {
	const { marks, memory } = look;
	const edit: { -readonly [K in keyof LineEdit]: LineEdit[K] } = {};
	const value = (field: LineField, name: string) => {
		const cell = fields(field);
		return cell && typed(cell, marks, lineDigits(memory.client, name));
	};
	const quantity = value('quantity', 'product_uom_qty');
	const list = value('price', 'price_unit');
	if (quantity && !doesShow(quantity.value, line.quantity)) edit.quantity = quantity;
	const isPriceTyped = list && !doesShow(list.value, keptOf(line, memory.kept).priceUnit);
	if (isPriceTyped && line.listPrice !== null) edit.listPrice = list;
	const price = priceEdit(fields, line, edit, look);
	if (price) edit.price = price;
	// With tax in it the typed price says nothing until the server took the tax out.
	else if (isPriceTyped && line.listPrice === null)
		edit.price = { by: 'netPrice', typed: { text: list.text, value: null } };
	return edit;
}

function addedOf(id: string, fields: Fields, { marks }: Look): AddedLine {
	const value = (field: LineField) => {
		const cell = fields(field);
		return cell ? typed(cell, marks, null).value : null;
	};
	const discount = fields('discount') ? value('discount') : '0';
	const listPrice = value('price');
	return {
		id,
		...unknownProduct,
		description: fields('product')?.text ?? '',
		quantity: value('quantity'),
		listPrice,
		netPrice: netOf(listPrice, discount && fractionOf(discount)),
	};
}

/** The field that is missing of a row; null when all that is needed is there. */
function lostField(fields: Fields): string | null {
	return neededFields.find(([field]) => !fields(field))?.[1] ?? null;
}

/** A new row is empty at first, at no price; one with a price is a line whatever is read of its product. */
function isBlank(fields: Fields, { marks }: Look): boolean {
	const price = fields('price')?.text.trim() ?? '';
	return fields('product')?.text.trim() === '' && (price === '' || Number(parseNumber(price, marks, null)) === 0);
}

interface Collected {
	readonly lines: Record<string, LineEdit>;
	readonly added: AddedLine[];
	readonly removed: string[];
}

function collect(id: string, fields: Fields, line: QuoteLine | null, look: Look, into: Collected): void {
	if (!line) {
		if (!isBlank(fields, look)) into.added.push(addedOf(id, fields, look));
	} else if (isReplaced(fields, line, look)) {
		into.removed.push(line.id);
		into.added.push(addedOf(id, fields, look));
	} else {
		const edit = editOf(fields, line, look);
		if (Object.keys(edit).length > 0) into.lines[line.id] = edit;
	}
}

/**
 * True when the numbers of a row that nobody types in do not give the amount it shows. A card's carry no names. In a table
 * a quantity that the server has not answered yet stands in the open row alone: a foretold discount would never come.
 */
function isMisread({ isCard, isOpen, cell }: Row, line: QuoteLine | null, look: Look): boolean {
	const value = (field: LineField) => parseShown(cell(field)?.text ?? '', look.marks);
	const quantity = value('quantity');
	const isOtherQuantity = line !== null && line.listPrice !== null && !doesShow(quantity, line.quantity);
	const isAtRest = !isOpen && cell('discount') !== null && isOtherQuantity;
	if (!isCard && !isAtRest) return false;
	const discount = value('discount');
	const amount = amountOf(value('price'), discount && fractionOf(discount), quantity, amountDigits(look));
	return !isSameAmount(amount, value('amount'));
}

/** The saved line that a dialog is of: the one of its product, of several the one with its numbers. */
function lineOfDialog(dialog: Element, fields: Fields, look: Look): QuoteLine | 'new' | 'unsure' {
	const { saved, memory, marks } = look;
	const text = fields('product')?.text ?? '';
	const fitting = (saved.lines ?? []).filter((line) => isProductOf(text, line, memory.kept));
	// The product of a line that was ordered cannot be changed, so that such a line is no new one.
	if (fitting.length === 0 && dialog.querySelector('[name="product_id"] input[readonly]')) return 'unsure';
	if (fitting.length <= 1) return fitting[0] ?? 'new';
	const shows = (field: LineField, value: DecimalString | null) =>
		doesShow(parseNumber(fields(field)?.text ?? '', marks, null), value);
	const same = fitting.filter(
		(line) => shows('quantity', line.quantity) && shows('price', keptOf(line, memory.kept).priceUnit),
	);
	return same.length === 1 && same[0] ? same[0] : 'unsure';
}

function quoteEdits(form: Element, look: Look): EditsReading {
	const { saved, memory, marks } = look;
	const none = noEdits(saved.ref);
	const wizard = discountWizard(form.ownerDocument);
	if (wizard) return wizardEdits(wizard, saved, marks);
	const isEdited = isTouched(form);
	const list = find(form, places.lines)?.element;
	if (!list && !isOtherTab(form)) return missing(places.lines.field);
	if (!list) {
		// What is pending on the tab that is not in the page is what was pending when it was.
		if (!isEdited) return { ok: true, value: none };
		return { ok: true, value: memory.last ?? { ...none, areLinesUnmatched: true } };
	}
	if (saved.lines === null) return { ok: true, value: none };
	const dialog = lineDialog(form.ownerDocument);
	if (hasUnknownRow(list)) {
		memory.last = { ...none, areLinesUnmatched: isEdited || dialog !== null };
		return { ok: true, value: memory.last };
	}
	const rows = rowsOf(list);
	const matching = memory.match(rows, saved.lines, memory.kept, marks);
	const open = rows.find(({ isOpen }) => isOpen);
	const activeLineId = open ? (matching.lineOf.get(open.key)?.id ?? open.key) : null;
	const reading = isEdited || dialog ? changes(rows, matching, isPaged(list), dialog, look) : null;
	const value = reading?.ok ? { ...reading.value, activeLineId: reading.value.activeLineId ?? activeLineId } : null;
	memory.last = value;
	return value ? { ok: true, value } : (reading ?? { ok: true, value: { ...none, activeLineId } });
}

function changes(
	rows: readonly Row[],
	{ lineOf, isUnsure }: Matching,
	isPart: boolean,
	dialog: Element | null,
	look: Look,
): EditsReading {
	const { saved } = look;
	const none = noEdits(saved.ref);
	const lost = rows.map(({ cell }) => lostField(cell)).find((field) => field !== null);
	if (lost) return missing(lost);
	if (isUnsure || rows.some((row) => isMisread(row, lineOf.get(row.key) ?? null, look)))
		return { ok: true, value: { ...none, areLinesUnmatched: true } };

	const found: Collected = { lines: {}, added: [], removed: [] };
	let activeLineId: string | null = null;
	const fields: Fields = (field) => dialog && dialogCell(dialog, field);
	const inDialog = dialog ? lineOfDialog(dialog, fields, look) : null;
	if (inDialog === 'unsure') return { ok: true, value: { ...none, areLinesUnmatched: true } };
	if (inDialog) {
		const lostHere = lostField(fields);
		if (lostHere) return missing(lostHere);
		const line = inDialog === 'new' ? null : inDialog;
		activeLineId = line?.id ?? 'new';
		collect(activeLineId, fields, line, look, found);
	}
	const here = new Set<string>();
	for (const { key, cell } of rows) {
		const line = lineOf.get(key) ?? null;
		if (line) here.add(line.id);
		if (line?.id !== activeLineId || !dialog) collect(key, cell, line, look, found);
	}
	// Of several pages of lines one is drawn.
	const gone = isPart ? [] : (saved.lines ?? []).flatMap(({ id }) => (here.has(id) ? [] : [id]));
	return { ok: true, value: { ...none, ...found, removed: [...found.removed, ...gone], activeLineId } };
}

function numberIn(form: Element, place: Place, marks: LocaleMarks | null): TypedValue | null {
	const field = find(form, place)?.element;
	if (!(field && 'value' in field && typeof field.value === 'string')) return null;
	const isRefused = field.closest('.o_field_invalid') !== null;
	return { text: field.value, value: isRefused ? null : parseNumber(field.value, marks, null) };
}

function leadEdits(form: Element, { saved, marks }: Look): EditsReading {
	const amount = numberIn(form, places.amount, marks);
	if (!amount) return missing(places.amount.field);
	if (!isTouched(form)) return { ok: true, value: noEdits(saved.ref) };
	const percent = numberIn(form, places.probability, marks);
	const probability = percent && asFraction(percent);
	return {
		ok: true,
		value: {
			...noEdits(saved.ref),
			...(doesShow(amount.value, saved.amount) ? {} : { amount }),
			...(probability && !isSame(probability.value, saved.probability) ? { probability } : {}),
		},
	};
}

/** Reads what is typed on the record of `saved`. */
export function readEdits({ document }: Page, saved: DealFacts, memory: Memory): EditsReading {
	const form = formOf(document);
	const { kind } = saved.ref;
	if (!form) return { ok: true, value: noEdits(saved.ref) };
	if (!doesShowRecord(form, kind, saved.name, saved.number)) {
		// Another record that is drawn already has nothing typed in it yet; this one may be named otherwise than it was.
		if (!isTouched(form)) return { ok: true, value: noEdits(saved.ref) };
		return kind === 'quote' ? { ok: true, value: { ...noEdits(saved.ref), areLinesUnmatched: true } } : missing('Name');
	}
	const look: Look = { saved, memory, marks: memory.client?.marks ?? null };
	return kind === 'quote' ? quoteEdits(form, look) : leadEdits(form, look);
}
