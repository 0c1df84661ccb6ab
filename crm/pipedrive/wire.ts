import type { CallApi } from '../contract.ts';
import { allPages, askAny, jsonOf, object, objects, ReadError, refusalOf, type Wire } from '../kit/answers.ts';

/** Pipedrive's API with a user's own token. By the types of its client library 33.7.0; shapes of version 2 unless said. */

async function askWhole(callApi: CallApi, path: string, signal: AbortSignal): Promise<Wire> {
	const answer = await askAny(callApi, { method: 'GET', url: `/api${path}`, via: 'token' }, signal);
	const refusal = refusalOf(answer);
	if (refusal) throw refusal;
	const whole = object(jsonOf(answer), 'answer');
	if (whole.success !== true) throw new ReadError('api-changed', 'success');
	return whole;
}

/** Most records of a page, the most that is allowed. */
const pageSize = 500;
/** More pages than any list of an account fills. */
const mostPages = 1000;

/** Asks through the token that was set up. `all` follows a list to its end. */
export function asker(callApi: CallApi, signal: AbortSignal) {
	async function all(path: string): Promise<Wire[]> {
		const found = await allPages('', mostPages, async (cursor) => {
			const address = new URL(path, 'https://host.invalid');
			address.searchParams.set('limit', String(pageSize));
			if (cursor !== '') address.searchParams.set('cursor', cursor);
			const { data, additional_data: more } = await askWhole(callApi, `${address.pathname}${address.search}`, signal);
			const next = object(more ?? {}, 'additional_data').next_cursor;
			return {
				records: objects(data, path),
				next: typeof next === 'string' && next !== '' && next !== cursor ? next : null,
			};
		});
		if (!found) throw new ReadError('api-changed', path);
		return found;
	}
	return { one: async (path: string) => (await askWhole(callApi, path, signal)).data, all };
}

export type Asker = ReturnType<typeof asker>;

/** An id, sent as a number. */
export function id(wire: Wire, field: string): string {
	const value = wire[field];
	if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new ReadError('api-changed', field);
	return String(value);
}

/** An id; null for none. */
export function idOrNull(wire: Wire, field: string): string | null {
	return wire[field] === null ? null : id(wire, field);
}
