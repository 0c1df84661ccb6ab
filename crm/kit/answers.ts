import { waitAskedMs } from '../../core/model/api.ts';
import type { CurrencyCode, Day, Instant, StageOption } from '../../core/model/deal.ts';
import { type DecimalString, isDecimalString } from '../../core/model/decimal.ts';
import type { Result } from '../../core/model/result.ts';
import type { ApiAnswer, ApiRequest, CallApi, FactsReading, ReadFailure } from '../contract.ts';

/** What every adapter needs between the API's answers and facts. Knows no CRM. */

/** An expected failure on the way to facts, thrown inside an adapter only and turned into a value at its edge. */
export class ReadError extends Error {
	readonly failure: ReadFailure;
	constructor(code: ReadFailure['code'], field?: string, retryAfterMs?: number) {
		super(code);
		this.failure = {
			code,
			...(field === undefined ? {} : { field }),
			...(retryAfterMs === undefined ? {} : { retryAfterMs }),
		};
	}
}

/** Runs a read and turns what was thrown into a value; anything else is a bug and stays thrown. */
export async function asResult<T>(read: () => Promise<T>): Promise<Result<T, ReadFailure>> {
	try {
		return { ok: true, value: await read() };
	} catch (cause) {
		if (cause instanceof ReadError) return { ok: false, error: cause.failure };
		throw cause;
	}
}

/** What a status says by itself; null for success. An adapter whose CRM means more by one looks before it asks this. */
export function refusalOf({ status, headers }: ApiAnswer): ReadError | null {
	if (status >= 200 && status < 300) return null;
	if (status === 401) return new ReadError('signed-out');
	if (status === 403) return new ReadError('not-allowed');
	if (status === 404 || status === 410) return new ReadError('record-missing');
	if (status === 429)
		return new ReadError('rate-limited', undefined, waitAskedMs(headers['retry-after'], Date.now()) ?? undefined);
	return new ReadError(status >= 500 ? 'server-failed' : 'api-changed');
}

/** Calls and hands out any answer that came, whatever its status. Throws `ReadError` when none did. */
export async function askAny(callApi: CallApi, request: ApiRequest, signal: AbortSignal): Promise<ApiAnswer> {
	const answer = await callApi(request, signal);
	if (typeof answer === 'string') throw new ReadError(answer);
	if (answer === null) throw new ReadError('api-unreachable');
	return answer;
}

/** The answer as JSON. Throws `ReadError`. */
export function jsonOf(answer: ApiAnswer): unknown {
	try {
		return JSON.parse(answer.text);
	} catch {
		throw new ReadError('not-json');
	}
}

/** Calls and hands out a successful answer as JSON. Throws `ReadError`. */
export async function askJson(callApi: CallApi, request: ApiRequest, signal: AbortSignal): Promise<unknown> {
	const answer = await askAny(callApi, request, signal);
	const refusal = refusalOf(answer);
	if (refusal) throw refusal;
	return jsonOf(answer);
}

/** What a refusal says that concerns a part of the record only: this user may not read it, or it is not there. */
const refusals: readonly ReadFailure['code'][] = ['not-allowed', 'record-missing'];

/** What was read; null where it is refused with one of these codes. Any other failure stays thrown. */
export async function ifAllowed<T>(reading: Promise<T>, codes = refusals): Promise<T | null> {
	try {
		return await reading;
	} catch (cause) {
		if (cause instanceof ReadError && codes.includes(cause.failure.code)) return null;
		throw cause;
	}
}

/** Ids in lists of at most `size`, in their order: as many as an API reads at once. */
export function inBatches<T>(ids: readonly T[], size: number): T[][] {
	return Array.from({ length: Math.ceil(ids.length / size) }, (_, at) => ids.slice(at * size, (at + 1) * size));
}

/** A part of a list, and where its next part is; null for the last. */
export interface ListPage<T, At> {
	readonly records: readonly T[];
	readonly next: At | null;
}

/**
 * All of a list that is answered page by page, from the page at `first` on. Null when it goes on after `mostPages`: such
 * a list is no deal's, or goes in a circle.
 */
export async function allPages<T, At>(
	first: At,
	mostPages: number,
	read: (at: At) => Promise<ListPage<T, At>>,
): Promise<T[] | null> {
	const all: T[] = [];
	let at: At | null = first;
	for (let count = 0; at !== null && count < mostPages; count += 1) {
		const page: ListPage<T, At> = await read(at);
		all.push(...page.records);
		at = page.next;
	}
	return at === null ? all : null;
}

/** A record as answered: values by field. */
export type Wire = Readonly<Record<string, unknown>>;

/** A JSON object. Like all checks below it throws `api-changed`, with the field's name, for anything else. */
export function object(value: unknown, field: string): Wire {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new ReadError('api-changed', field);
	return value as Wire;
}

/** A list of JSON objects. */
export function objects(value: unknown, field: string): Wire[] {
	if (!Array.isArray(value)) throw new ReadError('api-changed', field);
	return value.map((item) => object(item, field));
}

/** A text; a missing one is not an empty one. */
export function text(wire: Wire, field: string): string {
	const value = wire[field];
	if (typeof value !== 'string') throw new ReadError('api-changed', field);
	return value;
}

/** A text; null for JSON's null. */
export function textOrNull(wire: Wire, field: string): string | null {
	return wire[field] === null ? null : text(wire, field);
}

/** A JSON number as it is written without an exponent; null for one that no double holds exactly as an integer. */
function plainNumber(value: number): DecimalString | null {
	if (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER) return null;
	const written = String(value);
	const [, sign, whole, rest = '', power] = /^(-?)(\d)(?:\.(\d+))?e-(\d+)$/.exec(written) ?? [];
	return power === undefined ? written : `${sign}0.${'0'.repeat(Number(power) - 1)}${whole}${rest}`;
}

/** A decimal, sent as text or as a number. */
export function decimal(wire: Wire, field: string): DecimalString {
	const value = wire[field];
	const written = typeof value === 'number' ? plainNumber(value) : value;
	if (!isDecimalString(written)) throw new ReadError('api-changed', field);
	return written;
}

/** A decimal, sent as text or as a number; null for JSON's null. */
export function decimalOrNull(wire: Wire, field: string): DecimalString | null {
	return wire[field] === null ? null : decimal(wire, field);
}

/** A calendar day, "2026-12-18". */
export function day(wire: Wire, field: string): Day {
	const value = text(wire, field);
	if (!/^\d{4}-\d\d-\d\d$/.test(value) || Number.isNaN(Date.parse(value))) throw new ReadError('api-changed', field);
	return value;
}

/** A calendar day; null for JSON's null. */
export function dayOrNull(wire: Wire, field: string): Day | null {
	return wire[field] === null ? null : day(wire, field);
}

/** A moment with its time zone, in any way ISO 8601 writes one. */
export function moment(wire: Wire, field: string): Instant {
	const value = text(wire, field);
	const isWhole = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/.test(value);
	const ms = isWhole ? Date.parse(value) : Number.NaN;
	if (Number.isNaN(ms)) throw new ReadError('api-changed', field);
	return new Date(ms).toISOString();
}

/** A currency's three letters. */
export function currency(wire: Wire, field: string): CurrencyCode {
	const value = text(wire, field);
	if (!/^[A-Z]{3}$/.test(value)) throw new ReadError('api-changed', field);
	return value;
}

/** The part of a reading that lists stages; empty when none were told. */
export function stageList(stages: readonly StageOption[] | null | undefined): Pick<FactsReading, 'stages'> {
	return stages && stages.length > 0 ? { stages } : {};
}

/** Stages by key and name, of a CRM that has one pipeline. */
export function stagesByKey(names: ReadonlyMap<string, string | null> | null): Pick<FactsReading, 'stages'> {
	return stageList([...(names ?? [])].map(([id, label]) => ({ id, label, pipeline: null })));
}
