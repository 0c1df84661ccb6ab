import type { DealFacts, DealNotes } from '../model/deal.ts';
import type { DecimalString } from '../model/decimal.ts';
import type { Playbook, PlaybookForDeal, PriceGuide, Viewer } from '../model/playbook.ts';
import type { LineView, MarginView } from '../model/view.ts';
import {
	boundedPayoff,
	firmAlone,
	noteFor,
	payFor,
	sharesFor,
	toldApproval,
	toldWaterfall,
	tradeFor,
	warningFor,
} from './shown-effects.ts';
import { type Ends, figuresFor, floorBandFor, largestForFloor, limitsFor, lineFor } from './shown-lines.ts';
import { always, nothing, type Sight, sightOf, type Table, tell, wholePercent } from './sight.ts';

type GuideOf = (lineId: string) => PriceGuide | null;

function linesFor({ most, least, guide, sight }: Whole): readonly LineView[] {
	// The same lines at both ends, in the same order.
	return most.lines.map((line, at) => lineFor(line, least.lines[at] ?? line, guide?.(line.id) ?? null, sight));
}

/** Everything that a view is shown from. */
interface Whole extends Ends<MarginView> {
	readonly guide: GuideOf | null;
	readonly sight: Sight;
}

/** The margin at the deal's own amount is a margin. */
function differsWith(show: (margin: DecimalString | null) => DecimalString | null) {
	return ({ most: { amountDiffers: differs } }: Whole): MarginView['amountDiffers'] =>
		differs && {
			amount: differs.amount,
			lines: differs.lines,
			isTyped: differs.isTyped,
			margin: show(differs.margin),
		};
}

/** That the page's margin is another may be said, not what either is. */
function disagreesInWords({ most: { pageDisagrees } }: Whole): MarginView['pageDisagrees'] {
	return pageDisagrees?.what === 'margin' ? { what: 'margin', ours: null, page: null } : pageDisagrees;
}

const toldMargin: Table<MarginView, Whole> = {
	currency: always(({ most }) => most.currency),
	before: always(({ most, least, sight }) => figuresFor(most.before, least.before, sight)),
	after: always(({ most, least, sight }) => figuresFor(most.after, least.after, sight)),
	isEdited: always(({ most }) => most.isEdited),
	halfTyped: always(({ most }) => most.halfTyped),
	oddities: always(({ most }) => most.oddities),
	status: always(({ most }) => most.status),
	guesses: always(({ most }) => most.guesses),
	pricedBy: always(({ most }) => most.pricedBy),
	changedElsewhere: always(({ most }) => most.changedElsewhere),
	refused: always(({ most }) => most.refused),
	amountDiffers: {
		exact: ({ most }) => most.amountDiffers,
		margin: differsWith(wholePercent),
		band: differsWith(nothing),
		light: differsWith(nothing),
	},
	pageDisagrees: {
		exact: ({ most }) => most.pageDisagrees,
		margin: disagreesInWords,
		band: disagreesInWords,
		light: disagreesInWords,
	},
	currencyChange: always(({ most }) => most.currencyChange),
	linesNote: always(({ most }) => most.linesNote),
	lines: always(linesFor),
	coverage: always(({ most }) => most.coverage),
	limits: {
		exact: ({ most, sight }) => limitsFor(most.limits, sight),
		margin: ({ most, sight }) => limitsFor(most.limits, sight),
		band: ({ most, sight }) => limitsFor(most.limits, sight),
		light: nothing,
	},
	floorBand: {
		exact: ({ most, sight }) => floorBandFor(most.limits, sight),
		margin: ({ most, sight }) => floorBandFor(most.limits, sight),
		band: ({ most, sight }) => floorBandFor(most.limits, sight),
		light: nothing,
	},
	gap: always(({ most }) => most.gap),
	visibility: always(({ sight }) => sight.level),
	optionalLines: always(({ most }) => most.optionalLines),
	recurringBasis: always(({ most }) => most.recurringBasis),
	givenUp: always(({ most }) => most.givenUp),
	warning: always(warningFor),
	payoff: { exact: ({ most }) => most.payoff, margin: boundedPayoff, band: boundedPayoff, light: nothing },
	pay: always(payFor),
	average: {
		exact: ({ most, sight }) => (sight.isPaid ? most.average : null),
		margin: ({ most, sight }) => (sight.isPaid ? most.average : null),
		band: nothing,
		light: nothing,
	},
	shares: { exact: sharesFor, margin: sharesFor, band: firmAlone, light: firmAlone },
	areLimitsSaid: always(({ most }) => most.areLimitsSaid),
	approval: always(({ most, sight }) => tell(toldApproval, sight.level, { approval: most.approval, sight })),
	waterfall: always(({ most, sight }) => most.waterfall && tell(toldWaterfall, sight.level, most.waterfall)),
	trades: always(({ most, sight }) => most.trades.map((trade) => tradeFor(trade, sight))),
	usual: always(({ most }) => most.usual),
	largestForTarget: {
		exact: ({ most }) => most.largestForTarget,
		margin: ({ most }) => most.largestForTarget,
		band: ({ most }) => wholePercent(most.largestForTarget),
		light: nothing,
	},
	largestForFloor: {
		exact: ({ most, sight }) => largestForFloor(most.largestForFloor, sight),
		margin: ({ most, sight }) => largestForFloor(most.largestForFloor, sight),
		band: ({ most }) => wholePercent(most.largestForFloor),
		light: nothing,
	},
};

/** The guide of each line's product, in the deal's currency; null where the playbook has none. */
function guideOf(deal: DealFacts, { priceGuides }: Pick<Playbook, 'priceGuides'>): GuideOf | null {
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
 * What this viewer is shown of a deal's margin; the last step, member by member. For who may not see costs `most` and
 * `least` were worked out from rounded ones (`withRoundedCosts`), so that nothing here tells more than they do; what is
 * left out besides would be false precision. Prices to work with stay, for they are meant to be told, and so do revenue,
 * discounts, what is given up in money, and the state in words.
 */
export function shownTo(
	{ most, least }: Ends<MarginView>,
	deal: DealFacts,
	playbook: Pick<PlaybookForDeal, 'margin' | 'priceGuides'>,
	viewer: Viewer,
): MarginView {
	const sight = sightOf(playbook, viewer);
	return tell(toldMargin, sight.level, { most, least, guide: guideOf(deal, playbook), sight });
}

/** The notes as this viewer is shown them: a request that a colleague wrote may hold a margin. */
export function notesShownTo(
	notes: DealNotes | null,
	playbook: Pick<PlaybookForDeal, 'margin'>,
	viewer: Viewer,
): DealNotes | null {
	const sight = sightOf(playbook, viewer);
	return sight.level !== 'exact' && notes?.approval ? { ...notes, approval: noteFor(notes.approval, sight) } : notes;
}
