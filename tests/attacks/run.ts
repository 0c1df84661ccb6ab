import type { BrowserContext, Frame, Page } from 'playwright-core';
import { type Demo, startDemo } from '../../demo/server.ts';
import { launch, sidebarOf } from '../../scripts/browser.ts';
import { grantedBuild } from '../../scripts/builds.ts';
import type { Attack } from './attacks.ts';
import { difference, readPicture } from './picture.ts';
import type { Setting } from './settings.ts';

/** Where the button is, in pixels of the window. */
interface Spot {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

/** What became of a press. */
export interface Outcome {
	/** The discount was written into the CRM's field. */
	readonly isFired: boolean;
	/** How much of the button looked otherwise than it does, when it was pressed; 0 to 1. Null where that is not the question. */
	readonly hidden: number | null;
	/** The button was hidden or elsewhere before the moment that the attack is about; null for others. */
	readonly wasHidden: number | null;
	/** What the sidebar said, "" for nothing. */
	readonly said: string;
}

/** What scripts of attacks and settings find in the page. */
const prelude = `
	const host = window.dealsideHost;
	const add = (tag, style = '', parent = document.documentElement) => {
		const made = document.createElementNS(tag === 'svg' ? 'http://www.w3.org/2000/svg' : 'http://www.w3.org/1999/xhtml', tag);
		made.setAttribute('style', style);
		parent.append(made);
		return made;
	};
`;

/** The demo quotation with 15 % typed, and a sidebar that offers to write 8.2 % instead. */
export interface Scene {
	attack(attack: Attack): Promise<Outcome>;
	live(setting: Setting): Promise<Outcome>;
	close(): Promise<void>;
}

/** The discount that "Apply discount" writes. */
const written = '8.2';

export async function openScene(): Promise<Scene> {
	const demo: Demo = await startDemo();
	const context: BrowserContext = await launch({ extension: grantedBuild('attacks', []) });
	let page: Page = await context.newPage();

	const field = () => page.locator('.dialog input[name=discount]').inputValue({ timeout: 5000 });
	const applied = (sidebar: Frame) => sidebar.getByRole('button', { name: /^(Apply discount|Rabatt eintragen)$/ });

	async function openQuote(): Promise<Frame> {
		await page.close();
		page = await context.newPage();
		demo.reset();
		await page.goto(`${demo.url}/quotes/2041`);
		const sidebar = await sidebarOf(page);
		await sidebar.getByRole('status', { name: /^(Margin|Marge)$/ }).waitFor();
		await page.locator('tr[data-line-id="1"] button').click();
		await page.waitForFunction(
			() => (document.querySelector('.dialog input[name=discount]') as HTMLInputElement | null)?.value,
		);
		await page.locator('.dialog input[name=discount]').fill('15');
		await applied(sidebar).waitFor();
		await page.evaluate(() => {
			const found = [...document.documentElement.children].find((one) => one.localName === 'div');
			Object.assign(window, { dealsideHost: found });
		});
		return sidebar;
	}

	async function spotOf(sidebar: Frame): Promise<Spot> {
		const spot = await applied(sidebar).boundingBox();
		if (!spot) throw new Error('the button is not drawn');
		return spot;
	}

	const run = (script: string, spot: Spot) =>
		page
			.evaluate(`{ ${prelude} const spot = ${JSON.stringify(spot)}; ${script}; undefined }`)
			// What a browser does not allow is an attack without effect.
			.catch((cause: unknown) => cause);

	async function look(spot: Spot): Promise<Buffer> {
		const clip = { x: spot.x + 1, y: spot.y + 1, width: spot.width - 2, height: spot.height - 2 };
		return page.screenshot({ clip, animations: 'allow', timeout: 15_000 });
	}

	/** As a hand does: some way, some time, then a press. */
	async function goTo(spot: Spot): Promise<void> {
		const { x, y, width, height } = spot;
		await page.mouse.move(x - 30, y - 60);
		for (let step = 1; step <= 6; step += 1) {
			await page.mouse.move(x - 30 + (step * (width / 2 + 30)) / 6, y - 60 + (step * (height / 2 + 60)) / 6);
			await page.waitForTimeout(30);
		}
	}

	async function press(by: Attack['by']): Promise<void> {
		if (by === 'Enter' || by === 'Space') await page.keyboard.press(by);
		else {
			await page.mouse.down();
			await page.mouse.up();
		}
	}

	async function outcome(sidebar: Frame, hidden: number | null, wasHidden: number | null): Promise<Outcome> {
		const end = Date.now() + 6000;
		let isFired = false;
		let said = '';
		while (!isFired && !said && Date.now() < end) {
			isFired = (await field().catch(() => '')) === written;
			said = await sidebar
				.locator('div[role="status"] > div span')
				.first()
				.textContent({ timeout: 60 })
				.then((text) => text ?? '')
				.catch(() => '');
			await page.waitForTimeout(80);
		}
		// One that is said nothing of may still be on its way.
		if (said) {
			await page.waitForTimeout(300);
			isFired = (await field().catch(() => '')) === written;
		}
		return { isFired, hidden, wasHidden, said };
	}

	return {
		async attack({ page: script, later, by }) {
			const sidebar = await openQuote();
			const spot = await spotOf(sidebar);
			await goTo(spot);
			await page.waitForTimeout(450);
			if (by) await applied(sidebar).focus();
			const before = readPicture(await look(spot));
			await page.mouse.move(200, 300);
			await run(script, spot);
			await page.waitForTimeout(300);
			await goTo(spot);
			await page.waitForTimeout(700);
			const seen = async () => difference(before, readPicture(await look(spot)));
			const first = await seen().catch(() => 1);
			// Taking a picture may count as a change of the frame; the press comes long after it.
			await page.waitForTimeout(800);
			if (!by) await goTo(spot);
			await page.waitForTimeout(300);
			if (!later) {
				await press(by);
				return outcome(sidebar, first, null);
			}
			if (later.isDouble) await press(by);
			await run(later.page, spot);
			await page.waitForTimeout(later.ms);
			await press(by);
			return outcome(sidebar, null, first);
		},

		async live(setting) {
			const { page: script = '', viewport, media, by, sidebar: how } = setting;
			if (viewport) await page.setViewportSize(viewport);
			let sidebar = await openQuote();
			if (viewport) await page.setViewportSize(viewport);
			await page.emulateMedia({
				colorScheme: media?.colorScheme ?? 'light',
				forcedColors: media?.forcedColors ?? 'none',
				reducedMotion: media?.reducedMotion ?? 'no-preference',
			});
			if (how) await arrange(sidebar, how);
			await page.waitForTimeout(300);
			await applied(sidebar).scrollIntoViewIfNeeded();
			const spot = await spotOf(sidebar);
			if (script) await run(script, spot);
			await page.waitForTimeout(900);
			// A page that took it out has another frame now.
			sidebar = await sidebarOf(page);
			await applied(sidebar).waitFor();
			const now = await spotOf(sidebar);
			if (by === 'Enter' || by === 'Space') {
				await applied(sidebar).focus();
				await page.waitForTimeout(300);
			} else {
				await goTo(now);
				await page.waitForTimeout(250);
			}
			await press(by);
			return outcome(sidebar, null, null);
		},

		async close() {
			await context.close();
			await demo.stop();
		},
	};
}

async function arrange(sidebar: Frame, how: NonNullable<Setting['sidebar']>): Promise<void> {
	if (how === 'left') await sidebar.getByRole('button', { name: 'Move to the left' }).click();
	else if (how === 'wide' || how === 'narrow')
		await sidebar.getByRole('separator', { name: 'Width of the sidebar' }).press(how === 'wide' ? 'End' : 'Home');
	else if (how === 'german') {
		await sidebar.getByRole('button', { name: 'Language and colours' }).click();
		await sidebar.getByRole('button', { name: 'Deutsch' }).click();
		await sidebar.page().keyboard.press('Escape');
	} else {
		await sidebar.locator('main').hover();
		await sidebar.page().mouse.wheel(0, 2000);
		await sidebar.waitForTimeout(150);
	}
}
