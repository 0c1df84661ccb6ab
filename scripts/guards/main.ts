import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Copy, copyOf } from './copy.ts';
import type { Guard } from './guard.ts';
import { guardGroups } from './guards.ts';

/**
 * `npm run test:guards [-- --only WORDS …] [-- --list]`: takes out each guard alone, in a copy of the project, and runs the
 * tests that are said to hold it. Ends with 1 when no test fails without a guard, when a guard's text is not found, and
 * when its tests fail with the guard in its place.
 */

const root = join(import.meta.dirname, '../..');
const report = join(tmpdir(), `dealside-guards-${process.pid}.json`);

/** `broken`: no test ran, for the code without the guard cannot be loaded. */
type Outcome = 'passes' | 'fails' | 'broken';

interface Report {
	readonly numTotalTests: number;
	readonly numFailedTests: number;
	readonly testResults: readonly { readonly assertionResults: readonly { status: string; fullName: string }[] }[];
}

interface Ran {
	readonly outcome: Outcome;
	/** Names of the tests that failed. */
	readonly failed: readonly string[];
	readonly output: string;
}

function runTests(copy: Copy, tests: readonly string[], run: Guard['run']): Ran {
	rmSync(report, { force: true });
	if (run === 'browser') {
		const built = copy.run('wxt', ['build']);
		if (!built.isOk) return { outcome: 'broken', failed: [], output: built.output };
	}
	const config = run === 'browser' ? ['-c', 'vitest.e2e.config.ts'] : [];
	const { isOk, output } = copy.run('vitest', [
		'run',
		...config,
		...tests,
		// One failing test is enough, and the rest may wait long for what never comes.
		'--bail=1',
		'--testTimeout=60000',
		'--reporter=json',
		`--outputFile=${report}`,
	]);
	if (!existsSync(report)) return { outcome: 'broken', failed: [], output };
	const { numFailedTests, numTotalTests, testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report;
	const results = testResults.flatMap(({ assertionResults }) => assertionResults);
	const failed = results.flatMap(({ status, fullName }) => (status === 'failed' ? [fullName] : []));
	const outcome = numFailedTests > 0 ? 'fails' : isOk && numTotalTests > 0 ? 'passes' : 'broken';
	return { outcome, failed, output };
}

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true }, list: { type: 'boolean' } } });
const { only = [''] } = values;
const isWanted = ({ name, file }: Guard) => only.some((words) => `${name} ${file}`.includes(words));
const groups = guardGroups.map(({ title, guards }) => ({ title, guards: guards.filter(isWanted) }));
const wanted = groups.flatMap(({ guards }) => guards);
if (wanted.length === 0) {
	process.stderr.write(`No guard is called “${only.join('”, “')}”.\n`);
	process.exit(1);
}
if (values.list) {
	for (const { title, guards } of groups)
		for (const { name, file } of guards) process.stdout.write(`${title}: ${name} (${file})\n`);
	process.exit(0);
}

const problems: string[] = [];
const copy = copyOf(root);
process.on('exit', () => {
	copy.remove();
	rmSync(report, { force: true });
});
for (const run of ['unit', 'browser'] as const) {
	const tests = [...new Set(wanted.filter((guard) => guard.run === run).flatMap((guard) => guard.tests))];
	if (tests.length === 0) continue;
	process.stdout.write(`With every guard in its place: ${tests.length} test files\n`);
	const whole = runTests(copy, tests, run);
	if (whole.outcome !== 'passes')
		problems.push(`With every guard in its place tests fail: ${whole.failed.join('; ') || whole.output}`);
}
for (const { title, guards } of groups) {
	if (guards.length > 0) process.stdout.write(`\n${title}\n`);
	for (const { name, file, text, without, tests, run } of guards) {
		let said: string;
		try {
			const restore = copy.replace(file, text, without);
			const { outcome, failed, output } = runTests(copy, tests, run);
			restore();
			said =
				outcome === 'fails'
					? `held by “${failed[0]}”`
					: outcome === 'passes'
						? 'NO TEST FAILS'
						: `DOES NOT RUN: ${output}`;
			if (outcome !== 'fails') problems.push(`Without “${name}” (${file}): ${said}`);
		} catch (cause) {
			said = `NOT TAKEN OUT: ${cause instanceof Error ? cause.message : String(cause)}`;
			problems.push(`${name} (${file}): ${said}`);
		}
		process.stdout.write(`${name} (${file}): ${said}\n`);
	}
}
process.stdout.write(`\n${wanted.length} guards taken out, ${problems.length} not held.\n`);
if (problems.length > 0) process.stdout.write(`${problems.join('\n')}\n`);
process.exit(problems.length > 0 ? 1 : 0);
