import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { countOf, diedIn, failedIn } from '../../scripts/test-reports.ts';

const folder = mkdtempSync(join(tmpdir(), 'dealside-reports-'));
let written = 0;

const passed = { status: 'passed', fullName: 'is right' };
const failed = (message: string) => ({ status: 'failed', fullName: 'is wrong', failureMessages: [message] });

interface File {
	name: string;
	status?: string;
	message?: string;
	assertionResults: object[];
}

function report(...testResults: readonly File[]): string {
	written += 1;
	const file = join(folder, `${written}.json`);
	writeFileSync(file, JSON.stringify({ testResults }));
	return file;
}

const say = vi.fn();

test('what passed and failed is counted, and what failed is named', () => {
	const both = report(
		{ name: '/clone/a.test.ts', status: 'passed', assertionResults: [passed, passed] },
		{ name: '/clone/b.test.ts', status: 'failed', assertionResults: [passed, failed('1 is not 2')] },
	);
	expect(countOf(both, false, say)).toEqual({ passed: 3, failed: 1 });
	expect(failedIn('/clone', both)).toEqual(['b.test.ts: is wrong']);
	expect(countOf(both, false, say, ['/clone/b.test.ts'])).toEqual({ passed: 2, failed: 0 });
});

test.each([
	['a report that is missing', join(folder, 'none.json'), false],
	['one without a test', report(), true],
	['a runner that ended badly after tests that passed', report({ name: 'a', assertionResults: [passed] }), false],
	['a test that was skipped', report({ name: 'a', assertionResults: [{ status: 'skipped', fullName: 'x' }] }), true],
	[
		'a test that is still to be written',
		report({ name: 'a', assertionResults: [{ status: 'todo', fullName: 'x' }] }),
		true,
	],
	['a file that broke before its first test', report({ name: 'a', status: 'failed', assertionResults: [] }), false],
])('nothing is green by not running: %s', (_, file, isOk) => {
	expect(countOf(file, isOk, say).failed).toBe(1);
});

test('a step without a report counts as one', () => {
	expect([countOf(undefined, true, say), countOf(undefined, false, say)]).toEqual([
		{ passed: 1, failed: 0 },
		{ passed: 0, failed: 1 },
	]);
});

test('a browser that died is told from a page that is wrong', () => {
	const gone = 'locator.click: Target page, context or browser has been closed';
	const file = report(
		{ name: 'died', assertionResults: [passed, failed(gone)] },
		{ name: 'died-at-once', status: 'failed', message: 'Failed to launch the browser process', assertionResults: [] },
		{ name: 'wrong', assertionResults: [failed('expected “29.9 %” to be “30.0 %”')] },
		{ name: 'right', assertionResults: [passed] },
	);
	expect(diedIn(file)).toEqual(['died', 'died-at-once']);
});
