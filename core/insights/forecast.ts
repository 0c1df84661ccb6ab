import { add, compare, type Decimal, divide, multiply, subtract, zero } from '../model/decimal.ts';

/** One open deal of a forecast. `amount` and `margin` money in one currency, `probability` 0–1. */
export interface ForecastDeal {
	readonly amount: Decimal;
	readonly probability: Decimal;
	/** Gross margin amount; null when unknown. */
	readonly grossMargin: Decimal | null;
}

/** Money in the deals' currency. */
export interface Forecast {
	/** `Σ p·A`. */
	readonly revenue: Decimal;
	/** `Σ p·GM` over the deals whose margin is known; null when none is. */
	readonly grossMargin: Decimal | null;
	/** `Σ p·GM / Σ p·A` over the same deals, six digits. */
	readonly margin: Decimal | null;
	/** `√Σ p(1−p)A²`, to cents: one standard deviation if deals are won independently of each other. */
	readonly spread: Decimal;
	readonly marginSpread: Decimal | null;
	/** Deals whose margin is known. */
	readonly knownDeals: number;
}

const centDigits = 2;
const fractionDigits = 6;

/** Largest integer whose square is not above `value`; Newton's steps on whole numbers. */
function integerRoot(value: bigint): bigint {
	if (value < 2n) return value;
	let root = 1n << (BigInt(value.toString(2).length + 1) >> 1n);
	for (;;) {
		const next = (root + value / root) >> 1n;
		if (next >= root) return root;
		root = next;
	}
}

/** Square root with `scale` digits, rounded half up; null below 0. */
export function squareRoot(value: Decimal, scale: number): Decimal | null {
	if (compare(value, zero) < 0) return null;
	// One digit more decides the rounding.
	const shift = 2 * (scale + 1) - value.scale;
	const scaled = shift >= 0 ? value.digits * 10n ** BigInt(shift) : value.digits / 10n ** BigInt(-shift);
	return { digits: (integerRoot(scaled) + 5n) / 10n, scale };
}

function spreadOf(deals: readonly { readonly probability: Decimal; readonly value: Decimal }[]): Decimal {
	const variance = deals.reduce((sum, { probability, value }) => {
		const chance = multiply(probability, subtract({ digits: 1n, scale: 0 }, probability));
		return add(sum, multiply(chance, multiply(value, value)));
	}, zero);
	return squareRoot(variance, centDigits) ?? zero;
}

/** Weighs deals by their odds. Deals of unknown margin count in revenue only. */
export function forecast(deals: readonly ForecastDeal[]): Forecast {
	const weigh = (values: readonly (readonly [Decimal, Decimal])[]) =>
		values.reduce((sum, [probability, value]) => add(sum, multiply(probability, value)), zero);
	const known = deals.flatMap(({ probability, amount, grossMargin }) =>
		grossMargin ? [{ probability, amount, grossMargin }] : [],
	);
	const earned = weigh(known.map(({ probability, grossMargin }) => [probability, grossMargin]));
	const knownRevenue = weigh(known.map(({ probability, amount }) => [probability, amount]));
	return {
		revenue: weigh(deals.map(({ probability, amount }) => [probability, amount])),
		grossMargin: known.length > 0 ? earned : null,
		margin: divide(earned, knownRevenue, fractionDigits),
		spread: spreadOf(deals.map(({ probability, amount }) => ({ probability, value: amount }))),
		marginSpread:
			known.length > 0
				? spreadOf(known.map(({ probability, grossMargin }) => ({ probability, value: grossMargin })))
				: null,
		knownDeals: known.length,
	};
}
