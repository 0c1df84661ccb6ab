import type { DealStage, StageOption } from './deal.ts';

/**
 * Known stages after a reading told some: those of its pipelines are replaced, others stay. A deal's own stage is added
 * where no list has it: not every CRM tells all of them, and a stage may have been taken out while deals are still in it.
 */
export function withStages(
	known: readonly StageOption[],
	told: readonly StageOption[],
	own: DealStage | null,
): readonly StageOption[] {
	const pipelines = new Set(told.map(({ pipeline }) => pipeline));
	const named = new Map(known.map(({ id, label }) => [id, label]));
	const ids = new Set(told.map(({ id }) => id));
	// A CRM may tell the keys alone; a name that was seen on a deal stays.
	const fresh = told.map((stage) => ({ ...stage, label: stage.label ?? named.get(stage.id) ?? null }));
	const rest = known.filter(({ id, pipeline }) => !ids.has(id) && !pipelines.has(pipeline));
	const all = [...fresh, ...rest];
	if (own === null) return all;
	const at = all.findIndex(({ id }) => id === own.id);
	if (at < 0) return [...all, { id: own.id, label: own.label, pipeline: null }];
	return own.label === null || all[at]?.label !== null
		? all
		: all.map((stage, index) => (index === at ? { ...stage, label: own.label } : stage));
}
