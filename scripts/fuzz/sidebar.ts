import type { Frame, Page } from 'playwright-core';
import { sidebarIn, sidebarOf } from '../browser.ts';
import type { Truth } from './driver.ts';

/** Reads the sidebar exactly, by its data attributes and in no language, and judges a figure against what the CRM holds. */

/** One look. Fractions and money as they are worked out, not as they are written. */
export interface Look {
	/** The deal's name; null while none is shown. */
	readonly name: string | null;
	readonly margin: number | null;
	readonly amount: number | null;
	/** "on-target" …; null where no state is given. */
	readonly state: string | null;
	/** Why there is no figure; null where there is one. */
	readonly gap: string | null;
	/** Some line is left out. */
	readonly isPartial: boolean;
	readonly isGuess: boolean;
	/** A typed value is named that the CRM will refuse. */
	readonly isRefused: boolean;
	/** "live", "reading", "kept" … */
	readonly status: string | null;
	/** "unsaved", "saving" …; null when the figures are of what is saved. */
	readonly edit: string | null;
	/** All that is there, for the report. */
	readonly text: string;
}

/** Runs in the frame. */
function lookInFrame(): Look {
	const find = (selector: string) => document.querySelector<HTMLElement>(selector);
	const number = (figure: string) => {
		const value = find(`[data-figure="${figure}"]`)?.dataset.value;
		return value === undefined ? null : Number(value);
	};
	const region = find('section[data-state]')?.dataset ?? {};
	const [known, all] = (region.known ?? '').split('/');
	return {
		name: find('h1')?.getAttribute('title') ?? null,
		margin: number('margin'),
		amount: number('amount'),
		state: region.state ?? null,
		gap: region.gap ?? (region.half ? 'half-typed' : null),
		isPartial: known !== all || region.partial !== undefined,
		isGuess: region.state === 'guess' || region.guess !== undefined,
		isRefused: region.refused !== undefined,
		status: find('[data-status]')?.dataset.status ?? null,
		edit: find('[data-edit]')?.dataset.edit ?? null,
		text: (document.querySelector('main')?.textContent ?? '').replace(/\s+/g, ' ').slice(0, 400),
	};
}

/** A look at this moment; null while the frame is being built. */
export async function look(page: Page): Promise<Look | null> {
	return (
		(await sidebarIn(page)
			?.evaluate(lookInFrame)
			.catch(() => null)) ?? null
	);
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The look once two in a row, 150 ms apart, say the same; the last one after 3 s. */
export async function steadyLook(page: Page, afterMs: number): Promise<Look> {
	await pause(afterMs);
	const end = Date.now() + 3000;
	let before = '';
	for (;;) {
		const now = await look(page);
		const text = JSON.stringify(now);
		if (now && (text === before || Date.now() > end)) return now;
		if (Date.now() > end + 3000) throw new Error('the sidebar is gone');
		before = text;
		await pause(150);
	}
}

/** Waits until the sidebar shows this deal, read live; it may take the page for edited, which the first look is judged by. */
export async function shownLook(page: Page, name: string): Promise<Look> {
	await sidebarOf(page);
	const end = Date.now() + 25_000;
	for (;;) {
		const now = await look(page);
		if (now?.name === name && now.status === 'live') return now;
		if (Date.now() > end) throw new Error(`the sidebar does not show “${name}”: ${JSON.stringify(now)}`);
		await pause(100);
	}
}

/** A press where there is nothing to press. */
export async function pressSidebar(page: Page): Promise<void> {
	await sidebarIn(page)?.locator('h1').click({ timeout: 3000 });
}

/** A look that the sidebar gave `atMs` after it was begun to be watched. */
export interface Seen extends Look {
	readonly atMs: number;
}

interface Watched {
	dealsideSeen?: Seen[];
	dealsideWatch?: MutationObserver;
}

/** Notes each change of what the sidebar shows, at the change, until `seenIn`. */
export async function watch(page: Page): Promise<void> {
	await frameOf(page).evaluate(
		`(() => { ${lookInFrame.toString()}
		const seen = (window.dealsideSeen = []);
		window.dealsideWatch?.disconnect();
		let last = '';
		const note = () => {
			const now = lookInFrame();
			const text = JSON.stringify(now);
			if (text !== last) seen.push({ ...now, atMs: Date.now() });
			last = text;
		};
		note();
		window.dealsideWatch = new MutationObserver(note);
		window.dealsideWatch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true }); })()`,
	);
}

/** What was noted since `sinceMs`, and what stood there then. `count`: how much was noted in all. */
export async function seenIn(page: Page, sinceMs: number): Promise<{ seen: readonly Seen[]; count: number }> {
	const all = await frameOf(page).evaluate(() => (window as unknown as Watched).dealsideSeen ?? []);
	const first = all.findLast(({ atMs }) => atMs <= sinceMs);
	return { seen: [...(first ? [first] : []), ...all.filter(({ atMs }) => atMs > sinceMs)], count: all.length };
}

/** Waits until more was noted than so much, no longer than this. */
export async function moreSeen(page: Page, count: number, withinMs: number): Promise<void> {
	await frameOf(page)
		.waitForFunction((known) => ((window as unknown as Watched).dealsideSeen ?? []).length > known, count, {
			timeout: Math.max(1, withinMs),
		})
		.catch(() => undefined);
}

function frameOf(page: Page): Frame {
	const frame = sidebarIn(page);
	if (!frame) throw new Error('the sidebar is gone');
	return frame;
}

/** `different`: a figure that is believed and wrong. */
export const verdicts = ['equal', 'unknown', 'partial', 'guess', 'refused', 'different'] as const;
export type Verdict = (typeof verdicts)[number];

/** Same to the cent and to 0.05 points. */
function isSame({ margin, amount }: Pick<Look, 'margin' | 'amount'>, { revenue, cost }: Truth): boolean {
	if (cost === null) return false;
	const isMoneySame = amount !== null && Math.abs(amount - (revenue - cost)) < 0.0051;
	// Where nothing is earned no percent is shown.
	if (margin === null) return isMoneySame;
	return (amount === null || isMoneySame) && revenue !== 0 && Math.abs(margin - (revenue - cost) / revenue) < 0.000501;
}

/** What a look is worth, held against what the CRM held after saving; `null` truth: it would not save. */
export function judge(now: Look, truth: Truth | null): Verdict {
	if (now.margin === null && now.amount === null) return 'unknown';
	// From an earlier read, which the sidebar says with its time: the page is still being read.
	if (now.status === 'kept') return 'unknown';
	if (now.isRefused || truth === null) return 'refused';
	if (now.isGuess) return 'guess';
	if (now.isPartial) return 'partial';
	return isSame(now, truth) ? 'equal' : 'different';
}

/** What a Save was followed by. */
export interface AfterSave {
	/** For how long a figure that the CRM did not hold stood there as live, in ms; 0: never. */
	readonly oldMs: number;
	/** When the truth stood there, or was said to be unknown; null: not within the time it was watched. */
	readonly rightMs: number | null;
}

/** Judges what was seen from the moment of Save to `endMs`. */
export function judgeSave(seen: readonly Seen[], savedMs: number, endMs: number, truth: Truth): AfterSave {
	let oldMs = 0;
	let rightMs: number | null = null;
	seen.forEach((now, at) => {
		const from = Math.max(now.atMs, savedMs);
		const until = seen[at + 1]?.atMs ?? endMs;
		const isSaidLive = now.status === 'live' && now.edit === null;
		const verdict = judge(now, truth);
		if (isSaidLive && verdict === 'different') oldMs += until - from;
		if (!isSaidLive || verdict === 'different') rightMs = null;
		else rightMs ??= from - savedMs;
	});
	return { oldMs, rightMs };
}
