import type { BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Demo, startDemo } from '../../demo/server.ts';
import { launch, sidebarOf } from '../../scripts/browser.ts';
import { demoBuild, expectFigure, giveFirmPlaybook, openWorkspace, picturesFolder } from './harness.ts';

let demo: Demo;
let context: BrowserContext;

beforeAll(async () => {
	demo = await startDemo();
	context = await launch({ extension: demoBuild });
});

afterAll(async () => {
	await context?.close();
	await demo?.stop();
});

test('everything is deleted in a real browser while a deal is open, and both go on as new ones do', async () => {
	await giveFirmPlaybook(context);
	const page = await context.newPage();
	await page.goto(`${demo.url}/quotes/2041`);
	await expectFigure(await sidebarOf(page), 'Margin', '32.2');
	const workspace = await openWorkspace(context);
	await workspace.goto(`${workspace.url().split('#')[0]}#/settings`);
	await workspace.getByRole('textbox', { name: 'Your name' }).fill('Ada Berg');
	await workspace.keyboard.press('Tab');
	await workspace.getByRole('button', { name: 'Delete everything Dealside keeps in this browser' }).click();
	const dialog = workspace.getByRole('dialog');
	await dialog.waitFor();
	await workspace.screenshot({ path: `${picturesFolder}/delete-everything.png` });
	await dialog.getByRole('button', { name: 'Delete everything' }).click();
	await workspace.getByText('Everything that Dealside kept in this browser is deleted.').waitFor();
	await expect.poll(() => workspace.getByRole('textbox', { name: 'Your name' }).inputValue()).toBe('');
	const kept = await workspace.evaluate(async () => {
		const { storage } = (
			globalThis as unknown as {
				chrome: { storage: Record<'local' | 'session', { get(key: null): Promise<Record<string, unknown>> }> };
			}
		).chrome;
		return [await storage.local.get(null), await storage.session.get(null)];
	});
	expect(Object.keys(kept[0] ?? {}).filter((key) => key !== 'filled' && !key.startsWith('layout:'))).toEqual([]);
	expect(kept[1]).toEqual({});
	await page.reload();
	// The demo CRM alone is filled with the sample again.
	await expectFigure(await sidebarOf(page), 'Margin', '32.2');
	expect(await workspace.getByRole('alert').count()).toBe(0);
});
