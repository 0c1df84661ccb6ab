import { payoffOf } from '../margin/payoff.ts';
import type { ApprovalView } from '../model/approval-view.ts';
import type { ApprovalNote, DealFacts, DealNotes } from '../model/deal.ts';
import {
	add,
	type Decimal,
	type DecimalString,
	divide,
	formatDecimal,
	multiply,
	parseDecimal,
	round,
	subtract,
	trimZeros,
} from '../model/decimal.ts';
import type { GivenShares, PayEffect, Payoff, TradeView, WaterfallView } from '../model/effects.ts';
import type { CostVisibility, Playbook, PriceGuide, Viewer } from '../model/playbook.ts';
import type {
	AmountDiffers,
	Band,
	LineView,
	MarginFigures,
	MarginView,
	MarginWarning,
	PageDisagrees,
} from '../model/view.ts';

/** What is kept from whom. Each level keeps all that the one before keeps. */
interface Sight {
	readonly level: CostVisibility;
	/** Costs, and what is one subtraction away from a single cost, stay out. */
	readonly isCostHidden: boolean;
	/** The margin is at most a band. */
	readonly isMarginHidden: boolean;
	readonly isFloorHidden: boolean;
	/** Pay and average are a rep's own. */
	readonly isPaid: boolean;
}

const sights = new Map<string, Sight>();

/** The same object for the same level, role and floor. */
function sightOf({ margin }: Pick<Playbook, 'margin'>, { role }: Viewer): Sight {
	const level = margin.visibility[role];
	const key = `${level} ${role} ${margin.floorFor}`;
	const known = sights.get(key);
	if (known) return known;
	const made: Sight = {
		level,
		isCostHidden: level !== 'exact',
		isMarginHidden: level === 'band' || level === 'light',
		isFloorHidden: level === 'light' || (role === 'rep' && margin.floorFor === 'band'),
		isPaid: role === 'rep',
	};
	sights.set(key, made);
	return made;
}

const bandWidth: Decimal = { digits: 5n, scale: 2 };

/** The five points that a fraction lies in; an edge belongs to the band above it. */
export function bandOf(fraction: DecimalString | null): Band | null {
	const value = parseDecimal(fraction);
	const steps = value && divide(value, bandWidth, 0, 'down');
	if (!steps) return null;
	const from = multiply(steps, bandWidth);
	return { from: formatDecimal(trimZeros(from)), to: formatDecimal(trimZeros(add(from, bandWidth))) };
}

/** A largest discount that does not tell the floor or the margin to the tenth: whole percents, rounded down. */
function wholePercent(discount: DecimalString | null): DecimalString | null {
	const value = parseDecimal(discount);
	return value && formatDecimal(trimZeros(round(value, 2, 'down')));
}

function figuresFor(figures: MarginFigures, sight: Sight): MarginFigures {
	if (!sight.isCostHidden) return figures;
	if (!sight.isMarginHidden) return { ...figures, cost: null };
	const band = sight.level === 'band' ? bandOf(figures.margin) : null;
	return { ...figures, cost: null, amount: null, margin: null, bounds: null, band };
}

/** Without limits, or with the band that holds the floor in its place. */
function limitsFor(
	limits: MarginView['limits'],
	sight: Sight,
): { readonly limits: MarginView['limits']; readonly floorBand: Band | null } {
	if (!limits || sight.level === 'light') return { limits: null, floorBand: null };
	if (!sight.isFloorHidden) return { limits, floorBand: null };
	return { limits: { ...limits, floor: null }, floorBand: bandOf(limits.floor) };
}

function largestFor<T extends Pick<LineView, 'largestForTarget' | 'largestForFloor'>>(
	{ largestForTarget, largestForFloor }: T,
	{ level, isMarginHidden, isFloorHidden }: Sight,
): Pick<LineView, 'largestForTarget' | 'largestForFloor'> {
	if (level === 'light') return { largestForTarget: null, largestForFloor: null };
	return {
		largestForTarget: isMarginHidden ? wholePercent(largestForTarget) : largestForTarget,
		largestForFloor: isMarginHidden || isFloorHidden ? wholePercent(largestForFloor) : largestForFloor,
	};
}

interface Remembered {
	readonly sight: Sight;
	readonly guide: PriceGuide | null;
	readonly shown: LineView;
}

/** Lines that nobody edits are the same objects from key to key, and are shown as they were. */
const shownLines = new WeakMap<LineView, Remembered>();

function lineFor(line: LineView, guide: PriceGuide | null, sight: Sight): LineView {
	const known = shownLines.get(line);
	if (known?.sight === sight && known.guide === guide) return known.shown;
	const shown: LineView = {
		...line,
		before: line.before && figuresFor(line.before, sight),
		after: line.after && figuresFor(line.after, sight),
		...limitsFor(line.limits, sight),
		costFrom: sight.isCostHidden ? null : line.costFrom,
		costRate: sight.isCostHidden ? null : line.costRate,
		...largestFor(line, sight),
		// A floor price together with the price itself tells the floor, unless the firm gives it out to work with.
		floorPrice: sight.isFloorHidden ? (guide?.floorPrice ?? null) : line.floorPrice,
	};
	shownLines.set(line, { sight, guide, shown });
	return shown;
}

interface ShownBefore {
	readonly given: readonly LineView[];
	readonly shown: readonly LineView[];
}

/** The lines as they were shown on the last key, by what the viewer sees: nearly all of them stay what they were. */
const shownBefore = new WeakMap<Sight, ShownBefore>();

function linesFor(
	lines: readonly LineView[],
	guide: ((lineId: string) => PriceGuide | null) | null,
	sight: Sight,
): readonly LineView[] {
	if (guide) return lines.map((line) => lineFor(line, guide(line.id), sight));
	const before = shownBefore.get(sight);
	const shown = lines.map((line, at) => {
		const known = before?.given[at] === line ? before.shown[at] : undefined;
		return known ?? lineFor(line, null, sight);
	});
	shownBefore.set(sight, { given: lines, shown });
	return shown;
}

function warningFor(warning: MarginWarning | null, sight: Sight): MarginWarning | null {
	if (!warning) return null;
	const isTold = !sight.isMarginHidden && !(sight.isFloorHidden && warning.state === 'under-floor');
	return isTold ? warning : { ...warning, by: null };
}

/**
 * What a discount needs to pay, worked out from the lower end of the margin's band: it tells no more than the band, and
 * less is enough. Null when even that cannot be said.
 */
function payoffFor(view: MarginView, { level, isMarginHidden }: Sight): Payoff | null {
	const { payoff, before, after, givenUp } = view;
	if (!isMarginHidden || !payoff) return payoff;
	const [share, revenue, given] = [bandOf(before.margin)?.from, before.knownRevenue, givenUp].map(parseDecimal);
	if (level === 'light' || !share || !revenue || !given) return null;
	const least = multiply(share, revenue);
	const write = (amount: Decimal) => formatDecimal(trimZeros(amount));
	const made = payoffOf(
		givenUp,
		{ ...before, amount: write(least) },
		{ ...after, amount: write(subtract(least, given)) },
		payoff.odds?.now ?? null,
		true,
	);
	// "Never" holds for the lower end alone.
	const isBounded = made !== null && made.breakEvenVolume !== 'never' && made.odds?.needed !== 'never';
	return isBounded ? made : null;
}

/** Pay that is reckoned from the margin tells it to who knows the rate. */
function payFor(pay: PayEffect | null, { isMarginHidden, isPaid }: Sight): PayEffect | null {
	if (!pay || !isPaid) return null;
	if (!isMarginHidden || (pay.base === 'revenue' && pay.plan !== 'multiplier')) return pay;
	return { ...pay, before: null, after: null, atTarget: null, multiplier: null, cliff: null };
}

function sharesFor(shares: GivenShares | null, { isMarginHidden, isPaid }: Sight): GivenShares | null {
	if (!shares) return null;
	const nothing = { amount: null, share: null };
	const own = isPaid ? shares.own : nothing;
	if (!isMarginHidden) return { ...shares, own };
	return { firm: { ...shares.firm, share: null }, own: nothing };
}

function waterfallFor(waterfall: WaterfallView | null, { isCostHidden, isMarginHidden }: Sight): WaterfallView | null {
	if (!waterfall || !isCostHidden) return waterfall;
	if (!isMarginHidden) return { ...waterfall, cost: null };
	return { ...waterfall, cost: null, pocketMargin: null, pocketMarginShare: null };
}

/** What is worth its cost tells the cost, and more volume the margin. */
function tradeFor(trade: TradeView, { isCostHidden, isMarginHidden }: Sight): TradeView {
	const isCost = trade.kind === 'scope' || trade.kind === 'service';
	const isTold = !(isCost && isCostHidden) && !(trade.kind === 'volume' && isMarginHidden);
	return isTold ? trade : { ...trade, worth: null, covers: null };
}

function noteFor(note: ApprovalNote | null, { isMarginHidden }: Sight): ApprovalNote | null {
	if (!note || !isMarginHidden) return note;
	const { request } = note;
	return { ...note, request: { ...request, values: { ...request.values, margin: null } } };
}

/** A trigger on the margin says that it fired, not by what. */
function approvalFor(approval: ApprovalView, sight: Sight): ApprovalView {
	const { need, note } = approval;
	if (!sight.isMarginHidden) return approval;
	const onMargin = ['margin-under', 'line-under-floor', 'deal-under-floor'];
	return {
		...approval,
		need: need && {
			...need,
			reasons: need.reasons.map((reason) =>
				onMargin.includes(reason.trigger.kind) ? { ...reason, found: null } : reason,
			),
		},
		note: noteFor(note, sight),
	};
}

/** The margin at the deal's own amount is a margin. */
function amountDiffersFor(differs: AmountDiffers | null, { isMarginHidden }: Sight): AmountDiffers | null {
	return differs && isMarginHidden ? { ...differs, margin: null } : differs;
}

/** That the page's margin is another may be said, not what either is. */
function pageDisagreesFor(disagrees: PageDisagrees | null, { isMarginHidden }: Sight): PageDisagrees | null {
	return disagrees?.what === 'margin' && isMarginHidden ? { what: 'margin', ours: null, page: null } : disagrees;
}

/** The guide of each line's product, in the deal's currency; null where the playbook has none. */
function guideOf(
	deal: DealFacts,
	{ priceGuides }: Pick<Playbook, 'priceGuides'>,
): ((lineId: string) => PriceGuide | null) | null {
	if (priceGuides.length === 0) return null;
	const guides = new Map(priceGuides.map((guide) => [guide.product, guide]));
	const products = new Map((deal.lines ?? []).map((line) => [line.id, line.product]));
	return (lineId) => {
		const product = products.get(lineId);
		const guide = product ? (guides.get(product.code ?? product.id) ?? guides.get(product.id)) : undefined;
		return guide?.currency === deal.currency ? guide : null;
	};
}

/**
 * What this viewer is shown of a deal's margin; the last step. What is not to be seen is null, and a band stands where
 * there is one. Prices to work with stay, for they are meant to be told, and so do revenue, discounts, what is given up
 * in money, and the state in words.
 */
export function shownTo(
	view: MarginView,
	deal: DealFacts,
	playbook: Pick<Playbook, 'margin' | 'priceGuides'>,
	viewer: Viewer,
): MarginView {
	const sight = sightOf(playbook, viewer);
	const isWhole = !sight.isCostHidden && !sight.isFloorHidden && sight.isPaid;
	if (isWhole) return view;
	const guide = guideOf(deal, playbook);
	return {
		...view,
		visibility: sight.level,
		before: figuresFor(view.before, sight),
		after: figuresFor(view.after, sight),
		lines: linesFor(view.lines, guide, sight),
		...limitsFor(view.limits, sight),
		amountDiffers: amountDiffersFor(view.amountDiffers, sight),
		pageDisagrees: pageDisagreesFor(view.pageDisagrees, sight),
		warning: warningFor(view.warning, sight),
		payoff: payoffFor(view, sight),
		pay: payFor(view.pay, sight),
		average: sight.isPaid && !sight.isMarginHidden ? view.average : null,
		shares: sharesFor(view.shares, sight),
		approval: approvalFor(view.approval, sight),
		waterfall: waterfallFor(view.waterfall, sight),
		trades: view.trades.map((trade) => tradeFor(trade, sight)),
		...largestFor(view, sight),
	};
}

/** The notes as this viewer is shown them: a request that a colleague wrote may hold a margin. */
export function notesShownTo(
	notes: DealNotes | null,
	playbook: Pick<Playbook, 'margin'>,
	viewer: Viewer,
): DealNotes | null {
	const sight = sightOf(playbook, viewer);
	return sight.isMarginHidden && notes?.approval ? { ...notes, approval: noteFor(notes.approval, sight) } : notes;
}
