import type { PriceRounding } from '../model/deal.ts';
import {
	add,
	compare,
	type Decimal,
	divide,
	formatDecimal,
	isNegative,
	multiply,
	round,
	subtract,
	trimZeros,
	zero,
} from '../model/decimal.ts';
import { complement, type LimitedLine, stateOf, weightedLimits } from './figures.ts';
import { priced } from './line.ts';
import { discountedPrice } from './price.ts';

/** People type discounts in tenths of a percent. */
const stepDigits = 3;
const step: Decimal = { digits: 1n, scale: stepDigits };

/** Rounding to cents can break a limit by a hair; more steps than this would mean a wrong formula. */
const mostSteps = 50;

/**
 * Largest uniform discount off list, rounded down to 0.001, that keeps `limit` over `lines` as the CRM rounds them:
 * 1 − C / (L·(1−t)), with t weighted by list value. Null when a list price or cost is missing, or when the limit is
 * broken at list already.
 */
export function largestDiscount(
	lines: readonly LimitedLine[],
	limit: 'floor' | 'target',
	rounding: PriceRounding,
): string | null {
	let list = zero;
	let cost = zero;
	let kept = zero;
	for (const line of lines) {
		if (!line.listValue || !line.cost || !line.limits) return null;
		list = add(list, line.listValue);
		cost = add(cost, line.cost);
		kept = add(kept, multiply(line.listValue, complement(line.limits[limit])));
	}
	if (lines.length === 0 || compare(list, zero) <= 0 || compare(kept, zero) <= 0) return null;
	const left = divide(cost, kept, stepDigits + 6, 'up');
	if (!left) return null;
	let discount = round(complement(left), stepDigits, 'down');
	for (let steps = 0; steps < mostSteps && !isNegative(discount); steps += 1) {
		if (doesKeep(lines, discount, limit, rounding)) return formatDecimal(trimZeros(discount));
		discount = subtract(discount, step);
	}
	return null;
}

/** Whether the lines at this discount, rounded as the CRM rounds, still keep the limit. */
function doesKeep(
	lines: readonly LimitedLine[],
	discount: Decimal,
	limit: 'floor' | 'target',
	rounding: PriceRounding,
): boolean {
	let revenue = zero;
	let cost = zero;
	const discounted = lines.map((line) => {
		const net = line.list && discountedPrice(line.list, [discount], rounding);
		const next = priced(line.quantity, line.list, net, null, rounding);
		revenue = add(revenue, next.revenue ?? zero);
		cost = add(cost, line.cost ?? zero);
		return { ...next, cost: line.cost, limits: line.limits };
	});
	const state = stateOf(subtract(revenue, cost), revenue, weightedLimits(discounted));
	return state === 'on-target' || (limit === 'floor' && state === 'under-target');
}
