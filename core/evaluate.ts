import { marginView } from './margin-view.ts';
import type { Day, DealFacts, DealNotes } from './model/deal.ts';
import type { DealEdits } from './model/deal-edits.ts';
import type { DecimalString } from './model/decimal.ts';
import type { PlaybookForDeal, Viewer } from './model/playbook.ts';
import type { DealView, MarginView } from './model/view.ts';
import { approvalView } from './playbook/approvals.ts';
import { rankCollateral } from './playbook/collateral.ts';
import { type RuleContext, ruleContext } from './playbook/limits.ts';
import { stageView } from './playbook/process.ts';
import { type Considered, withRoundedCosts } from './playbook/rounded-costs.ts';
import { notesShownTo, shownTo } from './playbook/visibility.ts';

/** True when a margin that the page adds up lies outside both ends of ours, by more than its own rounding. */
function isOutside(margin: DecimalString | null, most: MarginView, least: MarginView): boolean {
	const [told, ...ends] = [margin, most.after.amount, least.after.amount].map((value) =>
		value === null ? null : Number(value),
	);
	if (told === null || told === undefined || most.after.isPartial) return false;
	const known = ends.filter((end) => end !== null);
	const slack = centPerLine * (most.lines.length + 1);
	return known.length > 0 && (told < Math.min(...known) - slack || told > Math.max(...known) + slack);
}

const centPerLine = 0.01;

/** The margin with costs rounded up, and rounded down, as far as this viewer may know them. */
function marginEnds(
	considered: Considered,
	viewer: Viewer,
	notes: DealNotes | null,
	context: RuleContext,
): { readonly most: MarginView; readonly least: MarginView } {
	const level = considered.playbook.margin.visibility[viewer.role];
	const look = ({ deal, draft, playbook }: Considered) => marginView(deal, draft, playbook, viewer, notes, context);
	const upper = withRoundedCosts(considered, level, 'most');
	const most = look(upper);
	if (level === 'exact') return { most, least: most };
	const least = look(withRoundedCosts(considered, level, 'least'));
	const { pageTotals } = considered.draft;
	if (!pageTotals || !isOutside(pageTotals.margin, most, least)) return { most, least };
	const disagreeing = look({ ...upper, draft: { ...upper.draft, pageTotals } });
	return { most: disagreeing, least: disagreeing };
}

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
	const ends = marginEnds({ deal, draft, playbook }, viewer, notes, context);
	const asked = approvalView(deal, draft, ends.most, playbook, notes, today);
	// Nobody is asked any more about a deal that is won or lost.
	const approval = stage.status === 'closed' ? { ...asked, need: null, isUnsure: false, unsureBecause: [] } : asked;
	const margin = shownTo({ most: { ...ends.most, approval }, least: ends.least }, deal, playbook, viewer);
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
