import { evaluate } from '../../core/evaluate.ts';
import type { AccountSource } from '../../core/explain/pay-account.ts';
import { unknownFigures } from '../../core/margin/figures.ts';
import { simulateDiscount } from '../../core/margin/what-if.ts';
import {
	type ApprovalNote,
	type ApprovalRequest,
	type Day,
	type DealFacts,
	type QuoteLink,
	withoutCosts,
} from '../../core/model/deal.ts';
import { type DealEdits, isUnedited, noEdits } from '../../core/model/deal-edits.ts';
import { compare, type DecimalString, parseDecimal, zero } from '../../core/model/decimal.ts';
import type { Viewer } from '../../core/model/playbook.ts';
import type { DealContext } from '../../core/model/settings.ts';
import type {
	DealView,
	FigureStatus,
	LineView,
	MarginFigures,
	MarginView,
	StageView,
	UsedRate,
} from '../../core/model/view.ts';
import { isOwnAnswer, requestOf } from '../../core/playbook/approvals.ts';
import { withRoundedCosts } from '../../core/playbook/rounded-costs.ts';
import { startSteps } from '../../core/playbook/start.ts';
import type { SettlingPhase } from '../../messages/port.ts';
import { productsKey, productsOf } from './products.ts';
import type { DealState } from './store.ts';
import { type Seek, seekIn } from './wanted.ts';

/** Margin with all that is drawn beside it. */
export interface ShownMargin {
	readonly margin: MarginView;
	/** Figures of a discount that is only tried; null while none is. */
	readonly tried: MarginView | null;
	/** What the figures were worked out from, for anyone who asks. */
	readonly facts: DealFacts;
	readonly draft: DealEdits;
	/** What pay, average and trades are accounted for from. */
	readonly source: AccountSource;
	/** Works out the price that a wish needs. The same function as long as nothing it depends on changes. */
	readonly seek: Seek;
}

/** What the panels draw. */
export interface ShownDeal extends Omit<DealView, 'margin'> {
	/** Null while a figure would be a guess: a field cannot be read, or what is typed no longer arrives. */
	readonly shownMargin: ShownMargin | null;
}

const refusals = new WeakMap<DealFacts, DealFacts>();
const listless = new WeakMap<DealContext, DealContext>();

/** The same object for the same facts, so that what is worked out from them is kept. */
function refused(facts: DealFacts): DealFacts {
	const made = refusals.get(facts) ?? withoutCosts(facts);
	refusals.set(facts, made);
	return made;
}

const unedited = new WeakMap<DealFacts, DealEdits>();

/** The same object for the same facts as well. */
function untouched(facts: DealFacts): DealEdits {
	const made = unedited.get(facts) ?? noEdits(facts.ref);
	unedited.set(facts, made);
	return made;
}

/** Costs and prices of the firm's own list tell the margin of a deal as well as the CRM's. */
function withoutList(context: DealContext): DealContext {
	const made = listless.get(context) ?? {
		...context,
		playbook: { ...context.playbook, costs: [], priceGuides: [] },
	};
	listless.set(context, made);
	return made;
}

/** True while the CRM refuses this deal to who is signed in, or nobody is: a deal kept from before tells no cost then. */
function selectIsRefused({ failure }: Pick<DealState, 'failure'>): boolean {
	return failure?.code === 'not-allowed' || failure?.code === 'signed-out';
}

/** The CRM's stage by its name, where a deal or its page holds the key alone and the CRM told what that is called. */
function named<T extends Pick<StageView, 'crmStage'>>(stage: T, stages: DealState['stages']): T {
	const { crmStage } = stage;
	if (!crmStage || crmStage.label !== null) return stage;
	const label = stages.find(({ id }) => id === crmStage.key)?.label ?? null;
	return { ...stage, crmStage: { ...crmStage, label } };
}

/** The deal as it is to be drawn; null while facts, playbook or the costs of its products are missing. */
export function selectShownDeal(state: DealState, viewer: Viewer, today: Day): ShownDeal | null {
	const { contextProducts, edits, editsFailure, whatIf } = state;
	const isRefused = selectIsRefused(state);
	const facts = state.facts && isRefused ? refused(state.facts) : state.facts;
	const context = state.context && isRefused ? withoutList(state.context) : state.context;
	if (!facts || !context) return null;
	// The playbook comes before the facts say which products' costs are wanted: they would all seem unknown.
	if (contextProducts === productsKey([]) && productsOf(facts).length > 0) return null;
	// Stage and collateral do not depend on the edit, so show them even when it cannot be read.
	const draft = (editsFailure ? null : edits) ?? untouched(facts);
	const { margin, ...view } = evaluate(facts, draft, context.playbook, viewer, today, context.notes);
	const rest = { ...view, stage: named(view.stage, state.stages) };
	if (selectBrokenField(state) !== null || isOver(state)) return { ...rest, shownMargin: null };
	const simulated = whatIf && simulateDiscount(facts, draft, whatIf.lineId, whatIf.discount);
	const tried = simulated && evaluate(facts, simulated, context.playbook, viewer, today, context.notes).margin;
	// What is said of how figures came about is of the costs that they are worked out from.
	const { playbook } = context;
	const level = playbook.margin.visibility[viewer.role];
	const seen = withRoundedCosts({ deal: facts, draft, playbook }, level, 'most');
	return {
		...rest,
		shownMargin: {
			margin,
			tried,
			facts: seen.deal,
			draft: seen.draft,
			source: { facts: seen.deal, playbook, viewer, today },
			seek: seekIn({ facts, draft, playbook, viewer, today, notes: context.notes }),
		},
	};
}

/** The request for the approval that the deal needs as it is drawn; null when none does, or when a value is unknown. */
export function selectRequest(
	{ context }: DealState,
	{ facts, draft, margin }: ShownMargin,
	asked: Pick<ApprovalRequest, 'id' | 'by' | 'at' | 'reason'>,
): ApprovalRequest | null {
	return context && requestOf(facts, draft, margin, context.playbook, asked);
}

/** True when nobody but the one who asked has answered. */
export function selectIsOwnAnswer(note: ApprovalNote | null): boolean {
	return note !== null && isOwnAnswer(note);
}

/** Fields that cannot be read, so that every figure would be a guess; null when all can, "" for one without a name. */
export function selectBrokenField({ editsFailure, failure, health }: DealState): string | null {
	if (editsFailure) return editsFailure.field ?? '';
	if (failure?.code === 'field-missing') return failure.field ?? '';
	return health.find(({ state }) => state === 'broken')?.field ?? null;
}

/** The line being worked on: the one whose editor is open, else the first that is edited; null when none is. */
export function selectActiveLine(margin: MarginView, activeLineId: string | null): LineView | null {
	const kept = margin.lines.filter(({ after }) => after !== null);
	return kept.find(({ id }) => id === activeLineId) ?? kept.find(({ isEdited }) => isEdited) ?? null;
}

/** The largest discounts that may be said, and whether on one line or, `line` null, on all of them. */
export interface LargestDiscount {
	readonly line: LineView | null;
	readonly target: DecimalString | null;
	readonly floor: DecimalString | null;
}

/** The largest discounts of the line being worked on where it has any, else those of the whole deal. */
export function selectLargest(margin: MarginView, line: LineView | null): LargestDiscount {
	const { largestForTarget: target, largestForFloor: floor } = line ?? margin;
	if (line && target === null && floor === null) return selectLargest(margin, null);
	return { line, target, floor };
}

/** A discount that is typed with a digit more, or comes of rounded amounts, is the same one. */
const sameDiscount = 0.00005;

/** True where the line, or the whole deal, has this discount already, so that there is nothing to write or to copy. */
export function selectIsAtDiscount({ after }: MarginView, line: LineView | null, discount: DecimalString): boolean {
	const now = (line ? line.after : after)?.discount ?? null;
	return now !== null && Math.abs(Number(now) - Number(discount)) < sameDiscount;
}

/** False where the rows of the page are not the lines that were read, so that none of them can be told of. */
export function selectAreLinesShown({ lines, gap }: MarginView): boolean {
	const isOther = gap === 'lines-unmatched' || gap === 'lines-other-language' || gap === 'currency-changed';
	return lines.length > 0 && !isOther && gap !== 'page-disagrees';
}

/** Where a quote is opened; null for an address that does not lead to pages of this CRM. */
export function selectQuoteHref({ url }: QuoteLink, site: string): string | null {
	const there = url === null ? null : URL.parse(url);
	const isWeb = there?.protocol === 'https:' || there?.protocol === 'http:';
	return there && isWeb && there.origin === URL.parse(site)?.origin ? there.href : null;
}

/** Rates of the playbook that costs of the deal were converted at, each once. */
export function selectRates({ lines }: MarginView): readonly UsedRate[] {
	const rates = new Map<string, UsedRate>();
	for (const { costRate, after } of lines)
		if (costRate && after) rates.set(`${costRate.from} ${costRate.to} ${costRate.day}`, costRate);
	return [...rates.values()];
}

/** The figures with what is typed; unknown while it is only half typed, as the saved ones would pass for them. */
export function selectFigures({ after, halfTyped }: MarginView): MarginFigures {
	return halfTyped.length > 0 ? unknownFigures : after;
}

/** The lines, the ones that give up most money off list first; in the order of the page where nothing tells them apart. */
export function selectByDamage({ lines }: MarginView): readonly LineView[] {
	const given = ({ givenOffList }: LineView) => parseDecimal(givenOffList) ?? zero;
	return lines.toSorted((left, right) => compare(given(right), given(left)));
}

/** True where limits are not said because somebody switched them off, for all or for some lines, not for want of any. */
export function selectAreLimitsOff({ areLimitsSaid, lines }: MarginView): boolean {
	return !areLimitsSaid || lines.some(({ areWarningsOff }) => areWarningsOff);
}

/** True where the state is one of limits that nobody is to be told of; of one line, or of the whole deal. */
export function selectIsStateHidden(margin: MarginView, state: MarginFigures['state'], line?: LineView): boolean {
	const areOff = line ? !margin.areLimitsSaid || line.areWarningsOff : selectAreLimitsOff(margin);
	return areOff && state === 'no-limit';
}

/** How far the figures as they are drawn can be relied on. */
export function selectStatus({ status, halfTyped }: MarginView): FigureStatus {
	return halfTyped.length > 0 ? 'unknown' : status;
}

/** A line's figures with what is typed, by the same rule; null for a line that the edit removes. */
export function selectLineFigures({ halfTyped }: MarginView, line: LineView): MarginFigures | null {
	const isHalfTyped = line.isEdited && halfTyped.includes(line.name);
	return line.after && isHalfTyped ? unknownFigures : line.after;
}

/** How far what is shown can be trusted: one word for the whole sidebar. */
export type Standing =
	/** What is typed no longer arrives. */
	| 'lost'
	/** Nothing was heard of the page for about a second. */
	| 'silent'
	/** The first reading is on its way and nothing is kept. */
	| 'reading'
	| 'failed'
	/** Nothing is typed, and the newest reading is of after the last save. */
	| 'live'
	/** The same, with what is typed. */
	| 'typing'
	| SettlingPhase
	/** An earlier read. */
	| 'kept'
	/** What the page alone tells. */
	| 'page';

/** Where what is shown comes from. */
export function selectStanding(state: DealState): Standing {
	const { connection, facts, factsFrom, failure } = state;
	if (isOver(state)) return 'lost';
	if (connection === 'silent' && facts) return 'silent';
	if (!facts || !factsFrom) return failure ? 'failed' : 'reading';
	if (factsFrom === 'live') return selectIsEditing(state) ? 'typing' : 'live';
	return factsFrom === 'cache' ? 'kept' : factsFrom;
}

/** True while something is typed and not saved, readable or not. */
export function selectIsEditing({ edits, editsFailure }: DealState): boolean {
	return editsFailure !== null || (edits !== null && !isUnedited(edits));
}

/** True while nothing is heard of the page any more: what was read last may be old, and is not shown. */
export function isOver({ connection }: Pick<DealState, 'connection'>): boolean {
	return connection === 'lost' || connection === 'ended';
}

/** True while the deal may still come: after a failed read an earlier one is looked for first. */
export function selectIsLoading({ connection, isContextFailed, failure, facts, context }: DealState): boolean {
	if (isOver({ connection }) || isContextFailed) return false;
	return failure === null || facts !== null || context === null;
}

/** True while nothing of the firm's is set up, so that no step and no limit is said. */
export function selectIsStartNeeded({ context }: Pick<DealState, 'context'>): boolean {
	if (!context) return false;
	const { process, limits } = startSteps(context.playbook, 0);
	return !process && !limits;
}
