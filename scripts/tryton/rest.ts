import type { Page } from 'playwright-core';

/** Waits for Tryton's web client. */

/** What the client's page has of its own. */
interface Client {
	jQuery?: { readonly active: number };
}

/** Runs in the page. Resolved once no call was open at several moments in a row at which the page had nothing to do, or after 15 s. */
function restInPage(): Promise<void> {
	return new Promise((resolve) => {
		const end = Date.now() + 15_000;
		let idle = 0;
		const look = () => {
			idle = (window as unknown as Client).jQuery?.active === 0 ? idle + 1 : 0;
			if (idle > 4 || Date.now() > end) resolve();
			else setTimeout(() => requestIdleCallback(look, { timeout: 500 }), 15);
		};
		look();
	});
}

/** Waits until the client has heard all that it asked, and has nothing more to do. A page that went away meanwhile is waited for. */
export async function rest(page: Page): Promise<void> {
	await page.evaluate(restInPage).catch(async () => {
		await page.waitForLoadState();
		await page.evaluate(restInPage);
	});
}
