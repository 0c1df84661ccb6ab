import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { approvalNoteShape, factsShape } from '../../core/model/deal-shapes.ts';
import { readDecision } from '../../core/playbook/approval-text.ts';
import { isGenuine } from '../../core/playbook/approvals.ts';
import { shapeProblems } from '../../core/playbook/check.ts';
import { readPlaybookFile } from '../../core/playbook/file.ts';

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
	for (const name of ['deal.json', 'edits.json', 'viewer.json', 'notes.json', 'costs.json', 'history.json'])
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

test('every documented part of a playbook is taken and used', () => {
	const file = JSON.parse(readFileSync(join(root, 'demo/sample-playbook.json'), 'utf8'));
	for (const part of ['margin', 'approvals', 'payPlan', 'trades', 'offInvoice', 'rates', 'priceGuides'])
		file.playbook[part] = JSON.parse(block(part));
	writeFileSync(join(folder, 'playbook.json'), JSON.stringify(file));
	const options = ['--playbook', 'playbook.json', '--costs', 'costs.json', '--history', 'history.json'];
	const { status, stdout, stderr } = evaluate('deal.json', ...options, '--today', '2026-12-01');
	expect([status, stderr]).toEqual([0, '']);
	const { margin } = JSON.parse(stdout);
	expect(margin).toMatchObject({ visibility: 'margin', after: { cost: null, margin: '0.305622' } });
	// The rule asks for a region and a team, and this deal says neither.
	expect(margin.lines[0].rule).toMatchObject({ kind: 'family', beaten: [] });
	// Every rule of the ladder can be judged, 30 days of payment included, and none fires.
	expect(margin.approval).toMatchObject({ need: null, isUnsure: false });
	file.playbook.payPlan = JSON.parse(block('another payPlan'));
	expect(readPlaybookFile(JSON.stringify(file)).ok).toBe(true);
});

test('a documented rule holds where all that it names holds', () => {
	const deal = JSON.parse(block('deal.json'));
	deal.segments = { industry: 'ports', country: 'Denmark' };
	deal.stage.id = 'sent';
	writeFileSync(join(folder, 'danish.json'), JSON.stringify(deal));
	const file = JSON.parse(readFileSync(join(root, 'demo/sample-playbook.json'), 'utf8'));
	file.playbook.margin = JSON.parse(block('margin'));
	writeFileSync(join(folder, 'rule.json'), JSON.stringify(file));
	const options = ['--playbook', 'rule.json', '--viewer', 'viewer.json', '--today', '2026-12-31'];
	expect(JSON.parse(evaluate('danish.json', ...options).stdout).margin.lines[0]).toMatchObject({
		limits: { floor: null, target: '0.28' },
		rule: { kind: 'rule', id: 'marine-year-end', beaten: ['Compressors'] },
	});
});

test('the documented line, approval and letter are what the shapes take', () => {
	const deal = JSON.parse(block('deal.json'));
	deal.lines.push(JSON.parse(block('line')));
	expect(shapeProblems(factsShape, deal)).toEqual([]);
	const approval = JSON.parse(block('approval'));
	expect(shapeProblems(approvalNoteShape, approval)).toEqual([]);
	expect(isGenuine(approval.request)).toBe(true);
	const letter = block('letter');
	const text = `dealside-approval: ${Buffer.from(letter).toString('base64url')}`;
	expect(readDecision(text)).toEqual({ ok: true, value: approval.decision });
	writeFileSync(join(folder, 'asked.json'), JSON.stringify({ ...JSON.parse(block('notes.json')), approval }));
	const { stdout } = evaluate('deal.json', '--edits', 'edits.json', '--notes', 'asked.json', '--today', '2026-11-24');
	expect(JSON.parse(stdout).margin.approval).toMatchObject({ standing: 'countered', voidBecause: [] });
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
