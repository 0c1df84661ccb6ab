import type { DecimalString } from './decimal.ts';
import type { LineView, MarginView } from './view.ts';

/**
 * What is wished of the deal. `margin`: at least this fraction of its revenue. `amount`: at least this margin in money of
 * the deal's currency. `pay`: no less pay than the deal as it is saved brings. `alone`: nobody has to agree. `agreed`: what
 * was answered to the request covers it; no discount over `upTo`, a fraction, is looked for, null for none.
 */
export type Wish =
	| { readonly kind: 'margin'; readonly margin: DecimalString }
	| { readonly kind: 'amount'; readonly amount: DecimalString }
	| { readonly kind: 'pay' }
	| { readonly kind: 'alone' }
	| { readonly kind: 'agreed'; readonly upTo: DecimalString | null };

/** A line at the price that is wanted. */
export interface WantedLine {
	readonly id: string;
	readonly name: string;
	/** Price per unit after the discount, as the CRM rounds it, money; null when the line has no list price. */
	readonly unitPrice: DecimalString | null;
}

/** A line that a discount over the deal leaves as it is, and why. */
export interface LeftLine {
	readonly name: string;
	/** `free`: there is no list price above 0 that a discount could be taken off. `credit`: a quantity of 0 or less. */
	readonly why: Exclude<LineView['part'], 'sold' | 'bundle'> | 'free' | 'credit';
}

/** Why no price can be said. */
export type WantedUnknown =
	/** What the wish is about is unknown now: a cost, a price, pay, who must agree. */
	| 'figures'
	/** There is nothing that a discount can be given on. */
	| 'no-list'
	/** Whatever is given, the wish holds: it is no limit. */
	| 'always';

/** The lowest price that keeps a wish. */
export type Wanted =
	| {
			readonly kind: 'price';
			/** The largest discount off list that keeps the wish, a fraction, rounded down to 0.0001. */
			readonly discount: DecimalString;
			/** The deal with it, as it would be shown were it typed. */
			readonly margin: MarginView;
			/** The same with a hundredth of a percent more; null where that would be over 100 %. */
			readonly beyond: MarginView | null;
			readonly lines: readonly WantedLine[];
			readonly left: readonly LeftLine[];
	  }
	/** At list price already the wish is not kept. `margin`: the deal at list price. */
	| { readonly kind: 'over-list'; readonly margin: MarginView }
	| { readonly kind: 'unknown'; readonly why: WantedUnknown };
