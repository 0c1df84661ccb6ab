import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { extensionId, launch, sidebarOf } from '../../scripts/browser.ts';
import { startTryton, type Tryton } from '../../scripts/tryton/tryton.ts';
import { expectFigure, shippedBuild, signIn } from './harness.ts';

let tryton: Tryton;
let screen: ChildProcess;
let display: string;
let context: BrowserContext;

async function startScreen(): Promise<void> {
	let number = 90;
	while (existsSync(`/tmp/.X11-unix/X${number}`)) number += 1;
	display = `:${number}`;
	screen = spawn('Xvfb', [display, '-screen', '0', '1280x800x24', '-nolisten', 'tcp'], { stdio: 'ignore' });
	while (!existsSync(`/tmp/.X11-unix/X${number}`)) await new Promise((resolve) => setTimeout(resolve, 50));
}

function press(...keys: string[]): void {
	const done = spawnSync('xdotool', ['key', '--delay', '200', ...keys], { env: { ...process.env, DISPLAY: display } });
	if (done.status !== 0) throw new Error(`xdotool failed: ${done.stderr}`);
}

beforeAll(async () => {
	await startScreen();
	tryton = await startTryton();
	context = await launch({ extension: shippedBuild, isHeaded: true, env: { DISPLAY: display } });
});

afterAll(async () => {
	await context?.close();
	await tryton?.stop();
	screen?.kill();
});

async function hosts(popup: Page): Promise<string[]> {
	return popup.evaluate(async () => (await chrome.permissions.getAll()).origins ?? []);
}

declare const chrome: { permissions: { getAll(): Promise<{ origins?: string[] }> } };

test('refused in the browser’s own prompt nothing changes; accepted, the open Tryton has its sidebar', async () => {
	const crm = context.pages()[0] ?? (await context.newPage());
	await signIn(crm, tryton);
	await crm.goto(tryton.address('sale.sale', tryton.records.quotation));
	const popup = await context.newPage();
	await popup.goto(
		`chrome-extension://${await extensionId(context)}/popup.html?site=${encodeURIComponent(tryton.url)}`,
	);
	await popup.bringToFront();
	const use = popup.getByRole('button', { name: 'Use Dealside on this site' });

	await use.click();
	await popup.waitForTimeout(1500);
	press('Return');
	await expect.poll(() => popup.locator('body').textContent(), { timeout: 15_000 }).toMatch(/was told no/);
	expect(await hosts(popup)).not.toContain(`${tryton.url}/*`);

	await use.click();
	await popup.waitForTimeout(1500);
	press('Tab', 'Return');
	await expect.poll(() => hosts(popup), { timeout: 15_000 }).toContain(`${tryton.url}/*`);
	await crm.bringToFront();
	await expectFigure(await sidebarOf(crm), 'Margin', '32.2');
});
