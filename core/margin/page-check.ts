import type { DealFacts } from '../model/deal.ts';
import type { PageTotals } from '../model/deal-edits.ts';
import { add, compare, type Decimal, isNegative, multiply, negate, parseDecimal, subtract } from '../model/decimal.ts';
import type { PageDisagrees } from '../model/view.ts';
import type { DealSides } from './deal-sides.ts';
import { isMarginKnown, write } from './figures.ts';

const cent: Decimal = { digits: 1n, scale: 2 };
const halfCent: Decimal = { digits: 5n, scale: 3 };

/** Half a cent for each of so many roundings, and never less than a cent. */
function slackOf(roundings: number): Decimal {
	const slack = multiply(halfCent, { digits: BigInt(roundings), scale: 0 });
	return compare(slack, cent) < 0 ? cent : slack;
}

/** By how much a CRM's sum of lines may differ from the same sum without rounding: a cent where its rounding is known. */
export function roundingSlack({ rounding }: DealFacts, lines: number): Decimal {
	return rounding.lineAmountDigits === null ? slackOf(lines) : cent;
}

/** True when two amounts are apart by `slack` at most. */
export function isWithin(left: Decimal, right: Decimal, slack: Decimal): boolean {
	const apart = subtract(left, right);
	return compare(isNegative(apart) ? negate(apart) : apart, slack) <= 0;
}

/**
 * What the page itself draws, held against what is worked out here: the first sum that is not the same. Null where they
 * agree, and where they cannot be compared: a sum of ours is unknown, or a line recurs, which CRMs count differently.
 */
export function pageDisagreement(
	deal: DealFacts,
	totals: PageTotals | undefined,
	{ lines, counts, after }: DealSides,
): PageDisagrees | null {
	if (!totals) return null;
	const { currency } = totals;
	if (currency !== null && deal.currency !== null && currency !== deal.currency)
		return { what: 'currency', ours: deal.currency, page: currency };
	if (after.unpriced > 0 || counts.recurring > 0) return null;
	const [revenue, margin] = [parseDecimal(totals.revenue), parseDecimal(totals.margin)];
	if (revenue && !isWithin(after.revenue, revenue, roundingSlack(deal, lines.length)))
		return { what: 'revenue', ours: write(after.revenue), page: write(revenue) };
	const ours = subtract(after.knownRevenue, after.knownCost);
	// A CRM's margin is rounded for each line, and once more where it is drawn.
	if (margin && isMarginKnown(after) && !isWithin(ours, margin, add(slackOf(lines.length), halfCent)))
		return { what: 'margin', ours: write(ours), page: write(margin) };
	return null;
}
