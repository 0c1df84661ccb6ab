import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { needChromium } from '../../scripts/system.ts';
import { openState, serveStates, unfold } from '../components/sidebar/harness/serve.ts';
import { stateNames } from '../components/sidebar/harness/states.ts';

const themes = ['light', 'dark'] as const;
const widths = [280, 360] as const;

/** What a window of 1280 × 720 leaves of its height under the browser's own bars. */
const height = 640;

interface Violation {
	readonly id: string;
	readonly nodes: readonly { readonly html: string }[];
}

declare const axe: { run(options: object): Promise<{ violations: Violation[] }> };

const axeCode = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let served: Awaited<ReturnType<typeof serveStates>>;
let browser: Browser;

beforeAll(async () => {
	served = await serveStates();
	browser = await chromium.launch({
		executablePath: needChromium(),
		args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
	});
});

afterAll(async () => {
	await browser?.close();
	await served?.server.close();
});

/** What keeps a state from being used by everybody: by axe, and by what is cut off at the side. */
async function faultsOf(page: Page): Promise<string[]> {
	return page.evaluate(async () => {
		const { violations } = await axe.run({ resultTypes: ['violations'] });
		const faults = violations.map(
			({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' · ')}`,
		);
		for (const box of [document.documentElement, ...document.querySelectorAll('main')])
			if (box.scrollWidth > box.clientWidth) faults.push(`${box.tagName} is wider than its window`);
		return faults;
	});
}

/** Whether the margin, or the sentence that stands for it, is in sight before anybody scrolls. */
async function isMarginInSight(page: Page): Promise<boolean> {
	return page.evaluate(() => {
		const margin = document.querySelectorAll('section')[1];
		const first = margin?.querySelector('output, p, [aria-hidden]');
		const footer = document.querySelector('footer');
		if (!first || !footer) return false;
		const lowest = Math.min(window.innerHeight, footer.getBoundingClientRect().top);
		return first.getBoundingClientRect().bottom <= lowest;
	});
}

async function faultsInAllViews(page: Page, state: string, language: string): Promise<Record<string, string[]>> {
	const found: Record<string, string[]> = {};
	await openState(page, served.address, { state, language, theme: 'light', width: 360, height });
	await page.evaluate(axeCode);
	const isHandle = state.startsWith('handle');
	if (!isHandle && !(await isMarginInSight(page))) found[state] = ['the margin is out of sight'];
	await unfold(page);
	for (const theme of themes) {
		await page.evaluate((chosen) => {
			document.documentElement.dataset.theme = chosen;
		}, theme);
		for (const width of isHandle ? [28] : widths) {
			await page.setViewportSize({ width, height: isHandle ? 132 : height });
			const faults = await faultsOf(page);
			if (faults.length > 0) found[`${state} ${theme} ${width}`] = faults;
		}
	}
	return found;
}

test.for(['en', 'de'])(
	'every state can be read and used by everybody, in both themes and at 280 and 360 px: %s',
	{
		timeout: 300_000,
	},
	async (language) => {
		const errors: string[] = [];
		const waiting = [...stateNames];
		const found: Record<string, string[]> = {};
		async function work(): Promise<void> {
			const page = await browser.newPage({ reducedMotion: 'reduce' });
			page.on('pageerror', (error) => errors.push(error.message));
			page.on('console', (line) => line.type() === 'error' && errors.push(line.text()));
			for (let state = waiting.shift(); state; state = waiting.shift())
				Object.assign(found, await faultsInAllViews(page, state, language));
			await page.close();
		}
		await Promise.all([work(), work()]);
		expect(errors).toEqual([]);
		expect(found).toEqual({});
	},
);

test('a fault is found: text without contrast, and a word too long for the window', async () => {
	const page = await browser.newPage({ reducedMotion: 'reduce' });
	await openState(page, served.address, { state: 'clean', language: 'en', theme: 'light', width: 280, height });
	await page.evaluate(axeCode);
	expect(await faultsOf(page)).toEqual([]);
	expect(await isMarginInSight(page)).toBe(true);
	await page.evaluate(() => {
		const added = document.createElement('p');
		added.textContent = 'x'.repeat(200);
		added.style.color = '#dddddd';
		document.querySelector('main')?.prepend(added);
	});
	const faults = await faultsOf(page);
	expect(faults.some((fault) => fault.startsWith('color-contrast'))).toBe(true);
	expect(faults).toContain('MAIN is wider than its window');
	await page.setViewportSize({ width: 280, height: 200 });
	expect(await isMarginInSight(page)).toBe(false);
	await page.close();
});

/** What the eye tells apart by colour alone, in colours that the user's system sets. */
test.each(themes)('in forced colours, %s, steps, bars and buttons are still told apart', async (theme) => {
	const page = await browser.newPage({ forcedColors: 'active', colorScheme: theme });
	await openState(page, served.address, { state: 'typing', width: 360, height, theme, language: 'en' });
	await unfold(page);
	const seen = await page.evaluate(() => {
		const colourOf = (element: Element) => getComputedStyle(element).backgroundColor;
		const steps = [...document.querySelectorAll('ol > li')].map((step) => step.firstElementChild as Element);
		const [done, , current, ahead] = steps.map(colourOf);
		const drawn = [...document.querySelectorAll('.drawn')].map((each) => getComputedStyle(each).outlineStyle);
		const buttons = [...document.querySelectorAll('button')]
			.filter((button) => getComputedStyle(button).forcedColorAdjust === 'none' && button.textContent)
			.map((button) => [colourOf(button), getComputedStyle(button).color]);
		return { done, current, ahead, drawn, buttons };
	});
	expect(new Set([seen.done, seen.current, seen.ahead]).size).toBe(3);
	// Five steps, the margin's bar, the switch, two bars of who gives up what.
	expect(seen.drawn.length).toBeGreaterThanOrEqual(9);
	expect(seen.drawn.filter((style) => style !== 'solid')).toEqual([]);
	expect(seen.buttons.length).toBeGreaterThan(0);
	for (const [ground, ink] of seen.buttons) expect(ink).not.toBe(ground);
	await page.close();
});

test('in a window as low as at 400 %, header and footer give way to what is read', async () => {
	const page = await browser.newPage();
	await openState(page, served.address, { state: 'typing', width: 320, height: 256, theme: 'light', language: 'en' });
	const isIn = (selector: string) =>
		page
			.locator(selector)
			.first()
			.evaluate((element) => {
				const { top, bottom } = element.getBoundingClientRect();
				return bottom > 0 && top < window.innerHeight;
			});
	expect([await isIn('header'), await isIn('footer')]).toEqual([true, false]);
	await page.locator('footer button').last().focus();
	await expect.poll(async () => [await isIn('header'), await isIn('footer')]).toEqual([false, true]);
	await page.close();
});
