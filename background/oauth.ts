import { browser } from 'wxt/browser';
import { tokenHostOf } from '../core/access/hosts.ts';
import type { AccessAccount, AccessFault } from '../core/model/access.ts';
import type { AccessSecret } from '../core/model/access-shapes.ts';
import type { Instant } from '../core/model/deal.ts';
import { failure, type Result, success } from '../core/model/result.ts';
import { accessOf } from '../crm/profiles.ts';
import { boundedText } from './bounded-text.ts';

const answerWithinMs = 15_000;

type Place = Pick<AccessAccount, 'crm' | 'place' | 'apiHost'>;

/** The answer of a token endpoint: JSON whatever the status, null when none came. */
async function askForToken(
	{ crm, place }: Place,
	fields: Readonly<Record<string, string>>,
): Promise<{ readonly status: number; readonly wire: Readonly<Record<string, unknown>> } | null> {
	const access = accessOf(crm);
	const host = tokenHostOf(access, place);
	const path = access?.tokens?.path;
	if (host === null || path === undefined) return null;
	try {
		const response = await fetch(`https://${host}${path}`, {
			method: 'POST',
			headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
			body: new URLSearchParams(fields).toString(),
			credentials: 'omit',
			cache: 'no-store',
			referrerPolicy: 'no-referrer',
			redirect: 'error',
			signal: AbortSignal.timeout(answerWithinMs),
		});
		const wire: unknown = JSON.parse((await boundedText(response, 100_000)) ?? '');
		if (typeof wire !== 'object' || wire === null) return null;
		return { status: response.status, wire: wire as Readonly<Record<string, unknown>> };
	} catch {
		return null;
	}
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** Codes of RFC 6749, 4.1.2.1 and 5.2, and of Salesforce, that mean the client and not the person. */
const clientFaults = ['invalid_client', 'invalid_client_id', 'unauthorized_client', 'OAUTH_APP_BLOCKED'];

function faultOf(error: unknown): AccessFault {
	return clientFaults.includes(String(error)) ? 'client-unknown' : 'sign-in-refused';
}

/** Exchanges a code for tokens, and makes sure that they are for the place they were asked for. */
async function exchange(
	place: Place,
	fields: Readonly<Record<string, string>>,
	now: () => Instant,
): Promise<Result<AccessSecret, AccessFault>> {
	const answer = await askForToken(place, { grant_type: 'authorization_code', ...fields });
	if (!answer) return failure('crm-unreachable');
	const { wire } = answer;
	const token = textOf(wire.access_token);
	if (token === null) return failure(faultOf(wire.error));
	const elsewhere = textOf(wire.instance_url) ?? textOf(wire.api_domain);
	const isHostNamed = accessOf(place.crm)?.tokens?.isHostNamed ?? true;
	if (elsewhere !== null && isHostNamed && URL.parse(elsewhere)?.host !== place.apiHost) return failure('other-place');
	const refreshToken = textOf(wire.refresh_token);
	return success({
		token,
		endsAt: endOf(wire.expires_in, now),
		renewal:
			refreshToken === null || fields.client_id === undefined
				? null
				: { clientId: fields.client_id, clientSecret: fields.client_secret ?? null, refreshToken },
	});
}

/** Seconds from now as a moment; null where the maker does not say. */
function endOf(seconds: unknown, now: () => Instant): Instant | null {
	const isSaid = typeof seconds === 'number' && Number.isFinite(seconds) && seconds > 0;
	return isSaid ? new Date(Date.parse(now()) + seconds * 1000).toISOString() : null;
}

/** A new token for an old one; null when the CRM gives none. The old way to renew stays where no new one comes. */
export async function renew(
	account: AccessAccount,
	{ renewal }: AccessSecret,
	now: () => Instant,
): Promise<AccessSecret | null> {
	if (!renewal) return null;
	const { clientId, clientSecret, refreshToken } = renewal;
	const answer = await askForToken(account, {
		grant_type: 'refresh_token',
		client_id: clientId,
		refresh_token: refreshToken,
		...(clientSecret === null ? {} : { client_secret: clientSecret }),
	});
	const token = textOf(answer?.wire.access_token);
	if (!answer || token === null) return null;
	return {
		token,
		endsAt: endOf(answer.wire.expires_in, now),
		renewal: { ...renewal, refreshToken: textOf(answer.wire.refresh_token) ?? refreshToken },
	};
}

/** Tokens for a code that the CRM showed to the user, with the user's own client and its secret. */
export function exchangeShown(
	place: Place,
	client: { readonly clientId: string; readonly clientSecret: string; readonly code: string },
	now: () => Instant,
): Promise<Result<AccessSecret, AccessFault>> {
	const { clientId, clientSecret, code } = client;
	return exchange(place, { client_id: clientId, client_secret: clientSecret, code }, now);
}

const urlSafe = (bytes: Uint8Array) =>
	btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
		.replaceAll('+', '-')
		.replaceAll('/', '_')
		.replaceAll('=', '');

const random = () => urlSafe(crypto.getRandomValues(new Uint8Array(32)));

/** Where the browser takes a sign-in back; null where it has no such address. */
export function redirectAddress(): string | null {
	if (browser.identity) return browser.identity.getRedirectURL();
	// Before the permission is given Chromium's address is known all the same, and has to be entered in the CRM.
	return import.meta.env.FIREFOX ? null : `https://${browser.runtime.id}.chromiumapp.org/`;
}

/**
 * Has the user sign in in a window of the browser: authorization code with PKCE (RFC 7636), so that no secret of the
 * client is needed and a code that somebody catches is worth nothing.
 */
export async function signIn(
	place: Place,
	clientId: string,
	now: () => Instant,
): Promise<Result<AccessSecret, AccessFault>> {
	const access = accessOf(place.crm);
	const wishes = access?.signIn;
	const host = tokenHostOf(access, place.place);
	if (!browser.identity || !wishes || host === null) return failure('sign-in-missing');
	const verifier = random();
	const state = random();
	const challenge = urlSafe(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));
	const redirect = browser.identity.getRedirectURL();
	const address = new URL(wishes.path, `https://${host}`);
	address.search = new URLSearchParams({
		response_type: 'code',
		client_id: clientId,
		redirect_uri: redirect,
		scope: wishes.scope,
		state,
		code_challenge: challenge,
		code_challenge_method: 'S256',
	}).toString();
	const back = await backFrom(address.href);
	if (back === null || `${back.origin}/` !== new URL(redirect).href) return failure('sign-in-closed');
	const said = back.searchParams;
	// An answer to another question is none.
	if (said.get('state') !== state) return failure('sign-in-refused');
	const code = said.get('code');
	if (!code) return failure(faultOf(said.get('error')));
	return exchange(place, { client_id: clientId, code, code_verifier: verifier, redirect_uri: redirect }, now);
}

/** The address the sign-in came back with; null when the window was closed or showed no page. */
async function backFrom(address: string): Promise<URL | null> {
	try {
		const back = await browser.identity.launchWebAuthFlow({ url: address, interactive: true });
		return back ? URL.parse(back) : null;
	} catch {
		return null;
	}
}
