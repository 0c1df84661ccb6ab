import type { BrowserContext, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Demo, startDemo } from '../../demo/server.ts';
import { launch, press, sidebarIn, sidebarOf } from '../../scripts/browser.ts';
import { demoBuild, expectFigure, pageStatuses, picturesFolder } from './harness.ts';

declare const chrome: {
	readonly tabs: { query(which: object): Promise<readonly { readonly id: number; readonly active: boolean }[]> };
};

let demo: Demo;
let context: BrowserContext;
let page: Page;
let sidebar: Frame;
/** How often the page or we asked the CRM for the record. */
let reads = 0;

beforeAll(async () => {
	demo = await startDemo();
	context = await launch({ extension: demoBuild });
});

afterAll(async () => {
	await context?.close();
	await demo?.stop();
});

beforeEach(async () => {
	demo.reset();
	for (const old of context.pages().slice(1)) await old.close();
	page = await context.newPage();
	reads = 0;
	page.on('request', (request) => {
		if (/\/api\/quotes\/2041/.test(request.url())) reads += 1;
	});
	await page.goto(`${demo.url}/quotes/2041`);
	sidebar = await sidebarOf(page);
	await expectFigure(sidebar, 'Margin', '32.2');
});

const discount = () => page.locator('.dialog input[name=discount]');

async function type(text: string): Promise<void> {
	await page.locator('tr[data-line-id="1"] button').click();
	await expect.poll(() => discount().inputValue()).not.toBe('');
	await discount().fill(text);
}

const host = `[...document.documentElement.children].find((one) => one.localName === 'div')`;

/** What the page tells the popup, which says it in words (tests/components/popup). */
async function isExpelled(): Promise<boolean> {
	const [status] = await pageStatuses(context);
	return status?.isExpelled === true;
}

test.each([
	['takes it out', 'setInterval(() => mine.remove(), 30)'],
	[
		'takes it out as soon as it is back',
		'new MutationObserver(() => mine.remove()).observe(document.documentElement, { childList: true }); mine.remove()',
	],
	[
		'moves it a thousand times',
		'let n = 0; const f = () => { if ((n += 1) > 1000) return; document.body.append(mine); setTimeout(f, 14) }; f()',
	],
	['lowers it', 'setInterval(() => { try { mine.hidePopover() } catch {} }, 30)'],
	['marks it as inert', 'setInterval(() => { mine.inert = true }, 30)'],
])(
	'a page that %s again and again is left alone, and the popup is told; the CRM is not read for it',
	async (_, fight) => {
		const before = reads;
		await page.evaluate(`{ const mine = ${host}; ${fight} }`);
		// The page has its whole width back, and nothing of ours is in it.
		const left = `[document.documentElement.getAttribute('style'), ${host} === undefined]`;
		await expect.poll(() => page.evaluate(left), { timeout: 30_000 }).toEqual([null, true]);
		await expect.poll(() => sidebarIn(page)).toBeNull();
		expect(reads).toBe(before);
		expect(await isExpelled()).toBe(true);
	},
);

test('a page that takes its style away changes nothing of how it is shown', async () => {
	const box = async () => (await sidebar.frameElement()).boundingBox();
	const before = await box();
	await page.evaluate(
		`{ const mine = ${host}; window.times = 0; setInterval(() => { window.times += 1; mine.setAttribute('style', 'opacity:.1!important;left:0!important;width:20px!important') }, 30) }`,
	);
	// More often than what makes a page's own doing a fight.
	await expect.poll(() => page.evaluate('window.times')).toBeGreaterThan(50);
	expect(await box()).toEqual(before);
	expect(await isExpelled()).toBe(false);
});

test('a dialog of the page that takes every press leaves the sidebar usable, and as it was afterwards', async () => {
	await sidebar.evaluate(() => Object.assign(window, { mark: 1 }));
	await page.evaluate(() => {
		const dialog = document.createElement('dialog');
		dialog.innerHTML = '<p>How much?</p><input id="asked"><button>Fine</button>';
		document.body.append(dialog);
		dialog.showModal();
	});
	const mark = sidebar.getByRole('button', { name: 'Mark as sent' }).first();
	await expect
		.poll(() => page.evaluate(`document.querySelector('dialog').querySelector('div[popover]') !== null`))
		.toBe(true);
	await mark.waitFor();
	await page.screenshot({ path: `${picturesFolder}/modal-dialog.png` });
	await press(mark);
	await sidebar.getByRole('button', { name: 'Not sent after all' }).first().waitFor();
	expect(await page.evaluate(() => document.querySelector('dialog')?.open)).toBe(true);
	await page.locator('#asked').fill('12');
	await page.evaluate(() => document.querySelector('dialog')?.close());
	await expect.poll(() => page.evaluate(`(${host})?.parentNode === document.documentElement`)).toBe(true);
	expect(await sidebar.evaluate(() => (window as unknown as { mark?: number }).mark)).toBe(1);
	await type('15');
	await expectFigure(sidebar, 'Margin', '29.9');
});

test('Escape closes what is open of ours and leaves the CRM’s dialog with what is typed; the next one is the CRM’s', async () => {
	await type('15');
	await expectFigure(sidebar, 'Margin', '29.9');
	await sidebar.getByRole('button', { name: 'How well this page is read' }).click();
	const popover = sidebar.getByRole('dialog');
	await popover.waitFor();
	await page.keyboard.press('Escape');
	await popover.waitFor({ state: 'detached' });
	expect(await discount().inputValue()).toBe('15');
	await expect
		.poll(async () => {
			await page.keyboard.press('Escape');
			return page.locator('.dialog').count();
		})
		.toBe(0);
});

test('while something is typed other tabs open behind, so that the CRM’s own is never hidden', async () => {
	const tabs = async () => {
		const worker = context.serviceWorkers()[0];
		return (await worker?.evaluate(async () => chrome.tabs.query({}))) ?? [];
	};
	await sidebar.getByRole('button', { name: 'Workspace' }).click();
	await expect.poll(async () => (await tabs()).filter(({ active }) => active).length).toBe(1);
	const isInFront = async () => (await tabs()).at(-1)?.active;
	await expect.poll(isInFront).toBe(true);
	// The driver may hear of the new tab later than the browser does.
	await expect.poll(() => context.pages().at(-1)?.url()).toContain('/workspace.html');
	await context.pages().at(-1)?.close();
	await page.bringToFront();

	await type('15');
	await expectFigure(sidebar, 'Margin', '29.9');
	const before = (await tabs()).length;
	await sidebar.getByRole('button', { name: 'Workspace' }).click();
	await expect.poll(async () => (await tabs()).length).toBe(before + 1);
	await sidebar.getByRole('link', { name: 'Open' }).first().click();
	await expect.poll(async () => (await tabs()).length).toBe(before + 2);
	expect((await tabs()).slice(-2).map(({ active }) => active)).toEqual([false, false]);
	await expect.poll(() => sidebar.locator('body').textContent()).toContain('Opened in a tab behind this one');
	await page.screenshot({ path: `${picturesFolder}/opened-behind.png` });
	expect(await discount().inputValue()).toBe('15');
});

test('under zoom of the page the sidebar ends where the window does, and its handle stands in the middle', async () => {
	const place = () =>
		page.evaluate(
			`(() => { const { top, bottom } = (${host}).getBoundingClientRect(); return { top, bottom, middle: (top + bottom) / 2 } })()`,
		) as Promise<Record<'top' | 'bottom' | 'middle', number>>;
	const height = await page.evaluate(() => innerHeight);
	for (const zoom of ['1.5', '0.8', '1']) {
		await page.evaluate((factor) => Object.assign(document.documentElement.style, { zoom: factor }), zoom);
		expect({ zoom, ...(await place()) }).toMatchObject({ zoom, top: 0, bottom: expect.closeTo(height, 0) });
	}
	await page.evaluate(() => Object.assign(document.documentElement.style, { zoom: '1.5' }));
	await sidebar.getByRole('button', { name: 'Collapse the sidebar' }).press('Enter');
	await expect.poll(async () => (await place()).top).toBeGreaterThan(0);
	expect((await place()).middle).toBeCloseTo(height / 2, 0);
	await sidebar.getByRole('button', { name: /Open Dealside/ }).press('Enter');
	await expect.poll(async () => (await place()).top).toBe(0);
});
