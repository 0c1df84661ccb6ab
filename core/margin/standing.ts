import type { CurrencyCode, Day } from '../model/deal.ts';
import { add, compare, type Decimal, divide, multiply, parseDecimal, zero } from '../model/decimal.ts';
import type { AverageMargin } from '../model/effects.ts';
import type { ExchangeRate, PayStanding } from '../model/playbook.ts';
import { convert } from './exchange.ts';
import { write } from './figures.ts';
import { marginToRecover } from './pay.ts';
import { fractionDigits } from './ratios.ts';

/** What a deal brings; margin null as soon as one cost is unknown, for over the known lines alone it would be too low. */
export interface Earned {
	readonly revenue: Decimal | null;
	readonly margin: Decimal | null;
}

/** A rep's own figures of the period in the deal's currency. */
export interface Standing {
	readonly revenue: Decimal;
	readonly margin: Decimal;
	/** Null when there is none. */
	readonly quota: Decimal | null;
}

/** The figures in the deal's currency; null without any, and in another currency without a rate. */
export function standingIn(
	standing: PayStanding | null | undefined,
	currency: CurrencyCode | null,
	rates: readonly ExchangeRate[],
	day: Day,
): Standing | null {
	if (!standing || currency === null) return null;
	const inCurrency = (written: string | null) => {
		const value = parseDecimal(written);
		return value && convert(value, standing.currency, currency, rates, day);
	};
	const [revenue, margin, quota] = [standing.revenue, standing.grossMargin, standing.quota].map(inCurrency);
	if (!revenue || !margin || (standing.quota !== null && !quota)) return null;
	return { revenue, margin, quota: quota ?? null };
}

/** The period with a deal in it; null while what the deal brings is unknown. */
export function withDeal(standing: Standing, { revenue, margin }: Earned): Standing | null {
	if (!revenue || !margin) return null;
	return { ...standing, revenue: add(standing.revenue, revenue), margin: add(standing.margin, margin) };
}

function marginIn(standing: Standing | null): string | null {
	return standing && write(divide(standing.margin, standing.revenue, fractionDigits));
}

/**
 * The average margin of the period without and with a deal. `target` is the deal's, as it is shown. The next deal that
 * is to bring the average back is taken to be as large as this one.
 */
export function averageWith(
	standing: Standing | null,
	before: Earned,
	after: Earned,
	target: Decimal | null,
): AverageMargin | null {
	if (!standing) return null;
	const now = withDeal(standing, after);
	return {
		so: marginIn(standing),
		before: marginIn(withDeal(standing, before)),
		after: marginIn(now),
		target: write(target),
		recover: now && target && recoverWith(now, after.revenue, target),
	};
}

function recoverWith(now: Standing, next: Decimal | null, target: Decimal): AverageMargin['recover'] {
	const isKept = compare(now.margin, multiply(target, now.revenue)) >= 0;
	if (isKept || !next || compare(next, zero) <= 0) return null;
	const margin = marginToRecover(now.margin, now.revenue, target, next);
	return margin && { revenue: write(next), margin: write(margin) };
}
