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

/** HubSpot's API with the token of a private app. By its specification of 2026-08-21. */

/** Newer versions have dates in their place, "/crm/objects/2026-03". */
const version = '/crm/v3';

/** One request, to read; with a body it is a POST. Throws `ReadError`. */
export type Ask = (path: string, body?: object) => Promise<unknown>;

/** A record locked by another change is free again after so long. */
const lockedForMs = 2000;

/** Asks through the token that was set up. */
export function asker(callApi: CallApi, signal: AbortSignal): Ask {
	return async (path, body) => {
		const url = `${version}${path}`;
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
	return associationsOf(results, name);
}

function associationsOf(results: unknown, name: string): Associated[] {
	return objects(results, name).map((wire) => ({ id: text(wire, 'id'), type: text(wire, 'type') }));
}

/** Most associations on one page. */
const pageSize = 500;
/** More pages than any deal fills; a list that goes on after them goes in a circle. */
const mostPages = 20;

/**
 * All records of a type that are associated with the one at this path, page by page; null when they do not end after
 * 10,000. Throws `ReadError`.
 */
export function readAssociated(ask: Ask, path: string, type: string): Promise<Associated[] | null> {
	return allPages('', mostPages, async (after) => {
		const query = `limit=${pageSize}${after === '' ? '' : `&after=${encodeURIComponent(after)}`}`;
		const { results, paging } = object(await ask(`${path}/associations/${type}?${query}`), type);
		const { next } = object(paging ?? {}, 'paging');
		return {
			records: associationsOf(results, type),
			next: next === undefined || next === null ? null : text(object(next, 'next'), 'after'),
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
