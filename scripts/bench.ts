import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { HyperFormula } from 'hyperformula';
import type { BrowserContext } from 'playwright-core';
import { evaluate } from '../core/evaluate.ts';
import { type DealEdits, type DealFacts, noEdits, noNotes, type QuoteLine } from '../core/model/deal.ts';
import { readPlaybookFile } from '../core/playbook/file.ts';
import { startDemo } from '../demo/server.ts';
import { launch, sidebarOf } from './browser.ts';

/** Measures what users wait for. Figures compare within one run only; machines differ. */
const root = join(import.meta.dirname, '..');
const build = join(root, '.output/chrome-mv3');
const work = join(root, 'tests/.work/bench');
const isQuick = process.argv.includes('--quick');

function say(text: string): void {
	process.stdout.write(`${text}\n`);
}

function quantile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((left, right) => left - right);
	return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

const round = (value: number, digits = 2) => value.toFixed(digits);

function quoteOf(count: number): DealFacts {
	const lines = Array.from({ length: count }, (_, at): QuoteLine => {
		const list = 100 + ((at * 37) % 900);
		return {
			id: String(at),
			product: {
				id: `p${at}`,
				code: `P-${at}`,
				name: `Product ${at}`,
				families: [at % 2 === 0 ? 'Compressors' : 'Services'],
			},
			description: '',
			quantity: String(1 + (at % 9)),
			unit: null,
			listPrice: `${list}.00`,
			discounts: [`0.${String(at % 20).padStart(2, '0')}`],
			netPrice: null,
			unitCost: `${Math.floor(list * 0.6)}.00`,
			costCurrency: null,
		};
	});
	return {
		ref: { crm: 'demo', site: 'bench', kind: 'quote', id: '1' },
		name: 'Bench',
		account: null,
		number: null,
		stage: { id: 'draft', label: null, since: null },
		amount: null,
		currency: 'EUR',
		probability: null,
		closeDate: null,
		owner: null,
		segments: {},
		lines,
		rounding: { unitPriceDigits: 4, lineAmountDigits: 2 },
		filledFields: {},
		reading: { source: 'api', at: '2026-11-24T09:00:00.000Z' },
	};
}

/** The same quote as a sheet: quantity, list, discount, cost; net, amount and cost by line; sums and margin. */
function sheetOf(deal: DealFacts): HyperFormula {
	const lines = deal.lines ?? [];
	const rows = lines.map((line, at) => {
		const row = at + 1;
		return [
			Number(line.quantity),
			Number(line.listPrice),
			Number(line.discounts[0]),
			Number(line.unitCost),
			`=ROUND(B${row}*(1-C${row}),4)`,
			`=ROUND(E${row}*A${row},2)`,
			`=D${row}*A${row}`,
			`=1-G${row}/F${row}`,
		];
	});
	const all = `1:${lines.length}`.split(':');
	rows.push([
		0,
		0,
		0,
		0,
		'=0',
		`=SUM(F${all[0]}:F${all[1]})`,
		`=SUM(G${all[0]}:G${all[1]})`,
		`=1-G${lines.length + 1}/F${lines.length + 1}`,
	]);
	return HyperFormula.buildFromArray(rows, { licenseKey: 'gpl-v3' });
}

function benchEvaluate(): void {
	const file = readPlaybookFile(readFileSync(join(root, 'demo/sample-playbook.json'), 'utf8'));
	if (!file.ok) throw new Error('broken sample');
	const playbook = { ...file.value.playbook, costs: file.value.costs ?? [], history: [] };
	for (const count of [20, 500]) {
		const deal = quoteOf(count);
		const sheet = sheetOf(deal);
		const own: number[] = [];
		const other: number[] = [];
		for (let run = 0; run < (isQuick ? 60 : 400); run += 1) {
			const discount = `0.${String(1 + (run % 30)).padStart(2, '0')}`;
			const draft: DealEdits = {
				...noEdits(deal.ref),
				lines: { 0: { price: { by: 'discount', typed: { text: discount, value: discount } } } },
				activeLineId: '0',
			};
			const start = performance.now();
			evaluate(deal, draft, playbook, { name: '', role: 'rep' }, '2026-11-24', noNotes);
			const middle = performance.now();
			sheet.setCellContents({ sheet: 0, row: 0, col: 2 }, [[Number(discount)]]);
			sheet.getCellValue({ sheet: 0, row: count, col: 7 });
			const end = performance.now();
			if (run >= 20) {
				own.push(middle - start);
				other.push(end - middle);
			}
		}
		sheet.destroy();
		say(
			`evaluate, ${count} lines: median ${round(quantile(own, 0.5), 3)} ms, p95 ${round(quantile(own, 0.95), 3)} ms. HyperFormula changing one cell and reading the margin: median ${round(quantile(other, 0.5), 3)} ms; ratio ${round(quantile(own, 0.5) / quantile(other, 0.5))}. (evaluate computes all lines, limits, stage and collateral anew.)`,
		);
	}
}

/** From the key's own time in the page to the frame after which the new figure stands in the sidebar. */
async function benchKeystroke(context: BrowserContext, url: string): Promise<void> {
	const page = await context.newPage();
	await page.goto(`${url}/quotes/2041`);
	const sidebar = await sidebarOf(page);
	await sidebar.getByRole('region', { name: 'Margin' }).getByRole('status', { name: 'Margin', exact: true }).waitFor();
	await page.getByRole('button', { name: 'Edit CX-40' }).click();
	await page.locator('.dialog:not([aria-busy])').waitFor();
	await page.evaluate(() => {
		document.addEventListener(
			'input',
			(event) => document.documentElement.setAttribute('data-key-at', String(performance.timeOrigin + event.timeStamp)),
			true,
		);
	});
	const figure = sidebar.getByRole('status', { name: 'Discount', exact: true });
	const times: number[] = [];
	const field = page.getByRole('textbox', { name: 'Discount %' });
	for (let run = 0; run < (isQuick ? 10 : 60); run += 1) {
		const painted = figure.evaluate(
			(output) =>
				new Promise<number>((resolve) => {
					const observer = new MutationObserver(() => {
						observer.disconnect();
						requestAnimationFrame(() => setTimeout(() => resolve(performance.timeOrigin + performance.now())));
					});
					observer.observe(output, { childList: true, characterData: true, subtree: true });
				}),
		);
		await page.waitForTimeout(30);
		await field.fill(String(11 + (run % 40)));
		const at = await painted;
		const keyAt = Number(await page.evaluate(() => document.documentElement.getAttribute('data-key-at')));
		times.push(at - keyAt);
		await page.waitForTimeout(60);
	}
	say(
		`keystroke → figure painted in the sidebar: p50 ${round(quantile(times, 0.5), 1)} ms, p95 ${round(quantile(times, 0.95), 1)} ms over ${times.length} keys.`,
	);
	await page.close();
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
async function pageCost(extension: string, url: string): Promise<PageCost> {
	const context = await launch({ extension });
	const page = await context.newPage();
	const session = await context.newCDPSession(page);
	await session.send('Performance.enable');
	await page.goto(`${url}/quotes/2041`);
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
			costs[name] = [...(costs[name] ?? []), await pageCost(extension, url)];
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
	say(
		`Dealside against the empty frame: script ${round(median('Dealside', 'scriptMs') - median('empty frame', 'scriptMs'), 1)} ms, heap ${round(median('Dealside', 'heapKiB') - median('empty frame', 'heapKiB'), 0)} KiB.`,
	);
}

async function main(): Promise<void> {
	if (!process.argv.includes('--page-only')) benchEvaluate();
	for (const file of readdirSync(build).filter((name) => /^(?:crm-.*|recognise)\.js$/.test(name)))
		say(`content script ${file}: ${gzipSync(readFileSync(join(build, file))).length} B gzip.`);
	const demo = await startDemo();
	if (!process.argv.includes('--page-only')) {
		const context = await launch({ extension: build });
		await benchKeystroke(context, demo.url);
		await context.close();
	}
	await benchPage(demo.url);
	await demo.stop();
}

await main();
