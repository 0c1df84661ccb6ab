/** One call to a CRM's API. */
export interface ApiRequest {
	readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/**
	 * Absolute, or a path from the root: "/api/quotes/7?fields=name". With `via: 'page'` the root of the page's own site,
	 * with `via: 'token'` the root of the CRM's API host, which the background knows.
	 */
	readonly url: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
	/**
	 * `page`: with the session the page itself has, to the page's own origin only. `token`: for an API on another host or
	 * one that asks for a token. The content script hands such a request to the background in the message `api.call`,
	 * `{ crm, site, request }`; the background keeps the token, calls that CRM's own API host alone and only to read
	 * (`core/access/requests.ts` and the CRM's profile), adds the authorization, and returns what `CallApi` does.
	 */
	readonly via: 'page' | 'token';
}

/** What the CRM answered, whatever its status. */
export interface ApiAnswer {
	readonly status: number;
	/** Names in lower case, and only those of `keptHeaders`. */
	readonly headers: Readonly<Record<string, string>>;
	readonly text: string;
}

/** Why a request that needs an access was not sent, as `ReadFailureCode` has them. */
export type NoAccess = 'token-missing' | 'access-unreadable';

/** Headers of an answer that an adapter may look at. */
export const keptHeaders = ['content-type', 'retry-after', 'x-ratelimit-reset'] as const;

/** Longer than this nobody waits: the CRM is asked again, and may say so again. */
const longestWaitMs = 60 * 60 * 1000;

/**
 * How long `Retry-After` asks to wait, in seconds or as a date (RFC 9110, 10.2.3); 0 to one hour, null when it says
 * neither.
 */
export function waitAskedMs(header: string | null | undefined, nowMs: number): number | null {
	if (!header) return null;
	const ms = /^\d+(?:\.\d+)?$/.test(header) ? Number(header) * 1000 : Date.parse(header) - nowMs;
	return Number.isFinite(ms) ? Math.min(longestWaitMs, Math.max(0, ms)) : null;
}
