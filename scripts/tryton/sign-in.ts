import type { Page } from 'playwright-core';
import { rest } from './rest.ts';
import type { Tryton } from './tryton.ts';

/** Signs in to Tryton's web client and closes the dialog that lies over a new database. */
export async function signIn(
	page: Page,
	tryton: Pick<Tryton, 'url' | 'database' | 'login' | 'password'>,
): Promise<void> {
	await page.goto(`${tryton.url}/#${tryton.database}`);
	const dialog = page.locator('.modal:visible').last();
	const password = page.locator('.modal input[type=password]');
	await page.locator('.modal input#login').fill(tryton.login);
	// The client drops the first press while it still looks its database up.
	for (let tries = 0; tries < 30 && (await password.count()) === 0; tries += 1) {
		await dialog
			.locator('button[type=submit]')
			.click({ timeout: 1000 })
			.catch(() => undefined);
		await password.waitFor({ timeout: 1500 }).catch(() => undefined);
	}
	await password.fill(tryton.password);
	await page.keyboard.press('Enter');
	await page.locator('#menu, #main_navbar').first().waitFor();
	// The "Module Configuration" dialog of a new database comes a moment later, on a busy machine some more.
	const lying = page.locator('.modal:visible:not(:has(input[type=password])):not(:has(input#login))');
	await lying
		.first()
		.waitFor({ timeout: 5000 })
		.catch(() => undefined);
	for (let tries = 0; tries < 20 && (await lying.count()) > 0; tries += 1) {
		await page.keyboard.press('Escape');
		await rest(page);
	}
}
