import type { CostPreviewLine } from '../model/access.ts';
import type { DealFacts } from '../model/deal.ts';
import { one, subtract } from '../model/decimal.ts';
import { type CostSource, costOf } from './cost.ts';
import { marginOf, write } from './figures.ts';
import { savedLine } from './line.ts';

/**
 * What each saved line of a deal costs and earns by these facts, one payment of it where it is due again and again. A
 * cost that only `source` lists counts too, and is told apart.
 */
export function costPreview(facts: DealFacts, source: CostSource): CostPreviewLine[] {
	return (facts.lines ?? []).map((line) => {
		const cost = costOf(line, facts, source);
		const priced = savedLine(line, { unitCost: cost.unitCost, periods: one, rounding: facts.rounding });
		const earned = priced.revenue && priced.cost && cost.unitCost && subtract(priced.revenue, priced.cost);
		return {
			id: line.id,
			name: line.product?.name || line.description,
			quantity: line.quantity,
			unitCost: write(cost.unitCost),
			margin: write(marginOf(earned, priced.revenue)),
			from: cost.from,
			unknown: cost.unknown,
		};
	});
}
