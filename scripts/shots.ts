import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { startDemo } from '../demo/server.ts';
import { launch, sidebarOf } from './browser.ts';
import { demoBuild, openWorkspace } from './builds.ts';
import { giveFirmPlaybook } from './firm.ts';
import { needChromium } from './system.ts';

/** Takes the README's pictures with the built extension on the demo CRM: `npm run shots`. */
const pictures = join(import.meta.dirname, '../docs/pictures');

/** A rep who types a discount. */
async function rep(context: BrowserContext, url: string, path: string): Promise<void> {
	const page = await context.newPage();
	await page.emulateMedia({ reducedMotion: 'reduce' });
	await page.goto(`${url}/quotes/2041`);
	const sidebar = await sidebarOf(page);
	const margin = sidebar.getByRole('region', { name: 'Margin' }).getByRole('status', { name: 'Margin', exact: true });
	await margin.filter({ hasText: '32.2' }).waitFor();
	await page.getByRole('button', { name: 'Edit CX-40' }).click();
	await page.locator('.dialog:not([aria-busy])').waitFor();
	await page.getByRole('textbox', { name: 'Discount %' }).fill('15');
	await margin.filter({ hasText: '29.9' }).waitFor();
	await sidebar.getByRole('button', { name: /^Apply / }).waitFor();
	await sidebar.getByRole('button', { name: 'Propose · 1 of 3 done', expanded: false }).waitFor();
	await page.screenshot({ path, animations: 'disabled' });
	await page.close();
}

/** A page of the workspace. */
async function section(context: BrowserContext, name: string, heading: string, path: string): Promise<void> {
	const page = await openWorkspace(context);
	await page.evaluate((to) => {
		window.location.hash = `#/${to}`;
	}, name);
	await page.getByRole('heading', { name: heading, level: 2 }).waitFor();
	await page.screenshot({ path, animations: 'disabled' });
	await page.close();
}

needChromium();
mkdirSync(pictures, { recursive: true });
const demo = await startDemo();
for (const scheme of ['light', 'dark'] as const) {
	const context = await launch({ extension: demoBuild, colorScheme: scheme });
	await rep(context, demo.url, join(pictures, `rep-${scheme}.png`));
	await giveFirmPlaybook(context);
	await section(context, 'collateral', 'Collateral', join(pictures, `marketer-${scheme}.png`));
	await section(context, 'policy', 'Policy', join(pictures, `manager-${scheme}.png`));
	await context.close();
}
await demo.stop();
process.stdout.write(`The pictures are in ${pictures}.\n`);
