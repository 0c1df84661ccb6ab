import type { Playbook } from '../../core/model/playbook.ts';

/** How many pieces each stage has, by its id. */
export function selectPiecesPerStage({ attachments }: Playbook): Readonly<Record<string, number>> {
	const counts: Record<string, number> = {};
	for (const { stageId } of attachments) counts[stageId] = (counts[stageId] ?? 0) + 1;
	return counts;
}

/** Keys of the ticks that are set, as `attachmentKey` makes them. */
export function selectTicks({ attachments }: Playbook): ReadonlySet<string> {
	return new Set(attachments.map(({ stageId, collateralId }) => attachmentKey(stageId, collateralId)));
}

/** One string for one piece on one stage. */
export function attachmentKey(stageId: string, collateralId: string): string {
	return JSON.stringify([stageId, collateralId]);
}
