import type { CallApi } from '../contract.ts';
import { askAny, ReadError, refusalOf } from '../kit/answers.ts';

/** Gets a page of the CRM, with the user's session. Throws `ReadError`. */
export type Get = (path: string) => Promise<Document>;

/** Every answer has status 200; what it is shows in the page. */
function pageIn(text: string): Document {
	const document = new DOMParser().parseFromString(text, 'text/html');
	if (document.querySelector('form#login, body.bodylogin')) throw new ReadError('signed-out');
	if (document.querySelector('.fiche > div.error')) throw new ReadError('not-allowed');
	if (!document.querySelector('body#mainbody')) throw new ReadError('not-json');
	return document;
}

export function asker(callApi: CallApi, prefix: string, signal: AbortSignal): Get {
	return async (path) => {
		const answer = await askAny(callApi, { method: 'GET', url: `${prefix}${path}`, via: 'page' }, signal);
		const refusal = refusalOf(answer);
		if (refusal) throw refusal;
		return pageIn(answer.text);
	};
}
