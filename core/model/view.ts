import type { CriterionTick, CurrencyCode, DealNotes, Reading } from './deal.ts';
import type { DecimalString } from './decimal.ts';
import type { Collateral, MarginLimits, WarningLevel } from './playbook.ts';

/** Where a margin stands against its limits. `no-limit`: no policy covers it. `unknown`: no margin to judge. */
export type MarginState = 'on-target' | 'under-target' | 'under-floor' | 'no-limit' | 'unknown';

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
	/** `amount` / `knownRevenue`, six digits. */
	readonly margin: DecimalString | null;
	/** Effective discount off list, 1 − revenue/list, six digits; over lines whose list price is known. */
	readonly discount: DecimalString | null;
	readonly state: MarginState;
}

/** Why a line is left out of the margin. */
export type UnknownCostReason = 'cost-unknown' | 'cost-denied' | 'cost-currency' | 'line-unsaved' | 'price-unknown';

export interface LineView {
	readonly id: string;
	readonly name: string;
	readonly quantity: DecimalString | null;
	readonly before: MarginFigures | null;
	/** Null when the line is removed by the edit. */
	readonly after: MarginFigures | null;
	readonly limits: MarginLimits | null;
	/** Which rule gave the limits: a family's name, or null for the rule for everything else. */
	readonly limitsFamily: string | null;
	readonly unknown: UnknownCostReason | null;
	/** Where the cost in use comes from; null when it is unknown. */
	readonly costFrom: 'crm' | 'cost-list' | null;
	readonly isEdited: boolean;
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
	| 'lines-unreadable'
	| 'lines-unmatched'
	| 'amount-unknown'
	| 'half-typed'
	| 'no-known-cost';

export interface MarginView {
	readonly currency: CurrencyCode | null;
	readonly before: MarginFigures;
	readonly after: MarginFigures;
	readonly isEdited: boolean;
	/** The edit cannot be read yet ("12,", ""): `after` is as before it. */
	readonly halfTyped: readonly string[];
	/** Impossible input that the CRM would take: said, not corrected. */
	readonly oddities: readonly {
		readonly lineName: string;
		readonly oddity: 'over-hundred' | 'surcharge' | 'negative-price';
	}[];
	readonly lines: readonly LineView[];
	readonly coverage: Coverage;
	/** The deal's limits: those of its lines weighted by their revenue. */
	readonly limits: MarginLimits | null;
	readonly gap: MarginGap | null;
	/** Basis of the figures: the quote's own prices, or the opportunity's amount against the cost of its products. */
	readonly basis: 'line-prices' | 'deal-amount';
	/** What the discount on top of today's price gives up: revenue before − after at equal quantities; null when unknown. */
	readonly givenUp: DecimalString | null;
	readonly warning: MarginWarning | null;
	/** Null while nothing is given up, and when what it does to the margin is not known. */
	readonly payoff: Payoff | null;
	/** The viewer's own pay; null for viewers who are not paid by a plan. */
	readonly pay: PayEffect | null;
	/** Largest uniform discount off list over the deal that keeps its limits; rounded down to 0.001. */
	readonly largestForTarget: DecimalString | null;
	readonly largestForFloor: DecimalString | null;
}

/** Odds of winning, 0–1, and what they must become; `never` when no odds are enough because nothing is earned any more. */
export interface OddsStep {
	readonly now: DecimalString;
	/** Six digits, rounded up; above 1 even a sure win earns less than the deal does now on average. */
	readonly needed: DecimalString | 'never';
}

/** Whether giving up revenue at equal quantities can pay. Over the lines whose cost is known. */
export interface Payoff {
	/** More volume that would earn as much as before, a fraction of today's, six digits, rounded up. */
	readonly breakEvenVolume: DecimalString | 'never';
	/** For the CRM's probability, and for ten points less and more. Null when the deal has no probability. */
	readonly odds: (OddsStep & { readonly canPay: boolean; readonly low: OddsStep; readonly high: OddsStep }) | null;
	/** Lines of unknown cost earn too, so that less than these figures may be enough. */
	readonly isAtMost: boolean;
}

/** What the rep earns on the deal by their plan, to cents, in the deal's currency; null when it is not known. */
export interface PayEffect {
	readonly plan: 'revenue' | 'margin';
	/** Fraction of revenue or of margin. */
	readonly rate: DecimalString;
	readonly before: DecimalString | null;
	readonly after: DecimalString | null;
}

export interface MarginWarning {
	readonly level: Exclude<WarningLevel, 'off'>;
	readonly state: 'under-target' | 'under-floor';
	/** Points of margin below the limit that is broken, as a fraction, six digits. */
	readonly by: DecimalString;
	/** The manager asks for a reason and none was given since. */
	readonly isReasonMissing: boolean;
}

export interface CriterionView {
	readonly id: string;
	readonly text: string;
	readonly isRequired: boolean;
	readonly isDone: boolean;
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
	readonly crmStageLabel: string | null;
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
	readonly notes: DealNotes;
	readonly reading: Reading;
}
