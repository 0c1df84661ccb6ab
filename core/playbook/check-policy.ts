import type { Day, Product } from '../model/deal.ts';
import { compare, type DecimalString, parseDecimal } from '../model/decimal.ts';
import type { ApprovalPolicy, MarginPolicy, Playbook, RuleScope } from '../model/playbook.ts';
import {
	approvalsShape,
	offInvoiceShape,
	payPlanShape,
	policyShape,
	priceGuidesShape,
	ratesShape,
	tradesShape,
} from '../model/playbook-shapes.ts';
import type { FileProblem } from '../model/settings.ts';
import { problemAt, repeated, shapeProblems } from './check.ts';
import { familyScope, namesOf, sameName } from './rule-index.ts';

type Path = readonly (string | number)[];

/** A rule, or a line of the table of families, with where it stands. */
interface Placed {
	readonly path: Path;
	/** "rules 2: Marine, year end", as it is named where another one is wrong because of it. */
	readonly title: string;
	readonly scope: RuleScope;
}

const lists = ['products', 'families', 'regions', 'teams', 'stages', 'currencies'] as const;

/**
 * What a scope asks about, whatever the values: rules that ask about the same say as much of a deal. Of segments the
 * number counts, as it does where the most specific rule is found.
 */
function askedBy(scope: RuleScope): string {
	const named = lists.filter((list) => scope[list].length > 0);
	return JSON.stringify([...named, scope.from !== null || scope.until !== null, scope.segments.length]);
}

/** Two names of one product, its code and its id, by either. */
type Aliases = ReadonlyMap<string, string>;

function aliasesOf(products: readonly Product[]): Aliases {
	return new Map(
		products.flatMap((product) => {
			const [first, ...others] = namesOf(product);
			return first === undefined ? [] : others.map((other) => [other, first] as const);
		}),
	);
}

function doMeet(left: readonly string[], right: readonly string[], aliases: Aliases = new Map()): boolean {
	const nameOf = (written: string) => aliases.get(sameName(written)) ?? sameName(written);
	const names = new Set(left.map(nameOf));
	return right.some((name) => names.has(nameOf(name)));
}

function doDatesMeet(left: RuleScope, right: RuleScope): boolean {
	const isBefore = (until: Day | null, from: Day | null) => until !== null && from !== null && until < from;
	return !isBefore(left.until, right.from) && !isBefore(right.until, left.from);
}

/** True when some deal could fall under both; they ask about the same. Segments of two fields can both be as asked. */
function doOverlap(left: RuleScope, right: RuleScope, aliases: Aliases): boolean {
	return (
		lists.every(
			(list) => left[list].length === 0 || doMeet(left[list], right[list], list === 'products' ? aliases : undefined),
		) &&
		left.segments.every(({ field, values }) => {
			const same = right.segments.filter((other) => sameName(other.field) === sameName(field));
			return same.every((other) => doMeet(values, other.values));
		}) &&
		doDatesMeet(left, right)
	);
}

/** Values of the first list a scope names: rules that overlap share one of them. */
function bucketsOf(scope: RuleScope, aliases: Aliases): readonly string[] {
	const list = lists.find((each) => scope[each].length > 0);
	const values = (list ? scope[list] : ['']).map(sameName);
	const named = list === 'products' ? values.map((value) => aliases.get(value) ?? value) : values;
	return [...new Set(named)].map((value) => JSON.stringify([askedBy(scope), value]));
}

/** Rules of equal weight that could hold for one deal: which of them would count nobody could say. */
function overlaps(rules: readonly Placed[], aliases: Aliases): FileProblem[] {
	const buckets = new Map<string, Placed[]>();
	return rules.flatMap((rule) => {
		const keys = bucketsOf(rule.scope, aliases);
		const near = keys.flatMap((key) => buckets.get(key) ?? []);
		const other = near.find(({ scope }) => doOverlap(scope, rule.scope, aliases));
		for (const key of keys) buckets.set(key, [...(buckets.get(key) ?? []), rule]);
		return other ? [problemAt(rule.path, 'overlaps', other.title)] : [];
	});
}

function placed(policy: MarginPolicy, at: readonly string[]): Placed[] {
	return [
		...policy.families.map(({ family }, index) => ({
			path: [...at, 'families', index],
			title: `families ${index + 1}: ${family}`,
			scope: familyScope(family),
		})),
		...policy.rules.map(({ name, scope }, index) => ({
			path: [...at, 'rules', index],
			title: `rules ${index + 1}: ${name}`,
			scope,
		})),
	];
}

function idProblems(path: Path, items: readonly { readonly id: string }[]): FileProblem[] {
	return repeated(items, ({ id }) => id).map(({ index, key }) => problemAt([...path, index, 'id'], 'named-twice', key));
}

/**
 * What is wrong with a policy: its shape, floors above targets, things named twice, rules of equal weight that overlap,
 * dates the wrong way round, steps the process does not have. `stages` null: the process is not known. `products`: those
 * whose code and id are known to be one product's, so that rules which name it by either are seen to overlap.
 */
export function checkMarginPolicy(
	policy: MarginPolicy,
	at: readonly string[] = [],
	stages: ReadonlySet<string> | null = null,
	products: readonly Product[] = [],
): FileProblem[] {
	const problems = shapeProblems(policyShape, policy, at);
	if (problems.length > 0) return problems;
	const { rules, families, reasonCodes } = policy;
	const twice = repeated(families, ({ family }) => sameName(family));
	const namedOnce = { ...policy, families: families.filter((_, at) => !twice.some(({ index }) => index === at)) };
	return [
		...twice.map(({ index }) =>
			problemAt([...at, 'families', index, 'family'], 'named-twice', families[index]?.family),
		),
		...idProblems([...at, 'rules'], rules),
		...idProblems([...at, 'reasonCodes'], reasonCodes),
		...rules.flatMap(({ scope }, index) => scopeProblems(scope, [...at, 'rules', index, 'scope'], stages)),
		...overlaps(placed(twice.length > 0 ? namedOnce : policy, at), aliasesOf(products)),
	];
}

function scopeProblems(scope: RuleScope, path: Path, stages: ReadonlySet<string> | null): FileProblem[] {
	const isTurned = scope.from !== null && scope.until !== null && scope.from > scope.until;
	const fields = repeated(scope.segments, ({ field }) => sameName(field));
	return [
		...(isTurned ? [problemAt([...path, 'until'], 'from-after-until', scope.until)] : []),
		...fields.map(({ index, key }) => problemAt([...path, 'segments', index, 'field'], 'named-twice', key)),
		// A rule cannot be met by a value of an empty list.
		...scope.segments.flatMap(({ values }, index) =>
			values.length === 0 ? [problemAt([...path, 'segments', index, 'values'], 'empty', '')] : [],
		),
		...scope.stages.flatMap((stage, index) =>
			stages && !stages.has(stage) ? [problemAt([...path, 'stages', index], 'unknown-stage', stage)] : [],
		),
	];
}

/** Steps that rules name and a process to come does not have: without them a rule would hold everywhere or nowhere. */
export function stageProblems({ rules }: MarginPolicy, stages: ReadonlySet<string>): FileProblem[] {
	const named = new Set(rules.flatMap(({ scope }) => scope.stages));
	return [...named].flatMap((stage) => (stages.has(stage) ? [] : [problemAt(['stages'], 'stage-in-rule', stage)]));
}

/** Products that rules and trades name and nobody knows; `known` in lower case. */
export function unknownProducts(
	{ margin, trades }: Pick<Playbook, 'margin' | 'trades'>,
	known: ReadonlySet<string>,
	at: { readonly margin: readonly string[]; readonly trades: readonly string[] },
): FileProblem[] {
	const look = (product: string, path: Path) =>
		known.has(sameName(product)) ? [] : [problemAt(path, 'unknown-product', product)];
	return [
		...margin.rules.flatMap(({ scope }, index) =>
			scope.products.flatMap((product, place) =>
				look(product, [...at.margin, 'rules', index, 'scope', 'products', place]),
			),
		),
		...trades.flatMap((trade, index) =>
			'product' in trade ? look(trade.product, [...at.trades, index, 'product']) : [],
		),
	];
}

/** Products that rules and trades name, as they are written. */
export function namedProducts({ margin, trades }: Pick<Playbook, 'margin' | 'trades'>): string[] {
	return [
		...margin.rules.flatMap(({ scope }) => scope.products),
		...trades.flatMap((trade) => ('product' in trade ? [trade.product] : [])),
	];
}

function approvalProblems({ levels, rules }: ApprovalPolicy, at: readonly string[]): FileProblem[] {
	return [
		...idProblems([...at, 'rules'], rules),
		...rules.flatMap(({ level }, index) =>
			level > levels.length ? [problemAt([...at, 'rules', index, 'level'], 'unknown-level', level)] : [],
		),
	];
}

function isAbove(left: DecimalString, right: DecimalString): boolean {
	const [low, high] = [parseDecimal(left), parseDecimal(right)];
	return low !== null && high !== null && compare(low, high) > 0;
}

type Parts = Pick<Playbook, 'approvals' | 'payPlan' | 'trades' | 'offInvoice' | 'rates' | 'priceGuides'>;

const partShapes = {
	approvals: approvalsShape,
	trades: tradesShape,
	offInvoice: offInvoiceShape,
	rates: ratesShape,
	priceGuides: priceGuidesShape,
} as const;

const partNames = [...Object.keys(partShapes), 'payPlan'];

/** What is wrong with the parts of a playbook beside process, collateral and margin; those absent are not looked at. */
export function checkParts(parts: Partial<Parts>, at: readonly string[] = []): FileProblem[] {
	const problems = Object.entries(parts).flatMap(([name, part]) => {
		if (!partNames.includes(name)) return [problemAt([...at, name], 'unknown-key', part)];
		const shape = name === 'payPlan' ? payPlanShape : partShapes[name as keyof typeof partShapes];
		return name === 'payPlan' && part === null ? [] : shapeProblems(shape, part, [...at, name]);
	});
	if (problems.length > 0) return problems;
	const { approvals, trades = [], offInvoice = [], rates = [], priceGuides = [] } = parts;
	return [
		...(approvals ? approvalProblems(approvals, [...at, 'approvals']) : []),
		...idProblems([...at, 'trades'], trades),
		...idProblems([...at, 'offInvoice'], offInvoice),
		...repeated(rates, ({ from, to, day }) => `${from} ${to} ${day}`).map(({ index, key }) =>
			problemAt([...at, 'rates', index], 'named-twice', key),
		),
		...rates.flatMap(({ from, to }, index) =>
			from === to ? [problemAt([...at, 'rates', index, 'to'], 'same-currency', to)] : [],
		),
		...repeated(priceGuides, ({ product }) => product).map(({ index, key }) =>
			problemAt([...at, 'priceGuides', index, 'product'], 'named-twice', key),
		),
		...priceGuides.flatMap(({ floorPrice, targetPrice }, index) =>
			isAbove(floorPrice, targetPrice)
				? [problemAt([...at, 'priceGuides', index], 'floor-above-target', floorPrice)]
				: [],
		),
	];
}
