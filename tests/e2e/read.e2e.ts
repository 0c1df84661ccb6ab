import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const fixtures = join(root, 'tests/fixtures');
const quotation = 'https://tryton.example/#crm/model/sale.sale/1;name=%22Sale%22&views=%5Bnull%5D';

function read(...args: string[]) {
	const run = spawnSync(process.execPath, [join(root, 'scripts/read.ts'), ...args], { encoding: 'utf8' });
	return { status: run.status, said: run.stdout && JSON.parse(run.stdout), complaint: run.stderr };
}

test('a saved page of Tryton is read with its answers', () => {
	const page = join(fixtures, 'tryton/quotation-discount-typed.html');
	const { status, said } = read('--url', quotation, '--page', page, '--api', join(fixtures, 'tryton/api'));
	expect(status).toBe(0);
	expect(said).toMatchObject({
		crm: 'tryton',
		claimedBy: ['tryton'],
		record: { kind: 'quote', id: '1' },
		failure: null,
		edits: { lines: { 1: { price: { by: 'discount', typed: { text: '15', value: '0.15' } } } }, activeLineId: '1' },
		isUnchanged: true,
		unanswered: [],
	});
	expect(said.facts.lines).toHaveLength(5);
	expect(said.health).toContainEqual(expect.objectContaining({ field: 'Unit price', state: 'ok' }));
});

test('without a folder the page speaks alone, and what it asked is listed', () => {
	const page = join(fixtures, 'demo/deal-amount-typed.html');
	const { status, said } = read('--url', 'http://crm.firm.example:8080/deals/101', '--page', page);
	expect(status).toBe(0);
	expect(said).toMatchObject({
		crm: 'demo',
		record: { site: 'http://crm.firm.example:8080', kind: 'opportunity', id: '101' },
		facts: null,
		failure: { code: 'api-unreachable' },
		factsFromPage: { name: 'Compressor station Nordhavn', amount: '36120' },
		unanswered: [{ method: 'GET', url: 'http://crm.firm.example:8080/api/deals/101' }],
	});
});

test('what cannot be used is said in one sentence', () => {
	const page = join(fixtures, 'demo/list.html');
	const broken = join(root, 'tests/.work/broken-api');
	rmSync(broken, { recursive: true, force: true });
	mkdirSync(broken, { recursive: true });
	writeFileSync(join(broken, 'deal.json'), '{ "request": { "method": "GET" }, "status": 200, "answer": 1 }');
	const cases: [string[], string][] = [
		[[], 'npm run read -- --url https://crm.example/deals/101 --page saved.html [--api folder]'],
		[
			['--url', 'deals', '--page', page],
			'--url must be the page’s address, like https://crm.example/deals/101, not deals.',
		],
		[['--url', quotation, '--page', 'gone.html'], 'gone.html cannot be read.'],
		[['--url', quotation, '--page', page, '--api', 'gone'], 'The folder gone does not exist.'],
		[
			['--url', quotation, '--page', page, '--api', broken],
			`${join(broken, 'deal.json')}: “request” must have “method” and “url”.`,
		],
	];
	for (const [args, sentence] of cases)
		expect(read(...args)).toEqual({ status: 1, said: '', complaint: `${sentence}\n` });
});
