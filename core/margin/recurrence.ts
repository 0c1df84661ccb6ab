import type { Recurrence } from '../model/deal.ts';
import { type Decimal, divide, one } from '../model/decimal.ts';
import type { MarginPolicy } from '../model/playbook.ts';

const firstYearMonths = 12;
/** Where months do not come out even: a price due every 7 months is due 1.714285714286 times in the first year. */
const periodDigits = 12;

const whole = (value: number): Decimal => ({ digits: BigInt(value), scale: 0 });

/**
 * How many times a price is due within the basis that a policy counts it for: `min(term, 12)/every` for the first year,
 * `term/every` for the whole term. 1 for a price due once; 12 digits. Null when the basis is a term nobody has told.
 */
export function periodsOf(recurrence: Recurrence | undefined, basis: MarginPolicy['recurringBasis']): Decimal | null {
	if (!recurrence) return one;
	const { everyMonths, termMonths } = recurrence;
	const months = basis === 'term' ? termMonths : Math.min(termMonths ?? firstYearMonths, firstYearMonths);
	if (months === null || !Number.isInteger(months) || !Number.isInteger(everyMonths) || months < 0 || everyMonths <= 0)
		return null;
	return months % everyMonths === 0
		? whole(months / everyMonths)
		: divide(whole(months), whole(everyMonths), periodDigits);
}
