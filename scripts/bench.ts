import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { BrowserContext } from 'playwright-core';
import { startDemo } from '../demo/server.ts';
import { keepFigure, writeBudgets } from './bench-budgets.ts';
import { benchCrms, type LongestTask } from './bench-crms.ts';
import { benchEvaluate } from './bench-evaluate.ts';
import { quantile, round, say } from './bench-figures.ts';
import { launch, sidebarOf } from './browser.ts';
import { demoBuild } from './builds.ts';

/** Measures what users wait for. Figures compare within one run only; machines differ. */
const root = join(import.meta.dirname, '..');
const build = demoBuild;
const work = join(root, 'tests/.work/bench');
const isQuick = process.argv.includes('--quick');

/** From the key's own time in the page to the frame after which the new figure is in the sidebar. */
async function benchKeystroke(context: BrowserContext, url: string, quote: string, lines: number): Promise<number> {
	const page = await context.newPage();
	await page.goto(`${url}/quotes/${quote}`);
	const sidebar = await sidebarOf(page);
	await sidebar.getByRole('region', { name: 'Margin' }).getByRole('status', { name: 'Margin', exact: true }).waitFor();
	await page.getByRole('button', { name: 'Edit CX-40' }).first().click();
	await page.locator('.dialog:not([aria-busy])').waitFor();
	await page.evaluate(() => {
		document.addEventListener(
			'input',
			(event) => document.documentElement.setAttribute('data-key-at', String(performance.timeOrigin + event.timeStamp)),
			true,
		);
	});
	// One line of hundreds moves the deal's discount by less than is shown.
	const figure = sidebar.getByRole('status', { name: 'Margin amount', exact: true });
	const times: number[] = [];
	const field = page.getByRole('textbox', { name: 'Discount %' });
	// A clean deal shows one line only; the figure is there once something is typed.
	await field.fill('10.5');
	await figure.waitFor();
	for (let run = 0; run < (isQuick ? 10 : 60); run += 1) {
		await figure.evaluate((output) => {
			// The element may be replaced with its panel, so the whole sidebar is watched for another text of that name.
			const find = () =>
				document.querySelector(`output[aria-label="${output.getAttribute('aria-label')}"]`)?.textContent;
			const before = output.textContent;
			const waiting = new Promise<number>((resolve, reject) => {
				const observer = new MutationObserver(() => {
					if ((find() ?? before) === before) return;
					observer.disconnect();
					requestAnimationFrame(() => setTimeout(() => resolve(performance.timeOrigin + performance.now())));
				});
				observer.observe(document.body, { childList: true, characterData: true, subtree: true });
				setTimeout(() => reject(new Error(`after 5 s: ${before} → ${find()}, ${document.visibilityState}`)), 5000);
			});
			Object.assign(globalThis, { waiting });
		});
		await field.fill(String(11 + (run % 40)));
		const at = await sidebar.evaluate(() => (globalThis as unknown as { waiting: Promise<number> }).waiting);
		const keyAt = Number(await page.evaluate(() => document.documentElement.getAttribute('data-key-at')));
		times.push(at - keyAt);
		await page.waitForTimeout(60);
	}
	const p95 = quantile(times, 0.95);
	say(
		`keystroke → figure painted in the sidebar, ${lines} lines: p50 ${round(quantile(times, 0.5), 1)} ms, p95 ${round(p95, 1)} ms over ${times.length} keys.`,
	);
	await page.close();
	return p95;
}

/** From the page drawing a deal that was read before to its margin in the sidebar; the median. */
async function benchKept(context: BrowserContext, url: string): Promise<number> {
	const times: number[] = [];
	const page = await context.newPage();
	// The moment is kept by each document itself: both of its clocks begin with it.
	await page.addInitScript(() => {
		const isSidebar = location.protocol === 'chrome-extension:';
		const isThere = () =>
			isSidebar
				? /\d/.test(document.querySelector('output[aria-label="Margin"]')?.textContent ?? '')
				: (document.querySelector('main h1, h1')?.textContent ?? '') !== '' && document.querySelector('table') !== null;
		const observer = new MutationObserver(() => {
			if (!isThere()) return;
			observer.disconnect();
			Object.assign(globalThis, { shownAt: performance.timeOrigin + performance.now() });
		});
		observer.observe(document, { childList: true, characterData: true, subtree: true });
	});
	for (let run = 0; run < (isQuick ? 3 : 15); run += 1) {
		await page.goto('about:blank');
		await page.goto(`${url}/quotes/2041`);
		const sidebar = await sidebarOf(page);
		const shownAt = () => (globalThis as unknown as { shownAt?: number }).shownAt ?? null;
		await sidebar.waitForFunction(shownAt);
		const [inPage, inSidebar] = [await page.evaluate(shownAt), await sidebar.evaluate(shownAt)];
		// The first time nothing is kept yet.
		if (run > 0 && inPage !== null && inSidebar !== null) times.push(inSidebar - inPage);
	}
	await page.close();
	const median = quantile(times, 0.5);
	say(
		`A kept deal's margin after the page shows the deal: p50 ${round(median, 0)} ms, p95 ${round(quantile(times, 0.95), 0)} ms over ${times.length} openings.`,
	);
	return median;
}

function tinyExtension(name: string, script: string): string {
	const folder = join(work, name);
	mkdirSync(folder, { recursive: true });
	const manifest = {
		manifest_version: 3,
		name,
		version: '1',
		content_scripts: [{ matches: ['http://dealside-demo.localhost/*'], js: ['content.js'], run_at: 'document_idle' }],
		web_accessible_resources: [{ resources: ['frame.html'], matches: ['http://*/*'] }],
	};
	writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
	writeFileSync(join(folder, 'content.js'), script);
	writeFileSync(join(folder, 'frame.html'), '<!doctype html><title>empty</title>');
	return folder;
}

interface PageCost {
	readonly scriptMs: number;
	readonly heapKiB: number;
}

/** Script time and heap of the CRM page's own renderer after it settled. */
async function pageCost(extension: string, address: string): Promise<PageCost> {
	const context = await launch({ extension });
	const page = await context.newPage();
	const session = await context.newCDPSession(page);
	await session.send('Performance.enable');
	await page.goto(address);
	await page.waitForTimeout(2500);
	await session.send('HeapProfiler.collectGarbage');
	const { metrics } = await session.send('Performance.getMetrics');
	const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
	await context.close();
	return { scriptMs: of('ScriptDuration') * 1000, heapKiB: of('JSHeapUsedSize') / 1024 };
}

async function benchPage(url: string): Promise<void> {
	const frame =
		"const f=document.createElement('div');const r=f.attachShadow({mode:'closed'});const i=document.createElement('iframe');i.src=chrome.runtime.getURL('frame.html');r.append(i);document.documentElement.append(f);";
	const kinds = {
		bare: tinyExtension('bare', '').replace(/bare$/, 'none'),
		'empty script': tinyExtension('empty-script', ';'),
		'empty frame': tinyExtension('empty-frame', frame),
		Dealside: build,
	};
	mkdirSync(kinds.bare, { recursive: true });
	writeFileSync(join(kinds.bare, 'manifest.json'), JSON.stringify({ manifest_version: 3, name: 'none', version: '1' }));
	const costs: Record<string, PageCost[]> = {};
	for (let run = 0; run < (isQuick ? 1 : 5); run += 1) {
		for (const [name, extension] of Object.entries(kinds))
			costs[name] = [...(costs[name] ?? []), await pageCost(extension, `${url}/quotes/2041`)];
	}
	const median = (name: string, key: keyof PageCost) =>
		quantile(
			(costs[name] ?? []).map((cost) => cost[key]),
			0.5,
		);
	for (const name of Object.keys(kinds)) {
		const script = median(name, 'scriptMs');
		const heap = median(name, 'heapKiB');
		say(
			`CRM page with ${name}: script ${round(script, 1)} ms (${round(script - median('bare', 'scriptMs'), 1)} over bare), heap ${round(heap, 0)} KiB (${round(heap - median('bare', 'heapKiB'), 0)} over bare).`,
		);
	}
	const overFrame = median('Dealside', 'heapKiB') - median('empty frame', 'heapKiB');
	say(
		`Dealside against the empty frame: script ${round(median('Dealside', 'scriptMs') - median('empty frame', 'scriptMs'), 1)} ms, heap ${round(overFrame, 0)} KiB.`,
	);
	keepFigure('heap', overFrame);
	keepFigure('script', median('Dealside', 'scriptMs') - median('bare', 'scriptMs'));

	// A list of the CRM: recognised, and nothing in it that is a deal.
	const idle: Record<'Dealside' | 'empty script', number[]> = { Dealside: [], 'empty script': [] };
	for (let run = 0; run < (isQuick ? 1 : 5); run += 1)
		for (const name of ['empty script', 'Dealside'] as const)
			idle[name].push((await pageCost(kinds[name], `${url}/accounts`)).scriptMs);
	const more = quantile(idle.Dealside, 0.5) - quantile(idle['empty script'], 0.5);
	say(`A CRM page without a deal: script ${round(more, 1)} ms over an empty script.`);
	keepFigure('idle', more);
}

function keepTask({ crm, ms }: LongestTask): void {
	keepFigure('task', ms, crm);
}

/** `--crms-only` measures the CRMs alone, `--crms-only=Odoo` one of them. */
const isWithout = (part: 'core' | 'crms') => process.argv.includes(`--no-${part}`);
const crmsOnly = process.argv.find((argument) => /^--crms-only(?:=|$)/.test(argument));

async function main(): Promise<void> {
	if (crmsOnly) {
		const only = crmsOnly.split('=')[1] ?? '';
		const longest = await benchCrms(only, isQuick ? 1 : 3);
		// The worst of one CRM is not the worst of all.
		if (only === '') keepTask(longest);
		writeBudgets(new Date());
		return;
	}
	if (!process.argv.includes('--page-only') && !isWithout('core')) benchEvaluate(isQuick ? 60 : 400);
	if (process.argv.includes('--core-only')) return;
	for (const file of readdirSync(build).filter((name) => /^(?:crm-.*|recognise)\.js$/.test(name)))
		say(`content script ${file}: ${gzipSync(readFileSync(join(build, file))).length} B gzip.`);
	const demo = await startDemo();
	if (!process.argv.includes('--page-only')) {
		const context = await launch({ extension: build });
		keepFigure('kept', await benchKept(context, demo.url));
		demo.addQuote('3020', '2041', '10', 20);
		keepFigure('key20', await benchKeystroke(context, demo.url, '3020', 20));
		demo.addQuote('3500', '2041', '10', 500);
		keepFigure('key500', await benchKeystroke(context, demo.url, '3500', 500));
		await context.close();
	}
	await benchPage(demo.url);
	await demo.stop();
	// The CRMs take the longest: what was measured so far is kept, whatever becomes of them.
	writeBudgets(new Date());
	if (process.argv.includes('--page-only') || isWithout('crms')) return;
	keepTask(await benchCrms('', isQuick ? 1 : 3));
	writeBudgets(new Date());
}

await main();
