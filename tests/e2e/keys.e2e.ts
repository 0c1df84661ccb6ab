import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Demo, startDemo } from '../../demo/server.ts';
import { demoBuild, firefoxDemoBuild } from '../../scripts/builds.ts';
import { type Driven, expectFigures, type Scene, sidebarBeside, type Tab, textOf } from './driven.ts';
import { driveChromium } from './driven-chromium.ts';
import { driveFirefox } from './driven-firefox.ts';
import { picturesFolder } from './harness.ts';
import { type Screen, startScreen } from './screen.ts';

/** From a discount that is being typed to what follows from it by keys alone, pressed on the screen's own keyboard. */
let demo: Demo;
let screen: Screen;

beforeAll(async () => {
	demo = await startDemo();
	screen = await startScreen();
});

afterAll(async () => {
	await demo?.stop();
	screen?.stop();
});

const browsers = [
	{ browser: 'Chromium', start: () => driveChromium({ extension: demoBuild, screen }, []) },
	{ browser: 'Firefox', start: () => driveFirefox({ extension: firefoxDemoBuild, screen }) },
];

describe.each(browsers)('in $browser', ({ browser, start }) => {
	let driven: Driven;
	let page: Tab;
	let sidebar: Scene;
	let pressed = 0;

	/** Keys held together count as one. */
	function press(...keys: readonly string[]): void {
		pressed += keys.length;
		screen.press(...keys);
	}

	const hasFocus = () => sidebar.evaluate(() => document.hasFocus(), null);
	const focused = () => sidebar.evaluate(() => document.activeElement?.tagName ?? '', null);
	const discount = () =>
		page.evaluate(() => document.querySelector<HTMLInputElement>('.dialog input[name=discount]')?.value ?? null, null);
	const says = (text: string) => expect.poll(async () => (await textOf(sidebar)).includes(text)).toBe(true);

	async function goToSidebar(): Promise<void> {
		press('alt+shift+d');
		await expect.poll(hasFocus).toBe(true);
	}

	beforeAll(async () => {
		driven = await start();
		page = await driven.open(`${demo.url}/quotes/2041`);
	});

	afterAll(async () => {
		await driven?.close();
	});

	/** 15 % is typed into a line, and the focus is in that field. */
	beforeEach(async () => {
		demo.reset();
		await page.go('about:blank');
		await page.go(`${demo.url}/quotes/2041`);
		await page.front();
		await expectFigures(page, { Margin: '32.2' });
		await page.press({ role: 'button', name: 'Edit CX-40' });
		await expect
			.poll(() => page.evaluate(() => document.querySelector('.dialog:not([aria-busy])') !== null, null))
			.toBe(true);
		await page.type({ role: 'textbox', name: 'Discount %' }, '15');
		await expectFigures(page, { Margin: '29.9' });
		sidebar = await sidebarBeside(page);
		await says('Apply 8.2 %');
		pressed = 0;
	});

	test('two keys apply the discount that keeps the target', async () => {
		await goToSidebar();
		press('alt+a');
		await expectFigures(page, { Margin: '33.0' });
		expect(await discount()).toBe('8.2');
		expect(pressed).toBe(2);
	});

	test('four keys and the reason ask for agreement', async () => {
		await goToSidebar();
		press('alt+r');
		await expect.poll(focused).toBe('TEXTAREA');
		screen.drive('type', '--delay', '60', 'First order of a new yard');
		press('Tab', 'Return');
		await says('Withdraw');
		expect(pressed).toBe(4);
		// What had the focus is gone, and the focus is taken up a moment later.
		await expect.poll(focused).not.toBe('BODY');
	});

	test('the list of all actions does the same, from the page and back to its field', async () => {
		press('alt+shift+k');
		await expect.poll(focused).toBe('INPUT');
		await page.picture(`${picturesFolder}/${browser.toLowerCase()}-all-actions.png`);
		press('Escape');
		await expect.poll(hasFocus).toBe(false);
		await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('name'), null)).toBe('discount');
		expect(await discount()).toBe('15');
		press('alt+shift+k');
		await expect.poll(focused).toBe('INPUT');
		screen.drive('type', '--delay', '60', 'apply');
		await expect
			.poll(() => sidebar.evaluate(() => document.querySelectorAll('[role="option"]').length, null))
			.toBeLessThan(4);
		press('Return');
		await expectFigures(page, { Margin: '33.0' });
		expect(await discount()).toBe('8.2');
	});

	test('in a field of the CRM the keys of the sidebar do nothing', async () => {
		press('alt+a', 'alt+c', 'ctrl+k');
		expect(await hasFocus()).toBe(false);
		expect(await sidebar.evaluate(() => document.querySelector('[role="dialog"]'), null)).toBe(null);
		await page.type({ role: 'textbox', name: 'Discount %' }, '12');
		await expectFigures(page, { 'Margin amount': '11,544' });
		expect(await discount()).toBe('12');
	});
});
