import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { startDemo } from '../demo/server.ts';
import { launch, press, sidebarOf } from './browser.ts';
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

/** Milliseconds that each picture stays; together they are the length of the moving one. */
const stays = { saved: 1100, opened: 700, half: 500, typed: 1900, near: 700, applied: 1500 };

/** The same rep as a moving picture: a discount is typed, the figure turns, the one that keeps the target is applied. */
async function moving(context: BrowserContext, url: string, scheme: string): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'dealside-shots-'));
	const list: string[] = [];
	const page = await context.newPage();
	await page.emulateMedia({ reducedMotion: 'reduce' });
	await page.goto(`${url}/quotes/2041`);
	const sidebar = await sidebarOf(page);
	const margin = sidebar.getByRole('region', { name: 'Margin' }).getByRole('status', { name: 'Margin', exact: true });
	async function take(name: keyof typeof stays): Promise<void> {
		const path = join(folder, `${name}.png`);
		await page.screenshot({ path, animations: 'disabled', caret: 'initial' });
		list.push(`file '${path}'`, `duration ${stays[name] / 1000}`);
	}
	await margin.filter({ hasText: '32.2' }).waitFor();
	await take('saved');
	await page.getByRole('button', { name: 'Edit CX-40' }).click();
	await page.locator('.dialog:not([aria-busy])').waitFor();
	const discount = page.getByRole('textbox', { name: 'Discount %' });
	await discount.fill('');
	await take('opened');
	await discount.pressSequentially('1');
	await margin.filter({ hasText: '36.0' }).waitFor();
	await take('half');
	await discount.pressSequentially('5');
	await margin.filter({ hasText: '29.9' }).waitFor();
	await sidebar.getByRole('button', { name: 'Propose · 1 of 3 done', expanded: false }).waitFor();
	const apply = sidebar.getByRole('button', { name: /^Apply / });
	await apply.waitFor();
	await take('typed');
	await apply.hover();
	await take('near');
	await press(apply);
	await margin.filter({ hasText: '33.0' }).waitFor();
	await sidebar.getByRole('button', { name: 'Undo' }).waitFor();
	await take('applied');
	await page.close();
	// The last one is named twice: its duration is else left out.
	const last = list.at(-2) ?? '';
	writeFileSync(join(folder, 'list.txt'), [...list, last, ''].join('\n'));
	const target = join(pictures, `typed-${scheme}.webp`);
	const made = spawnSync(
		'ffmpeg',
		['-y', '-loglevel', 'error', '-f', 'concat', '-safe', '0', '-i', join(folder, 'list.txt')].concat(
			['-vf', 'scale=1280:720', '-fps_mode', 'vfr', '-c:v', 'libwebp_anim', '-lossless', '0', '-q:v', '80'],
			['-loop', '0', target],
		),
		{ encoding: 'utf8' },
	);
	rmSync(folder, { recursive: true });
	if (made.error) process.stdout.write('The moving picture is left as it was: ffmpeg is not installed.\n');
	else if (made.status !== 0) throw new Error(`ffmpeg: ${made.stderr}`);
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
	await moving(context, demo.url, scheme);
	await giveFirmPlaybook(context);
	await section(context, 'collateral', 'Collateral', join(pictures, `marketer-${scheme}.png`));
	await section(context, 'policy', 'Policy', join(pictures, `manager-${scheme}.png`));
	await context.close();
}
await demo.stop();
process.stdout.write(`The pictures are in ${pictures}.\n`);
