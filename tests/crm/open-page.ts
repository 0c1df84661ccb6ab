import { JSDOM } from 'jsdom';
import type { CallApi, Page } from '../../crm/contract.ts';
import { type AskedApi, apiAnswer, type SavedAnswer, savedAnswer } from '../../scripts/read/api-folder.ts';
import type { SavedPage } from './saved-pages.ts';

/** Opens saved pages in jsdom: no scripts, no layout, no network. */

/** What content scripts have as globals beside `document` and `location`, which an adapter must take from its page. */
const pageGlobals = [
	'Node',
	'Element',
	'HTMLElement',
	'HTMLInputElement',
	'HTMLSelectElement',
	'HTMLTextAreaElement',
	'HTMLOptionElement',
	'HTMLTableElement',
	'HTMLTableRowElement',
	'HTMLIFrameElement',
	'Document',
	'ShadowRoot',
	'Event',
	'InputEvent',
	'KeyboardEvent',
	'MutationObserver',
	'NodeFilter',
	'DOMParser',
	'XPathResult',
	'getComputedStyle',
] as const;

function useGlobals(window: Window & typeof globalThis): void {
	for (const name of pageGlobals)
		Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true });
	const css = {
		escape: (text: string) => text.replace(/^\d|[^\w-]/g, (sign) => `\\${sign.charCodeAt(0).toString(16)} `),
	};
	Object.defineProperty(globalThis, 'CSS', { value: css, configurable: true, writable: true });
}

/** Does what a browser does with saved shadow roots and frames, and jsdom does not. */
function fillScopes(scope: ParentNode): void {
	for (const template of scope.querySelectorAll<HTMLTemplateElement>('template[shadowrootmode]')) {
		const host = template.parentElement;
		template.remove();
		const root = host?.attachShadow({ mode: 'open' });
		root?.append(template.content);
		if (root) fillScopes(root);
	}
	for (const frame of scope.querySelectorAll<HTMLIFrameElement>('iframe[srcdoc]')) {
		frame.contentDocument?.open();
		frame.contentDocument?.write(frame.getAttribute('srcdoc') ?? '');
		frame.contentDocument?.close();
	}
}

/** Opens HTML under an address. The one opened last is the one whose globals are in use. */
export function openHtml(html: string, url: string, session?: SavedPage['api']['session']): Page {
	const { window } = new JSDOM(html, { url, pretendToBeVisual: true });
	const { document } = window;
	useGlobals(window);
	for (const [name, value] of Object.entries(session?.cookies ?? {})) document.cookie = `${name}=${value}`;
	for (const [name, value] of Object.entries(session?.localStorage ?? {})) window.localStorage.setItem(name, value);
	for (const [name, value] of Object.entries(session?.sessionStorage ?? {})) window.sessionStorage.setItem(name, value);
	fillScopes(document);
	document.querySelector<HTMLElement>('[data-had-focus]')?.focus();
	return { document, url: new URL(url) };
}

/** Opens a saved page with what it kept for its calls. */
export function openPage({ html, expected, api }: SavedPage): Page {
	return openHtml(html, expected.url, api.session);
}

/** Answers from saved files what a page's adapter asks. */
export interface FolderApi {
	readonly callApi: CallApi;
	/** The files used, in order of use. */
	readonly used: SavedAnswer[];
	/** Requests without an answer; the adapter gets none. */
	readonly unanswered: AskedApi[];
}

/** `instead` may answer before the files do: undefined leaves it to them, null is silence. */
export function folderApi(
	{ api, expected }: SavedPage,
	instead: (answer: SavedAnswer) => Awaited<ReturnType<CallApi>> | undefined = () => undefined,
): FolderApi {
	const { origin } = new URL(expected.url);
	const used: SavedAnswer[] = [];
	const unanswered: AskedApi[] = [];
	return {
		used,
		unanswered,
		async callApi({ method, url, body }, signal) {
			if (signal.aborted) return null;
			const asked = { method, url: new URL(url, origin).href, body };
			const answer = savedAnswer(api.answers, asked, origin);
			if (!answer) {
				unanswered.push(asked);
				return null;
			}
			used.push(answer);
			const other = instead(answer);
			return other === undefined ? apiAnswer(answer) : other;
		},
	};
}
