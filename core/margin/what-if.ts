import type { DealFacts, PriceRounding, QuoteLine } from '../model/deal.ts';
import { type AddedLine, type DealEdits, type LineEdit, lineEditOf, type TypedValue } from '../model/deal-edits.ts';
import {
	compare,
	type Decimal,
	type DecimalString,
	formatDecimal,
	isNegative,
	parseDecimal,
	zero,
} from '../model/decimal.ts';
import { discountedPrice } from './price.ts';

/**
 * The edits as they would be with `discount` (fraction of list) typed into one line, or into all lines it applies to
 * when `lineId` is null. The CRM is not touched, so that what its page draws is no measure of them.
 */
export function simulateDiscount(
	deal: DealFacts,
	{ pageTotals: _, ...draft }: DealEdits,
	lineId: string | null,
	discount: DecimalString,
): DealEdits {
	const typed = { text: discount, value: discount };
	const lines: Record<string, LineEdit> = { ...draft.lines };
	const ids = new Set((deal.lines ?? []).map(({ id }) => id));
	for (const line of deal.lines ?? []) {
		if (lineId === null ? !doesApply(line, lineEditOf(draft, line.id), ids) : line.id !== lineId) continue;
		lines[line.id] = { ...lineEditOf({ lines }, line.id), price: { by: 'discount', typed } };
	}
	const off = parseDecimal(discount);
	const added = draft.added.map((line) => {
		const isMeant = lineId === null ? doesApplyToAdded(line) : line.id === lineId;
		return isMeant && off ? { ...line, netPrice: priceAt(line, off, deal.rounding) } : line;
	});
	return { ...draft, lines, added };
}

/** Ids of the lines, saved and added, that a discount over the deal applies to. */
export function discountedLines(deal: DealFacts, draft: DealEdits): ReadonlySet<string> {
	const ids = new Set((deal.lines ?? []).map(({ id }) => id));
	const kept = (deal.lines ?? []).filter((line) => doesApply(line, lineEditOf(draft, line.id), ids));
	const added = draft.added.filter((line) => doesApplyToAdded(line));
	return new Set([...kept, ...added].map(({ id }) => id));
}

function priceAt({ listPrice }: AddedLine, discount: Decimal, rounding: PriceRounding): DecimalString | null {
	const list = parseDecimal(listPrice);
	return list && formatDecimal(discountedPrice(list, [discount], rounding));
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
	if ((edit?.isOptional ?? line.isOptional) || (line.partOf !== undefined && ids.has(line.partOf))) return false;
	return isDiscounted(quantity, list, parseDecimal(line.netPrice));
}

function doesApplyToAdded({ quantity, listPrice, netPrice, isOptional }: AddedLine): boolean {
	return !isOptional && isDiscounted(parseDecimal(quantity), parseDecimal(listPrice), parseDecimal(netPrice));
}

function isDiscounted(quantity: Decimal | null, list: Decimal | null, net: Decimal | null): boolean {
	if (quantity && compare(quantity, zero) <= 0) return false;
	// Without a list price the line's price with the discount is unknown, which is to be seen.
	return list ? compare(list, zero) > 0 : !(net && isNegative(net));
}
