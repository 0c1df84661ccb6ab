import type { CostPreviewLine } from '../model/access.ts';
import type { DealFacts, QuoteLine } from '../model/deal.ts';
import { type Decimal, divide, multiply, subtract } from '../model/decimal.ts';
import { type CostSource, costOf, type SavedCost } from './cost.ts';
import { marginOf, write } from './figures.ts';
import { priceBasis, savedLine } from './line.ts';

/** Digits that a part of a cost has where it does not come out even. */
const partDigits = 12;
const monthsOfYear: Decimal = { digits: 12n, scale: 0 };

/** The part of a cost that falls on one payment of the line; null where nobody knows it. */
function onePayment({ recurrence }: QuoteLine, { unitCost, period }: SavedCost): Decimal | null {
	if (!unitCost || !recurrence || period === 'price') return unitCost;
	const months: Decimal = { digits: BigInt(recurrence.everyMonths), scale: 0 };
	if (period === 'month') return multiply(unitCost, months);
	return period === 'year' ? divide(multiply(unitCost, months), monthsOfYear, partDigits) : null;
}

/**
 * What each saved line of a deal costs and earns by these facts, one payment of it where it is due again and again. A
 * cost that only `source` lists counts too, and is told apart.
 */
export function costPreview(facts: DealFacts, source: CostSource): CostPreviewLine[] {
	return (facts.lines ?? []).map((line) => {
		const cost = costOf(line, facts, source);
		const unitCost = onePayment(line, cost);
		const priced = savedLine(line, { ...priceBasis(facts.rounding), unitCost });
		const earned = priced.revenue && priced.cost && unitCost && subtract(priced.revenue, priced.cost);
		return {
			id: line.id,
			name: line.product?.name || line.description,
			quantity: line.quantity,
			unitCost: write(unitCost),
			margin: write(marginOf(earned, priced.revenue)),
			from: cost.from === 'typed' ? null : cost.from,
			unknown: cost.unknown ?? (unitCost ? null : 'cost-period'),
		};
	});
}
