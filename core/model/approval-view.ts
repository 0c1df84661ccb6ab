import type { ApprovalNote } from './deal.ts';
import type { DecimalString } from './decimal.ts';
import type { ApprovalTrigger } from './playbook.ts';

/** Why an approval is needed: the rule that fired, what was found, and on which line. */
export interface ApprovalReason {
	/** "policy" where no rule of the ladder fired, but the policy wants a deal under its floor agreed to. */
	readonly ruleId: string;
	readonly trigger: ApprovalTrigger;
	/** The figure that fired it, in the trigger's unit; null where there is none to say. */
	readonly found: DecimalString | null;
	readonly lineName: string | null;
}

/** Why an approval that was given does not cover the deal any more. */
export type VoidReason =
	| 'other-deal'
	| 'currency-changed'
	| 'policy-changed'
	| 'terms-longer'
	| 'price-lower'
	| 'quantity-changed'
	| 'line-added'
	| 'line-removed'
	| 'amount-lower'
	| 'values-unknown'
	/** What was decided on is not what was asked. */
	| 'tampered';

/** What a rule of the approvals would need to know. `figures`: the figures are a guess, or not the page's. */
export type UnsureReason =
	| 'half-typed'
	| 'figures'
	| 'lines'
	| 'cost'
	| 'price'
	| 'list-price'
	| 'terms'
	| 'currency'
	| 'rate';

export interface ApprovalView {
	/** Null: nobody has to agree. */
	readonly need: {
		/** 1–3. */
		readonly level: number;
		readonly name: string;
		readonly who: string;
		/** The rules of the highest level that fired. */
		readonly reasons: readonly ApprovalReason[];
	} | null;
	/** Some rule cannot be judged, because a figure it needs is unknown. */
	readonly isUnsure: boolean;
	/** What is missing for that; empty when it is not unsure. */
	readonly unsureBecause: readonly UnsureReason[];
	/**
	 * `unknown`: what was asked and answered is kept and cannot be read. `none`: not asked. `asked`: waits for an answer and still says what the deal says. `approved`, `declined`,
	 * `countered`: answered. `void`: asked or answered for something better than the deal is now.
	 */
	readonly standing: 'unknown' | 'none' | 'asked' | 'approved' | 'declined' | 'countered' | 'void';
	readonly voidBecause: readonly VoidReason[];
	readonly note: ApprovalNote | null;
}
