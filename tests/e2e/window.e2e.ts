import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDemo } from '../../demo/server.ts';
import { extensionId, launch, sidebarIn, sidebarOf } from '../../scripts/browser.ts';
import { startTryton, type Tryton } from '../../scripts/tryton/tryton.ts';
import { handOf } from './guide.ts';
import { demoBuild, expectFigure, goToRecord, signIn } from './harness.ts';
import { promptedInChromium, type Screen, startScreen } from './screen.ts';

let tryton: Tryton;
let screen: Screen;
let context: BrowserContext;

beforeAll(async () => {
	screen = await startScreen();
	tryton = await startTryton();
	context = await launch({ extension: demoBuild, isHeaded: true, env: { DISPLAY: screen.display } });
});

afterAll(async () => {
	await context?.close();
	await tryton?.stop();
	screen?.stop();
});

async function hosts(popup: Page): Promise<string[]> {
	return popup.evaluate(async () => (await chrome.permissions.getAll()).origins ?? []);
}

declare const chrome: {
	permissions: { getAll(): Promise<{ origins?: string[] }> };
};

test('refused in the browser’s own prompt nothing changes; accepted, the open Tryton has its sidebar', async () => {
	const crm = context.pages()[0] ?? (await context.newPage());
	await signIn(crm, tryton);
	await goToRecord(crm, tryton.address('sale.sale', tryton.records.quotation));
	const popup = await context.newPage();
	await popup.goto(
		`chrome-extension://${await extensionId(context)}/popup.html?site=${encodeURIComponent(tryton.url)}`,
	);
	await popup.bringToFront();
	const use = popup.getByRole('button', { name: 'Use Dealside on this site' });

	await promptedInChromium(() => use.click());
	screen.press('Return');
	await expect.poll(() => popup.locator('body').textContent()).toMatch(/was told no/);
	expect(await hosts(popup)).not.toContain(`${tryton.url}/*`);

	await promptedInChromium(() => use.click());
	screen.press('Tab', 'Return');
	await expect.poll(() => hosts(popup)).toContain(`${tryton.url}/*`);
	await crm.bringToFront();
	await expectFigure(await sidebarOf(crm), 'Margin', '32.2');
	await popup.close();
});

const party = (page: Page) => page.locator('#tabcontent > .tab-pane.active .form input[name="description"]');

test('the shortcut goes to the sidebar and back to the field it came from', async () => {
	const crm = context.pages()[0] as Page;
	const sidebar = await sidebarOf(crm);
	await party(crm).click();
	screen.press('alt+shift+d');
	await expect.poll(() => sidebar.evaluate(() => document.hasFocus())).toBe(true);
	screen.press('alt+shift+d');
	await expect.poll(() => party(crm).evaluate((field) => document.activeElement === field)).toBe(true);
	screen.press('alt+shift+d');
	await expect.poll(() => sidebar.evaluate(() => document.hasFocus())).toBe(true);
	screen.press('Escape');
	await expect.poll(() => party(crm).evaluate((field) => document.activeElement === field)).toBe(true);
});

test('one key hides margin, cost and pay, whatever has the focus, and shows them again', async () => {
	const crm = context.pages()[0] as Page;
	const sidebar = await sidebarOf(crm);
	await party(crm).click();
	screen.press('alt+shift+h');
	await sidebar.getByRole('region', { name: 'Price' }).waitFor();
	expect(await sidebar.locator('body').textContent()).not.toMatch(/32\.2|12,040|target|floor/i);
	expect(await party(crm).evaluate((field) => document.activeElement === field)).toBe(true);
	screen.press('alt+shift+h');
	await expectFigure(sidebar, 'Margin', '32.2');
});

test('the inner edge follows the mouse, and so does the handle', async () => {
	const crm = context.pages()[0] as Page;
	const element = await (await sidebarOf(crm)).frameElement();
	const origin = await crm.evaluate(() => [
		window.screenX + (window.outerWidth - window.innerWidth) / 2,
		window.screenY + window.outerHeight - window.innerHeight,
	]);
	const [originX = 0, originY = 0] = origin;
	const box = async () => {
		const found = await element.boundingBox();
		if (!found) throw new Error('the sidebar is not drawn');
		return found;
	};
	async function drag(from: readonly [number, number], to: readonly [number, number]): Promise<void> {
		const at = ([x, y]: readonly [number, number]) => [
			String(Math.round(originX + x)),
			String(Math.round(originY + y)),
		];
		const half = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2] as const;
		screen.drive('mousemove', ...at(from), 'sleep', '0.2', 'mousedown', '1', 'sleep', '0.1');
		for (const place of [half, to]) screen.drive('mousemove', ...at(place), 'sleep', '0.2');
		screen.drive('mouseup', '1');
	}
	const before = await box();
	await drag([before.x + 2, 300], [before.x + 2 - 80, 320]);
	await expect.poll(async () => Math.abs((await box()).width - before.width - 80)).toBeLessThanOrEqual(2);
	const wide = await box();
	await drag([wide.x + 2, 300], [wide.x + 2 + 80, 320]);
	await expect.poll(async () => Math.abs((await box()).width - before.width)).toBeLessThanOrEqual(2);
	const sidebar = await sidebarOf(crm);
	await sidebar.getByRole('button', { name: 'Collapse the sidebar' }).click();
	await expect.poll(async () => (await box()).width).toBe(28);
	const handle = await box();
	await drag([handle.x + 14, handle.y + 60], [handle.x + 14, handle.y + 160]);
	await expect.poll(async () => (await box()).y - handle.y).toBeGreaterThan(50);
	expect((await box()).width).toBe(28);
	await sidebar.getByRole('button', { name: /Open Dealside/ }).press('Enter');
	await expect.poll(async () => (await box()).width).toBeGreaterThan(200);
});

test('a site added by its address in the workspace gets the sidebar, and loses it when it is removed', async () => {
	const site = tryton.url.replace('127.0.0.1', 'localhost');
	const workspace = await context.newPage();
	await workspace.goto(`chrome-extension://${await extensionId(context)}/workspace.html#/settings`);
	await workspace.bringToFront();
	await workspace.getByRole('textbox', { name: 'Site address' }).fill(site);
	await promptedInChromium(() => workspace.getByRole('button', { name: 'Add site' }).click());
	screen.press('Tab', 'Return');
	await expect.poll(() => hosts(workspace)).toContain(`${site}/*`);
	const crm = await context.newPage();
	await signIn(crm, { ...tryton, url: site });
	await goToRecord(crm, tryton.address('sale.sale', tryton.records.quotation).replace('127.0.0.1', 'localhost'));
	await expectFigure(await sidebarOf(crm), 'Margin', '32.2');

	await workspace.bringToFront();
	await workspace.getByRole('button', { name: /Remove.*localhost/ }).click();
	await expect.poll(() => hosts(workspace)).not.toContain(`${site}/*`);
	await crm.bringToFront();
	await crm.reload();
	await crm.locator('#menu, #main_navbar').first().waitFor();
	await crm.waitForTimeout(2000);
	expect(sidebarIn(crm)).toBeNull();
});

test('“Show me where it is” asks the browser in its own prompt, and works once that is accepted', async () => {
	const demo = await startDemo();
	try {
		demo.lay('moved');
		const crm = await context.newPage();
		await crm.goto(`${demo.url}/quotes/2041`);
		const sidebar = await sidebarOf(crm);
		await crm.bringToFront();
		const show = sidebar.getByRole('button', { name: 'Show me where it is: discount' });
		await promptedInChromium(() => show.click());
		screen.press('Return');
		await expect.poll(() => sidebar.locator('body').textContent()).toMatch(/without your browser’s/);
		await promptedInChromium(() => show.click());
		screen.press('Tab', 'Return');
		const guide = await handOf(crm);
		await guide.asks('Click where “discount” is now');
		await guide.point('tbody tr td:nth-child(4)');
		await guide.asks('Saved');
		await expectFigure(sidebar, 'Margin', '32.2');
		await crm.close();
	} finally {
		await demo.stop();
	}
});
