import {
	amountFigures,
	figuresOf,
	fractionDigits,
	type LimitedLine,
	readLimits,
	weightedLimits,
	writeWeighted,
} from './margin/figures.ts';
import { largestDiscount, largestLineDiscounts } from './margin/largest-discount.ts';
import { costOf, editedLine, type LineCost, priced, savedLine } from './margin/line.ts';
import { payEffect, payoffOf } from './margin/payoff.ts';
import type { AddedLine, DealEdits, DealFacts, DealNotes, PriceRounding, QuoteLine } from './model/deal.ts';
import {
	compare,
	type Decimal,
	divide,
	formatDecimal,
	isZero,
	parseDecimal,
	subtract,
	trimZeros,
	zero,
} from './model/decimal.ts';
import type { MarginPolicy, PlaybookForDeal, ProductCost, Viewer, WarningLevel } from './model/playbook.ts';
import type { Coverage, LineView, MarginFigures, MarginGap, MarginView, MarginWarning } from './model/view.ts';
import { limitsFor, type RuleContext } from './playbook/limits.ts';

const unknownFigures: MarginFigures = {
	revenue: null,
	knownRevenue: null,
	list: null,
	cost: null,
	amount: null,
	margin: null,
	discount: null,
	state: 'unknown',
};

/** A line that is sold once, of whose price nothing more is said. */
const plainPart = {
	part: 'sold',
	everyMonths: null,
	givenOffList: null,
	floorPrice: null,
	targetPrice: null,
} as const;

/** One line on both sides of the edit, as numbers and as it is shown. */
interface BothSides {
	readonly before: LimitedLine | null;
	readonly after: LimitedLine | null;
	readonly view: LineView;
	readonly isHalfTyped: boolean;
	readonly oddity: MarginView['oddities'][number] | null;
	readonly isQuantityKept: boolean;
	/** What the rule that holds for the line wants done about it; null for a line that no rule is known for. */
	readonly warnings: WarningLevel | null;
}

function lineName(line: QuoteLine): string {
	return line.product?.name || line.description;
}

function savedSides(
	line: QuoteLine,
	deal: DealFacts,
	draft: DealEdits,
	policy: MarginPolicy,
	costs: ReadonlyMap<string, ProductCost>,
	context: RuleContext,
): BothSides {
	const { limits: written, rule, warnings } = limitsFor(line.product, policy, context);
	const limits = readLimits(written);
	const cost: LineCost = costOf(line, deal, costs);
	const edit = draft.lines[line.id];
	const isRemoved = draft.removed.includes(line.id);
	const before: LimitedLine = { ...savedLine(line, cost.unitCost, deal.rounding), limits };
	const edited = edit && !isRemoved ? editedLine(line, edit, cost.unitCost, deal.rounding) : null;
	const after: LimitedLine | null = isRemoved ? null : edited ? { ...edited.line, limits } : before;
	const shown = after ?? before;
	const figuresBefore = figuresOf([before]);
	const name = lineName(line);
	return {
		before,
		after,
		isHalfTyped: edited?.isHalfTyped ?? false,
		oddity: edited?.oddity ? { lineName: name, oddity: edited.oddity } : null,
		isQuantityKept: !isRemoved && (edit?.quantity === undefined || isSame(before.quantity, shown.quantity)),
		warnings,
		view: {
			id: line.id,
			name,
			quantity: shown.quantity && formatDecimal(trimZeros(shown.quantity)),
			before: figuresBefore,
			after: after === before ? figuresBefore : after && figuresOf([after]),
			limits: written,
			rule,
			unknown: cost.unknown ?? (shown.revenue ? null : 'price-unknown'),
			costFrom: cost.from,
			isEdited: isRemoved || edit !== undefined,
			...plainPart,
			largestForTarget: null,
			largestForFloor: null,
		},
	};
}

/** A line that is not saved: only what stands on the page is known of it, never its cost. */
function addedSides(line: AddedLine, deal: DealFacts): BothSides {
	const values = priced(
		parseDecimal(line.quantity),
		parseDecimal(line.listPrice),
		parseDecimal(line.netPrice),
		null,
		deal.rounding,
	);
	const after: LimitedLine = { ...values, limits: null };
	return {
		before: null,
		after,
		isHalfTyped: false,
		oddity: null,
		isQuantityKept: false,
		warnings: null,
		view: {
			id: line.id,
			name: line.description,
			quantity: line.quantity,
			before: null,
			after: figuresOf([after]),
			limits: null,
			rule: null,
			unknown: 'line-unsaved',
			costFrom: null,
			isEdited: true,
			...plainPart,
			largestForTarget: null,
			largestForFloor: null,
		},
	};
}

function isSame(left: Decimal | null, right: Decimal | null): boolean {
	return left !== null && right !== null && compare(left, right) === 0;
}

function coverageOf(lines: readonly LimitedLine[], figures: MarginFigures): Coverage {
	const known = parseDecimal(figures.knownRevenue) ?? zero;
	const revenue = parseDecimal(figures.revenue);
	const share = revenue && !isZero(revenue) ? divide(known, revenue, fractionDigits) : null;
	return {
		knownLines: lines.filter((line) => line.cost && line.revenue).length,
		allLines: lines.length,
		revenueShare: share && formatDecimal(trimZeros(share)),
	};
}

function gapOf(
	deal: DealFacts,
	draft: DealEdits,
	lines: readonly LimitedLine[],
	figures: MarginFigures,
): MarginGap | null {
	if (deal.lines === null) return 'lines-unreadable';
	if (draft.areLinesUnmatched) return 'lines-unmatched';
	if (lines.length === 0) return 'no-lines';
	if (deal.ref.kind === 'opportunity' && figures.revenue === null) return 'amount-unknown';
	return lines.some((line) => line.cost) ? null : 'no-known-cost';
}

const strictness: readonly WarningLevel[] = ['off', 'note', 'reason', 'approval'];

/** The strictest level of the rules whose lines are under their limits; the policy's where no line is. */
function levelOf(sides: readonly BothSides[], policy: MarginPolicy): WarningLevel {
	const broken = sides.flatMap(({ view, warnings }) =>
		view.after?.state === 'under-target' || view.after?.state === 'under-floor' ? (warnings ?? []) : [],
	);
	return strictness.findLast((level) => broken.includes(level)) ?? policy.warnings;
}

function warningOf(
	view: Pick<MarginView, 'after' | 'limits'>,
	level: WarningLevel,
	notes: DealNotes,
): MarginWarning | null {
	const { state, margin } = view.after;
	if (level === 'off' || (state !== 'under-target' && state !== 'under-floor')) return null;
	const limit = parseDecimal(state === 'under-floor' ? view.limits?.floor : view.limits?.target);
	const reached = parseDecimal(margin);
	if (!limit || !reached) return null;
	return {
		level,
		state,
		by: formatDecimal(trimZeros(subtract(limit, reached))),
		isReasonMissing: level !== 'note' && notes.reason === null,
	};
}

function figuresBeforeAndAfter(deal: DealFacts, draft: DealEdits, sides: readonly BothSides[]) {
	const before = sides.flatMap((side) => side.before ?? []);
	const after = sides.flatMap((side) => side.after ?? []);
	if (deal.ref.kind === 'quote') return { before: figuresOf(before), after: figuresOf(after), lines: after };
	const saved = parseDecimal(deal.amount);
	const typed = draft.amount ? (parseDecimal(draft.amount.value) ?? saved) : saved;
	return { before: amountFigures(saved, before), after: amountFigures(typed, after), lines: after };
}

/** Revenue lost against today's prices at equal quantities; needs no cost. */
function givenUp(before: MarginFigures, after: MarginFigures, isComparable: boolean): string | null {
	const from = parseDecimal(before.revenue);
	const to = parseDecimal(after.revenue);
	return isComparable && from && to ? formatDecimal(trimZeros(subtract(from, to))) : null;
}

/**
 * Adds the discount the deal can bear on it to each line that is edited or open: on the others nobody asks for it, and
 * working it out for 500 lines on every key costs more than all the rest. A line removed by the edit bears none.
 */
function withLargest(
	sides: readonly BothSides[],
	isUnknown: boolean,
	rounding: PriceRounding,
	activeLineId: string | null,
): LineView[] {
	const views = sides.map(({ view }) => view);
	const kept = sides.flatMap((side, at) => (side.after ? [{ at, view: side.view, after: side.after }] : []));
	const isAsked = (at: number) => kept[at]?.view.isEdited === true || kept[at]?.view.id === activeLineId;
	if (isUnknown || !kept.some((_, at) => isAsked(at))) return views;
	const after = kept.map((side) => side.after);
	const targets = largestLineDiscounts(after, 'target', rounding, isAsked);
	const floors = largestLineDiscounts(after, 'floor', rounding, isAsked);
	for (const [index, { at, view }] of kept.entries()) {
		if (isAsked(index))
			views[at] = { ...view, largestForTarget: targets[index] ?? null, largestForFloor: floors[index] ?? null };
	}
	return views;
}

interface Remembered {
	readonly deal: DealFacts;
	readonly policy: MarginPolicy;
	readonly costs: readonly ProductCost[];
	readonly context: RuleContext;
	readonly sides: BothSides;
}

/** Lines that nobody edits stay as they are from key to key; each lives no longer than the facts it belongs to. */
const untouched = new WeakMap<QuoteLine, Remembered>();

/** Costs by product; of several for one product the last counts. */
const costMaps = new WeakMap<readonly ProductCost[], ReadonlyMap<string, ProductCost>>();

function costMapOf(costs: readonly ProductCost[]): ReadonlyMap<string, ProductCost> {
	const known = costMaps.get(costs);
	if (known) return known;
	const made = new Map(costs.map((cost) => [cost.product, cost]));
	costMaps.set(costs, made);
	return made;
}

function sidesOf(
	line: QuoteLine,
	deal: DealFacts,
	draft: DealEdits,
	playbook: PlaybookForDeal,
	context: RuleContext,
): BothSides {
	const { margin: policy, costs } = playbook;
	const isTouched = Object.hasOwn(draft.lines, line.id) || draft.removed.includes(line.id);
	const known = isTouched ? undefined : untouched.get(line);
	const isSameGround = known?.deal === deal && known.policy === policy && known.costs === costs;
	if (known && isSameGround && known.context === context) return known.sides;
	const sides = savedSides(line, deal, draft, policy, costMapOf(costs), context);
	if (!isTouched) untouched.set(line, { deal, policy, costs, context, sides });
	return sides;
}

/** Margin, discount and limits of a deal before and after what is typed. */
export function marginView(
	deal: DealFacts,
	draft: DealEdits,
	playbook: PlaybookForDeal,
	viewer: Viewer,
	notes: DealNotes,
	context: RuleContext,
): MarginView {
	const sides = [
		...(deal.lines ?? []).map((line) => sidesOf(line, deal, draft, playbook, context)),
		...draft.added.map((line) => addedSides(line, deal)),
	];
	const { before, after, lines } = figuresBeforeAndAfter(deal, draft, sides);
	const gap = gapOf(deal, draft, lines, after);
	const isHidden = gap === 'lines-unmatched' || gap === 'lines-unreadable';
	const known = lines.filter((line) => line.cost && line.revenue !== null);
	const isOpportunity = deal.ref.kind === 'opportunity';
	const limited = isOpportunity ? lines : known;
	const limits = writeWeighted(weightedLimits(lines));
	const isEdited = sides.some((side) => side.view.isEdited) || draft.amount !== undefined || draft.areLinesUnmatched;
	const isAmountHalfTyped = draft.amount !== undefined && parseDecimal(draft.amount.value) === null;
	const shownAfter = isHidden ? { ...unknownFigures, revenue: gap === 'lines-unreadable' ? deal.amount : null } : after;
	const shownBefore = gap === 'lines-unreadable' ? { ...unknownFigures, revenue: deal.amount } : before;
	const given = isEdited
		? givenUp(shownBefore, shownAfter, isOpportunity || sides.every((side) => side.isQuantityKept))
		: null;
	const isCostKnown = lines.length > 0 && lines.every((line) => line.cost !== null);
	// Of an edited line without a cost nobody can say what is left of it.
	const isEditKnown = sides.every(({ view }) => !view.isEdited || view.unknown === null);
	const { payPlan } = playbook;
	return {
		currency: deal.currency,
		before: shownBefore,
		after: shownAfter,
		isEdited,
		halfTyped: [
			...sides.filter((side) => side.isHalfTyped).map((side) => side.view.name),
			...(isAmountHalfTyped ? [deal.name] : []),
		],
		oddities: sides.flatMap((side) => side.oddity ?? []),
		lines: withLargest(sides, isHidden || isOpportunity, deal.rounding, draft.activeLineId),
		coverage: coverageOf(lines, after),
		limits,
		gap,
		basis: isOpportunity ? 'deal-amount' : 'line-prices',
		givenUp: given,
		warning: warningOf({ after: shownAfter, limits }, levelOf(sides, playbook.margin), notes),
		payoff: isEditKnown
			? payoffOf(given, shownBefore, shownAfter, draft.probability?.value ?? deal.probability, !isCostKnown)
			: null,
		visibility: playbook.margin.visibility[viewer.role],
		floorBand: null,
		optionalLines: 0,
		recurringBasis: null,
		average: null,
		shares: null,
		approval: { need: null, isUnsure: false, standing: 'none', voidBecause: [], note: notes.approval },
		waterfall: null,
		trades: [],
		usual: { history: null, quarterEnd: null },
		pay:
			payPlan && 'rate' in payPlan && viewer.role === 'rep'
				? payEffect(payPlan, shownBefore, shownAfter, isCostKnown)
				: null,
		largestForTarget: isHidden ? null : largestDiscount(limited, 'target', deal.rounding),
		largestForFloor: isHidden ? null : largestDiscount(limited, 'floor', deal.rounding),
	};
}
