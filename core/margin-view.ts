import { type DealLine, type DealSides, dealSides } from './margin/deal-sides.ts';
import {
	amountFigures,
	coverageOf,
	figuresOf,
	isCostKnown,
	isJudgedByPrice,
	weightedLimits,
	write,
	writeWeighted,
} from './margin/figures.ts';
import {
	type LargestDiscounts,
	largestAmountDiscounts,
	largestDiscounts,
	largestItemDiscounts,
	noDiscounts,
} from './margin/largest-discount.ts';
import { payEffect } from './margin/pay-effect.ts';
import { payoffOf } from './margin/payoff.ts';
import { givenShares } from './margin/shares.ts';
import { type LimitSource, type LineSource, lineSource } from './margin/sides.ts';
import { averageWith, type Earned, standingIn } from './margin/standing.ts';
import type { Tally } from './margin/tally.ts';
import { tradeViews } from './margin/trades.ts';
import { quarterEndAt, usualDiscounts } from './margin/usual.ts';
import { levelOf, warningOf } from './margin/warning.ts';
import { waterfallView } from './margin/waterfall.ts';
import type { DealFacts, DealNotes, Product } from './model/deal.ts';
import type { DealEdits } from './model/deal-edits.ts';
import { compare, type Decimal, parseDecimal, subtract } from './model/decimal.ts';
import type { MarginPolicy, PlaybookForDeal, Viewer } from './model/playbook.ts';
import type { LineView, MarginFigures, MarginGap, MarginView } from './model/view.ts';
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

function limitSource(policy: MarginPolicy, context: RuleContext): LimitSource {
	return { key: context, limitsOf: (product) => limitsFor(product, policy, context) };
}

function gapOf(deal: DealFacts, draft: DealEdits, after: Tally, figures: MarginFigures): MarginGap | null {
	if (deal.lines === null) return 'lines-unreadable';
	if (draft.areLinesUnmatched) return 'lines-unmatched';
	if (after.sold === 0) return 'no-lines';
	if (deal.ref.kind === 'opportunity' && deal.amount === null && figures.revenue === null) return 'amount-unknown';
	return after.costed > 0 ? null : 'no-known-cost';
}

/**
 * An opportunity's amount with what is typed. One that is the sum of its lines is made of them by the CRM, so it follows
 * what is typed in them; another one was entered by somebody and stays. Null when a line it is made of has no price.
 */
function amountAfter(deal: DealFacts, draft: DealEdits, { before, after }: DealSides): Decimal | null {
	const saved = parseDecimal(deal.amount);
	if (draft.amount) return parseDecimal(draft.amount.value) ?? saved;
	const isSum = saved !== null && before.sold > 0 && before.unpriced === 0 && compare(saved, before.revenue) === 0;
	if (!isSum) return saved;
	return after.unpriced > 0 ? null : after.revenue;
}

/** Of a quote the figures of its lines, of an opportunity its amount against its products. */
function figuresBeforeAndAfter(deal: DealFacts, draft: DealEdits, sides: DealSides) {
	const { before, after } = sides;
	if (deal.ref.kind === 'quote') return { before: figuresOf(before), after: figuresOf(after) };
	const amount = amountAfter(deal, draft, sides);
	return { before: amountFigures(parseDecimal(deal.amount), before), after: amountFigures(amount, after) };
}

/** Revenue lost against today's prices at equal quantities; needs no cost. */
function givenUp(before: MarginFigures, after: MarginFigures): Decimal | null {
	const [from, to] = [parseDecimal(before.revenue), parseDecimal(after.revenue)];
	return from && to && subtract(from, to);
}

/**
 * Adds the discount the deal can bear on it to each line that is edited or open: on the others nobody asks for it, and
 * working it out for 500 lines on every key costs more than all the rest.
 */
function withLargest({ lines, after }: DealSides, deal: DealFacts, activeLineId: string | null): LineView[] {
	return lines.map(({ view, item }) => {
		if (!item || item.isOptional || (!view.isEdited && view.id !== activeLineId)) return view;
		const { floor, target } = largestItemDiscounts(item, after, deal.rounding);
		return { ...view, largestForTarget: target, largestForFloor: floor };
	});
}

/** What a side brings: its margin only when every cost is known. */
function earned(figures: MarginFigures, tally: Tally): Earned {
	return {
		revenue: parseDecimal(figures.revenue),
		margin: isCostKnown(tally) ? parseDecimal(figures.amount) : null,
	};
}

const unknownEarned: Earned = { revenue: null, margin: null };

/** What the deal would bring with every line at its target price, and no discount written as a line. */
function earnedAtTarget(tally: Tally): Earned {
	const { valued, sold, targetValue, cost } = tally;
	if (sold === 0 || valued < sold) return unknownEarned;
	return { revenue: targetValue, margin: isCostKnown(tally) ? subtract(targetValue, cost) : null };
}

/** The product of the line being worked on. */
function activeProduct(lines: readonly DealLine[], activeLineId: string | null): Product | null {
	const active = lines.find(({ view }) => view.id === activeLineId) ?? lines.find(({ view }) => view.isEdited);
	return active?.sides.product ?? null;
}

/** What the parts of a view after the figures themselves are worked out from. */
interface Basis {
	readonly deal: DealFacts;
	readonly playbook: PlaybookForDeal;
	readonly viewer: Viewer;
	readonly source: LineSource;
	readonly sides: DealSides;
	readonly before: Earned;
	readonly after: Earned;
	readonly atTarget: Earned;
	readonly target: Decimal | null;
	readonly given: Decimal | null;
}

/** What concerns the viewer's own pay; it is a rep's alone. */
function paidViews({ deal, playbook, viewer, source, before, after, atTarget, target, given }: Basis) {
	const isRep = viewer.role === 'rep';
	const plan = isRep ? playbook.payPlan : null;
	const standing = isRep ? standingIn(viewer.standing, deal.currency, source.rates, source.day) : null;
	const share = parseDecimal(viewer.standing?.share);
	const pay = plan && payEffect({ plan, before, after, atTarget, standing, share });
	return {
		pay,
		average: averageWith(standing, before, after, target),
		shares: givenShares(given, before.margin, pay),
	};
}

function tradedViews({ deal, playbook, source, sides, after, given }: Basis) {
	const { lines } = sides;
	const { revenue: invoice, margin } = after;
	const { currency } = deal;
	return tradeViews(playbook.trades, { givenUp: given, invoice, margin, currency, source, lines });
}

function waterfallOf({ deal, playbook, source, sides, after }: Basis) {
	const { unlisted, sold, list, cost } = sides.after;
	return waterfallView(
		{
			list: sold > 0 && unlisted === 0 ? list : null,
			invoice: after.revenue,
			cost: isCostKnown(sides.after) ? cost : null,
			currency: deal.currency,
			rates: source.rates,
			day: source.day,
		},
		playbook.offInvoice,
	);
}

function halfTyped(deal: DealFacts, draft: DealEdits, lines: readonly DealLine[]): string[] {
	const isAmountHalfTyped = draft.amount !== undefined && parseDecimal(draft.amount.value) === null;
	const names = lines.flatMap(({ sides }) => (sides.isHalfTyped ? [sides.name] : []));
	return isAmountHalfTyped ? [...names, deal.name] : names;
}

function largestOf(deal: DealFacts, sides: DealSides): LargestDiscounts {
	return deal.ref.kind === 'opportunity' ? largestAmountDiscounts(sides.after) : largestDiscounts(sides.tallyAt);
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
	const { today } = context;
	const policy = playbook.margin;
	const source = lineSource(deal, playbook, limitSource(policy, context), today);
	const sides = dealSides(deal, draft, source);
	const { lines } = sides;
	const isOpportunity = deal.ref.kind === 'opportunity';
	const { before, after } = figuresBeforeAndAfter(deal, draft, sides);
	const gap = gapOf(deal, draft, sides.after, after);
	const isHidden = gap === 'lines-unmatched' || gap === 'lines-unreadable';
	const unreadable = { ...unknownFigures, revenue: deal.amount };
	const shownBefore = gap === 'lines-unreadable' ? unreadable : before;
	const shownAfter = gap === 'lines-unreadable' ? unreadable : isHidden ? unknownFigures : after;
	const limits = writeWeighted(weightedLimits(sides.after));
	const isEdited = draft.amount !== undefined || draft.areLinesUnmatched || lines.some(({ view }) => view.isEdited);
	const isComparable = isOpportunity || lines.every((line) => line.sides.isQuantityKept);
	const given = isEdited && isComparable ? givenUp(shownBefore, shownAfter) : null;
	// Of an edited line without a cost nobody can say what is left of it.
	const isEditKnown = lines.every(({ view }) => !view.isEdited || view.part === 'optional' || view.unknown === null);
	const basis: Basis = {
		deal,
		playbook,
		viewer,
		source,
		sides,
		before: earned(shownBefore, sides.before),
		after: earned(shownAfter, sides.after),
		atTarget: isHidden ? unknownEarned : earnedAtTarget(sides.after),
		target: parseDecimal(limits?.target),
		given,
	};
	const judged = isJudgedByPrice(sides.after) ? { ...shownAfter, margin: null } : shownAfter;
	const probability = draft.probability?.value ?? deal.probability;
	const largest = isHidden ? noDiscounts : largestOf(deal, sides);
	return {
		currency: deal.currency,
		before: shownBefore,
		after: shownAfter,
		isEdited,
		halfTyped: halfTyped(deal, draft, lines),
		oddities: lines.flatMap((line) => line.sides.oddity ?? []),
		lines: isHidden || isOpportunity ? lines.map(({ view }) => view) : withLargest(sides, deal, draft.activeLineId),
		coverage: coverageOf(sides.after),
		limits,
		floorBand: null,
		gap,
		visibility: policy.visibility[viewer.role],
		optionalLines: lines.filter(({ view }) => view.part === 'optional' && view.after !== null).length,
		recurringBasis: lines.some(({ view }) => view.everyMonths !== null) ? policy.recurringBasis : null,
		basis: isOpportunity ? 'deal-amount' : 'line-prices',
		givenUp: write(given),
		warning: warningOf(judged, limits, levelOf(lines, policy), notes),
		payoff: isEditKnown
			? payoffOf(write(given), shownBefore, shownAfter, probability, !isCostKnown(sides.after))
			: null,
		...paidViews(basis),
		approval: { need: null, isUnsure: false, standing: 'none', voidBecause: [], note: notes.approval },
		waterfall: waterfallOf(basis),
		trades: tradedViews(basis),
		usual: {
			history: usualDiscounts(playbook.history, activeProduct(lines, draft.activeLineId)),
			quarterEnd: quarterEndAt(today, policy.quarterEnd),
		},
		largestForTarget: largest.target,
		largestForFloor: largest.floor,
	};
}
