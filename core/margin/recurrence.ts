import type { CostPeriod, Recurrence } from '../model/deal.ts';
import { type Decimal, divide, one } from '../model/decimal.ts';
import type { MarginPolicy } from '../model/playbook.ts';

const firstYearMonths = 12;
/** Where months do not come out even: a price due every 7 months is due 1.714285714286 times in the first year. */
const periodDigits = 12;

const whole = (value: number): Decimal => ({ digits: BigInt(value), scale: 0 });

/** Months that a policy counts a recurring line for; null when the basis is a term nobody has told. */
function monthsOf({ termMonths }: Recurrence, basis: MarginPolicy['recurringBasis']): number | null {
	const months = basis === 'term' ? termMonths : Math.min(termMonths ?? firstYearMonths, firstYearMonths);
	return months !== null && Number.isInteger(months) && months >= 0 ? months : null;
}

function times(months: number | null, everyMonths: number): Decimal | null {
	if (months === null || !Number.isInteger(everyMonths) || everyMonths <= 0) return null;
	return months % everyMonths === 0
		? whole(months / everyMonths)
		: divide(whole(months), whole(everyMonths), periodDigits);
}

/**
 * How many times a price is due within the basis that a policy counts it for: `min(term, 12)/every` for the first year,
 * `term/every` for the whole term. 1 for a price due once; 12 digits. Null when the basis is a term nobody has told.
 */
export function periodsOf(recurrence: Recurrence | undefined, basis: MarginPolicy['recurringBasis']): Decimal | null {
	return recurrence ? times(monthsOf(recurrence, basis), recurrence.everyMonths) : one;
}

const monthsOfPeriod = { month: 1, year: 12 } as const;

/**
 * How many times the cost of a line is due within the same basis. Null where price and cost cannot be joined: a line
 * that recurs wants its cost's period said, and what is sold once has no cost a month.
 */
export function costPeriodsOf(
	recurrence: Recurrence | undefined,
	period: CostPeriod,
	basis: MarginPolicy['recurringBasis'],
): Decimal | null {
	if (!recurrence) return period === 'month' || period === 'year' ? null : one;
	switch (period) {
		case 'price':
			return periodsOf(recurrence, basis);
		case 'once':
			return one;
		case 'unknown':
			return null;
		default:
			return times(monthsOf(recurrence, basis), monthsOfPeriod[period]);
	}
}
