import { describe, expect, it } from 'vitest';
import { draftOfProcess, processOfDraft } from '../../../../stores/workspace/forms/process.ts';
import { moved } from '../../../../stores/workspace/moved.ts';
import { samplePlaybook } from '../../../components/workspace/fake-background.ts';

describe('a process in its form', () => {
	it('comes back unchanged', () => {
		expect(processOfDraft(draftOfProcess(samplePlaybook.process))).toEqual({ ok: true, value: samplePlaybook.process });
	});

	it('lists every fault with its place, in the order of the form', () => {
		const draft = draftOfProcess(samplePlaybook.process);
		const [first, second] = draft.stages;
		if (!first || !second) throw new Error('sample without stages');
		const broken = {
			...draft,
			name: '',
			stages: [
				{ ...first, usualDays: '1.5', criteria: [{ id: 'c', text: ' ', isRequired: false, filledBy: '' }] },
				{
					...second,
					name: 'qualify',
					crmStages: [
						{ key: 'x', crm: 'tryton', kind: null, stage: 'lead' },
						{ key: 'y', crm: 'my crm', kind: null, stage: 'a' },
						{ key: 'z', crm: '', kind: null, stage: 'a' },
					],
				},
			],
		};
		expect(processOfDraft(broken)).toEqual({
			ok: false,
			error: [
				{ code: 'process-name-missing', stage: null, row: null },
				{ code: 'days-unreadable', stage: 0, row: null },
				{ code: 'criterion-empty', stage: 0, row: 'c' },
				{ code: 'stage-name-twice', stage: 1, row: null },
				{ code: 'crm-stage-twice', stage: 1, row: 'x' },
				{ code: 'crm-name-spaced', stage: 1, row: 'y' },
				{ code: 'crm-stage-incomplete', stage: 1, row: 'z' },
			],
		});
	});

	it('moves an item by one place and not past an end', () => {
		expect(moved(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c']);
		expect(moved(['a', 'b', 'c'], 1, 1)).toEqual(['a', 'c', 'b']);
		expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
		expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
	});
});
