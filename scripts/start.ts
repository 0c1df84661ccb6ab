import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { startDemo } from '../demo/server.ts';
import { launch, press, sidebarOf } from './browser.ts';
import { demoBuild } from './builds.ts';
import { hasDisplay, needChromium } from './system.ts';

/** Builds the extension and opens it on the demo CRM; without a display it takes a scripted tour instead. */
const root = join(import.meta.dirname, '..');
const extension = demoBuild;
const pictures = join(root, 'shots');

function say(text: string): void {
	process.stdout.write(`${text}\n`);
}

function build(): void {
	say('Building the extension…');
	const run = spawnSync(join(root, 'node_modules/.bin/wxt'), ['build'], {
		cwd: root,
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	if (run.status !== 0) throw new Error('The extension could not be built; its message is above.');
}

async function figure(sidebar: Frame, name: string): Promise<string> {
	const output = sidebar.getByRole('region', { name: 'Margin' }).getByRole('status', { name, exact: true });
	return ((await output.textContent()) ?? '').replace(/[\s\u00a0\u202f]+/g, ' ').trim();
}

/** The margin once it is another and has come to rest: on the way to 15 there is a 1. */
async function changed(sidebar: Frame, before: string): Promise<string> {
	let last = before;
	for (let tries = 0; tries < 200; tries += 1) {
		const now = await figure(sidebar, 'Margin');
		if (now !== before && now === last) return now;
		last = now;
		await new Promise((resolve) => setTimeout(resolve, 300));
	}
	throw new Error('The margin did not follow what was typed.');
}

/** Does what a rep would do and says what there is to see. */
async function tour(page: Page, url: string): Promise<void> {
	await page.goto(`${url}/quotes/2041`);
	const sidebar = await sidebarOf(page);
	await sidebar.getByRole('region', { name: 'Margin' }).getByRole('status', { name: 'Margin', exact: true }).waitFor();
	const before = await figure(sidebar, 'Margin');
	say(
		`Opened quotation Q-2041. The sidebar says: margin ${before}, step “${(await sidebar.locator('[aria-current="step"]').textContent())?.trim()}”.`,
	);
	await page.screenshot({ path: join(pictures, '1-quotation.png') });

	await page.getByRole('button', { name: 'Edit CX-40' }).click();
	const discount = page.getByRole('textbox', { name: 'Discount %' });
	await page.locator('.dialog:not([aria-busy])').waitFor();
	await discount.fill('');
	await discount.pressSequentially('15');
	say(`Typed 15 into the discount of the first line, saved nothing. Margin now: ${await changed(sidebar, before)}.`);
	await page.screenshot({ path: join(pictures, '2-discount-typed.png') });
	await page.getByRole('button', { name: 'Cancel' }).click();

	const criterion = sidebar.getByRole('region', { name: 'Stage' }).getByRole('checkbox', { disabled: false }).first();
	await press(criterion);
	say(
		`Ticked the exit criterion “${await criterion.evaluate((box) => box.closest('li')?.textContent?.trim().slice(0, 60) ?? '')}”.`,
	);

	const piece = sidebar.getByRole('region', { name: 'Collateral' }).getByRole('listitem').first();
	await press(piece.getByRole('button', { name: /copy/i }));
	say(`Copied the link of “${(await piece.getByRole('heading').textContent())?.trim()}”.`);
	await page.screenshot({ path: join(pictures, '3-collateral.png') });
	say(`Pictures are in ${pictures}.`);
}

async function main(): Promise<void> {
	needChromium();
	// A run of all tests has built it.
	if (!process.argv.includes('--built')) build();
	mkdirSync(pictures, { recursive: true });
	const isHeaded = hasDisplay() && !process.argv.includes('--headless');
	const demo = await startDemo();
	const context = await launch({ extension, isHeaded });
	const page = context.pages()[0] ?? (await context.newPage());
	if (!isHeaded) {
		say('There is no display, so here is a tour.');
		await tour(page, demo.url);
	} else {
		await page.goto(`${demo.url}/quotes/2041`);
		say(
			`The demo CRM is open at ${demo.url}. Open a line with “Edit” and type a discount: the margin follows each key.`,
		);
		say('Close the window, or press Ctrl+C here, to end.');
		process.once('SIGINT', () => void context.close());
		await new Promise<void>((resolve) => context.once('close', () => resolve()));
	}
	await context.close().catch(() => undefined);
	await demo.stop();
}

main().catch((cause: unknown) => {
	say(cause instanceof Error ? cause.message : String(cause));
	process.exit(1);
});
