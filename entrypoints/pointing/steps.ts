import type { MapColumn, MapField } from '../../core/model/page-map.ts';
import type { Draft, Question } from './draft.ts';

/** What the guide asks, one thing at a time. */
export type Step =
	| { readonly kind: 'field'; readonly field: MapField }
	/** Fields that nobody needs, in a list. */
	| { readonly kind: 'others' }
	| { readonly kind: 'table' }
	/** Columns as they were recognised, to be confirmed. */
	| { readonly kind: 'columns' }
	| { readonly kind: 'column'; readonly column: MapColumn }
	| { readonly kind: Question }
	| { readonly kind: 'review' };

/** Fields that are asked for one by one. */
export const mainFields: readonly MapField[] = ['name', 'stage', 'amount'];

/** Fields that are offered in a list. */
export const otherFields: readonly MapField[] = ['account', 'number', 'probability', 'discount'];

function keyOf(step: Step): string {
	return step.kind === 'field' ? step.field : step.kind;
}

/** The steps in their order; `questions` are those that the page leaves open. */
export function stepsOf(draft: Draft, questions: readonly Question[]): readonly Step[] {
	return [
		...mainFields.map((field): Step => ({ kind: 'field', field })),
		{ kind: 'others' },
		{ kind: 'table' },
		...(draft.columns ? [{ kind: 'columns' } as const] : []),
		...(['numbers', 'discountAs', 'currency'] as const)
			.filter((question) => questions.includes(question))
			.map((kind): Step => ({ kind })),
		{ kind: 'review' },
	];
}

/** The step after `now`. A question that was just answered is in the order no more: what followed it is. */
export function stepAfter(now: Step, draft: Draft, questions: readonly Question[]): Step {
	const order = [
		'name',
		'stage',
		'amount',
		'others',
		'table',
		'columns',
		'numbers',
		'discountAs',
		'currency',
		'review',
	];
	const at = order.indexOf(keyOf(now));
	const steps = stepsOf(draft, questions);
	return steps.find((step) => order.indexOf(keyOf(step)) > at) ?? { kind: 'review' };
}

/** Where a step stands among those there are, from 1; null for one that is gone to out of turn. */
export function placeOfStep(
	now: Step,
	draft: Draft,
	questions: readonly Question[],
): { readonly at: number; readonly of: number } | null {
	const steps = stepsOf(draft, questions);
	const at = steps.findIndex((step) => keyOf(step) === keyOf(now));
	return at < 0 ? null : { at: at + 1, of: steps.length };
}
