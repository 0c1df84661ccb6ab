import type { Day, DealFacts, Product, QuoteLine, Recurrence } from '../model/deal.ts';
import { type AddedLine, type DealEdits, type LineEdit, lineEditOf, type TypedValue } from '../model/deal-edits.ts';
import { compare, type Decimal, formatDecimal, isNegative, isZero, parseDecimal, trimZeros } from '../model/decimal.ts';
import type { MarginLimits, MarginPolicy, Playbook, PlaybookForDeal, WarningLevel } from '../model/playbook.ts';
import type { AppliedRule } from '../model/view.ts';
import { type CostSource, costOf, guideFor, type LineCost } from './cost.ts';
import { bundleItem, isReduction, type OwnLine, readLimits, type SoldItem, singleItem } from './item.ts';
import { editedLine, type LineBasis, type Oddity, type PricedLine, priced, savedLine } from './line.ts';
import type { LineSides } from './line-view.ts';
import { costPeriodsOf, periodsOf } from './recurrence.ts';

/** Which limits hold for products in a deal. */
export interface LimitSource {
	/** While it and the policy are the same, the same limits hold for the same product. */
	readonly key: unknown;
	readonly limitsOf: (product: Product | null) => {
		readonly limits: MarginLimits | null;
		readonly rule: AppliedRule | null;
		/** What the rule wants done about a line under its limits. */
		readonly warnings: WarningLevel;
	};
}

/** What a deal's lines are worked out from, beside the deal. */
export interface LineSource extends CostSource {
	readonly policy: MarginPolicy;
	readonly limits: LimitSource;
}

/** Puts together what lines need of a playbook. Rates are wanted of the day the quote is dated. */
export function lineSource(
	deal: DealFacts,
	playbook: Playbook & Pick<PlaybookForDeal, 'costs' | 'unreadableCosts'>,
	limits: LimitSource,
	today: Day,
): LineSource {
	const { rates, costs, unreadableCosts, priceGuides, margin: policy } = playbook;
	return { policy, limits, day: deal.quoteDate ?? today, rates, costs, unreadableCosts, priceGuides };
}

/** True when both give every line the same. */
export function isSameSource(left: LineSource, right: LineSource): boolean {
	return (
		left.policy === right.policy &&
		left.limits.key === right.limits.key &&
		left.day === right.day &&
		left.rates === right.rates &&
		left.costs === right.costs &&
		left.unreadableCosts === right.unreadableCosts &&
		left.priceGuides === right.priceGuides
	);
}

/** The name people know a line by. */
function lineName(line: QuoteLine): string {
	return line.product?.name || line.description;
}

function isSame(left: Decimal | null, right: Decimal | null): boolean {
	return left !== null && right !== null && compare(left, right) === 0;
}

/** What is said of a line on both sides beside its numbers. */
type Told = Pick<LineSides, 'limits' | 'rule' | 'warnings'>;

/** What the product of a line brings with it, whichever side it is on. */
function ofProduct(product: Product | null, deal: DealFacts, source: LineSource) {
	const { limits: written, rule, warnings } = source.limits.limitsOf(product);
	const told: Told = { limits: written, rule, warnings };
	// A guide is made of limits: where nothing is said of these, neither is it.
	const guide = warnings === 'off' ? null : guideFor(product, deal.currency, source);
	return { told, limits: readLimits(written), guide };
}

function basisOf(cost: LineCost, recurrence: Recurrence | undefined, deal: DealFacts, source: LineSource): LineBasis {
	const { recurringBasis } = source.policy;
	return {
		unitCost: cost.unitCost,
		periods: periodsOf(recurrence, recurringBasis),
		costPeriods: cost.unitCost && costPeriodsOf(recurrence, cost.period, recurringBasis),
		rounding: deal.rounding,
	};
}

/** The cost that is typed; the saved one while it is half typed. */
function typedCost(line: QuoteLine, saved: LineCost, edit: LineEdit | null, deal: DealFacts, source: LineSource) {
	if (!edit?.cost) return saved;
	const { typed, ...told } = edit.cost;
	const value = parseDecimal(typed.value);
	if (!value) return saved;
	// What somebody types as 0 the CRM will hold as a 0 that nobody can tell from an empty field.
	const { isCostZero: _, ...rest } = line;
	const isZeroTyped = isZero(value);
	const cost = costOf({ ...rest, ...told, unitCost: typed.value, isCostZero: isZeroTyped }, deal, source);
	return { ...cost, from: cost.unitCost ? ('typed' as const) : null };
}

/** A saved line on both sides of what is typed. */
export function savedSides(line: QuoteLine, deal: DealFacts, draft: DealEdits | null, source: LineSource): LineSides {
	const { told, limits, guide } = ofProduct(line.product, deal, source);
	const cost = costOf(line, deal, source);
	const isOptional = line.isOptional === true;
	const basis = basisOf(cost, line.recurrence, deal, source);
	const saved = savedLine(line, basis);
	const wasReduction = isReduction(saved, cost, line.product !== null);
	const before: OwnLine = { cost, limits, guide, isOptional, line: saved, isReduction: wasReduction };
	const isRemoved = draft?.removed.includes(line.id) ?? false;
	const edit = (isRemoved || !draft ? null : lineEditOf(draft, line.id)) ?? null;
	const costAfter = typedCost(line, cost, edit, deal, source);
	const basisAfter = costAfter === cost ? basis : basisOf(costAfter, line.recurrence, deal, source);
	const edited = edit && editedLine(line, edit, basisAfter);
	const isOptionalAfter = edit?.isOptional ?? isOptional;
	const after: OwnLine | null = isRemoved
		? null
		: edited
			? {
					...before,
					cost: costAfter,
					isOptional: isOptionalAfter,
					...typedLine(edited.line, { ...before, cost: costAfter }, line),
				}
			: before;
	const name = lineName(line);
	return {
		id: line.id,
		name,
		was: null,
		product: line.product,
		before,
		after,
		...told,
		everyMonths: line.recurrence?.everyMonths ?? null,
		isEdited: isRemoved || edit !== null,
		isHalfTyped: edited ? edited.isHalfTyped || isHalfTyped(edit?.cost?.typed) : false,
		isGuess: edit?.isRepriced === true,
		oddity: edited?.oddity ? { lineName: name, ...edited.oddity } : null,
		isQuantityKept:
			(isOptional && isOptionalAfter) ||
			wasReduction ||
			(!isRemoved &&
				isOptional === isOptionalAfter &&
				(edit?.quantity === undefined || isSame(saved.quantity, after?.line.quantity ?? null))),
	};
}

function isHalfTyped(value: TypedValue | undefined): boolean {
	return value !== undefined && parseDecimal(value.value) === null;
}

/** A reduction stays one while its amount is typed anew: "0" on the way to "−500" is no product of unknown cost. */
function typedLine(line: PricedLine, before: OwnLine, saved: QuoteLine): Pick<OwnLine, 'line' | 'isReduction'> {
	const isRaised = line.net !== null && !isNegative(line.net) && line.net.digits !== 0n;
	return {
		line,
		isReduction: (before.isReduction && !isRaised) || isReduction(line, before.cost, saved.product !== null),
	};
}

/** The cost of a line that is not saved; of one without a product it is no wonder that nobody knows it. */
function addedCost(added: AddedLine, deal: DealFacts, source: LineSource): LineCost {
	const cost = costOf(added, deal, source);
	return cost.unknown === 'cost-unknown' && !added.product ? { ...cost, unknown: 'line-unsaved' } : cost;
}

/** What is hardly meant about the price of a line that is not saved, or taken of some users alone. */
function addedOddity(net: Decimal | null, least: Decimal | null, isDiscount: boolean): Oddity | null {
	const said = (value: Decimal) => formatDecimal(trimZeros(value));
	if (net && least && compare(net, least) < 0) return { oddity: 'below-least', value: said(least) };
	return net && isNegative(net) && !isDiscount ? { oddity: 'negative-price', value: said(net) } : null;
}

/**
 * A line that is not saved, from what the page or the product tells of it. `replaced` is the saved line whose product or
 * unit was changed into it.
 */
export function addedSides(
	added: AddedLine,
	deal: DealFacts,
	source: LineSource,
	replaced: LineSides | null = null,
): LineSides {
	const { told, limits, guide } = ofProduct(added.product, deal, source);
	const cost = addedCost(added, deal, source);
	const isOptional = added.isOptional === true;
	const line = priced(
		parseDecimal(added.quantity),
		parseDecimal(added.listPrice),
		parseDecimal(added.netPrice),
		basisOf(cost, added.recurrence, deal, source),
	);
	// Goods taken back of which nobody knows the product may well have cost something.
	const isDiscount = isReduction(line, cost, true);
	const name = added.product?.name || added.description;
	const oddity = addedOddity(line.net, parseDecimal(added.leastPrice), isDiscount);
	return {
		id: added.id,
		name,
		was: replaced?.name ?? null,
		product: added.product,
		before: replaced?.before ?? null,
		after: { line, cost, limits, guide, isOptional, isReduction: isDiscount },
		...told,
		everyMonths: added.recurrence?.everyMonths ?? null,
		isEdited: true,
		isHalfTyped: false,
		isGuess: added.isRepriced === true,
		oddity: oddity && { lineName: name, ...oddity },
		isQuantityKept: replaced === null && (isDiscount || isOptional),
	};
}

/** The line whose price a line is part of, through bundles within bundles; itself when it is none. */
export function rootOf(line: QuoteLine, lines: ReadonlyMap<string, QuoteLine>): string {
	let at = line;
	const passed = new Set<string>();
	while (at.partOf !== undefined && at.isOptional !== true) {
		const up = lines.get(at.partOf);
		if (!up) break;
		// Lines that are parts of each other are parts of nothing.
		if (passed.has(up.id) || up.id === line.id) return line.id;
		passed.add(up.id);
		at = up;
	}
	return at.id;
}

/** What lines of one bundle, or a line by itself, are sold as on one side, by the id of the line that carries it. */
export function itemsOf(
	lines: readonly QuoteLine[],
	ownOf: (line: QuoteLine) => OwnLine | null,
	rounding: DealFacts['rounding'],
): ReadonlyMap<string, SoldItem> {
	const there = new Map(lines.flatMap((line) => (ownOf(line) ? [[line.id, line] as const] : [])));
	const parts = new Map<string, OwnLine[]>();
	for (const line of there.values()) {
		const own = ownOf(line);
		const root = rootOf(line, there);
		if (!own || root === line.id) continue;
		const members = parts.get(root);
		if (members) members.push(own);
		else parts.set(root, [own]);
	}
	const items = new Map<string, SoldItem>();
	for (const line of there.values()) {
		const own = ownOf(line);
		if (!own || rootOf(line, there) !== line.id) continue;
		const members = parts.get(line.id);
		items.set(line.id, members ? bundleItem(own, members, rounding) : singleItem(own, rounding));
	}
	return items;
}
