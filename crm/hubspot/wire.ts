import { type DecimalString, isDecimalString } from '../../core/model/decimal.ts';
import type { CallApi } from '../contract.ts';
import {
	allPages,
	askAny,
	inBatches,
	jsonOf,
	object,
	objects,
	ReadError,
	refusalOf,
	text,
	type Wire,
} from '../kit/answers.ts';
import { apiVersion } from './profile.ts';

/** HubSpot's API with a Service Key, or with the token of a private app. By its specification of 2026-08-21. */

/** One request, to read, at a path such as "/objects/deals/1"; with a body it is a POST. Throws `ReadError`. */
export type Ask = (path: string, body?: object) => Promise<unknown>;

/** A record locked by another change is free again after so long. */
const lockedForMs = 2000;

/** The path with the version in it, which comes after the name of the API. */
function inVersion(path: string): string {
	return path.replace(/^\/[^/]+/, (api) => `/crm${api}/${apiVersion}`);
}

/** Asks through the key that was set up. */
export function asker(callApi: CallApi, signal: AbortSignal): Ask {
	return async (path, body) => {
		const url = inVersion(path);
		const answer = await askAny(
			callApi,
			body === undefined
				? { method: 'GET', url, via: 'token' }
				: {
						method: 'POST',
						url,
						headers: { 'content-type': 'application/json' },
						body: JSON.stringify(body),
						via: 'token',
					},
			signal,
		);
		if (answer.status === 423) throw new ReadError('rate-limited', undefined, lockedForMs);
		const refusal = refusalOf(answer);
		if (refusal) throw refusal;
		return jsonOf(answer);
	};
}

/**
 * A property's text; null when it is empty, and when the account has no such property: HubSpot leaves that out without a
 * word.
 */
export function property(record: Wire, name: string): string | null {
	const properties = object(record.properties, 'properties');
	const value = properties[name];
	return value === undefined || value === null || value === '' ? null : text(properties, name);
}

/** A number property. */
export function number(record: Wire, name: string): DecimalString | null {
	const value = property(record, name);
	if (value === null) return null;
	if (!isDecimalString(value)) throw new ReadError('api-changed', name);
	return value;
}

/** The record, when it holds properties that every account has. */
export function needed(record: Wire, names: readonly string[]): Wire {
	const properties = object(record.properties, 'properties');
	const missing = names.find((name) => !(name in properties));
	if (missing) throw new ReadError('api-changed', missing);
	return record;
}

/** A record associated with another. */
export interface Associated {
	readonly id: string;
	readonly type: string;
}

/**
 * Records associated under any of these names, once for each label of the association; null when the answer does not hold
 * all of them.
 */
export function associated(record: Wire, ...names: string[]): Associated[] | null {
	if (record.associations === undefined || record.associations === null) return [];
	const all = object(record.associations, 'associations');
	const name = names.find((candidate) => candidate in all);
	if (name === undefined) return [];
	const { results, paging } = object(all[name], name);
	if (paging !== undefined && paging !== null) return null;
	return objects(results, name).map((wire) => ({ id: text(wire, 'id'), type: text(wire, 'type') }));
}

/** More pages than any deal fills; a list that goes on after them goes in a circle. */
const mostPages = 100;

/** An id, which HubSpot's specification has as a text, and its answers up to version 4 had as a number. */
function idIn(wire: Wire, key: string): string {
	const value = wire[key];
	return Number.isSafeInteger(value) ? String(value) : text(wire, key);
}

/**
 * Ids of all records of type `to` that are associated with one of type `from`, page by page; null when they do not end
 * after 100 pages. Throws `ReadError`.
 */
export function readAssociated(ask: Ask, from: string, id: string, to: string): Promise<string[] | null> {
	return allPages<string, { after?: string }>({}, mostPages, async (at) => {
		const answer = object(await ask(`/associations/${from}/${to}/batch/read`, { inputs: [{ id, ...at }] }), to);
		const own = objects(answer.results, to).find((result) => idIn(object(result.from, 'from'), 'id') === id);
		// It is asked only about a record that has such associations: one that is left out was not read.
		if (!own) throw new ReadError('api-changed', to);
		const { next } = object(own.paging ?? {}, 'paging');
		return {
			records: objects(own.to, to).map((wire) => idIn(wire, 'toObjectId')),
			next: next === undefined || next === null ? null : { after: text(object(next, 'next'), 'after') },
		};
	});
}

/** Most records that are read at once. */
const batchSize = 100;

/** Records of one type in the order of their ids; each must be there. */
export async function readBatch(
	ask: Ask,
	type: string,
	ids: readonly string[],
	properties: readonly string[],
): Promise<Wire[]> {
	const answers = await Promise.all(
		inBatches(ids, batchSize).map((batch) =>
			ask(`/objects/${type}/batch/read`, {
				inputs: batch.map((id) => ({ id })),
				properties,
				propertiesWithHistory: [],
			}),
		),
	);
	const found = new Map(
		answers
			.flatMap((answer) => objects(object(answer, type).results, type))
			.map((record) => [text(record, 'id'), record]),
	);
	return ids.map((id) => {
		const record = found.get(id);
		if (!record) throw new ReadError('api-changed', type);
		return record;
	});
}
