import {
	compare,
	type Decimal,
	type DecimalString,
	divide,
	formatDecimal,
	isNegative,
	isZero,
	multiply,
	subtract,
	trimZeros,
	zero,
} from '../model/decimal.ts';
import type { MarginLimits } from '../model/playbook.ts';
import type { Coverage, MarginFigures, MarginState } from '../model/view.ts';
import type { SoldItem } from './item.ts';
import { fractionDigits } from './ratios.ts';
import type { Tally } from './tally.ts';

/** As a text without trailing zeros; null stays unknown. */
export function write(value: Decimal): DecimalString;
export function write(value: Decimal | null): DecimalString | null;
export function write(value: Decimal | null): DecimalString | null {
	return value && formatDecimal(trimZeros(value));
}

/** `1 − revenue/list`, six digits; null for a list value of zero or less. */
export function effectiveDiscount(revenue: Decimal, list: Decimal): Decimal | null {
	if (isZero(list) || isNegative(list)) return null;
	return divide(subtract(list, revenue), list, fractionDigits);
}

/** A fraction of margin, six digits; null where no revenue is brought in that it could be a part of. */
export function marginOf(amount: Decimal | null, revenue: Decimal | null): Decimal | null {
	if (!amount || !revenue || isZero(revenue) || isNegative(revenue)) return null;
	return divide(amount, revenue, fractionDigits);
}

/** Sums a deal's limits weighted by revenue, so that equal margins on every line at its limit just keep the deal's. */
export interface WeightedLimits {
	readonly revenue: Decimal;
	readonly floorAmount: Decimal;
	readonly targetAmount: Decimal;
}

/** Weights limits over the items whose cost is known and that have any; null when there is none. */
export function weightedLimits({ limited, limitedRevenue, floorAmount, targetAmount }: Tally): WeightedLimits | null {
	if (limited === 0 || isZero(limitedRevenue) || isNegative(limitedRevenue)) return null;
	return { revenue: limitedRevenue, floorAmount, targetAmount };
}

/** The weighted limits as fractions with six digits, for people; states are judged by the exact sums. */
export function writeWeighted(weighted: WeightedLimits | null): MarginLimits | null {
	if (!weighted) return null;
	const floor = divide(weighted.floorAmount, weighted.revenue, fractionDigits);
	const target = divide(weighted.targetAmount, weighted.revenue, fractionDigits);
	return floor && target ? { floor: write(floor), target: write(target) } : null;
}

/** Judges a margin exactly, without dividing: amount/known against limit/limited revenue. A margin at its limit keeps it. */
function stateOf(amount: Decimal | null, known: Decimal | null, weighted: WeightedLimits | null): MarginState {
	if (!amount || !known) return 'unknown';
	if (isZero(known) || isNegative(known)) return 'no-revenue';
	if (!weighted) return 'no-limit';
	const earned = multiply(amount, weighted.revenue);
	if (compare(earned, multiply(weighted.floorAmount, known)) < 0) return 'under-floor';
	return compare(earned, multiply(weighted.targetAmount, known)) < 0 ? 'under-target' : 'on-target';
}

/** True when every item's cost is known, so that nothing that costs is left out of a sum. */
export function isCostKnown({ sold, costed }: Tally): boolean {
	return sold > 0 && costed === sold;
}

/** True when the margin is known of everything that is sold, and of what is taken off again. */
export function isMarginKnown({ sold, known, open }: Tally): boolean {
	return sold > 0 && known === sold && open === 0;
}

/** True when a deal is judged by its prices: some cost is unknown, but each item without one has a guide. */
export function isJudgedByPrice({ sold, costed, judgeable }: Tally): boolean {
	return costed < sold && judgeable === sold;
}

/** Revenue against what the lowest prices make of it. What no limit covers is left out on both sides. */
function stateByPrice(tally: Tally, revenue: Decimal): MarginState {
	if (tally.unpriced > 0 || tally.valued + tally.unlimited < tally.sold) return 'unknown';
	if (tally.valued === 0) return 'no-limit';
	if (isNegative(tally.targetValue) || (isZero(tally.targetValue) && isZero(revenue))) return 'no-revenue';
	if (compare(revenue, tally.floorValue) < 0) return 'under-floor';
	return compare(revenue, tally.targetValue) < 0 ? 'under-target' : 'on-target';
}

/** Judges an amount earned of `known` revenue; what costs something and brings nothing is under its floor. */
function stateByMargin(amount: Decimal, known: Decimal, cost: Decimal, tally: Tally): MarginState {
	if (compare(known, zero) <= 0 && compare(cost, zero) > 0) return tally.limited > 0 ? 'under-floor' : 'no-limit';
	return stateOf(amount, known, weightedLimits(tally));
}

/**
 * How sums compare with their limits: by margin when it is known of everything, by price where guides stand in for
 * every cost that is not. What is known of a part only is not judged: the rest may turn it round.
 */
export function stateOfTally(tally: Tally): MarginState {
	if (isJudgedByPrice(tally)) return stateByPrice(tally, tally.valuedRevenue);
	if (!isMarginKnown(tally)) return 'unknown';
	const { knownRevenue, knownCost } = tally;
	return stateByMargin(subtract(knownRevenue, knownCost), knownRevenue, knownCost, tally);
}

/** What a partial margin can be with everything in it: what is left out costs something, or gives its cost back. */
function boundsOf(tally: Tally): MarginFigures['bounds'] {
	const { unpriced, known, sold, revenue, knownCost, costAbove, costBelow } = tally;
	if (unpriced > 0 || known === 0 || known === sold || (costAbove > 0 && costBelow > 0)) return null;
	const amount = subtract(revenue, knownCost);
	const bounds = (value: Decimal | null) => ({
		least: costBelow > 0 ? write(value) : null,
		most: costAbove > 0 ? write(value) : null,
	});
	return { amount: bounds(amount), margin: bounds(marginOf(amount, revenue)) };
}

/** Nothing is known. */
export const unknownFigures: MarginFigures = {
	revenue: null,
	knownRevenue: null,
	list: null,
	cost: null,
	amount: null,
	margin: null,
	discount: null,
	isPartial: false,
	bounds: null,
	state: 'unknown',
};

/** Figures over sums: margin over the items whose cost is known, discount over those whose list price is. */
export function figuresOf(tally: Tally): MarginFigures {
	const { known, listed, sold, open } = tally;
	const isKnown = known > 0 && open === 0;
	const isPartial = isKnown && known < sold;
	return {
		...writeFigures({
			revenue: tally.unpriced === 0 ? tally.revenue : null,
			knownRevenue: isKnown ? tally.knownRevenue : null,
			list: listed > 0 ? tally.list : null,
			cost: isKnown ? tally.knownCost : null,
			amount: isKnown ? subtract(tally.knownRevenue, tally.knownCost) : null,
			discount: listed > 0 && open === 0 ? effectiveDiscount(tally.listedRevenue, tally.list) : null,
			state: stateOfTally(tally),
		}),
		isPartial,
		bounds: isPartial ? boundsOf(tally) : null,
	};
}

/** Figures of one item, as if nothing else were sold. A reduction has an amount, but no margin of its own. */
export function itemFigures(item: SoldItem): MarginFigures {
	if (item.part !== 'reduction') return figuresOf(item.tally);
	const { revenue, listValue: list, cost } = item;
	const figures = { revenue, knownRevenue: revenue, list, cost, amount: revenue, discount: null } as const;
	return { ...writeFigures({ ...figures, state: 'no-limit' }), margin: null };
}

/** How much of what is sold the margin is known of. Reductions are not sold, so that they count on neither side. */
export function coverageOf({ known, sold, unpriced, weight, knownWeight }: Tally): Coverage {
	const share = unpriced === 0 && !isZero(weight) ? divide(knownWeight, weight, fractionDigits) : null;
	return { knownLines: known, allLines: sold, revenueShare: write(share) };
}

function writeFigures(figures: {
	revenue: Decimal | null;
	knownRevenue: Decimal | null;
	list: Decimal | null;
	cost: Decimal | null;
	amount: Decimal | null;
	discount: Decimal | null;
	state: MarginState;
}): MarginFigures {
	return {
		revenue: write(figures.revenue),
		knownRevenue: write(figures.knownRevenue),
		list: write(figures.list),
		cost: write(figures.cost),
		amount: write(figures.amount),
		margin: write(marginOf(figures.amount, figures.knownRevenue)),
		discount: write(figures.discount),
		isPartial: false,
		bounds: null,
		state: figures.state,
	};
}
