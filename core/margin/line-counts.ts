import type { WarningLevel } from '../model/playbook.ts';
import type { LineView } from '../model/view.ts';
import type { LineSides } from './line-view.ts';

/** How many of a deal's lines are what; a line that the edit removes is in none of it. */
export interface LineCounts {
	/** In no sum, for the customer has not taken them. */
	readonly optional: number;
	readonly recurring: number;
	/** Under their limits, by what their rules want done about it. */
	readonly broken: Readonly<Record<WarningLevel, number>>;
}

const levels: readonly WarningLevel[] = ['off', 'note', 'reason', 'approval'];

interface CountedLine {
	readonly sides: Pick<LineSides, 'warnings'>;
	readonly view: Pick<LineView, 'after' | 'part' | 'everyMonths'>;
}

/** Counts lines. */
export function countLines(lines: readonly CountedLine[]): LineCounts {
	const counts = { optional: 0, recurring: 0, broken: { off: 0, note: 0, reason: 0, approval: 0 } };
	for (const { view, sides } of lines) {
		const { after, part, everyMonths } = view;
		if (!after) continue;
		if (part === 'optional') counts.optional += 1;
		if (everyMonths !== null) counts.recurring += 1;
		const isBroken = after.state === 'under-target' || after.state === 'under-floor';
		if (isBroken && sides.warnings) counts.broken[sides.warnings] += 1;
	}
	return counts;
}

/** The counts of a deal when some of its lines have become others. */
export function recount(all: LineCounts, gone: readonly CountedLine[], come: readonly CountedLine[]): LineCounts {
	const [without, withThem] = [countLines(gone), countLines(come)];
	const broken = { ...all.broken };
	for (const level of levels) broken[level] += withThem.broken[level] - without.broken[level];
	return {
		optional: all.optional + withThem.optional - without.optional,
		recurring: all.recurring + withThem.recurring - without.recurring,
		broken,
	};
}
