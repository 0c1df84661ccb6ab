import type { AccessProfile, CrmProfile } from '../core/model/crm-profile.ts';
import type { CrmId } from '../core/model/deal.ts';
import { profile as demo } from './demo/profile.ts';
import { profile as dolibarr } from './dolibarr/profile.ts';
import { profile as dynamics } from './dynamics/profile.ts';
import { profile as espocrm } from './espocrm/profile.ts';
import { profile as frappe } from './frappe/profile.ts';
import { profile as hubspot } from './hubspot/profile.ts';
import { profile as odoo } from './odoo/profile.ts';
import { profile as pipedrive } from './pipedrive/profile.ts';
import { profile as salesforce } from './salesforce/profile.ts';
import { profile as suitecrm } from './suitecrm/profile.ts';
import { profile as tryton } from './tryton/profile.ts';
import { profile as twenty } from './twenty/profile.ts';
import { profile as zoho } from './zoho/profile.ts';

/** What each CRM is, in the order in which screens list them. Data only: no adapter is loaded with it. */
export const profiles: readonly CrmProfile[] = [
	salesforce,
	hubspot,
	dynamics,
	pipedrive,
	zoho,
	odoo,
	espocrm,
	suitecrm,
	dolibarr,
	tryton,
	twenty,
	frappe,
	demo,
];

/** The profile of a CRM; null for one that was pointed out by hand, or is not known. */
export function profileOf(crm: CrmId): CrmProfile | null {
	return profiles.find((profile) => profile.crm === crm) ?? null;
}

/** How the API of a CRM is reached; null where the session of its page is enough, or the CRM is not known. */
export function accessOf(crm: CrmId): AccessProfile | null {
	return profileOf(crm)?.access ?? null;
}

/** Those of all CRMs. */
export const accesses: readonly AccessProfile[] = profiles.flatMap(({ access }) => access ?? []);
