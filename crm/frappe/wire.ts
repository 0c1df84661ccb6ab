import type { Day } from '../../core/model/deal.ts';
import type { DecimalString } from '../../core/model/decimal.ts';
import type { ApiAnswer, CallApi, Page } from '../contract.ts';
import { askAny, day, decimal, jsonOf, object, ReadError, refusalOf, text, type Wire } from '../kit/answers.ts';

/** The site's REST interface, with the session the page has; reading asks for no token. */

/** Reads from a path. Throws `ReadError`. */
export type Get = (path: string) => Promise<Wire>;

const sessionErrors: readonly unknown[] = ['SessionExpired', 'AuthenticationError', 'CSRFTokenError'];

/** True when a refusal means that nobody is signed in: guests are refused like anybody else. */
function isSignedOut({ status, text: body }: ApiAnswer, { document }: Page): boolean {
	if (status !== 403 && status !== 400) return false;
	if (document.cookie.split('; ').includes('user_id=Guest')) return true;
	try {
		return sessionErrors.includes(object(JSON.parse(body), 'answer').exc_type);
	} catch {
		return false;
	}
}

/** The way to this page's site. */
export function asker(callApi: CallApi, page: Page, signal: AbortSignal): Get {
	return async (url) => {
		const request = { method: 'GET', url, headers: { accept: 'application/json' }, via: 'page' } as const;
		const answer = await askAny(callApi, request, signal);
		if (isSignedOut(answer, page)) throw new ReadError('signed-out');
		const refusal = refusalOf(answer);
		if (refusal) throw refusal;
		return object(jsonOf(answer), 'answer');
	};
}

/** Reads one document with its tables. Fields that this user may not see are left out of it. */
export async function readDocument(get: Get, doctype: string, name: string): Promise<Wire> {
	const { data } = await get(`/api/resource/${encodeURIComponent(doctype)}/${encodeURIComponent(name)}`);
	const wire = object(data, doctype);
	if (wire.name !== name) throw new ReadError('api-changed', 'name');
	return wire;
}

const isEmpty = (value: unknown) => value === undefined || value === null || value === '';

/** A text that this version or this user may lack; null for none. */
export function textIf(wire: Wire, field: string): string | null {
	return isEmpty(wire[field]) ? null : text(wire, field);
}

/** A number that this version or this user may lack; null for none. */
export function decimalIf(wire: Wire, field: string): DecimalString | null {
	return isEmpty(wire[field]) ? null : decimal(wire, field);
}

/** A day that this version or this user may lack; null for none. */
export function dayIf(wire: Wire, field: string): Day | null {
	return isEmpty(wire[field]) ? null : day(wire, field);
}

/** Null for the 0 that is in a number field nobody filled. */
export function aboveZero(number: DecimalString | null): DecimalString | null {
	return number !== null && Number(number) > 0 ? number : null;
}
