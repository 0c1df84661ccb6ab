import type { CallApi } from '../../crm/contract.ts';

const answerWithinMs = 10_000;

const keptHeaders = ['content-type', 'retry-after', 'etag'] as const;

/**
 * Calls a CRM's API from its own page at `origin`, with the session the page has. No access beyond that can be set up
 * yet, so a request that needs a token is answered with `token-missing`.
 */
export function pageApi(origin: string): CallApi {
	return async ({ method, url, headers, body, via }, signal) => {
		if (via === 'token') return 'token-missing';
		try {
			const response = await fetch(new URL(url, origin), {
				method,
				headers,
				body,
				credentials: 'include',
				// Neither an adapter nor a redirect takes the user's session elsewhere.
				mode: 'same-origin',
				signal: AbortSignal.any([signal, AbortSignal.timeout(answerWithinMs)]),
			});
			const kept = keptHeaders.flatMap((name): [string, string][] => {
				const value = response.headers.get(name);
				return value === null ? [] : [[name, value]];
			});
			return { status: response.status, headers: Object.fromEntries(kept), text: await response.text() };
		} catch {
			return null;
		}
	};
}
