import type { CrmProfile } from '../../core/model/crm-profile.ts';

/** What people call it. */
export const title = 'Frappe';

/** What Frappe CRM and ERPNext are. A key is only needed where the session of the page does not suffice. */
export const profile: CrmProfile = {
	crm: 'frappe',
	title,
	longTitle: 'Frappe CRM, ERPNext',
	knownHosts: [],
	cost: { places: ['line-field', 'product-field'], example: 'valuation_rate' },
	stages: 'firm',
	access: {
		ways: ['token'],
		isSelfHosted: true,
		placeOf: [],
		apiHostOf: [],
		authorization: { header: 'authorization', before: 'token ', onlyBy: 'token' },
		readings: [
			{ method: 'GET', path: /^\/api\/resource\// },
			{
				method: 'GET',
				// By name: what begins with "get" in Frappe may give out a stored password.
				path: /^\/api\/method\/(?:frappe\.auth\.get_logged_user|frappe\.client\.get_value|crm\.api\.get_translations)$/,
			},
		],
		// Records are named by people: "SAL-QTN/2026/00001".
		namesFrom: /^\/api\/resource\/[^/]+\//,
		probe: { check: '/api/method/frappe.auth.get_logged_user', who: ['message'] },
	},
};
