import { marginView } from './margin-view.ts';
import type { Day, DealFacts, DealNotes } from './model/deal.ts';
import type { DealEdits } from './model/deal-edits.ts';
import type { PlaybookForDeal, Viewer } from './model/playbook.ts';
import type { DealView } from './model/view.ts';
import { approvalView } from './playbook/approvals.ts';
import { rankCollateral } from './playbook/collateral.ts';
import { ruleContext } from './playbook/limits.ts';
import { stageView } from './playbook/process.ts';
import { notesShownTo, shownTo } from './playbook/visibility.ts';

/**
 * Everything the sidebar shows of a deal, from plain values: no clock, page or network. `draft` must be of the same
 * record as `deal`; `notes` are null where they cannot be read. Runs on every key, in well under 2 ms for 500 lines.
 */
export function evaluate(
	deal: DealFacts,
	draft: DealEdits,
	playbook: PlaybookForDeal,
	viewer: Viewer,
	today: Day,
	notes: DealNotes | null,
): DealView {
	const stage = stageView(playbook.process, deal, draft, today, notes);
	const context = ruleContext(deal, stage.current?.id ?? null, viewer, today);
	const figures = marginView(deal, draft, playbook, viewer, notes, context);
	const asked = approvalView(deal, draft, figures, playbook, notes, today);
	// Nobody is asked any more about a deal that is won or lost.
	const approval = stage.status === 'closed' ? { ...asked, need: null, isUnsure: false, unsureBecause: [] } : asked;
	const whole = { ...figures, approval };
	const margin = shownTo(whole, deal, playbook, viewer);
	const edited =
		margin.lines.find((line) => line.id === draft.activeLineId) ?? margin.lines.find((line) => line.isEdited);
	const isDiscountTyped =
		margin.isEdited &&
		margin.after.discount !== null &&
		margin.before.discount !== null &&
		Number(margin.after.discount) > Number(margin.before.discount);
	const collateral = rankCollateral(playbook, deal, notes, {
		stage: stage.current,
		isDiscountTyped,
		discountedLine: edited?.name ?? null,
		today,
	});
	return { stage, margin, collateral, notes: notesShownTo(notes, playbook, viewer), reading: deal.reading };
}
