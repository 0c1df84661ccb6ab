import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { needTestSystem } from './system.ts';

/** Runs every check of the project and ends with one line that counts them all. */
interface Step {
	readonly name: string;
	readonly command: readonly string[];
	/** File in which a runner leaves its count; without one the step counts as one. */
	readonly report?: string;
}

const root = join(import.meta.dirname, '..');
const work = join(root, 'tests/.work');
const unitReport = join(work, 'unit.json');
const endToEndReport = join(work, 'e2e.json');
const fuzzReport = join(work, 'fuzz.json');
const reporters = ['--reporter=default', '--reporter=json'];

const steps: readonly Step[] = [
	{ name: 'Preparing', command: ['wxt', 'prepare'] },
	{ name: 'Types', command: ['tsc', '--noEmit', '-p', '.'] },
	{ name: 'Lint', command: ['biome', 'check', '--error-on-warnings', '.'] },
	{ name: 'Nothing that nobody uses', command: ['knip', '--no-progress'] },
	{
		name: 'Unit and component tests',
		command: ['vitest', 'run', ...reporters, `--outputFile.json=${unitReport}`],
		report: unitReport,
	},
	{ name: 'What the README says of the CRMs', command: ['node', 'scripts/crms.ts', '--check'] },
	{ name: 'Build', command: ['wxt', 'build'] },
	{ name: 'Build for Firefox', command: ['wxt', 'build', '-b', 'firefox'] },
	{ name: 'Packages', command: ['node', 'scripts/package-check.ts'] },
	{
		name: 'End-to-end tests in Chromium and Firefox',
		command: ['vitest', 'run', '-c', 'vitest.e2e.config.ts', ...reporters, `--outputFile.json=${endToEndReport}`],
		report: endToEndReport,
	},
	{
		name: 'Random edits on a real Tryton',
		command: ['vitest', 'run', '-c', 'vitest.fuzz.config.ts', ...reporters, `--outputFile.json=${fuzzReport}`],
		report: fuzzReport,
	},
	{ name: 'The tour of npm start', command: ['node', 'scripts/start.ts', '--headless'] },
];

interface Count {
	passed: number;
	failed: number;
}

/** A report that is missing, empty or has skipped tests is a failure: nothing may be green by not running. */
function countOf(step: Step, isOk: boolean): Count {
	if (!step.report) return { passed: isOk ? 1 : 0, failed: isOk ? 0 : 1 };
	if (!existsSync(step.report)) return { passed: 0, failed: 1 };
	const {
		numPassedTests: passed,
		numFailedTests: failed,
		numTotalTests: total,
	} = JSON.parse(readFileSync(step.report, 'utf8'));
	const others = total - passed - failed;
	if (others > 0) process.stdout.write(`${others} tests did not run.\n`);
	const isEmptyOrBroken = total === 0 || (!isOk && failed + others === 0);
	return { passed, failed: failed + others + (isEmptyOrBroken ? 1 : 0) };
}

/** The names of tests that failed, to be said once more at the end: of a long log often only the end is kept. */
function failedIn(report: string): string[] {
	if (!existsSync(report)) return [];
	const { testResults = [] } = JSON.parse(readFileSync(report, 'utf8'));
	return testResults.flatMap(({ name, assertionResults = [] }: TestFile) => {
		const failed = assertionResults.filter(({ status }) => status === 'failed');
		return failed.map(({ fullName }) => `${relative(root, name)}: ${fullName}`);
	});
}

interface TestFile {
	readonly name: string;
	readonly assertionResults?: readonly { readonly status: string; readonly fullName: string }[];
}

const all: Count = { passed: 0, failed: 0 };
const failures: string[] = [];
for (const report of [unitReport, endToEndReport, fuzzReport]) rmSync(report, { force: true });
mkdirSync(work, { recursive: true });
try {
	needTestSystem();
} catch (cause) {
	// The run goes on so that all that can be checked is; the tests that need it fail by themselves.
	process.stdout.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
	all.failed += 1;
}
for (const step of steps) {
	const [program = '', ...rest] = step.command;
	process.stdout.write(`\n— ${step.name}\n`);
	const startMs = Date.now();
	const run = spawnSync(join(root, 'node_modules/.bin', program), rest, {
		cwd: root,
		stdio: ['ignore', 'inherit', 'inherit'],
	});
	const count = countOf(step, run.status === 0);
	all.passed += count.passed;
	all.failed += count.failed;
	if (count.failed > 0) failures.push(step.name, ...(step.report ? failedIn(step.report) : []));
	const seconds = ((Date.now() - startMs) / 1000).toFixed(1);
	process.stdout.write(`${step.name}: ${count.failed === 0 ? 'ok' : 'FAILED'} (${seconds} s)\n`);
}
if (failures.length > 0) process.stdout.write(`\nFailed:\n${failures.join('\n')}\n`);
process.stdout.write(`\n${all.passed} passed, ${all.failed} failed\n`);
process.exit(all.failed === 0 ? 0 : 1);
