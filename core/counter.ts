import type { ApprovalDecision } from './model/deal.ts';
import type { Wanted, Wish } from './model/wanted.ts';

/** What a counter-offer comes to. */
export interface Countered {
	/** The line that the price is of; null for one discount on all lines that a discount applies to. */
	readonly lineId: string | null;
	readonly price: Wanted;
}

/**
 * The largest discount that a counter-offer covers: on the line that it names, else on the line being worked on
 * (`activeLineId`) with all others as they are, else on every line alike. It is covered when it is typed, for the answer's
 * own rule is asked through `seek`, which is `wantedPrice`; never more than the offer names where it is of what is discounted here. Null for other answers.
 */
export function counteredPrice(
	seek: (lineId: string | null, wish: Wish) => Wanted,
	{ answer, counterDiscount, counterLine }: Pick<ApprovalDecision, 'answer' | 'counterDiscount' | 'counterLine'>,
	activeLineId: string | null,
): Countered | null {
	if (answer !== 'countered' || counterDiscount === null) return null;
	const lineId = counterLine ?? activeLineId;
	// Over the deal, one line may give more than the offer while the others give less.
	const isSpread = counterLine === null && lineId !== null;
	return { lineId, price: seek(lineId, { kind: 'agreed', upTo: isSpread ? null : counterDiscount }) };
}
