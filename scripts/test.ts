import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { takeLock } from './lock.ts';
import { needTestSystem } from './system.ts';
import { type Count, countOf, diedIn, failedIn } from './test-reports.ts';

/**
 * Runs every check of the project and ends with one line that counts them all. Two lanes run side by side: browsers wait
 * most of the time, and what only counts takes the processor meanwhile. `--long`: all changes of saved pages, where a plain
 * run makes one in five.
 */
interface Step {
	readonly name: string;
	readonly command: readonly string[];
	/** File in which a runner leaves its count; without one the step counts as one. */
	readonly report?: string;
}

const root = join(import.meta.dirname, '..');
const work = join(root, 'tests/.work');
mkdirSync(work, { recursive: true });

/** Reports of this run, and its builds where another run has the usual folder. */
const own = mkdtempSync(join(work, 'run-'));
const isLong = process.argv.includes('--long');
const patienceMs = 60_000;

const env: NodeJS.ProcessEnv = {
	...process.env,
	DEALSIDE_REPORTS: own,
	...(isLong && { DEALSIDE_LONG: '1' }),
	...(isFirstHere() ? {} : { DEALSIDE_OUTPUT: join(own, 'output') }),
};

/** True for the only run in this clone, which builds where everybody looks for builds. */
function isFirstHere(): boolean {
	const giveBack = takeLock(join(work, 'test.lock'));
	if (giveBack) process.once('exit', giveBack);
	return giveBack !== null;
}

function vitest(name: string, report: string, ...config: readonly string[]): Step {
	const file = join(own, report);
	const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
	return { name, command: ['vitest', 'run', ...config, ...reporters], report: file };
}

const preparing: Step = { name: 'Preparing', command: ['wxt', 'prepare'] };

/** What counts and waits for nothing. It gives way to the browsers, in which somebody's hand is played. */
const counting: readonly Step[] = [
	{ name: 'Types', command: ['tsc', '--noEmit', '-p', '.'] },
	{ name: 'Lint', command: ['biome', 'check', '--error-on-warnings', '.'] },
	{ name: 'Nothing that nobody uses', command: ['knip', '--no-progress'] },
	vitest('Unit and component tests', 'unit.json'),
	{ name: 'What the README says of the CRMs', command: ['node', 'scripts/crms.ts', '--check'] },
];

const inBrowsers: readonly Step[] = [
	{ name: 'Build', command: ['wxt', 'build'] },
	{ name: 'Build for Firefox', command: ['wxt', 'build', '-b', 'firefox'] },
	{ name: 'Packages', command: ['node', 'scripts/package-check.ts'] },
	vitest('Random edits on a real Tryton', 'fuzz.json', '-c', 'vitest.fuzz.config.ts'),
	vitest('End-to-end tests in Chromium and Firefox', 'e2e.json', '-c', 'vitest.e2e.config.ts'),
	{ name: 'The tour of npm start', command: ['node', 'scripts/start.ts', '--headless', '--built'] },
];

const all: Count = { passed: 0, failed: 0 };
const failures: string[] = [];
const running = new Map<Step, { readonly child: ChildProcess; readonly startMs: number }>();

function say(text: string): void {
	process.stdout.write(`${text}\n`);
}

const seconds = (sinceMs: number) => ((Date.now() - sinceMs) / 1000).toFixed(0);

/** Runs a command to its end. What it says is kept together: another one runs beside it. */
function ran(step: Step, command: readonly string[], isGivingWay: boolean): Promise<{ isOk: boolean; said: string }> {
	const [program = '', ...rest] = command;
	return new Promise((resolve) => {
		const child = spawn(join(root, 'node_modules/.bin', program), rest, {
			cwd: root,
			env,
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		running.set(step, { child, startMs: Date.now() });
		if (isGivingWay && child.pid !== undefined) setPriority(child.pid, 10);
		const said: Buffer[] = [];
		for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => said.push(part));
		const ended = (isOk: boolean) => {
			running.delete(step);
			resolve({ isOk, said: Buffer.concat(said).toString() });
		};
		child.once('error', (cause) => {
			said.push(Buffer.from(`${cause.message}\n`));
			ended(false);
		});
		child.once('close', (code) => ended(code === 0));
	});
}

async function carryOut(step: Step, isGivingWay: boolean): Promise<void> {
	say(`▸ ${step.name} begins`);
	const startMs = Date.now();
	const { isOk, said } = await ran(step, step.command, isGivingWay);
	say(`\n— ${step.name}\n${said.trimEnd()}`);
	let count = countOf(step.report, isOk, say);
	const died = step.report && count.failed > 0 ? diedIn(step.report) : [];
	if (step.report && died.length > 0) {
		say(`A browser died in ${died.join(', ')}. These files run once more, with a new one:`);
		const first = step.report;
		const again = first.replace(/\.json$/, '-again.json');
		const command = step.command.map((part) => part.replace(first, again));
		const second = await ran(step, [...command, ...died], isGivingWay);
		say(second.said.trimEnd());
		const others = countOf(first, false, say, died);
		const repeated = countOf(again, second.isOk, say);
		count = { passed: others.passed + repeated.passed, failed: others.failed + repeated.failed };
		if (count.failed > 0) failures.push(...failedIn(root, again));
	}
	all.passed += count.passed;
	all.failed += count.failed;
	if (count.failed > 0) failures.push(step.name, ...(step.report ? failedIn(root, step.report, died) : []));
	say(`${step.name}: ${count.failed === 0 ? 'ok' : 'FAILED'} (${seconds(startMs)} s)`);
}

async function lane(steps: readonly Step[], isGivingWay: boolean): Promise<void> {
	for (const step of steps) await carryOut(step, isGivingWay);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
	process.once(signal, () => {
		for (const { child } of running.values()) child.kill(signal);
		process.exit(1);
	});
process.once('exit', () => rmSync(own, { recursive: true, force: true }));

const startMs = Date.now();
try {
	needTestSystem();
} catch (cause) {
	// The run goes on so that all that can be checked is; the tests that need it fail by themselves.
	say(cause instanceof Error ? cause.message : String(cause));
	all.failed += 1;
	failures.push('What the end-to-end tests need');
}
const clock = setInterval(() => {
	const now = [...running].map(([{ name }, { startMs: since }]) => `${name} (${seconds(since)} s)`);
	if (now.length > 0) say(`  running: ${now.join(', ')}`);
}, patienceMs);
await carryOut(preparing, false);
await Promise.all([lane(counting, true), lane(inBrowsers, false)]);
clearInterval(clock);
if (failures.length > 0) say(`\nFailed:\n${failures.join('\n')}`);
say(`\n${seconds(startMs)} s in all`);
say(`\n${all.passed} passed, ${all.failed} failed`);
process.exit(all.failed === 0 ? 0 : 1);
