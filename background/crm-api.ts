import { browser } from 'wxt/browser';
import { placeOf } from '../core/access/hosts.ts';
import { apiAddress, authorizationOf, headersOf } from '../core/access/requests.ts';
import { waitOf } from '../core/access/waits.ts';
import type { AccessAccount } from '../core/model/access.ts';
import type { AccessSecret } from '../core/model/access-shapes.ts';
import { type ApiAnswer, type ApiRequest, keptHeaders, type NoAccess } from '../core/model/api.ts';
import type { CrmId, Instant } from '../core/model/deal.ts';
import { accessOf } from '../crm/profiles.ts';
import { readAccess, readWait, saveAccess, saveWait } from '../storage/access.ts';
import { boundedText } from './bounded-text.ts';
import { hasOrigins } from './grants.ts';
import { renew } from './oauth.ts';

const answerWithinMs = 10_000;

/** A token this close to its end is renewed before it is used. */
const renewAheadMs = 30_000;

type Called = ApiAnswer | NoAccess | null;

/** As an API answers who is not signed in, for what is known without asking it. */
const signedOut: ApiAnswer = { status: 401, headers: {}, text: '' };

/** The place whose access a page may use; null for a page that is none of this CRM's. */
export function placeOfSender(crm: CrmId, address: string | undefined): string | null {
	return address === undefined ? null : placeOf(accessOf(crm), address);
}

/** Sends one request with what authorizes it, to nowhere else and without the browser's own cookies. */
async function send(
	address: URL,
	request: ApiRequest,
	authorization: readonly [name: string, value: string],
): Promise<ApiAnswer | null> {
	try {
		const response = await fetch(address, {
			method: request.method,
			headers: { ...headersOf(request), [authorization[0]]: authorization[1] },
			...(request.body !== undefined && { body: request.body }),
			credentials: 'omit',
			cache: 'no-store',
			referrerPolicy: 'no-referrer',
			// A redirect would take the token along, or come back with a log-in.
			redirect: 'manual',
			signal: AbortSignal.timeout(answerWithinMs),
		});
		if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) return signedOut;
		const text = await boundedText(response);
		if (text === null) return null;
		const headers = keptHeaders.flatMap((name): [string, string][] => {
			const value = response.headers.get(name);
			return value === null ? [] : [[name, value]];
		});
		return { status: response.status, headers: Object.fromEntries(headers), text };
	} catch {
		return null;
	}
}

/** The session of the user's own tab; null when there is none, or the browser keeps it from us. */
async function sessionOf(crm: CrmId, apiHost: string): Promise<string | null> {
	const name = accessOf(crm)?.sessionCookie;
	if (name === undefined) return null;
	const cookie = await browser.cookies.get({ url: `https://${apiHost}/`, name });
	return cookie?.value || null;
}

/** Calls CRMs' APIs with the accesses that were set up. One per background: renewals of one token wait for each other. */
export function createCrmApi(now: () => Instant) {
	const renewals = new Map<string, Promise<AccessSecret | null>>();
	const nowMs = () => Date.parse(now());

	/** A new token for an old one, asked once for all who wait; null when the CRM does not give one any more. */
	function renewed(account: AccessAccount, secret: AccessSecret): Promise<AccessSecret | null> {
		const name = `${account.crm}:${account.place}`;
		const going = renewals.get(name);
		if (going) return going;
		const asked = renew(account, secret, now)
			.then(async (fresh) => {
				if (fresh) await saveAccess(account, fresh);
				return fresh;
			})
			.finally(() => renewals.delete(name));
		renewals.set(name, asked);
		return asked;
	}

	const isOver = ({ endsAt }: AccessSecret) => endsAt !== null && Date.parse(endsAt) - renewAheadMs <= nowMs();

	async function authorized(address: URL, request: ApiRequest, account: AccessAccount, secret: AccessSecret) {
		const { crm, way, apiHost } = account;
		const withToken = (token: string) => send(address, request, authorizationOf(accessOf(crm), way, token));
		if (way === 'session') {
			if (!browser.cookies) return 'token-missing';
			const session = await sessionOf(crm, apiHost);
			return session === null ? signedOut : withToken(session);
		}
		const ahead = isOver(secret) && secret.renewal ? await renewed(account, secret) : null;
		const { token } = ahead ?? secret;
		if (token === null) return signedOut;
		const answer = await withToken(token);
		if (answer?.status !== 401 || !secret.renewal || isOver(secret)) return answer;
		// Somebody else may have had it renewed since it was read.
		const stored = await readAccess(crm, account.place);
		const isRenewed = stored.kind === 'value' && stored.value.secret.token !== token;
		const fresh = isRenewed ? stored.value.secret : await renewed(account, secret);
		return fresh?.token ? withToken(fresh.token) : answer;
	}

	return {
		/**
		 * Calls for a place that was checked. `not-allowed`: the request could do more than read, or goes elsewhere.
		 * `token-missing`: no access is set up, or the browser does not let us call that host any more. `access-unreadable`:
		 * one was set up, and what is kept of it cannot be read.
		 */
		async call(crm: CrmId, place: string, request: ApiRequest): Promise<Called | 'not-allowed'> {
			const access = await readAccess(crm, place);
			if (access.kind !== 'value') return access.kind === 'unreadable' ? 'access-unreadable' : 'token-missing';
			const { account, secret } = access.value;
			const { apiHost } = account;
			const address = apiAddress(accessOf(crm), apiHost, request);
			if (address === null) return 'not-allowed';
			if (!(await hasOrigins([`https://${apiHost}/*`]))) return 'token-missing';
			const waiting = await readWait(crm, place, nowMs());
			if (waiting) return waiting;
			const answer = await authorized(address, request, account, secret);
			if (answer === null || typeof answer === 'string') return answer;
			const waitMs = waitOf(accessOf(crm), answer, nowMs());
			if (waitMs === null || waitMs === 0) return answer;
			await saveWait(crm, place, nowMs() + waitMs, answer);
			return { ...answer, headers: { 'retry-after': String(Math.ceil(waitMs / 1000)), ...answer.headers } };
		},
	};
}
