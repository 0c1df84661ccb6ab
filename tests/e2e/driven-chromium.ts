import type { Frame, Locator, Page } from 'playwright-core';
import { extensionId, launch, press, sidebarIn } from '../../scripts/browser.ts';
import type { Driven, DrivenWishes, Scene, Tab, Target } from './driven.ts';
import { promptedInChromium } from './screen.ts';

function sceneOf(page: Page, within: Page | Frame): Scene {
	const find = (target: Target): Locator =>
		('css' in target
			? within.locator(target.css)
			: within.getByRole(target.role, { name: target.name, exact: true })
		).first();
	return {
		evaluate: (code, sent) => within.evaluate(code as never, sent as never),
		press: async (target) => press(find(target)),
		async type(target, text, afterKey) {
			await find(target).click();
			await page.keyboard.press('ControlOrMeta+A');
			await page.keyboard.press('Delete');
			for (const [at, key] of [...text].entries()) {
				await page.keyboard.press(key);
				await afterKey?.(text.slice(0, at + 1));
			}
		},
	};
}

function tabOf(page: Page): Tab {
	return {
		...sceneOf(page, page),
		async go(address) {
			await page.goto(address);
		},
		async sidebar() {
			const frame = sidebarIn(page);
			return frame && sceneOf(page, frame);
		},
		front: () => page.bringToFront(),
		async picture(path) {
			await page.screenshot({ path });
		},
		close: () => page.close(),
	};
}

/** Chromium with the extension. */
export async function driveChromium({ extension, screen }: DrivenWishes, switches: readonly string[]): Promise<Driven> {
	const context = await launch({
		extension,
		isHeaded: true,
		viewport: { width: 1280, height: 720 },
		env: { DISPLAY: screen.display },
		switches,
	});
	return {
		origin: `chrome-extension://${await extensionId(context)}`,
		async open(address) {
			const page = await context.newPage();
			await page.goto(address);
			return tabOf(page);
		},
		async opened(part) {
			const isMeant = (page: Page) => new URL(page.url()).pathname === part;
			const there = context.pages().find(isMeant);
			return tabOf(there ?? (await context.waitForEvent('page', { predicate: isMeant, timeout: 60_000 })));
		},
		prompted: promptedInChromium,
		close: () => context.close(),
	};
}
