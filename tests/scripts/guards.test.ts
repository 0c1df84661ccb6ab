import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { countOf } from '../../scripts/guards/copy.ts';
import { guardGroups } from '../../scripts/guards/guards.ts';

/** `npm run test:guards` takes each of them out and wants a test to fail; here they are only looked for. */

const root = join(import.meta.dirname, '../..');

test('each group has a dozen guards or more, each with a name of its own', () => {
	for (const { title, guards } of guardGroups) {
		expect(guards.length, title).toBeGreaterThanOrEqual(12);
		expect(new Set(guards.map(({ name, file }) => `${name} ${file}`)).size).toBe(guards.length);
	}
});

describe.each(guardGroups)('$title', ({ guards }) => {
	test.each(guards)('$name: stands in $file once, and its tests are there', ({ file, text, without, tests }) => {
		expect(countOf(text, readFileSync(join(root, file), 'utf8'))).toBe(1);
		expect(without).not.toBe(text);
		expect(tests.length).toBeGreaterThan(0);
		expect(tests.filter((path) => !existsSync(join(root, path)))).toEqual([]);
	});
});
