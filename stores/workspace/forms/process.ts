import type { RecordKind } from '../../../core/model/deal.ts';
import type { CrmStage, SalesProcess, Stage } from '../../../core/model/playbook.ts';
import { failure, type Result, success } from '../../../core/model/result.ts';

export interface CriterionDraft {
	readonly id: string;
	readonly text: string;
	readonly isRequired: boolean;
	/** Empty: ticked by hand. */
	readonly filledBy: string;
}

export interface CrmStageDraft {
	readonly key: string;
	readonly crm: string;
	readonly kind: RecordKind | null;
	readonly stage: string;
}

export interface StageDraft {
	readonly id: string;
	readonly name: string;
	readonly guidance: string;
	readonly usualDays: string;
	readonly criteria: readonly CriterionDraft[];
	readonly crmStages: readonly CrmStageDraft[];
}

/** The process as typed in the form. */
export interface ProcessDraft {
	readonly name: string;
	readonly stages: readonly StageDraft[];
	readonly closedStages: readonly CrmStageDraft[];
}

export type ProcessFaultCode =
	| 'process-name-missing'
	| 'no-stages'
	| 'stage-name-missing'
	| 'stage-name-twice'
	| 'days-unreadable'
	| 'criterion-empty'
	| 'crm-stage-incomplete'
	| 'crm-name-spaced'
	| 'crm-stage-twice';

/** One fault and its place: the stage's position from 0, null for what concerns the process, and the row's key. */
export interface ProcessFault {
	readonly code: ProcessFaultCode;
	readonly stage: number | null;
	/** Id of a criterion or key of a CRM stage; null when it concerns the stage itself. */
	readonly row: string | null;
}

function crmDrafts(stages: readonly CrmStage[], prefix: string): readonly CrmStageDraft[] {
	return stages.map((mapped, index) => ({ key: `${prefix}${index}`, ...mapped }));
}

export function draftOfProcess(process: SalesProcess): ProcessDraft {
	return {
		name: process.name,
		stages: process.stages.map((stage) => ({
			id: stage.id,
			name: stage.name,
			guidance: stage.guidance,
			usualDays: stage.usualDays === null ? '' : `${stage.usualDays}`,
			criteria: stage.criteria.map((criterion) => ({ ...criterion, filledBy: criterion.filledBy ?? '' })),
			crmStages: crmDrafts(stage.crmStages, `${stage.id}-`),
		})),
		closedStages: crmDrafts(process.closedStages, 'closed-'),
	};
}

/** The process the form describes, or every fault with its place, in the order of the form. */
export function processOfDraft(draft: ProcessDraft): Result<SalesProcess, readonly ProcessFault[]> {
	const faults: ProcessFault[] = [];
	if (draft.name.trim() === '') faults.push({ code: 'process-name-missing', stage: null, row: null });
	if (draft.stages.length === 0) faults.push({ code: 'no-stages', stage: null, row: null });
	const names = new Set<string>();
	const mapped = new Set<string>();
	const stages = draft.stages.map((form, index): Stage => {
		const name = form.name.trim();
		if (name === '') faults.push({ code: 'stage-name-missing', stage: index, row: null });
		else if (names.has(name.toLocaleLowerCase())) faults.push({ code: 'stage-name-twice', stage: index, row: null });
		names.add(name.toLocaleLowerCase());
		const days = form.usualDays.trim();
		if (days !== '' && !/^\d{1,4}$/.test(days)) faults.push({ code: 'days-unreadable', stage: index, row: null });
		for (const criterion of form.criteria) {
			if (criterion.text.trim() === '') faults.push({ code: 'criterion-empty', stage: index, row: criterion.id });
		}
		return {
			id: form.id,
			name,
			guidance: form.guidance.trim(),
			criteria: form.criteria.map((criterion) => ({
				id: criterion.id,
				text: criterion.text.trim(),
				isRequired: criterion.isRequired,
				filledBy: criterion.filledBy.trim() === '' ? null : criterion.filledBy.trim(),
			})),
			crmStages: crmStagesOf(form.crmStages, index, mapped, faults),
			usualDays: days === '' ? null : Number(days),
		};
	});
	const closedStages = crmStagesOf(draft.closedStages, null, mapped, faults);
	if (faults.length > 0) return failure(faults);
	return success({ name: draft.name.trim(), stages, closedStages });
}

function crmStagesOf(
	rows: readonly CrmStageDraft[],
	stage: number | null,
	mapped: Set<string>,
	faults: ProcessFault[],
): readonly CrmStage[] {
	return rows.map((row) => {
		const crm = row.crm.trim();
		const id = row.stage.trim();
		// A row for any kind meets those for each kind.
		const kinds: readonly RecordKind[] = row.kind === null ? ['opportunity', 'quote'] : [row.kind];
		const keys = kinds.map((kind) => JSON.stringify([crm, kind, id]));
		if (crm === '' || id === '') faults.push({ code: 'crm-stage-incomplete', stage, row: row.key });
		else if (/\s/.test(crm)) faults.push({ code: 'crm-name-spaced', stage, row: row.key });
		else if (keys.some((key) => mapped.has(key))) faults.push({ code: 'crm-stage-twice', stage, row: row.key });
		for (const key of keys) mapped.add(key);
		return { crm, kind: row.kind, stage: id };
	});
}
