import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { en } from '../../assets/texts/deal.ts';
import { launch, sidebarOf } from '../../scripts/browser.ts';
import { liveCrms, nextViewOf, openLive } from '../../scripts/crm-host/crms.ts';
import { type CrmHost, startCrmHost } from '../../scripts/crm-host/host.ts';
import { buildFor, setUp } from '../../scripts/crm-host/set-up.ts';
import { giveFirmPlaybook } from '../../scripts/firm.ts';
import { type ErrorAnswer, errorAnswers } from '../crm/saved-pages.ts';
import {
	coveredControls,
	dialogControls,
	expectHalfTyped,
	expectShown,
	figuresOf,
	foreignParts,
	go,
	goBack,
	look,
	printedParts,
	readAgain,
	roomBeside,
	shown,
	tryAgain,
	watched,
} from './crm-live.ts';
import { picturesFolder } from './harness.ts';

/** The built extension on every CRM's pages, under its real host, from the deal to the next one. */

const only = process.env.DEALSIDE_CRM;
const lives = liveCrms.filter(({ name }) => !only || name.startsWith(only)).map(openLive);

/** Longer than the wait that an answer asks for here. */
const waitAskedMs = 1000;

/**
 * One error of each kind that any request may meet: not those of one request alone, nor a limit for the day, which nobody
 * waits for here. All of them are told apart in `crm-contract.e2e.ts`.
 */
function errorsOf(crm: string): ErrorAnswer[] {
	const kinds = errorAnswers(crm)
		.filter(
			({ answer, failure }) => answer.request === null && (failure.code !== 'rate-limited' || answer.status === 429),
		)
		.map((error) => [`${error.failure.code} ${Math.floor(error.answer.status / 100)}`, error] as const);
	return [...new Map(kinds.toReversed()).values()].toReversed();
}

let host: CrmHost;
let context: BrowserContext;

beforeAll(async () => {
	host = await startCrmHost(lives.map(({ hosted }) => hosted));
	context = await launch({
		extension: buildFor('crm-live', lives),
		switches: host.switches,
		viewport: { width: 1680, height: 900 },
	});
	await giveFirmPlaybook(context);
});

afterAll(async () => {
	await context?.close();
	await host?.stop();
});

describe.each(lives.map((live) => ({ name: live.crm.name, live })))('on $name', ({ live }) => {
	const { crm, hosted } = live;
	const { origin } = hosted;
	const saved = shown(live, crm.view, figuresOf(live, crm.view));
	const next = nextViewOf(crm);
	let page: Page;

	afterAll(() => page?.close());

	/** To a page of the same record, the way this CRM does. */
	async function open(name: string): Promise<void> {
		const { url } = live.page(name);
		host.front(origin, name);
		if (crm.goes === 'load') await page.goto(url);
		else await go(page, { page: name, address: url, first: 'address', apartMs: 30 });
	}

	beforeAll(async () => {
		await setUp(context, live);
		page = await context.newPage();
		host.front(origin, crm.view);
		await page.goto(live.page(crm.view).url);
	});

	test('the deal that is opened has its exact margin, beside a page that keeps all that is its own', async () => {
		expect(Number(figuresOf(live, crm.view).amount)).toBe(Number(crm.amounts.saved));
		await expectShown(page, saved);
		expect(await foreignParts(page, crm.view, true)).toEqual([]);
		expect(await coveredControls(page, 'body')).toEqual([]);
		await page.screenshot({ path: `${picturesFolder}/live-${crm.name.toLowerCase().replace(' ', '-')}.png` });
		if (!crm.dialog) return;
		await open(crm.dialog.page);
		await page.locator(crm.dialog.selector).first().waitFor();
		expect(await coveredControls(page, crm.dialog.selector)).toEqual([]);
		const { all, unreachable } = await dialogControls(page, crm.dialog.selector);
		expect(all).toBeGreaterThan(0);
		expect(unreachable).toEqual([]);
		await open(crm.view);
		await expectShown(page, saved);
	});

	test('printed, the page is alone and as wide as it was, and the sidebar is there again afterwards', async () => {
		await expectShown(page, saved);
		expect(await printedParts(page)).toEqual([]);
		await expectShown(page, saved);
		const frame = await (await sidebarOf(page)).frameElement();
		expect((await frame.boundingBox())?.width).toBeGreaterThan(200);
		expect(await coveredControls(page, 'body')).toEqual([]);
	});

	// The one client that is made narrower by a width; others move aside by a margin.
	if (crm.name === 'Odoo')
		test('the page ends where the sidebar begins, on both sides, beside a scroll bar and under zoom', async () => {
			await expectShown(page, saved);
			const style = (css: string) =>
				page.evaluate((text) => {
					document.querySelector('style[data-try]')?.remove();
					const made = document.createElement('style');
					made.dataset.try = '';
					made.textContent = text;
					document.head.append(made);
				}, css);
			const ways = {
				plain: '',
				'scroll bar': 'html{overflow-y:scroll!important}',
				'zoom of html': 'html{zoom:1.25}',
				'zoom of body': 'body{zoom:.8}',
				both: 'html{overflow-y:scroll!important;zoom:.9}body{zoom:1.2}',
			};
			const sidebar = await sidebarOf(page);
			for (const [side, other] of [
				['right', 'left'],
				['left', 'right'],
			] as const) {
				const margin = await page.evaluate((at) => {
					const { marginLeft, marginRight } = getComputedStyle(document.body);
					return Number.parseFloat(at === 'left' ? marginLeft : marginRight);
				}, side);
				for (const [way, css] of Object.entries(ways)) {
					await style(css);
					const isBeside = async () => {
						const room = await roomBeside(page, side);
						return room >= -1 && room <= 1 + 1.25 * margin ? 'beside' : `${room} px`;
					};
					await expect.poll(isBeside, { message: `${side}, ${way}`, timeout: 5000 }).toBe('beside');
				}
				await style('');
				await sidebar.getByRole('button', { name: `Move to the ${other}` }).click();
			}
			await page.evaluate(() => document.querySelector('style[data-try]')?.remove());
			await expect.poll(() => roomBeside(page, 'right')).toBeGreaterThanOrEqual(-1);
		});

	test('each key in its field moves the margin to the exact value, half a number shows none, and Escape ends it', async () => {
		await open(crm.edit);
		const scope = crm.frame ? page.frameLocator(crm.frame) : page;
		const field = scope.locator(crm.field).first();
		for (const { text, taken } of crm.typing) {
			await field.click();
			await page.keyboard.press('ControlOrMeta+A');
			await page.keyboard.press('Delete');
			for (const [at, key] of [...text].entries()) {
				await page.keyboard.press(key);
				const typed = { text: text.slice(0, at + 1), value: taken[at] ?? null };
				expect(await field.inputValue()).toBe(typed.text);
				if (typed.value === null && !crm.isAmount) await expectHalfTyped(page);
				else await expectShown(page, shown(live, crm.edit, figuresOf(live, crm.edit, crm.edits(typed))));
			}
		}
		const [last] = crm.typing.slice(-1);
		const value = last?.taken.at(-1) ?? null;
		const figures = figuresOf(live, crm.edit, crm.edits({ text: last?.text ?? '', value }));
		expect(Number(figures.amount)).toBe(Number(crm.amounts.typed));
		await page.screenshot({ path: `${picturesFolder}/live-${crm.name.toLowerCase().replace(' ', '-')}-typed.png` });
		await page.keyboard.press('Escape');
		await open(crm.view);
		await expectShown(page, saved);
	});

	test('the next record comes under its own figures alone, and so does the first one again', async () => {
		const figures = figuresOf(live, next);
		expect(Number(figures.amount)).toBe(Number(crm.amounts.next));
		const other = shown(live, next, figures);
		expect(other.name).not.toBe(saved.name);
		const { url } = live.page(next);
		const expectOneOrOther = (all: Awaited<ReturnType<typeof watched>>) => {
			expect(all.length).toBeGreaterThan(0);
			for (const { name, percent, amount } of all)
				if (percent !== null || amount !== null) expect([saved, other]).toContainEqual({ name, percent, amount });
		};
		await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
		host.front(origin, next);
		const first = crm.goes === 'content' ? 'content' : 'address';
		const going = crm.goes === 'load' ? page.goto(url) : go(page, { page: next, address: url, first, apartMs: 400 });
		expectOneOrOther(
			await watched(
				page,
				going.then(() => expectShown(page, other)),
			),
		);
		host.front(origin, crm.view);
		const back = crm.goes === 'load' ? page.goBack() : goBack(page);
		expectOneOrOther(
			await watched(
				page,
				back.then(() => expectShown(page, saved)),
			),
		);
		if (crm.goes !== 'load')
			expect(await page.evaluate(() => (globalThis as { isSamePage?: true }).isSamePage)).toBe(true);
	});

	test('each error of the API is said, with the kept figures marked as old, and is over with another try', async () => {
		const sidebar = await sidebarOf(page);
		const tried = errorsOf(crm.folder).map(({ answer, failure }) => {
			const asked = { ...answer.headers, 'retry-after': String(waitAskedMs / 1000) };
			const trouble = failure.code === 'rate-limited' ? { ...answer, headers: asked } : answer;
			return { name: answer.name, trouble, code: failure.code };
		});
		for (const { name, trouble, code } of [
			...tried,
			{ name: 'refusal', trouble: 'refusal', code: 'api-unreachable' },
		] as const) {
			// To who is refused the deal tells no cost.
			const isRefused = code === 'signed-out' || code === 'not-allowed';
			const told = isRefused ? { ...saved, percent: null, amount: null } : saved;
			host.fail(origin, trouble);
			await readAgain(page, sidebar, { ...told, text: expect.stringContaining(en.failures[code]) }, name);
			expect((await look(page))?.text, name).toMatch(/This is the deal as of \d\d:\d\d/);
			host.fail(origin, null);
			if (code === 'rate-limited') await page.waitForTimeout(waitAskedMs + 50);
			await tryAgain(sidebar, name);
			expect(await look(page), name).toMatchObject({ ...saved, text: expect.not.stringMatching(/as of \d/) });
		}
	});
});

// What is given up after some seconds is so after more of them on a busy machine.
test('an API that never answers is given up after some seconds, with the page’s session and with a token', {
	timeout: 180_000,
}, async () => {
	await Promise.all(
		[true, false].map(async (isByToken) => {
			const live = lives.find(({ crm }) => (crm.api !== undefined) === isByToken && !crm.needsCostList);
			if (!live) return;
			const { crm, hosted } = live;
			const page = await context.newPage();
			host.front(hosted.origin, crm.view);
			await page.goto(live.page(crm.view).url);
			const saved = shown(live, crm.view, figuresOf(live, crm.view));
			await expectShown(page, saved);
			const sidebar = await sidebarOf(page);
			host.fail(hosted.origin, 'silence');
			const silent = { ...saved, text: expect.stringContaining(en.failures['api-unreachable']) };
			await readAgain(page, sidebar, silent, crm.name);
			host.fail(hosted.origin, null);
			await tryAgain(sidebar, crm.name);
			await expectShown(page, saved);
			await page.close();
		}),
	);
});
