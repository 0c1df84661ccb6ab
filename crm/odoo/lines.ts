import { type CurrencyCode, noCost, type PriceRounding, type Product, type QuoteLine } from '../../core/model/deal.ts';
import {
	compare,
	type DecimalString,
	divide,
	formatDecimal,
	isNegative,
	multiply,
	one,
	parseDecimal,
	round,
	subtract,
	trimZeros,
} from '../../core/model/decimal.ts';
import { currency, objects, type Wire } from '../kit/answers.ts';
import { type CostSearch, costFieldOf, costSeen, namedCost } from '../kit/cost.ts';
import { fraction } from '../kit/numbers.ts';
import type { Client } from './api-client.ts';
import { decimalOrEmpty, idOf, named, nameOf, relation, type Spec, textOrEmpty } from './wire.ts';

/** What the page shows of a saved line beside its price, to know its row again and to see a change of it. */
export interface KeptLine {
	/** What its product may be called in a row. */
	readonly names: readonly string[];
	/** As saved, tax included where the order's prices are. */
	readonly priceUnit: DecimalString | null;
	/** As in the column "Cost"; null when the line has none. */
	readonly cost: DecimalString | null;
	/** A fraction of that price; "0" for none. */
	readonly discount: DecimalString;
	/** The line's amount, tax excluded. */
	readonly amount: DecimalString | null;
	/** What the price list gives for the line, as its price is written; null when the server does not tell. */
	readonly basePrice: DecimalString | null;
}

/** What was kept for each line that was read, by the line itself: the page may have been drawn from an older reading than the newest. */
export const keptLines = new WeakMap<QuoteLine, KeptLine>();

export interface PricedLines {
	readonly lines: readonly QuoteLine[];
	readonly isCostDenied: boolean;
}

/** States of an order that nobody has confirmed. */
const offers: readonly string[] = ['draft', 'sent'];

const numbers: readonly unknown[] = ['float', 'monetary', 'integer'];

/** The field that the user named, where this server has it and it holds numbers; null else. */
function namedField(fields: Client['fields'], costs: CostSearch, of: 'line' | 'product'): string | null {
	const name = costFieldOf(costs, of);
	if (name === null) return null;
	const { type } = (fields[of === 'line' ? 'sale.order.line' : 'product.product'][name] ?? {}) as { type?: unknown };
	return numbers.includes(type) ? name : null;
}

/** What is read of a line. `isWhole`: with its product's details. */
export function lineSpec(fields: Client['fields'], costs: CostSearch, isWhole: boolean): Spec {
	const line = fields['sale.order.line'];
	const product = fields['product.product'];
	const [ofLine, ofProduct] = (['line', 'product'] as const).map((of) => namedField(fields, costs, of));
	// Where lines do not keep what the price list gave, the product's own price may be it.
	const isBaseKept = 'technical_price_unit' in line;
	// Sellers may read bills of materials by the module that joins sales and manufacturing, which comes with stock in sales.
	const hasStock = 'qty_to_deliver' in line;
	const ofKits = hasStock ? ['is_kits'] : [];
	const plain = ['default_code', 'standard_price', ...ofKits, ...(isBaseKept ? [] : ['lst_price'])].filter(
		(name) => name in product,
	);
	const relations = ['categ_id', 'cost_currency_id', 'uom_id', ...(isBaseKept ? [] : ['currency_id'])].filter(
		(name) => name in product,
	);
	const ownRelations = ['product_uom', 'product_uom_id', 'product_template_id'].filter((name) => name in line);
	const own = ['purchase_price', 'technical_price_unit', 'is_downpayment', 'linked_line_id', 'combo_item_id'].filter(
		(name) => name in line,
	);
	return {
		display_type: {},
		name: {},
		product_id: isWhole
			? {
					model: 'product.product',
					fields: {
						display_name: {},
						...Object.fromEntries(plain.map((name) => [name, {}])),
						...(ofProduct ? { [ofProduct]: {} } : {}),
						...Object.fromEntries(relations.map((name) => [name, named])),
					},
				}
			: named,
		product_uom_qty: {},
		price_unit: {},
		price_subtotal: {},
		...('discount' in line ? { discount: {} } : {}),
		...Object.fromEntries(ownRelations.map((name) => [name, named])),
		...Object.fromEntries(own.map((name) => [name, {}])),
		...(ofLine ? { [ofLine]: {} } : {}),
	};
}

/** The code of a currency; null for none. */
export function currencyOf(money: Wire | null): string | null {
	return money && currency(money, 'display_name');
}

/** A cost of 0 is one that nobody has set. */
function costIn(record: Wire, field: string, costs: CostSearch): DecimalString | null {
	if (costs.source.of !== 'usual') return namedCost(costs, record, field);
	const cost = decimalOrEmpty(record, field);
	return cost === null || Number(cost) === 0 ? null : cost;
}

/** The product of a line; null for none. */
function productOf(record: Wire): Product | null {
	const product = relation(record, 'product_id');
	return product && asProduct(product);
}

/** "[CX-40] Chiller unit CX-40" is shown for the code and the name. */
export function asProduct(product: Wire): Product {
	const shown = textOrEmpty(product, 'display_name') ?? '';
	const code =
		('default_code' in product ? textOrEmpty(product, 'default_code') : null) ??
		/^\[([^\]]+)\] ./.exec(shown)?.[1] ??
		null;
	const prefix = `[${code}] `;
	const families = nameOf(product, 'categ_id')?.split(' / ').reverse() ?? [];
	return {
		id: String(idOf(product)),
		code,
		name: shown.startsWith(prefix) ? shown.slice(prefix.length) : shown,
		families,
	};
}

type Costed = Pick<
	QuoteLine,
	'unitCost' | 'costCurrency' | 'costUnits' | 'costPeriod' | 'isCostZero' | 'isCostOfParts'
>;

/** What costs nothing, known to be so. */
export const free = { unitCost: '0', costCurrency: 'deal', costUnits: '1', costPeriod: 'price' } as const;

/** What is the same for all lines of an order. */
export interface OrderBasis {
	readonly rounding: PriceRounding;
	readonly currency: CurrencyCode | null;
	/** Id of the product that the discount dialog writes its lines for; null when the server names none. */
	readonly discountProduct: number | null;
	/** No price list stands between a product's price and the line's. */
	readonly hasNoPriceList: boolean;
}

/**
 * True when a kit's line still has the cost of the product itself. When an order is confirmed the server may put the cost
 * of what is taken from stock in its place, which it finds for some of the parts alone, or for none: seen as issues of
 * Odoo 14 to 19 (2021–2026).
 */
function isWholeKit(
	ofLine: DecimalString | null,
	product: Wire,
	units: QuoteLine['costUnits'],
	costs: CostSearch,
): boolean {
	const ofProduct = 'standard_price' in product ? costIn(product, 'standard_price', costs) : null;
	return units === '1' && isSameAmount(ofLine, ofProduct);
}

/**
 * Cost per unit: of the line where it keeps one, else of the product, in its own unit and currency. A field that the
 * user named is taken to be in the same unit and currency as the usual one of its record.
 */
function costOf(record: Wire, unit: Wire | null, costs: CostSearch, isConfirmed: boolean): Costed {
	const isUsual = costs.source.of === 'usual';
	const product = relation(record, 'product_id');
	const productUnit = product && 'uom_id' in product ? relation(product, 'uom_id') : null;
	const costUnits = unit && productUnit && idOf(unit) === idOf(productUnit) ? '1' : 'unknown';
	const ofLine = isUsual ? 'purchase_price' : costFieldOf(costs, 'line');
	if (ofLine !== null && ofLine in record) {
		const unitCost = costIn(record, ofLine, costs);
		if (isUsual && isConfirmed && product?.is_kits === true && !isWholeKit(unitCost, product, costUnits, costs))
			return { unitCost: null, costCurrency: 'deal', costUnits, costPeriod: 'price', isCostOfParts: true };
		if (unitCost !== null) return { unitCost, costCurrency: 'deal', costUnits: '1', costPeriod: 'price' };
		// The server fills the line's cost with the product's: a 0 beside a cost was typed, or came of a kit or an import.
		const own = product && isUsual && 'standard_price' in product ? costIn(product, 'standard_price', costs) : null;
		return {
			unitCost,
			costCurrency: 'deal',
			costUnits,
			costPeriod: 'price',
			...(own === null ? {} : { isCostZero: true }),
		};
	}
	const ofProduct = isUsual ? 'standard_price' : costFieldOf(costs, 'product');
	if (!product || ofProduct === null || !(ofProduct in product)) return { ...noCost, costUnits };
	const kept = 'cost_currency_id' in product ? currencyOf(relation(product, 'cost_currency_id')) : null;
	return {
		unitCost: costIn(product, ofProduct, costs),
		costCurrency: kept ?? 'unknown',
		costUnits,
		costPeriod: 'price',
	};
}

/**
 * What the price list gives for the line, which a price typed by hand replaces. From 18 on the line keeps it; before,
 * without a price list, it is the product's price in the same unit and currency.
 */
function basePriceOf(record: Wire, unit: Wire | null, { currency: money, hasNoPriceList }: OrderBasis) {
	if ('technical_price_unit' in record) return decimalOrEmpty(record, 'technical_price_unit');
	const product = relation(record, 'product_id');
	if (!product || !hasNoPriceList || !('lst_price' in product) || !('currency_id' in product)) return null;
	const productUnit = 'uom_id' in product ? relation(product, 'uom_id') : null;
	const isSameUnit = unit && productUnit && idOf(unit) === idOf(productUnit);
	const isSameMoney = money !== null && currencyOf(relation(product, 'currency_id')) === money;
	return isSameUnit && isSameMoney ? decimalOrEmpty(product, 'lst_price') : null;
}

/** True when the price list's price is above the line's own: the line's price is then a discount from it. */
export function isBelowBase(price: DecimalString | null, base: DecimalString | null): boolean {
	const [own, list] = [parseDecimal(price), parseDecimal(base)];
	return own !== null && list !== null && !isNegative(own) && compare(own, list) < 0;
}

/** A price less its discount; null when either is unknown. */
export function netOf(price: DecimalString | null, discount: DecimalString | null): DecimalString | null {
	const [list, off] = [parseDecimal(price), parseDecimal(discount)];
	return list && off && formatDecimal(trimZeros(multiply(list, subtract(one, off))));
}

interface Price {
	readonly listPrice: DecimalString | null;
	readonly discounts: readonly DecimalString[];
	readonly netPrice: DecimalString | null;
}

/** Digits of a net price that is computed back from a line's amount. */
const backDigits = 10;

/** The price per unit that gives `amount` for `quantity`; null when none of so many digits does. */
export function priceFor(
	amount: DecimalString | null,
	quantity: DecimalString | null,
	digits: number | null,
): DecimalString | null {
	const [total, count] = [parseDecimal(amount), parseDecimal(quantity)];
	const price = total && count && divide(total, count, backDigits);
	if (!price) return null;
	const back = multiply(price, count);
	return compare(digits === null ? back : round(back, digits), total) === 0 ? formatDecimal(trimZeros(price)) : null;
}

/** A line's amount as the server rounds it: price per unit less its discount, times quantity. */
export function amountOf(
	price: DecimalString | null,
	discount: DecimalString | null,
	quantity: DecimalString | null,
	digits: number | null,
): DecimalString | null {
	const [list, off, count] = [parseDecimal(price), parseDecimal(discount), parseDecimal(quantity)];
	if (!list || !off || !count) return null;
	const amount = multiply(multiply(list, subtract(one, off)), count);
	return formatDecimal(digits === null ? amount : round(amount, digits));
}

/** True when both are numbers and the same. */
export function isSameAmount(left: DecimalString | null, right: DecimalString | null): boolean {
	const [a, b] = [parseDecimal(left), parseDecimal(right)];
	return a !== null && b !== null && compare(a, b) === 0;
}

function discountOf(record: Wire): DecimalString {
	const percent = 'discount' in record ? decimalOrEmpty(record, 'discount') : null;
	return fraction(percent ?? '0');
}

/**
 * Where prices include tax the line's amount is not price times quantity: the price net of tax is known from the amount.
 * A price typed below the price list's is a price of its own, with the list's as the list price.
 */
function priceOf(record: Wire, { lineAmountDigits }: PriceRounding, base: DecimalString | null): Price {
	const listPrice = decimalOrEmpty(record, 'price_unit');
	const discount = discountOf(record);
	const discounts = Number(discount) === 0 ? [] : [discount];
	const quantity = decimalOrEmpty(record, 'product_uom_qty');
	const amount = decimalOrEmpty(record, 'price_subtotal');
	const isNet = isSameAmount(amountOf(listPrice, discount, quantity, lineAmountDigits), amount);
	if ((isNet || amount === null) && isBelowBase(listPrice, base))
		return { listPrice: base, discounts: [], netPrice: netOf(listPrice, discount) };
	if (isNet || amount === null) return { listPrice, discounts, netPrice: null };
	return { listPrice: null, discounts, netPrice: priceFor(amount, quantity, lineAmountDigits) };
}

/** Id of the bundle's line; null for a line that is in none. */
function bundleOf(record: Wire): string | null {
	if (!('combo_item_id' in record) || !('linked_line_id' in record) || record.combo_item_id === false) return null;
	return record.linked_line_id === false ? null : String(idOf(record, 'linked_line_id'));
}

/** Lines with a price; sections and notes carry none. */
export function pricedLines(client: Client, order: Wire, basis: OrderBasis, costs: CostSearch): PricedLines {
	const records = objects(order.order_line, 'order_line').filter(
		(record) => textOrEmpty(record, 'display_type') === null,
	);
	// Elsewhere a cost typed into the column says nothing of the cost that counts.
	const isCostColumn = costs.source.of === 'usual' || costFieldOf(costs, 'line') === 'purchase_price';
	const isConfirmed = !offers.includes(textOrEmpty(order, 'state') ?? '');
	const bundles = new Set(records.flatMap((record) => bundleOf(record) ?? []));
	const lines = records.map((record): QuoteLine => {
		const id = String(idOf(record));
		const description = textOrEmpty(record, 'name') ?? '';
		const unitField = ['product_uom_id', 'product_uom'].find((name) => name in record);
		const unit = unitField === undefined ? null : relation(record, unitField);
		const shown = [nameOf(record, 'product_id'), nameOf(record, 'product_template_id'), description.split('\n')[0]];
		const isDownPayment = 'is_downpayment' in record && record.is_downpayment === true;
		const priceUnit = decimalOrEmpty(record, 'price_unit');
		const basePrice = basePriceOf(record, unit, basis);
		// The line of a bundle is paid for by its parts.
		const isPricedByParts = bundles.has(id) && Number(priceUnit) === 0;
		const kept: KeptLine = {
			names: shown.flatMap((name) => (name ? [name] : [])),
			priceUnit,
			cost: isCostColumn && 'purchase_price' in record ? decimalOrEmpty(record, 'purchase_price') : null,
			discount: discountOf(record),
			amount: decimalOrEmpty(record, 'price_subtotal'),
			basePrice,
		};
		const bundle = bundleOf(record);
		const cost = costOf(record, unit, costs, isConfirmed);
		const product = productOf(record);
		const isOfDialog = product !== null && product.id === String(basis.discountProduct);
		const line: QuoteLine = {
			id,
			product,
			description,
			quantity: decimalOrEmpty(record, 'product_uom_qty'),
			unit: unit && textOrEmpty(unit, 'display_name'),
			...(isPricedByParts
				? { listPrice: null, discounts: [], netPrice: null }
				: priceOf(record, basis.rounding, basePrice)),
			// What was paid in advance costs nothing, nor does what the discount dialog wrote.
			...(isDownPayment || (isOfDialog && cost.unitCost === null) ? free : cost),
			...(bundle === null ? {} : { partOf: bundle }),
		};
		keptLines.set(line, kept);
		return line;
	});
	const { fields } = client;
	const named = (['line', 'product'] as const).some((of) => namedField(fields, costs, of) !== null);
	if (lines.length > 0 && (costs.source.of === 'line' || costs.source.of === 'product')) costSeen(costs, named);
	const isCostTold = 'purchase_price' in fields['sale.order.line'] || 'standard_price' in fields['product.product'];
	return { lines, isCostDenied: lines.length > 0 && costs.source.of === 'usual' && !isCostTold };
}
