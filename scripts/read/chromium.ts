import { join } from 'node:path';
import { type Browser, type CDPSession, chromium } from 'playwright-core';
import { build } from 'vite';
import { needChromium } from '../system.ts';
import type { AskedApi, SavedAnswer, SavedSession } from './api-folder.ts';
import type { Reading } from './in-page.ts';
import type { Look } from './look.ts';
import { otherHostsPath, type ServedPage, startPageServer } from './serve.ts';

/** Saved pages in real Chromium, each under its own host name. */

/** A saved page, open. */
export interface OpenPage {
	/** Reads it with these answers, or with `error` in their place. */
	read(error?: SavedAnswer): Promise<{ readonly look: Look; readonly unanswered: readonly AskedApi[] }>;
	/** Reads it after its session has ended. */
	readSignedOut(): Promise<{
		readonly look: Look;
		/** How many requests the page's server was asked. */
		readonly asked: number;
		/** At how many of them the browser would have asked for a password. */
		readonly challenges: number;
	}>;
}

/** A browser that believes every host is this machine. */
export interface PageReader {
	/** Opens a page, one at a time. */
	open(page: ServedPage, session: SavedSession): Promise<OpenPage>;
	stop(): Promise<void>;
}

/** The adapters as one script. */
async function bundle(): Promise<string> {
	const built = await build({
		configFile: false,
		logLevel: 'error',
		build: {
			write: false,
			minify: false,
			lib: { entry: join(import.meta.dirname, 'in-page.ts'), formats: ['iife'], name: 'dealsideBundle' },
		},
	});
	const [first] = Array.isArray(built) ? built : [built];
	const chunk = first && 'output' in first ? first.output[0] : undefined;
	if (!chunk) throw new Error('the adapters could not be bundled');
	return chunk.code;
}

async function evaluate(cdp: CDPSession, contextId: number, expression: string): Promise<unknown> {
	const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
		contextId,
		expression,
		awaitPromise: true,
		returnByValue: true,
	});
	if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
	return result.value;
}

/** Starts server and browser. */
export async function startPageReader(): Promise<PageReader> {
	const [code, server] = await Promise.all([bundle(), startPageServer()]);
	const browser: Browser = await chromium.launch({
		executablePath: needChromium(),
		args: [
			`--host-resolver-rules=MAP * 127.0.0.1:${server.port}`,
			'--ignore-certificate-errors',
			'--disable-background-networking',
			...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
		],
	});
	// One tab for all pages: each navigation begins a document of its own.
	const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: 'en-US' });
	const page = await context.newPage();
	const cdp = await context.newCDPSession(page);
	return {
		async open(saved, storage) {
			const { cookies, ...session } = storage;
			const { origin } = new URL(saved.url);
			server.serve(saved);
			await page.goto('about:blank');
			await context.clearCookies();
			await context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url: origin })));
			await page.goto(saved.url);
			const { frameTree } = await cdp.send('Page.getFrameTree');
			const { executionContextId } = await cdp.send('Page.createIsolatedWorld', {
				frameId: frameTree.frame.id,
				worldName: 'dealside',
			});
			await evaluate(cdp, executionContextId, code);
			const reading: Reading = { session, otherHostsPath };
			return {
				async read(error) {
					server.serve({ ...saved, ...(error && { error }) });
					const look = await evaluate(cdp, executionContextId, `dealsideRead(${JSON.stringify(reading)})`);
					return { look: look as Look, unanswered: server.unanswered() };
				},
				async readSignedOut() {
					server.serve({ ...saved, isSignedOut: true });
					let [asked, challenges] = [0, 0];
					const paused = ({ requestId }: { requestId: string }) => {
						asked += 1;
						void cdp.send('Fetch.continueRequest', { requestId });
					};
					const challenged = ({ requestId }: { requestId: string }) => {
						challenges += 1;
						const authChallengeResponse = { response: 'CancelAuth' } as const;
						void cdp.send('Fetch.continueWithAuth', { requestId, authChallengeResponse });
					};
					cdp.on('Fetch.requestPaused', paused);
					cdp.on('Fetch.authRequired', challenged);
					await cdp.send('Fetch.enable', { handleAuthRequests: true });
					const look = await evaluate(cdp, executionContextId, `dealsideRead(${JSON.stringify(reading)})`);
					await cdp.send('Fetch.disable');
					cdp.off('Fetch.requestPaused', paused);
					cdp.off('Fetch.authRequired', challenged);
					return { look: look as Look, asked, challenges };
				},
			};
		},
		async stop() {
			await browser.close();
			await server.stop();
		},
	};
}
