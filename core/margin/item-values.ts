import type { Decimal } from '../model/decimal.ts';
import type { UnknownCostReason } from '../model/view.ts';
import type { PricedLine } from './line.ts';

/** Floor and target as numbers; null when no policy covers the line. */
export interface Limits {
	readonly floor: Decimal;
	readonly target: Decimal;
}

/** Floor and target as money, for a unit or for all that is sold of it; null when unknown. */
export interface LimitValues {
	readonly floor: Decimal | null;
	readonly target: Decimal | null;
}

/** What an item comes to. */
export interface ItemValues extends PricedLine {
	readonly part: 'sold' | 'bundle' | 'reduction';
	readonly isOptional: boolean;
	readonly limits: Limits | null;
	readonly hasGuide: boolean;
	/** Revenue of a bundle's parts, which a discount on its line does not touch; 0 for all others. */
	readonly rest: Decimal;
	readonly unknown: UnknownCostReason | null;
	/** Lowest prices per unit, rounded up to cents. */
	readonly prices: LimitValues;
	/** Revenue at these prices. */
	readonly values: LimitValues;
}
