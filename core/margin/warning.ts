import type { DealNotes } from '../model/deal.ts';
import { parseDecimal, subtract } from '../model/decimal.ts';
import type { MarginLimits, MarginPolicy, WarningLevel } from '../model/playbook.ts';
import type { MarginFigures, MarginWarning } from '../model/view.ts';
import { write } from './figures.ts';
import type { LineCounts } from './line-counts.ts';

const strictness: readonly WarningLevel[] = ['off', 'note', 'reason', 'approval'];

/** The strictest level of the rules whose lines are under their limits; the policy's where no line is. */
export function levelOf({ broken }: LineCounts, policy: MarginPolicy): WarningLevel {
	return strictness.findLast((level) => broken[level] > 0) ?? policy.warnings;
}

/** What is said of a deal under its limits; null when it keeps them, when it is not known, and when nothing is to be said. */
export function warningOf(
	{ state, margin }: MarginFigures,
	limits: MarginLimits | null,
	level: WarningLevel,
	notes: DealNotes | null,
): MarginWarning | null {
	if (level === 'off' || (state !== 'under-target' && state !== 'under-floor')) return null;
	const limit = parseDecimal(state === 'under-floor' ? limits?.floor : limits?.target);
	const reached = parseDecimal(margin);
	return {
		level,
		state,
		by: limit && reached && write(subtract(limit, reached)),
		isReasonMissing: level !== 'note' && notes !== null && notes.reason === null,
	};
}
