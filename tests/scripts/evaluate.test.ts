import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'dealside-evaluate-'));
const documented = readFileSync(join(root, 'docs/data.md'), 'utf8');

/** A block of the documentation, by the name it carries. */
function block(name: string): string {
	const found = documented.split(`\`\`\`json ${name}\n`)[1]?.split('\n```')[0];
	if (!found) throw new Error(`docs/data.md has no ${name}`);
	return found;
}

function evaluate(...options: string[]) {
	const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'scripts/evaluate.ts'), ...options], {
		cwd: folder,
		encoding: 'utf8',
	});
	return { status, stdout, stderr };
}

beforeAll(() => {
	for (const name of ['deal.json', 'edits.json', 'viewer.json', 'notes.json'])
		writeFileSync(join(folder, name), block(name));
});

const all = ['deal.json', '--edits', 'edits.json', '--viewer', 'viewer.json', '--notes', 'notes.json'];

test('the documented files give the documented answer', () => {
	const { status, stdout, stderr } = evaluate(...all, '--today', '2026-11-24');
	expect(stderr).toBe('');
	expect(status).toBe(0);
	const answer = JSON.parse(stdout);
	expect(answer).toMatchObject(JSON.parse(block('answer')));
	expect(Object.keys(answer)).toEqual(['stage', 'margin', 'collateral', 'notes', 'reading']);
	expect(answer.stage.daysInStage).toBe(12);
});

test('a manager is told no pay', () => {
	writeFileSync(join(folder, 'manager.json'), '{"name":"Bo","role":"manager"}');
	const { stdout } = evaluate('deal.json', '--viewer', 'manager.json', '--today', '2026-11-24');
	expect(JSON.parse(stdout).margin.pay).toBeNull();
});

test('a wrong file is refused with place and reason, and nothing is printed', () => {
	const deal = JSON.parse(block('deal.json'));
	deal.lines[1].unitCost = 1020;
	writeFileSync(join(folder, 'wrong.json'), JSON.stringify(deal));
	const wrong = evaluate('wrong.json', '--today', '2026-11-24');
	expect(wrong).toMatchObject({ status: 1, stdout: '' });
	expect(wrong.stderr).toContain('lines 2 › unitCost: wrong-type (1020)');
	writeFileSync(join(folder, 'broken.json'), '{"ref":');
	expect(evaluate('broken.json', '--today', '2026-11-24').stderr).toMatch(/broken.json is not JSON/);
	expect(evaluate('missing.json', '--today', '2026-11-24').stderr).toMatch(/missing.json cannot be read/);
	expect(evaluate('deal.json', '--today', '24.11.2026').stderr).toMatch(/--today must be a day/);
	expect(evaluate('deal.json').stderr).toMatch(/npm run evaluate/);
	expect(evaluate('deal.json', '--nonsense', '--today', '2026-11-24')).toMatchObject({ status: 1, stdout: '' });
});

test('edits of another record are refused', () => {
	const edits = JSON.parse(block('edits.json'));
	edits.ref.id = '7';
	writeFileSync(join(folder, 'other.json'), JSON.stringify(edits));
	const { status, stderr } = evaluate('deal.json', '--edits', 'other.json', '--today', '2026-11-24');
	expect(status).toBe(1);
	expect(stderr).toMatch(/another record/);
});
