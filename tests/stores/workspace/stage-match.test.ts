import { expect, test } from 'vitest';
import type { StageList } from '../../../core/model/deal.ts';
import { adapters } from '../../../crm/registry.ts';
import { crmTitle } from '../../../stores/crms.ts';
import type { CrmStageDraft, ProcessDraft, StageDraft } from '../../../stores/workspace/forms/process.ts';
import { processOfDraft } from '../../../stores/workspace/forms/process.ts';
import { sameNames, targetOf, unmatchedCount, withTarget } from '../../../stores/workspace/stage-match.ts';

const row = (stage: string, kind: CrmStageDraft['kind'] = 'opportunity', crm = 'acme'): CrmStageDraft => ({
	key: `${crm}-${kind}-${stage}`,
	crm,
	kind,
	stage,
});

const stageOf = (id: string, name: string, crmStages: readonly CrmStageDraft[]): StageDraft => ({
	id,
	name,
	guidance: '',
	usualDays: '',
	criteria: [],
	crmStages,
});

const draft: ProcessDraft = {
	name: 'Process',
	stages: [
		stageOf('s1', 'Qualify', [row('10'), row('10', null, 'other')]),
		stageOf('s2', 'Propose', [row('30', null)]),
	],
	closedStages: [row('90')],
};

const list: StageList = {
	crm: 'acme',
	site: 'https://acme.example',
	kind: 'opportunity',
	stages: [
		{ id: '10', label: 'First talk', pipeline: null },
		{ id: '20', label: ' propose ', pipeline: null },
		{ id: '30', label: 'Offer', pipeline: null },
		{ id: '90', label: 'Lost', pipeline: null },
		{ id: '91', label: 'Closed Won', pipeline: null },
	],
	at: '2026-11-24T10:00:00.000Z',
};

test('each stage of the CRM says where it leads', () => {
	expect(list.stages.map(({ id }) => targetOf(draft, list, id))).toEqual([
		'stage:s1',
		'none',
		'stage:s2',
		'closed',
		'none',
	]);
	expect(unmatchedCount(draft, list)).toBe(2);
	expect(targetOf(draft, { ...list, kind: 'quote' }, '10')).toBe('none');
});

test('a stage that is led elsewhere leaves where it was, and the process can be saved', () => {
	const moved = withTarget(draft, list, '10', 'stage:s2', 'k');
	expect(targetOf(moved, list, '10')).toBe('stage:s2');
	expect(moved.stages[0]?.crmStages).toEqual([row('10', null, 'other')]);
	expect(processOfDraft(moved).ok).toBe(true);
	const away = withTarget(moved, list, '10', 'none', 'k2');
	expect(targetOf(away, list, '10')).toBe('none');
	expect(targetOf(withTarget(away, list, '10', 'closed', 'k3'), list, '10')).toBe('closed');
});

test('a row for every kind of record keeps counting for the other kind', () => {
	const moved = withTarget(draft, list, '30', 'closed', 'k');
	expect(targetOf(moved, list, '30')).toBe('closed');
	expect(targetOf(moved, { ...list, kind: 'quote' }, '30')).toBe('stage:s2');
	expect(processOfDraft(moved).ok).toBe(true);
});

test('stages of the same name, and those of deals that are over, are proposed', () => {
	expect(sameNames(draft, list).map(([{ id }, target]) => [id, target])).toEqual([
		['20', 'stage:s2'],
		['91', 'closed'],
	]);
	const twice = { ...draft, stages: [...draft.stages, stageOf('s3', 'Propose', [])] };
	expect(sameNames(twice, list).map(([{ id }]) => id)).toEqual(['91']);
});

test('every CRM with an adapter is called as the adapter calls it', () => {
	expect(adapters.map(({ crm }) => crmTitle(crm))).toEqual(adapters.map(({ title }) => title));
	expect(crmTitle('toString')).toBeNull();
});
