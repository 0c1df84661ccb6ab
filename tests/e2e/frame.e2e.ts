import type { BrowserContext, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Demo, startDemo } from '../../demo/server.ts';
import { extensionId, launch, sidebarOf } from '../../scripts/browser.ts';
import { demoBuild, expectFigure } from './harness.ts';

declare const chrome: {
	readonly runtime: {
		getURL(path: string): string;
		sendMessage(message: unknown): Promise<{ res?: unknown } | undefined>;
	};
	readonly storage: { readonly local: { get(): Promise<Record<string, unknown>> } };
};

let demo: Demo;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
	demo = await startDemo();
	context = await launch({ extension: demoBuild });
});

afterAll(async () => {
	await context?.close();
	await demo?.stop();
});

beforeEach(async () => {
	demo.reset();
	await page?.close();
	page = await context.newPage();
});

async function openQuote(): Promise<Frame> {
	await page.goto(`${demo.url}/quotes/2041`);
	const sidebar = await sidebarOf(page);
	await expectFigure(sidebar, 'Margin', '32.2');
	return sidebar;
}

/** A page of another site in a tab of its own, where no content script of ours runs. */
async function strange(): Promise<Page> {
	const other = await context.newPage();
	await other.goto(demo.url.replace('dealside-demo.localhost', 'strange.localhost'));
	return other;
}

/** The address of this session, which no page is told: pages may frame it, so the worst page is one that guessed it. */
async function sessionAddress(): Promise<string> {
	const worker = context.serviceWorkers()[0];
	if (!worker) throw new Error('no background');
	return worker.evaluate(() => chrome.runtime.getURL('/sidebar.html'));
}

async function frameIn(host: Page, address: string): Promise<Frame> {
	await host.evaluate((source) => {
		const frame = document.createElement('iframe');
		frame.style.cssText = 'width:400px;height:600px';
		frame.src = source;
		frame.id = 'made-by-the-page';
		document.body.append(frame);
	}, address);
	const element = await host.waitForSelector('#made-by-the-page');
	const frame = await element.contentFrame();
	if (!frame) throw new Error('no frame');
	await frame.waitForLoadState();
	return frame;
}

test('nothing of ours answers a page’s request, and no address that a page may know can be framed', async () => {
	await openQuote();
	const id = await extensionId(context);
	const other = await strange();
	const files = ['sidebar.html', 'workspace.html', 'popup.html', 'manifest.json', 'crm-demo.js', 'background.js'];
	for (const from of [page, other]) {
		const answered = await from.evaluate(
			async ([known, names]) => {
				const found: string[] = [];
				for (const name of names) {
					await fetch(`chrome-extension://${known}/${name}`, { mode: 'no-cors' }).then(
						() => found.push(name),
						() => undefined,
					);
				}
				return found;
			},
			[id, files] as const,
		);
		expect(answered).toEqual([]);
	}
	const frame = await frameIn(other, `chrome-extension://${id}/sidebar.html`);
	expect(frame.url()).not.toContain('sidebar.html');
	await other.close();
});

test('no address of the frame holds a secret, and a policy of the page’s server reports none', async () => {
	const reports = await context.newPage();
	await reports.addInitScript(() => {
		const kept: string[] = [];
		Object.assign(window, { kept });
		new ReportingObserver((list) => kept.push(JSON.stringify(list)), { buffered: true }).observe();
	});
	await reports.route(`${demo.url}/quotes/2041`, async (route) => {
		const answer = await fetch(`http://127.0.0.1:${new URL(demo.url).port}/quotes/2041`);
		const headers = { 'content-type': 'text/html', 'permissions-policy': 'clipboard-write=(), clipboard-read=()' };
		await route.fulfill({ body: await answer.text(), headers });
	});
	await reports.goto(`${demo.url}/quotes/2041`);
	const sidebar = await sidebarOf(reports);
	await expectFigure(sidebar, 'Margin', '32.2');
	expect(new URL(sidebar.url()).search + new URL(sidebar.url()).hash).toBe('');
	const told = await reports.evaluate(() => (window as unknown as { kept: string[] }).kept.join());
	expect(told).not.toMatch(/chrome-extension|sidebar\.html/);
	await reports.close();
});

test('a frame that a page made shows nothing, can press nothing, and the background refuses it', async () => {
	await openQuote();
	const address = await sessionAddress();
	const other = await strange();
	for (const host of [page, other]) {
		const frame = await frameIn(host, address);
		// The page offers a line of its own, as the content script does, and speaks as one.
		await host.evaluate(() => {
			const target = (document.querySelector('#made-by-the-page') as HTMLIFrameElement).contentWindow;
			const { port1, port2 } = new MessageChannel();
			port1.postMessage({ type: 'page.alive' });
			target?.postMessage({ type: 'dealside.line', word: crypto.randomUUID() }, '*', [port2]);
		});
		const answer = await frame.evaluate(() =>
			chrome.runtime.sendMessage({ id: 1, type: 'settings.read', data: null, timestamp: Date.now() }),
		);
		expect(answer?.res).toEqual({ ok: false, error: 'not-allowed' });
		// What the frame asked about the page's line was asked before, so that it is answered too; all that came of it is drawn.
		await frame.evaluate(() => new Promise((drawn) => requestIdleCallback(() => requestAnimationFrame(drawn))));
		expect(await frame.locator('button, a, input, select, summary').count()).toBe(0);
		expect((await frame.locator('#root').textContent())?.trim()).toBe('');
	}
	await other.close();
	await expectFigure(await sidebarOf(page), 'Margin', '32.2');
});

test('a page whose script stands still is not called live for a second longer, and is again when it goes on', async () => {
	const sidebar = await openQuote();
	const standing = () => sidebar.locator('footer [data-status]').getAttribute('data-status');
	await expect.poll(standing).toBe('live');
	const seen = sidebar.evaluate(
		() =>
			new Promise<number>((resolve) => {
				const startMs = performance.now();
				const timer = setInterval(() => {
					if (document.querySelector('footer [data-status="silent"]')) {
						clearInterval(timer);
						resolve(performance.now() - startMs);
					}
				}, 20);
			}),
	);
	await page.evaluate(() => {
		const end = performance.now() + 2500;
		while (performance.now() < end);
	});
	expect(await seen).toBeLessThan(2500);
	await expect.poll(standing).toBe('live');
	await expectFigure(sidebar, 'Margin', '32.2');
});

test('a sidebar that the page takes out and puts in again says that it started anew, and one that stays says nothing', async () => {
	const said = 'The page made Dealside start anew just now. If you pressed something, press again.';
	const first = await openQuote();
	expect(await first.getByText(said).count()).toBe(0);
	await page.evaluate(() => {
		const ours = [...document.documentElement.children].find(({ localName }) => localName === 'div');
		ours?.remove();
		if (ours) document.documentElement.append(ours);
	});
	await expect.poll(() => first.isDetached()).toBe(true);
	const sidebar = await sidebarOf(page);
	await sidebar.getByText(said).waitFor();
	await expectFigure(sidebar, 'Margin', '32.2');
});

test('back from the browser’s cache the sidebar goes on', async () => {
	await openQuote();
	await page.goto(`${demo.url}/quotes/2042`);
	await sidebarOf(page);
	await page.goBack();
	await expectFigure(await sidebarOf(page), 'Margin', '32.2');
	await expect
		.poll(async () => (await sidebarOf(page)).locator('footer [data-status]').getAttribute('data-status'))
		.toBe('live');
});
