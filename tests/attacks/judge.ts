import { expect } from 'vitest';
import type { Attack } from './attacks.ts';
import type { Outcome } from './run.ts';

/** Letters that are smoothed otherwise, and a pointer's trace: the button is still plainly there. */
const plainly = 0.12;

/** What is shown for less time cannot have been seen. Milliseconds. */
const seenAfterMs = 400;

/** How an attack went: `fired` is a breach; `without effect` left the button in plain view, where a press is a press. */
export type Verdict = 'fired' | 'refused' | 'without effect';

export function verdictOf({ later }: Attack, { isFired, hidden, wasHidden }: Outcome): Verdict {
	if (!isFired) return 'refused';
	if (later) return (wasHidden ?? 1) > plainly && later.ms < seenAfterMs ? 'fired' : 'without effect';
	return (hidden ?? 1) > plainly ? 'fired' : 'without effect';
}

export function expectHeld(attack: Attack, outcome: Outcome): void {
	expect({ ...outcome, verdict: verdictOf(attack, outcome) }).not.toMatchObject({ verdict: 'fired' });
}
