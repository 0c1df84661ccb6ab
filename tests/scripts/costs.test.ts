import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { costsShape } from '../../core/model/playbook-shapes.ts';
import { shapeProblems } from '../../core/playbook/check.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'dealside-costs-'));

function costs(content: string, ...options: string[]) {
	writeFileSync(join(folder, 'prices.csv'), content);
	const run = [join(root, 'scripts/costs.ts'), 'prices.csv', ...options];
	const { status, stdout, stderr } = spawnSync(process.execPath, run, { cwd: folder, encoding: 'utf8' });
	return { status, stderr, report: stdout === '' ? null : JSON.parse(stdout) };
}

test('prints what an import would take, row by row', () => {
	const { status, stderr, report } = costs(
		'List 2026\nsku,cost,period\nA,12.50,month\nA,12.5,monthly\n="0017",free,\n',
	);
	expect([status, stderr]).toEqual([0, '']);
	expect(report).toMatchObject({
		file: 'prices.csv',
		reading: { headingRow: 2, columns: { product: 0, cost: 1, period: 2 }, currency: 'EUR', isCurrencyAssumed: true },
		above: [{ row: 1, text: 'List 2026' }],
		isImported: true,
		taken: 2,
		refused: 0,
		rows: [
			{ row: 3, product: 'A', cost: '12.5', currency: 'EUR', period: 'month' },
			{ row: 4, product: 'A', repeats: true },
			{ row: 5, product: '0017', cost: '0', currency: 'EUR', period: 'unsaid', isFree: true },
		],
	});
});

const documented = readFileSync(join(root, 'docs/data.md'), 'utf8');

function block(name: string): string {
	const found = documented.split(`\`\`\`json ${name}\n`)[1]?.split('\n```')[0];
	if (!found) throw new Error(`docs/data.md has no ${name}`);
	return found;
}

test('prints what is documented', () => {
	const { report } = costs('Preisliste 2026;;\nArtikel;EK;Zeitraum\n="0017";12,50;monatlich\nB;0,00;einmalig\n');
	expect(report).toEqual(JSON.parse(block('price list')));
	expect(shapeProblems(costsShape, JSON.parse(block('more costs')))).toEqual([]);
});

test('says in a sentence why a row is refused, and ends with 1', () => {
	const { status, report } = costs('sku;cost\n4,00638E+12;12,50\nB;0\nC;1,50\n');
	expect(status).toBe(1);
	expect(report).toMatchObject({ isImported: false, taken: 1, refused: 2 });
	expect(report.rows[0]).toEqual({
		row: 2,
		place: 'product column',
		found: '4,00638E+12',
		reason: expect.stringMatching(/^A spreadsheet shortened this number/),
	});
	expect(report.rows[1].reason).toMatch(/^A cost of 0 counts only/);
});

test('asks for the columns that no heading names', () => {
	const { status, report } = costs('sku,price,name\nA,12.50,x\n');
	expect(status).toBe(1);
	expect(report.rows).toEqual([
		{
			row: null,
			place: 'whole file',
			found: null,
			reason: expect.stringMatching(/holds the cost\. Say it with --columns/),
		},
	]);
	expect(costs('sku,price,name\nA,12.50,x\n', '--columns', 'cost=1').report.rows).toMatchObject([{ cost: '12.5' }]);
	expect(costs('sku,price,name\nA,12.50,x\n', '--columns', 'cost=price').report.rows).toMatchObject([{ cost: '12.5' }]);
});

test('takes what it is told of a file', () => {
	const { status, report } = costs(
		'A|1.234|x\nB|0|x\nC|0|x\n',
		...['--delimiter', '|', '--headings', 'none', '--columns', 'product=0,cost=1', '--locale', 'de'],
		...['--currency', 'CHF', '--period', 'year', '--per', '10', '--free', 'C'],
	);
	expect(status).toBe(0);
	expect(report).toMatchObject({
		reading: { decimals: 'comma', isCurrencyAssumed: false },
		leftOut: 1,
		rows: [
			{ row: 1, product: 'A', cost: '123.4', currency: 'CHF', period: 'year' },
			{ row: 3, product: 'C', cost: '0', isFree: true },
		],
	});
});

test.for([
	[['--delimiter', ';;'], /--delimiter must be one sign/],
	[['--delimiter', ''], /--delimiter must be one sign/],
	[['--headings', '0'], /--headings must be a row/],
	[['--columns', 'price=1'], /--columns names product, cost/],
	[['--columns', 'cost=9'], /has no column 9/],
	[['--columns', 'cost=0,cost=1'], /names cost twice/],
	[['--locale', 'not a language'], /--locale must be a language/],
	[['--currency', 'Euro'], /--currency must be three letters/],
	[['--period', 'week'], /--period must be/],
	[['--per', '0'], /--per must be/],
	[['--nonsense'], /nonsense/],
] as const)('refuses %j with a sentence, and prints nothing', ([options, sentence]) => {
	const { status, stderr, report } = costs('sku,cost\nA,1.50\n', ...options);
	expect([status, report]).toEqual([1, null]);
	expect(stderr).toMatch(sentence);
});

test('a file that is not there is refused', () => {
	const run = [join(root, 'scripts/costs.ts'), 'missing.csv'];
	const { status, stdout, stderr } = spawnSync(process.execPath, run, { cwd: folder, encoding: 'utf8' });
	expect([status, stdout]).toEqual([1, '']);
	expect(stderr).toContain('missing.csv cannot be read.');
});
