import type {
	ApprovalPolicy,
	CostVisibility,
	DecidedPolicy,
	MarginPolicy,
	Playbook,
	VisibilityChoice,
} from '../model/playbook.ts';

/** Nobody has to agree to anything. */
const noApprovals: ApprovalPolicy = { levels: [], rules: [] };

/** What a policy says beside its warnings and its limits when nobody has said more. */
export const usualPolicy: Omit<MarginPolicy, 'warnings' | 'otherwise' | 'families'> = {
	rules: [],
	visibility: { rep: 'by-cost-list', marketer: 'exact', manager: 'exact' },
	floorFor: 'band',
	reasonCodes: [],
	quarterEnd: { days: 10, usualExtraDiscount: null },
	recurringBasis: 'first-year',
};

/** What a choice comes to: while nobody has chosen, a list of costs is kept from reps, and the CRM's own costs are not. */
export function visibilityOf(choice: VisibilityChoice, hasCostList: boolean): CostVisibility {
	return choice !== 'by-cost-list' ? choice : hasCostList ? 'band' : 'exact';
}

/** The policy with what each role sees decided. */
export function decided(policy: MarginPolicy, hasCostList: boolean): DecidedPolicy {
	const { rep, marketer, manager } = policy.visibility;
	return {
		...policy,
		visibility: {
			rep: visibilityOf(rep, hasCostList),
			marketer: visibilityOf(marketer, hasCostList),
			manager: visibilityOf(manager, hasCostList),
		},
	};
}

/** The parts of a playbook that a firm may do without. */
export const usualParts: Pick<Playbook, 'approvals' | 'trades' | 'offInvoice' | 'rates' | 'priceGuides'> = {
	approvals: noApprovals,
	trades: [],
	offInvoice: [],
	rates: [],
	priceGuides: [],
};
