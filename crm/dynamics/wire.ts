import type { CallApi } from '../contract.ts';
import { allPages, askAny, jsonOf, object, objects, ReadError, refusalOf, text, type Wire } from '../kit/answers.ts';

/** Dataverse's Web API, on the page's own host and with its session. */

const base = '/api/data/v9.2';

const formatted = '@OData.Community.Display.V1.FormattedValue';

const headers = {
	accept: 'application/json',
	'odata-maxversion': '4.0',
	'odata-version': '4.0',
	prefer: 'odata.include-annotations="OData.Community.Display.V1.FormattedValue"',
};

/** A set or a column that is not there: the path is wrong, not the record missing. */
const unknownNames = ['0x8006088a', '0x0'];

function codeOf(text: string): string {
	try {
		return String((JSON.parse(text) as { error?: { code?: unknown } } | null)?.error?.code).toLowerCase();
	} catch {
		return '';
	}
}

/** One question to the Web API; answers its JSON. */
export type Ask = (path: string) => Promise<Wire>;

/** Asks with the page's session. Throws `ReadError`. */
export function asker(callApi: CallApi, signal: AbortSignal): Ask {
	return async (path) => {
		const url = path.startsWith('https://') ? path : `${base}/${path}`;
		const answer = await askAny(callApi, { method: 'GET', url, headers, via: 'page' }, signal);
		const refusal = refusalOf(answer);
		if (answer.status === 404 && unknownNames.includes(codeOf(answer.text))) throw new ReadError('api-changed');
		if (refusal) throw refusal;
		return object(jsonOf(answer), 'answer');
	};
}

/** Failures that say that this user or this organisation has none of it; any other is one of the whole read. */
const refusals: readonly string[] = ['not-allowed', 'record-missing', 'api-changed'];

/** What may be missing: null, with the failure's code, when it is refused. */
export async function orRefused<T>(read: Promise<T>): Promise<T | { readonly refused: string }> {
	try {
		return await read;
	} catch (cause) {
		if (cause instanceof ReadError && refusals.includes(cause.failure.code)) return { refused: cause.failure.code };
		throw cause;
	}
}

/** Longer lists than so many pages of 5,000 are no deal's. */
const mostPages = 5;

/** All records of a list, page after page. Throws `ReadError`. */
export async function listOf(ask: Ask, path: string, name: string): Promise<Wire[]> {
	const records = await allPages(path, mostPages, async (at) => {
		const page = await ask(at);
		return {
			records: objects(page.value, name),
			next: '@odata.nextLink' in page ? text(page, '@odata.nextLink') : null,
		};
	});
	if (!records) throw new ReadError('api-changed', name);
	return records;
}

/** A column by `read`; null for one that is empty or that this organisation or this user does not have. */
export function given<T>(read: (wire: Wire, field: string) => T, wire: Wire | null, field: string): T | null {
	const value = wire?.[field];
	return wire === null || value === null || value === undefined || value === '' ? null : read(wire, field);
}

/** A column as the user sees it: the name of a record that is linked, the label of a choice. */
export function labelOf(wire: Wire, field: string): string | null {
	const value = wire[`${field}${formatted}`];
	return typeof value === 'string' && value !== '' ? value : null;
}

/** A record that was expanded; null when there is none. */
export function linked(wire: Wire | null, field: string): Wire | null {
	const value = wire?.[field];
	return value === null || value === undefined ? null : object(value, field);
}
