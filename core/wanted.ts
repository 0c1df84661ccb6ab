import { evaluate } from './evaluate.ts';
import { discountedPrice } from './margin/price.ts';
import { lastKept } from './margin/search.ts';
import { discountedLines, simulateDiscount } from './margin/what-if.ts';
import type { Day, DealFacts, DealNotes } from './model/deal.ts';
import { type DealEdits, lineEditOf } from './model/deal-edits.ts';
import {
	compare,
	type Decimal,
	type DecimalString,
	formatDecimal,
	parseDecimal,
	trimZeros,
	zero,
} from './model/decimal.ts';
import type { PlaybookForDeal, Viewer } from './model/playbook.ts';
import type { MarginView } from './model/view.ts';
import type { LeftLine, Wanted, WantedLine, Wish } from './model/wanted.ts';
import { isOwnAnswer } from './playbook/approvals.ts';

/** A hundredth of a percent: what every CRM's discount field takes. */
const stepDigits = 4;
const mostSteps = 10_000n;

/** What a wish is looked for in. */
export interface WantedIn {
	readonly facts: DealFacts;
	/** What is typed and not saved stays as it is, but for the discount that is looked for. */
	readonly draft: DealEdits;
	readonly playbook: PlaybookForDeal;
	readonly viewer: Viewer;
	readonly today: Day;
	readonly notes: DealNotes | null;
}

function fractionOf(steps: bigint): DecimalString {
	return formatDecimal(trimZeros({ digits: steps, scale: stepDigits }));
}

/** Whether the answer covers it; null where that cannot be told, or where no answer is in force. */
function isCovered({ standing, note }: MarginView['approval']): boolean | null {
	if (standing === 'countered') return false;
	return standing === 'approved' && note !== null && !isOwnAnswer(note) ? true : null;
}

/** A discount in hundredths of a percent, rounded down; all of the price where there is no limit to it. */
function stepsUpTo(wish: Wish): bigint {
	const limit = wish.kind === 'agreed' ? parseDecimal(wish.upTo) : null;
	if (!limit) return mostSteps;
	return limit.scale > stepDigits
		? limit.digits / 10n ** BigInt(limit.scale - stepDigits)
		: limit.digits * 10n ** BigInt(stepDigits - limit.scale);
}

/** Whether a wish is kept; null when what it is about is unknown, or not shown to this viewer. */
function isKept(wish: Wish, { after, status, halfTyped, approval, pay }: MarginView): boolean | null {
	const isAtLeast = (value: DecimalString | null | undefined, wanted: DecimalString | null | undefined) => {
		const [has, least] = [parseDecimal(value), parseDecimal(wanted)];
		return has && least ? compare(has, least) >= 0 : null;
	};
	// A price is agreed to or not, whether its cost is known or not.
	if (wish.kind === 'agreed') return isCovered(approval);
	if (status !== 'exact' || after.isPartial || halfTyped.length > 0) return null;
	switch (wish.kind) {
		case 'margin':
			return isAtLeast(after.margin, wish.margin);
		case 'amount':
			return isAtLeast(after.amount, wish.amount);
		case 'pay':
			return isAtLeast(pay?.after, pay?.before);
		case 'alone':
			return approval.isUnsure ? null : approval.need === null;
	}
}

/** Lines that are offered and that a discount over the deal leaves as they are. */
function leftLines(margin: MarginView, discounted: ReadonlySet<string>): readonly LeftLine[] {
	return margin.lines.flatMap(({ id, name, part, quantity, after }): LeftLine[] => {
		if (discounted.has(id) || after === null) return [];
		if (part !== 'sold' && part !== 'bundle') return [{ name, why: part }];
		const isCredit = compare(parseDecimal(quantity) ?? zero, zero) <= 0;
		return [{ name, why: isCredit ? 'credit' : 'free' }];
	});
}

/** What one unit goes at with a discount off list; null without a list price. */
function unitPriceOf({ facts, draft }: WantedIn, id: string, discount: Decimal): DecimalString | null {
	const saved = facts.lines?.find((line) => line.id === id);
	const added = draft.added.find((line) => line.id === id);
	const typed = lineEditOf(draft, id)?.listPrice?.value;
	const list = parseDecimal(typed ?? (saved ?? added)?.listPrice);
	return list && formatDecimal(trimZeros(discountedPrice(list, [discount], facts.rounding)));
}

/**
 * The lowest price that keeps a wish, with one discount off list on one line, or on all lines it applies to when `lineId`
 * is null; the other lines stay as they are. It is looked for among the figures that would be shown were it typed, so
 * that it is what the CRM then holds, and tells a viewer nothing that typing would not.
 */
export function wantedPrice(around: WantedIn, lineId: string | null, wish: Wish): Wanted {
	const { facts, draft, playbook, viewer, today, notes } = around;
	const unknown = (why: Extract<Wanted, { kind: 'unknown' }>['why']): Wanted => ({ kind: 'unknown', why });
	const discounted = discountedLines(facts, draft);
	const meant = lineId === null ? discounted : new Set([lineId]);
	if (![...meant].some((id) => discounted.has(id) && unitPriceOf(around, id, zero) !== null)) return unknown('no-list');
	const seen = new Map<bigint, MarginView>();
	const marginAt = (steps: bigint): MarginView => {
		const made =
			seen.get(steps) ??
			evaluate(facts, simulateDiscount(facts, draft, lineId, fractionOf(steps)), playbook, viewer, today, notes).margin;
		seen.set(steps, made);
		return made;
	};
	const atList = marginAt(0n);
	const isKeptAtList = isKept(wish, atList);
	if (isKeptAtList === null) return unknown('figures');
	if (!isKeptAtList) return { kind: 'over-list', margin: atList };
	const most = stepsUpTo(wish);
	// What is given away wholly may have no margin, which keeps none.
	const isAllKept = isKept(wish, marginAt(most)) === true;
	if (isAllKept && most === mostSteps) return unknown('always');
	const steps = isAllKept
		? most
		: (lastKept((at) => isKept(wish, marginAt(at)) === true, most, most / 4n, most / 8n + 1n) ?? 0n);
	const margin = marginAt(steps);
	const off: Decimal = { digits: steps, scale: stepDigits };
	const lines = margin.lines.flatMap(({ id, name, after }): WantedLine[] =>
		meant.has(id) && after ? [{ id, name, unitPrice: unitPriceOf(around, id, off) }] : [],
	);
	const left = lineId === null ? leftLines(margin, discounted) : [];
	const beyond = steps < mostSteps ? marginAt(steps + 1n) : null;
	return { kind: 'price', discount: fractionOf(steps), margin, beyond, lines, left };
}
