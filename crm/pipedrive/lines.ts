import type { CostCurrency, CurrencyCode, QuoteLine, Recurrence } from '../../core/model/deal.ts';
import {
	add,
	compare,
	type Decimal,
	type DecimalString,
	divide,
	formatDecimal,
	isZero,
	multiply,
	negate,
	one,
	parseDecimal,
	round,
	subtract,
	trimZeros,
	zero,
} from '../../core/model/decimal.ts';
import {
	currency as currencyIn,
	decimal,
	decimalOrNull,
	objects,
	ReadError,
	text,
	textOrNull,
	type Wire,
} from '../kit/answers.ts';
import { type CostSearch, costFieldOf, costSeen, namedCost } from '../kit/cost.ts';
import { afterDiscount, fraction, short } from '../kit/numbers.ts';
import { id, idOrNull } from './wire.ts';

/** Products of a deal, and discounts on the deal as a whole. */

const monthsOf: Readonly<Record<string, number>> = { monthly: 1, quarterly: 3, 'semi-annually': 6, annually: 12 };

/** How often a line's price is due; undefined for once, null for a way that months do not tell. */
function recurrenceOf(line: Wire): Recurrence | null | undefined {
	const { billing_frequency: frequency, billing_frequency_cycles: cycles } = line;
	if (frequency === undefined || frequency === null || frequency === 'one-time') return undefined;
	const everyMonths = Object.hasOwn(monthsOf, String(frequency)) ? monthsOf[String(frequency)] : undefined;
	if (everyMonths === undefined) return null;
	const isTold = typeof cycles === 'number' && Number.isInteger(cycles) && cycles > 0;
	return { everyMonths, termMonths: isTold ? cycles * everyMonths : null };
}

/** Amounts of lines are rounded to cents. */
const centDigits = 2;
/** More than an amount of cents needs to come out of a price per unit again. */
const unitDigits = 12;

type Prices = Pick<QuoteLine, 'listPrice' | 'discounts' | 'netPrice'>;

const unknownPrices: Prices = { listPrice: null, discounts: [], netPrice: null };

const percentOf = (value: DecimalString): Decimal => parseDecimal(fraction(value)) ?? zero;

/** The price without the tax in it; null when that does not come out even. */
function withoutTax(price: Decimal, tax: Decimal): Decimal | null {
	const factor = add(one, tax);
	const net = divide(price, factor, unitDigits);
	return net && compare(multiply(net, factor), price) === 0 ? trimZeros(net) : null;
}

/**
 * Prices without tax. Whether an amount off is off the line or off each unit is known from the sum that the server made; a
 * line whose sum comes out neither way has no price that is known.
 */
function pricesOf(line: Wire, cycles: number | null): Prices {
	const [price, quantity] = [parseDecimal(decimal(line, 'item_price')), parseDecimal(decimal(line, 'quantity'))];
	const [off, sum] = [parseDecimal(decimal(line, 'discount')), parseDecimal(decimalOrNull(line, 'sum'))];
	const method = text(line, 'tax_method');
	const tax = method === 'none' ? zero : percentOf(decimalOrNull(line, 'tax') ?? '0');
	const type = text(line, 'discount_type');
	if (!price || !quantity || !off || (type !== 'percentage' && type !== 'amount'))
		throw new ReadError('api-changed', 'discount_type');
	const factor = add(one, tax);
	/** True when the line comes to this, with or without tax, once or for all its payments. */
	function isSum(total: Decimal): boolean {
		if (!sum) return false;
		const taxed = isZero(tax)
			? [total]
			: method === 'inclusive'
				? [total, divide(total, factor, unitDigits)]
				: [total, multiply(total, factor)];
		const all = taxed.flatMap((amount) =>
			amount ? [amount, multiply(amount, { digits: BigInt(cycles ?? 1), scale: 0 })] : [],
		);
		return all.some((amount) => compare(round(amount, centDigits), sum) === 0);
	}
	const listed = method === 'inclusive' && !isZero(tax) ? withoutTax(price, tax) : price;
	if (!listed) return unknownPrices;
	const listPrice = formatDecimal(listed);
	if (isZero(off))
		return isSum(multiply(price, quantity)) ? { listPrice, discounts: [], netPrice: null } : unknownPrices;
	if (type === 'percentage') {
		const percent = decimal(line, 'discount');
		const isKnown = isSum(multiply(afterDiscount(price, percentOf(percent)), quantity));
		return isKnown ? { listPrice, discounts: [fraction(percent)], netPrice: null } : unknownPrices;
	}
	const ofLine = subtract(multiply(price, quantity), off);
	const ofUnits = multiply(subtract(price, off), quantity);
	const total = isSum(ofLine) ? ofLine : isSum(ofUnits) ? ofUnits : null;
	const each = total && divide(total, quantity, unitDigits);
	const net = each && (listed === price ? each : withoutTax(each, tax));
	return net ? { listPrice, discounts: [], netPrice: short(net) } : unknownPrices;
}

/** What is known of a product beside its line. */
export interface ProductFacts {
	readonly code: string | null;
	readonly unit: string | null;
	readonly cost: DecimalString | null;
	/** The currency of its variations' costs too. */
	readonly costCurrency: CostCurrency;
	/** By the ids of variations. */
	readonly variations: ReadonlyMap<string, DecimalString | null>;
}

/** A cost of 0 is one that nobody has set. */
function costIn(value: unknown, name: string): DecimalString | null {
	if (value === null || value === undefined) return null;
	const cost = decimal({ [name]: value }, name);
	return Number(cost) === 0 ? null : cost;
}

/** The cost in the deal's currency: products have a price and a cost for each. Null when there is none. */
function costOfPrices(prices: unknown, currency: CurrencyCode, name: string): DecimalString | null {
	const row = objects(prices, 'prices').find((price) => price.currency === currency);
	return row ? costIn(row[name], name) : null;
}

/** True for a field that says its currency itself. */
function isMoney({ custom_fields: fields }: Wire, name: string | null): boolean {
	const value = typeof fields === 'object' && fields !== null && name !== null ? (fields as Wire)[name] : null;
	return typeof value === 'object' && value !== null;
}

/** True for a product that has prices in the deal's currency alone: a bare number of it is in no other. */
function isOnlyPriceIn({ prices }: Wire, currency: CurrencyCode): boolean {
	const all = Array.isArray(prices) ? objects(prices, 'prices') : [];
	return all.length > 0 && all.every((price) => price.currency === currency);
}

/** A field of the company's own: a number, or money with its currency. */
function ownCost(product: Wire, name: string, currency: CurrencyCode, costs: CostSearch): DecimalString | null {
	const { custom_fields: fields } = product;
	const own = typeof fields === 'object' && fields !== null ? (fields as Wire) : {};
	const value = own[name];
	if (typeof value !== 'object' || value === null) return namedCost(costs, own, name);
	const cost = namedCost(costs, value as Wire, 'value');
	return (value as Wire).currency === currency ? cost : null;
}

/**
 * Where costs are: `cost` and `direct_cost` of a product's price, another field of a product, or nowhere. Lines have no
 * field for it.
 */
export function productOf(
	product: Wire,
	variations: readonly Wire[],
	currency: CurrencyCode,
	costs: CostSearch,
): ProductFacts {
	const name = costs.source.of === 'usual' ? 'cost' : costFieldOf(costs, 'product');
	const isOfPrice = name === 'cost' || name === 'direct_cost';
	const cost = (wire: Wire) => {
		if (name === null) return null;
		if (!isOfPrice) return ownCost(product, name, currency, costs);
		if (costs.source.of === 'product') costSeen(costs, true);
		return costOfPrices(wire.prices, currency, name);
	};
	return {
		code: textOrNull(product, 'code') || null,
		unit: textOrNull(product, 'unit') || null,
		cost: cost(product),
		costCurrency: isOfPrice || isMoney(product, name) || isOnlyPriceIn(product, currency) ? 'deal' : 'unknown',
		variations: new Map(variations.map((variation) => [id(variation, 'id'), cost(variation)])),
	};
}

/** One product of a deal. One that is switched off is in no sum. */
export function lineOf(line: Wire, currency: CurrencyCode, products: ReadonlyMap<string, ProductFacts>): QuoteLine {
	const productId = idOrNull(line, 'product_id');
	const variation = line.product_variation_id === undefined ? null : idOrNull(line, 'product_variation_id');
	const product = productId === null ? undefined : products.get(productId);
	const recurrence = recurrenceOf(line);
	const name = text(line, 'name');
	const isKnown = recurrence !== null && currencyIn(line, 'currency') === currency;
	const cycles = recurrence?.termMonths ? recurrence.termMonths / recurrence.everyMonths : null;
	const unitCost = variation === null ? product?.cost : product?.variations.get(variation);
	return {
		id: id(line, 'id'),
		product: productId === null ? null : { id: productId, code: product?.code ?? null, name, families: [] },
		description: name,
		quantity: decimal(line, 'quantity'),
		unit: product?.unit ?? null,
		...(isKnown ? pricesOf(line, cycles) : unknownPrices),
		unitCost: unitCost ?? null,
		costCurrency: product?.costCurrency ?? 'unknown',
		costUnits: '1',
		// Whether a cost is due with each payment is not told.
		costPeriod: 'unknown',
		...(recurrence ? { recurrence } : {}),
		...(line.is_enabled === false ? { isOptional: true } : {}),
	};
}

/** What the lines come to that are in the deal's value, each payment once; null when one is unknown. */
function totalOf(lines: readonly QuoteLine[]): Decimal | null {
	let total = zero;
	for (const { listPrice, discounts, netPrice, quantity, isOptional } of lines) {
		if (isOptional) continue;
		const [list, count] = [parseDecimal(listPrice), parseDecimal(quantity)];
		const net =
			parseDecimal(netPrice) ??
			(list && discounts.reduce((left, part) => afterDiscount(left, parseDecimal(part) ?? zero), list));
		if (!net || !count) return null;
		total = add(total, round(multiply(net, count), centDigits));
	}
	return total;
}

/** A discount on the deal as a whole, as a line: a negative price without a cost. A percentage is one of all lines. */
export function discountLine(discount: Wire, lines: readonly QuoteLine[]): QuoteLine {
	const type = text(discount, 'type');
	const amount = decimal(discount, 'amount');
	const total = totalOf(lines);
	const value =
		type === 'amount'
			? parseDecimal(amount)
			: type === 'percentage'
				? total && round(multiply(total, percentOf(amount)), centDigits)
				: null;
	const price = value && short(negate(value));
	return {
		id: `discount-${text(discount, 'id')}`,
		product: null,
		description: textOrNull(discount, 'description') ?? '',
		quantity: '1',
		unit: null,
		listPrice: price,
		discounts: [],
		netPrice: price,
		unitCost: null,
		costCurrency: 'deal',
		costUnits: '1',
		costPeriod: 'price',
	};
}
