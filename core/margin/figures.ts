import {
	add,
	compare,
	type Decimal,
	divide,
	formatDecimal,
	isZero,
	multiply,
	one,
	parseDecimal,
	subtract,
	trimZeros,
	zero,
} from '../model/decimal.ts';
import type { MarginLimits } from '../model/playbook.ts';
import type { MarginFigures, MarginState } from '../model/view.ts';
import type { PricedLine } from './line.ts';

/** Digits after the point of every fraction shown or compared by people. */
export const fractionDigits = 6;

/** Floor and target as numbers; null when no policy covers the line. */
export interface Limits {
	readonly floor: Decimal;
	readonly target: Decimal;
}

/** Limits as written in the playbook; null when there are none or they cannot be read. */
export function readLimits(limits: MarginLimits | null): Limits | null {
	const floor = parseDecimal(limits?.floor);
	const target = parseDecimal(limits?.target);
	return floor && target ? { floor, target } : null;
}

/** A line with the limits that hold for it. */
export interface LimitedLine extends PricedLine {
	readonly limits: Limits | null;
}

const write = (value: Decimal | null) => (value ? formatDecimal(trimZeros(value)) : null);

function sum(values: readonly Decimal[]): Decimal {
	return values.reduce(add, zero);
}

/** Null as soon as one of them is. */
function sumIfAll(values: readonly (Decimal | null)[]): Decimal | null {
	let total = zero;
	for (const value of values) {
		if (!value) return null;
		total = add(total, value);
	}
	return total;
}

/** `1 − revenue/list`, six digits; null for a list value of zero or less. */
export function effectiveDiscount(revenue: Decimal, list: Decimal): Decimal | null {
	if (compare(list, zero) <= 0) return null;
	return divide(subtract(list, revenue), list, fractionDigits);
}

/** Sums a deal's limits weighted by revenue, so that equal margins on every line at its limit just keep the deal's. */
export interface WeightedLimits {
	readonly revenue: Decimal;
	readonly floorAmount: Decimal;
	readonly targetAmount: Decimal;
}

/** Weights limits over the lines whose cost is known and that have any; null when there is none. */
export function weightedLimits(lines: readonly LimitedLine[]): WeightedLimits | null {
	let revenue = zero;
	let floorAmount = zero;
	let targetAmount = zero;
	let isAny = false;
	for (const line of lines) {
		if (!line.limits || !line.revenue || !line.cost) continue;
		isAny = true;
		revenue = add(revenue, line.revenue);
		floorAmount = add(floorAmount, multiply(line.limits.floor, line.revenue));
		targetAmount = add(targetAmount, multiply(line.limits.target, line.revenue));
	}
	return isAny && compare(revenue, zero) > 0 ? { revenue, floorAmount, targetAmount } : null;
}

/** The weighted limits as fractions with six digits, for people; states are judged by the exact sums. */
export function writeWeighted(weighted: WeightedLimits | null): MarginLimits | null {
	if (!weighted) return null;
	const floor = divide(weighted.floorAmount, weighted.revenue, fractionDigits);
	const target = divide(weighted.targetAmount, weighted.revenue, fractionDigits);
	return floor && target ? { floor: formatDecimal(trimZeros(floor)), target: formatDecimal(trimZeros(target)) } : null;
}

/** Judges a margin exactly, without dividing: amount/known against limit/limited revenue. A margin at its limit keeps it. */
export function stateOf(amount: Decimal | null, known: Decimal | null, weighted: WeightedLimits | null): MarginState {
	if (!amount || !known || compare(known, zero) <= 0) return 'unknown';
	if (!weighted) return 'no-limit';
	const earned = multiply(amount, weighted.revenue);
	if (compare(earned, multiply(weighted.floorAmount, known)) < 0) return 'under-floor';
	return compare(earned, multiply(weighted.targetAmount, known)) < 0 ? 'under-target' : 'on-target';
}

/** Figures over lines: margin over those whose cost is known, discount over those whose list price is. */
export function figuresOf(lines: readonly LimitedLine[]): MarginFigures {
	const known = lines.filter((line) => line.cost && line.revenue);
	const listed = lines.filter((line) => line.listValue && line.revenue);
	const knownRevenue = known.length > 0 ? sum(known.map((line) => line.revenue ?? zero)) : null;
	const cost = known.length > 0 ? sum(known.map((line) => line.cost ?? zero)) : null;
	const listValue = listed.length > 0 ? sum(listed.map((line) => line.listValue ?? zero)) : null;
	const amount = knownRevenue && cost ? subtract(knownRevenue, cost) : null;
	const discount = listValue && effectiveDiscount(sum(listed.map((line) => line.revenue ?? zero)), listValue);
	return writeFigures({
		revenue: sumIfAll(lines.map((line) => line.revenue)),
		knownRevenue,
		list: listValue,
		cost,
		amount,
		discount,
		state: stateOf(amount, knownRevenue, weightedLimits(lines)),
	});
}

/** Figures of an opportunity: its amount against the cost of its products, known only when every cost is. */
export function amountFigures(amount: Decimal | null, lines: readonly LimitedLine[]): MarginFigures {
	const cost = lines.length > 0 ? sumIfAll(lines.map((line) => line.cost)) : null;
	const list = lines.length > 0 ? sumIfAll(lines.map((line) => line.listValue)) : null;
	const earned = amount && cost ? subtract(amount, cost) : null;
	return writeFigures({
		revenue: amount,
		knownRevenue: earned ? amount : null,
		list,
		cost,
		amount: earned,
		discount: amount && list ? effectiveDiscount(amount, list) : null,
		state: stateOf(earned, amount, weightedLimits(lines)),
	});
}

/** A fraction of margin, six digits; null where nothing is sold. */
export function marginOf(amount: Decimal | null, revenue: Decimal | null): Decimal | null {
	if (!amount || !revenue || isZero(revenue)) return null;
	return divide(amount, revenue, fractionDigits);
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
		state: figures.state,
	};
}

/** `1 − fraction`. */
export function complement(fraction: Decimal): Decimal {
	return subtract(one, fraction);
}
