import type { CurrencyCode, Day } from '../model/deal.ts';
import { type Decimal, divide, isNegative, isZero, multiply, parseDecimal } from '../model/decimal.ts';
import type { ExchangeRate } from '../model/playbook.ts';

/** Digits after the point where an amount is divided by the rate of the pair the other way round; rounded half up. */
const exchangeDigits = 12;

interface DatedRate {
	readonly day: Day;
	readonly rate: Decimal;
}

type RateIndex = ReadonlyMap<string, readonly DatedRate[]>;

/** Rates by pair, the newest first: thousands of them must not be searched on every key. */
const indexes = new WeakMap<readonly ExchangeRate[], RateIndex>();

const pairOf = (from: CurrencyCode, to: CurrencyCode) => `${from}>${to}`;

function indexOf(rates: readonly ExchangeRate[]): RateIndex {
	const known = indexes.get(rates);
	if (known) return known;
	const made = new Map<string, DatedRate[]>();
	// If a pair has two rates for one day, the one listed last counts.
	for (const { from, to, rate: written, day } of rates.toReversed()) {
		const rate = parseDecimal(written);
		if (!rate || isZero(rate) || isNegative(rate)) continue;
		const pair = pairOf(from, to);
		const dated = made.get(pair);
		if (dated) dated.push({ day, rate });
		else made.set(pair, [{ day, rate }]);
	}
	// Days compare as text.
	for (const dated of made.values())
		dated.sort((left, right) => (left.day < right.day ? 1 : left.day > right.day ? -1 : 0));
	indexes.set(rates, made);
	return made;
}

/** A rate that an amount is converted at. */
export interface FoundRate {
	readonly rate: Decimal;
	readonly day: Day;
	/** It is listed for the pair the other way round, so that the amount is divided by it. */
	readonly isInverse: boolean;
}

/**
 * The latest rate listed for a pair up to `day`, or for the pair the other way round where only that is listed, or was
 * listed later. Null without one of the pair itself: two pairs are never put together.
 */
export function findRate(
	from: CurrencyCode,
	to: CurrencyCode,
	rates: readonly ExchangeRate[],
	day: Day,
): FoundRate | null {
	const index = indexOf(rates);
	const latest = (pair: string) => index.get(pair)?.find((listed) => listed.day <= day);
	const direct = latest(pairOf(from, to));
	const inverse = latest(pairOf(to, from));
	if (direct && (!inverse || direct.day >= inverse.day)) return { ...direct, isInverse: false };
	return inverse ? { ...inverse, isInverse: true } : null;
}

/** An amount at a rate; divided ones have 12 digits. */
export function convertAt(amount: Decimal, { rate, isInverse }: FoundRate): Decimal | null {
	return isInverse ? divide(amount, rate, exchangeDigits) : multiply(amount, rate);
}

/** An amount of one currency in another, at the rate that `findRate` finds. Null without one. */
export function convert(
	amount: Decimal,
	from: CurrencyCode,
	to: CurrencyCode,
	rates: readonly ExchangeRate[],
	day: Day,
): Decimal | null {
	if (from === to) return amount;
	const found = findRate(from, to, rates, day);
	return found && convertAt(amount, found);
}
