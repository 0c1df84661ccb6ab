import type { AccessWay } from '../core/model/access.ts';
import type { OwnCostPlace } from '../core/model/crm-profile.ts';
import type { CrmId } from '../core/model/deal.ts';
import { profileOf, profiles } from '../crm/profiles.ts';

/** What people call a CRM; null for one that was pointed out by hand, which has the name of its host alone. */
export function crmTitle(crm: CrmId): string | null {
	return profileOf(crm)?.title ?? null;
}

/** A CRM whose API wants more than the session of its own page. */
export interface AccessCrm {
	readonly crm: CrmId;
	readonly title: string;
	/** The recommended way first. */
	readonly ways: readonly AccessWay[];
	/** Firms have addresses of their own there. */
	readonly asksAddress: boolean;
	/** The API may be on another host than the pages. */
	readonly asksServer: boolean;
}

/** CRMs that access can be set up for, in the order of the list. */
export const accessCrms: readonly AccessCrm[] = profiles.flatMap(({ crm, title, longTitle = title, access }) =>
	access
		? {
				crm,
				title: longTitle,
				ways: access.ways,
				asksAddress: access.commonPage === undefined,
				asksServer: access.mayServerDiffer === true,
			}
		: [],
);

/** A CRM whose costs a firm may keep in a place of its own. */
export interface CostCrm {
	readonly crm: CrmId;
	readonly title: string;
	/** Beside where the CRM itself has costs and Dealside's own list. */
	readonly places: readonly OwnCostPlace[];
	/** A field as this CRM's API would call it. */
	readonly example: string;
}

/** Every CRM, with the places that a cost can be kept in there. */
export const costCrms: readonly CostCrm[] = profiles.map(({ crm, title, longTitle = title, cost }) => ({
	crm,
	title: longTitle,
	...cost,
}));

/** CRMs of a list, those in use here apart from all others, both in the order of the list. */
export function splitByUse<T extends { readonly crm: CrmId }>(
	list: readonly T[],
	seen: readonly CrmId[],
): { readonly own: readonly T[]; readonly others: readonly T[] } {
	const isOwn = ({ crm }: T) => seen.includes(crm);
	return { own: list.filter(isOwn), others: list.filter((each) => !isOwn(each)) };
}
