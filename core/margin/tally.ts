import { add, type Decimal, isNegative, multiply, negate, subtract, zero } from '../model/decimal.ts';
import type { ItemValues } from './item-values.ts';

/** How many items of which kind are in a sum; a reduction is not counted as sold. */
interface Counts {
	readonly sold: number;
	/** Cost known. */
	readonly costed: number;
	/** Cost and revenue known. */
	readonly known: number;
	/** Revenue unknown, reductions included. */
	readonly unpriced: number;
	/** Reductions whose revenue is unknown: they lower what everything else brings. */
	readonly open: number;
	/** Left out, with a cost that may be above 0, and that may be below 0. */
	readonly costAbove: number;
	readonly costBelow: number;
	/** List value and revenue known, or not, reductions included. */
	readonly listed: number;
	readonly unlisted: number;
	/** Known, and covered by a limit. */
	readonly limited: number;
	/** Cost known, or a guide to its price. */
	readonly judgeable: number;
	/** Judgeable items that no limit and no guide covers. */
	readonly unlimited: number;
	/** Lowest prices known. */
	readonly valued: number;
	/** Without a list price, so that no discount off it can be named; and those of them that are known. */
	readonly bare: number;
	readonly bareKnown: number;
}

/** Sums over what is sold, which can be added and taken from each other, exactly. What is unknown counts 0. */
export interface Tally extends Counts {
	readonly revenue: Decimal;
	readonly cost: Decimal;
	/** Over the known items and reductions. */
	readonly knownRevenue: Decimal;
	readonly knownCost: Decimal;
	/** Over the listed items. */
	readonly list: Decimal;
	readonly listedRevenue: Decimal;
	/** Revenue of the limited items that bring any, and how much of it floor and target want as margin. */
	readonly limitedRevenue: Decimal;
	readonly floorAmount: Decimal;
	readonly targetAmount: Decimal;
	/** Revenue of the valued items and of reductions, and what it is at their lowest prices. */
	readonly valuedRevenue: Decimal;
	readonly floorValue: Decimal;
	readonly targetValue: Decimal;
	/** Sizes of revenue, credits counted as above 0: how much of the deal the known items are. */
	readonly weight: Decimal;
	readonly knownWeight: Decimal;
}

/** The tally of nothing. */
const emptyTally: Tally = {
	sold: 0,
	costed: 0,
	known: 0,
	unpriced: 0,
	open: 0,
	costAbove: 0,
	costBelow: 0,
	listed: 0,
	unlisted: 0,
	limited: 0,
	judgeable: 0,
	unlimited: 0,
	valued: 0,
	bare: 0,
	bareKnown: 0,
	revenue: zero,
	cost: zero,
	knownRevenue: zero,
	knownCost: zero,
	list: zero,
	listedRevenue: zero,
	limitedRevenue: zero,
	floorAmount: zero,
	targetAmount: zero,
	valuedRevenue: zero,
	floorValue: zero,
	targetValue: zero,
	weight: zero,
	knownWeight: zero,
};

const size = (value: Decimal): Decimal => (isNegative(value) ? negate(value) : value);

/** True for an item that is sold at a price, but without a list price that a discount could be taken off. */
function isWithoutList({ quantity, list, net, revenue }: ItemValues): boolean {
	// A bundle sold at the prices of its parts has no price of its own to discount.
	if (list !== null || net === null) return false;
	return quantity !== null && revenue !== null && !isNegative(quantity);
}

/** What is sold at a price costs something, and what is taken back gives its cost back. */
function canCost({ quantity, revenue }: ItemValues, side: 'above' | 'below'): boolean {
	if (!quantity || !revenue) return true;
	const isTakenBack = isNegative(quantity);
	// A price turned round tells nothing: some CRMs turn the cost with it.
	if (isTakenBack ? revenue.digits > 0n : isNegative(revenue)) return true;
	return isTakenBack === (side === 'below');
}

function countsOf(item: ItemValues): Counts {
	const { revenue, listValue, cost, limits, values, hasGuide } = item;
	const isSold = item.part !== 'reduction';
	const isKnown = isSold && revenue !== null && cost !== null;
	const isLeftOut = isSold && !isKnown;
	const isListed = listValue !== null && revenue !== null;
	const isJudgeable = isSold && (cost !== null || hasGuide);
	const isValued = isSold && values.floor !== null && values.target !== null;
	const isBare = isSold && isWithoutList(item);
	return {
		sold: Number(isSold),
		costed: Number(isSold && cost !== null),
		known: Number(isKnown),
		unpriced: Number(revenue === null),
		open: Number(!isSold && revenue === null),
		costAbove: Number(isLeftOut && canCost(item, 'above')),
		costBelow: Number(isLeftOut && canCost(item, 'below')),
		listed: Number(isListed),
		unlisted: Number(!isListed),
		limited: Number(isKnown && limits !== null),
		judgeable: Number(isJudgeable),
		unlimited: Number(isJudgeable && limits === null && !hasGuide),
		valued: Number(isValued),
		bare: Number(isBare),
		bareKnown: Number(isBare && isKnown),
	};
}

/** The sums over one item. */
export function tallyOf(item: ItemValues): Tally {
	const counts = countsOf(item);
	const { listValue, limits, values } = item;
	const isReduction = item.part === 'reduction';
	const revenue = item.revenue ?? zero;
	const cost = item.cost ?? zero;
	const isKnown = counts.known > 0 || isReduction;
	const isLimited = counts.limited > 0 && limits !== null && revenue.digits > 0n;
	const isValued = counts.valued > 0;
	const weight = isReduction ? zero : size(revenue);
	return {
		...counts,
		revenue,
		cost,
		knownRevenue: isKnown ? revenue : zero,
		knownCost: isKnown ? cost : zero,
		list: counts.listed > 0 && listValue ? listValue : zero,
		listedRevenue: counts.listed > 0 ? revenue : zero,
		limitedRevenue: isLimited ? revenue : zero,
		floorAmount: isLimited ? multiply(limits.floor, revenue) : zero,
		targetAmount: isLimited ? multiply(limits.target, revenue) : zero,
		valuedRevenue: isValued || isReduction ? revenue : zero,
		floorValue: (isValued && values.floor) || zero,
		targetValue: (isValued && values.target) || zero,
		weight,
		knownWeight: isKnown ? weight : zero,
	};
}

// Written out: it runs for every line that is edited, on every key.

/** Both together. */
export function plus(left: Tally, right: Tally): Tally {
	return {
		sold: left.sold + right.sold,
		costed: left.costed + right.costed,
		known: left.known + right.known,
		unpriced: left.unpriced + right.unpriced,
		open: left.open + right.open,
		costAbove: left.costAbove + right.costAbove,
		costBelow: left.costBelow + right.costBelow,
		listed: left.listed + right.listed,
		unlisted: left.unlisted + right.unlisted,
		limited: left.limited + right.limited,
		judgeable: left.judgeable + right.judgeable,
		unlimited: left.unlimited + right.unlimited,
		valued: left.valued + right.valued,
		bare: left.bare + right.bare,
		bareKnown: left.bareKnown + right.bareKnown,
		revenue: add(left.revenue, right.revenue),
		cost: add(left.cost, right.cost),
		knownRevenue: add(left.knownRevenue, right.knownRevenue),
		knownCost: add(left.knownCost, right.knownCost),
		list: add(left.list, right.list),
		listedRevenue: add(left.listedRevenue, right.listedRevenue),
		limitedRevenue: add(left.limitedRevenue, right.limitedRevenue),
		floorAmount: add(left.floorAmount, right.floorAmount),
		targetAmount: add(left.targetAmount, right.targetAmount),
		valuedRevenue: add(left.valuedRevenue, right.valuedRevenue),
		floorValue: add(left.floorValue, right.floorValue),
		targetValue: add(left.targetValue, right.targetValue),
		weight: add(left.weight, right.weight),
		knownWeight: add(left.knownWeight, right.knownWeight),
	};
}

/** The first without the second, which is part of it. */
export function minus(left: Tally, right: Tally): Tally {
	return {
		sold: left.sold - right.sold,
		costed: left.costed - right.costed,
		known: left.known - right.known,
		unpriced: left.unpriced - right.unpriced,
		open: left.open - right.open,
		costAbove: left.costAbove - right.costAbove,
		costBelow: left.costBelow - right.costBelow,
		listed: left.listed - right.listed,
		unlisted: left.unlisted - right.unlisted,
		limited: left.limited - right.limited,
		judgeable: left.judgeable - right.judgeable,
		unlimited: left.unlimited - right.unlimited,
		valued: left.valued - right.valued,
		bare: left.bare - right.bare,
		bareKnown: left.bareKnown - right.bareKnown,
		revenue: subtract(left.revenue, right.revenue),
		cost: subtract(left.cost, right.cost),
		knownRevenue: subtract(left.knownRevenue, right.knownRevenue),
		knownCost: subtract(left.knownCost, right.knownCost),
		list: subtract(left.list, right.list),
		listedRevenue: subtract(left.listedRevenue, right.listedRevenue),
		limitedRevenue: subtract(left.limitedRevenue, right.limitedRevenue),
		floorAmount: subtract(left.floorAmount, right.floorAmount),
		targetAmount: subtract(left.targetAmount, right.targetAmount),
		valuedRevenue: subtract(left.valuedRevenue, right.valuedRevenue),
		floorValue: subtract(left.floorValue, right.floorValue),
		targetValue: subtract(left.targetValue, right.targetValue),
		weight: subtract(left.weight, right.weight),
		knownWeight: subtract(left.knownWeight, right.knownWeight),
	};
}

/** Over all that the customer takes. */
export function tallyAll(items: readonly (ItemValues & { readonly tally: Tally })[]): Tally {
	return items.reduce((sum, item) => (item.isOptional ? sum : plus(sum, item.tally)), emptyTally);
}
