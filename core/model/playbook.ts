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
	readonly expires: Day | null;
	readonly updatedAt: Instant;
}

/** A piece on a stage. The order of this list is the marketer's order within a stage. */
export interface Attachment {
	readonly stageId: string;
	readonly collateralId: string;
}

/** `off`: no warning. `note`: it is said. `reason`: a reason is asked for. */
export type WarningLevel = 'off' | 'note' | 'reason';

/** Margins as fractions 0–1 of price; `floor` is not above `target`. */
export interface MarginLimits {
	readonly floor: DecimalString;
	readonly target: DecimalString;
}

export interface FamilyLimits extends MarginLimits {
	readonly family: string;
}

export interface MarginPolicy {
	readonly warnings: WarningLevel;
	/** For products of no listed family. Null: no limit, so no state is claimed. */
	readonly otherwise: MarginLimits | null;
	readonly families: readonly FamilyLimits[];
}

/** How reps are paid; a sample plan travels with the playbook, a rep's own figures stay on the device. */
export type PayPlan =
	| { readonly kind: 'revenue'; readonly rate: DecimalString }
	| { readonly kind: 'margin'; readonly rate: DecimalString };

export interface ProductCost {
	/** The product's code as the CRM and the price list write it. */
	readonly product: string;
	readonly unitCost: DecimalString;
	readonly currency: CurrencyCode;
}

/** Everything a team shares, without the product costs, which are kept apart because they are many. */
export interface Playbook {
	readonly name: string;
	readonly process: SalesProcess;
	readonly collateral: readonly Collateral[];
	readonly attachments: readonly Attachment[];
	readonly margin: MarginPolicy;
	readonly payPlan: PayPlan | null;
}

/** What `evaluate` is given: the playbook and the costs of this deal's products only. */
export interface PlaybookForDeal extends Playbook {
	readonly costs: readonly ProductCost[];
}

/** Who looks. */
export interface Viewer {
	readonly name: string;
	readonly role: 'rep' | 'marketer' | 'manager';
}
