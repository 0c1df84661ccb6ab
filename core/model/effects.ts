import type { DecimalString } from './decimal.ts';
import type { OffInvoiceItem, PayFormula, Trade } from './playbook.ts';

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
	readonly plan: PayFormula['kind'];
	/** What the plan pays on: fraction of revenue or of margin; for bands the rate of the highest that is reached. */
	readonly base: 'revenue' | 'margin';
	readonly rate: DecimalString;
	readonly before: DecimalString | null;
	readonly after: DecimalString | null;
	/** What the same deal would pay with every line at its target price; null when unknown. */
	readonly atTarget: DecimalString | null;
	/** The rep's own part of it where deals are shared; null: all of it. */
	readonly share: DecimalString | null;
	/** For a multiplier plan: what it is at after the edit; null for the others and without own figures. */
	readonly multiplier: DecimalString | null;
	/** For whole-amount bands: the edge that lies closest above, and what is missing to it; null where there is none. */
	readonly cliff: {
		readonly from: DecimalString;
		readonly missing: DecimalString;
		readonly jump: DecimalString;
	} | null;
	/** Taken back for each 1,000 that the customer gets back, money; null when the plan takes nothing back. */
	readonly takenBackPerThousand: DecimalString | null;
}

/** A rep's average margin of the period with this deal in it. Fractions, six digits. */
export interface AverageMargin {
	/** Without this deal. */
	readonly so: DecimalString | null;
	readonly before: DecimalString | null;
	readonly after: DecimalString | null;
	/** The target it is held against: the deal's. */
	readonly target: DecimalString | null;
	/** To be back at the target, the next `revenue` must come at `margin`; null when the average keeps it. */
	readonly recover: { readonly revenue: DecimalString; readonly margin: DecimalString } | null;
}

/** Two bars: what the firm gives up of its margin, what the viewer gives up of their pay. */
export interface GivenShares {
	/** Money, and as a fraction of the margin before; either is null when unknown. */
	readonly firm: { readonly amount: DecimalString | null; readonly share: DecimalString | null };
	readonly own: { readonly amount: DecimalString | null; readonly share: DecimalString | null };
}

/** From list to what is left in the pocket. Money in the deal's currency. */
export interface WaterfallView {
	readonly list: DecimalString;
	/** By how much the lines' own discounts lower it. */
	readonly onInvoice: DecimalString;
	readonly invoice: DecimalString;
	/** Those that are not 0, in the policy's order. Amount null: in another currency without a rate. */
	readonly items: readonly {
		readonly name: string;
		readonly drop: OffInvoiceItem['drop'];
		readonly amount: DecimalString | null;
	}[];
	/** Null while an item's amount is unknown. */
	readonly pocket: DecimalString | null;
	readonly cost: DecimalString | null;
	readonly pocketMargin: DecimalString | null;
	/** `pocketMargin / pocket`, six digits. */
	readonly pocketMarginShare: DecimalString | null;
}

export interface TradeView {
	readonly id: string;
	readonly name: string;
	readonly kind: Trade['kind'];
	/** `get`: the firm gets it back for the discount. `give`: it is given in place of the discount. */
	readonly side: 'get' | 'give';
	/** What it brings the firm, or costs it, money to cents; null when it cannot be worked out. */
	readonly worth: DecimalString | null;
	/** What the customer sees of a gift: its list value; null for the others. */
	readonly seen: DecimalString | null;
	/** `worth` as a fraction of what the discount gives up, rounded down; null when unknown. */
	readonly covers: DecimalString | null;
}

/** Discounts that a product had in several deals, fractions of list. */
export interface PastDiscounts {
	readonly count: number;
	readonly lowest: DecimalString;
	readonly median: DecimalString;
	readonly highest: DecimalString;
}

/** Facts about prices given before, in place of an anchor. */
export interface UsualPrices {
	/**
	 * Discounts on the product being worked on in other deals: in those that were won, and in offers that are open or of
	 * which nobody says what became. Null when there are none. `unreadable`: such a deal is kept and cannot be read.
	 */
	readonly history:
		| { readonly sold: PastDiscounts | null; readonly offered: PastDiscounts | null }
		| 'unreadable'
		| null;
	/** Set in the last days of a quarter. */
	readonly quarterEnd: { readonly daysLeft: number; readonly usualExtraDiscount: DecimalString | null } | null;
}
