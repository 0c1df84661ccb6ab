import type { DealFacts, Product, QuoteLine } from '../../core/model/deal.ts';
import {
	type AddedLine,
	type DealEdits,
	type LineEdit,
	noEdits,
	type TypedValue,
	unknownProduct,
} from '../../core/model/deal-edits.ts';
import {
	compare,
	type Decimal,
	type DecimalString,
	isZero,
	multiply,
	one,
	parseDecimal,
	round,
	subtract,
	zero,
} from '../../core/model/decimal.ts';
import type { EditsReading } from '../contract.ts';
import { missing } from '../kit/facts.ts';
import { short } from '../kit/numbers.ts';
import { baseCurrency, changedCurrency, currencyList, currencyOf, signOf } from './api-currencies.ts';
import type { Memory } from './api-memory.ts';
import { isForeignDrawing, strictNumber } from './fields-numbers.ts';
import {
	type CutDiscount,
	type Drawn,
	drawnIn,
	type Format,
	isRemoved,
	keptDigits,
	type LineRow,
	lineHealth,
	lineTable,
	rawNumber,
	readCut,
	readDiscount,
	typeOf,
} from './fields-rows.ts';
import type { Classic } from './front.ts';

/** Line items in the classic edit view of a quote. Derived fields there are stale while typing and after Back. */

/** The saved price per unit; null when it is unknown. */
function savedNet({ listPrice, discounts, netPrice }: QuoteLine): Decimal | null {
	const [net, list, rate] = [parseDecimal(netPrice), parseDecimal(listPrice), parseDecimal(discounts[0] ?? '0')];
	return net ?? (list && rate ? multiply(list, subtract(one, rate)) : null);
}

function isEqual(left: Decimal | null, right: Decimal | null): boolean {
	return left !== null && right !== null && compare(left, right) === 0;
}

/** True for what is in the form when nobody touched it: it shows saved numbers with `digits` decimals. */
function isAsShown(number: Decimal | null, saved: Decimal | null, digits: number): boolean {
	return isEqual(number, saved) || (saved !== null && isEqual(number, round(saved, digits)));
}

/** What is saved as the discount of a line, in the unit of its field; null for none, and where it is not known. */
function savedDiscount(line: QuoteLine, isAmount: boolean): Decimal | null {
	const [list, saved, rate] = [parseDecimal(line.listPrice), savedNet(line), parseDecimal(line.discounts[0])];
	if (isAmount) return list && saved && subtract(list, saved);
	return rate && multiply(rate, { digits: 100n, scale: 0 });
}

/** True while a discount makes the saved price of its line. */
function isSavedDiscount(typed: TypedValue, isAmount: boolean, line: QuoteLine, digits: number): boolean {
	const [number, list, saved] = [parseDecimal(typed.value), parseDecimal(line.listPrice), savedNet(line)];
	const rate = parseDecimal(line.discounts[0]);
	if (!number) return typed.text.trim() === '' && !rate && isEqual(saved, list);
	// Percents have two digits more as fractions.
	if (rate && !isAmount) return isAsShown(number, rate, digits + 2);
	const off = list && saved && subtract(list, saved);
	return isAmount ? isAsShown(number, off, digits) : isEqual(list && multiply(list, subtract(one, number)), saved);
}

/** What a type of neither kind makes of the box beside it. */
const noDiscount: CutDiscount = { typed: { text: '', value: '0' } };

/** `digits`: what equals the saved number with so many decimals is no edit. */
function lineEdit(row: LineRow, line: QuoteLine, format: Format, digits: number): LineEdit {
	const edit: { -readonly [K in keyof LineEdit]: LineEdit[K] } = {};
	if (row.quantity) {
		const quantity = readCut(row.quantity, format);
		if (!isAsShown(parseDecimal(quantity.value), parseDecimal(line.quantity), digits)) edit.quantity = quantity;
	}
	const savedList = parseDecimal(line.listPrice);
	const list = row.list ? readCut(row.list, format) : null;
	// The page keeps a line's figures while its list price is empty.
	const typed = list && list.text.trim() === '' ? { ...list, value: null } : list;
	if (typed && !isAsShown(parseDecimal(typed.value), savedList, digits)) edit.listPrice = typed;
	const type = typeOf(row);
	if (!row.discount) return edit;
	const isAmount = type === 'Amount';
	const listNow = edit.listPrice ? parseDecimal(edit.listPrice.value) : savedList;
	const read = type === null ? noDiscount : readDiscount(row.discount, isAmount, listNow, format);
	const { typed: discount } = read;
	// A percentage is known to be one when the list price changes; an amount has to be said.
	const isKept = !isAmount || !edit.listPrice || isEqual(parseDecimal(discount.value), zero);
	if (!isSavedDiscount(discount, isAmount, line, digits) || !isKept)
		edit.price = { by: isAmount ? 'amountOff' : 'discount', ...read };
	return edit;
}

/** True for a line with a box that holds its saved number in a format that we were not told. */
function isForeign(row: LineRow, line: QuoteLine, { marks }: Format): boolean {
	const boxes = [
		[row.quantity, parseDecimal(line.quantity)],
		[row.list, parseDecimal(line.listPrice)],
		[row.discount, savedDiscount(line, typeOf(row) === 'Amount')],
	] as const;
	return boxes.some(([box, saved]) => box !== null && isForeignDrawing(box.value.trim(), saved, marks));
}

/** What the boxes of a line say of its product; null for a service, and while none is chosen. */
function productOf({ prefix, hidden }: LineRow): Product | null {
	const id = hidden('product_id') ?? '';
	if (prefix !== 'product' || id === '' || id === '0') return null;
	return { id, code: hidden('part_number') || null, name: hidden('name') ?? '', families: [] };
}

/**
 * The cost that the page took from the product, in a box that nobody sees. It is in the quote's currency once the page
 * has gone over it, which it does when the product's box is left. 0 is what a product without a cost gives.
 */
function costOf(row: LineRow, form: HTMLFormElement, { marks, digits }: Format): DecimalString | null {
	const text = row.hidden('product_cost_price') ?? '';
	const ownCurrency = row.hidden('currency') || baseCurrency;
	const raw = rawNumber(text, digits);
	if (raw !== null && ownCurrency !== (currencyList(form)?.value || baseCurrency)) return null;
	const cost = parseDecimal(raw ?? strictNumber(text, marks));
	return cost && !isZero(cost) ? short(cost) : null;
}

function addedLine(row: LineRow, saved: DealFacts, format: Format, from: LineSource): AddedLine | null {
	const { form, memory, replaces } = from;
	const name = row.hidden('name') ?? '';
	const list = row.list && parseDecimal(readCut(row.list, format).value);
	if (name === '' && (row.list?.value ?? '') === '') return null;
	const isAmount = typeOf(row) === 'Amount';
	const discount =
		typeOf(row) === null || !row.discount || row.discount.value.trim() === ''
			? zero
			: parseDecimal(readDiscount(row.discount, isAmount, list, format).typed.value);
	const net = list && discount && (isAmount ? subtract(list, discount) : multiply(list, subtract(one, discount)));
	const isQuantityOpen = !row.quantity || row.quantity.value.trim() === '';
	const product = productOf(row);
	const unitCost = product && memory.isCostUsual ? costOf(row, form, format) : costOfSame(product, saved);
	return {
		...unknownProduct,
		id: `new-${row.prefix}-${row.number}`,
		description: name,
		product,
		// The page makes one of an empty quantity.
		quantity: isQuantityOpen || !row.quantity ? '1' : readCut(row.quantity, format).value,
		listPrice: list && short(list),
		netPrice: net && short(net),
		...(unitCost === null ? {} : { unitCost, costCurrency: 'deal', costUnits: '1', costPeriod: 'price' }),
		...(replaces === undefined ? {} : { replaces }),
	};
}

interface LineSource {
	readonly form: HTMLFormElement;
	readonly memory: Memory;
	/** Id of the saved line whose row it is in. */
	readonly replaces?: string;
}

/** The cost of another line of the same product, where costs are kept in a field that the form does not have. */
function costOfSame(product: Product | null, { lines }: DealFacts): DecimalString | null {
	const other = product && lines?.find((line) => line.product?.id === product.id);
	return other?.costCurrency === 'deal' ? other.unitCost : null;
}

/** True for a row with another product than its line is saved with. */
function isReplaced(row: LineRow, line: QuoteLine): boolean {
	const id = row.prefix === 'product' ? row.hidden('product_id') : null;
	return id !== null && line.product !== null && id !== line.product.id;
}

type LineEdits = Pick<DealEdits, 'lines' | 'added' | 'removed' | 'activeLineId'>;

/** Every row against the lines that are saved; null where they do not fit together. */
export function editsOf(
	{ rows, format }: Drawn,
	classic: Classic,
	saved: DealFacts,
	memory: Memory,
	isExact: boolean,
): LineEdits | null {
	const left = new Map(saved.lines?.map((line) => [line.id, line]));
	const lines: Record<string, LineEdit> = {};
	const added: AddedLine[] = [];
	const removed: string[] = [];
	let activeLineId: string | null = null;
	for (const row of rows) {
		const id = row.id?.value ?? '';
		const line = left.get(id);
		if (id !== '' && !line) return null;
		left.delete(id);
		const replaces = line && isReplaced(row, line) ? id : undefined;
		const isKept = line !== undefined && replaces === undefined;
		if (row.element.contains(classic.document.activeElement))
			activeLineId = isKept ? id : `new-${row.prefix}-${row.number}`;
		if (line && (isRemoved(row) || !isKept)) removed.push(id);
		if (isRemoved(row)) continue;
		if (!isKept) {
			const from = { form: classic.form, memory, ...(replaces === undefined ? {} : { replaces }) };
			const fresh = addedLine(row, saved, format, from);
			if (fresh) added.push(fresh);
			continue;
		}
		if (isForeign(row, line, format)) return null;
		const edit = lineEdit(row, line, format, isExact ? keptDigits : format.digits);
		if (Object.keys(edit).length > 0) lines[id] = edit;
	}
	return left.size > 0 ? null : { lines, added, removed, activeLineId };
}

export function isUntouched({ lines, added, removed }: LineEdits): boolean {
	return Object.keys(lines).length + added.length + removed.length === 0;
}

/**
 * The form shows fewer decimals than may be saved, and saves what it shows. While nothing is typed that is no edit; with
 * any other one it is, for all of it is saved together.
 */
function savedAsShown(drawn: Drawn, classic: Classic, saved: DealFacts, memory: Memory): LineEdits | null {
	const edits = editsOf(drawn, classic, saved, memory, false);
	return edits === null || isUntouched(edits) ? edits : editsOf(drawn, classic, saved, memory, true);
}

/** What is typed into the lines and not saved. `learned.marks`: the user's format where the page does not tell it. */
export function readLineEdits(classic: Classic, saved: DealFacts, memory: Memory): EditsReading {
	const none: DealEdits = noEdits(saved.ref);
	if (!classic.isEditView) return { ok: true, value: none };
	if (!lineTable(classic)) return missing('Line items');
	const drawn = drawnIn(classic, memory);
	const { rows } = drawn;
	const lost = lineHealth(rows).find(({ state }) => state === 'broken');
	if (lost) return missing(lost.field);
	const chosen = changedCurrency(classic.form);
	// Every price is converted by then, costs too.
	if (chosen)
		return {
			ok: true,
			value: { ...none, currencyChange: { to: currencyOf(memory.currencies, chosen.value, signOf(chosen)) } },
		};
	// A script draws the rows a moment after the form.
	if (saved.lines === null || (rows.length === 0 && saved.lines.length > 0)) return { ok: true, value: none };
	const edits = savedAsShown(drawn, classic, saved, memory);
	return { ok: true, value: edits ? { ...none, ...edits } : { ...none, areLinesUnmatched: true } };
}
