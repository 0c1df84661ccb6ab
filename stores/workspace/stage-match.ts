import type { RecordKind, StageList, StageOption } from '../../core/model/deal.ts';
import type { CrmStageDraft, ProcessDraft } from './forms/process.ts';

/** Where a CRM's stage leads: a stage of the process by its id, out of it, or nowhere yet. */
export type StageTarget = `stage:${string}` | 'closed' | 'none';

const kinds: readonly RecordKind[] = ['opportunity', 'quote'];

function isOf(row: CrmStageDraft, { crm, kind }: StageList, stage: string): boolean {
	return row.crm.trim() === crm && row.stage.trim() === stage && (row.kind === null || row.kind === kind);
}

/** Where a stage of a CRM leads, in the process as typed. */
export function targetOf(draft: ProcessDraft, list: StageList, stage: string): StageTarget {
	const found = draft.stages.find(({ crmStages }) => crmStages.some((row) => isOf(row, list, stage)));
	if (found) return `stage:${found.id}`;
	return draft.closedStages.some((row) => isOf(row, list, stage)) ? 'closed' : 'none';
}

/** Rows without those of a stage; a row that counts for every kind of record still counts for the others. */
function without(rows: readonly CrmStageDraft[], list: StageList, stage: string): CrmStageDraft[] {
	return rows.flatMap((row): CrmStageDraft[] => {
		if (!isOf(row, list, stage)) return [row];
		return row.kind === null ? kinds.filter((kind) => kind !== list.kind).map((kind) => ({ ...row, kind })) : [];
	});
}

/** The form after a CRM's stage was led somewhere else. `key` tells its new row apart from all others. */
export function withTarget(
	draft: ProcessDraft,
	list: StageList,
	stage: string,
	target: StageTarget,
	key: string,
): ProcessDraft {
	const row: CrmStageDraft = { key, crm: list.crm, kind: list.kind, stage };
	const rows = (before: readonly CrmStageDraft[], isTarget: boolean) => [
		...without(before, list, stage),
		...(isTarget ? [row] : []),
	];
	return {
		...draft,
		stages: draft.stages.map((each) => ({ ...each, crmStages: rows(each.crmStages, target === `stage:${each.id}`) })),
		closedStages: rows(draft.closedStages, target === 'closed'),
	};
}

const closing = /^(?:closed\s+)?(?:won|lost)$|^cancell?ed$|^(?:gewonnen|verloren|storniert|abgebrochen|abgelehnt)$/i;

const asName = (text: string) => text.trim().toLocaleLowerCase();

/** Stages that lead nowhere and are called as a stage of the process, or as deals that are over are. */
export function sameNames(draft: ProcessDraft, list: StageList): readonly (readonly [StageOption, StageTarget])[] {
	return list.stages.flatMap((stage): (readonly [StageOption, StageTarget])[] => {
		if (targetOf(draft, list, stage.id) !== 'none') return [];
		const label = stage.label ?? stage.id;
		const alike = draft.stages.filter(({ name }) => asName(name) === asName(label));
		const [only] = alike;
		if (only && alike.length === 1) return [[stage, `stage:${only.id}`]];
		return closing.test(label.trim()) ? [[stage, 'closed']] : [];
	});
}

/** How many of a CRM's stages lead nowhere. */
export function unmatchedCount(draft: ProcessDraft, list: StageList): number {
	return list.stages.filter(({ id }) => targetOf(draft, list, id) === 'none').length;
}
