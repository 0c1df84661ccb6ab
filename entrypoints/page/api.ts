import { type ApiAnswer, keptHeaders, waitAskedMs } from '../../core/model/api.ts';
import type { CrmId } from '../../core/model/deal.ts';
import type { CallApi } from '../../crm/contract.ts';
import { askApi } from '../../messages/ask.ts';

const answerWithinMs = 10_000;

/** The background has a time of its own for each request, and renews a token before one: this is for one that is gone. */
const backgroundWithinMs = 45_000;

/** A CRM that does not say how long to wait is left alone so long. */
const usualWaitMs = 10_000;

/**
 * Calls a CRM's API from its own page at `origin`: with the session the page has, or through the background, which adds
 * a token that no page gets to see. While the CRM asks to wait it is answered as it answered itself, with the time left.
 * A server that challenged is not asked again before the page is loaded anew: each time the browser would ask for a password.
 */
export function pageApi(crm: CrmId, origin: string): CallApi {
	let wait: { readonly untilMs: number; answer(leftMs: number): ApiAnswer } | null = null;
	let challenged: ApiAnswer | null = null;
	return async (request, signal) => {
		if (signal.aborted) return null;
		const { method, url, headers, body, via } = request;
		if (via === 'token') {
			const answer = await within(backgroundWithinMs, askApi(crm, origin, request));
			return signal.aborted ? null : answer;
		}
		if (wait && Date.now() < wait.untilMs) return wait.answer(wait.untilMs - Date.now());
		if (challenged) return challenged;
		try {
			const response = await fetch(new URL(url, origin), {
				method,
				// Said by many clients of their own calls. Without it Tryton and EspoCRM answer a session that has ended with a
				// challenge, and the browser then asks for a password over the page.
				headers: { 'x-requested-with': 'XMLHttpRequest', ...headers },
				...(body !== undefined && { body }),
				credentials: 'include',
				// Neither an adapter nor a redirect takes the user's session elsewhere.
				mode: 'same-origin',
				signal: AbortSignal.any([signal, AbortSignal.timeout(answerWithinMs)]),
			});
			const kept = keptHeaders.flatMap((name): [string, string][] => {
				const value = response.headers.get(name);
				return value === null ? [] : [[name, value]];
			});
			const answer = { status: response.status, headers: Object.fromEntries(kept), text: await response.text() };
			if (answer.status === 401 && response.headers.has('www-authenticate')) challenged = answer;
			if (answer.status === 429) {
				const waitMs = waitAskedMs(answer.headers['retry-after'], Date.now()) ?? usualWaitMs;
				const left = (leftMs: number) => ({ ...answer.headers, 'retry-after': String(Math.ceil(leftMs / 1000)) });
				wait = { untilMs: Date.now() + waitMs, answer: (leftMs) => ({ ...answer, headers: left(leftMs) }) };
				return wait.answer(waitMs);
			}
			return answer;
		} catch {
			return null;
		}
	};
}

/** Null when it takes longer than that. */
async function within<Value>(ms: number, asked: Promise<Value>): Promise<Value | null> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<null>((resolve) => {
		timer = setTimeout(() => resolve(null), ms);
	});
	try {
		return await Promise.race([asked, late]);
	} finally {
		clearTimeout(timer);
	}
}
