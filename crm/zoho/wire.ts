import type { CallApi } from '../contract.ts';
import { askAny, jsonOf, object, objects, ReadError, refusalOf, text, type Wire } from '../kit/answers.ts';

/** Zoho CRM's API, version 8, with the user's own client. By its SDK 3.0.0. */

const version = '/crm/v8';

/** One request; null for an answer without content, which is how "nothing there" is said. Throws `ReadError`. */
export type Ask = (path: string) => Promise<Wire | null>;

/** Errors by their codes, whatever the status. */
const failures: Readonly<Record<string, ReadError['failure']['code']>> = {
	INVALID_TOKEN: 'signed-out',
	AUTHENTICATION_FAILURE: 'signed-out',
	NO_PERMISSION: 'not-allowed',
	OAUTH_SCOPE_MISMATCH: 'not-allowed',
	// An id that is none, or not any more.
	INVALID_DATA: 'record-missing',
	// Editions without quotes have no such module.
	INVALID_MODULE: 'record-missing',
	TOO_MANY_REQUESTS: 'rate-limited',
};

function codeIn(body: string): string {
	try {
		const { status, code } = object(JSON.parse(body), 'answer');
		return status === 'error' && typeof code === 'string' ? code : '';
	} catch {
		return '';
	}
}

/** Asks through the access that was set up. */
export function asker(callApi: CallApi, signal: AbortSignal): Ask {
	return async (path) => {
		const answer = await askAny(callApi, { method: 'GET', url: `${version}${path}`, via: 'token' }, signal);
		if (answer.status === 204) return null;
		const refusal = refusalOf(answer);
		const code = codeIn(answer.text);
		const meant = Object.hasOwn(failures, code) ? failures[code] : undefined;
		if (meant) throw new ReadError(meant, undefined, refusal?.failure.retryAfterMs);
		if (refusal) throw refusal;
		if (code !== '') throw new ReadError('api-changed', code);
		return object(jsonOf(answer), 'answer');
	};
}

/** Records of an answer; none for one without content. */
export function recordsOf(answer: Wire | null, list = 'data'): Wire[] {
	return answer === null ? [] : objects(answer[list], list);
}

/** The one record that was asked for. */
export async function readOne(ask: Ask, module: string, id: string, fields = ''): Promise<Wire> {
	const query = fields === '' ? '' : `?fields=${fields}`;
	const [record] = recordsOf(await ask(`/${module}/${encodeURIComponent(id)}${query}`));
	if (!record) throw new ReadError('record-missing');
	return record;
}

/** Another record that a field names. */
export interface Named {
	readonly id: string;
	readonly name: string;
}

/** A field that names another record; null for none, and for a field that this user may not see. */
export function named(record: Wire, field: string): Named | null {
	const value = record[field];
	if (value === undefined || value === null) return null;
	const wire = object(value, field);
	return { id: text(wire, 'id'), name: text(wire, 'name') };
}

/** A text field; null when it is empty, and when this user may not see it. */
export function told(record: Wire, field: string): string | null {
	const value = record[field];
	return value === undefined || value === null || value === '' ? null : text(record, field);
}
