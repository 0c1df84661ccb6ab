import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Demo, startDemo } from '../../demo/server.ts';
import { demoBuild } from '../../scripts/builds.ts';
import { type Driven, type Scene, sidebarBeside, type Tab, textOf } from './driven.ts';
import { driveChromium } from './driven-chromium.ts';
import { type Screen, startScreen } from './screen.ts';

/** The six lines of the README, read from it and done as they say: what is pressed, typed and seen is what is written there. */
const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
const lines = readme
	.slice(readme.indexOf('## Five minutes'), readme.indexOf('## Browsers'))
	.split('\n')
	.filter((line) => /^\d\. /.test(line));

/** Words in quotation marks, in their order. */
const quoted = (text: string) => [...text.matchAll(/“([^”]+)”/g)].map(([, words = '']) => words);

let demo: Demo;
let screen: Screen;
let driven: Driven;
let page: Tab;
let sidebar: Scene;

beforeAll(async () => {
	demo = await startDemo();
	screen = await startScreen();
	driven = await driveChromium({ extension: demoBuild, screen }, []);
});

afterAll(async () => {
	await driven?.close();
	await demo?.stop();
	screen?.stop();
});

/** A line of the README as it must be written to be done; its parts by name. */
function parts(at: number, form: RegExp): Record<string, string> {
	const found = form.exec(lines[at - 1] ?? '');
	if (!found) throw new Error(`line ${at} of the README is written otherwise: ${lines[at - 1]}`);
	return found.groups ?? {};
}

/** Waits until the sidebar says all that the README has it say. */
async function sees(text: string): Promise<void> {
	const wanted = quoted(text);
	expect(wanted.length).toBeGreaterThan(0);
	const missing = async () => {
		const said = await textOf(sidebar);
		return wanted.filter((words) => !said.includes(words));
	};
	await expect.poll(missing).toEqual([]);
}

test('there are six of them', () => {
	expect(lines).toHaveLength(6);
});

test('1: a quotation is opened', async () => {
	const { number = '', seen = '' } = parts(1, /Open quotation Q-(?<number>\d+): the sidebar says (?<seen>.*)/);
	page = await driven.open(`${demo.url}/quotes/${number}`);
	sidebar = await sidebarBeside(page);
	await sees(seen);
});

test('2: a discount is typed', async () => {
	const form = /Press “(?<button>\w+)” on (?<line>\S+) and type (?<typed>\d+) as the discount: (?<seen>.*)/;
	const { button, line, typed = '', seen = '' } = parts(2, form);
	await page.press({ role: 'button', name: `${button} ${line}` });
	const isFilled = () => page.evaluate(() => document.querySelector('.dialog:not([aria-busy])') !== null, null);
	await expect.poll(isFilled).toBe(true);
	await page.type({ role: 'textbox', name: 'Discount %' }, typed);
	await sees(seen);
});

test('3: the discount that keeps the target is applied, and not saved', async () => {
	const { button = '', held } = parts(3, /Press “(?<button>Apply [^”]+)”: the CRM's field holds “(?<held>[^”]+)”/);
	const saved = async () =>
		(await (await fetch(`http://127.0.0.1:${demo.port}/api/quotes/2041`)).json()).quote.lines[0].discount;
	const before = await saved();
	await sidebar.press({ role: 'button', name: button });
	const discount = () =>
		page.evaluate(() => document.querySelector<HTMLInputElement>('.dialog input[name=discount]')?.value ?? null, null);
	await expect.poll(discount).toBe(held);
	expect(await saved()).toBe(before);
});

test('4: the price for a margin is read', async () => {
	const {
		button = '',
		typed = '',
		seen = '',
	} = parts(4, /Press “(?<button>[^”]+)” and type (?<typed>\d+): (?<seen>.*)/);
	await sidebar.press({ role: 'button', name: button });
	const wish = () => sidebar.evaluate(() => [...document.querySelectorAll('input')].map(({ value }) => value), null);
	// The field takes the focus once the page is at rest, and what is typed before that is lost: as people do, look and type again.
	await expect
		.poll(async () => {
			if (!(await wish()).includes(typed))
				await sidebar.type({ role: 'textbox', name: 'Margin of the deal, %' }, typed);
			return wish();
		})
		.toContain(typed);
	await sees(seen);
});

test('5: a criterion is ticked and a link copied', async () => {
	const form = /Press “(?<step>[^”]+)”, tick the first missing criterion and press “(?<button>[^”]+)”: (?<seen>.*)/;
	const { step = '', button = '', seen = '' } = parts(5, form);
	await sidebar.press({ role: 'button', name: step });
	await sidebar.press({ css: 'input[data-missing]' });
	await sidebar.press({ role: 'button', name: button });
	await sees(seen);
});

test('6: what a buyer may see is left', async () => {
	const { keys = '', seen = '' } = parts(6, /Press (?<keys>[\w+]+): (?<seen>.*)/);
	await page.front();
	screen.press(keys.toLowerCase());
	await sees(seen);
	expect(await textOf(sidebar)).not.toMatch(/Margin|Under target|agreement|pay/);
});
