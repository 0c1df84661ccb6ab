import type { BrowserContext, Frame, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Demo, startDemo } from '../../demo/server.ts';
import { launch, press, sidebarIn, sidebarOf } from '../../scripts/browser.ts';
import { demoBuild, expectFigure } from './harness.ts';

/** What these tests call in the extension's own pages. */
declare const chrome: {
	readonly runtime: { reload(): void };
	readonly developerPrivate: { updateProfileConfiguration(change: { inDeveloperMode: boolean }): Promise<void> };
};

const windowWidthPx = 1280;

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
	demo.fail('none');
	await page?.close();
	page = await context.newPage();
	await page.goto(`${demo.url}/quotes/2041`);
	await expectFigure(await sidebarOf(page), 'Margin', '32.2');
});

/** Where the sidebar stands: its own window's left edge in the page, and its width. */
async function place(sidebar: Frame): Promise<{ left: number; width: number; height: number }> {
	const element = await sidebar.frameElement();
	const box = await element.boundingBox();
	if (!box) throw new Error('the sidebar is not drawn');
	return { left: Math.round(box.x), width: Math.round(box.width), height: Math.round(box.height) };
}

/** Every control of the page that is drawn, as [left, right]. */
async function controlEdges(within: Locator): Promise<number[][]> {
	return within.locator('button:visible, input:visible, select:visible, a:visible').evaluateAll((controls) =>
		controls.map((control) => {
			const box = control.getBoundingClientRect();
			return [Math.round(box.left), Math.round(box.right)];
		}),
	);
}

async function openLine(code: string): Promise<Locator> {
	await page.getByRole('button', { name: `Edit ${code}` }).click();
	const discount = page.getByRole('textbox', { name: 'Discount %' });
	await expect.poll(() => discount.inputValue()).not.toBe('');
	return discount;
}

test('the page is pushed: none of its controls, nor those of its dialog, lie under the sidebar', async () => {
	const sidebar = await sidebarOf(page);
	expect(await place(sidebar)).toMatchObject({ left: windowWidthPx - 360, width: 360 });
	const free = (edges: number[][]) =>
		edges.every(([left = -1, right = 0]) => left >= 0 && right <= windowWidthPx - 360);
	const onPage = await controlEdges(page.locator('body'));
	expect(onPage.length).toBeGreaterThan(5);
	expect(free(onPage)).toBe(true);
	await openLine('CX-40');
	const inDialog = await controlEdges(page.locator('.dialog'));
	expect(inDialog.length).toBeGreaterThan(3);
	expect(free(inDialog)).toBe(true);
	await page.getByRole('button', { name: 'Cancel' }).click();

	await sidebar.getByRole('button', { name: 'Move to the left' }).click();
	await expect.poll(async () => (await place(sidebar)).left).toBe(0);
	await openLine('CX-40');
	const moved = await controlEdges(page.locator('.dialog'));
	expect(moved.every(([left = 0, right = 0]) => left >= 360 && right <= windowWidthPx)).toBe(true);
	await page.getByRole('button', { name: 'Cancel' }).click();
	await sidebar.getByRole('button', { name: 'Move to the right' }).click();
	await expect.poll(async () => (await place(sidebar)).left).toBe(windowWidthPx - 360);
});

test('side, width and handle are chosen by keyboard and kept for this site', async () => {
	let sidebar = await sidebarOf(page);
	const edge = sidebar.getByRole('separator', { name: 'Width of the sidebar' });
	await edge.focus();
	await page.keyboard.press('ArrowLeft');
	await expect.poll(async () => (await place(sidebar)).width).toBe(376);
	const { width } = await place(sidebar);
	await sidebar.getByRole('button', { name: 'Move to the left' }).click();
	await expect.poll(async () => (await place(sidebar)).left).toBe(0);

	await page.reload();
	sidebar = await sidebarOf(page);
	await expectFigure(sidebar, 'Margin', '32.2');
	expect(await place(sidebar)).toMatchObject({ left: 0, width });

	await sidebar.getByRole('button', { name: 'Collapse' }).click();
	await expect.poll(async () => (await place(sidebar)).width).toBe(28);
	const handle = sidebar.getByRole('button', { name: /Open Dealside.*32\.2/ });
	await handle.focus();
	const before = await (await sidebar.frameElement()).boundingBox();
	await page.keyboard.press('ArrowDown');
	await expect
		.poll(async () => (await (await sidebar.frameElement()).boundingBox())?.y)
		.toBeGreaterThan(before?.y ?? 0);
	const bodyLeft = await page.evaluate(() => document.body.getBoundingClientRect().left);
	expect(bodyLeft).toBe(0);

	await page.goto(`${demo.url}/quotes/2042`);
	sidebar = await sidebarOf(page);
	await expect.poll(async () => (await place(sidebar)).width).toBe(28);
	await sidebar.getByRole('button', { name: /Open Dealside/ }).press('Enter');
	await expect.poll(async () => (await place(sidebar)).width).toBe(width);
	await sidebar.getByRole('button', { name: 'Move to the right' }).click();
	await sidebar.getByRole('separator').press('Home');
	for (let press = 0; press < 5; press += 1) await page.keyboard.press('ArrowLeft');
	await expect.poll(async () => (await place(sidebar)).width).toBe(360);
});

test('reading and clicking in the sidebar leaves the edit in the page as it is', async () => {
	const sidebar = await sidebarOf(page);
	const discount = await openLine('CX-40');
	await discount.fill('');
	await discount.pressSequentially('15');
	await expectFigure(sidebar, 'Margin', '29.9');
	await page.evaluate(() => {
		const said = document.documentElement.dataset;
		said.changes = '0';
		document.addEventListener(
			'change',
			() => {
				said.changes = String(Number(said.changes) + 1);
			},
			true,
		);
	});
	await sidebar.locator('summary', { hasText: 'More figures' }).click();
	await sidebar.locator('summary', { hasText: 'Lines' }).click();
	await sidebar.locator('summary', { hasText: 'What if' }).click();
	const tried = sidebar.getByRole('status', { name: /with this discount|margin/i }).last();
	const slider = sidebar.getByRole('slider');
	const box = await slider.boundingBox();
	await slider.click({ position: { x: (box?.width ?? 0) * 0.8, y: 8 } });
	await expect.poll(() => slider.getAttribute('aria-valuenow')).not.toBe('15');
	expect(await tried.count()).toBe(1);
	await press(sidebar.getByRole('button', { name: 'Mark as sent' }).first());
	expect(await discount.inputValue()).toBe('15');
	await expect.poll(() => page.locator('.dialog').count()).toBe(1);
	expect(await page.evaluate(() => document.documentElement.dataset.changes)).toBe('0');
	expect(await page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.name)).toBe('discount');
	await page.keyboard.type('5');
	expect(await discount.inputValue()).toBe('155');
	await page.keyboard.press('Backspace');
	// Who goes there by keyboard gets back by Escape, to where they were.
	await slider.focus();
	await page.keyboard.press('Escape');
	await expect
		.poll(() => page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.name ?? null))
		.toBe('discount');
	expect(await page.locator('.dialog').count()).toBe(1);
});

/** Text within closed roots too, which no script of the page can reach. */
async function textInClosedRoots(): Promise<string> {
	const session = await context.newCDPSession(page);
	const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
	const found: string[] = [];
	type Node = { nodeType: number; nodeValue: string; children?: Node[]; shadowRoots?: Node[] };
	function walk(node: Node, isInside: boolean): void {
		if (isInside && node.nodeType === 3) found.push(node.nodeValue);
		for (const child of node.children ?? []) walk(child, isInside);
		for (const shadow of node.shadowRoots ?? []) walk(shadow, true);
	}
	walk(root as unknown as Node, false);
	await session.detach();
	return found.join(' ');
}

test('a page from before an update of the extension says that it must be loaded again, and works after that', async () => {
	// Outside developer mode the browser switches an unpacked extension off when it is loaded again.
	const extensions = await context.newPage();
	await extensions.goto('chrome://extensions');
	await extensions.evaluate(() => chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true }));
	await extensions.close();
	const worker = context.serviceWorkers()[0];
	if (!worker) throw new Error('no background');
	await worker.evaluate(() => chrome.runtime.reload()).catch(() => undefined);
	await expect.poll(textInClosedRoots).toMatch(/Dealside was updated. Reload this page/);
	await expect.poll(() => sidebarIn(page)).toBeNull();
	await page.reload();
	await expectFigure(await sidebarOf(page), 'Margin', '32.2');
});
