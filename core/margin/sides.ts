import type { Day, DealFacts, Product, QuoteLine } from '../model/deal.ts';
import { type AddedLine, type DealEdits, lineEditOf } from '../model/deal-edits.ts';
import { compare, type Decimal, isNegative, one, parseDecimal } from '../model/decimal.ts';
import type { MarginLimits, MarginPolicy, Playbook, ProductCost, WarningLevel } from '../model/playbook.ts';
import type { AppliedRule } from '../model/view.ts';
import { type CostSource, costOf, guideFor, type LineCost } from './cost.ts';
import { bundleItem, isReduction, type OwnLine, readLimits, type SoldItem, singleItem } from './item.ts';
import { editedLine, type LineBasis, type PricedLine, priced, savedLine } from './line.ts';
import type { LineSides } from './line-view.ts';
import { periodsOf } from './recurrence.ts';

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
	playbook: Playbook & { readonly costs: readonly ProductCost[] },
	limits: LimitSource,
	today: Day,
): LineSource {
	const { rates, costs, priceGuides, margin: policy } = playbook;
	return { policy, limits, day: deal.quoteDate ?? today, rates, costs, priceGuides };
}

/** True when both give every line the same. */
export function isSameSource(left: LineSource, right: LineSource): boolean {
	return (
		left.policy === right.policy &&
		left.limits.key === right.limits.key &&
		left.day === right.day &&
		left.rates === right.rates &&
		left.costs === right.costs &&
		left.priceGuides === right.priceGuides
	);
}

/** The name people know a line by. */
export function lineName(line: QuoteLine): string {
	return line.product?.name || line.description;
}

function isSame(left: Decimal | null, right: Decimal | null): boolean {
	return left !== null && right !== null && compare(left, right) === 0;
}

/** A saved line on both sides of what is typed. */
export function savedSides(line: QuoteLine, deal: DealFacts, draft: DealEdits | null, source: LineSource): LineSides {
	const { limits: written, rule, warnings } = source.limits.limitsOf(line.product);
	const limits = readLimits(written);
	const cost = costOf(line, deal, source);
	const guide = guideFor(line.product, deal.currency, source);
	const isOptional = line.isOptional === true;
	const basis: LineBasis = {
		unitCost: cost.unitCost,
		periods: periodsOf(line.recurrence, source.policy.recurringBasis),
		rounding: deal.rounding,
	};
	const saved = savedLine(line, basis);
	const wasReduction = isReduction(saved, cost, line.product !== null);
	const rest = { cost, limits, guide, isOptional };
	const before: OwnLine = { ...rest, line: saved, isReduction: wasReduction };
	const edit = draft ? lineEditOf(draft, line.id) : undefined;
	const isRemoved = draft?.removed.includes(line.id) ?? false;
	const edited = edit && !isRemoved ? editedLine(line, edit, basis) : null;
	const after = isRemoved ? null : edited ? { ...rest, ...typedLine(edited.line, before, line) } : before;
	const name = lineName(line);
	return {
		id: line.id,
		name,
		product: line.product,
		before,
		after,
		limits: written,
		rule,
		warnings,
		everyMonths: line.recurrence?.everyMonths ?? null,
		isEdited: isRemoved || edit !== undefined,
		isHalfTyped: edited?.isHalfTyped ?? false,
		oddity: edited?.oddity ? { lineName: name, oddity: edited.oddity } : null,
		isQuantityKept:
			isOptional ||
			wasReduction ||
			(!isRemoved && (edit?.quantity === undefined || isSame(saved.quantity, after?.line.quantity ?? null))),
	};
}

/** A reduction stays one while its amount is typed anew: "0" on the way to "−500" is no product of unknown cost. */
function typedLine(line: PricedLine, before: OwnLine, saved: QuoteLine): Pick<OwnLine, 'line' | 'isReduction'> {
	const isRaised = line.net !== null && !isNegative(line.net) && line.net.digits !== 0n;
	return {
		line,
		isReduction: (before.isReduction && !isRaised) || isReduction(line, before.cost, saved.product !== null),
	};
}

const unsaved: LineCost = { unitCost: null, from: null, unknown: 'line-unsaved' };
const uncosted: LineCost = { unitCost: null, from: null, unknown: 'cost-unknown' };

/** A line that is not saved: only what stands on the page is known of it, never its cost. */
export function addedSides(added: AddedLine, deal: DealFacts): LineSides {
	const line = priced(parseDecimal(added.quantity), parseDecimal(added.listPrice), parseDecimal(added.netPrice), {
		unitCost: null,
		periods: one,
		rounding: deal.rounding,
	});
	// Of which product it is nobody knows, so that goods taken back may well have cost something.
	const isDiscount = isReduction(line, uncosted, true);
	return {
		id: added.id,
		name: added.description,
		product: null,
		before: null,
		after: { line, cost: unsaved, limits: null, guide: null, isOptional: false, isReduction: isDiscount },
		limits: null,
		rule: null,
		warnings: null,
		everyMonths: null,
		isEdited: true,
		isHalfTyped: false,
		oddity: null,
		isQuantityKept: isDiscount,
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
