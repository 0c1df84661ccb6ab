import { add, compare, type Decimal, divide, isNegative, multiply, one, subtract, zero } from '../model/decimal.ts';
import { fractionDigits } from './ratios.ts';

/**
 * More volume that a price cut must bring to earn as much as before: `x/(m−x)`, a fraction of today's volume, six
 * digits, rounded up. `never` when the cut takes the whole margin. `cut` and `margin` are fractions of today's price.
 * (Break-even sales change.)
 */
export function breakEvenVolume(cut: Decimal, margin: Decimal): Decimal | 'never' {
	if (compare(cut, zero) <= 0) return zero;
	const left = subtract(margin, cut);
	return compare(left, zero) <= 0 ? 'never' : (divide(cut, left, fractionDigits, 'up') ?? 'never');
}

/** Volume that a price rise may lose before it earns less: `r/(m+r)`; null where margin and rise are nothing. */
export function tolerableLoss(rise: Decimal, margin: Decimal): Decimal | null {
	return divide(rise, add(margin, rise), fractionDigits, 'down');
}

/** What the odds of winning must become, for a guess of what they are today. */
export interface WinOdds {
	/** The guess `p₀`, 0–1. */
	readonly now: Decimal;
	/** `p₀·GM₀/GM₁`, six digits, rounded up; above 1 no odds are enough. */
	readonly needed: Decimal;
	/** False when even a sure win would earn less than the deal does now on average. */
	readonly canPay: boolean;
}

/**
 * Odds from which a discount earns as much as the deal does now on average: `p₀·GM₀ = p₁·GM₁`. Amounts are the deal's
 * margin before and after; null where the deal earns nothing before, so that nothing is left to lose. `never` when it
 * earns nothing after.
 */
export function winOddsNeeded(now: Decimal, amountBefore: Decimal, amountAfter: Decimal): WinOdds | 'never' | null {
	if (compare(amountBefore, zero) <= 0) return null;
	if (compare(amountAfter, zero) <= 0) return 'never';
	const needed = divide(multiply(now, amountBefore), amountAfter, fractionDigits, 'up');
	return needed && { now, needed, canPay: compare(needed, one) <= 0 };
}

/** Ten points: nobody knows the odds of one deal better. */
const doubt: Decimal = { digits: 1n, scale: 1 };

/** The guess with ten points less and more, kept within 0–1. */
export function oddsRange(now: Decimal): { readonly low: Decimal; readonly high: Decimal } {
	const low = subtract(now, doubt);
	const high = add(now, doubt);
	return { low: isNegative(low) ? zero : low, high: compare(high, one) > 0 ? one : high };
}
