import type { CrmId, CurrencyCode, Day, Instant, RecordKind } from './deal.ts';
import type { DecimalString } from './decimal.ts';

/** A condition the deal's CRM record must fulfil before it should move on. */
export interface ExitCriterion {
	readonly id: string;
	readonly text: string;
	readonly isRequired: boolean;
	/** CRM field that fulfils it by being filled ("closeDate", "amount", "lines"…); null when it is ticked by hand. */
	readonly filledBy: string | null;
}

export interface Stage {
	readonly id: string;
	readonly name: string;
	/** What to do in this stage, in the firm's words; Markdown is not interpreted. */
	readonly guidance: string;
	readonly criteria: readonly ExitCriterion[];
	/** The CRM stages that mean this one. */
	readonly crmStages: readonly CrmStage[];
	/** Days won deals usually spend here; null when nobody has said. */
	readonly usualDays: number | null;
}

export interface CrmStage {
	readonly crm: CrmId;
	/** Null: for both kinds of record. */
	readonly kind: RecordKind | null;
	/** The CRM's own id of the stage. */
	readonly stage: string;
}

export interface SalesProcess {
	readonly name: string;
	/** In the order a deal goes through them. */
	readonly stages: readonly Stage[];
	/** CRM stages that are outside the process: won, lost, cancelled. */
	readonly closedStages: readonly CrmStage[];
}

export type CollateralKind =
	| 'case-study'
	| 'brochure'
	| 'calculator'
	| 'template'
	| 'video'
	| 'guide'
	| 'proof'
	| 'other';

/** The deal must have one of `values` in `field`, compared without case. */
export interface FitRule {
	/** A key of `DealFacts.segments`, or "product", "family", "kind". */
	readonly field: string;
	readonly values: readonly string[];
}

export interface Collateral {
	readonly id: string;
	readonly title: string;
	/** Always https. */
	readonly url: string;
	readonly kind: CollateralKind;
	readonly whenToUse: string;
	/** All must hold for the piece to be shown; empty: fits every deal. */
	readonly fits: readonly FitRule[];
	/** It proves value, so it comes first while a discount is being typed. */
	readonly isProof: boolean;
	/** For the firm's own people: it is not handed to a customer, nor shown where one looks on. Absent: it may be. */
	readonly isInternal?: boolean;
	readonly expires: Day | null;
	readonly updatedAt: Instant;
}

/** A piece on a stage. The order of this list is the marketer's order within a stage. */
export interface Attachment {
	readonly stageId: string;
	readonly collateralId: string;
}

/** `off`: no warning. `note`: it is said. `reason`: a reason is asked for. `approval`: somebody must agree first. */
export type WarningLevel = 'off' | 'note' | 'reason' | 'approval';

/** Margins as fractions 0–1 of price; `floor` is not above `target`. */
export interface MarginLimits {
	readonly floor: DecimalString;
	readonly target: DecimalString;
}

export interface FamilyLimits extends MarginLimits {
	readonly family: string;
}

/** Where a rule holds. An empty list, or null, asks nothing; of a list one value is enough. Compared without case. */
export interface RuleScope {
	/** Product codes or ids. */
	readonly products: readonly string[];
	readonly families: readonly string[];
	/** Fields of `DealFacts.segments`; each must hold. */
	readonly segments: readonly FitRule[];
	/** The deal's `region` segment, or its `country`. */
	readonly regions: readonly string[];
	readonly currencies: readonly CurrencyCode[];
	/** Ids of stages of the process. */
	readonly stages: readonly string[];
	/** The viewer's team. */
	readonly teams: readonly string[];
	/** First and last day on which it holds, both included. */
	readonly from: Day | null;
	readonly until: Day | null;
}

/** Limits for a part of all deals; the most specific rule that holds wins. */
export interface MarginRule extends MarginLimits {
	readonly id: string;
	/** What people call it: "Marine compressors, year end". */
	readonly name: string;
	readonly scope: RuleScope;
	/** Null: the policy's own level. */
	readonly warnings: WarningLevel | null;
}

export type Role = 'rep' | 'marketer' | 'manager';

/**
 * What a role sees of cost. `exact`: cost, margin and all that follows. `margin`: margin in whole percents, but no cost.
 * `band`: margin as a range. `light`: only whether a price is on target, under it or under the floor.
 * docs/what-reps-can-learn.md says how closely each of them tells a cost to who tries.
 */
export type CostVisibility = 'exact' | 'margin' | 'band' | 'light';

/** What was chosen for a role. `by-cost-list`: nobody has chosen; a range where there is a cost list, else `exact`. */
export type VisibilityChoice = CostVisibility | 'by-cost-list';

/** A reason people choose from when one is asked for. */
export interface ReasonCode {
	readonly id: string;
	readonly text: string;
}

/** What is said in the last days of a quarter: information, not blame. */
export interface QuarterEnd {
	readonly days: number;
	/** What the team usually gives on top then, a fraction of list; null when nobody has said. */
	readonly usualExtraDiscount: DecimalString | null;
}

export interface MarginPolicy {
	readonly warnings: WarningLevel;
	/** For products that no rule and no listed family covers. Null: no limit, so no state is claimed. */
	readonly otherwise: MarginLimits | null;
	/** The usual table: limits by product family. A rule that names a family and nothing else. */
	readonly families: readonly FamilyLimits[];
	readonly rules: readonly MarginRule[];
	readonly visibility: Readonly<Record<Role, VisibilityChoice>>;
	/** What reps see of a floor: a band of five points, or the figure itself. */
	readonly floorFor: 'band' | 'exact';
	readonly reasonCodes: readonly ReasonCode[];
	readonly quarterEnd: QuarterEnd;
	/** What a line that recurs counts for: what it brings in its first twelve months, or over its whole term. */
	readonly recurringBasis: 'first-year' | 'term';
}

/** One of at most three steps of the ladder, the lowest first. */
export interface ApprovalLevel {
	/** "Sales manager". */
	readonly name: string;
	/** Whom to ask: a name or an address; empty when the name says it. */
	readonly who: string;
}

/** What makes an approval necessary. Fractions 0–1. */
export type ApprovalTrigger =
	/** The deal's effective discount off list is above `value`. */
	| { readonly kind: 'discount-over'; readonly value: DecimalString }
	/** Some line's discount off list is above `value`. */
	| { readonly kind: 'line-discount-over'; readonly value: DecimalString }
	/** The deal's margin is below `value`. */
	| { readonly kind: 'margin-under'; readonly value: DecimalString }
	/** The deal's revenue is above `value` of `currency`. */
	| { readonly kind: 'size-over'; readonly value: DecimalString; readonly currency: CurrencyCode }
	/** Payment is due later than after `days`. */
	| { readonly kind: 'terms-over'; readonly days: number }
	| { readonly kind: 'line-under-floor' }
	| { readonly kind: 'deal-under-floor' };

export interface ApprovalRule {
	readonly id: string;
	/** 1 is the first of `ApprovalPolicy.levels`. */
	readonly level: 1 | 2 | 3;
	readonly trigger: ApprovalTrigger;
}

/** Who must agree to what. The highest level over the rules that fire is asked; no rule, no level: nobody. */
export interface ApprovalPolicy {
	readonly levels: readonly ApprovalLevel[];
	readonly rules: readonly ApprovalRule[];
}

/** Something to trade against a discount, or to give in its place. Rates are yearly fractions. */
export type Trade = { readonly id: string; readonly name: string } & (
	| { readonly kind: 'prepay'; readonly yearlyRate: DecimalString /** Earlier by. */; readonly days: number }
	/** A gift: payment may come `days` later. */
	| { readonly kind: 'terms'; readonly yearlyRate: DecimalString; readonly days: number }
	/** The customer stays `years` longer; without it a share of `retention` would. */
	| {
			readonly kind: 'term';
			readonly years: number;
			readonly retention: DecimalString;
			readonly yearlyRate: DecimalString;
	  }
	/** More units, as a fraction of those on the deal. */
	| { readonly kind: 'volume'; readonly more: DecimalString }
	/** The customer does without some units of a product that the deal holds; worth its cost. */
	| { readonly kind: 'scope'; readonly product: string; readonly quantity: DecimalString }
	/** A gift: units of a product for nothing, in place of a discount; costs its cost. */
	| { readonly kind: 'service'; readonly product: string; readonly quantity: DecimalString }
	/** What the firm says it is worth, such as a reference. */
	| { readonly kind: 'reference'; readonly worth: DecimalString; readonly currency: CurrencyCode }
);

/** What leaves the price after the invoice, for the price waterfall. */
export interface OffInvoiceItem {
	readonly id: string;
	readonly name: string;
	readonly drop: 'rebate' | 'cash-discount' | 'freight' | 'terms' | 'cost-to-serve';
	/** A fraction of the invoice price, or money in `currency`. */
	readonly amount:
		| { readonly by: 'share'; readonly value: DecimalString }
		| { readonly by: 'money'; readonly value: DecimalString; readonly currency: CurrencyCode };
}

/** One unit of `from` is `rate` units of `to`, from `day` on until a later day is listed for the same pair. */
export interface ExchangeRate {
	readonly from: CurrencyCode;
	readonly to: CurrencyCode;
	readonly rate: DecimalString;
	readonly day: Day;
}

/** Prices a rep can work with who is not told costs. */
export interface PriceGuide {
	/** The product's code. */
	readonly product: string;
	/** Lowest price per unit that keeps the floor, and the one that keeps the target. */
	readonly floorPrice: DecimalString;
	readonly targetPrice: DecimalString;
	readonly currency: CurrencyCode;
}

export interface PayBand {
	/** From this amount on, in the deal's currency. The first band begins at 0; bands are in rising order. */
	readonly from: DecimalString;
	readonly rate: DecimalString;
}

/** How reps are paid; a plan travels with the playbook, a rep's own figures stay on the device. */
export type PayPlan = PayFormula & {
	/** Rate factor on gross margin over the rep's own quota; null when there is none. */
	readonly accelerator: DecimalString | null;
	/** Pay is taken back in proportion when the customer gets money back. */
	readonly isTakenBack: boolean;
};

/** What pay is worked out from. Rates and margins are fractions. */
export type PayFormula =
	| { readonly kind: 'revenue'; readonly rate: DecimalString }
	| { readonly kind: 'margin'; readonly rate: DecimalString }
	/** `graduated`: each slice at its own rate. `whole`: everything at the rate of the band it reaches. */
	| {
			readonly kind: 'bands';
			readonly base: 'revenue' | 'margin';
			readonly mode: 'graduated' | 'whole';
			readonly bands: readonly PayBand[];
	  }
	/** `rate` of revenue, times how far the rep's average margin is from `floor` to `target`, at most `cap`. */
	| {
			readonly kind: 'multiplier';
			readonly rate: DecimalString;
			readonly floor: DecimalString;
			readonly target: DecimalString;
			readonly cap: DecimalString;
	  };

export interface ProductCost {
	/** The product's code as the CRM and the price list write it. */
	readonly product: string;
	/** 0 counts only with `isFree`. */
	readonly unitCost: DecimalString;
	readonly currency: CurrencyCode;
	/** How often it is due. `unsaid`: once for what is sold once, unknown for what is paid again and again. */
	readonly period: 'once' | 'month' | 'year' | 'unsaid';
	/** Somebody said that the product costs nothing. */
	readonly isFree?: boolean;
}

/** Everything a team shares, without the product costs, which are kept apart because they are many. */
export interface Playbook {
	readonly name: string;
	/** `sample`: invented for the demo CRM, and used nowhere else. `own`: the firm's. */
	readonly origin: 'own' | 'sample';
	readonly process: SalesProcess;
	readonly collateral: readonly Collateral[];
	readonly attachments: readonly Attachment[];
	readonly margin: MarginPolicy;
	readonly approvals: ApprovalPolicy;
	readonly payPlan: PayPlan | null;
	readonly trades: readonly Trade[];
	readonly offInvoice: readonly OffInvoiceItem[];
	readonly rates: readonly ExchangeRate[];
	readonly priceGuides: readonly PriceGuide[];
}

/** An earlier price of a product, for anyone who wants to know what was usual. */
export interface PastPrice {
	/** The product's code, or its id where it has none. */
	readonly product: string;
	/** Fraction of list. */
	readonly discount: DecimalString;
	/** `sold`: the CRM says that the deal is won. `offered`: it is open, or nobody says. A lost deal is neither. */
	readonly outcome: 'sold' | 'offered';
}

/** A policy with what each role sees decided. */
export interface DecidedPolicy extends MarginPolicy {
	readonly visibility: Readonly<Record<Role, CostVisibility>>;
}

/** What `evaluate` is given: the playbook, and what is known of this deal's products only. */
export interface PlaybookForDeal extends Playbook {
	readonly margin: DecidedPolicy;
	readonly costs: readonly ProductCost[];
	/** Products (codes or ids) whose cost may be kept and cannot be read: nothing stands in for it. */
	readonly unreadableCosts: readonly string[];
	/** Prices on other deals read in this browser, newest first; null where one of those deals cannot be read. */
	readonly history: readonly PastPrice[] | null;
}

/** A rep's own figures of the period that pay counts over. They stay on the device. */
export interface PayStanding {
	readonly currency: CurrencyCode;
	/** Won in the period before this deal. */
	readonly revenue: DecimalString;
	readonly grossMargin: DecimalString;
	/** Gross margin from which the plan's accelerator counts; null when there is none. */
	readonly quota: DecimalString | null;
	/** The rep's own part of deals that are shared, 0–1; null: all of it. */
	readonly share: DecimalString | null;
}

/** Who looks. */
export interface Viewer {
	readonly name: string;
	readonly role: Role;
	/** Absent or empty when nobody has said. */
	readonly team?: string;
	/** Absent or null when the rep has not entered any. */
	readonly standing?: PayStanding | null;
}
