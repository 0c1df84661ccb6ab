import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readPlaybookFile, writePlaybookFile } from '../../../core/playbook/file.ts';
import { fixtureMap, fixturePointed } from '../../fixtures/fixture-map.ts';

const sample = readFileSync(new URL('../../../demo/sample-playbook.json', import.meta.url), 'utf8');

function changed(change: (file: ReturnType<typeof parsed>) => void) {
	const file = parsed();
	change(file);
	return readPlaybookFile(JSON.stringify(file));
}

const parsed = () => JSON.parse(sample);

test('the sample playbook is a whole one', () => {
	const file = readPlaybookFile(sample);
	if (!file.ok) throw new Error(JSON.stringify(file.error));
	const { playbook, costs } = file.value;
	expect(playbook.process.stages).toHaveLength(5);
	expect(playbook.collateral).toHaveLength(10);
	expect(
		playbook.process.stages.every((stage) => playbook.attachments.some(({ stageId }) => stageId === stage.id)),
	).toBe(true);
	expect(costs).toHaveLength(5);
});

test('what was written is read back exactly', () => {
	const file = readPlaybookFile(sample);
	if (!file.ok) throw new Error('broken sample');
	const { playbook, costs } = file.value;
	expect(readPlaybookFile(writePlaybookFile(playbook, costs, null))).toEqual(file);
	const mapped = { maps: [fixtureMap], pointed: [fixturePointed] };
	const again = readPlaybookFile(writePlaybookFile(playbook, costs, mapped));
	expect(again).toEqual({ ok: true, value: { playbook, costs, mapped, kept: [] } });
});

test('maps of a playbook are checked with it, and one of a newer Dealside is told apart', () => {
	const { fields, ...rest } = fixtureMap;
	const maps = [fixtureMap, { ...rest, fields: { ...fields, ceo: [] } }, { format: 2, anything: 'else' }];
	expect(changed((file) => Object.assign(file, { maps }))).toEqual({
		ok: false,
		error: [
			expect.objectContaining({ place: 'maps 2 › fields › ceo', reason: 'unknown-key' }),
			{ row: null, place: 'maps 3 › format', reason: 'newer-map', found: '2' },
		],
	});
	expect(changed((file) => Object.assign(file, { maps: [fixtureMap, fixtureMap] }))).toMatchObject({
		error: [{ place: 'maps 2 › id', reason: 'named-twice' }],
	});
});

test('every problem is named with its place, and the row of a syntax error', () => {
	const file = changed((broken) => {
		broken.playbook.collateral[2].url = 'javascript:alert(1)';
		broken.playbook.margin.families[0].floor = '0.40';
		broken.playbook.process.stages[1].criteria[0].text = 7;
		delete broken.playbook.name;
	});
	expect(file).toEqual({
		ok: false,
		error: expect.arrayContaining([
			{ row: null, place: 'collateral 3 › url', reason: 'not-https', found: 'javascript:alert(1)' },
			expect.objectContaining({ place: 'margin › families 1', reason: 'floor-above-target' }),
			{ row: null, place: 'process › stages 2 › criteria 1 › text', reason: 'wrong-type', found: '7' },
			{ row: null, place: 'name', reason: 'missing', found: null },
		]),
	});
	expect(readPlaybookFile('{\n"format": 1\n"x": 2}')).toEqual({
		ok: false,
		error: [expect.objectContaining({ reason: 'not-json', row: 3 })],
	});
});

test('links to what is not there and names given twice are refused', () => {
	let row = 0;
	const file = changed((broken) => {
		const { closedStages } = broken.playbook.process;
		row =
			closedStages.findIndex(({ crm, stage }: { crm: string; stage: string }) => crm === 'demo' && stage === 'won') + 1;
		broken.playbook.attachments[0].stageId = 'nowhere';
		broken.playbook.collateral[1].id = broken.playbook.collateral[0].id;
		broken.playbook.process.stages[4].crmStages.push({ crm: 'demo', kind: null, stage: 'won' });
	});
	if (file.ok) throw new Error('accepted');
	expect(file.error.map(({ reason }) => reason)).toEqual(expect.arrayContaining(['unknown-stage', 'named-twice']));
	expect(file.error.map(({ place }) => place)).toEqual(
		expect.arrayContaining([`process › closedStages ${row}`, 'collateral 2 › id', 'attachments 1 › stageId']),
	);
});

test('files of others and of later versions are refused whole', () => {
	const reasonOf = (text: string) => {
		const file = readPlaybookFile(text);
		return file.ok ? null : file.error[0]?.reason;
	};
	expect(reasonOf('[]')).toBe('not-a-playbook');
	expect(reasonOf('{"format":"other"}')).toBe('not-a-playbook');
	expect(reasonOf('{"format":"dealside-playbook","version":2}')).toBe('newer-version');
	expect(reasonOf('{"format":"dealside-playbook","version":1,"playbook":{"__proto__":{"x":1}}}')).toBe('key-reserved');
});
