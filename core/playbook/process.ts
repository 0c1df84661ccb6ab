import type { Day, DealFacts, DealNotes, RecordRef } from '../model/deal.ts';
import type { DealEdits } from '../model/deal-edits.ts';
import type { CrmStage, SalesProcess, Stage } from '../model/playbook.ts';
import type { CriterionView, StageView } from '../model/view.ts';

const msPerDay = 86_400_000;

/** True when this entry of the playbook means the CRM's stage `stage` of the record `ref`. */
function isStage(entry: CrmStage, ref: RecordRef, stage: string): boolean {
	return entry.crm === ref.crm && (entry.kind === null || entry.kind === ref.kind) && entry.stage === stage;
}

/** The step of the process that a CRM stage means; null when nobody mapped it. */
function stageOf(process: SalesProcess, ref: RecordRef, stage: string): Stage | null {
	return process.stages.find((candidate) => candidate.crmStages.some((entry) => isStage(entry, ref, stage))) ?? null;
}

/** Whole days from a moment to a day, both in UTC; null when either cannot be read or lies in the future. */
function daysSince(since: string | null, today: Day): number | null {
	if (since === null) return null;
	const from = Date.parse(since.slice(0, 10));
	const to = Date.parse(today);
	if (Number.isNaN(from) || Number.isNaN(to) || from > to) return null;
	return Math.round((to - from) / msPerDay);
}

function criteriaOf(stage: Stage, deal: DealFacts, notes: DealNotes | null): CriterionView[] {
	return stage.criteria.map(({ id, text, isRequired, filledBy }) => {
		const fieldValue =
			(filledBy !== null && Object.hasOwn(deal.filledFields, filledBy) && deal.filledFields[filledBy]) || null;
		const tick = notes && Object.hasOwn(notes.ticks, id) ? (notes.ticks[id] ?? null) : null;
		const isTicked = tick?.isDone === true;
		return {
			id,
			text,
			isRequired,
			isDone: fieldValue !== null || isTicked || (notes ? false : null),
			by: fieldValue !== null ? 'field' : isTicked ? 'hand' : null,
			fieldValue,
			tick,
		};
	});
}

/** The stage of the firm's process that the deal is in; `notes` null where they cannot be read. A stage chosen on the page and not saved counts, and is said. */
export function stageView(
	process: SalesProcess,
	deal: DealFacts,
	draft: DealEdits,
	today: Day,
	notes: DealNotes | null,
): StageView {
	const crmStage = draft.stageId ?? deal.stage?.id ?? null;
	const isUnsaved = draft.stageId !== undefined && draft.stageId !== deal.stage?.id;
	const isClosed = crmStage !== null && process.closedStages.some((entry) => isStage(entry, deal.ref, crmStage));
	const stage = crmStage === null || isClosed ? null : stageOf(process, deal.ref, crmStage);
	const at = stage ? process.stages.indexOf(stage) : -1;
	return {
		processName: process.name,
		steps: process.stages.map(({ id, name }, index) => ({
			id,
			name,
			position: index === at ? 'current' : index < at ? 'done' : 'ahead',
		})),
		current: stage && { id: stage.id, name: stage.name, guidance: stage.guidance, usualDays: stage.usualDays },
		crmStage: crmStage === null ? null : { key: crmStage, label: isUnsaved ? null : (deal.stage?.label ?? null) },
		status:
			process.stages.length === 0
				? 'no-process'
				: crmStage === null
					? 'unknown'
					: isClosed
						? 'closed'
						: stage
							? 'in-process'
							: 'unmapped',
		daysInStage: isUnsaved ? null : daysSince(deal.stage?.since ?? null, today),
		isUnsaved,
		criteria: stage ? criteriaOf(stage, deal, notes) : [],
	};
}
