import { add, type Decimal, divide, multiply, one, round, subtract, zero } from '../model/decimal.ts';

/** What other concessions are worth in money, so that they can be traded against a discount. */

const daysPerYear: Decimal = { digits: 365n, scale: 0 };
const centDigits = 2;
const ratioDigits = 12;

/**
 * What payment `days` later costs: `price × yearly rate × days/365`, to cents. Prepayment is worth the same the other
 * way round: days below 0 give an amount below 0.
 */
export function paymentTermsCost(price: Decimal, yearlyRate: Decimal, days: number): Decimal {
	const amount = multiply(multiply(price, yearlyRate), { digits: BigInt(days), scale: 0 });
	return divide(amount, daysPerYear, centDigits) ?? zero;
}

/** `free` months of `all` as a discount, a fraction with 12 digits; null for no months at all. */
export function freeMonthsDiscount(free: number, all: number): Decimal | null {
	return divide({ digits: BigInt(free), scale: 0 }, { digits: BigInt(all), scale: 0 }, ratioDigits);
}

/**
 * What a discount costs at the renewals that take it for granted: `L·q·d·Σₜ retentionᵗ/(1+r)ᵗ` over `years` years, to
 * cents. `listValue` is L·q for a year; fractions 0–1.
 */
export function precedentCost(
	listValue: Decimal,
	discount: Decimal,
	retention: Decimal,
	yearlyRate: Decimal,
	years: number,
): Decimal {
	const kept = divide(retention, add(one, yearlyRate), ratioDigits) ?? zero;
	let factor = one;
	let total = zero;
	for (let year = 1; year <= years; year += 1) {
		factor = round(multiply(factor, kept), ratioDigits);
		total = add(total, factor);
	}
	return round(multiply(multiply(listValue, discount), total), centDigits);
}

/** What more volume earns: `(P−c)·Δq`. */
export function extraVolumeWorth(price: Decimal, unitCost: Decimal, moreUnits: Decimal): Decimal {
	return multiply(subtract(price, unitCost), moreUnits);
}
