import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { quantile, round, say } from './bench-figures.ts';
import { launch, sidebarOf } from './browser.ts';
import { type Live, liveCrms, openLive } from './crm-host/crms.ts';
import { type CrmHost, startCrmHost } from './crm-host/host.ts';
import { buildFor, setUp } from './crm-host/set-up.ts';
import { giveFirmPlaybook } from './firm.ts';

/** What typing costs on the pages of each CRM, with Dealside and without, in the page's own renderer. */

const keyCount = 100;

/** Two keys typed and taken back: the field never holds more than a discount. */
const keys = ['1', '2', 'Backspace', 'Backspace'] as const;

/** As fast as somebody types who knows the number. */
const keyEveryMs = 40;

interface TypingCost {
	readonly scriptMs: number;
	readonly layoutMs: number;
	/** The longest task of the page's main thread. */
	readonly longestTaskMs: number;
}

interface TraceEvent {
	readonly name: string;
	readonly pid: number;
	readonly tid: number;
	/** Microseconds. */
	readonly dur?: number;
}

const markName = 'dealside-bench';

/** Tasks on the thread that a mark of the page was set on, while `work` goes on; the longest in milliseconds. */
async function longestTask(session: CDPSession, page: Page, work: () => Promise<void>): Promise<number> {
	const events: TraceEvent[] = [];
	session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
	const done = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
	await session.send('Tracing.start', {
		transferMode: 'ReportEvents',
		traceConfig: { includedCategories: ['blink.user_timing', 'disabled-by-default-devtools.timeline', 'toplevel'] },
	});
	await page.evaluate((name) => performance.mark(name), markName);
	await work();
	await session.send('Tracing.end');
	await done;
	const mark = events.find(({ name }) => name === markName);
	const tasks = events.filter(({ name, pid, tid }) => /RunTask$/.test(name) && pid === mark?.pid && tid === mark.tid);
	if (tasks.length === 0) throw new Error('the trace holds no task of the page');
	return Math.max(...tasks.map(({ dur = 0 }) => dur)) / 1000;
}

async function metrics(session: CDPSession): Promise<Omit<TypingCost, 'longestTaskMs'>> {
	const { metrics: all } = await session.send('Performance.getMetrics');
	const of = (name: string) => (all.find((metric) => metric.name === name)?.value ?? Number.NaN) * 1000;
	return { scriptMs: of('ScriptDuration'), layoutMs: of('LayoutDuration') + of('RecalcStyleDuration') };
}

async function typeHundred(page: Page): Promise<void> {
	for (let key = 0; key < keyCount; key += 1) {
		await page.keyboard.press(keys[key % keys.length] as string);
		await page.waitForTimeout(keyEveryMs);
	}
}

/** Opens the CRM's field and types; `isWatched`: Dealside must be beside it. */
async function typingCost(
	context: BrowserContext,
	host: CrmHost,
	{ crm, hosted, page: pageOf }: Live,
	isWatched: boolean,
): Promise<TypingCost> {
	const page = await context.newPage();
	const session = await context.newCDPSession(page);
	host.front(hosted.origin, crm.edit);
	await page.goto(pageOf(crm.edit).url);
	if (isWatched) {
		const sidebar = await sidebarOf(page);
		await sidebar.getByRole('status', { name: 'Margin', exact: true }).waitFor();
	} else await page.waitForTimeout(1000);
	await page.locator(crm.field).first().click();
	await page.keyboard.press('ControlOrMeta+A');
	await page.keyboard.press('Delete');
	await page.waitForTimeout(500);
	// The thread's own time, whatever else the machine has to do meanwhile.
	await session.send('Performance.enable', { timeDomain: 'threadTicks' });
	const before = await metrics(session);
	const longestTaskMs = await longestTask(session, page, () => typeHundred(page));
	const after = await metrics(session);
	await page.close();
	return {
		scriptMs: after.scriptMs - before.scriptMs,
		layoutMs: after.layoutMs - before.layoutMs,
		longestTaskMs,
	};
}

/** The longest task with Dealside beside the page, and on which CRM's it was. */
export interface LongestTask {
	readonly crm: string;
	readonly ms: number;
}

/** Prints a table, one row per CRM whose name begins with `only`. Both sides of a row are measured one after the other. */
export async function benchCrms(only: string, runs: number): Promise<LongestTask> {
	let worst: LongestTask = { crm: '', ms: 0 };
	const lives = liveCrms.filter(({ name }) => name.toLowerCase().startsWith(only.toLowerCase())).map(openLive);
	const host = await startCrmHost(lives.map(({ hosted }) => hosted));
	const viewport = { width: 1680, height: 900 };
	const watched = await launch({ extension: buildFor('bench-crms', lives), switches: host.switches, viewport });
	await giveFirmPlaybook(watched);
	const bare = await launch({ extension: null, switches: host.switches, viewport });
	say(
		`Typing ${keyCount} keys, milliseconds of the page's main thread (script + style and layout), median of ${runs}:`,
	);
	say('| CRM | without | with Dealside | more per key | longest task without | with |');
	say('| --- | --- | --- | --- | --- | --- |');
	for (const live of lives) {
		await setUp(watched, live);
		const costs: { readonly without: TypingCost[]; readonly with: TypingCost[] } = { without: [], with: [] };
		for (let run = 0; run < runs; run += 1) {
			costs.without.push(await typingCost(bare, host, live, false));
			costs.with.push(await typingCost(watched, host, live, true));
		}
		const total = (side: 'without' | 'with') =>
			quantile(
				costs[side].map(({ scriptMs, layoutMs }) => scriptMs + layoutMs),
				0.5,
			);
		const longest = (side: 'without' | 'with') => Math.max(...costs[side].map(({ longestTaskMs }) => longestTaskMs));
		const figures = [
			round(total('without'), 1),
			round(total('with'), 1),
			round((total('with') - total('without')) / keyCount),
			round(longest('without'), 1),
			round(longest('with'), 1),
		];
		say(`| ${[live.crm.name, ...figures].join(' | ')} |`);
		if (longest('with') > worst.ms) worst = { crm: live.crm.name, ms: longest('with') };
	}
	await watched.close();
	await bare.close();
	await host.stop();
	return worst;
}
