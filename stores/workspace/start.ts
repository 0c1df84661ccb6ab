import type { StageList } from '../../core/model/deal.ts';
import { compare, parseDecimal } from '../../core/model/decimal.ts';
import type { MarginLimits, SalesProcess } from '../../core/model/playbook.ts';
import { type StartSteps, startSteps } from '../../core/playbook/start.ts';
import { profileOf } from '../../crm/profiles.ts';
import { readPercent } from './numbers.ts';
import type { WorkspaceState } from './store.ts';

export type { StartSteps };

/** The most steps that a process has. */
const mostStages = 30;

/** Which of the first three steps are done; of the sample none is. Null until it was read. */
export function selectStart({ playbook, costCount }: WorkspaceState): StartSteps | null {
	if (playbook === null) return null;
	return playbook.origin === 'sample'
		? { process: false, costs: false, limits: false }
		: startSteps(playbook, costCount);
}

/** The stages that a process can be taken from: those of deals before those of quotes, read last first. */
export function selectStageSource({ stageLists }: WorkspaceState): StageList | null {
	const lists = stageLists.filter(({ crm, stages }) => profileOf(crm)?.stages !== 'sample' && stages.length > 0);
	return lists.find(({ kind }) => kind === 'opportunity') ?? lists[0] ?? null;
}

/** A step for each of the CRM's stages, named as they are; of several pipelines the first. */
export function processOf({ crm, kind, stages }: StageList, name: string): SalesProcess {
	const pipeline = stages[0]?.pipeline ?? null;
	return {
		name,
		stages: stages
			.filter((stage) => stage.pipeline === pipeline)
			.slice(0, mostStages)
			.map(({ id, label }, at) => ({
				id: `stage-${at + 1}`,
				name: label?.trim() || id,
				guidance: '',
				usualDays: null,
				criteria: [],
				crmStages: [{ crm, kind, stage: id }],
			})),
		closedStages: [],
	};
}

/** Floor and target as they are typed; null when one cannot be read, or when the floor is above the target. */
export function limitsTyped(floor: string, target: string, locale: string): MarginLimits | null {
	const [low, high] = [readPercent(floor, locale), readPercent(target, locale)];
	if (!low.ok || !high.ok) return null;
	const [least, wanted] = [parseDecimal(low.value), parseDecimal(high.value)];
	return least && wanted && compare(least, wanted) <= 0 ? { floor: low.value, target: high.value } : null;
}
