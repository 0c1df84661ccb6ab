import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { type DemoLine, demoRecords } from './records.ts';

/** Ways in which a CRM's interface fails its users; `none` is a good day. */
export type DemoFailure = 'none' | 'down' | 'signed-out' | 'denied' | 'cost-denied' | 'changed' | 'slow';

/**
 * `moved`: the field of the discount is called otherwise. `foreign`: a CRM that no adapter knows; `foreign-later` with its
 * columns in another order and more of them, `foreign-bare` without the discount.
 */
export type DemoLayout = 'usual' | 'moved' | 'foreign' | 'foreign-later' | 'foreign-bare';

/** What gets into the way of pages and of Dealside alike. Milliseconds. */
export interface DemoHindrance {
	readonly readsMs?: number;
	readonly savesMs?: number;
	/** Of all reads and saves after the next save. */
	readonly afterSave?: DemoFailure;
	/** The page draws what is saved before the server has answered. */
	readonly doesDrawEarly?: boolean;
}

/** A running demo CRM. */
export interface Demo {
	/** "http://dealside-demo.localhost:4311" */
	readonly url: string;
	readonly port: number;
	/** From now on the interface fails like this; the pages themselves still come. */
	fail(failure: DemoFailure): void;
	/** From now on reads and saves take so long, and a save is followed by this failure; all 0 and `none` at first. */
	hinder(ways: DemoHindrance): void;
	/** A colleague's save: a line's discount, in percent, without any page. */
	saveLine(quoteId: string, lineId: string, discount: string): void;
	/** From now on pages are laid out like this. */
	lay(layout: DemoLayout): void;
	/**
	 * One more quotation with the lines of another, at another discount, until all records are put back; `lines`: as many as
	 * that, the others' over and over.
	 */
	addQuote(id: string, like: string, discount: string, lines?: number): void;
	/** Puts all records back. */
	reset(): void;
	stop(): Promise<void>;
}

const siteFolder = join(import.meta.dirname, 'site');

const contentTypes: Readonly<Record<string, string>> = {
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.svg': 'image/svg+xml',
};

const failures: readonly string[] = ['none', 'down', 'signed-out', 'denied', 'cost-denied', 'changed', 'slow'];

/** Stages of deals in their order, by the names that English users see. */
const stages = ['Understand', 'Qualify', 'Propose', 'Negotiate', 'Close', 'Won', 'Lost'].map((name) => ({
	id: name.toLowerCase(),
	name,
}));

const longestBody = 100_000;

async function readJson(request: IncomingMessage): Promise<Record<string, unknown> | null> {
	let text = '';
	for await (const chunk of request) {
		text += chunk;
		if (text.length > longestBody) return null;
	}
	try {
		const body: unknown = JSON.parse(text);
		return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : null;
	} catch {
		return null;
	}
}

/** Starts the demo CRM on this machine only; port 0 takes any free one. */
export async function startDemo({ port = 0 }: { readonly port?: number } = {}): Promise<Demo> {
	let records = demoRecords(new Date());
	let failure: DemoFailure = 'none';
	let layout: DemoLayout = 'usual';
	let hindrance: DemoHindrance = {};

	function answer(response: ServerResponse, status: number, body: unknown): void {
		response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
		response.end(JSON.stringify(body));
	}

	function visible<T extends { lines: { unitCost: string | null; landedCost: string | null }[] }>(quote: T): T {
		if (failure !== 'cost-denied') return quote;
		return {
			...quote,
			isCostDenied: true,
			lines: quote.lines.map((line) => ({ ...line, unitCost: null, landedCost: null })),
		};
	}

	async function api(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
		const [kind, id] = path.split('/');
		if (request.method === 'POST' && kind === 'failure') {
			const mode = (await readJson(request))?.mode;
			if (typeof mode === 'string' && failures.includes(mode)) failure = mode as DemoFailure;
			return answer(response, 200, { mode: failure });
		}
		if (request.method === 'POST' && kind === 'reset') {
			records = demoRecords(new Date());
			return answer(response, 200, {});
		}
		if (failure === 'down') return void response.destroy();
		if (failure === 'signed-out') return answer(response, 401, { error: 'signed out' });
		if (failure === 'denied') return answer(response, 403, { error: 'denied' });
		if (failure === 'changed') return answer(response, 200, { result: [] });
		const isSave = request.method === 'PUT';
		const { readsMs = 0, savesMs = 0, afterSave } = hindrance;
		// Nothing is stored before, so that a read meanwhile finds what was there.
		await new Promise((resolve) => setTimeout(resolve, failure === 'slow' ? 3000 : isSave ? savesMs : readsMs));

		if (kind === 'deals' && id === undefined) {
			return answer(response, 200, {
				deals: records.deals,
				quotes: records.quotes.map(({ lines: _, ...quote }) => quote),
			});
		}
		const deal = kind === 'deals' ? records.deals.find((candidate) => candidate.id === id) : undefined;
		const quote = kind === 'quotes' ? records.quotes.find((candidate) => candidate.id === id) : undefined;
		if (!deal && !quote) return answer(response, 404, { error: 'not found' });
		if (isSave) {
			const change = await readJson(request);
			if (!change) return answer(response, 400, { error: 'bad request' });
			if (deal) {
				if (typeof change.stage === 'string' && change.stage !== deal.stage) deal.stageSince = new Date().toISOString();
				Object.assign(deal, pick(change, ['amount', 'stage', 'probability', 'closeDate']));
			}
			if (quote && Array.isArray(change.lines)) quote.lines = change.lines;
		}
		if (isSave && afterSave) failure = afterSave;
		if (deal) {
			const quotes = records.quotes.filter((candidate) => candidate.dealId === deal.id).map(visible);
			return answer(response, 200, { deal, quotes, stages });
		}
		if (quote) {
			const owner = records.deals.find((candidate) => candidate.id === quote.dealId);
			return answer(response, 200, { quote: visible(quote), deal: owner });
		}
	}

	async function page(response: ServerResponse, path: string): Promise<void> {
		const name = /^(app|words|records|quote|deal)\.js$|^style\.css$/.test(path) ? path : 'index.html';
		response.writeHead(200, {
			'content-type': contentTypes[extname(name)] ?? 'text/plain',
			'cache-control': 'no-store',
		});
		const file = await readFile(join(siteFolder, name));
		if (name !== 'index.html') return void response.end(file);
		const known = 'data-app="fjordline"';
		const early = hindrance.doesDrawEarly ? ' data-draws="early"' : '';
		const marks =
			(layout === 'usual' ? known : layout === 'moved' ? `${known} data-layout="moved"` : `data-layout="${layout}"`) +
			early;
		response.end(file.toString('utf8').replace(known, marks));
	}

	const server = createServer((request, response) => {
		const path = (request.url ?? '/').split('?')[0]?.slice(1) ?? '';
		const work = path.startsWith('api/') ? api(request, response, path.slice(4)) : page(response, path);
		work.catch(() => response.destroy());
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', resolve);
	});
	const { port: taken } = server.address() as AddressInfo;
	return {
		url: `http://dealside-demo.localhost:${taken}`,
		port: taken,
		fail: (next) => {
			failure = next;
		},
		hinder: (ways) => {
			hindrance = ways;
		},
		saveLine: (quoteId, lineId, discount) => {
			const line = records.quotes.find(({ id }) => id === quoteId)?.lines.find(({ id }) => id === lineId);
			if (!line) throw new Error(`no line ${lineId} in quotation ${quoteId}`);
			line.discount = discount;
		},
		lay: (next) => {
			layout = next;
		},
		addQuote: (id, like, discount, count) => {
			const found = records.quotes.find((quote) => quote.id === like);
			if (!found) throw new Error(`no quotation ${like}`);
			const lineLike = (at: number) => found.lines[at % found.lines.length] as DemoLine;
			const lines = Array.from({ length: count ?? found.lines.length }, (_, at) => ({
				...lineLike(at),
				...(count !== undefined && { id: String(at + 1) }),
				discount,
			}));
			records.quotes.push({ ...structuredClone(found), id, number: `Q-${id}`, lines });
		},
		reset: () => {
			records = demoRecords(new Date());
		},
		stop: () =>
			new Promise((resolve) => {
				server.closeAllConnections();
				server.close(() => resolve());
			}),
	};
}

function pick(change: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
	return Object.fromEntries(names.filter((name) => name in change).map((name) => [name, change[name]]));
}
