import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** What waits for a length of time, in a test of browsers and what it plays with. */
const fixed = /\bwaitForTimeout\(|\bsetTimeout\(|'sleep'|\bAtomics\.wait\(|\bsleep\(/g;

/** Where such tests are. */
const places = [
	'tests/e2e',
	'tests/fuzz',
	'scripts/fuzz',
	'scripts/tryton',
	'scripts/browser.ts',
	'scripts/firefox.ts',
];

const offCourse = 'plays on a CRM that no run of all tests starts; to be changed where it runs';

/**
 * How often a file may, and why it cannot wait for a condition. Anything else waits for what it needs: `expect.poll`,
 * `waitForFunction`, `rest` of Tryton's client.
 */
const allowed: Readonly<Record<string, readonly [times: number, why: string]>> = {
	'tests/e2e/beside-page.e2e.ts': [1, 'the page’s own script, which fights'],
	'tests/e2e/crm-live.e2e.ts': [1, 'the API said for how long it wants to be left alone'],
	'tests/e2e/crm-live.ts': [1, 'between two looks of a condition'],
	'tests/e2e/driven-firefox.ts': [1, 'a pointer rests on what it presses, for a press at once does not count'],
	'tests/e2e/harness.ts': [
		4,
		'Tryton’s client writes over what is typed too early; what is held is looked at, and typed again',
	],
	'tests/e2e/kept.e2e.ts': [2, 'the moment at which worker and browser are ended is what the test draws'],
	'tests/e2e/screen.ts': [1, 'Chromium draws its prompt in its own window, and nothing tells of it'],
	'tests/e2e/window.e2e.ts': [4, 'a hand that drags takes its time; a sidebar that must not come has some to do so'],
	'scripts/browser.ts': [
		4,
		'a pointer comes and rests, for a press at once does not count; between two looks of a condition',
	],
	'scripts/fuzz/run.ts': [1, 'after Save an old figure may come back: it is watched for so long'],
	'scripts/fuzz/sidebar.ts': [1, 'as long as a rep’s eye takes to the sidebar'],
	'scripts/tryton/rest.ts': [1, 'between two looks of a condition'],
	'scripts/tryton/tryton.ts': [2, 'between two looks of a condition'],
	'scripts/fuzz/dolibarr.ts': [3, offCourse],
	'scripts/fuzz/espocrm.ts': [9, offCourse],
	'scripts/fuzz/odoo.ts': [5, offCourse],
	'scripts/fuzz/suitecrm.ts': [5, offCourse],
};

function filesOf(place: string): string[] {
	const path = join(root, place);
	if (place.endsWith('.ts')) return [path];
	return readdirSync(path, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts') && !name.endsWith('.tmp.ts'))
		.map((name) => join(path, name));
}

const waitsIn = (text: string) => text.match(fixed)?.length ?? 0;

test('browsers wait for a condition, not for a time', () => {
	const found = places.flatMap(filesOf).flatMap((path) => {
		const times = waitsIn(readFileSync(path, 'utf8'));
		return times > 0 ? [[relative(root, path), times] as const] : [];
	});
	expect(found.length).toBeGreaterThan(5);
	const permitted = Object.entries(allowed).map(([path, [times]]) => [path, times] as const);
	expect(Object.fromEntries(found)).toEqual(Object.fromEntries(permitted));
});

test('it knows a fixed wait', () => {
	const wait = 'await page.waitForTimeout(500); await new Promise((done) => setTimeout(done, 500)); await sleep(3)';
	expect(waitsIn(wait)).toBe(3);
	expect(waitsIn('await expect.poll(() => page.title()).toBe("x"); page.setDefaultTimeout(5)')).toBe(0);
});
