import type { Product } from '../model/deal.ts';
import type { MarginLimits, MarginPolicy } from '../model/playbook.ts';
import type { AppliedRule } from '../model/view.ts';

/** Which limits hold for a product, and which rule gave them; both null when none does. */
export interface AppliedLimits {
	readonly limits: MarginLimits | null;
	readonly rule: AppliedRule | null;
}

/** The most specific family with a rule wins; family names are compared without case. */
export function limitsFor(product: Product | null, policy: MarginPolicy): AppliedLimits {
	for (const family of product?.families ?? []) {
		const listed = policy.families.find((candidate) => candidate.family.toLowerCase() === family.toLowerCase());
		if (listed)
			return {
				limits: { floor: listed.floor, target: listed.target },
				rule: {
					kind: 'family',
					id: null,
					name: listed.family,
					because: [{ field: 'family', value: family }],
					beaten: [],
				},
			};
	}
	return {
		limits: policy.otherwise,
		rule: policy.otherwise && { kind: 'otherwise', id: null, name: null, because: [], beaten: [] },
	};
}
