import {
	createServer as createPlain,
	type IncomingHttpHeaders,
	type IncomingMessage,
	type ServerResponse,
} from 'node:http';
import { createServer as createSecure } from 'node:https';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { type AskedApi, type SavedAnswer, savedAnswer } from './api-folder.ts';
import { selfSigned } from './certificate.ts';

/** What is at an address of the server. */
export interface ServedPage {
	readonly url: string;
	readonly html: string;
	readonly answers: readonly SavedAnswer[];
	/** Answers before the others, to any request that it fits. */
	readonly error?: SavedAnswer;
	/**
	 * The session has ended, and each request is refused as Tryton's and EspoCRM's servers do: with a challenge, at which a
	 * browser asks for a password over the page, unless the request says that a script made it.
	 */
	readonly isSignedOut?: true;
}

/** A server for every host there is, as far as a browser asks it. */
export interface PageServer {
	readonly port: number;
	/** From now on this page is the only one. Forgets what was asked. */
	serve(page: ServedPage): void;
	/** API requests that no answer was found for. */
	unanswered(): readonly AskedApi[];
	stop(): Promise<void>;
}

/** Path under which a page's scripts hand in a request for another host, as JSON of `AskedApi`. */
export const otherHostsPath = '/.dealside-other-host';

/**
 * What a careful CRM sends: nothing of the page's own may run, and nothing is loaded. Calls to its own site stay allowed,
 * since a world that was not made by an extension is under the page's policy.
 */
const policy =
	"default-src 'none'; connect-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; form-action 'none'; base-uri 'none'";

/** What a request is for, as `Sec-Fetch-Dest` says; over plain HTTP browsers send no such header. */
function kindOf(headers: IncomingHttpHeaders): string {
	const isNavigation = headers['upgrade-insecure-requests'] !== undefined;
	return String(headers['sec-fetch-dest'] ?? (isNavigation ? 'document' : 'empty'));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
	let text = '';
	for await (const chunk of request) text += chunk;
	return text;
}

/** Serves saved pages on this machine over HTTP and HTTPS alike, whatever host is asked for. */
export async function startPageServer(): Promise<PageServer> {
	let page: ServedPage | null = null;
	let missed: AskedApi[] = [];

	function answer(response: ServerResponse, asked: AskedApi): void {
		const { answers, url, error } = page as ServedPage;
		const { origin } = new URL(url);
		const found = savedAnswer(error ? [error, ...answers] : answers, asked, origin);
		if (!found) {
			// A browser tries once more when a connection it used before breaks.
			if (!missed.some((other) => JSON.stringify(other) === JSON.stringify(asked))) missed.push(asked);
			response.destroy();
			return;
		}
		response.writeHead(found.status, { ...found.headers, 'cache-control': 'no-store' });
		response.end(found.text);
	}

	async function handle(request: IncomingMessage, response: ServerResponse, scheme: string): Promise<void> {
		const url = new URL(request.url ?? '/', `${scheme}://${request.headers.host}`);
		const { method = 'GET' } = request;
		const kind = kindOf(request.headers);
		if (!page) response.writeHead(503).end();
		else if (kind === 'document') {
			response.writeHead(200, {
				'content-type': 'text/html; charset=utf-8',
				'content-security-policy': policy,
				'cache-control': 'no-store',
			});
			response.end(page.html);
		} else if (kind === 'empty' && page.isSignedOut) {
			const isScript = request.headers['x-requested-with'] === 'XMLHttpRequest';
			response.writeHead(401, isScript ? {} : { 'www-authenticate': 'Basic realm="CRM"' });
			response.end();
		} else if (kind !== 'empty' || url.origin !== new URL(page.url).origin) response.writeHead(404).end();
		else if (url.pathname === otherHostsPath) answer(response, JSON.parse(await bodyOf(request)));
		else answer(response, { method, url: url.href, body: (await bodyOf(request)) || undefined });
	}

	const listener = (scheme: string) => (request: IncomingMessage, response: ServerResponse) => {
		handle(request, response, scheme).catch(() => response.destroy());
	};
	const secure = createSecure(selfSigned(), listener('https'));
	const plain = createPlain(listener('http'));
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
		socket.on('error', () => socket.destroy());
		socket.once('data', (first) => {
			socket.pause();
			socket.unshift(first);
			// A TLS hello begins with 22.
			(first[0] === 22 ? secure : plain).emit('connection', socket);
			process.nextTick(() => socket.resume());
		});
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', resolve);
	});
	return {
		port: (server.address() as AddressInfo).port,
		serve(next) {
			page = next;
			missed = [];
		},
		unanswered: () => missed,
		async stop() {
			for (const socket of sockets) socket.destroy();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
