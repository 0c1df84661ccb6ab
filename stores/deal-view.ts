import { evaluate } from '../core/evaluate.ts';
import { simulateDiscount } from '../core/margin/what-if.ts';
import { type Day, isUnedited, noEdits } from '../core/model/deal.ts';
import type { Viewer } from '../core/model/playbook.ts';
import type { DealView, LineView, MarginView } from '../core/model/view.ts';
import { type DealState, productsKey, productsOf } from './deal-store.ts';

/** What the panels draw: the deal with what is typed, and beside it the figures of a discount that is only tried. */
export interface ShownDeal {
	readonly view: DealView;
	/** Margin with the tried discount; null while none is tried. */
	readonly tried: MarginView | null;
}

/** The deal as it is to be drawn; null while facts, playbook or the costs of its products are missing. */
export function selectShownDeal(state: DealState, viewer: Viewer, today: Day): ShownDeal | null {
	const { facts, context, contextProducts, edits, whatIf } = state;
	// An edit that cannot be read makes every figure a guess.
	if (state.editsFailure || !facts || !context) return null;
	// The playbook comes before the facts say which products' costs are wanted: they would all seem unknown.
	if (contextProducts === productsKey([]) && productsOf(facts).length > 0) return null;
	const draft = edits ?? noEdits(facts.ref);
	const view = evaluate(facts, draft, context.playbook, viewer, today, context.notes);
	if (!whatIf) return { view, tried: null };
	const simulated = simulateDiscount(facts, draft, whatIf.lineId, whatIf.discount);
	return { view, tried: evaluate(facts, simulated, context.playbook, viewer, today, context.notes).margin };
}

/** Fields that cannot be read, so that every figure would be a guess; null when all can, "" for one without a name. */
export function selectBrokenField({ editsFailure, failure, health }: DealState): string | null {
	if (editsFailure) return editsFailure.field ?? '';
	if (failure?.code === 'field-missing') return failure.field ?? '';
	return health.find(({ state }) => state === 'broken')?.field ?? null;
}

/** The line being worked on: the one whose editor is open, else the first that is edited; null when none is. */
export function selectActiveLine(margin: MarginView, activeLineId: string | null): LineView | null {
	const kept = margin.lines.filter(({ after }) => after !== null);
	return kept.find(({ id }) => id === activeLineId) ?? kept.find(({ isEdited }) => isEdited) ?? null;
}

/** True while something is typed and not saved, readable or not. */
export function selectIsEditing({ edits, editsFailure }: DealState): boolean {
	return editsFailure !== null || (edits !== null && !isUnedited(edits));
}
