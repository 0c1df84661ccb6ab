import type { DecimalString } from '../../core/model/decimal.ts';
import type { CallApi } from '../contract.ts';
import { askJson, decimal, object, objects, ReadError, text, type Wire } from '../kit/answers.ts';

/** Odoo's JSON-RPC with the session its own client has. Seen on 18.0. */

/** Calls one of the client's addresses; answers its result. */
export type Rpc = (path: string, params: Wire) => Promise<unknown>;

/** What an error says. Status and text are the same for all of them, the text is translated: its class tells. */
function failureOf(error: unknown, path: string): ReadError {
	const { code, data } = object(error, path);
	const { name } = (typeof data === 'object' && data !== null ? data : {}) as { name?: unknown };
	const kind = typeof name === 'string' ? name : '';
	if (code === 100 || /\.(?:SessionExpiredException|AccessDenied)$/.test(kind)) return new ReadError('signed-out');
	if (kind.endsWith('.AccessError')) return new ReadError('not-allowed');
	if (kind.endsWith('.MissingError')) return new ReadError('record-missing');
	if (/^psycopg2|\.ConcurrencyError$/.test(kind)) return new ReadError('server-failed');
	return new ReadError('api-changed', path.split('/').at(-2));
}

/** Calls with the page's session. Throws `ReadError`. */
export function asker(callApi: CallApi, signal: AbortSignal): Rpc {
	return async (path, params) => {
		const request = {
			method: 'POST',
			url: path,
			// Without this type the server answers with a page.
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ jsonrpc: '2.0', method: 'call', id: 1, params }),
			via: 'page',
		} as const;
		const answer = object(await askJson(callApi, request, signal), path);
		if ('error' in answer) throw failureOf(answer.error, path);
		return answer.result;
	};
}

/** Calls a method of a model. Throws `ReadError`. */
export function callKw(rpc: Rpc, model: string, method: string, args: readonly unknown[], kwargs: Wire) {
	return rpc(`/web/dataset/call_kw/${model}/${method}`, { model, method, args, kwargs });
}

/** What to read of a record: `{}` for a value, `fields` for a relation, whose model servers before 17 must be told. */
export interface FieldSpec {
	readonly model?: string;
	readonly fields?: Spec;
}
export type Spec = Readonly<Record<string, FieldSpec>>;

/** A relation of which only its name is read. */
export const named: FieldSpec = { fields: { display_name: {} } };

function webSpec(spec: Spec): Wire {
	return Object.fromEntries(
		Object.entries(spec).map(([name, { fields }]) => [name, fields ? { fields: webSpec(fields) } : {}]),
	);
}

/** Reads records with their relations: in one call from 17 on, model by model before. */
export async function readRecords(
	rpc: Rpc,
	version: number,
	model: string,
	ids: readonly number[],
	spec: Spec,
	context: Wire,
): Promise<Wire[]> {
	if (version >= 17)
		return objects(await callKw(rpc, model, 'web_read', [ids], { specification: webSpec(spec), context }), model);
	const records = objects(await callKw(rpc, model, 'read', [ids, Object.keys(spec)], { context }), model);
	const relations = await Promise.all(
		Object.entries(spec).flatMap(([name, field]) =>
			field.fields ? [readRelation(rpc, version, records, name, field, field.fields, context)] : [],
		),
	);
	return records.map((record, at) => ({ ...record, ...Object.assign({}, ...relations.map((values) => values[at])) }));
}

/** The first records that fit, with their relations: in one call from 17 on. */
export async function findRecords(
	rpc: Rpc,
	version: number,
	model: string,
	domain: unknown,
	spec: Spec,
	limit: number,
	context: Wire,
): Promise<Wire[]> {
	if (version >= 17) {
		const kwargs = { domain, specification: webSpec(spec), limit, context };
		return objects(object(await callKw(rpc, model, 'web_search_read', [], kwargs), model).records, model);
	}
	const ids = await callKw(rpc, model, 'search', [domain], { limit, context });
	if (!Array.isArray(ids)) throw new ReadError('api-changed', model);
	return ids.length === 0 ? [] : readRecords(rpc, version, model, ids as number[], spec, context);
}

/** One relation of several records as `web_read` answers it. */
async function readRelation(
	rpc: Rpc,
	version: number,
	records: readonly Wire[],
	name: string,
	{ model }: FieldSpec,
	fields: Spec,
	context: Wire,
): Promise<Wire[]> {
	const pairs = records.map((record) => record[name]);
	const isNameOnly = Object.keys(fields).every((field) => field === 'display_name');
	const isMany = (value: unknown): value is number[] =>
		Array.isArray(value) && value.every((item) => typeof item === 'number');
	const ids = pairs.flatMap((value) => (isMany(value) ? value : Array.isArray(value) ? [value[0]] : []));
	const found = new Map<unknown, Wire>();
	if (!isNameOnly && model && ids.length > 0)
		for (const record of await readRecords(rpc, version, model, [...new Set(ids)] as number[], fields, context))
			found.set(record.id, record);
	return pairs.map((value) => {
		if (isMany(value)) return { [name]: value.map((id) => found.get(id)) };
		if (!Array.isArray(value)) return { [name]: value };
		return { [name]: { ...found.get(value[0]), id: value[0], display_name: value[1] } };
	});
}

/** True for a field without a value: `false`, whatever its type. */
function isEmpty(value: unknown): boolean {
	return value === false || value === null;
}

/** A text; null when the field is empty. */
export function textOrEmpty(wire: Wire, field: string): string | null {
	return isEmpty(wire[field]) || wire[field] === '' ? null : text(wire, field);
}

/** A number; null when the field is empty. */
export function decimalOrEmpty(wire: Wire, field: string): DecimalString | null {
	return isEmpty(wire[field]) ? null : decimal(wire, field);
}

/** A relation to one record; null when the field is empty. */
export function relation(wire: Wire, field: string): Wire | null {
	return isEmpty(wire[field]) ? null : object(wire[field], field);
}

/** The name of a related record; null when the field is empty or was not asked for. */
export function nameOf(wire: Wire | null, field: string): string | null {
	if (!wire || !(field in wire)) return null;
	const record = relation(wire, field);
	return record && textOrEmpty(record, 'display_name');
}

/** The id of a record, or of a relation that was asked for as a bare id. */
export function idOf(wire: Wire, field = 'id'): number {
	const value = wire[field];
	if (typeof value !== 'number') throw new ReadError('api-changed', field);
	return value;
}

/** A moment, which the server writes in UTC without saying so. */
export function utc(wire: Wire, field: string): string | null {
	const value = textOrEmpty(wire, field);
	if (value === null) return null;
	const ms = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value) ? Date.parse(`${value.replace(' ', 'T')}Z`) : Number.NaN;
	if (Number.isNaN(ms)) throw new ReadError('api-changed', field);
	return new Date(ms).toISOString();
}
