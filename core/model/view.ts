import type { ApprovalView } from './approval-view.ts';
import type { CriterionTick, CurrencyCode, Day, DealNotes, LinesNote, Reading } from './deal.ts';
import type { PriceSource } from './deal-edits.ts';
import type { DecimalString } from './decimal.ts';
import type {
	AverageMargin,
	GivenShares,
	PayEffect,
	Payoff,
	TradeView,
	UsualPrices,
	WaterfallView,
} from './effects.ts';
import type { Collateral, CostVisibility, WarningLevel } from './playbook.ts';

/**
 * Where a margin stands against its limits. `no-limit`: no policy covers it. `no-revenue`: nothing is brought in that a
 * margin could be a part of. `unknown`: no margin to judge.
 */
export type MarginState = 'on-target' | 'under-target' | 'under-floor' | 'no-limit' | 'no-revenue' | 'unknown';

/**
 * How far the figures can be relied on. `partial`: they leave lines out. `guess`: the CRM is about to set a price
 * anew, or somebody else has changed what is being edited. `disagrees`: the page itself draws another sum.
 */
export type FigureStatus = 'exact' | 'partial' | 'guess' | 'disagrees' | 'unknown';

/** Between what a figure surely lies; null where nothing bounds it on that side. */
export interface Bounds {
	readonly least: DecimalString | null;
	readonly most: DecimalString | null;
}

/** One side, before or after the unsaved edit. Money in the deal's currency; fractions 0–1; null is unknown. */
export interface MarginFigures {
	/** Net revenue of all lines, tax excluded. */
	readonly revenue: DecimalString | null;
	/** Revenue of the lines whose cost is known. */
	readonly knownRevenue: DecimalString | null;
	/** List value of all lines. */
	readonly list: DecimalString | null;
	readonly cost: DecimalString | null;
	/** Margin amount over the lines whose cost is known. */
	readonly amount: DecimalString | null;
	/** `amount` / `knownRevenue`, six digits; null where that revenue is not above 0. */
	readonly margin: DecimalString | null;
	/** `amount` and `margin` leave something out that is sold. Such a margin is not judged. */
	readonly isPartial: boolean;
	/** What a partial margin can be with everything in it; null where nothing bounds it, and when it is not to be seen. */
	readonly bounds: { readonly amount: Bounds; readonly margin: Bounds } | null;
	/** The margin as a range, for viewers who may not see the exact figure; null when they may, and when it is unknown. */
	readonly band?: Band | null;
	/** Effective discount off list, 1 − revenue/list, six digits; over lines whose list price is known. */
	readonly discount: DecimalString | null;
	readonly state: MarginState;
}

/** A range of fractions, `from` included; it stands for a figure that is not shown closer. */
export interface Band {
	readonly from: DecimalString;
	readonly to: DecimalString;
}

/** Limits as this viewer may see them. */
export interface ShownLimits {
	/** Null for viewers who see a band in its place. */
	readonly floor: DecimalString | null;
	readonly target: DecimalString;
}

/** Why a cost itself is unknown, whatever the line's price. */
export type CostUnknown = Exclude<UnknownCostReason, 'line-unsaved' | 'price-unknown' | 'term-unknown'>;

/** Why a line is left out of the margin. */
export type UnknownCostReason =
	| 'cost-unknown'
	| 'cost-denied'
	/** The list's own cost is kept and cannot be read. */
	| 'cost-unreadable'
	| 'cost-currency'
	/** Its cost is for another unit of measure. */
	| 'cost-unit'
	/** Its cost is due at other times than its price, and nobody knows how often. */
	| 'cost-period'
	/** Its cost is given as 0, and nobody has said that this is meant. */
	| 'cost-zero'
	/** The CRM keeps the cost of some of its parts, and the list has none. */
	| 'cost-of-parts'
	/** It is not saved, and nobody knows which product it is. */
	| 'line-unsaved'
	| 'price-unknown'
	/** It recurs over a term that nobody has told. */
	| 'term-unknown';

/** Which limits hold for a line, and why. */
export interface AppliedRule {
	readonly kind: 'rule' | 'family' | 'otherwise';
	/** A rule's id; null for the others. */
	readonly id: string | null;
	/** The rule's name or the family; null for `otherwise`. */
	readonly name: string | null;
	/** What of the deal made it hold, in the order of weight: [{field: "product", value: "CX-40"}]. */
	readonly because: readonly { readonly field: string; readonly value: string }[];
	/** Other rules that would have held, but say less of the deal. */
	readonly beaten: readonly string[];
}

/** A rate of the playbook that a cost was converted at. */
export interface UsedRate {
	readonly from: CurrencyCode;
	readonly to: CurrencyCode;
	/** As it is listed: units of `to` for one of `from`. */
	readonly rate: DecimalString;
	readonly day: Day;
}

export interface LineView {
	readonly id: string;
	readonly name: string;
	/** What the saved line in its place is called, whose product or unit was changed; null when there is none. */
	readonly was: string | null;
	readonly quantity: DecimalString | null;
	readonly before: MarginFigures | null;
	/** Null when the line is removed by the edit. */
	readonly after: MarginFigures | null;
	readonly limits: ShownLimits | null;
	/** Where the floor lies, for viewers who may not see the exact figure; `limits.floor` is null then. */
	readonly floorBand?: Band | null;
	/** True where its rule, or the policy, has margin warnings off: nothing is said of its limits. */
	readonly areWarningsOff: boolean;
	/** Which rule gave the limits; null when none holds, and where nothing is said of them. */
	readonly rule: AppliedRule | null;
	readonly unknown: UnknownCostReason | null;
	/** Where the cost in use comes from; null when it is unknown. */
	readonly costFrom: 'crm' | 'cost-list' | 'typed' | null;
	/** Null when the cost was given in the deal's own currency. */
	readonly costRate: UsedRate | null;
	readonly isEdited: boolean;
	/**
	 * `optional`: in no sum, for the customer has not taken it. `reduction`: a discount written as a line, which costs
	 * nothing and has no margin of its own. `part`: priced by the line of its bundle.
	 */
	readonly part: 'sold' | 'optional' | 'reduction' | 'bundle' | 'part';
	/** How often it is due; null when once. The figures are over the policy's basis. */
	readonly everyMonths: number | null;
	/** What its price gives up against list, money; null when list is unknown. By damage, lines are listed in this order. */
	readonly givenOffList: DecimalString | null;
	/** Lowest prices per unit that keep floor and target, rounded up to cents; null when unknown or not to be shown. */
	readonly floorPrice: DecimalString | null;
	readonly targetPrice: DecimalString | null;
	/**
	 * Largest discounts off list on this line, fractions rounded down to 0.001, that keep the deal's limits. Null when
	 * unknown, when broken at list already, and on a line that is neither edited nor open.
	 */
	readonly largestForTarget: DecimalString | null;
	readonly largestForFloor: DecimalString | null;
}

export interface Coverage {
	readonly knownLines: number;
	readonly allLines: number;
	/** Share of revenue whose cost is known, 0–1; null when revenue is unknown or zero. */
	readonly revenueShare: DecimalString | null;
}

/** Why there is no deal margin at all. */
export type MarginGap =
	| 'no-lines'
	/** There are some, and the edit takes all of them away. */
	| 'lines-removed'
	/** All of them are options that the customer has not taken. */
	| 'options-only'
	| 'lines-unreadable'
	| 'lines-unmatched'
	/** They cannot be matched, because page and API speak different languages. */
	| 'lines-other-language'
	| 'currency-changed'
	| 'page-disagrees'
	/** No line with a known cost has a known price, or a discount of unknown amount is taken off. */
	| 'price-unknown'
	| 'half-typed'
	| 'no-known-cost'
	| 'cost-unreadable'
	| 'cost-denied';

/** The deal's own amount says something else than its lines, which count. */
export interface AmountDiffers {
	readonly amount: DecimalString;
	readonly lines: DecimalString;
	/** It is typed and not saved. */
	readonly isTyped: boolean;
	/** What the margin would be at this amount, with the costs of the lines; null when unknown or not to be shown. */
	readonly margin: DecimalString | null;
}

/** A sum that the page draws and that ours should equal. Numbers are null for viewers who may not see them, codes for currencies. */
export interface PageDisagrees {
	readonly what: 'revenue' | 'margin' | 'currency';
	readonly ours: string | null;
	readonly page: string | null;
}

/** A typed value that the CRM will refuse, so that it counts nowhere. */
export interface ShownRefusal {
	readonly lineName: string | null;
	readonly text: string;
	/** The most that the CRM takes, a fraction; null when unknown. */
	readonly most: DecimalString | null;
}

export interface MarginView {
	readonly currency: CurrencyCode | null;
	readonly before: MarginFigures;
	readonly after: MarginFigures;
	readonly isEdited: boolean;
	/** The edit cannot be read yet ("12,", ""): `after` is as before it. */
	readonly halfTyped: readonly string[];
	/** Impossible input that the CRM would take, or takes of some users alone: said, not corrected. */
	readonly oddities: readonly {
		readonly lineName: string;
		readonly oddity: 'over-hundred' | 'surcharge' | 'negative-price' | 'below-least' | 'cut' | 'cut-amount';
		/**
		 * What was read: a fraction of list, or money per unit; null for an amount off that raises the price. Of
		 * `below-least` the lowest price.
		 */
		readonly value: DecimalString | null;
	}[];
	readonly status: FigureStatus;
	/** Lines whose price the CRM will set anew once their field is left, so that the figures are a guess. */
	readonly guesses: readonly string[];
	/** What was chosen and not saved by which the CRM may set all prices anew, so that the figures are a guess. */
	readonly pricedBy: PriceSource | null;
	/** Lines that somebody else has saved since the page was drawn. */
	readonly changedElsewhere: readonly string[];
	readonly refused: readonly ShownRefusal[];
	readonly amountDiffers: AmountDiffers | null;
	readonly pageDisagrees: PageDisagrees | null;
	/** A currency that was chosen on the page and is not saved; null when none was. */
	readonly currencyChange: { readonly to: CurrencyCode | null } | null;
	/** Why the lines are not the record's own; null when they are. */
	readonly linesNote: LinesNote | null;
	readonly lines: readonly LineView[];
	readonly coverage: Coverage;
	/** The deal's limits: those of its lines weighted by their revenue. */
	readonly limits: ShownLimits | null;
	/** Where the floor lies, for viewers who may not see the exact figure; `limits.floor` is null then. */
	readonly floorBand: Band | null;
	readonly gap: MarginGap | null;
	/** What this viewer may see of cost. */
	readonly visibility: CostVisibility;
	/** Lines the customer has not taken yet. */
	readonly optionalLines: number;
	/** What recurring lines count for; null when no line recurs. */
	readonly recurringBasis: 'first-year' | 'term' | null;
	/** What the discount on top of today's price gives up: revenue before − after at equal quantities; null when unknown. */
	readonly givenUp: DecimalString | null;
	readonly warning: MarginWarning | null;
	/** Null while nothing is given up, and when what it does to the margin is not known. */
	readonly payoff: Payoff | null;
	/** The viewer's own pay; null for viewers who are not paid by a plan. */
	readonly pay: PayEffect | null;
	/** The viewer's average margin with this deal; null without own figures, and for viewers who are not paid. */
	readonly average: AverageMargin | null;
	/** What the edit gives up, as fractions of what there was; null where that is unknown. */
	readonly shares: GivenShares | null;
	/** False where the manager has margin warnings off: no limit, state, agreement or trade is shown then. */
	readonly areLimitsSaid: boolean;
	readonly approval: ApprovalView;
	/** Null when the list value is unknown. */
	readonly waterfall: WaterfallView | null;
	/** What could be traded, the worthiest first; empty while nothing is given up. */
	readonly trades: readonly TradeView[];
	readonly usual: UsualPrices;
	/** Largest uniform discount off list over the deal that keeps its limits; rounded down to 0.001. */
	readonly largestForTarget: DecimalString | null;
	readonly largestForFloor: DecimalString | null;
}

export interface MarginWarning {
	readonly level: Exclude<WarningLevel, 'off'>;
	readonly state: 'under-target' | 'under-floor';
	/** Points of margin below the limit that is broken, as a fraction, six digits; null when unknown or not to be shown. */
	readonly by: DecimalString | null;
	/** The manager asks for a reason, or for an approval with one, and none was given since. */
	readonly isReasonMissing: boolean;
}

export interface CriterionView {
	readonly id: string;
	readonly text: string;
	readonly isRequired: boolean;
	/** Null: what was ticked is kept and cannot be read. */
	readonly isDone: boolean | null;
	/** `field`: a CRM field is filled. `hand`: somebody ticked it. */
	readonly by: 'field' | 'hand' | null;
	/** Value of the CRM field; null when not fulfilled by one. */
	readonly fieldValue: string | null;
	readonly tick: CriterionTick | null;
}

export interface StageStep {
	readonly id: string;
	readonly name: string;
	readonly position: 'done' | 'current' | 'ahead';
}

export interface StageView {
	readonly processName: string;
	readonly steps: readonly StageStep[];
	/** Null when the CRM's stage is not mapped, is closed, or is unknown. */
	readonly current: {
		readonly id: string;
		readonly name: string;
		readonly guidance: string;
		readonly usualDays: number | null;
	} | null;
	/**
	 * The CRM's stage by its own key, which few users know; `label` is what the CRM shows, null where that was not told.
	 * Null when the CRM does not tell the stage.
	 */
	readonly crmStage: { readonly key: string; readonly label: string | null } | null;
	readonly status: 'in-process' | 'closed' | 'unmapped' | 'unknown' | 'no-process';
	/** Whole days in this stage; null when the CRM does not tell. */
	readonly daysInStage: number | null;
	/** The stage was changed on the page and is not saved. */
	readonly isUnsaved: boolean;
	readonly criteria: readonly CriterionView[];
}

/** Why a piece is shown, most telling first. */
export type CollateralReason =
	| { readonly because: 'fits'; readonly field: string; readonly value: string }
	| { readonly because: 'discount-typed'; readonly lineName: string | null }
	| { readonly because: 'stage'; readonly stageName: string }
	| { readonly because: 'not-sent' }
	/** What was sent is kept and cannot be read. */
	| { readonly because: 'sent-unknown' }
	| { readonly because: 'sent'; readonly at: string };

export interface CollateralView {
	readonly piece: Collateral;
	readonly reasons: readonly CollateralReason[];
	readonly sentAt: string | null;
	readonly isExpired: boolean;
}

/** Everything the sidebar shows of one deal. */
export interface DealView {
	readonly stage: StageView;
	readonly margin: MarginView;
	readonly collateral: readonly CollateralView[];
	/** Null: those that are kept cannot be read. */
	readonly notes: DealNotes | null;
	readonly reading: Reading;
}
