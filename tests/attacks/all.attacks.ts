import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { attacks } from './attacks.ts';
import { expectHeld, type Verdict, verdictOf } from './judge.ts';
import { type Outcome, openScene, type Scene } from './run.ts';
import { settings } from './settings.ts';

/** Browsers at once: each waits most of the time, as a hand does. */
const browsers = 3;
const free: Scene[] = [];
const table: {
	readonly family: string;
	readonly name: string;
	readonly verdict: Verdict | 'counted' | 'not counted';
	readonly outcome: Outcome;
}[] = [];

const file = join(import.meta.dirname, '../.work/attacks.json');

// After each: a run of a quarter of an hour that is broken off has told something too.
afterEach(() => writeFileSync(file, JSON.stringify(table, null, '\t')));

beforeAll(async () => {
	for (let at = 0; at < browsers; at += 1) free.push(await openScene(`attacks-${at}`));
});

const waiting: ((scene: Scene) => void)[] = [];

/** Does something in a browser that nobody else is in; a test that took too long may still hold its own. */
async function inScene<T>(act: (scene: Scene) => Promise<T>): Promise<T> {
	const scene = free.pop() ?? (await new Promise<Scene>((resolve) => waiting.push(resolve)));
	try {
		return await act(scene);
	} finally {
		const next = waiting.shift();
		if (next) next(scene);
		else free.push(scene);
	}
}

afterAll(async () => {
	for (const scene of free) await scene.close();
	const count = (verdict: string) => table.filter((row) => row.verdict === verdict).length;
	process.stdout.write(
		`Attacks: ${count('fired')} fired, ${count('refused')} refused, ${count('undone')} undone, ${count('late')} late, ${count('without effect')} without effect. Settings: ${count('counted')} counted, ${count('not counted')} not.\n`,
	);
});

describe.concurrent('attacks', () => {
	test.each(attacks.map((attack) => [`${attack.family}: ${attack.name}`, attack] as const))('%s', async (_, attack) => {
		const outcome = await inScene((scene) => scene.attack(attack));
		table.push({ family: attack.family, name: attack.name, verdict: verdictOf(attack, outcome), outcome });
		expectHeld(attack, outcome);
	});
});

describe.concurrent('ordinary settings', () => {
	test.each(settings.map((setting) => [`${setting.family}: ${setting.name}`, setting] as const))(
		'%s',
		async (_, setting) => {
			const outcome = await inScene((scene) => scene.live(setting));
			const verdict = outcome.isFired ? 'counted' : 'not counted';
			table.push({ family: setting.family, name: setting.name, verdict, outcome });
			expect(outcome).toMatchObject({ isFired: true });
		},
	);
});

test('there are as many as promised, in enough families', () => {
	expect(attacks.length).toBeGreaterThanOrEqual(150);
	expect(new Set(attacks.map(({ family }) => family)).size).toBeGreaterThanOrEqual(10);
	expect(settings.length).toBeGreaterThanOrEqual(60);
	for (const list of [attacks, settings])
		expect(new Set(list.map(({ family, name }) => `${family} ${name}`)).size).toBe(list.length);
});
