import type { PriceRounding, Product } from '../model/deal.ts';
import { subtract } from '../model/decimal.ts';
import type { MarginLimits, WarningLevel } from '../model/playbook.ts';
import type { AppliedRule, LineView, MarginFigures, MarginView } from '../model/view.ts';
import { itemFigures, write } from './figures.ts';
import { type OwnLine, type SoldItem, singleItem } from './item.ts';

/** One line on both sides of the edit. */
export interface LineSides {
	readonly id: string;
	readonly name: string;
	/** Name of the saved line that this one stands for; null when it is that line itself, or a new one. */
	readonly was: string | null;
	readonly product: Product | null;
	/** Null for a line that is not saved, and stands for none that is. */
	readonly before: OwnLine | null;
	/** Null for a line that the edit removes; the same object as `before` where nothing is edited. */
	readonly after: OwnLine | null;
	/** As written in the policy, and which rule gave them. */
	readonly limits: MarginLimits | null;
	readonly rule: AppliedRule | null;
	/** What is done about the line under its limits; null where no rule is known for it. */
	readonly warnings: WarningLevel | null;
	readonly everyMonths: number | null;
	readonly isEdited: boolean;
	readonly isHalfTyped: boolean;
	/** The CRM will set its price anew. */
	readonly isGuess: boolean;
	readonly oddity: MarginView['oddities'][number] | null;
	/** False when another quantity is sold than before, so that revenue lost is not given up. */
	readonly isQuantityKept: boolean;
}

/** What a line's own figures are of: the item it carries; null for a part of a bundle, and for a line that is not there. */
export interface CarriedItems {
	readonly before: SoldItem | null;
	readonly after: SoldItem | null;
}

function figures(own: OwnLine | null, item: SoldItem | null, rounding: PriceRounding): MarginFigures | null {
	if (item) return itemFigures(item);
	// The margin of a part says nothing: the bundle's line carries its price.
	return own && { ...itemFigures(singleItem(own, rounding)), margin: null, state: 'no-limit' };
}

function partOf(own: OwnLine | null, item: SoldItem | null): LineView['part'] {
	if (!item) return 'part';
	return own?.isOptional ? 'optional' : item.part;
}

/** A line as it is shown. A removed line keeps its last values. */
export function lineView(sides: LineSides, items: CarriedItems, rounding: PriceRounding): LineView {
	const { before, after } = sides;
	const shown = after ?? before;
	const item = after ? items.after : items.before;
	const figuresBefore = figures(before, items.before, rounding);
	const isSame = after === before && items.after === items.before;
	const part = partOf(shown, item);
	const isLimited = item !== null && item.part !== 'reduction';
	const isListKnown = item !== null && item.listValue !== null && item.revenue !== null;
	return {
		id: sides.id,
		name: sides.name,
		was: sides.was,
		quantity: write(shown?.line.quantity ?? null),
		before: figuresBefore,
		after: isSame ? figuresBefore : figures(after, items.after, rounding),
		limits: isLimited ? sides.limits : null,
		areWarningsOff: isLimited && sides.warnings === 'off',
		rule: isLimited ? sides.rule : null,
		unknown: item ? item.unknown : (shown?.cost.unknown ?? null),
		costFrom: item?.part === 'reduction' ? null : (shown?.cost.from ?? null),
		costRate: item?.part === 'reduction' ? null : (shown?.cost.rate ?? null),
		isEdited: sides.isEdited,
		part,
		everyMonths: sides.everyMonths,
		givenOffList: isListKnown && item.listValue && item.revenue ? write(subtract(item.listValue, item.revenue)) : null,
		floorPrice: write(item?.prices.floor ?? null),
		targetPrice: write(item?.prices.target ?? null),
		largestForTarget: null,
		largestForFloor: null,
	};
}
