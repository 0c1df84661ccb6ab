import type { DealNotes } from '../model/deal.ts';
import { parseDecimal, subtract } from '../model/decimal.ts';
import type { MarginLimits, MarginPolicy } from '../model/playbook.ts';
import type { MarginFigures, MarginWarning } from '../model/view.ts';
import { write } from './figures.ts';

/** What is said of a deal under its limits; null when it keeps them, when it is not known, and when nothing is to be said. */
export function warningOf(
	{ state, margin }: MarginFigures,
	limits: MarginLimits | null,
	policy: MarginPolicy,
	notes: DealNotes,
): MarginWarning | null {
	if (policy.warnings === 'off' || (state !== 'under-target' && state !== 'under-floor')) return null;
	const limit = parseDecimal(state === 'under-floor' ? limits?.floor : limits?.target);
	const reached = parseDecimal(margin);
	return {
		level: policy.warnings,
		state,
		by: limit && reached && write(subtract(limit, reached)),
		isReasonMissing: policy.warnings === 'reason' && notes.reason === null,
	};
}
