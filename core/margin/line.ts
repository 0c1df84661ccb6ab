import type { DealFacts, LineEdit, QuoteLine, TypedValue } from '../model/deal.ts';
import { compare, type Decimal, isNegative, multiply, one, parseDecimal, subtract, zero } from '../model/decimal.ts';
import type { ProductCost } from '../model/playbook.ts';
import type { MarginView, UnknownCostReason } from '../model/view.ts';
import { discountedPrice, lineAmount, roundUnitPrice } from './price.ts';

/** One line with its values as numbers, on one side of an edit. */
export interface PricedLine {
	readonly quantity: Decimal | null;
	readonly list: Decimal | null;
	readonly net: Decimal | null;
	/** Net × quantity, rounded as the CRM does; null when either is unknown. */
	readonly revenue: Decimal | null;
	/** List × quantity; null when either is unknown. */
	readonly listValue: Decimal | null;
	/** Cost × quantity; null when either is unknown. */
	readonly cost: Decimal | null;
}

/** The cost in use for a line: the CRM's, else the playbook's list. */
export interface LineCost {
	readonly unitCost: Decimal | null;
	readonly from: 'crm' | 'cost-list' | null;
	/** Why it is unknown; null when it is known. */
	readonly unknown: UnknownCostReason | null;
}

/** Finds a cost in the playbook's list by the product's code first, then by its id. */
function listedCost(line: QuoteLine, costs: ReadonlyMap<string, ProductCost>): ProductCost | null {
	if (!line.product) return null;
	const { code, id } = line.product;
	return (code === null ? undefined : costs.get(code)) ?? costs.get(id) ?? null;
}

/** A cost in another currency than the deal's is unknown: without a dated rate nothing may be subtracted. */
export function costOf(line: QuoteLine, deal: DealFacts, costs: ReadonlyMap<string, ProductCost>): LineCost {
	const own = parseDecimal(line.unitCost);
	if (own) {
		const isForeign = line.costCurrency !== null && line.costCurrency !== deal.currency;
		return isForeign
			? { unitCost: null, from: null, unknown: 'cost-currency' }
			: { unitCost: own, from: 'crm', unknown: null };
	}
	const listed = listedCost(line, costs);
	const cost = parseDecimal(listed?.unitCost);
	if (!listed || !cost) {
		return { unitCost: null, from: null, unknown: deal.isCostDenied ? 'cost-denied' : 'cost-unknown' };
	}
	return listed.currency === deal.currency
		? { unitCost: cost, from: 'cost-list', unknown: null }
		: { unitCost: null, from: null, unknown: 'cost-currency' };
}

type Rounding = DealFacts['rounding'];

/** Puts a line's numbers together; whatever is missing stays null. */
export function priced(
	quantity: Decimal | null,
	list: Decimal | null,
	net: Decimal | null,
	unitCost: Decimal | null,
	rounding: Rounding,
): PricedLine {
	return {
		quantity,
		list,
		net,
		revenue: net && quantity ? lineAmount(net, quantity, rounding) : null,
		listValue: list && quantity ? multiply(list, quantity) : null,
		cost: unitCost && quantity ? multiply(unitCost, quantity) : null,
	};
}

/** The saved line. Without a price of its own it is list after its discounts. */
export function savedLine(line: QuoteLine, unitCost: Decimal | null, rounding: Rounding): PricedLine {
	const list = parseDecimal(line.listPrice);
	const discounts = line.discounts.map(parseDecimal);
	const computed =
		list && discounts.every((discount) => discount !== null) ? discountedPrice(list, discounts, rounding) : null;
	return priced(parseDecimal(line.quantity), list, parseDecimal(line.netPrice) ?? computed, unitCost, rounding);
}

export type Oddity = MarginView['oddities'][number]['oddity'];

/** A line as it would be if the edit were saved now. */
export interface EditedLine {
	readonly line: PricedLine;
	/** A value that cannot be read yet; the saved one stands for it. */
	readonly isHalfTyped: boolean;
	/** Computed as the CRM would, and said. */
	readonly oddity: Oddity | null;
}

/** Applies an edit as the CRM would: a typed discount replaces the saved ones, a typed price is the price. */
export function editedLine(line: QuoteLine, edit: LineEdit, unitCost: Decimal | null, rounding: Rounding): EditedLine {
	const before = savedLine(line, unitCost, rounding);
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
	let oddity: Oddity | null = null;
	if (edit.price && price) {
		if (edit.price.by === 'netPrice') net = price;
		else if (!list) net = null;
		else if (edit.price.by === 'amountOff') net = roundUnitPrice(subtract(list, price), rounding);
		else net = discountedPrice(list, [price], rounding);
		if (edit.price.by === 'discount' && compare(price, one) > 0) oddity = 'over-hundred';
		else if (edit.price.by !== 'netPrice' && isNegative(price)) oddity = 'surcharge';
		else if (net && compare(net, zero) < 0) oddity = 'negative-price';
	} else if (edit.listPrice && list && list !== before.list) {
		const discounts = line.discounts.map(parseDecimal);
		net = discounts.every((discount) => discount !== null) ? discountedPrice(list, discounts, rounding) : null;
	}
	return { line: priced(quantity, list, net, unitCost, rounding), isHalfTyped, oddity };
}
