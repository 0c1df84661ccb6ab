import { add, compare, type Decimal, divide, multiply, one, round, subtract, zero } from '../model/decimal.ts';
import { fractionDigits } from './ratios.ts';

/** Pay of one rep. Rates are fractions; money in the plan's currency, rounded to cents where it is paid. */

const centDigits = 2;
const ratioDigits = 12;

/** A rate from an amount on. The first band begins at 0; bands are in rising order. */
export interface Band {
	readonly from: Decimal;
	readonly rate: Decimal;
}

/** The same pay at target margin `target`: `g = r/t`, six digits; null for a target of 0. */
export function equalMarginRate(revenueRate: Decimal, target: Decimal): Decimal | null {
	return divide(revenueRate, target, fractionDigits);
}

/** `rate × base`, unrounded; the base is revenue or gross margin. A loss pays nothing back. */
export function exactFlat(base: Decimal, rate: Decimal): Decimal {
	return compare(base, zero) > 0 ? multiply(base, rate) : zero;
}

/** Each slice of the base at its own band's rate, unrounded. */
export function exactGraduated(base: Decimal, bands: readonly Band[]): Decimal {
	return bands.reduce((sum, { from, rate }, at) => {
		const end = bands[at + 1]?.from ?? null;
		const reached = end !== null && compare(end, base) < 0 ? end : base;
		return compare(reached, from) > 0 ? add(sum, multiply(subtract(reached, from), rate)) : sum;
	}, zero);
}

/** The highest band that a base reaches; null under the first. */
export function bandReached(base: Decimal, bands: readonly Band[]): Band | null {
	return bands.findLast(({ from }) => compare(base, from) >= 0) ?? null;
}

/** The whole base at the rate of the band it reaches, unrounded. At each band's edge pay jumps: show the cliff. */
export function exactWhole(base: Decimal, bands: readonly Band[]): Decimal {
	const band = bandReached(base, bands);
	return band ? exactFlat(base, band.rate) : zero;
}

/** `rate × base`, to cents. */
export function flatPay(base: Decimal, rate: Decimal): Decimal {
	return round(exactFlat(base, rate), centDigits);
}

/** Pay by graduated bands, to cents. */
export function graduatedPay(base: Decimal, bands: readonly Band[]): Decimal {
	return round(exactGraduated(base, bands), centDigits);
}

/** Pay by bands over the whole amount, to cents. */
export function wholeAmountPay(base: Decimal, bands: readonly Band[]): Decimal {
	return round(exactWhole(base, bands), centDigits);
}

/** `clamp((a−floor)/(target−floor), 0, cap)`, 12 digits; null when floor and target are the same. */
export function marginMultiplier(average: Decimal, floor: Decimal, target: Decimal, cap: Decimal): Decimal | null {
	const raw = divide(subtract(average, floor), subtract(target, floor), ratioDigits);
	if (!raw) return null;
	if (compare(raw, zero) < 0) return zero;
	return compare(raw, cap) > 0 ? cap : raw;
}

/** The part of a deal's gross margin that lies over the quota, with `earned` before it; 0 to all of it. */
export function overQuota(grossMargin: Decimal, earned: Decimal, quota: Decimal): Decimal {
	const over = subtract(add(earned, grossMargin), quota);
	if (compare(over, zero) <= 0 || compare(grossMargin, zero) <= 0) return zero;
	return compare(over, grossMargin) < 0 ? over : grossMargin;
}

/** Gross margin under quota at `rate`, what is over it at `rate × accelerator`, to cents. `earned` is what came before. */
export function acceleratedPay(
	grossMargin: Decimal,
	earned: Decimal,
	quota: Decimal,
	rate: Decimal,
	accelerator: Decimal,
): Decimal {
	const over = overQuota(grossMargin, earned, quota);
	const under = subtract(grossMargin, over);
	return round(add(multiply(under, rate), multiply(over, multiply(rate, accelerator))), centDigits);
}

/** True when shares, the owner's included, sum to exactly 1 and none is below 0. */
export function isWholeSplit(shares: readonly Decimal[]): boolean {
	return shares.every((share) => compare(share, zero) >= 0) && compare(shares.reduce(add, zero), one) === 0;
}

/** What is taken back of pay when `refunded` of `amount` is: `−paid × refunded/amount`, to cents; null for an amount of 0. */
export function clawback(paid: Decimal, refunded: Decimal, amount: Decimal): Decimal | null {
	return divide(multiply(subtract(zero, paid), refunded), amount, centDigits);
}

/** Average margin with one more deal: `(ΣGM + GM)/(ΣR + R)`, six digits; null where nothing was sold. */
export function averageMargin(
	earned: Decimal,
	revenue: Decimal,
	amount: Decimal,
	dealRevenue: Decimal,
): Decimal | null {
	return divide(add(earned, amount), add(revenue, dealRevenue), fractionDigits);
}

/**
 * Margin the next `next` of revenue must come at to be back at `target`: `(t(R+X) − ΣGM)/X`, six digits, rounded up, for
 * less would not reach it; null for no revenue.
 */
export function marginToRecover(earned: Decimal, revenue: Decimal, target: Decimal, next: Decimal): Decimal | null {
	return divide(subtract(multiply(target, add(revenue, next)), earned), next, fractionDigits, 'up');
}
