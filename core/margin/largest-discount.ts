import type { PriceRounding } from '../model/deal.ts';
import {
	add,
	compare,
	type Decimal,
	type DecimalString,
	divide,
	isNegative,
	multiply,
	one,
	round,
	subtract,
	zero,
} from '../model/decimal.ts';
import type { MarginState } from '../model/view.ts';
import { isCostKnown, isJudgedByPrice, stateOfTally, weightedLimits, write } from './figures.ts';
import type { SoldItem } from './item.ts';
import type { Limits } from './item-values.ts';
import { overPeriods } from './line.ts';
import { lineAmount, roundUnitPrice } from './price.ts';
import { complement } from './ratios.ts';
import { lastKept } from './search.ts';
import type { Tally } from './tally.ts';

/** Which of a deal's two limits is to be kept. */
export type LimitKind = 'floor' | 'target';

/** People type discounts in tenths of a percent. */
const stepDigits = 3;
const mostSteps: Decimal = { digits: 1000n, scale: 0 };
const centDigits = 2;

function doesKeep(state: MarginState, limit: LimitKind): boolean {
	return state === 'on-target' || (limit === 'floor' && state === 'under-target');
}

function writeSteps(steps: bigint | null): DecimalString | null {
	return steps === null ? null : write({ digits: steps, scale: stepDigits });
}

/** True for an item that a discount off list applies to. Credits, reductions and what is free at list stay as they are. */
function isDiscountable({ part, quantity, list }: SoldItem): boolean {
	return part !== 'reduction' && compare(quantity ?? zero, zero) > 0 && compare(list ?? zero, zero) > 0;
}

/** What an item brings with `left` of its list price in place of its own discounts, rounded as the CRM does. */
function revenueAt(item: SoldItem, left: Decimal, rounding: PriceRounding): Decimal | null {
	const { list, quantity, periods, rest } = item;
	if (!isDiscountable(item) || !list || !quantity || !periods) return null;
	const price = roundUnitPrice(multiply(list, left), rounding);
	const revenue = overPeriods(lineAmount(price, quantity, rounding), periods);
	// The parts of a bundle stay at their own prices.
	return rest === zero ? revenue : add(revenue, rest);
}

/** By how much another revenue changes what limits are weighted by, which no revenue below 0 is part of. */
function weightChange(from: Decimal, to: Decimal, change: Decimal): Decimal {
	if (!isNegative(from) && !isNegative(to)) return change;
	return subtract(isNegative(to) ? zero : to, isNegative(from) ? zero : from);
}

/**
 * The sums over items with `discount` off list in place of their own; `tally` is what they are without. Weights, which
 * nothing is judged by, are left as they are.
 */
export function discountedTally(
	items: readonly SoldItem[],
	tally: Tally,
	discount: Decimal,
	rounding: PriceRounding,
): Tally {
	const left = complement(discount);
	let [known, uncosted, valued] = [zero, zero, zero];
	const limited = new Map<Limits, Decimal>();
	for (const item of items) {
		const revenue = item.isOptional ? null : revenueAt(item, left, rounding);
		if (!revenue || !item.revenue) continue;
		const change = subtract(revenue, item.revenue);
		if (item.cost) known = add(known, change);
		else uncosted = add(uncosted, change);
		if (item.cost && item.limits) {
			const weight = weightChange(item.revenue, revenue, change);
			limited.set(item.limits, add(limited.get(item.limits) ?? zero, weight));
		}
		if (item.tally.valued > 0) valued = add(valued, change);
	}
	const changes = [...limited];
	const wanted = (limit: LimitKind) =>
		changes.reduce((sum, [limits, change]) => add(sum, multiply(limits[limit], change)), zero);
	const underLimits = changes.reduce((sum, [, change]) => add(sum, change), zero);
	const all = add(known, uncosted);
	return {
		...tally,
		revenue: add(tally.revenue, all),
		listedRevenue: add(tally.listedRevenue, all),
		knownRevenue: add(tally.knownRevenue, known),
		limitedRevenue: add(tally.limitedRevenue, underLimits),
		floorAmount: add(tally.floorAmount, wanted('floor')),
		targetAmount: add(tally.targetAmount, wanted('target')),
		valuedRevenue: add(tally.valuedRevenue, valued),
	};
}

const isSame = (one: Decimal | null, other: Decimal | null): boolean =>
	one === other || (one !== null && other !== null && compare(one, other) === 0);

/** True when a discount over the deal makes the same of both items, whatever they are sold at now. */
export function isSameDiscounted(left: SoldItem, right: SoldItem): boolean {
	return (
		isDiscountable(left) &&
		left.part === right.part &&
		left.isOptional === right.isOptional &&
		left.limits === right.limits &&
		(left.revenue === null) === (right.revenue === null) &&
		isSame(left.list, right.list) &&
		isSame(left.quantity, right.quantity) &&
		isSame(left.cost, right.cost) &&
		isSame(left.rest, right.rest)
	);
}

/** What is left over a limit: 0 where it is just kept. Linear in a uniform discount but for rounding. */
function slack(tally: Tally, limit: LimitKind, atList: Tally): Decimal | null {
	if (isJudgedByPrice(tally))
		return subtract(tally.valuedRevenue, limit === 'floor' ? tally.floorValue : tally.targetValue);
	const weighted = weightedLimits(atList);
	if (!weighted) return null;
	const wanted = limit === 'floor' ? weighted.floorAmount : weighted.targetAmount;
	const amount = subtract(tally.knownRevenue, tally.knownCost);
	return subtract(multiply(amount, weighted.revenue), multiply(wanted, tally.knownRevenue));
}

/** The largest discounts that keep floor and target, fractions rounded down to 0.001; null where there is none. */
export interface LargestDiscounts {
	readonly floor: DecimalString | null;
	readonly target: DecimalString | null;
}

/** None can be said. */
export const noDiscounts: LargestDiscounts = { floor: null, target: null };

/**
 * Largest uniform discounts that keep a deal's limits as the CRM rounds and as the deal's state is judged. `tallyAt`
 * gives the deal's sums with a discount on all it applies to. Null where a limit is broken at list already, and when
 * an item that counts has no list price.
 */
export function largestDiscounts(tallyAt: (discount: Decimal) => Tally): LargestDiscounts {
	const atList = tallyAt(zero);
	if ((isJudgedByPrice(atList) ? atList.bare : atList.bareKnown) > 0) return noDiscounts;
	return discountsFrom(atList, tallyAt);
}

function discountsFrom(atList: Tally, tallyAt: (discount: Decimal) => Tally): LargestDiscounts {
	const state = stateOfTally(atList);
	if (!doesKeep(state, 'floor')) return noDiscounts;
	const free = tallyAt(one);
	function find(limit: LimitKind): DecimalString | null {
		if (!doesKeep(state, limit)) return null;
		const [full, none] = [slack(atList, limit, atList), slack(free, limit, atList)];
		const guess = full && none && divide(multiply(full, mostSteps), subtract(full, none), 0, 'down');
		const isKept = (steps: bigint) => doesKeep(stateOfTally(tallyAt({ digits: steps, scale: stepDigits })), limit);
		return writeSteps(lastKept(isKept, mostSteps.digits, guess?.digits ?? 0n));
	}
	return { floor: find('floor'), target: find('target') };
}

/** The sums with another revenue of one item that is in them. */
function withRevenue(tally: Tally, item: SoldItem, revenue: Decimal): Tally {
	const change = subtract(revenue, item.revenue ?? zero);
	const { known, limited, valued } = item.tally;
	const limits = limited > 0 ? item.limits : null;
	const weight = weightChange(item.revenue ?? zero, revenue, change);
	return {
		...tally,
		revenue: add(tally.revenue, change),
		listedRevenue: add(tally.listedRevenue, change),
		knownRevenue: known > 0 ? add(tally.knownRevenue, change) : tally.knownRevenue,
		limitedRevenue: limits ? add(tally.limitedRevenue, weight) : tally.limitedRevenue,
		floorAmount: limits ? add(tally.floorAmount, multiply(limits.floor, weight)) : tally.floorAmount,
		targetAmount: limits ? add(tally.targetAmount, multiply(limits.target, weight)) : tally.targetAmount,
		valuedRevenue: valued > 0 ? add(tally.valuedRevenue, change) : tally.valuedRevenue,
	};
}

/**
 * For one item the largest discounts off its list that keep the whole deal's limits while the others stay as they are.
 * `tally` is the deal's, with the item. Null when its list price or its cost is missing.
 */
export function largestItemDiscounts(item: SoldItem, tally: Tally, rounding: PriceRounding): LargestDiscounts {
	if (!isDiscountable(item) || !isJudged(item, tally)) return noDiscounts;
	const tallyAt = (discount: Decimal) => {
		const revenue = revenueAt(item, complement(discount), rounding);
		return revenue ? withRevenue(tally, item, revenue) : tally;
	};
	return discountsFrom(tallyAt(zero), tallyAt);
}

/** A deal judged by margin leaves an item of unknown cost out, whatever it is sold at. */
function isJudged({ cost, revenue, hasGuide }: SoldItem, tally: Tally): boolean {
	return revenue !== null && (cost !== null || (hasGuide && isJudgedByPrice(tally)));
}

/**
 * Lowest revenue in whole cents that keeps a deal's limit: a cent less breaks it. With every price lowered alike, so
 * that the lines weigh as they do now: `C/(1−t)`. Null when a cost and its guide are unknown, and without a limit.
 */
export function lowestRevenue(tally: Tally, limit: LimitKind): Decimal | null {
	if (isJudgedByPrice(tally)) {
		if (tally.unpriced > 0 || tally.valued < tally.sold) return null;
		return roundUp(limit === 'floor' ? tally.floorValue : tally.targetValue);
	}
	const weighted = weightedLimits(tally);
	if (!weighted || !isCostKnown(tally)) return null;
	const left = subtract(weighted.revenue, limit === 'floor' ? weighted.floorAmount : weighted.targetAmount);
	if (compare(left, zero) <= 0) return null;
	return divide(multiply(tally.cost, weighted.revenue), left, centDigits, 'up');
}

function roundUp(value: Decimal): Decimal {
	return round(value, centDigits, 'up');
}

/**
 * Lowest revenue of one item in whole cents that keeps the whole deal's limit while the others stay as they are: a cent
 * less breaks it, so that the largest discount as money is its list value less this. 0 when it may be given away. Null
 * as for `largestItemDiscounts`, and when the limit is broken at list.
 */
export function lowestItemRevenue(item: SoldItem, tally: Tally, limit: LimitKind): Decimal | null {
	const { listValue } = item;
	if (!listValue || !isDiscountable(item) || !isJudged(item, tally)) return null;
	// Divided by one: as whole cents, however many digits the list value has.
	const full = divide(listValue, one, centDigits, 'down')?.digits ?? 0n;
	const keepsLess = (cents: bigint) =>
		doesKeep(stateOfTally(withRevenue(tally, item, { digits: full - cents, scale: centDigits })), limit);
	const off = lastKept(keepsLess, full, full / 2n, full / 4n + 1n);
	return off === null ? null : { digits: full - off, scale: centDigits };
}
