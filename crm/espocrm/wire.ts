import type { CurrencyCode } from '../../core/model/deal.ts';
import { type DecimalString, parseDecimal } from '../../core/model/decimal.ts';
import type { CallApi, Page } from '../contract.ts';
import { askAny, currency, decimalOrNull, jsonOf, object, refusalOf, textOrNull, type Wire } from '../kit/answers.ts';

/** EspoCRM's REST API with the page's session. Seen on 9.2.6. */

/** Gets what is at a path below the API; an empty answer is an empty object. Throws `ReadError`. */
export type Get = (path: string) => Promise<Wire>;

/** Where the CRM's own pages begin: it may live below another path of its host. */
export function baseOf({ document, url }: Page): URL {
	return new URL('.', document.baseURI.startsWith('http') ? document.baseURI : url.href);
}

export function asker(callApi: CallApi, page: Page, signal: AbortSignal): Get {
	const base = baseOf(page);
	return async (path) => {
		const { pathname, search } = new URL(`api/v1/${path}`, base);
		// Without this header a session that ended would open the browser's own log-in.
		const headers = { 'x-requested-with': 'XMLHttpRequest' };
		const answer = await askAny(callApi, { method: 'GET', url: `${pathname}${search}`, headers, via: 'page' }, signal);
		const refusal = refusalOf(answer);
		if (refusal) throw refusal;
		// What the server knows nothing of it answers with nothing.
		return answer.text === '' ? {} : object(jsonOf(answer), path);
	};
}

/** A number that need not be there: fields that this user may not read are left out. */
export function numberIn(wire: Wire, field: string | null): DecimalString | null {
	return field === null || wire[field] === undefined ? null : decimalOrNull(wire, field);
}

/** A text that need not be there. */
export function textIn(wire: Wire, field: string): string | null {
	return wire[field] === undefined ? null : textOrNull(wire, field) || null;
}

/** The currency of a field of money; null when the field is empty or left out. */
export function moneyIn(wire: Wire, field: string): CurrencyCode | null {
	const name = `${field}Currency`;
	return textIn(wire, name) === null ? null : currency(wire, name);
}

/** A cost of 0 is one that nobody has set. */
export function unlessZero(cost: DecimalString | null): DecimalString | null {
	return parseDecimal(cost)?.digits === 0n ? null : cost;
}

/** As many lines as the server gives at once. */
export const mostAtOnce = 200;
