import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { type AskedApi, type SavedAnswer, savedAnswer } from '../read/api-folder.ts';
import { type CrmHosts, startCrmHosts } from './hosts.ts';

/** A CRM made of saved pages and answers, under its real host names, as far as a browser sees it. */

/** What is served of one CRM. */
export interface HostedCrm {
	/** Origin of its pages: "https://odoo.example". */
	readonly origin: string;
	/** Origin of its API, where that has a host of its own. */
	readonly apiOrigin?: string;
	/** Markup of its pages, by their names. */
	readonly pages: Readonly<Record<string, string>>;
	readonly answers: readonly SavedAnswer[];
	/** Its own rules for what is fixed to the window or as wide as it. */
	readonly styles: string;
	/** Set when a page is loaded, as `Set-Cookie` has them. */
	readonly cookies: readonly string[];
	/** True for a request of the API by somebody who is signed in. */
	isSignedIn(headers: IncomingHttpHeaders, method: string): boolean;
}

/** What the API does in place of answering; `silence` never answers, `refusal` breaks the connection. */
export type Trouble = SavedAnswer | 'silence' | 'refusal';

/** All hosted CRMs. */
export interface CrmHost {
	/** What Chromium has to be started with. */
	readonly switches: readonly string[];
	/** What Firefox has to be started with. */
	readonly proxyPort: number;
	/** From now on a loaded page of this CRM is the one of that name. */
	front(origin: string, page: string): void;
	/** Puts the API in trouble, null: out of it. */
	fail(origin: string, trouble: Trouble | null): void;
	/** Requests of this CRM's API that were refused: no saved answer fits, or they came without the session or the token. */
	refused(origin: string): readonly string[];
	stop(): Promise<void>;
}

/** Strict, as a careful firm's proxy adds it: what is not the page's own is neither loaded nor framed nor run. */
const policy =
	"default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; frame-ancestors 'self'; object-src 'none'; base-uri 'self'; form-action 'self'";

const router = readFileSync(join(import.meta.dirname, 'router.js'), 'utf8');

/** The markup with the client's script and the CRM's rules in its head. */
function withClient(html: string, page: string): string {
	const parts = `<link rel="stylesheet" href="/.styles.css"><script src="/.router.js" data-page="${page}"></script>`;
	return /<head[^>]*>/i.test(html)
		? html.replace(/<head[^>]*>/i, (head) => head + parts)
		: html.replace(/^(?:<!doctype[^>]*>)?\s*(?:<html[^>]*>)?/i, (start) => `${start}<head>${parts}</head>`);
}

/** Serves them until `stop`. */
export async function startCrmHost(crms: readonly HostedCrm[]): Promise<CrmHost> {
	const fronts = new Map<string, string>();
	const troubles = new Map<string, Trouble>();
	const refused = new Set<string>();

	function api(crm: HostedCrm, asked: AskedApi, headers: IncomingHttpHeaders, response: ServerResponse): void {
		const name = `${asked.method} ${asked.url}${asked.body ? ` ${asked.body}` : ''}`;
		const send = (status: number, more: Readonly<Record<string, string>>, text: string) => {
			response.writeHead(status, { ...more, 'cache-control': 'no-store' });
			response.end(text);
		};
		const trouble = troubles.get(crm.origin) ?? null;
		if (trouble === 'silence') return;
		if (trouble === 'refusal') {
			response.destroy();
			return;
		}
		if (!crm.isSignedIn(headers, asked.method)) {
			refused.add(`signed out: ${name}`);
			send(401, { 'content-type': 'application/json' }, '{"error":"signed out"}');
			return;
		}
		const found = savedAnswer(trouble ? [trouble, ...crm.answers] : crm.answers, asked, crm.origin);
		if (!found) {
			refused.add(`no answer: ${name}`);
			response.destroy();
		} else send(found.status, found.headers, found.text);
	}

	function answer(request: IncomingMessage & { readonly body: string }, response: ServerResponse): void {
		const { headers, method = 'GET', body } = request;
		const url = new URL(request.url ?? '/', `https://${headers.host}`);
		const send = (type: string, text: string, more: Readonly<Record<string, string | string[]>> = {}) => {
			response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store', ...more });
			response.end(text);
		};
		const crm = crms.find(({ origin }) => origin === url.origin);
		const ofApi = crms.find(({ apiOrigin }) => apiOrigin === url.origin);
		const isNavigation = headers['sec-fetch-dest'] === 'document';
		const [, part] = /^\/\.page\/([\w-]+)$/.exec(url.pathname) ?? [];
		if (crm && isNavigation) {
			const page = fronts.get(crm.origin) ?? '';
			const html = crm.pages[page];
			if (html === undefined) response.writeHead(404).end();
			else
				send('text/html', withClient(html, page), {
					'content-security-policy': policy,
					'x-frame-options': 'SAMEORIGIN',
					'set-cookie': [...crm.cookies],
				});
		} else if (crm && url.pathname === '/.router.js') send('text/javascript', router);
		else if (crm && url.pathname === '/.styles.css') send('text/css', crm.styles);
		else if (crm && part !== undefined) send('text/html', crm.pages[part] ?? '');
		else if ((crm ?? ofApi) && headers['sec-fetch-dest'] === 'empty') {
			const own = (ofApi ?? crm) as HostedCrm;
			// Answers are written down as if the API stood on the page's own host.
			const onPage = ofApi ? `${own.origin}${url.pathname}${url.search}` : url.href;
			api(own, { method, url: onPage, ...(body && { body }) }, headers, response);
		} else response.writeHead(404).end();
	}

	const origins = crms.flatMap(({ origin, apiOrigin }) => (apiOrigin ? [origin, apiOrigin] : [origin]));
	const hosts: CrmHosts = await startCrmHosts([...new Set(origins.map((origin) => new URL(origin).host))], answer);
	return {
		switches: hosts.switches,
		proxyPort: hosts.proxyPort,
		front: (origin, page) => void fronts.set(origin, page),
		fail(origin, trouble) {
			if (trouble === null) troubles.delete(origin);
			else troubles.set(origin, trouble);
		},
		refused: (origin) => [...refused].filter((name) => name.includes(` ${origin}/`)),
		stop: hosts.stop,
	};
}
