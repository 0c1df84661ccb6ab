import type { Product } from '../model/deal.ts';
import type { MarginLimits, MarginPolicy } from '../model/playbook.ts';

/** Which limits hold for a product, and which rule gave them (`family` null: the rule for everything else). */
export interface AppliedLimits {
	readonly limits: MarginLimits | null;
	readonly family: string | null;
}

/** The most specific family with a rule wins; family names are compared without case. */
export function limitsFor(product: Product | null, policy: MarginPolicy): AppliedLimits {
	for (const family of product?.families ?? []) {
		const rule = policy.families.find((candidate) => candidate.family.toLowerCase() === family.toLowerCase());
		if (rule) return { limits: { floor: rule.floor, target: rule.target }, family: rule.family };
	}
	return { limits: policy.otherwise, family: null };
}
