import type { Day, Product } from '../model/deal.ts';
import { add, compare, type Decimal, multiply, parseDecimal } from '../model/decimal.ts';
import type { PastDiscounts, UsualPrices } from '../model/effects.ts';
import type { PastPrice, QuarterEnd } from '../model/playbook.ts';
import { write } from './figures.ts';

const half: Decimal = { digits: 5n, scale: 1 };
const monthsPerQuarter = 3;
const dayMs = 24 * 60 * 60 * 1000;

/** Histories by product: they hold thousands of prices and stay the same from key to key. */
const histories = new WeakMap<readonly PastPrice[], Map<string, UsualPrices['history']>>();

function summary(prices: readonly PastPrice[]): PastDiscounts | null {
	const discounts = prices.flatMap((price) => parseDecimal(price.discount) ?? []).sort(compare);
	const middle = Math.floor(discounts.length / 2);
	const [lowest, highest, upper] = [discounts[0], discounts.at(-1), discounts[middle]];
	const lower = discounts.length % 2 === 0 ? discounts[middle - 1] : upper;
	if (!lowest || !highest || !upper || !lower) return null;
	return {
		count: discounts.length,
		lowest: write(lowest),
		// With two in the middle, their mean.
		median: write(multiply(add(lower, upper), half)),
		highest: write(highest),
	};
}

function historyOf(prices: readonly PastPrice[], product: string): UsualPrices['history'] {
	const own = prices.filter((price) => price.product === product);
	const sold = summary(own.filter(({ outcome }) => outcome === 'sold'));
	const offered = summary(own.filter(({ outcome }) => outcome === 'offered'));
	return sold || offered ? { sold, offered } : null;
}

/** Discounts given on a product in other deals; null when there are none. `prices`: null where they cannot be read. */
export function usualDiscounts(prices: readonly PastPrice[] | null, product: Product | null): UsualPrices['history'] {
	if (!product) return null;
	if (!prices) return 'unreadable';
	const name = product.code ?? product.id;
	const known = histories.get(prices) ?? new Map<string, UsualPrices['history']>();
	histories.set(prices, known);
	const found = known.get(name);
	if (found !== undefined) return found;
	const made = historyOf(prices, name);
	known.set(name, made);
	return made;
}

/** Whole days from a day to the last one of its calendar quarter, 0 on that one; null for a day that is none. */
export function daysLeftInQuarter(today: Day): number | null {
	const [year, month, day] = today.split('-').map(Number);
	if (year === undefined || month === undefined || day === undefined) return null;
	const lastMonth = Math.ceil(month / monthsPerQuarter) * monthsPerQuarter;
	// Day 0 of the month after is the last of its own.
	const left = (Date.UTC(year, lastMonth, 0) - Date.UTC(year, month - 1, day)) / dayMs;
	return Number.isInteger(left) ? left : null;
}

/** What is said in the last days of a quarter; null before them. */
export function quarterEndAt(today: Day, policy: QuarterEnd): UsualPrices['quarterEnd'] {
	const daysLeft = daysLeftInQuarter(today);
	if (daysLeft === null || daysLeft > policy.days) return null;
	return { daysLeft, usualExtraDiscount: policy.usualExtraDiscount };
}
