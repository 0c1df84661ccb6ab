import type { DealFacts, QuoteLine } from '../model/deal.ts';
import type { LineEdit, TypedValue } from '../model/deal-edits.ts';
import {
	compare,
	type Decimal,
	formatDecimal,
	isNegative,
	isZero,
	multiply,
	one,
	parseDecimal,
	subtract,
	trimZeros,
	zero,
} from '../model/decimal.ts';
import type { MarginView } from '../model/view.ts';
import { discountedPrice, lineAmount, roundUnitPrice } from './price.ts';

/** One line with its values as numbers, on one side of an edit. Money tax excluded, in the deal's currency. */
export interface PricedLine {
	readonly quantity: Decimal | null;
	/** What the CRM takes a discount off. */
	readonly list: Decimal | null;
	readonly net: Decimal | null;
	readonly unitCost: Decimal | null;
	/** How many times its price is due within the policy's basis; 1 for once, null when unknown. */
	readonly periods: Decimal | null;
	/** The same of its cost. */
	readonly costPeriods: Decimal | null;
	/** Net × quantity, rounded as the CRM does, × periods; null when any is unknown. 0 for a quantity of 0. */
	readonly revenue: Decimal | null;
	/** List × quantity × periods, likewise; of the saved list price where a lower one is typed. */
	readonly listValue: Decimal | null;
	/** Cost × quantity × periods, likewise. */
	readonly cost: Decimal | null;
}

type Rounding = DealFacts['rounding'];

/** What holds for a line on both sides of an edit. */
export interface LineBasis {
	readonly unitCost: Decimal | null;
	readonly periods: Decimal | null;
	readonly costPeriods: Decimal | null;
	readonly rounding: Rounding;
}

/** For who asks for prices alone, each time they are due. */
export function priceBasis(rounding: Rounding): LineBasis {
	return { unitCost: null, periods: one, costPeriods: one, rounding };
}

/** `amount` for each of `periods`; what is due once is left as it is. */
export function overPeriods(amount: Decimal, periods: Decimal): Decimal {
	return periods === one ? amount : multiply(amount, periods);
}

/**
 * Puts a line's numbers together; whatever is missing stays null. `reference` is the list price that discounts are
 * told of.
 */
export function priced(
	quantity: Decimal | null,
	list: Decimal | null,
	net: Decimal | null,
	{ unitCost, periods, costPeriods, rounding }: LineBasis,
	reference: Decimal | null = list,
): PricedLine {
	const values = { quantity, list, net, unitCost, periods, costPeriods };
	// With a quantity of 0, price and cost do not matter, known or not.
	if (quantity && isZero(quantity)) return { ...values, revenue: zero, listValue: zero, cost: zero };
	if (!quantity || !periods) return { ...values, revenue: null, listValue: null, cost: null };
	return {
		...values,
		revenue: net && overPeriods(lineAmount(net, quantity, rounding), periods),
		listValue: reference && overPeriods(multiply(reference, quantity), periods),
		cost: unitCost && costPeriods && overPeriods(multiply(unitCost, quantity), costPeriods),
	};
}

/** List after its saved discounts; null when either is unknown. */
function computedNet(list: Decimal | null, line: QuoteLine, rounding: Rounding): Decimal | null {
	const discounts = line.discounts.map(parseDecimal);
	return list && discounts.every((discount) => discount !== null) ? discountedPrice(list, discounts, rounding) : null;
}

/** The saved line. Without a price of its own it is list after its discounts. */
export function savedLine(line: QuoteLine, basis: LineBasis): PricedLine {
	const list = parseDecimal(line.listPrice);
	const net = parseDecimal(line.netPrice) ?? computedNet(list, line, basis.rounding);
	return priced(parseDecimal(line.quantity), list, net, basis);
}

/** Input that the CRM would take and that is hardly meant, or that it takes of some users alone. */
export type Oddity = Omit<MarginView['oddities'][number], 'lineName'>;

/** A line as it would be if the edit were saved now. */
export interface EditedLine {
	readonly line: PricedLine;
	/** A value that cannot be read yet; the saved one stands for it. */
	readonly isHalfTyped: boolean;
	/** Computed as the CRM would, and said. */
	readonly oddity: Oddity | null;
}

/** What is hardly meant about a price; `net` is what it comes to. */
function oddityOf(edit: LineEdit, net: Decimal | null, before: PricedLine): Oddity | null {
	const price = edit.price && parseDecimal(edit.price.typed.value);
	const cutFrom = edit.price && edit.price.by !== 'netPrice' ? edit.price.cutFrom : undefined;
	if (cutFrom !== undefined) return { oddity: edit.price?.by === 'discount' ? 'cut' : 'cut-amount', value: cutFrom };
	if (edit.price?.by === 'discount' && price && compare(price, one) > 0)
		return { oddity: 'over-hundred', value: written(price) };
	if (edit.price && edit.price.by !== 'netPrice' && price && isNegative(price))
		return { oddity: 'surcharge', value: edit.price.by === 'discount' ? written(price) : null };
	const least = parseDecimal(edit.leastPrice);
	if (least && net && compare(net, least) < 0) return { oddity: 'below-least', value: written(least) };
	// A discount written as a line is below 0 by nature.
	const isLowered = (edit.price !== undefined || edit.listPrice !== undefined) && net !== null && isNegative(net);
	return isLowered && !(before.net && isNegative(before.net))
		? { oddity: 'negative-price', value: written(net) }
		: null;
}

const written = (value: Decimal) => formatDecimal(trimZeros(value));

/**
 * Applies an edit as the CRM would: a typed discount replaces the saved ones, a typed price is the price. `basis` is
 * the one with what is typed. A list price typed below the saved one is a discount off that.
 */
export function editedLine(line: QuoteLine, edit: LineEdit, basis: LineBasis): EditedLine {
	const { rounding } = basis;
	const before = savedLine(line, basis);
	let isHalfTyped = false;
	function typed(value: TypedValue | undefined, saved: Decimal | null): Decimal | null {
		if (!value) return saved;
		const parsed = parseDecimal(value.value);
		if (!parsed) isHalfTyped = true;
		return parsed ?? saved;
	}

	const quantity = typed(edit.quantity, before.quantity);
	const list = typed(edit.listPrice, before.list);
	const price = edit.price && parseDecimal(edit.price.typed.value);
	if (edit.price && !price) isHalfTyped = true;

	let net = before.net;
	if (edit.price && price) {
		if (edit.price.by === 'netPrice') net = price;
		else if (!list) net = null;
		else if (edit.price.by === 'amountOff') net = roundUnitPrice(subtract(list, price), rounding);
		else net = discountedPrice(list, [price], rounding);
	} else if (edit.listPrice && list && list !== before.list) {
		net = computedNet(list, line, rounding);
	}
	const reference = list && before.list && compare(list, before.list) < 0 ? before.list : list;
	return {
		line: priced(quantity, list, net, basis, reference),
		isHalfTyped,
		oddity: oddityOf(edit, net, before),
	};
}
