import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** The table of threats names tests that are there. */

const root = join(import.meta.dirname, '../..');
const rows = readFileSync(join(root, 'docs/threats.md'), 'utf8')
	.split('\n')
	.filter((line) => line.startsWith('| ') && !/^\| (?:threat|-)/.test(line))
	.map((line) => line.slice(2, -2).split(' | '));

test('every threat has what stands in its way, and a test', () => {
	expect(rows.length).toBeGreaterThan(15);
	for (const row of rows) expect(row, row[0]).toHaveLength(3);
});

test.each(rows.map(([threat = '', , place = '']) => [threat, place]))('%s', (_, place) => {
	const [file = '', name = ''] = place.trim().split(' › ');
	expect(existsSync(join(root, file)), file).toBe(true);
	expect(readFileSync(join(root, file), 'utf8')).toContain(`'${name}'`);
});
