import { type ApiAnswer, waitAskedMs } from '../model/api.ts';
import type { AccessProfile, Waits } from '../model/crm-profile.ts';

/** How long to wait after a 429 that does not say: the window HubSpot counts in, and long enough for the others. */
const usualWaitMs = 10_000;

/** What a 429 of this CRM says in its own way of how long to wait; null when it does not. */
function ownWaitOf({ header, windows }: Waits, { headers, text }: ApiAnswer, nowMs: number): number | null {
	if (header !== undefined) return waitAskedMs(headers[header], nowMs);
	if (!windows) return null;
	const [, named = ''] = windows.pattern.exec(text) ?? [];
	return Object.hasOwn(windows.ms, named) ? (windows.ms[named] ?? null) : null;
}

/** How long this answer asks to leave the CRM alone; null when it does not. */
export function waitOf(access: AccessProfile | null, answer: ApiAnswer, nowMs: number): number | null {
	const waits = access?.waits ?? {};
	const asked = waitAskedMs(answer.headers['retry-after'], nowMs);
	if (answer.status === 429) return asked ?? ownWaitOf(waits, answer, nowMs) ?? usualWaitMs;
	if (answer.status === 503) return asked;
	const { refusal } = waits;
	return refusal && answer.status === refusal.status && answer.text.includes(refusal.text) ? refusal.ms : null;
}
