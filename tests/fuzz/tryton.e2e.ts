import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Driver } from '../../scripts/fuzz/driver.ts';
import { commandOf, isDifferent, type Run, runAll, silentShare, tableOf } from '../../scripts/fuzz/run.ts';
import { sequenceOf } from '../../scripts/fuzz/sequence.ts';
import { trytonDriver } from '../../scripts/fuzz/tryton.ts';

/**
 * Random edits on a real Tryton: what the sidebar shows while they are typed is what the CRM holds once they are saved,
 * or is said to be unknown or a guess. DEALSIDE_FUZZ_SEED takes other sequences, DEALSIDE_FUZZ_COUNT more or fewer.
 */
const seed = Number(process.env.DEALSIDE_FUZZ_SEED ?? 1);
const count = Number(process.env.DEALSIDE_FUZZ_COUNT ?? 300);

let driver: Driver;
let run: Run;

beforeAll(async () => {
	driver = await trytonDriver(null);
	const sequences = Array.from({ length: count }, (_, at) => sequenceOf(seed * 100_000 + at, driver.choices));
	run = await runAll(driver, sequences);
	process.stdout.write(`${tableOf(run)}\n`);
}, 60 * 60_000);

afterAll(async () => {
	await driver?.stop();
});

test('all of them were typed', () => {
	expect(run.failures.map(({ sequence, message }) => [commandOf('tryton', sequence), message])).toEqual([]);
	expect(run.outcomes).toHaveLength(count);
	const typed = run.outcomes.reduce((sum, { typedSteps }) => sum + typedSteps.length, 0);
	const wanted = run.outcomes.reduce((sum, { sequence }) => sum + sequence.steps.length, 0);
	expect(typed / wanted).toBeGreaterThan(0.9);
});

test('no figure that was believed differs, with the cursor in the field or after it was left', () => {
	expect(run.outcomes.filter(isDifferent).map(({ sequence }) => commandOf('tryton', sequence))).toEqual([]);
});

test('at most a tenth is left unknown, or told in part', () => {
	expect(silentShare(run)).toBeLessThanOrEqual(0.1);
});

test('no old figure is called live after Save', () => {
	const old = run.outcomes.filter(({ saved }) => saved !== null && saved.oldMs > 0);
	expect(old.map(({ sequence }) => commandOf('tryton', sequence))).toEqual([]);
});
