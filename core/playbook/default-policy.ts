import type { ApprovalPolicy, MarginPolicy, Playbook } from '../model/playbook.ts';

/** Nobody has to agree to anything. */
export const noApprovals: ApprovalPolicy = { levels: [], rules: [] };

/** What a policy says beside its warnings and its limits when nobody has said more. */
export const usualPolicy: Omit<MarginPolicy, 'warnings' | 'otherwise' | 'families'> = {
	rules: [],
	visibility: { rep: 'exact', marketer: 'exact', manager: 'exact' },
	floorFor: 'band',
	reasonCodes: [],
	quarterEnd: { days: 10, usualExtraDiscount: null },
	recurringBasis: 'first-year',
};

/** The parts of a playbook that a firm may do without. */
export const usualParts: Pick<Playbook, 'approvals' | 'trades' | 'offInvoice' | 'rates' | 'priceGuides'> = {
	approvals: noApprovals,
	trades: [],
	offInvoice: [],
	rates: [],
	priceGuides: [],
};
