import type { CrmId, StageList, StageOption } from '../../core/model/deal.ts';
import { profiles } from '../../crm/profiles.ts';
import { crmTitle } from '../crms.ts';
import type { CrmStageDraft } from './forms/process.ts';

/** What people call a CRM: its title, else the host that its stages came from, else what the process calls it. */
export function crmName(crm: CrmId, lists: readonly StageList[]): string {
	const site = lists.find((list) => list.crm === crm)?.site;
	return crmTitle(crm) ?? (site === undefined ? crm : (URL.parse(site)?.host ?? site));
}

/** The stages that a CRM is known to have for records of a kind, or of any (null). */
export function knownStages(
	lists: readonly StageList[],
	{ crm, kind }: Pick<CrmStageDraft, 'crm' | 'kind'>,
): readonly StageOption[] {
	return lists
		.filter((list) => list.crm === crm && (kind === null || list.kind === kind))
		.flatMap(({ stages }) => stages);
}

/** What the CRM itself calls a stage, with its pipeline where it has several; null while it has told no name of it. */
export function stageNameOf(lists: readonly StageList[], row: CrmStageDraft): string | null {
	const stage = knownStages(lists, row).find(({ id, label }) => id === row.stage.trim() && label !== null);
	if (!stage?.label) return null;
	return stage.pipeline === null ? stage.label : `${stage.label}, ${stage.pipeline}`;
}

/** Rows of the CRMs in use here, with those that still name no CRM, apart from all others. */
export function splitRows(
	rows: readonly CrmStageDraft[],
	seen: readonly CrmId[],
): { readonly own: readonly CrmStageDraft[]; readonly others: readonly CrmStageDraft[] } {
	const isOwn = ({ crm }: CrmStageDraft) => crm.trim() === '' || seen.includes(crm.trim());
	return { own: rows.filter(isOwn), others: rows.filter((row) => !isOwn(row)) };
}

/** The CRMs that a row can name, those in use here first. */
export function crmChoices(seen: readonly CrmId[], row: CrmId): readonly CrmId[] {
	const all = profiles.map(({ crm }) => crm);
	const own = [...all.filter((crm) => seen.includes(crm)), ...seen.filter((crm) => !all.includes(crm))];
	return [...new Set([...own, ...all, ...(row === '' ? [] : [row])])];
}
