import type { CallApi } from '../../crm/contract.ts';
import { adapters } from '../../crm/registry.ts';
import { pageApi } from '../../entrypoints/page/api.ts';
import type { SavedSession } from './api-folder.ts';
import { type Look, lookAt } from './look.ts';

/** Bundled and run beside a saved page's own world, as a content script is. */

/** What is read, and how. */
export interface Reading {
	/** Cookies are the browser's affair. */
	readonly session: Omit<SavedSession, 'cookies'>;
	/** Where requests for other hosts are handed in, in the background's place. */
	readonly otherHostsPath: string;
}

async function read({ session, otherHostsPath }: Reading): Promise<Look> {
	localStorage.clear();
	sessionStorage.clear();
	for (const [name, value] of Object.entries(session.localStorage)) localStorage.setItem(name, value);
	for (const [name, value] of Object.entries(session.sessionStorage)) sessionStorage.setItem(name, value);
	document.querySelector<HTMLElement>('[data-had-focus]')?.focus();
	const ofPage = pageApi('read', location.origin);
	const callApi: CallApi = (request, signal) => {
		if (request.via === 'page') return ofPage(request, signal);
		const { method, url, body } = request;
		const asked = JSON.stringify({ method, url: new URL(url, location.origin).href, body });
		return ofPage({ method: 'POST', url: otherHostsPath, body: asked, via: 'page' }, signal);
	};
	return lookAt(adapters, { document, url: new URL(location.href) }, callApi);
}

/** The one thing the world outside calls. */
export interface ReadingWorld {
	dealsideRead?: typeof read;
}

(globalThis as ReadingWorld).dealsideRead = read;
