import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Frame, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

export { demoBuild, grantedBuild, openWorkspace } from '../../scripts/builds.ts';
export { giveFirmPlaybook } from '../../scripts/firm.ts';
export { signIn } from '../../scripts/tryton/sign-in.ts';

const root = join(import.meta.dirname, '../..');

/** Where pictures of test runs go. */
export const picturesFolder = join(root, 'shots');
mkdirSync(picturesFolder, { recursive: true });

/** Waits until a figure of the sidebar's margin reads like this; the figure may stand beside the one before. */
export async function expectFigure(sidebar: Frame, name: string, wanted: string | RegExp): Promise<void> {
	const output = sidebar.getByRole('region', { name: 'Margin' }).getByRole('status', { name, exact: true });
	await expect
		.poll(async () =>
			(await output.textContent({ timeout: 1000 }).catch(() => null))?.replace(/[\s\u00a0\u202f]+/g, ' '),
		)
		.toMatch(typeof wanted === 'string' ? new RegExp(wanted.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')) : wanted);
}

/** Opens folds of the sidebar by words of their lines, one after the other. */
export async function unfold(sidebar: Frame, ...titles: readonly (string | RegExp)[]): Promise<void> {
	for (const title of titles) await sidebar.locator('details:not([open]) > summary', { hasText: title }).click();
}

/** Goes to a record in Tryton: a client that has just signed in may write its own address over the one it was given. */
export async function goToRecord(page: Page, address: string): Promise<void> {
	const [wanted = ''] = new URL(address).hash.split(';');
	const isThere = () => new URL(page.url()).hash.startsWith(wanted);
	const end = Date.now() + 40_000;
	do {
		await page.goto(address);
		// A busy server takes its time; asked again meanwhile, the client begins anew.
		for (let tries = 0; tries < 12; tries += 1) {
			await page.waitForTimeout(500);
			const isFilled = await page.evaluate(() =>
				[...document.querySelectorAll<HTMLInputElement>('.tab-pane.active .form input')].some(
					({ value }) => value !== '',
				),
			);
			if (isThere() && isFilled) return;
		}
	} while (Date.now() < end);
}

/**
 * Types into a number field of Tryton's line dialog. The client swaps the field for another when it gets the focus and
 * writes the saved number back while the dialog is still fading in, so keys may be lost without Dealside too: what was
 * typed is looked at, and typed again.
 */
export async function typeInDialog(dialog: Locator, name: string, text: string): Promise<void> {
	const page = dialog.page();
	const field = dialog.locator(`input[name=${name}]:visible`);
	// A plain loop: the fixtures are captured with it too, outside the test runner.
	const end = Date.now() + 30_000;
	for (;;) {
		await field.click();
		await page.waitForTimeout(150);
		await page.keyboard.press('Control+A');
		await page.keyboard.type(text);
		await page.waitForTimeout(150);
		const held = await field.inputValue();
		if (held === text) return;
		if (Date.now() > end) throw new Error(`the dialog's field ${name} holds “${held}” after “${text}” was typed`);
		await page.waitForTimeout(200);
	}
}

/** What the script of an adapter says in each tab in which one runs; asked by the background, as the popup asks it. */
export async function pageStatuses(context: BrowserContext): Promise<readonly PageStatus[]> {
	const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
	const told = await worker.evaluate(async () => {
		const found = await chrome.tabs.query({});
		return Promise.all(
			found.map(({ id }) => chrome.tabs.sendMessage(id, { type: 'page.status' }, { frameId: 0 }).catch(() => null)),
		);
	});
	return told.filter((one) => one !== null && one !== undefined);
}

export interface PageStatus {
	readonly crm: string;
	readonly hasDeal: boolean;
	readonly isExpelled?: boolean;
}

declare const chrome: {
	tabs: {
		query(which: object): Promise<{ id: number }[]>;
		sendMessage(id: number, message: object, to: object): Promise<PageStatus | null>;
	};
};
