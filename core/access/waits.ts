import { type ApiAnswer, waitAskedMs } from '../model/api.ts';
import type { CrmId } from '../model/deal.ts';

/** How long to wait after a 429 that does not say: the window HubSpot counts in, and long enough for the others. */
const usualWaitMs = 10_000;

/** A limit per day is not over in a moment. */
const dailyWaitMs = 5 * 60 * 1000;

/** Windows in which HubSpot counts requests, by the name its refusal gives them. */
const hubspotWindowsMs: Readonly<Record<string, number>> = {
	SECONDLY: 1000,
	TEN_SECONDLY_ROLLING: 10_000,
	DAILY: dailyWaitMs,
};

/** What a CRM says in its own way of how long to wait; null when it does not. */
function ownWaitOf(crm: CrmId, { headers, text }: ApiAnswer, nowMs: number): number | null {
	// Seconds until requests are counted anew.
	if (crm === 'pipedrive') return waitAskedMs(headers['x-ratelimit-reset'], nowMs);
	if (crm !== 'hubspot') return null;
	const [, policy = ''] = /"policyName"\s*:\s*"(\w+)"/.exec(text) ?? [];
	return Object.hasOwn(hubspotWindowsMs, policy) ? (hubspotWindowsMs[policy] ?? null) : null;
}

/**
 * How long this answer asks to leave the CRM alone; null when it does not. Salesforce knows no 429: its limit per day is
 * a 403 with the code `REQUEST_LIMIT_EXCEEDED`.
 */
export function waitOf(crm: CrmId, answer: ApiAnswer, nowMs: number): number | null {
	const asked = waitAskedMs(answer.headers['retry-after'], nowMs);
	if (answer.status === 429) return asked ?? ownWaitOf(crm, answer, nowMs) ?? usualWaitMs;
	if (answer.status === 503) return asked;
	const isDaily = crm === 'salesforce' && answer.status === 403 && answer.text.includes('REQUEST_LIMIT_EXCEEDED');
	return isDaily ? dailyWaitMs : null;
}
