import type { CrmProfile } from '../../core/model/crm-profile.ts';

/** What people call it. */
export const title = 'HubSpot';

/**
 * The version of HubSpot's API that is read, as it appears in paths after the name of each API: "/crm/objects/2026-09/deals".
 * By HubSpot's specification of 2026-08-21; seen on no running account yet. Another form of answer is `api-changed`.
 */
export const apiVersion = '2026-09';

/** What HubSpot is. Hosts are those of the regions that are known; a page of another is recognised once its site is added. */
export const profile: CrmProfile = {
	crm: 'hubspot',
	title,
	knownHosts: [
		'https://app.hubspot.com/*',
		'https://app-na2.hubspot.com/*',
		'https://app-na3.hubspot.com/*',
		'https://app-eu1.hubspot.com/*',
		'https://app-ap1.hubspot.com/*',
	],
	cost: { places: ['line-field', 'product-field'], example: 'landed_cost' },
	stages: 'firm',
	access: {
		ways: ['token'],
		commonPage: 'https://app.hubspot.com',
		placeOf: [[/^app(?:-[a-z]+\d+)?\.hubspot\.com$/, 'api.hubapi.com']],
		apiHostOf: [['api.hubapi.com', 'api.hubapi.com']],
		// Any version: a page that was open during an update goes on asking as it did.
		readings: [
			{ method: 'GET', path: /^\/(?:crm|account-info|settings)\// },
			{ method: 'POST', path: /^\/crm\/[\w/-]+\/(?:batch\/read|search)$/ },
		],
		probe: {
			check: `/crm/objects/${apiVersion}/deals?limit=1&properties=dealname`,
			next: { path: `/account-info/${apiVersion}/details` },
			who: ['portalId'],
		},
		// Windows in which requests are counted, by the name that a refusal gives them.
		waits: {
			windows: {
				pattern: /"policyName"\s*:\s*"(\w+)"/,
				ms: { SECONDLY: 1000, TEN_SECONDLY_ROLLING: 10_000, DAILY: 5 * 60 * 1000 },
			},
		},
	},
};
