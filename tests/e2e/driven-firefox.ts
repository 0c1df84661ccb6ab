import { writeFileSync } from 'node:fs';
import type { Browser, ElementHandle, Frame, Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { launchFirefox } from '../../scripts/firefox.ts';
import { type Driven, type DrivenWishes, restMs, type Scene, type Tab, type Target } from './driven.ts';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Names are compared as they are written, with the narrow space of our percents. */
const written = (name: string) => name.replace(/(?<=\d) %/g, '\u202f%');

const selectorOf = (target: Target): string =>
	'css' in target ? target.css : `::-p-aria([name="${written(target.name)}"][role="${target.role}"])`;

/** Where the sidebar's element stands in its page. The driver of older Firefox cannot place a frame in a closed root. */
const sidebarCorner = (page: Page): Promise<readonly [x: number, y: number]> =>
	page.evaluate(() => {
		const { x = 0, y = 0 } = document.querySelector('html > div[popover]')?.getBoundingClientRect() ?? {};
		return [x, y] as const;
	});

function sceneOf(page: Page, within: Page | Frame): Scene {
	async function find(target: Target): Promise<ElementHandle> {
		const found = await within.waitForSelector(selectorOf(target), { timeout: 60_000 });
		if (!found) throw new Error(`nothing is ${JSON.stringify(target)}`);
		return found;
	}
	return {
		evaluate: (code, sent) => within.evaluate(code as never, sent) as never,
		async press(target) {
			const found = await find(target);
			const [inX, inY] = await found.evaluate((element) => {
				element.scrollIntoView({ block: 'nearest' });
				const { x, y, width, height } = element.getBoundingClientRect();
				return [x + width / 2, y + height / 2] as const;
			});
			const [left, top] = within === page ? [0, 0] : await sidebarCorner(page);
			const [x, y] = [left + inX, top + inY];
			for (let step = 5; step >= 0; step -= 1) {
				await page.mouse.move(x - step * 6, y - step * 8);
				await wait(40);
			}
			await wait(restMs);
			await page.mouse.click(x, y);
		},
		async type(target, text, afterKey) {
			await (await find(target)).click();
			await page.keyboard.down('Control');
			await page.keyboard.press('a');
			await page.keyboard.up('Control');
			await page.keyboard.press('Delete');
			for (const [at, key] of [...text].entries()) {
				await page.keyboard.type(key);
				await afterKey?.(text.slice(0, at + 1));
			}
		},
	};
}

function tabOf(page: Page): Tab {
	return {
		...sceneOf(page, page),
		async go(address) {
			// The driver hears nothing of how pages of extensions load.
			await page.goto(address, address.startsWith('moz-extension:') ? { waitUntil: [] } : {});
		},
		async sidebar() {
			// The driver is not told where a frame of an extension has gone.
			for (const frame of page.frames().filter((one) => one !== page.mainFrame())) {
				const path = await frame.evaluate(() => `${location.protocol}${location.pathname}`).catch(() => null);
				if (path === 'moz-extension:/sidebar.html') return sceneOf(page, frame);
			}
			return null;
		},
		front: () => page.bringToFront(),
		async picture(path) {
			writeFileSync(path, await page.screenshot());
		},
		close: () => page.close(),
	};
}

/** Firefox with the extension. */
export async function driveFirefox({ extension, screen }: DrivenWishes, proxyPort?: number): Promise<Driven> {
	const { browser, origin } = await launchFirefox({
		extension,
		isHeaded: true,
		env: { DISPLAY: screen.display },
		...(proxyPort !== undefined && { proxyPort }),
	});
	return {
		origin,
		async open(address) {
			const tab = tabOf(await browser.newPage());
			await tab.go(address);
			return tab;
		},
		opened: async (part) => tabOf(await pageAt(browser, part)),
		// Its prompt is a window of its own.
		async prompted(act) {
			const before = screen.windows();
			await act();
			await expect.poll(() => screen.windows(), { message: 'no prompt' }).toBeGreaterThan(before);
		},
		close: () => browser.close(),
	};
}

async function pageAt(browser: Browser, part: string): Promise<Page> {
	const found: { page?: Page } = {};
	const look = async () => {
		for (const page of await browser.pages()) {
			const path = await page.evaluate(() => location.pathname).catch(() => null);
			if (path === part) found.page = page;
		}
		return found.page !== undefined;
	};
	await expect.poll(look, { interval: 100, message: `no tab shows ${part}` }).toBe(true);
	return found.page as Page;
}
