import type { LimitSource } from './margin/sides.ts';
import type { MarginPolicy, PlaybookForDeal } from './model/playbook.ts';
import { limitsFor, type RuleContext } from './playbook/limits.ts';

/** The limits of products in a deal, as far as anybody is to be told of them. */
export function limitSource(policy: MarginPolicy, context: RuleContext): LimitSource {
	return {
		key: context,
		// Nothing may follow from limits that are to stay hidden: no state, no largest discount, no price, no
		// rule's name.
		limitsOf(product) {
			const found = limitsFor(product, policy, context);
			return found.warnings === 'off' ? { ...found, limits: null, rule: null } : found;
		},
	};
}

/** Playbooks without what stands in for limits. */
const withoutGuides = new WeakMap<PlaybookForDeal, PlaybookForDeal>();

/** The playbook where limits are not to be told: prices to work with are made of them. */
export function untold(playbook: PlaybookForDeal): PlaybookForDeal {
	const known = withoutGuides.get(playbook);
	if (known) return known;
	const made = { ...playbook, priceGuides: [] };
	withoutGuides.set(playbook, made);
	return made;
}
