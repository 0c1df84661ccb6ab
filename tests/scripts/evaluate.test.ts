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
	expect(margin).toMatchObject({ visibility: 'margin', after: { cost: null, amount: null, margin: '0.3' } });
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
	expect(wrong.stderr).toContain('lines 2 › unitCost: This is another kind of value than it should be. (1020)');
	writeFileSync(join(folder, 'broken.json'), '{"ref":');
	expect(evaluate('broken.json', '--today', '2026-11-24').stderr).toMatch(
		/broken.json cannot be used:\n.*not a JSON file/,
	);
	expect(evaluate('missing.json', '--today', '2026-11-24').stderr).toMatch(/missing.json cannot be read/);
	expect(evaluate('deal.json', '--today', '24.11.2026').stderr).toMatch(/--today must be a day/);
	expect(evaluate('deal.json').stderr).toMatch(/npm run evaluate/);
	expect(evaluate('deal.json', '--nonsense', '--today', '2026-11-24')).toMatchObject({ status: 1, stdout: '' });
});

/** Deal, edits or another file with one thing changed, as text; what `evaluate` then says. */
function changed(name: string, change: (file: Loose) => unknown) {
	const file = JSON.parse(block(name));
	const made = change(file) ?? file;
	const text = typeof made === 'string' ? made : JSON.stringify(made);
	writeFileSync(join(folder, 'changed.json'), text);
	const option = name.replace('.json', '');
	const files = name === 'deal.json' ? ['changed.json'] : ['deal.json', `--${option}`, 'changed.json'];
	return evaluate(...files, '--today', '2026-11-24');
}

const unit = { by: 'discount', typed: { text: '10', value: '0.10' } };
const added = { id: '7', description: 'New', quantity: '1', listPrice: '5', netPrice: '5' };
const cost = '{"product":"CX-40","unitCost":"60","currency":"EUR"}';
const nameTwice = block('deal.json').replace('"name"', '"name": "Other", "name"');
const protoEdited = block('edits.json').replace('"1":', '"__proto__":');

type Loose = ReturnType<typeof JSON.parse>;

/** Puts a value where a path of keys leads. */
function set(path: string, value: unknown) {
	return (file: Loose) => {
		const keys = path.split('.');
		const last = keys.pop() as string;
		const inner = keys.reduce((at, key) => at[key], file);
		// What every object has is shadowed as well.
		Object.defineProperty(inner, last, { value, enumerable: true });
	};
}

const refusals: readonly (readonly [string, string, (file: Loose) => unknown, RegExp])[] = [
	['two lines with one id', 'deal.json', set('lines.1.id', '1'), /lines 2 › id: Another line has/],
	['a probability over 1', 'deal.json', set('probability', '50'), /^ {2}probability: A probability/m],
	['a probability below 0', 'deal.json', set('probability', '-0.5'), /A probability is a fraction/],
	['a discount of 1,500 %', 'deal.json', set('lines.0.discounts', ['15']), /lines 1 › discounts 1: A disc/],
	['a surcharge of 1,500 %', 'deal.json', set('lines.0.discounts', ['-15']), /A discount is a fraction/],
	['30 February', 'deal.json', set('quoteDate', '2026-02-30'), /quoteDate: This is not a day of the cal/],
	['a moment on 30 February', 'deal.json', set('stage.since', '2026-02-30T08:00:00.000Z'), /stage › since/],
	['29 February of a common year', 'deal.json', set('closeDate', '2027-02-29'), /closeDate: This is/],
	['a list for an object', 'deal.json', set('segments', []), /segments: This is another kind of value/],
	['a list for filled fields', 'deal.json', set('filledFields', []), /filledFields: This is another/],
	['half of a character in an id', 'deal.json', set('ref.id', '\ud800'), /ref › id: This text holds half/],
	['half of one in a key', 'deal.json', set('segments.\udc00', ''), /This text holds half/],
	['a line of an id nothing can have', 'deal.json', set('lines.0.id', '__proto__'), /lines 1 › id: Nothing in these/],
	['a name written twice', 'deal.json', () => nameTwice, /^ {2}name: This name stands twice/m],
	['edits of a line that is not there', 'edits.json', set('lines.99', { price: unit }), /lines › 99: The deal has no/],
	['edits of __proto__', 'edits.json', () => protoEdited, /lines › __proto__: Nothing in these files can have/],
	['edits of constructor', 'edits.json', set('lines.constructor', {}), /lines › constructor: Nothing in these/],
	['edits of toString', 'edits.json', set('lines.toString', {}), /lines › toString: The deal has/],
	['a removed line that is not there', 'edits.json', set('removed', ['99']), /removed 1: The deal has no line/],
	['a line removed twice', 'edits.json', set('removed', ['2', '2']), /removed 2: This is named twice/],
	['an added line with the id of a saved one', 'edits.json', set('added', [{ ...added, id: '2' }]), /added 1 › id: An/],
	['two added lines with one id', 'edits.json', set('added', [added, added]), /added 2 › id: Another line/],
	['an added line in place of none', 'edits.json', set('added', [{ ...added, replaces: '9' }]), /added 1 › replaces: /],
	['a cursor in a line that is not there', 'edits.json', set('activeLineId', '99'), /activeLineId: The deal has/],
	[
		'a typed probability over 1',
		'edits.json',
		set('probability', { text: '60', value: '60' }),
		/probability › value: A/,
	],
	['a list of edited lines', 'edits.json', set('lines', []), /lines: This is another kind of value/],
	['a list for one line’s edits', 'edits.json', set('lines', { 1: [] }), /lines › 1: This is another kind/],
	[
		'a product twice in the costs',
		'costs.json',
		() => `[${cost},${cost.replace('60', '5')}]`,
		/2 › product: .* named twice/,
	],
	[
		'a product twice but for a space',
		'costs.json',
		() => `[${cost},${cost.replace('CX-40', 'CX-40 ')}]`,
		/named twice/,
	],
	['a free product with a cost', 'costs.json', set('0.isFree', true), /1: This product is called free and has/],
];
test.for(refusals)(
	'%s: refused with the place and a sentence, and nothing is printed',
	([, name, change, sentence]) => {
		const { status, stdout, stderr } = changed(name, change);
		expect([status, stdout]).toEqual([1, '']);
		expect(stderr).toMatch(sentence);
	},
);

const firm = (playbook: Loose) => {
	const file = JSON.parse(readFileSync(join(root, 'demo/sample-playbook.json'), 'utf8'));
	return JSON.stringify({ ...file, playbook: { ...file.playbook, ...playbook(file.playbook) } });
};
const rule = (id: string, scope: object) => ({
	id,
	name: id,
	scope: {
		...{ products: [], families: [], segments: [], regions: [], currencies: [], stages: [], teams: [] },
		...{ from: null, until: null },
		...scope,
	},
	floor: '0.1',
	target: '0.2',
	warnings: null,
});
const segment = (field: string) => ({ segments: [{ field, values: ['A'] }] });
const bands = { kind: 'bands', base: 'margin', mode: 'whole', accelerator: null, isTakenBack: false, bands: [] };
const multiplier = { kind: 'multiplier', rate: '0.1', floor: '0.25', target: '0.250', cap: '2' };

const impossible: readonly (readonly [string, (playbook: Loose) => object, RegExp])[] = [
	[
		'equal rules',
		({ margin }) => ({ margin: { ...margin, rules: [rule('a', {}), rule('b', {})] } }),
		/rules 2: This rule and/,
	],
	[
		'rules of two segments that can both hold',
		({ margin }) => ({ margin: { ...margin, rules: [rule('a', segment('size')), rule('b', segment('age'))] } }),
		/margin › rules 2: This rule and the one named here can hold/,
	],
	[
		'a rule of a product nobody knows',
		({ margin }) => ({ margin: { ...margin, rules: [rule('a', { products: ['NOBODY'] })] } }),
		/playbook › margin › rules 1 › scope › products 1: .* (?:knows|know)/,
	],
	[
		'a trade of a product nobody knows',
		() => ({ trades: [{ id: 't', name: 'T', kind: 'scope', product: 'NOBODY', quantity: '1' }] }),
		/playbook › trades 1 › product: .*knows this product.*\(NOBODY\)/,
	],
	['no bands', () => ({ payPlan: bands }), /payPlan › bands: A plan of bands needs/],
	['a floor that is the target, written longer', () => ({ payPlan: multiplier }), /payPlan: The floor is above/],
];

test.for(impossible)('%s in a playbook: refused', ([, change, sentence]) => {
	writeFileSync(join(folder, 'firm.json'), firm(change));
	const { status, stdout, stderr } = evaluate('deal.json', '--playbook', 'firm.json', '--today', '2026-11-24');
	expect([status, stdout]).toEqual([1, '']);
	expect(stderr).toMatch(sentence);
});

test('an option without a file is refused', () => {
	expect(evaluate('deal.json', '--edits', '', '--today', '2026-11-24')).toMatchObject({ status: 1, stdout: '' });
	expect(evaluate('deal.json', '--edits', '', '--today', '2026-11-24').stderr).toContain('--edits is empty');
	expect(evaluate('deal.json', '--today', '2026-02-30').stderr).toContain('--today must be a day of the calendar');
	expect(evaluate('deal.json', '--today', '').stderr).toContain('--today is empty');
});

test('a byte order mark is read everywhere', () => {
	for (const name of ['deal.json', 'edits.json', 'viewer.json', 'notes.json', 'costs.json', 'history.json'])
		writeFileSync(join(folder, `marked-${name}`), `\uFEFF${block(name)}`);
	const sample = readFileSync(join(root, 'demo/sample-playbook.json'), 'utf8');
	writeFileSync(join(folder, 'marked-playbook.json'), `\uFEFF${sample}`);
	const options = ['edits', 'viewer', 'notes', 'costs', 'history', 'playbook'].flatMap((name) => [
		`--${name}`,
		`marked-${name}.json`,
	]);
	expect(evaluate('marked-deal.json', ...options, '--today', '2026-11-24')).toMatchObject({ status: 0, stderr: '' });
});

test('a line may have the name of what every object has, and is not edited by it', () => {
	const { status, stdout } = changed('deal.json', set('lines.0.id', 'toString'));
	expect(status).toBe(0);
	expect(JSON.parse(stdout).margin.lines[0]).toMatchObject({ id: 'toString', isEdited: false });
});

test('costs of 0 that nobody calls free are taken and count as unknown', () => {
	const { status } = changed('costs.json', ([first]) => [
		{ ...first, unitCost: '0' },
		{ ...first, product: 'B', unitCost: '0.00', isFree: true },
	]);
	expect(status).toBe(0);
});

test('edits of another record are refused', () => {
	const edits = JSON.parse(block('edits.json'));
	edits.ref.id = '7';
	writeFileSync(join(folder, 'other.json'), JSON.stringify(edits));
	const { status, stderr } = evaluate('deal.json', '--edits', 'other.json', '--today', '2026-11-24');
	expect(status).toBe(1);
	expect(stderr).toMatch(/another record/);
});
