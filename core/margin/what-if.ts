import type { DealEdits, DealFacts, LineEdit } from '../model/deal.ts';
import { add, type DecimalString, formatDecimal, multiply, parseDecimal, round, zero } from '../model/decimal.ts';
import { complement } from './figures.ts';

/**
 * The edits as they would be with `discount` (fraction of list) typed into one line, or into all of them when `lineId`
 * is null. An opportunity gets the list value of its products less the discount as its amount. The CRM is not touched.
 */
export function simulateDiscount(
	deal: DealFacts,
	draft: DealEdits,
	lineId: string | null,
	discount: DecimalString,
): DealEdits {
	const typed = { text: discount, value: discount };
	if (deal.ref.kind === 'opportunity') return simulateAmount(deal, draft, discount);
	const lines: Record<string, LineEdit> = { ...draft.lines };
	for (const line of deal.lines ?? []) {
		if (lineId !== null && line.id !== lineId) continue;
		lines[line.id] = { ...lines[line.id], price: { by: 'discount', typed } };
	}
	return { ...draft, lines };
}

function simulateAmount(deal: DealFacts, draft: DealEdits, discount: DecimalString): DealEdits {
	const fraction = parseDecimal(discount);
	if (!fraction) return draft;
	let list = zero;
	for (const line of deal.lines ?? []) {
		const price = parseDecimal(line.listPrice);
		const quantity = parseDecimal(line.quantity);
		if (!price || !quantity) return draft;
		list = add(list, multiply(price, quantity));
	}
	const amount = formatDecimal(round(multiply(list, complement(fraction)), 2));
	return { ...draft, amount: { text: amount, value: amount } };
}
