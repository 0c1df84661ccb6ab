import type { Product } from '../model/deal.ts';
import type { FitRule, MarginLimits, MarginPolicy, MarginRule, RuleScope, WarningLevel } from '../model/playbook.ts';

/** A rule of the policy, or a line of its table of families, ready to be looked up. */
export interface IndexedRule {
	readonly kind: 'rule' | 'family';
	/** Null for a line of the table. */
	readonly id: string | null;
	/** The rule's name, or the family. */
	readonly name: string;
	readonly limits: MarginLimits;
	/** Null: the policy's own level. */
	readonly warnings: WarningLevel | null;
	readonly scope: RuleScope;
	/** Lower case, to compare with. */
	readonly products: ReadonlySet<string>;
	readonly families: ReadonlySet<string>;
	/** How much it says besides product and family; the heaviest wins. */
	readonly weight: readonly number[];
	/** Its place in the policy: of rules that say the same of a deal the one higher up wins. */
	readonly place: number;
}

/** Rules by what they name first, so that a line is held against few of them. Those within a list are in weight's order. */
export interface RuleIndex {
	readonly byProduct: ReadonlyMap<string, readonly IndexedRule[]>;
	/** Rules that name families and no product. */
	readonly byFamily: ReadonlyMap<string, readonly IndexedRule[]>;
	/** Rules that name neither. */
	readonly others: readonly IndexedRule[];
}

/** Names are compared without case and without spaces around them. */
export function sameName(name: string): string {
	return name.trim().toLowerCase();
}

/** What a product is called where rules name it: by code or id. */
export function namesOf({ code, id }: Product): string[] {
	return [...new Set([...(code === null ? [] : [code]), id].map(sameName))];
}

const everywhere: RuleScope = {
	products: [],
	families: [],
	segments: [],
	regions: [],
	currencies: [],
	stages: [],
	teams: [],
	from: null,
	until: null,
};

/** The scope of a line of the table: a family and nothing else. */
export function familyScope(family: string): RuleScope {
	return { ...everywhere, families: [family] };
}

/**
 * How much a scope says besides product and family, weightiest first: how many segments, then region, team, stage,
 * currency, dates. Compared from the left.
 */
function weightOf(scope: RuleScope): readonly number[] {
	const isNamed = (values: readonly string[]) => (values.length > 0 ? 1 : 0);
	return [
		scope.segments.length,
		isNamed(scope.regions),
		isNamed(scope.teams),
		isNamed(scope.stages),
		isNamed(scope.currencies),
		scope.from !== null || scope.until !== null ? 1 : 0,
	];
}

function indexed(
	kind: IndexedRule['kind'],
	place: number,
	{ id, name, scope, floor, target, warnings }: Omit<MarginRule, 'id'> & { readonly id: string | null },
): IndexedRule {
	return {
		kind,
		id,
		name,
		limits: { floor, target },
		warnings,
		scope,
		products: new Set(scope.products.map(sameName)),
		families: new Set(scope.families.map(sameName)),
		weight: weightOf(scope),
		place,
	};
}

const everyRule = new WeakMap<MarginPolicy, readonly IndexedRule[]>();

/** Every rule of a policy, those of its table of families behind the others; worked out once for each policy. */
export function rulesOf(policy: MarginPolicy): readonly IndexedRule[] {
	const known = everyRule.get(policy);
	if (known) return known;
	const made = [
		...policy.rules.map((rule, place) => indexed('rule', place, rule)),
		...policy.families.map(({ family, floor, target }, place) =>
			indexed('family', policy.rules.length + place, {
				id: null,
				name: family,
				scope: familyScope(family),
				floor,
				target,
				warnings: null,
			}),
		),
	];
	everyRule.set(policy, made);
	return made;
}

/** Below 0 when `left` says more. Rules that say the same keep the policy's order. */
export function heavierFirst(left: readonly number[], right: readonly number[]): number {
	const at = left.findIndex((weight, index) => weight !== right[index]);
	return at < 0 ? 0 : (right[at] ?? 0) - (left[at] ?? 0);
}

/** Puts those rules in an index that `holds` answers true for. */
export function indexRules(rules: readonly IndexedRule[], holds: (rule: IndexedRule) => boolean): RuleIndex {
	const byProduct = new Map<string, IndexedRule[]>();
	const byFamily = new Map<string, IndexedRule[]>();
	const others: IndexedRule[] = [];
	const holding = rules.filter(holds).sort((left, right) => heavierFirst(left.weight, right.weight));
	for (const rule of holding) {
		const [index, keys] = rule.products.size > 0 ? [byProduct, rule.products] : [byFamily, rule.families];
		if (keys.size === 0) others.push(rule);
		for (const key of keys) {
			const listed = index.get(key);
			if (listed) listed.push(rule);
			else index.set(key, [rule]);
		}
	}
	return { byProduct, byFamily, others };
}

/** The value of `found` that is one of `wanted`; null when none is. */
export function oneOf(wanted: readonly string[], found: readonly string[]): string | null {
	return found.find((value) => wanted.some((each) => sameName(each) === sameName(value))) ?? null;
}

/** The segment's value that a rule asks for; null when the deal has another or none. */
export function segmentOf({ field, values }: FitRule, segments: Readonly<Record<string, string>>): string | null {
	const key = sameName(field);
	const value = Object.hasOwn(segments, key) ? segments[key] : undefined;
	return value === undefined ? null : oneOf(values, [value]);
}
