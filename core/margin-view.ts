import { type DealLine, type DealSides, dealSides } from './margin/deal-sides.ts';
import {
	coverageOf,
	figuresOf,
	isCostKnown,
	isJudgedByPrice,
	isMarginKnown,
	marginOf,
	unknownFigures,
	weightedLimits,
	write,
	writeWeighted,
} from './margin/figures.ts';
import { largestDiscounts, largestItemDiscounts, noDiscounts } from './margin/largest-discount.ts';
import { isWithin, pageDisagreement, roundingSlack } from './margin/page-check.ts';
import { payEffect } from './margin/pay-effect.ts';
import { payoffOf } from './margin/payoff.ts';
import { givenShares } from './margin/shares.ts';
import { type LineSource, lineSource } from './margin/sides.ts';
import { averageWith, type Earned, standingIn } from './margin/standing.ts';
import type { Tally } from './margin/tally.ts';
import { tradeViews } from './margin/trades.ts';
import { quarterEndAt, usualDiscounts } from './margin/usual.ts';
import { levelOf, warningOf } from './margin/warning.ts';
import { waterfallView } from './margin/waterfall.ts';
import type { DealFacts, DealNotes, Product } from './model/deal.ts';
import type { DealEdits, PriceSource } from './model/deal-edits.ts';
import { type Decimal, type DecimalString, isZero, parseDecimal, subtract } from './model/decimal.ts';
import type { PlaybookForDeal, Viewer } from './model/playbook.ts';
import type {
	AmountDiffers,
	FigureStatus,
	MarginFigures,
	MarginGap,
	MarginView,
	PageDisagrees,
	ShownRefusal,
} from './model/view.ts';
import type { RuleContext } from './playbook/limits.ts';
import { limitSource, untold } from './told-limits.ts';

/** The figures of options alone: they bring nothing and cost nothing, which is known. */
const nothingSold: MarginFigures = {
	...unknownFigures,
	revenue: '0',
	knownRevenue: '0',
	cost: '0',
	amount: '0',
	state: 'no-revenue',
};

/** Why lines that were read are not to be reckoned with as the page stands now. */
function lineGap(draft: DealEdits): MarginGap | null {
	if (draft.areLinesInOtherLanguage) return 'lines-other-language';
	if (draft.areLinesUnmatched) return 'lines-unmatched';
	return draft.currencyChange ? 'currency-changed' : null;
}

/** True where nothing is sold, for all that is left are options. */
function isOptionsOnly({ after, counts }: DealSides): boolean {
	return after.sold === 0 && counts.optional > 0;
}

function gapOf(deal: DealFacts, draft: DealEdits, sides: DealSides): MarginGap | null {
	if (deal.lines === null) return 'lines-unreadable';
	const gap = lineGap(draft);
	if (gap) return gap;
	const { before, after, lines } = sides;
	if (isOptionsOnly(sides)) return 'options-only';
	if (after.sold === 0) return before.sold > 0 ? 'lines-removed' : 'no-lines';
	if (after.costed === 0 && lines.some(({ view }) => view.unknown === 'cost-unreadable')) return 'cost-unreadable';
	if (after.costed === 0) return deal.isCostDenied ? 'cost-denied' : 'no-known-cost';
	return after.known === 0 || after.open > 0 ? 'price-unknown' : null;
}

/** An amount that somebody entered. CRMs leave 0 where nobody did. */
function enteredAmount(written: DecimalString | null | undefined): Decimal | null {
	const amount = parseDecimal(written);
	return amount && !isZero(amount) ? amount : null;
}

/** The amount as it is typed, or saved. */
function amountOf(deal: DealFacts, draft: DealEdits): Decimal | null {
	return draft.amount ? parseDecimal(draft.amount.value) : enteredAmount(deal.amount);
}

/** The price of a deal without lines is its amount. */
function amountAlone(amount: Decimal | null): MarginFigures {
	return { ...unknownFigures, revenue: write(amount) };
}

/** The lines decide; where there are none, or nobody could read them, what is left is the deal's amount. */
function figuresBeforeAndAfter(deal: DealFacts, draft: DealEdits, sides: DealSides) {
	const { before, after } = sides;
	const isBare = deal.lines === null || (deal.lines.length === 0 && draft.added.length === 0);
	const isNothing = isOptionsOnly(sides) && after.unpriced === 0 && isZero(after.revenue);
	if (!isBare) return { before: figuresOf(before), after: isNothing ? nothingSold : figuresOf(after) };
	return {
		before: amountAlone(enteredAmount(deal.amount)),
		after: amountAlone(amountOf(deal, draft) ?? enteredAmount(deal.amount)),
	};
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
function withLargest(
	{ views, touched, lines, lineOf, after }: DealSides,
	deal: DealFacts,
	activeLineId: string | null,
) {
	const active = activeLineId === null ? null : lineOf(activeLineId);
	const asked = touched.filter(({ line }) => line.view.isEdited || line === active);
	if (active && !asked.some(({ line }) => line === active)) asked.push({ line: active, place: lines.indexOf(active) });
	for (const { line, place } of asked) {
		const { view, item } = line;
		if (!item || item.isOptional) continue;
		const { floor, target } = largestItemDiscounts(item, after, deal.rounding);
		views[place] = { ...view, largestForTarget: target, largestForFloor: floor };
	}
	return views;
}

/** What a side brings: its margin only when every cost is known. */
function earned(figures: MarginFigures, tally: Tally): Earned {
	return {
		revenue: parseDecimal(figures.revenue),
		margin: isMarginKnown(tally) ? parseDecimal(figures.amount) : null,
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
function activeProduct(
	{ lineOf }: DealSides,
	edited: readonly DealLine[],
	activeLineId: string | null,
): Product | null {
	const active = activeLineId === null ? null : lineOf(activeLineId);
	return (active ?? edited.find(({ view }) => view.isEdited))?.sides.product ?? null;
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
	const { linesOf } = sides;
	const { revenue: invoice, margin } = after;
	const { currency } = deal;
	return tradeViews(playbook.trades, { givenUp: given, invoice, margin, currency, source, linesOf });
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

function halfTyped(deal: DealFacts, draft: DealEdits, edited: readonly DealLine[], isBare: boolean): string[] {
	// An amount beside lines is no price.
	const isAmountHalfTyped = isBare && draft.amount !== undefined && !parseDecimal(draft.amount.value);
	const names = edited.flatMap(({ sides }) => (sides.isHalfTyped ? [sides.name] : []));
	return isAmountHalfTyped ? [...names, deal.name] : names;
}

/** The deal's amount, typed or saved, where it says something else than the lines. */
function amountDiffers(deal: DealFacts, draft: DealEdits, { counts, before, after }: DealSides): AmountDiffers | null {
	const isTyped = draft.amount !== undefined;
	const tally = isTyped ? after : before;
	const amount = isTyped ? amountOf(deal, draft) : enteredAmount(deal.amount);
	// Some CRMs count one payment of what recurs, others all of them.
	const isComparable = tally.sold > 0 && tally.unpriced === 0 && counts.recurring === 0;
	if (!amount || !isComparable || isWithin(amount, tally.revenue, roundingSlack(deal, tally.sold))) return null;
	const earned = isMarginKnown(tally) ? subtract(amount, tally.knownCost) : null;
	return {
		amount: write(amount),
		lines: write(tally.revenue),
		isTyped,
		margin: write(marginOf(earned, amount)),
	};
}

/** The names of lines that are still there. */
function namesOf(ids: readonly string[], { lineOf }: DealSides): string[] {
	return ids.flatMap((id) => lineOf(id)?.sides.name ?? []);
}

function refusals({ refused = [] }: DealEdits, { lineOf }: DealSides): ShownRefusal[] {
	return refused.map(({ lineId, text, most }) => ({
		lineName: (lineId === null ? null : lineOf(lineId)?.sides.name) ?? null,
		text,
		most,
	}));
}

/** Figures that are shown, and how far they hold. */
interface Held {
	readonly before: MarginFigures;
	readonly after: MarginFigures;
	readonly gap: MarginGap | null;
	readonly pageDisagrees: PageDisagrees | null;
	/** The CRM will not hold these figures, or may not. */
	readonly isGuess: boolean;
	/** No figure is shown, though there are some. */
	readonly isHidden: boolean;
}

/** A deal without lines has no price to set anew. */
function pricedBy(draft: DealEdits, { lines }: DealSides): PriceSource | null {
	return lines.length > 0 ? (draft.pricedBy ?? null) : null;
}

function heldFigures(deal: DealFacts, draft: DealEdits, sides: DealSides, isEdited: boolean, isHalf: boolean): Held {
	const { before, after } = figuresBeforeAndAfter(deal, draft, sides);
	const gap = gapOf(deal, draft, sides);
	const isElsewhere = (draft.changedElsewhere ?? []).length > 0;
	// With a colleague's change the CRM may hold either after saving.
	const isGuess =
		sides.touched.some(({ line }) => line.sides.isGuess && line.view.after !== null) ||
		pricedBy(draft, sides) !== null ||
		(isEdited && isElsewhere);
	// A page that is older than what was read is no measure of it, nor of a guess.
	const isMeasured = deal.lines !== null && lineGap(draft) === null && !isHalf && !isGuess && !isElsewhere;
	const pageDisagrees = isMeasured ? pageDisagreement(deal, draft.pageTotals, sides) : null;
	if (pageDisagrees)
		return { before, after: unknownFigures, gap: 'page-disagrees', pageDisagrees, isGuess, isHidden: true };
	const isHidden = lineGap(draft) !== null && deal.lines !== null;
	const judged = isGuess ? { ...after, state: 'unknown' as const, bounds: null } : after;
	return { before, after: isHidden ? unknownFigures : judged, gap, pageDisagrees, isGuess, isHidden };
}

function statusOf({ after, pageDisagrees, isGuess }: Held): FigureStatus {
	if (pageDisagrees) return 'disagrees';
	if (after.amount === null) return 'unknown';
	if (isGuess) return 'guess';
	return after.isPartial ? 'partial' : 'exact';
}

/** Margin, discount and limits of a deal before and after what is typed. */
export function marginView(
	deal: DealFacts,
	draft: DealEdits,
	playbook: PlaybookForDeal,
	viewer: Viewer,
	notes: DealNotes | null,
	context: RuleContext,
): MarginView {
	const { today } = context;
	const policy = playbook.margin;
	const isOff = policy.warnings === 'off';
	const told = isOff ? untold(playbook) : playbook;
	const source = lineSource(deal, told, limitSource(policy, context), today);
	const sides = dealSides(deal, draft, source);
	const edited = sides.touched.map(({ line }) => line);
	const isEdited =
		draft.amount !== undefined ||
		draft.areLinesUnmatched ||
		draft.currencyChange !== undefined ||
		pricedBy(draft, sides) !== null ||
		edited.some(({ view }) => view.isEdited);
	const half = halfTyped(deal, draft, edited, sides.lines.length === 0);
	const held = heldFigures(deal, draft, sides, isEdited, half.length > 0);
	const { before, after, gap, isGuess, isHidden } = held;
	const isJudged = !isHidden && !isGuess;
	const limits = isHidden ? null : writeWeighted(weightedLimits(sides.after));
	// A rule of the policy may want limits said where the policy itself wants none.
	const areLimitsSaid = !isOff || limits !== null || sides.views.some((view) => view.limits !== null);
	const isComparable = edited.every((line) => line.sides.isQuantityKept);
	const given = isEdited && isComparable && !isGuess ? givenUp(before, after) : null;
	// Nobody can say what an edited line without a cost leaves.
	const isEditKnown = edited.every(({ view }) => !view.isEdited || view.part === 'optional' || view.unknown === null);
	const basis: Basis = {
		deal,
		playbook,
		viewer,
		source,
		sides,
		before: earned(before, sides.before),
		after: isJudged ? earned(after, sides.after) : unknownEarned,
		atTarget: isJudged ? earnedAtTarget(sides.after) : unknownEarned,
		target: parseDecimal(limits?.target),
		given,
	};
	const judged = isJudgedByPrice(sides.after) ? { ...after, margin: null } : after;
	const probability = draft.probability?.value ?? deal.probability;
	const largest = isJudged ? largestDiscounts(sides.tallyAt) : noDiscounts;
	return {
		currency: deal.currency,
		before,
		after,
		isEdited,
		halfTyped: half,
		oddities: edited.flatMap((line) => line.sides.oddity ?? []),
		status: statusOf(held),
		guesses: edited.flatMap(({ sides: { isGuess: isOne, name, after: own } }) => (isOne && own ? [name] : [])),
		pricedBy: pricedBy(draft, sides),
		changedElsewhere: namesOf(draft.changedElsewhere ?? [], sides),
		refused: refusals(draft, sides),
		amountDiffers: isHidden ? null : amountDiffers(deal, draft, sides),
		pageDisagrees: held.pageDisagrees,
		currencyChange: draft.currencyChange ?? null,
		linesNote: deal.linesNote ?? null,
		lines: isJudged ? withLargest(sides, deal, draft.activeLineId) : sides.views,
		coverage: coverageOf(sides.after),
		limits,
		floorBand: null,
		gap,
		visibility: policy.visibility[viewer.role],
		optionalLines: sides.counts.optional,
		recurringBasis: sides.counts.recurring > 0 ? policy.recurringBasis : null,
		givenUp: write(given),
		warning: warningOf(judged, limits, levelOf(sides.counts, policy), notes),
		payoff:
			isEditKnown && isJudged ? payoffOf(write(given), before, after, probability, !isMarginKnown(sides.after)) : null,
		...paidViews(basis),
		approval: {
			need: null,
			isUnsure: false,
			unsureBecause: [],
			standing: 'none',
			voidBecause: [],
			note: notes?.approval ?? null,
		},
		waterfall: isJudged ? waterfallOf(basis) : null,
		areLimitsSaid,
		trades: areLimitsSaid ? tradedViews(basis) : [],
		usual: {
			history: usualDiscounts(playbook.history, activeProduct(sides, edited, draft.activeLineId)),
			quarterEnd: quarterEndAt(today, policy.quarterEnd),
		},
		largestForTarget: largest.target,
		largestForFloor: largest.floor,
	};
}
