import { evaluate } from '../core/evaluate.ts';
import { simulateDiscount } from '../core/margin/what-if.ts';
import { type Day, noEdits, noNotes } from '../core/model/deal.ts';
import type { Viewer } from '../core/model/playbook.ts';
import type { DealView, MarginView } from '../core/model/view.ts';
import type { DealState } from './deal-store.ts';

/** What the panels draw: the deal with what is typed, and beside it the figures of a discount that is only tried. */
export interface ShownDeal {
	readonly view: DealView;
	/** Margin with the tried discount; null while none is tried. */
	readonly tried: MarginView | null;
}

/**
 * The deal as it is to be drawn; null while facts or playbook are missing, and while an edit goes on that cannot be
 * read, because then every figure would be a guess.
 */
export function selectShownDeal(state: DealState, viewer: Viewer, today: Day): ShownDeal | null {
	const { facts, context, edits, editsFailure, whatIf } = state;
	if (!facts || !context || editsFailure) return null;
	const draft = edits ?? noEdits(facts.ref);
	const notes = context.notes ?? noNotes;
	const view = evaluate(facts, draft, context.playbook, viewer, today, notes);
	if (!whatIf) return { view, tried: null };
	const simulated = simulateDiscount(facts, draft, whatIf.lineId, whatIf.discount);
	return { view, tried: evaluate(facts, simulated, context.playbook, viewer, today, notes).margin };
}
