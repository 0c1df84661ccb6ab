import { evaluate } from '../core/evaluate.ts';
import { simulateDiscount } from '../core/margin/what-if.ts';
import { type DealEdits, type DealFacts, type Instant, isUnedited, noEdits } from '../core/model/deal.ts';
import type { DecimalString } from '../core/model/decimal.ts';
import type { Viewer } from '../core/model/playbook.ts';
import type { DealContext } from '../core/model/settings.ts';
import type { DealView, LineView, MarginView } from '../core/model/view.ts';
import { type DealState, productsKey, productsOf } from './deal-store.ts';

/** Where the figures in sight come from. `none`: there are none. */
export type Freshness =
	| { readonly kind: 'reading' }
	| { readonly kind: 'live' }
	| { readonly kind: 'cache'; readonly at: Instant }
	| { readonly kind: 'page' }
	| { readonly kind: 'none' };

/**
 * `loading`: facts or playbook are on their way. `shown`: there is a view. `playbook-missing`: the extension's own
 * storage does not answer. `nothing`: no facts were to be had from anywhere.
 */
export type Phase = 'loading' | 'shown' | 'playbook-missing' | 'nothing';

/** The edits of the facts in sight, empty ones when nothing is typed. */
export function selectEdits({ facts, edits }: DealState): DealEdits | null {
	return facts && (edits ?? noEdits(facts.ref));
}

/** True while something is typed and not saved, readable or not. */
export function selectIsEditing({ edits, editsFailure }: DealState): boolean {
	return editsFailure !== null || (edits !== null && !isUnedited(edits));
}

/** True once the costs of exactly these facts' products are there: before that, costs would seem unknown. */
function isContextOf(state: DealState): state is DealState & { facts: DealFacts; context: DealContext } {
	return (
		state.facts !== null && state.context !== null && state.contextProducts === productsKey(productsOf(state.facts))
	);
}

/** What the regions can show now. */
export function selectPhase(state: DealState): Phase {
	if (isContextOf(state)) return 'shown';
	if (state.facts && state.isContextFailed) return 'playbook-missing';
	if (!state.facts && state.failure && !state.isReading) return 'nothing';
	return 'loading';
}

/** Where the facts in sight come from. */
export function selectFreshness({ facts, factsFrom, isReading }: DealState): Freshness {
	if (isReading) return { kind: 'reading' };
	if (facts && factsFrom === 'live') return { kind: 'live' };
	if (facts && factsFrom === 'cache') return { kind: 'cache', at: facts.reading.at };
	if (facts && factsFrom === 'page') return { kind: 'page' };
	return { kind: 'none' };
}

/** A field that cannot be read, which makes every figure unsafe: its name, "" when the adapter has none; else null. */
export function selectBrokenField({ editsFailure, failure, health }: DealState): string | null {
	if (editsFailure) return editsFailure.field ?? '';
	if (failure?.code === 'field-missing') return failure.field ?? '';
	return health.find(({ state }) => state === 'broken')?.field ?? null;
}

/** The line being worked on: the one whose editor is open, else the first that is edited; null when none is. */
export function selectActiveLine(margin: MarginView, activeLineId: string | null): LineView | null {
	const open = margin.lines.find(({ id, after }) => id === activeLineId && after !== null);
	return open ?? margin.lines.find(({ isEdited, after }) => isEdited && after !== null) ?? null;
}

/** The largest discount worth offering. */
export interface LargestDiscount {
	readonly discount: DecimalString;
	readonly keeps: 'target' | 'floor';
	/** Null: the same on every line. */
	readonly line: LineView | null;
}

/** Both limits' largest discounts, for the line being worked on where there is one, target first; empty when unknown. */
export function selectLargest(margin: MarginView, line: LineView | null): readonly LargestDiscount[] {
	const from = line ?? margin;
	const { largestForTarget, largestForFloor } = from;
	return [
		...(largestForTarget === null ? [] : [{ discount: largestForTarget, keeps: 'target' as const, line }]),
		...(largestForFloor === null || largestForFloor === largestForTarget
			? []
			: [{ discount: largestForFloor, keeps: 'floor' as const, line }]),
	];
}

/** Selectors that compute, each remembering its last answer: one set per sidebar. */
export interface DealSelectors {
	/** Everything the regions show; null while facts, playbook or costs are missing. */
	view(state: DealState, viewer: Viewer, today: string): DealView | null;
	/** The margin as it would be with the discount tried; null when none is tried. */
	whatIf(state: DealState, viewer: Viewer, today: string): MarginView | null;
}

function remembering<A extends readonly unknown[], R>(compute: (...inputs: A) => R): (...inputs: A) => R {
	let last: { readonly inputs: A; readonly answer: R } | null = null;
	return (...inputs) => {
		if (last?.inputs.every((input, index) => Object.is(input, inputs[index]))) return last.answer;
		const answer = compute(...inputs);
		last = { inputs, answer };
		return answer;
	};
}

/** One set of remembering selectors. */
export function createDealSelectors(): DealSelectors {
	const view = remembering(
		(facts: DealFacts, edits: DealEdits | null, context: DealContext, viewer: Viewer, today: string) =>
			evaluate(facts, edits ?? noEdits(facts.ref), context.playbook, viewer, today, context.notes),
	);
	const whatIf = remembering(
		(
			facts: DealFacts,
			edits: DealEdits | null,
			context: DealContext,
			viewer: Viewer,
			today: string,
			lineId: string | null,
			discount: DecimalString,
		) => {
			const tried = simulateDiscount(facts, edits ?? noEdits(facts.ref), lineId, discount);
			return evaluate(facts, tried, context.playbook, viewer, today, context.notes).margin;
		},
	);
	return {
		view: (state, viewer, today) =>
			isContextOf(state) ? view(state.facts, state.edits, state.context, viewer, today) : null,
		whatIf: (state, viewer, today) =>
			isContextOf(state) && state.whatIf
				? whatIf(state.facts, state.edits, state.context, viewer, today, state.whatIf.lineId, state.whatIf.discount)
				: null,
	};
}
