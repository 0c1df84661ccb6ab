import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch } from '../../scripts/browser.ts';
import { demoBuild, giveFirmPlaybook, openWorkspace, picturesFolder } from './harness.ts';

let context: BrowserContext;

beforeAll(async () => {
	context = await launch({ extension: demoBuild });
	await giveFirmPlaybook(context);
});
afterAll(() => context?.close());

const at = (page: Page, section: string) =>
	page.evaluate((name) => {
		window.location.hash = `#/${name}`;
	}, section);

/** Each form that is not there until it is opened, and those that are, with one field and what is typed in it. */
const typed = [
	['collateral', 'Add collateral', 'Title', 'A story half told'],
	['policy', 'Add rule', 'Name', 'A rule half made'],
	['process', null, 'Name of the process', 'A process half named'],
	['reps', null, 'Last days of the quarter', '13'],
	['settings', null, 'Revenue won so far', '123456'],
] as const;

async function fill(page: Page): Promise<void> {
	for (const [section, open, field, text] of typed) {
		await at(page, section);
		if (open) await page.getByRole('button', { name: open, exact: true }).click();
		const box = page.getByRole('textbox', { name: field, exact: true });
		await box.waitFor();
		await box.fill(text);
	}
}

async function expectFilled(page: Page): Promise<void> {
	for (const [section, , field, text] of typed) {
		await at(page, section);
		await expect.poll(() => page.getByRole('textbox', { name: field, exact: true }).inputValue()).toBe(text);
	}
}

test('what is typed outlives another page, a reload, a closed tab, and is gone when it is discarded', async () => {
	let page = await openWorkspace(context);
	await fill(page);
	await expectFilled(page);
	// The moment it was typed: nothing is waited for.
	await page.reload();
	await expectFilled(page);
	await page.screenshot({ path: join(picturesFolder, 'drafts-kept.png') });
	await page.close();
	page = await openWorkspace(context);
	await expectFilled(page);
	await at(page, 'process');
	await page.getByRole('button', { name: 'Discard changes' }).click();
	await expect
		.poll(() => page.getByRole('textbox', { name: 'Name of the process' }).inputValue())
		.not.toContain('half');
	await page.getByRole('button', { name: 'Undo' }).click();
	await expectFilled(page);
	await at(page, 'process');
	await page.getByRole('button', { name: 'Discard changes' }).click();
	await page.reload();
	await page.getByRole('textbox', { name: 'Name of the process' }).waitFor();
	expect(await page.getByRole('textbox', { name: 'Name of the process' }).inputValue()).not.toContain('half');
	await page.close();
});

test('two windows: what does not touch is joined, what does is chosen, and nothing is lost', async () => {
	const [one, two] = [await openWorkspace(context), await openWorkspace(context)];
	for (const page of [one, two]) await at(page, 'process');
	const name = (page: Page) => page.getByRole('textbox', { name: 'Name of the process' });
	await name(one).fill('Mine');
	await two.getByRole('button', { name: /^Stage 1: / }).click();
	await two.getByRole('textbox', { name: 'Usual days' }).first().fill('17');
	await two.getByRole('button', { name: 'Save process' }).click();
	await one.getByRole('button', { name: /^Stage 1: / }).click();
	await expect.poll(() => one.getByRole('textbox', { name: 'Usual days' }).first().inputValue()).toBe('17');
	expect(await name(one).inputValue()).toBe('Mine');

	await name(two).fill('Theirs');
	await two.getByRole('button', { name: 'Save process' }).click();
	const both = one.getByRole('group', { name: 'Name' });
	await both.waitFor();
	await one.screenshot({ path: join(picturesFolder, 'drafts-two-windows.png') });
	await one.getByRole('button', { name: 'Save process' }).click();
	await expect
		.poll(() => one.getByRole('status').allTextContents())
		.toContain('Choose a version above before you save.');
	await both.getByRole('radio', { name: 'Yours: Mine' }).check();
	await one.getByRole('button', { name: 'Use this choice' }).click();
	await one.getByRole('button', { name: 'Save process' }).click();
	await expect.poll(() => name(two).inputValue()).toBe('Mine');
	// Undo takes back this save alone.
	await one.getByRole('button', { name: 'Undo' }).click();
	await expect.poll(() => name(two).inputValue()).toBe('Theirs');
	expect(await two.getByRole('textbox', { name: 'Usual days' }).first().inputValue()).toBe('17');
	await one.close();
	await two.close();
});
