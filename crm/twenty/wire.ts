import type { CurrencyCode } from '../../core/model/deal.ts';
import { type DecimalString, formatDecimal, parseDecimal, trimZeros } from '../../core/model/decimal.ts';
import type { ApiAnswer, ApiRequest, CallApi, Page } from '../contract.ts';
import { askAny, currency, decimalOrNull, jsonOf, object, ReadError, refusalOf, type Wire } from '../kit/answers.ts';

/** Twenty's interfaces: records by GraphQL, what fields there are by REST. Both take the same tokens, or the same cookie. */

/** The access token that the page keeps for its own calls; null when it keeps none. It lives for half an hour. */
export function tokenOf(document: Document): string | null {
	const pair = document.cookie.split('; ').find((cookie) => cookie.startsWith('tokenPair='));
	try {
		const kept: unknown = JSON.parse(decodeURIComponent(pair?.slice('tokenPair='.length) ?? 'null'));
		const { accessOrWorkspaceAgnosticToken: newer, accessToken: older } = object(kept, 'tokenPair');
		const { token } = object(newer ?? older, 'token');
		return typeof token === 'string' && /^[\w.-]+$/.test(token) ? token : null;
	} catch {
		return null;
	}
}

/** True when the server that the page speaks to is the one it came from. */
function isOwnServer({ document, url }: Page): boolean {
	const settings = document.querySelector('script#twenty-env-config')?.textContent;
	if (settings === undefined || settings === null) return false;
	const [, address = ''] = /REACT_APP_SERVER_BASE_URL"?\s*:\s*"([^"]*)"/.exec(settings) ?? [];
	return address === '' || URL.parse(address, url)?.origin === url.origin;
}

/**
 * True when the page signs its calls by a cookie that no script can read, and sends no token with them. A token kept from
 * before is out of date then. Seen in the source, 2026.
 */
function isSignedByCookie({ defaultView }: Document): boolean {
	try {
		return defaultView?.localStorage.getItem('isCookieAuthActiveState') === 'true';
	} catch {
		return false;
	}
}

/** Asks this page's server, with its own token or cookie where the server is its own. */
export type Ask = (request: Pick<ApiRequest, 'method' | 'url' | 'body'>) => Promise<ApiAnswer>;

/** The way to this page's server. Its own token is read anew for each read and kept nowhere. */
export function asker(callApi: CallApi, page: Page, signal: AbortSignal): Ask {
	const isOwn = isOwnServer(page);
	const isByCookie = isOwn && isSignedByCookie(page.document);
	const token = isOwn && !isByCookie ? tokenOf(page.document) : null;
	const own: Readonly<Record<string, string>> = token === null ? {} : { authorization: `Bearer ${token}` };
	const via = isByCookie || token !== null ? 'page' : 'token';
	return (request) => {
		const headers = { ...(request.body === undefined ? {} : { 'content-type': 'application/json' }), ...own };
		return askAny(callApi, { ...request, headers, via }, signal);
	};
}

/** What an error inside an answer means; all others are of a schema that is not as expected. */
const failures: Readonly<
	Record<string, 'signed-out' | 'not-allowed' | 'record-missing' | 'rate-limited' | 'server-failed'>
> = {
	UNAUTHENTICATED: 'signed-out',
	FORBIDDEN: 'not-allowed',
	NOT_FOUND: 'record-missing',
	TOO_MANY_REQUESTS: 'rate-limited',
	LIMIT_REACHED: 'rate-limited',
	INTERNAL_SERVER_ERROR: 'server-failed',
};

/** What the server's guard says of a call that nobody has signed, with the same code as of a right that is lacking. */
const unsigned = 'Forbidden resource';

function failureOf(error: unknown): ReadError {
	const { message, extensions } = object(error, 'errors');
	const { code } = object(extensions ?? {}, 'extensions');
	if (code === 'FORBIDDEN' && message === unsigned) return new ReadError('signed-out');
	return new ReadError((typeof code === 'string' && failures[code]) || 'api-changed');
}

/** Runs a query. Errors come with status 200 mostly. Throws `ReadError`. */
export async function query(ask: Ask, text: string, variables: Readonly<Record<string, unknown>>): Promise<Wire> {
	const body = JSON.stringify({ query: text, variables });
	const answered = await ask({ method: 'POST', url: '/graphql', body });
	const refusal = refusalOf(answered);
	if (refusal && refusal.failure.code !== 'api-changed') throw refusal;
	const answer = object(jsonOf(answered), 'answer');
	const [error] = Array.isArray(answer.errors) ? answer.errors : [];
	if (error !== undefined) throw failureOf(error);
	if (refusal) throw refusal;
	return object(answer.data, 'data');
}

/** A number with its point moved by so many places: 6 makes units of micros, 2 fractions of percents. */
export function shifted(number: DecimalString | null, places: number): DecimalString | null {
	const value = parseDecimal(number);
	return value && formatDecimal(trimZeros({ digits: value.digits, scale: value.scale + places }));
}

/** An amount of money; either part is null when it is empty. */
export interface Money {
	readonly amount: DecimalString | null;
	readonly currency: CurrencyCode | null;
}

/** A money field: millionths, and a currency that an empty one may lack. */
export function money(wire: Wire, field: string): Money {
	if (wire[field] === null) return { amount: null, currency: null };
	const parts = object(wire[field], field);
	const code = parts.currencyCode;
	return {
		amount: shifted(decimalOrNull(parts, 'amountMicros'), 6),
		currency: code === null || code === '' ? null : currency(parts, 'currencyCode'),
	};
}
