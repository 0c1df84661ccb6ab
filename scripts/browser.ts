import { type BrowserContext, chromium, type Frame, type Locator, type Page } from 'playwright-core';
import { started } from './started.ts';
import { needChromium } from './system.ts';

const quietArguments: readonly string[] = [
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--disable-quic',
	'--no-first-run',
];

/** How the browser is started. */
export interface LaunchWishes {
	/** Folder of the built extension; null for a browser without one. */
	readonly extension: string | null;
	/** Shows a window. */
	readonly isHeaded?: boolean;
	readonly locale?: 'en-US' | 'de-DE';
	readonly colorScheme?: 'light' | 'dark';
	/** Says that its user wants nothing to move, which saves a busy machine the drawing of it. */
	readonly isStill?: boolean;
	readonly viewport?: { readonly width: number; readonly height: number };
	readonly env?: Record<string, string>;
	/** Folder of a profile that stays; without it a new one that is gone afterwards. */
	readonly profile?: string;
	/** More arguments of Chromium. */
	readonly switches?: readonly string[];
}

/** Chromium with the extension, in a profile of its own. */
export async function launch(wishes: LaunchWishes): Promise<BrowserContext> {
	const {
		extension,
		isHeaded = false,
		locale = 'en-US',
		colorScheme = 'light',
		isStill = false,
		viewport,
		env,
		profile = '',
		switches = [],
	} = wishes;
	const options = {
		executablePath: needChromium(),
		// Playwright's own headless mode knows no extensions.
		headless: false,
		locale,
		colorScheme,
		...(isStill && { reducedMotion: 'reduce' as const }),
		viewport: viewport ?? (isHeaded ? null : { width: 1280, height: 720 }),
		env: { ...(process.env as Record<string, string>), LANGUAGE: locale.slice(0, 2), ...env },
		ignoreDefaultArgs: ['--disable-extensions'],
		args: [
			...(isHeaded ? [] : ['--headless=new']),
			...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
			`--lang=${locale}`,
			...(extension === null ? [] : [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`]),
			...quietArguments,
			...switches,
		],
	};
	return started('Chromium', () => chromium.launchPersistentContext(profile, options));
}

/** The extension's id, once its background runs. */
export async function extensionId(context: BrowserContext): Promise<string> {
	const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker', { timeout: 30_000 }));
	return new URL(worker.url()).host;
}

/** The sidebar's frame in a page, which a page's own scripts cannot reach; null when there is none. */
export function sidebarIn(page: Page): Frame | null {
	return page.frames().find((frame) => /^chrome-extension:\/\/[^/]+\/sidebar\.html/.test(frame.url())) ?? null;
}

/** Waits for the sidebar of a page. */
export async function sidebarOf(page: Page, withinMs = 60_000): Promise<Frame> {
	const until = Date.now() + withinMs;
	while (Date.now() < until) {
		const frame = sidebarIn(page);
		if (frame) return frame;
		await page.waitForTimeout(50);
	}
	throw new Error(`no sidebar on ${page.url()}`);
}

/**
 * Presses as people do, who go there, see it and then press: in the sidebar what came under the pointer a moment ago does not
 * count as seen.
 */
export async function press(target: Locator): Promise<void> {
	const page = target.page();
	const box = await drawnBox(target);
	const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
	for (let step = 5; step >= 0; step -= 1) {
		await page.mouse.move(x - step * 6, y - step * 8);
		await page.waitForTimeout(40);
	}
	await page.waitForTimeout(500);
	await target.click();
}

/** Where it is once it is drawn: what follows the page may be made anew between two looks. */
async function drawnBox(target: Locator, withinMs = 30_000) {
	const until = Date.now() + withinMs;
	while (Date.now() < until) {
		// Refused for one that was taken away just now.
		const isThere = await target.scrollIntoViewIfNeeded().then(
			() => true,
			() => false,
		);
		const box = isThere ? await target.boundingBox() : null;
		if (box) return box;
		await target.page().waitForTimeout(50);
	}
	throw new Error('what is to be pressed is not drawn');
}
