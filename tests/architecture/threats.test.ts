import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** The table of threats names tests that are there. */

const root = join(import.meta.dirname, '../..');
const lines = readFileSync(join(root, 'docs/threats.md'), 'utf8').split('\n');

/** The rows of the table with this first heading. */
function rowsUnder(heading: string): readonly (readonly string[])[] {
	const first = lines.findIndex((line) => line.startsWith(`| ${heading} `));
	const table = lines.slice(first + 2);
	const end = table.findIndex((line) => !line.startsWith('| '));
	const rows = end < 0 ? table : table.slice(0, end);
	return rows.map((line) => line.slice(2, -2).split(' | '));
}

const threats = rowsUnder('threat');
const closed = rowsUnder('what was open');

test('every threat has what stands in its way, and a test', () => {
	expect(threats.length).toBeGreaterThan(15);
	for (const row of threats) expect(row, row[0]).toHaveLength(3);
});

test('what was open has a figure before and now, and a test', () => {
	expect(closed.length).toBeGreaterThan(25);
	for (const row of closed) {
		expect(row, row[0]).toHaveLength(4);
		expect(
			row.every((cell) => cell.trim() !== ''),
			row[0],
		).toBe(true);
	}
});

test.each([...threats, ...closed].map((row) => [row[0]?.trim() ?? '', row.at(-1)?.trim() ?? '']))('%s', (_, place) => {
	const [file = '', name = ''] = place.split(' › ');
	expect(existsSync(join(root, file)), file).toBe(true);
	expect(readFileSync(join(root, file), 'utf8')).toContain(`'${name}'`);
});
