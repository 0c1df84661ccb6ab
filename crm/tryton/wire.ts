import { type DecimalString, isDecimalString } from '../../core/model/decimal.ts';
import type { CallApi } from '../contract.ts';
import { askJson, object, day as plainDay, ReadError, type Wire } from '../kit/answers.ts';

/** Tryton's JSON-RPC, with the session its own client keeps. Seen on 6.0.29, 2026-11-23. */

interface Session {
	readonly login: string;
	readonly user_id: number;
	readonly session: string;
}

/** Name of the database, from the address: "#crm/model/…". */
export function databaseOf(url: URL): string | null {
	const name = url.hash.slice(1).split('/')[0];
	return name ? decodeURIComponent(name) : null;
}

/** The session that the client keeps for a database; null when nobody is signed in. */
export function sessionOf(storage: Storage, database: string): Session | null {
	try {
		const kept: unknown = JSON.parse(storage.getItem(`sao_session_${database}`) ?? 'null');
		const { login, user_id, session } = (kept ?? {}) as Partial<Session>;
		if (typeof login !== 'string' || typeof user_id !== 'number' || typeof session !== 'string') return null;
		return { login, user_id, session };
	} catch {
		return null;
	}
}

/** Base64 of the text's UTF-8 bytes: a log-in may hold any letter. */
function base64(text: string): string {
	return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

/** One method of the server; answers its result. */
export type Call = (method: string, params: readonly unknown[]) => Promise<unknown>;

/** Calls with the user's session. Throws `ReadError`. */
export function asker(callApi: CallApi, database: string, storage: Storage, signal: AbortSignal): Call {
	const session = sessionOf(storage, database);
	return async (method, params) => {
		if (!session) throw new ReadError('signed-out');
		const { login, user_id, session: token } = session;
		const request = {
			method: 'POST',
			url: `/${encodeURIComponent(database)}/`,
			headers: {
				'content-type': 'application/json',
				// Without it an ended session is answered with a challenge, for which the browser asks for a password.
				'x-requested-with': 'XMLHttpRequest',
				authorization: `Session ${base64(`${login}:${user_id}:${token}`)}`,
			},
			body: JSON.stringify({ id: 0, method, params }),
			via: 'page',
		} as const;
		const answer = object(await askJson(callApi, request, signal), method);
		if ('error' in answer) throw new ReadError(isRefusal(answer.error) ? 'not-allowed' : 'api-changed', method);
		return answer.result;
	};
}

function isRefusal(error: unknown): boolean {
	return Array.isArray(error) && (error[0] === 'UserError' || error[0] === 'LoginException');
}

/** A sub-record asked for with a dot; null when the field is empty. */
export function sub(wire: Wire, field: string): Wire | null {
	const value = wire[`${field}.`];
	return value === null || value === undefined ? null : object(value, field);
}

export function text(wire: Wire | null, field: string): string | null {
	const value = wire?.[field];
	if (value === null || value === undefined || value === '') return null;
	if (typeof value !== 'string') throw new ReadError('api-changed', field);
	return value;
}

export function id(wire: Wire, field = 'id'): number {
	const value = wire[field];
	if (typeof value !== 'number') throw new ReadError('api-changed', field);
	return value;
}

export function ids(wire: Wire, field: string): number[] {
	const value = wire[field];
	if (!Array.isArray(value) || value.some((item) => typeof item !== 'number'))
		throw new ReadError('api-changed', field);
	return value as number[];
}

/** Decimals come as `{"__class__":"Decimal","decimal":"456.0000"}`, quantities as plain numbers. */
export function decimal(wire: Wire | null, field: string): DecimalString | null {
	const value = wire?.[field];
	if (value === null || value === undefined) return null;
	const written = typeof value === 'number' ? String(value) : object(value, field).decimal;
	// A server that never rounded writes "0E-4".
	const plain = typeof written === 'string' && /^-?0E[+-]?\d+$/i.test(written) ? '0' : written;
	if (!isDecimalString(plain)) throw new ReadError('api-changed', field);
	return plain;
}

/** Dates come as `{"__class__":"date","year":2026,"month":12,"day":18}`. */
export function day(wire: Wire, field: string): string | null {
	const value = wire[field];
	if (value === null || value === undefined) return null;
	const date = object(value, field);
	const two = (part: unknown) => String(part).padStart(2, '0');
	return plainDay({ [field]: `${date.year}-${two(date.month)}-${two(date.day)}` }, field);
}
