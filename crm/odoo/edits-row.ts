import type { DealFacts, QuoteLine } from '../../core/model/deal.ts';
import type { AddedLine, DealEdits, LineEdit, TypedValue } from '../../core/model/deal-edits.ts';
import type { DecimalString } from '../../core/model/decimal.ts';
import type { LocaleMarks } from '../../core/model/number-text.ts';
import { asFraction, fraction, same, withoutPercent } from '../kit/numbers.ts';
import type { KeptOrder } from './api.ts';
import { type Client, lineDigits } from './api-client.ts';
import { costFor, type Learner } from './api-learn.ts';
import { doesShow, isAsWritten, parseNumber, parseShown } from './fields-numbers.ts';
import { type Cell, isProductOf, keptOf, type LineField, type matcher } from './fields-rows.ts';
import { amountOf, free, isBelowBase, isSameAmount, type KeptLine, netOf, priceFor } from './lines.ts';

/** What is typed in one row, held against its saved line. */

/** What is remembered between two looks at one record. */
export interface Memory {
	client: Client | null;
	order: KeptOrder | null;
	readonly match: ReturnType<typeof matcher>;
	readonly learn: Learner;
	/** The column "Cost" of a line is the cost that counts. */
	readonly isCostColumn: boolean;
	/** The last edits that were seen while the lines were in the page. */
	last: DealEdits | null;
	/** By row: the product and unit that its numbers were last known to belong to. */
	readonly priced: Map<string, Priced>;
	/** By row: the quantity that the server was last seen to have answered, as the row writes it. */
	readonly answered: Map<string, string>;
	/** Rows, each with its line, whose product or unit was another one at some time since the form was clean. */
	readonly replaced: Set<string>;
}

/** What a row said when the server's answer to its product and unit was in it. */
interface Priced {
	readonly what: string;
	readonly numbers: string;
}

export interface Look {
	readonly saved: DealFacts;
	readonly memory: Memory;
	readonly marks: LocaleMarks | null;
	/** The order's sums as they are drawn. */
	readonly sums: string;
}

export type Fields = (field: LineField) => Cell | null;

/** A row of the list, or the dialog that edits one line. */
export interface Entry {
	readonly key: string;
	readonly isOpen: boolean;
	readonly cell: Fields;
}

/** Names of a line's number fields on the server. */
const serverNames = {
	quantity: 'product_uom_qty',
	price: 'price_unit',
	discount: 'discount',
	cost: 'purchase_price',
} as const;

type NumberField = keyof typeof serverNames;

const numberFields = Object.keys(serverNames) as NumberField[];

function digitsOf(field: NumberField, { memory }: Look): number | null {
	return lineDigits(memory.client, serverNames[field]);
}

function typed(field: NumberField, cell: Cell, look: Look): TypedValue {
	const value = cell.isRefused ? null : parseNumber(cell.text, look.marks, digitsOf(field, look));
	return { text: cell.text, value };
}

function numberIn(fields: Fields, field: NumberField, look: Look): DecimalString | null {
	const cell = fields(field);
	return cell && typed(field, cell, look).value;
}

/** The discount as a fraction; null while it is half typed, "0" where the row has no such field. */
function discountIn(fields: Fields, look: Look): DecimalString | null {
	return fields('discount') ? fraction(numberIn(fields, 'discount', look)) : '0';
}

/** Fields of a row that the client has not taken yet, for it would have written them in its own way. */
export function untaken({ cell }: Entry, look: Look): NumberField[] {
	return numberFields.filter((field) => {
		const own = cell(field);
		return own?.isInput === true && !isAsWritten(own.text, look.marks, digitsOf(field, look));
	});
}

/** What became of the product and unit of a row. `pending`: picked or half typed, and the server has not answered. */
export type RowState = 'same' | 'pending' | 'other';

/** What the server's answer to another product changes: a price that was typed by hand it leaves alone. */
function numbersIn({ cell }: Entry, { sums }: Look): string {
	const own = (['price', 'discount', 'amount'] as const).map((field) => cell(field)?.text ?? '');
	return [...own, sums].join('|');
}

function whatIn({ cell }: Entry): string {
	return `${cell('product')?.text ?? ''}|${cell('unit')?.text ?? ''}`;
}

function isLineOf({ cell }: Entry, line: QuoteLine): boolean {
	const [product, unit] = [cell('product'), cell('unit')];
	const isOtherUnit = unit !== null && line.unit !== null && unit.text !== line.unit;
	return product !== null && isProductOf(product.text, line) && !isOtherUnit;
}

/** A product by its whole name, as it is in a row once it was picked: "[CX-40] Chiller unit CX-40". */
function isWholeName(text: string): boolean {
	return /^\[[^\]]+\] ./.test(text);
}

/**
 * True while a product or unit is being looked up. A late answer to the keys that were typed opens the list once more when
 * the product was picked already: its whole name is there then.
 */
function isBeingChosen({ cell }: Entry): boolean {
	const [product, unit] = [cell('product'), cell('unit')];
	return (product?.isChoosing === true && !isWholeName(product.text)) || unit?.isChoosing === true;
}

/**
 * Holds a row's product and unit against its line. The client shows a product as soon as it is picked, and its price
 * when the server has answered: until then the numbers beside it are those of the one before. A row that was another
 * product once stays replaced when it is changed back, for the server has worked out its cost anew.
 */
export function stateOf(entry: Entry, line: QuoteLine | null, look: Look): RowState {
	const { priced, replaced } = look.memory;
	const [what, numbers, before] = [whatIn(entry), numbersIn(entry, look), priced.get(entry.key)];
	const isSaved = line !== null && isLineOf(entry, line);
	const asLine = line && JSON.stringify([entry.key, line.id, line.product?.id, line.unit]);
	const isSame = isSaved && !replaced.has(asLine ?? '');
	if (!isSame && entry.isOpen && before?.what !== what) {
		// Numbers that change while nothing is picked answer something else.
		if (isBeingChosen(entry)) priced.set(entry.key, { what: before?.what ?? '', numbers });
		if (isBeingChosen(entry) || before?.numbers === numbers) return 'pending';
	}
	return seen(isSame ? 'same' : 'other');

	function seen(state: RowState): RowState {
		priced.set(entry.key, { what, numbers });
		if (asLine !== null && state === 'other') replaced.add(asLine);
		return state;
	}
}

/** True for an order whose prices include tax, as its saved lines tell. */
function isTaxIn({ saved }: Look): boolean {
	return (saved.lines ?? []).some(({ listPrice, netPrice }) => listPrice === null && netPrice !== null);
}

/** The amount that the numbers of a row make. */
function amountIn(fields: Fields, look: Look, discount = discountIn(fields, look)): DecimalString | null {
	const [price, quantity] = [numberIn(fields, 'price', look), numberIn(fields, 'quantity', look)];
	return amountOf(price, discount, quantity, look.saved.rounding.lineAmountDigits);
}

function shownAmount(fields: Fields, { marks }: Look): DecimalString | null {
	const cell = fields('amount');
	return cell && parseShown(cell.text, marks);
}

/**
 * True while the server has not heard of another quantity yet, which lets it set price and discount anew: the text is
 * not its own writing, or the amount beside it is not that of the row's numbers. While another number of the row is being
 * typed the amount is not that of the row either, whatever became of the quantity.
 */
function isQuantityPending(entry: Entry, line: QuoteLine | null, look: Look): boolean {
	const { key, cell } = entry;
	const { answered } = look.memory;
	const quantity = cell('quantity');
	const open = untaken(entry, look);
	if (open.includes('quantity')) {
		answered.delete(key);
		return true;
	}
	const isOtherTyped = open.includes('price') || open.includes('discount');
	if (isOtherTyped && quantity && answered.get(key) === quantity.text) return false;
	const isAnswered = isAmountMoved(entry, line, look);
	if (isAnswered && !isOtherTyped && quantity) answered.set(key, quantity.text);
	return quantity?.isInput === true && !isAnswered;
}

/** True when the amount of a row is that of its numbers, as far as it can be told. */
function isAmountMoved({ cell }: Entry, line: QuoteLine | null, look: Look): boolean {
	const amount = shownAmount(cell, look);
	// With tax in the price the amount is another one: it has not moved from the saved one then.
	if (line?.listPrice === null) return !same(amount, keptOf(line).amount);
	return amount === null || isTaxIn(look) || isSameAmount(amount, amountIn(cell, look));
}

/** True while a margin is being typed, which sets the price. Odoo 19.4 lets it be typed, as its release notes tell (2026). */
function isMarginPending({ cell }: Entry, { marks }: Look): boolean {
	return (['margin', 'marginPercent'] as const).some((field) => {
		const own = cell(field);
		return own?.isInput === true && !isAsWritten(withoutPercent(own.text), marks, 2);
	});
}

/**
 * The price that the row's amount tells, where nothing else does: with tax in the prices, or where the column of
 * discounts is hidden. Undefined: the amount is the saved one, or that of the saved price.
 */
function priceByAmount(
	{ cell }: Entry,
	line: QuoteLine,
	quantity: DecimalString | null,
	look: Look,
): LineEdit['price'] {
	const shown = cell('amount');
	const amount = shownAmount(cell, look);
	const kept = keptOf(line);
	const { lineAmountDigits: digits } = look.saved.rounding;
	const net = line.netPrice ?? netOf(line.listPrice, kept.discount);
	if (!shown || amount === null || same(amount, kept.amount ?? amountOf(net, '0', line.quantity, digits)))
		return undefined;
	if (isSameAmount(amount, amountOf(net, '0', quantity, digits))) return undefined;
	return { by: 'netPrice', typed: { text: shown.text, value: priceFor(amount, quantity, digits) } };
}

/** With tax in it a typed price or discount says nothing until the server has taken the tax out. */
function taxInEdit(entry: Entry, line: QuoteLine, price: TypedValue | null, count: DecimalString | null, look: Look) {
	const byAmount = priceByAmount(entry, line, count, look);
	if (byAmount) return { price: byAmount };
	const kept = keptOf(line);
	const shown = entry.cell('discount');
	const discount = shown && asFraction(typed('discount', shown, look));
	if (discount && !same(discount.value, kept.discount)) return { price: { by: 'discount', typed: discount } as const };
	const isPriceTyped = price !== null && !doesShow(price.value, kept.priceUnit);
	return isPriceTyped ? { price: { by: 'netPrice', typed: { text: price.text, value: null } } as const } : {};
}

/** Price and discount as they are in the row, or as the server is thought to set them. */
interface Pricing {
	readonly price: TypedValue;
	readonly discount: TypedValue;
	/** The price list's price, where the price was typed below it. */
	readonly below: DecimalString | null;
}

function priceEdits(line: QuoteLine, kept: KeptLine, { price, discount, below }: Pricing): LineEdit {
	const list = below ?? price.value;
	const listPrice = same(list, line.listPrice) ? {} : { listPrice: { text: price.text, value: list } };
	if (below !== null) {
		const typedIn = doesShow(price.value, kept.priceUnit) ? discount : price;
		return {
			...listPrice,
			price: { by: 'netPrice', typed: { text: typedIn.text, value: netOf(price.value, discount.value) } },
		};
	}
	const isSaved = line.netPrice === null && same(discount.value, line.discounts[0] ?? '0');
	return { ...listPrice, ...(isSaved ? {} : { price: { by: 'discount', typed: discount } }) };
}

/** What is typed in the row of a line. */
export function editOf(entry: Entry, line: QuoteLine, look: Look): LineEdit {
	const fields = entry.cell;
	const kept = keptOf(line);
	const typedIn = (field: NumberField) => {
		const cell = fields(field);
		return cell && typed(field, cell, look);
	};
	const discountCell = fields('discount');
	const edit: { -readonly [K in keyof LineEdit]: LineEdit[K] } = {};
	const [quantity, price, cost] = [typedIn('quantity'), typedIn('price'), typedIn('cost')];
	if (quantity && !doesShow(quantity.value, line.quantity)) edit.quantity = quantity;
	if (cost && kept.cost !== null && !doesShow(cost.value, kept.cost))
		edit.cost = { typed: cost, costCurrency: 'deal', costUnits: '1', costPeriod: 'price' };
	const isPending = edit.quantity !== undefined && isQuantityPending(entry, line, look);
	if (isPending || isMarginPending(entry, look)) edit.isRepriced = true;
	const count = edit.quantity ? edit.quantity.value : line.quantity;
	if (line.listPrice === null) return { ...edit, ...taxInEdit(entry, line, price, count, look) };
	// Neither the discount nor the amount after it is in the row.
	if (!discountCell && !fields('amount'))
		return { ...edit, price: { by: 'netPrice', typed: { text: '', value: null } } };
	const pricing = pricingOf(price, isPending, edit.quantity !== undefined, entry, kept, look);
	const own = pricing ? priceEdits(line, kept, pricing) : {};
	if (discountCell) return { ...edit, ...own };
	const byAmount = priceByAmount(entry, line, count, look);
	const isExpected = isSameAmount(shownAmount(fields, look), amountIn(fields, look, kept.discount));
	return { ...edit, ...own, ...(byAmount && !isExpected ? { price: byAmount } : {}) };
}

/** Price and discount of a row; null while both are as saved. */
function pricingOf(
	price: TypedValue | null,
	isPending: boolean,
	isOtherQuantity: boolean,
	{ cell }: Entry,
	kept: KeptLine,
	look: Look,
): Pricing | null {
	const discountCell = cell('discount');
	const shown = discountCell ? asFraction(typed('discount', discountCell, look)) : { text: '', value: kept.discount };
	const isPriceTyped = price !== null && !doesShow(price.value, kept.priceUnit);
	// Until the server hears of another quantity the page shows the discount that it will put back then.
	const isForetold = isPending && same(shown.value, kept.discount) && !same(shown.value, '0');
	if (!price || (!isPriceTyped && !isForetold && same(shown.value, kept.discount))) return null;
	// Another quantity may have another price in the list.
	const base = isOtherQuantity && isPriceTyped ? null : kept.basePrice;
	return {
		price: isPriceTyped ? price : { ...price, value: kept.priceUnit },
		discount: isForetold ? { text: '0', value: '0' } : shown,
		below: isBelowBase(price.value, base) ? base : null,
	};
}

/** A line that is new on the page, or that has become one of something else. */
export function addedOf(entry: Entry, line: QuoteLine | null, state: RowState, look: Look): AddedLine {
	const { memory, saved } = look;
	const fields = entry.cell;
	const name = fields('product')?.text ?? '';
	const unit = fields('unit')?.text || null;
	const isKnown = state !== 'pending';
	// Picked, and not answered by the server yet: its cost can be asked for meanwhile.
	if (!isKnown && isWholeName(name)) memory.learn.product(name);
	const told = isKnown ? costFor(name, unit, saved.currency, memory.learn, memory.client) : null;
	const quantity = numberIn(fields, 'quantity', look);
	const price = isKnown ? priceOfAdded(entry, quantity, look) : { listPrice: null, netPrice: null };
	const isRepriced = isKnown && (isQuantityPending(entry, null, look) || isMarginPending(entry, look));
	return {
		id: entry.key,
		description: name,
		product: told?.product ?? null,
		quantity,
		unit: told?.unit ?? unit,
		...price,
		...costOfAdded(fields, told, look),
		...(isRepriced ? { isRepriced } : {}),
		...(line ? { replaces: line.id } : {}),
	};
}

type Told = ReturnType<typeof costFor>;
type Costed = Pick<AddedLine, 'unitCost' | 'costCurrency' | 'costUnits' | 'costPeriod' | 'isCostZero'>;

/** The column "Cost" tells it where it is shown, else the product does. */
function costOfAdded(fields: Fields, told: Told | null, look: Look): Costed {
	const none = { unitCost: null, costCurrency: 'unknown', costUnits: 'unknown', costPeriod: 'unknown' } as const;
	if (!told) return none;
	const { unitCost, costCurrency, costUnits, costPeriod, product } = told;
	if (product !== null && product.id === String(look.memory.order?.discountProduct)) return free;
	const shown = look.memory.isCostColumn && fields('cost') ? numberIn(fields, 'cost', look) : undefined;
	if (shown === undefined) return { unitCost, costCurrency, costUnits, costPeriod };
	if (shown === null) return { ...none, costUnits, costPeriod };
	// As a saved line: a 0 beside a product's cost is one that somebody typed.
	if (Number(shown) === 0)
		return { ...none, costUnits, costPeriod, ...(unitCost === null ? {} : { isCostZero: true }) };
	return { unitCost: shown, costCurrency: 'deal', costUnits: '1', costPeriod: 'price' };
}

/** Its price as typed; where prices include tax the amount tells it, once the server has worked it out. */
function priceOfAdded(entry: Entry, quantity: DecimalString | null, look: Look) {
	const fields = entry.cell;
	const listPrice = numberIn(fields, 'price', look);
	const netPrice = netOf(listPrice, discountIn(fields, look));
	const amount = shownAmount(fields, look);
	const isDiscountHidden = !fields('discount');
	if (!isTaxIn(look) && !isDiscountHidden) return { listPrice, netPrice };
	const isTaken = untaken(entry, look).length === 0;
	return {
		listPrice: isTaxIn(look) ? null : listPrice,
		netPrice: isTaken ? priceFor(amount, quantity, look.saved.rounding.lineAmountDigits) : null,
	};
}
