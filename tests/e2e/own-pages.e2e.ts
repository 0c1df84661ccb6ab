import type { BrowserContext, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Demo, startDemo } from '../../demo/server.ts';
import { extensionId, launch, sidebarOf } from '../../scripts/browser.ts';
import { demoBuild, expectFigure, openWorkspace } from './harness.ts';

/** Our own pages keep to the policy that they are shipped with: nothing of them is refused by the browser. */

let demo: Demo;
let context: BrowserContext;

interface Watched {
	violations?: string[];
}

beforeAll(async () => {
	demo = await startDemo();
	context = await launch({ extension: demoBuild });
	await context.addInitScript(() => {
		const seen: string[] = [];
		(window as Watched).violations = seen;
		document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) =>
			seen.push(`${effectiveDirective} ${blockedURI} ${sample}`),
		);
	});
});

afterAll(async () => {
	await context?.close();
	await demo?.stop();
});

const violations = (page: Page | Frame) => page.evaluate(() => (window as Watched).violations ?? ['not watched']);

test('the workspace, in each of its parts', async () => {
	const page = await openWorkspace(context);
	const parts = page.getByRole('navigation').getByRole('link').or(page.getByRole('navigation').getByRole('button'));
	await parts.first().waitFor();
	const names = await parts.allTextContents();
	expect(names.length).toBeGreaterThan(5);
	for (const at of names.keys()) {
		await parts.nth(at).click();
		await expect.poll(() => parts.nth(at).getAttribute('aria-current')).toBe('page');
	}
	expect(await violations(page)).toEqual([]);
	await page.close();
});

test('the popup', async () => {
	const page = await context.newPage();
	await page.goto(`chrome-extension://${await extensionId(context)}/popup.html?site=${encodeURIComponent(demo.url)}`);
	await page.getByRole('button').first().waitFor();
	expect(await violations(page)).toEqual([]);
	await page.close();
});

test('the sidebar, with every fold and menu open', async () => {
	const page = await context.newPage();
	await page.goto(`${demo.url}/quotes/2041`);
	const sidebar = await sidebarOf(page);
	await expectFigure(sidebar, 'Margin', '32.2');
	const folds = sidebar.locator('[aria-expanded="false"]');
	for (let left = await folds.count(); left > 0; left -= 1) {
		await folds
			.first()
			.click({ timeout: 1000 })
			.catch(() => undefined);
		await page.keyboard.press('Escape');
	}
	expect(await violations(sidebar)).toEqual([]);
	await page.close();
});

test('what makes markup or code from text, or loads from elsewhere, is refused', async () => {
	const page = await openWorkspace(context);
	const tried = await page.evaluate(async () => {
		const refused = async (act: () => unknown) => {
			try {
				await act();
				return false;
			} catch {
				return true;
			}
		};
		return {
			markup: await refused(() => {
				document.createElement('div').innerHTML = '<b>x</b>';
			}),
			policy: await refused(() =>
				(
					window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }
				).trustedTypes.createPolicy('any', {}),
			),
			elsewhere: await refused(() => fetch('https://other.example/')),
		};
	});
	expect(tried).toEqual({ markup: true, policy: true, elsewhere: true });
	// The others could not fail if nothing were noticed.
	expect(await violations(page)).not.toEqual([]);
	await page.close();
});
