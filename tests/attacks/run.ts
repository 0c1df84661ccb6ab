import type { BrowserContext, Frame, Page } from 'playwright-core';
import { type Demo, startDemo } from '../../demo/server.ts';
import { launch, sidebarIn, sidebarOf } from '../../scripts/browser.ts';
import { grantedBuild } from '../../scripts/builds.ts';
import type { Attack } from './attacks.ts';
import { difference, type Picture, plainly, readPicture } from './picture.ts';
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
	/** How long after the moment that the attack is about it was pressed, by the browser's clock; null for others. */
	readonly shownForMs: number | null;
	/** What the sidebar said, "" for nothing. */
	readonly said: string;
	/** What the browser took the press for: "page" where it was none in the sidebar. */
	readonly reached: 'button' | 'sidebar' | 'page';
	/**
	 * How much of the button the same script hides where the sidebar is a plain element of the page, without any of our
	 * guards; 0 to 1. Null where that is not the question.
	 */
	readonly unguarded: number | null;
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

/** The discount that “Apply” writes. */
const written = '8.2';

export async function openScene(name = 'attacks'): Promise<Scene> {
	const demo: Demo = await startDemo();
	const context: BrowserContext = await launch({ extension: grantedBuild(name, []) });
	/** A browser without the extension; null until it is asked for. */
	let bare: BrowserContext | null = null;
	let page: Page = await context.newPage();

	const field = () => page.locator('.dialog input[name=discount]').inputValue({ timeout: 5000 });
	const applied = (sidebar: Frame) => sidebar.getByRole('button', { name: /^Apply [\d.]+\s%$|^[\d,]+\s% eintragen$/ });

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

	/** Where the button is drawn now; null where it is not. Under zoom of the page the frame's own pixels are other ones. */
	async function boxOf(sidebar: Frame): Promise<Spot | null> {
		const within = await applied(sidebar)
			.evaluate(
				(button) => {
					const { x, y, width, height } = button.getBoundingClientRect();
					return { x, y, width, height };
				},
				undefined,
				{ timeout: 5000 },
			)
			.catch(() => null);
		const around = await page.evaluate(() => {
			const { dealsideHost } = window as unknown as { dealsideHost: Element & { currentCSSZoom?: number } };
			const { left, top, width } = dealsideHost.getBoundingClientRect();
			return { left, top, width, zoom: dealsideHost.currentCSSZoom ?? 1 };
		});
		if (!within || within.width === 0 || around.width === 0) return null;
		const { left, top, zoom } = around;
		const [x, y] = [left + within.x * zoom, top + within.y * zoom];
		return { x, y, width: within.width * zoom, height: within.height * zoom };
	}

	/** Where the button rests: what is typed moves it for a moment. */
	async function spotOf(sidebar: Frame): Promise<Spot> {
		let spot = await boxOf(sidebar);
		for (let rested = 0; rested < 5; ) {
			await page.waitForTimeout(100);
			const now = await boxOf(sidebar);
			rested = now && spot && now.x === spot.x && now.y === spot.y ? rested + 1 : 0;
			spot = now;
		}
		if (!spot) throw new Error('the button is not drawn');
		return spot;
	}

	/** Has the sidebar tell what a press came to. */
	const listen = (sidebar: Frame) =>
		sidebar.evaluate(() => {
			const told = (event: Event) => {
				const button = (event.target as Element).closest('button');
				const isOurs = /^Apply [\d.]+\s%$|^[\d,]+\s% eintragen$/.test(button?.textContent ?? '');
				Object.assign(window, { reached: isOurs ? 'button' : 'sidebar' });
			};
			document.addEventListener('click', told, { capture: true });
			const pressed = ({ timeStamp }: Event) => {
				Object.assign(window, { pressedAtMs: performance.timeOrigin + timeStamp });
			};
			for (const type of ['pointerup', 'keydown']) document.addEventListener(type, pressed, { capture: true });
		});

	const reachedIn = (sidebar: Frame): Promise<Outcome['reached']> =>
		sidebar
			.evaluate(() => (window as unknown as { reached?: Outcome['reached'] }).reached ?? 'page')
			.catch(() => 'page' as const);

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

	/** From what a page did last to the press: a busy machine takes longer than it is told to. */
	async function shownFor(sidebar: Frame): Promise<number | null> {
		const [did, pressed] = await Promise.all([
			page.evaluate(() => (window as unknown as { didAtMs?: number }).didAtMs ?? null).catch(() => null),
			sidebar.evaluate(() => (window as unknown as { pressedAtMs?: number }).pressedAtMs ?? null).catch(() => null),
		]);
		return did === null || pressed === null ? null : Math.round(pressed - did);
	}

	/** The most that is hidden at any of a few moments: some attacks come and go. */
	async function mostHidden(before: Picture, spot: Spot): Promise<number> {
		let most = 0;
		for (let at = 0; at < 3 && most < 1; at += 1) {
			const now = await look(spot).then(readPicture, () => null);
			most = Math.max(most, now ? difference(before, now) : 1);
			await page.waitForTimeout(70);
		}
		return most;
	}

	/** What an attack hides of a sidebar as anybody would build it: a frame in an element of the page. */
	async function unguarded({ page: script, hasGesture }: Attack): Promise<number> {
		bare ??= await launch({ extension: null });
		await page.close();
		page = await bare.newPage();
		await page.goto(`${demo.url}/quotes/2041`);
		const spot = { x: 980, y: 300, width: 140, height: 32 };
		await page.evaluate(async ({ x, y, width, height }) => {
			const host = document.createElement('div');
			host.style.cssText = 'position:fixed;top:0;right:0;width:360px;height:100vh;z-index:2147483647';
			const frame = document.createElement('iframe');
			frame.style.cssText = 'border:0;width:100%;height:100%';
			const left = x - (innerWidth - 360);
			frame.srcdoc = `<body style="background:#fff"><b style="position:fixed;left:${left}px;top:${y}px;width:${width}px;height:${height}px;background:#14532d;color:#fff">Apply 8.2 %</b>`;
			host.append(frame);
			document.documentElement.append(host);
			Object.assign(window, { dealsideHost: host });
			await new Promise((resolve) => {
				frame.onload = resolve;
			});
		}, spot);
		await page.waitForTimeout(200);
		const before = readPicture(await look(spot));
		if (hasGesture) await page.mouse.click(200, 300);
		await run(script, spot);
		await page.waitForTimeout(400);
		return mostHidden(before, spot);
	}

	async function outcome(
		sidebar: Frame,
		{ hidden = null, wasHidden = null, shownForMs = null }: Partial<Outcome>,
	): Promise<Outcome> {
		const end = Date.now() + 6000;
		let isFired = false;
		let said = '';
		while (!isFired && !said && Date.now() < end) {
			isFired = (await field().catch(() => '')) === written;
			// A page that took it out has another frame now.
			said = await (sidebarIn(page) ?? sidebar)
				.locator('div[role="status"] > div span')
				.first()
				.textContent({ timeout: 400 })
				.then((text) => text ?? '')
				.catch(() => '');
			await page.waitForTimeout(80);
		}
		// One that is said nothing of may still be on its way.
		if (said) {
			await page.waitForTimeout(300);
			isFired = (await field().catch(() => '')) === written;
		}
		return { isFired, hidden, wasHidden, shownForMs, said, reached: await reachedIn(sidebar), unguarded: null };
	}

	return {
		async attack(attack) {
			const { page: script, later, by, hasGesture } = attack;
			let sidebar = await openQuote();
			const spot = await spotOf(sidebar);
			await goTo(spot);
			await page.waitForTimeout(450);
			if (by) await applied(sidebar).focus();
			const before = readPicture(await look(spot));
			if (hasGesture) await page.mouse.click(200, 300);
			await page.mouse.move(200, 300);
			await run(script, spot);
			await page.waitForTimeout(300);
			// A page that took it out has another frame now, or none.
			sidebar = sidebarIn(page) ?? sidebar;
			await listen(sidebar).catch(() => undefined);

			/** A page may have pushed the button a little way: then it is pressed where it is, as everybody does. */
			async function placeNow(): Promise<Spot> {
				const now = await boxOf(sidebar).catch(() => null);
				const isHere = now && Math.abs(now.x - spot.x) < 100 && Math.abs(now.y - spot.y) < 100;
				return isHere && now.width === spot.width && now.height === spot.height ? now : spot;
			}

			async function arrive(): Promise<number> {
				await goTo(await placeNow());
				await page.waitForTimeout(700);
				const place = await placeNow();
				const hidden = await mostHidden(before, place);
				// Taking a picture may count as a change of the frame; the press comes long after it.
				await page.waitForTimeout(1000);
				if (!by) await goTo(place);
				await page.waitForTimeout(300);
				return hidden;
			}

			const first = await arrive();
			if (later) {
				if (later.isDouble) await press(by);
				await run(`${later.page}; window.didAtMs = performance.timeOrigin + performance.now()`, spot);
				await page.waitForTimeout(later.ms);
				await press(by);
				const shownForMs = await shownFor(sidebar);
				const came = await outcome(sidebar, { wasHidden: first, shownForMs });
				return first > plainly ? came : { ...came, unguarded: await unguarded(attack) };
			}
			await press(by);
			let came = await outcome(sidebar, { hidden: first });
			if (first > plainly) return came;
			if (!came.isFired) {
				// The user sees it, and does as they are told.
				const second = await arrive();
				await press(by);
				came = await outcome(sidebar, { hidden: Math.max(first, second) });
			}
			return { ...came, unguarded: await unguarded(attack) };
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
			await listen(sidebar);
			// Zoom of the page leaves less room in the sidebar.
			await applied(sidebar).scrollIntoViewIfNeeded();
			const now = await spotOf(sidebar);
			if (by === 'Enter' || by === 'Space') {
				await applied(sidebar).focus();
				await page.waitForTimeout(300);
			} else {
				await goTo(now);
				await page.waitForTimeout(250);
			}
			await press(by);
			const came = await outcome(sidebar, {});
			if (how) await arrangeBack(sidebar, how);
			return came;
		},

		async close() {
			await context.close();
			await bare?.close();
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

/** As it was: the sidebar keeps its place, width and language for the settings that are tried after this one. */
async function arrangeBack(sidebar: Frame, how: NonNullable<Setting['sidebar']>): Promise<void> {
	if (how === 'left') await sidebar.getByRole('button', { name: 'Move to the right' }).click();
	else if (how === 'wide' || how === 'narrow') {
		const edge = sidebar.getByRole('separator', { name: 'Width of the sidebar' });
		await edge.press('Home');
		// 16 pixels each, from the narrowest to the width that it has at first.
		for (let step = 0; step < 5; step += 1) await edge.press('ArrowLeft');
	} else if (how === 'german') {
		await sidebar.getByRole('button', { name: 'Sprache und Farben' }).click();
		await sidebar.getByRole('button', { name: 'English' }).click();
	}
}
