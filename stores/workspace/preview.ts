import type { Day } from '../../core/model/deal.ts';
import type { Playbook } from '../../core/model/playbook.ts';
import type { CollateralReason, CollateralView, StageView } from '../../core/model/view.ts';

/** What a rep sees on one stage, on a deal that every piece fits. */
export interface StagePreview {
	readonly stage: StageView;
	readonly pieces: readonly CollateralView[];
}

/** The stage as the sidebar shows it; null for a stage the process does not have. Pieces in the marketer's order, expired last. */
export function selectStagePreview(playbook: Playbook, stageId: string, today: Day): StagePreview | null {
	const { process, collateral, attachments } = playbook;
	const at = process.stages.findIndex(({ id }) => id === stageId);
	const current = process.stages[at];
	if (!current) return null;
	const pieces = attachments.flatMap((link): CollateralView[] => {
		const piece = link.stageId === stageId && collateral.find(({ id }) => id === link.collateralId);
		if (!piece) return [];
		const reasons: CollateralReason[] = [
			...piece.fits.map(({ field, values }) => ({ because: 'fits', field, value: values[0] ?? '' }) as const),
			{ because: 'stage', stageName: current.name },
			{ because: 'not-sent' },
		];
		return [{ piece, reasons, sentAt: null, isExpired: piece.expires !== null && piece.expires < today }];
	});
	return {
		stage: {
			processName: process.name,
			steps: process.stages.map(({ id, name }, index) => ({
				id,
				name,
				position: index === at ? 'current' : index < at ? 'done' : 'ahead',
			})),
			current: { id: current.id, name: current.name, guidance: current.guidance, usualDays: current.usualDays },
			crmStage: null,
			status: 'in-process',
			daysInStage: null,
			isUnsaved: false,
			criteria: [],
		},
		pieces: [...pieces].sort((left, right) => Number(left.isExpired) - Number(right.isExpired)),
	};
}
