import type { LeastPrices } from './least-price.ts';

/** What edits are read with beside the facts. */
export interface Known {
	/** The cost in use is the line's own, which a box shows. */
	readonly isOwnCost: boolean;
	readonly leastOf: LeastPrices;
}
