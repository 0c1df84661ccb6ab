import type { Day, DealFacts, DealNotes } from '../model/deal.ts';
import type { Collateral, FitRule, Playbook } from '../model/playbook.ts';
import type { CollateralReason, CollateralView } from '../model/view.ts';

/** What a rank depends on besides the deal. */
export interface RankContext {
	readonly stage: { readonly id: string; readonly name: string } | null;
	/** A discount is being typed: proof of value comes first. */
	readonly isDiscountTyped: boolean;
	readonly discountedLine: string | null;
	readonly today: Day;
}

/** What rules find in a deal: it stays the same from key to key. */
const foundBefore = new WeakMap<DealFacts, WeakMap<FitRule, { readonly value: string | null }>>();

/** The deal's values for a rule's field, as they are shown. */
function valuesOf(deal: DealFacts, field: string): string[] {
	const products = (deal.lines ?? []).flatMap((line) => (line.product ? [line.product] : []));
	if (field === 'product') return products.flatMap(({ code, name }) => (code === null ? [name] : [code, name]));
	if (field === 'family') return products.flatMap(({ families }) => families);
	if (field === 'kind') return [deal.ref.kind];
	const segment = Object.hasOwn(deal.segments, field) ? deal.segments[field] : undefined;
	return segment === undefined ? [] : [segment];
}

/** The deal's value that fulfils the rule; null when none does. */
function fittingValue(deal: DealFacts, rule: FitRule): string | null {
	const found = foundBefore.get(deal) ?? new WeakMap<FitRule, { readonly value: string | null }>();
	foundBefore.set(deal, found);
	const known = found.get(rule);
	if (known) return known.value;
	const wanted = rule.values.map((value) => value.toLowerCase());
	const value = valuesOf(deal, rule.field).find((each) => wanted.includes(each.toLowerCase())) ?? null;
	found.set(rule, { value });
	return value;
}

/** Why this piece fits this deal; null when one of its rules does not hold. */
function fits(deal: DealFacts, piece: Collateral): CollateralReason[] | null {
	const reasons: CollateralReason[] = [];
	for (const rule of piece.fits) {
		const value = fittingValue(deal, rule);
		if (value === null) return null;
		reasons.push({ because: 'fits', field: rule.field, value });
	}
	return reasons;
}

function weight(view: CollateralView): number {
	const has = (because: CollateralReason['because']) => view.reasons.some((reason) => reason.because === because);
	return (
		(view.isExpired ? -100 : 0) +
		(has('discount-typed') ? 20 : 0) +
		(view.sentAt ? -10 : 0) +
		view.reasons.filter(({ because }) => because === 'fits').length
	);
}

function sentReason(notes: DealNotes | null, sentAt: string | null): CollateralReason {
	if (!notes) return { because: 'sent-unknown' };
	return sentAt ? { because: 'sent', at: sentAt } : { because: 'not-sent' };
}

/**
 * The pieces attached to the deal's stage that fit it, best first: proof while a discount is typed, then what was not
 * sent yet, then the closest fit, then the marketer's order. Expired pieces come last and are marked.
 */
export function rankCollateral(
	playbook: Playbook,
	deal: DealFacts,
	notes: DealNotes | null,
	context: RankContext,
): CollateralView[] {
	const { stage, isDiscountTyped, discountedLine, today } = context;
	if (!stage) return [];
	const views = playbook.attachments.flatMap(({ stageId, collateralId }): CollateralView[] => {
		const piece = stageId === stage.id && playbook.collateral.find(({ id }) => id === collateralId);
		const fitting = piece ? fits(deal, piece) : null;
		if (!piece || !fitting) return [];
		const sentAt = (notes && Object.hasOwn(notes.sent, piece.id) && notes.sent[piece.id]) || null;
		const reasons: CollateralReason[] = [
			...(isDiscountTyped && piece.isProof && !piece.isInternal
				? [{ because: 'discount-typed', lineName: discountedLine } as const]
				: []),
			...fitting,
			{ because: 'stage', stageName: stage.name },
			// Nobody sends what is the firm's own.
			...(piece.isInternal && !sentAt ? [] : [sentReason(notes, sentAt)]),
		];
		return [{ piece, reasons, sentAt, isExpired: piece.expires !== null && piece.expires < today }];
	});
	// Sorting is stable: within one weight the marketer's order stays.
	return views.sort((left, right) => weight(right) - weight(left));
}
