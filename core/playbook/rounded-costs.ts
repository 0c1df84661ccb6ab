import type { DealFacts, Product } from '../model/deal.ts';
import type { AddedLine, DealEdits, LineEdit } from '../model/deal-edits.ts';
import { type DecimalString, parseDecimal, toNumber, zero } from '../model/decimal.ts';
import type { CostVisibility, MarginPolicy, PlaybookForDeal, ProductCost } from '../model/playbook.ts';
import { type CostEnd, costEnd } from './cost-ladder.ts';
import { namesOf, rulesOf, sameName } from './rule-index.ts';

/** A deal as a viewer's figures are worked out from it. */
export interface Considered {
	readonly deal: DealFacts;
	readonly draft: DealEdits;
	readonly playbook: PlaybookForDeal;
}

/** Who sees margins in whole percents may know a cost to about 1 %. */
const finestSteps = 1;

/**
 * How many places of the ladder make an interval of five points of margin or more, for products up to this target, at
 * prices that bring up to ten points more than it.
 */
const coarseSteps: readonly { readonly upTo: number; readonly steps: number }[] = [
	{ upTo: 0.44, steps: 12 },
	{ upTo: 0.65, steps: 24 },
	{ upTo: 0.76, steps: 48 },
];
const coarsestSteps = 96;

/** The highest target that a line of this product could have in some deal. No families: nobody knows them, and any may count. */
function highestTarget(policy: MarginPolicy, names: readonly string[], families: ReadonlySet<string>): number {
	const targets = rulesOf(policy).flatMap(({ products, families: wanted, limits }) => {
		const isOwn = products.size === 0 || names.some((name) => products.has(name));
		const isFamily = wanted.size === 0 || families.size === 0 || [...wanted].some((family) => families.has(family));
		return isOwn && isFamily ? [limits.target] : [];
	});
	const all = [...targets, ...(policy.otherwise ? [policy.otherwise.target] : [])];
	return Math.max(0, ...all.map((target) => toNumber(parseDecimal(target) ?? zero)));
}

function stepsFor(
	level: Exclude<CostVisibility, 'exact'>,
	policy: MarginPolicy,
	names: readonly string[],
	families: ReadonlySet<string>,
): number {
	if (level === 'margin') return finestSteps;
	const target = highestTarget(policy, names, families);
	return coarseSteps.find(({ upTo }) => target <= upTo)?.steps ?? coarsestSteps;
}

/** One cost of a product as a level may know it, rounded up. Without families any may be the product's. */
export function roundedCost(
	cost: DecimalString,
	product: Product,
	level: Exclude<CostVisibility, 'exact'>,
	policy: MarginPolicy,
): DecimalString {
	const families = new Set(product.families.map(sameName));
	return costEnd(cost, stepsFor(level, policy, namesOf(product), families), 'most');
}

type Round = (names: readonly string[], cost: DecimalString) => DecimalString;

/** Rounds by the product's own names and families: nothing of a deal that a rep could change makes an interval narrower. */
function roundFor(level: Exclude<CostVisibility, 'exact'>, end: CostEnd, deal: DealFacts, policy: MarginPolicy): Round {
	const families = new Map<string, Set<string>>();
	for (const { product } of deal.lines ?? [])
		for (const name of product ? namesOf(product) : [])
			families.set(name, new Set([...(families.get(name) ?? []), ...(product?.families ?? []).map(sameName)]));
	const known = new Map<string, number>();
	return (names, cost) => {
		const key = names.join('\n');
		const theirs = () => new Set(names.flatMap((name) => [...(families.get(name) ?? [])]));
		const steps = known.get(key) ?? stepsFor(level, policy, names, theirs());
		known.set(key, steps);
		return costEnd(cost, steps, end);
	};
}

const namesOfLine = (product: Product | null) => (product ? namesOf(product) : []);

function roundedDeal(deal: DealFacts, round: Round): DealFacts {
	if (!deal.lines) return deal;
	const lines = deal.lines.map((line) =>
		line.unitCost === null ? line : { ...line, unitCost: round(namesOfLine(line.product), line.unitCost) },
	);
	return { ...deal, lines };
}

function roundedEdit(edit: LineEdit, round: Round): LineEdit {
	const { cost } = edit;
	if (!cost || cost.typed.value === null) return edit;
	return { ...edit, cost: { ...cost, typed: { ...cost.typed, value: round([], cost.typed.value) } } };
}

function roundedLine(line: AddedLine, round: Round): AddedLine {
	return line.unitCost === null ? line : { ...line, unitCost: round(namesOfLine(line.product), line.unitCost) };
}

/** What the page adds up of cost is held against both ends, not against one of them. */
function roundedDraft(draft: DealEdits, round: Round): DealEdits {
	const { lines, added, pageTotals } = draft;
	return {
		...draft,
		lines: Object.fromEntries(Object.entries(lines).map(([id, edit]) => [id, roundedEdit(edit, round)])),
		added: added.map((line) => roundedLine(line, round)),
		...(pageTotals && { pageTotals: { ...pageTotals, margin: null } }),
	};
}

interface Rounded {
	readonly policy: MarginPolicy;
	readonly costs: readonly ProductCost[];
	readonly round: Round;
	readonly deal: DealFacts;
	readonly listed: readonly ProductCost[];
}

/** Deals and lists stay the same objects from key to key, so that what is worked out from them is kept. */
const roundedBefore = new WeakMap<DealFacts, Map<string, Rounded>>();

function roundedOf(
	level: Exclude<CostVisibility, 'exact'>,
	end: CostEnd,
	deal: DealFacts,
	{ margin, costs }: PlaybookForDeal,
): Rounded {
	const kept = roundedBefore.get(deal) ?? new Map<string, Rounded>();
	roundedBefore.set(deal, kept);
	const known = kept.get(`${level} ${end}`);
	if (known?.policy === margin && known.costs === costs) return known;
	const round = roundFor(level, end, deal, margin);
	const listed = costs.map((cost) => ({ ...cost, unitCost: round([sameName(cost.product)], cost.unitCost) }));
	const made: Rounded = { policy: margin, costs, round, deal: roundedDeal(deal, round), listed };
	kept.set(`${level} ${end}`, made);
	return made;
}

/**
 * A deal with every cost in it, and in the list, rounded to one end of the interval that this level may know it within.
 * Whatever is worked out from that tells no more. `exact` leaves all as it is.
 */
export function withRoundedCosts(considered: Considered, level: CostVisibility, end: CostEnd): Considered {
	if (level === 'exact') return considered;
	const { deal, draft, playbook } = considered;
	const rounded = roundedOf(level, end, deal, playbook);
	return {
		deal: rounded.deal,
		draft: roundedDraft(draft, rounded.round),
		playbook: { ...playbook, costs: rounded.listed },
	};
}
