import type { DealFacts, QuoteLine } from '../model/deal.ts';
import { type DealEdits, type LineEdit, lineEditOf, type TypedValue } from '../model/deal-edits.ts';
import {
	add,
	compare,
	type Decimal,
	type DecimalString,
	formatDecimal,
	isNegative,
	multiply,
	parseDecimal,
	zero,
} from '../model/decimal.ts';
import { discountedAmount } from './largest-discount.ts';

/**
 * The edits as they would be with `discount` (fraction of list) typed into one line, or into all lines it applies to
 * when `lineId` is null. An opportunity gets the list value of its products less the discount as its amount. The CRM is
 * not touched.
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
	const ids = new Set((deal.lines ?? []).map(({ id }) => id));
	for (const line of deal.lines ?? []) {
		if (lineId === null ? !doesApply(line, lineEditOf(draft, line.id), ids) : line.id !== lineId) continue;
		lines[line.id] = { ...lineEditOf({ lines }, line.id), price: { by: 'discount', typed } };
	}
	return { ...draft, lines };
}

function typedOr(typed: TypedValue | undefined, saved: DecimalString | null): Decimal | null {
	return parseDecimal(typed?.value) ?? parseDecimal(saved);
}

/**
 * False for a line that a discount over the deal leaves as it is: one that the customer has not taken, a part of a
 * bundle, goods that are taken back, a discount written as a line, and what is free at list.
 */
function doesApply(line: QuoteLine, edit: LineEdit | undefined, ids: ReadonlySet<string>): boolean {
	const [quantity, list] = [typedOr(edit?.quantity, line.quantity), typedOr(edit?.listPrice, line.listPrice)];
	const net = parseDecimal(line.netPrice);
	if (line.isOptional || (line.partOf !== undefined && ids.has(line.partOf))) return false;
	if (quantity && compare(quantity, zero) <= 0) return false;
	// Without a list price the line's price with the discount is unknown, which is to be seen.
	return list ? compare(list, zero) > 0 : !(net && isNegative(net));
}

function simulateAmount(deal: DealFacts, draft: DealEdits, discount: DecimalString): DealEdits {
	const fraction = parseDecimal(discount);
	if (!fraction) return draft;
	let list = zero;
	for (const line of deal.lines ?? []) {
		if (line.isOptional) continue;
		const price = parseDecimal(line.listPrice);
		const quantity = parseDecimal(line.quantity);
		if (!price || !quantity) return draft;
		list = add(list, multiply(price, quantity));
	}
	const amount = formatDecimal(discountedAmount(list, fraction));
	return { ...draft, amount: { text: amount, value: amount } };
}
