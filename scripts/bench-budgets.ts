import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { round } from './bench-figures.ts';

/** What users wait for, and how much of it there may be. Limits are decided; figures are measured. */
const budgets = {
	heap: ['Memory of the CRM’s page, over an extension that places an empty frame', 70, 'KiB'],
	script: ['Script of the CRM’s page with a deal, over a page without an extension', 5, 'ms'],
	idle: ['Script of a CRM page without a deal, over an extension with an empty script', 0, 'ms'],
	task: ['Longest task of the page while 100 keys are typed, the worst of all CRMs', 16, 'ms'],
	kept: ['From the page showing a deal that was read before to its margin in the sidebar, median', 200, 'ms'],
	key20: ['From a key to the figure painted, 20 lines, p95', 33, 'ms'],
	key500: ['From a key to the figure painted, 500 lines, p95', 100, 'ms'],
} as const satisfies Readonly<Record<string, readonly [what: string, limit: number, unit: string]>>;

/** One of the budgets. */
export type BudgetName = keyof typeof budgets;

const file = join(import.meta.dirname, '../docs/budgets.md');
const figures = new Map<BudgetName, { readonly value: number; readonly note: string }>();

/** Keeps a figure of this run; `note`: where it was found, where that is worth saying. */
export function keepFigure(name: BudgetName, value: number, note = ''): void {
	figures.set(name, { value, note });
}

/** Rows of the last run by what they are of: what this run did not measure keeps its figure and its day. */
function rowsBefore(): Map<string, string> {
	if (!existsSync(file)) return new Map();
	const rows = readFileSync(file, 'utf8').split('\n');
	return new Map(rows.filter((row) => row.startsWith('| ')).map((row) => [row.split('|')[1]?.trim() ?? '', row]));
}

/** Writes docs/budgets.md. A run that measured nothing of them leaves it. */
export function writeBudgets(now: Date): void {
	if (figures.size === 0) return;
	const before = rowsBefore();
	const [cpu] = cpus();
	const machine = `${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, load ${round(loadavg()[0] ?? 0, 1)}`;
	const rows = Object.entries(budgets).map(([name, [what, limit, unit]]) => {
		const found = figures.get(name as BudgetName);
		if (!found) return before.get(what) ?? `| ${what} | ${limit} ${unit} | not measured | – | – | – |`;
		const verdict = found.value <= limit ? 'kept' : 'over';
		const figure = `${round(found.value, 1)} ${unit}${found.note && ` (${found.note})`}`;
		return `| ${what} | ${limit} ${unit} | ${figure} | ${verdict} | ${machine} | ${now.toISOString().slice(0, 10)} |`;
	});
	writeFileSync(
		file,
		`# What Dealside may cost

Written by \`npm run bench\`, which measures on the machine that it runs on: figures of one run compare with each other, those of
two machines do not. What a run did not measure keeps the figure and the day of the run that did.

| what | limit | figure | | machine | day |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`,
	);
}
