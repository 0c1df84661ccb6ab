import type { DecimalString } from '../model/decimal.ts';
import type { PriceGuide } from '../model/playbook.ts';
import type { Band, LineView, MarginFigures, MarginView } from '../model/view.ts';
import { always, bandOf, between, nothing, type Sight, type Table, tell, wholePercent } from './sight.ts';

/**
 * The same figures at both ends of what the viewer may know of cost: `most` with costs rounded up, which everything is
 * judged by, `least` with costs rounded down. Both are one object for viewers who may see costs.
 */
export interface Ends<T> {
	readonly most: T;
	readonly least: T;
}

const toldFigures: Table<MarginFigures, Ends<MarginFigures>> = {
	revenue: always(({ most }) => most.revenue),
	knownRevenue: always(({ most }) => most.knownRevenue),
	list: always(({ most }) => most.list),
	discount: always(({ most }) => most.discount),
	isPartial: always(({ most }) => most.isPartial),
	state: always(({ most }) => most.state),
	cost: { exact: ({ most }) => most.cost, margin: nothing, band: nothing, light: nothing },
	amount: { exact: ({ most }) => most.amount, margin: nothing, band: nothing, light: nothing },
	margin: {
		exact: ({ most }) => most.margin,
		margin: ({ most }) => wholePercent(most.margin),
		band: nothing,
		light: nothing,
	},
	bounds: { exact: ({ most }) => most.bounds ?? null, margin: nothing, band: nothing, light: nothing },
	band: {
		exact: nothing,
		margin: nothing,
		band: ({ most, least }) => between(most.margin, least.margin),
		light: nothing,
	},
};

export function figuresFor(most: MarginFigures, least: MarginFigures | null, { level }: Sight): MarginFigures {
	return tell(toldFigures, level, { most, least: least ?? most });
}

/** Without limits, or with the band that holds the floor in its place. */
export function limitsFor(limits: MarginView['limits'], { isFloorHidden }: Sight): MarginView['limits'] {
	return limits && { floor: isFloorHidden ? null : limits.floor, target: limits.target };
}

export function floorBandFor(limits: MarginView['limits'], { isFloorHidden }: Sight): Band | null {
	return limits && isFloorHidden ? bandOf(limits.floor) : null;
}

/** One line, with what the firm gives reps to work with. */
interface LineAt extends Ends<LineView> {
	readonly guide: PriceGuide | null;
	readonly sight: Sight;
}

/** A floor price together with the price itself tells the floor, unless the firm gives it out to work with. */
function floorPriceFor({ most, guide, sight }: LineAt): DecimalString | null {
	return sight.isFloorHidden ? (guide?.floorPrice ?? null) : most.floorPrice;
}

const toldLine: Table<LineView, LineAt> = {
	id: always(({ most }) => most.id),
	name: always(({ most }) => most.name),
	was: always(({ most }) => most.was),
	quantity: always(({ most }) => most.quantity),
	before: always(({ most, least, sight }) => most.before && figuresFor(most.before, least.before, sight)),
	after: always(({ most, least, sight }) => most.after && figuresFor(most.after, least.after, sight)),
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
	areWarningsOff: always(({ most }) => most.areWarningsOff),
	rule: always(({ most }) => most.rule),
	unknown: always(({ most }) => most.unknown),
	costFrom: { exact: ({ most }) => most.costFrom, margin: nothing, band: nothing, light: nothing },
	costRate: { exact: ({ most }) => most.costRate, margin: nothing, band: nothing, light: nothing },
	isEdited: always(({ most }) => most.isEdited),
	part: always(({ most }) => most.part),
	everyMonths: always(({ most }) => most.everyMonths),
	givenOffList: always(({ most }) => most.givenOffList),
	floorPrice: always(floorPriceFor),
	targetPrice: always(({ most }) => most.targetPrice),
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

/** A largest discount that does not tell the floor to the tenth: whole percents, rounded down. */
export function largestForFloor(discount: DecimalString | null, { isFloorHidden }: Sight): DecimalString | null {
	return isFloorHidden ? wholePercent(discount) : discount;
}

interface Remembered {
	readonly sight: Sight;
	readonly guide: PriceGuide | null;
	readonly least: LineView;
	readonly shown: LineView;
}

/** Lines that nobody edits are the same objects from key to key, and are shown as they were. */
const shownLines = new WeakMap<LineView, Remembered>();

export function lineFor(most: LineView, least: LineView, guide: PriceGuide | null, sight: Sight): LineView {
	const known = shownLines.get(most);
	if (known?.sight === sight && known.guide === guide && known.least === least) return known.shown;
	const shown = tell(toldLine, sight.level, { most, least, guide, sight });
	shownLines.set(most, { sight, guide, least, shown });
	return shown;
}
