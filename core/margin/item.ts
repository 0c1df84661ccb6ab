import type { PriceRounding } from '../model/deal.ts';
import {
	add,
	compare,
	type Decimal,
	divide,
	isNegative,
	isZero,
	multiply,
	parseDecimal,
	subtract,
	zero,
} from '../model/decimal.ts';
import type { MarginLimits } from '../model/playbook.ts';
import type { UnknownCostReason } from '../model/view.ts';
import type { GuidePrices, LineCost } from './cost.ts';
import type { ItemValues, Limits, LimitValues } from './item-values.ts';
import { overPeriods, type PricedLine } from './line.ts';
import { lineAmount } from './price.ts';
import { complement, priceKeeping } from './ratios.ts';
import { type Tally, tallyOf } from './tally.ts';

/** Hundreds of lines share a few limits. */
const readBefore = new WeakMap<MarginLimits, Limits>();

/** Limits as written in the playbook; null when there are none or they cannot be read. */
export function readLimits(written: MarginLimits | null): Limits | null {
	if (!written) return null;
	const known = readBefore.get(written);
	if (known) return known;
	const [floor, target] = [parseDecimal(written.floor), parseDecimal(written.target)];
	if (!floor || !target) return null;
	const limits = { floor, target };
	readBefore.set(written, limits);
	return limits;
}

/** One line on one side of an edit, with what holds for it. */
export interface OwnLine {
	readonly line: PricedLine;
	readonly cost: LineCost;
	readonly limits: Limits | null;
	readonly guide: GuidePrices | null;
	readonly isOptional: boolean;
	/** A discount written as a line. */
	readonly isReduction: boolean;
}

/** What is sold as one thing: a line, or the line of a bundle with its parts. Sums are over these, each once. */
export interface SoldItem extends ItemValues {
	/** Its part of the sums. */
	readonly tally: Tally;
}

const centDigits = 2;
const noValues: LimitValues = { floor: null, target: null };

const costless: readonly (UnknownCostReason | null)[] = ['cost-unknown', 'cost-denied', 'cost-zero', 'line-unsaved'];

/** True when nothing says that the line costs anything: its cost is given as 0, or nobody knows of one. */
function isCostless({ unitCost, unknown }: LineCost): boolean {
	return unitCost ? isZero(unitCost) : costless.includes(unknown);
}

/**
 * True for a discount written as a line of its own: it lowers revenue and costs nothing. Goods that are taken back
 * (quantity below 0, of a product whose cost nobody knows) are none, nor is a product discounted by more than 100 %.
 */
export function isReduction({ quantity, list, revenue }: PricedLine, cost: LineCost, hasProduct: boolean): boolean {
	if (!revenue || !quantity || !isNegative(revenue) || !isCostless(cost)) return false;
	if (isNegative(quantity)) return cost.unitCost !== null || !hasProduct;
	return list === null || compare(list, zero) <= 0;
}

function atPrice(item: PricedLine & { readonly rest: Decimal }, price: Decimal | null, rounding: PriceRounding) {
	const { quantity, periods, rest } = item;
	if (!quantity || !periods || !price) return null;
	return add(overPeriods(lineAmount(price, quantity, rounding), periods), rest);
}

type Unvalued = Omit<ItemValues, 'prices' | 'values'>;

/** The lowest price of a bundle's line: `(cost/(1−t) − rest)/quantity`, from which its parts take their own revenue. */
function bundlePrice({ cost, rest, quantity, periods }: Unvalued, kept: Decimal): Decimal | null {
	const left = complement(kept);
	if (!cost || !quantity || !periods || compare(left, zero) <= 0) return null;
	const units = overPeriods(quantity, periods);
	if (compare(units, zero) <= 0) return null;
	return divide(subtract(cost, multiply(rest, left)), multiply(left, units), centDigits, 'up');
}

/** Lowest price of a line that keeps a margin: its cost over the basis from its price over the basis. */
function linePrice({ unitCost, periods, costPeriods }: Unvalued, kept: Decimal): Decimal | null {
	if (!unitCost || !periods || !costPeriods) return null;
	if (periods === costPeriods) return priceKeeping(unitCost, kept, centDigits);
	const left = complement(kept);
	if (compare(left, zero) <= 0) return null;
	return divide(multiply(unitCost, costPeriods), multiply(left, periods), centDigits, 'up');
}

function lowestPrices(item: Unvalued, guide: GuidePrices | null): LimitValues {
	const { limits, unitCost, part } = item;
	if (part === 'reduction') return noValues;
	if (limits && part === 'bundle' && item.cost)
		return { floor: bundlePrice(item, limits.floor), target: bundlePrice(item, limits.target) };
	if (limits && part === 'sold' && unitCost)
		return { floor: linePrice(item, limits.floor), target: linePrice(item, limits.target) };
	return guide ?? noValues;
}

function valued(item: Unvalued, guide: GuidePrices | null, rounding: PriceRounding): SoldItem {
	const prices = lowestPrices(item, guide);
	const values: ItemValues = {
		...item,
		prices,
		values: { floor: atPrice(item, prices.floor, rounding), target: atPrice(item, prices.target, rounding) },
	};
	return { ...values, tally: tallyOf(values) };
}

/** Why a line is left out of the margin; null when it is not. */
function unknownOf({ revenue, cost, periods }: PricedLine, reason: UnknownCostReason | null): UnknownCostReason | null {
	if (revenue === null) return periods === null ? 'term-unknown' : 'price-unknown';
	return cost === null ? (reason ?? 'cost-unknown') : null;
}

/** A line that is sold by itself. A reduction costs nothing, has no list value and no limits. */
export function singleItem(own: OwnLine, rounding: PriceRounding): SoldItem {
	const { line, limits, guide, isOptional } = own;
	if (own.isReduction) {
		const values = { ...line, listValue: zero, unitCost: zero, cost: zero };
		const rest = { part: 'reduction', isOptional, limits: null, hasGuide: false, rest: zero, unknown: null } as const;
		return valued({ ...values, ...rest }, null, rounding);
	}
	const unknown = unknownOf(line, own.cost.unknown);
	const hasGuide = guide !== null;
	return valued({ ...line, part: 'sold', isOptional, limits, hasGuide, rest: zero, unknown }, guide, rounding);
}

/** What a part adds to its bundle. Without a price of its own it is paid for by the bundle's line. */
function partValues({ line, cost, isReduction: isDiscount }: OwnLine) {
	const revenue = line.net === null && line.periods ? zero : line.revenue;
	if (isDiscount) return { revenue, listValue: zero, cost: zero, unknown: null, isFree: false };
	const isFree = revenue !== null && isZero(revenue);
	return { revenue, listValue: isFree ? zero : line.listValue, cost: line.cost, unknown: cost.unknown, isFree };
}

const sumIfAll = (values: readonly (Decimal | null)[]): Decimal | null =>
	values.reduce<Decimal | null>((total, value) => total && value && add(total, value), zero);

/**
 * A bundle: its line and its parts as one. Its line carries price and limits. Parts that it pays for cost nothing beside
 * a cost of its own, for that is theirs; without one it costs what they cost. Without a price it is sold at the prices of its parts. Quantities
 * of parts are those of the quote, not of one bundle.
 */
export function bundleItem(own: OwnLine, parts: readonly OwnLine[], rounding: PriceRounding): SoldItem {
	const { line, limits, guide, isOptional } = own;
	const values = parts.map(partValues);
	const rest = sumIfAll(values.map(({ revenue }) => revenue));
	const isPricedByParts = line.net === null && line.list === null && rest !== null && !isZero(rest);
	const isCostOfParts = isCostless(own.cost);
	const costed = isCostOfParts ? values : values.filter(({ isFree }) => !isFree);
	const sums = {
		revenue: sumIfAll([isPricedByParts ? zero : line.revenue, rest]),
		listValue: sumIfAll([isPricedByParts ? zero : line.listValue, ...values.map(({ listValue }) => listValue)]),
		cost: sumIfAll([isCostOfParts ? zero : line.cost, ...costed.map(({ cost }) => cost)]),
	};
	const reason = (isCostOfParts ? null : own.cost.unknown) ?? costed.find((value) => value.unknown)?.unknown ?? null;
	const whole = { ...line, ...sums, unitCost: null };
	return valued(
		{
			...whole,
			part: 'bundle',
			isOptional,
			limits,
			hasGuide: guide !== null,
			rest: rest ?? zero,
			unknown: unknownOf(whole, reason),
		},
		guide,
		rounding,
	);
}
