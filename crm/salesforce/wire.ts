import type { ApiAnswer, CallApi } from '../contract.ts';
import { allPages, askAny, jsonOf, object, objects, ReadError, refusalOf, text, type Wire } from '../kit/answers.ts';

/** Salesforce's REST API, read through the access the user set up. */

/** Every org has this version; what it does not have is left out by the org itself. */
export const base = '/services/data/v66.0';

/** One question of a composite request. Later ones may take values from earlier ones: "@{opp.AccountId}". */
export interface Part {
	readonly referenceId: string;
	readonly url: string;
}

/** A question in SOQL. */
export function soql(referenceId: string, query: string): Part {
	return { referenceId, url: `${base}/query/?q=${encodeURIComponent(query)}` };
}

/** The code of an error, which comes in a list; null when there is none. */
function codeOf(body: unknown): string | null {
	const code: unknown = Array.isArray(body) ? (body[0] as { errorCode?: unknown } | null)?.errorCode : null;
	return typeof code === 'string' ? code : null;
}

/** What an error means: its code says more than its status. Null for success. */
function failureOf(answer: ApiAnswer, code: string | null): ReadError | null {
	if (answer.status < 300) return refusalOf(answer);
	// The org's limit per day; there is no 429.
	if (code === 'REQUEST_LIMIT_EXCEEDED') return refusalOf({ ...answer, status: 429 });
	if (code === 'INVALID_SESSION_ID') return new ReadError('signed-out');
	if (code === 'INVALID_TYPE' || code?.startsWith('INSUFFICIENT_ACCESS')) return new ReadError('not-allowed');
	return refusalOf(answer);
}

function tryJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

async function ask(callApi: CallApi, signal: AbortSignal, request: Parameters<CallApi>[0]): Promise<Wire> {
	const answer = await askAny(callApi, request, signal);
	const failure = failureOf(answer, codeOf(tryJson(answer.text)));
	if (failure) throw failure;
	return object(jsonOf(answer), 'answer');
}

/** One GET. Throws `ReadError`. */
export function get(callApi: CallApi, signal: AbortSignal, url: string): Promise<Wire> {
	return ask(callApi, signal, { method: 'GET', url, via: 'token' });
}

/** What came of one part. */
export interface Answered {
	readonly body: unknown;
	/** Null when it was answered. */
	readonly failure: ReadError | null;
	/** Salesforce's own code of the failure. */
	readonly code: string | null;
}

/** Asks all parts in one request; one that fails leaves the others. Throws `ReadError` when all do. */
export async function composite(
	callApi: CallApi,
	signal: AbortSignal,
	parts: readonly Part[],
): Promise<ReadonlyMap<string, Answered>> {
	const answer = await ask(callApi, signal, {
		method: 'POST',
		url: `${base}/composite`,
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ allOrNone: false, compositeRequest: parts.map((part) => ({ method: 'GET', ...part })) }),
		via: 'token',
	});
	return new Map(
		objects(answer.compositeResponse, 'compositeResponse').map(({ referenceId, httpStatusCode, body }) => {
			if (typeof httpStatusCode !== 'number') throw new ReadError('api-changed', 'httpStatusCode');
			const code = codeOf(body);
			return [
				String(referenceId),
				{ body, code, failure: failureOf({ status: httpStatusCode, headers: {}, text: '' }, code) },
			];
		}),
	);
}

/** Fields the user may not see are left out of answers: they are as unknown as empty ones. */
export function given<T>(read: (wire: Wire, field: string) => T, wire: Wire | null, field: string): T | null {
	const value = wire?.[field];
	return wire === null || value === null || value === undefined || value === '' ? null : read(wire, field);
}

/** Longer lists than this many pages of 2,000 are no deal's. */
const mostPages = 10;

/** All records of a query's answer, page after page. Throws `ReadError`. */
export async function recordsOf(
	callApi: CallApi,
	signal: AbortSignal,
	answered: Answered | undefined,
	name: string,
): Promise<Wire[]> {
	if (!answered) throw new ReadError('api-changed', name);
	if (answered.failure) throw answered.failure;
	const first: Wire | string = object(answered.body, name);
	const records = await allPages<Wire, Wire | string>(first, mostPages, async (at) => {
		const page = typeof at === 'string' ? await get(callApi, signal, at) : at;
		if (typeof page.done !== 'boolean') throw new ReadError('api-changed', name);
		return { records: objects(page.records, name), next: page.done ? null : text(page, 'nextRecordsUrl') };
	});
	if (!records) throw new ReadError('api-changed', name);
	return records;
}
