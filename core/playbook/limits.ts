import { type CurrencyCode, type Day, type DealFacts, dealKey, type Product } from '../model/deal.ts';
import type { MarginLimits, MarginPolicy, Viewer, WarningLevel } from '../model/playbook.ts';
import type { AppliedRule } from '../model/view.ts';
import {
	heavierFirst,
	type IndexedRule,
	indexRules,
	namesOf,
	oneOf,
	type RuleIndex,
	rulesOf,
	sameName,
	segmentOf,
} from './rule-index.ts';

/** Which limits hold for a product, and which rule gave them; both null when none does. */
export interface AppliedLimits {
	readonly limits: MarginLimits | null;
	readonly rule: AppliedRule | null;
	/** What is done about a line under these limits: the rule's word, else the policy's. */
	readonly warnings: WarningLevel;
}

/** What rules are held against besides the product. */
export interface RuleContext {
	/** Every rule says the same of two contexts with one key. */
	readonly key: string;
	/** By field, the fields in lower case. */
	readonly segments: Readonly<Record<string, string>>;
	/** The deal's region and its country, as far as they are known. */
	readonly regions: readonly string[];
	readonly currency: CurrencyCode | null;
	/** The step of the process; null outside of it. */
	readonly stageId: string | null;
	readonly team: string | null;
	readonly today: Day;
}

const contexts = new WeakMap<DealFacts, RuleContext>();

/** What a deal, its step of the process and who looks at it say to rules. The same object while nothing of it changes. */
export function ruleContext(deal: DealFacts, stageId: string | null, viewer: Viewer, today: Day): RuleContext {
	const known = contexts.get(deal);
	const team = viewer.team?.trim() || null;
	if (known && known.stageId === stageId && known.team === team && known.today === today) return known;
	const key = JSON.stringify([dealKey(deal.ref), stageId, team, today]);
	const segments = Object.fromEntries(Object.entries(deal.segments).map(([field, value]) => [sameName(field), value]));
	const regions = [segments.region, segments.country].filter((region) => region !== undefined);
	const made = { key, segments, regions, currency: deal.currency, stageId, team, today };
	contexts.set(deal, made);
	return made;
}

type Because = AppliedRule['because'][number];

/** What of the context makes a rule hold, in the order of weight; null when it does not hold. */
function becauseOf({ scope }: IndexedRule, context: RuleContext): readonly Because[] | null {
	const because: Because[] = [];
	for (const segment of scope.segments) {
		const value = segmentOf(segment, context.segments);
		if (value === null) return null;
		because.push({ field: segment.field, value });
	}
	const named: readonly [string, readonly string[], readonly (string | null)[]][] = [
		['region', scope.regions, context.regions],
		['team', scope.teams, [context.team]],
		['stage', scope.stages, [context.stageId]],
		['currency', scope.currencies, [context.currency]],
	];
	for (const [field, wanted, found] of named) {
		if (wanted.length === 0) continue;
		const value = oneOf(
			wanted,
			found.filter((each) => each !== null),
		);
		if (value === null) return null;
		because.push({ field, value });
	}
	// Days compare as text.
	if ((scope.from !== null && context.today < scope.from) || (scope.until !== null && context.today > scope.until))
		return null;
	if (scope.from !== null) because.push({ field: 'from', value: scope.from });
	if (scope.until !== null) because.push({ field: 'until', value: scope.until });
	return because;
}

/** What was found for one context, kept while lines of the same deal are asked about. */
interface Found {
	readonly context: RuleContext;
	readonly index: RuleIndex;
	readonly because: ReadonlyMap<IndexedRule, readonly Because[]>;
	readonly byProduct: WeakMap<Product, AppliedLimits>;
}

const found = new WeakMap<MarginPolicy, Found>();

function foundFor(policy: MarginPolicy, context: RuleContext): Found {
	const known = found.get(policy);
	if (known?.context === context) return known;
	const because = new Map<IndexedRule, readonly Because[]>();
	const index = indexRules(rulesOf(policy), (rule) => {
		const reasons = becauseOf(rule, context);
		if (reasons) because.set(rule, reasons);
		return reasons !== null;
	});
	const made: Found = { context, index, because, byProduct: new WeakMap() };
	found.set(policy, made);
	return made;
}

/** A rule that holds for a product, with what of the product made it hold. */
interface Candidate {
	readonly rule: IndexedRule;
	readonly because: readonly Because[];
	/** Product, nearness of the family, then the rule's own weight. */
	readonly weight: readonly number[];
}

/** How near families are counted from; a product has fewer. */
const nearestFamily = 1000;

function candidateOf(rule: IndexedRule, product: Product | null): Candidate | null {
	const because: Because[] = [];
	const weight = [0, 0, ...rule.weight];
	if (rule.products.size > 0) {
		const name = product && namesOf(product).find((each) => rule.products.has(each));
		if (!product || !name) return null;
		because.push({ field: 'product', value: product.code ?? product.id });
		weight[0] = 1;
	}
	if (rule.families.size > 0) {
		const at = product?.families.findIndex((family) => rule.families.has(sameName(family))) ?? -1;
		const family = product?.families[at];
		if (family === undefined) return null;
		because.push({ field: 'family', value: family });
		weight[1] = nearestFamily - at;
	}
	return { rule, because, weight };
}

function candidatesOf(product: Product | null, index: RuleIndex): Candidate[] {
	const named = product ? namesOf(product).flatMap((name) => index.byProduct.get(name) ?? []) : [];
	const families = product?.families.flatMap((family) => index.byFamily.get(sameName(family)) ?? []) ?? [];
	const rules = [...new Set([...named, ...families, ...index.others])];
	const candidates = rules.flatMap((rule) => candidateOf(rule, product) ?? []);
	// Rules by code were gathered before those by id, wherever they are in the policy.
	return candidates.sort(
		(left, right) => heavierFirst(left.weight, right.weight) || left.rule.place - right.rule.place,
	);
}

function applied(product: Product | null, policy: MarginPolicy, { index, because }: Found): AppliedLimits {
	const [winner, ...beaten] = candidatesOf(product, index);
	if (!winner)
		return {
			limits: policy.otherwise,
			rule: policy.otherwise && { kind: 'otherwise', id: null, name: null, because: [], beaten: [] },
			warnings: policy.warnings,
		};
	const { rule } = winner;
	return {
		limits: rule.limits,
		rule: {
			kind: rule.kind,
			id: rule.id,
			name: rule.name,
			because: [...winner.because, ...(because.get(rule) ?? [])],
			beaten: beaten.map((other) => other.rule.name),
		},
		warnings: rule.warnings ?? policy.warnings,
	};
}

const noProduct = new WeakMap<Found, AppliedLimits>();

/**
 * The limits of the most specific rule that holds. What rules name is compared in this order, and the first difference
 * decides: a product; a family, the product's nearer one first; more segments; a region; a team; a stage; a currency;
 * dates. A line of the table of families is a rule that names a family and nothing else; the limits for everything else
 * come last. Rules that say as much and could both hold are refused when they are saved; of two that only a deal shows to
 * be of one product, by its code and its id, the one higher up wins.
 */
export function limitsFor(product: Product | null, policy: MarginPolicy, context: RuleContext): AppliedLimits {
	const holding = foundFor(policy, context);
	const known = product ? holding.byProduct.get(product) : noProduct.get(holding);
	if (known) return known;
	const made = applied(product, policy, holding);
	if (product) holding.byProduct.set(product, made);
	else noProduct.set(holding, made);
	return made;
}
