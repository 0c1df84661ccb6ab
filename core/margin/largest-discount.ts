import type { PriceRounding } from '../model/deal.ts';
import {
	add,
	compare,
	type Decimal,
	divide,
	formatDecimal,
	isNegative,
	multiply,
	one,
	round,
	subtract,
	trimZeros,
	zero,
} from '../model/decimal.ts';
import { complement, type LimitedLine } from './figures.ts';
import { discountedPrice, lineAmount } from './price.ts';

/** Which of a deal's two limits is to be kept. */
export type LimitKind = 'floor' | 'target';

/** People type discounts in tenths of a percent. */
const stepDigits = 3;
const step: Decimal = { digits: 1n, scale: stepDigits };

/** Rounding to cents can break a limit by a hair; more steps than this would mean a wrong formula. */
const mostSteps = 50;

/** Revenue of a line less what its limit wants of it. A deal keeps its limits while these sums cover its cost. */
function coverOf(line: LimitedLine, revenue: Decimal | null, limit: LimitKind): Decimal | null {
	return line.limits && revenue ? multiply(revenue, complement(line.limits[limit])) : null;
}

function revenueAt(line: LimitedLine, discount: Decimal, rounding: PriceRounding): Decimal | null {
	if (!line.list || !line.quantity) return null;
	return lineAmount(discountedPrice(line.list, [discount], rounding), line.quantity, rounding);
}

/** Steps down from `start` to the first discount that keeps the limit as the CRM rounds; null when none does. */
function verified(start: Decimal, doesKeep: (discount: Decimal) => boolean): string | null {
	let discount = compare(start, one) > 0 ? one : start;
	for (let steps = 0; steps < mostSteps && !isNegative(discount); steps += 1) {
		if (doesKeep(discount)) return formatDecimal(trimZeros(discount));
		discount = subtract(discount, step);
	}
	return null;
}

/** `1 − needed/full`, rounded down to a tenth of a percent; null when nothing can be kept at list. */
function startFrom(needed: Decimal, full: Decimal): Decimal | null {
	if (compare(full, zero) <= 0) return null;
	const left = divide(needed, full, stepDigits + 6, 'up');
	return left && round(complement(left), stepDigits, 'down');
}

/**
 * Largest uniform discount off list, rounded down to 0.001, that keeps the deal's limit: 1 − C / Σ L·(1−t). Null when a
 * line's list price, cost or limit is missing, or when the limit is broken at list already.
 */
export function largestDiscount(
	lines: readonly LimitedLine[],
	limit: LimitKind,
	rounding: PriceRounding,
): string | null {
	let cost = zero;
	let full = zero;
	for (const line of lines) {
		const cover = coverOf(line, line.listValue, limit);
		if (!cover || !line.cost) return null;
		cost = add(cost, line.cost);
		full = add(full, cover);
	}
	const start = lines.length > 0 ? startFrom(cost, full) : null;
	return (
		start &&
		verified(start, (discount) => {
			const covers = lines.map((line) => coverOf(line, revenueAt(line, discount, rounding), limit) ?? zero);
			return compare(covers.reduce(add, zero), cost) >= 0;
		})
	);
}

/**
 * For each line the largest discount off its list, rounded down to 0.001, that keeps the whole deal's limit while the
 * other lines stay as they are. Null for a line whose list price, cost or limit is missing, and for all lines when the
 * limit is broken with that line at list. Only lines that `isAsked` answers for are worked out. Order as given.
 */
export function largestLineDiscounts(
	lines: readonly LimitedLine[],
	limit: LimitKind,
	rounding: PriceRounding,
	isAsked: (at: number) => boolean,
): (string | null)[] {
	let cost = zero;
	let covered = zero;
	const known = lines.filter((line) => line.cost && line.revenue);
	for (const line of known) {
		const cover = coverOf(line, line.revenue, limit);
		if (!cover) return lines.map(() => null);
		cost = add(cost, line.cost ?? zero);
		covered = add(covered, cover);
	}
	return lines.map((line, at) => {
		if (!isAsked(at)) return null;
		const own = line.cost ? coverOf(line, line.revenue, limit) : null;
		const full = coverOf(line, line.listValue, limit);
		if (!own || !full) return null;
		const needed = subtract(cost, subtract(covered, own));
		const start = startFrom(needed, full);
		if (!start) return null;
		return verified(start, (discount) => {
			const cover = coverOf(line, revenueAt(line, discount, rounding), limit);
			return cover !== null && compare(cover, needed) >= 0;
		});
	});
}
