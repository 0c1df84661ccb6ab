import type { CrmId } from '../core/model/deal.ts';

const titles: Readonly<Record<CrmId, string>> = {
	salesforce: 'Salesforce',
	dynamics: 'Dynamics 365',
	hubspot: 'HubSpot',
	pipedrive: 'Pipedrive',
	zoho: 'Zoho CRM',
	tryton: 'Tryton',
	odoo: 'Odoo',
	espocrm: 'EspoCRM',
	suitecrm: 'SuiteCRM',
	dolibarr: 'Dolibarr',
	twenty: 'Twenty',
	frappe: 'Frappe',
	demo: 'Fjordline CRM',
};

/** What people call a CRM; null for one that was pointed out by hand, which has the name of its host alone. */
export function crmTitle(crm: CrmId): string | null {
	return Object.hasOwn(titles, crm) ? (titles[crm] ?? null) : null;
}
