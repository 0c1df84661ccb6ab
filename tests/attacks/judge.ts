import { expect } from 'vitest';
import type { Attack } from './attacks.ts';
import { plainly } from './picture.ts';
import type { Outcome } from './run.ts';

/** What is shown for less time cannot have been seen. Milliseconds. */
const seenAfterMs = 400;

/**
 * How an attack went. `fired`: a press counted on a button that was hidden, or shown too late to be seen, which is a breach.
 * `refused`: the press did not count. `undone`: it counted on a button in plain view, for what the attack does to an
 * unguarded sidebar was kept off ours, or taken back. `late`: it counted on one that was seen by then, for the machine was busy.
 * `without effect`: the attack hides nothing anywhere and proves nothing.
 */
export type Verdict = 'fired' | 'refused' | 'undone' | 'late' | 'without effect';

export function verdictOf({ later }: Attack, { isFired, hidden, wasHidden, shownForMs, unguarded }: Outcome): Verdict {
	if (!isFired) return 'refused';
	if (later && (shownForMs ?? later.ms) >= seenAfterMs) return 'late';
	if ((later ? (wasHidden ?? 1) : (hidden ?? 1)) > plainly) return 'fired';
	return (unguarded ?? 0) > plainly ? 'undone' : 'without effect';
}

export function expectHeld(attack: Attack, outcome: Outcome): void {
	const verdict = verdictOf(attack, outcome);
	expect({ ...outcome, verdict }).not.toMatchObject({ verdict: 'fired' });
	expect({ ...outcome, verdict }).not.toMatchObject({ verdict: 'without effect' });
}
