import type { CrmProfile, HostRule } from '../../core/model/crm-profile.ts';

/** What people call it. */
export const title = 'Zoho CRM';

/** What ends the pages' hosts of each data centre. */
export const centres = [
	'zoho.com',
	'zoho.eu',
	'zoho.in',
	'zoho.com.au',
	'zoho.com.cn',
	'zoho.jp',
	'zoho.sa',
	'zohocloud.ca',
] as const;

/** What begins them: the CRM by itself, inside CRM Plus, and its sandbox. */
export const beginnings = ['crm', 'crmplus', 'crmsandbox'] as const;

/** What ends the API's hosts: "zohoapis.eu", also for "zohocloud.ca". */
const apis = (centre: string) => centre.replace(/^zoho(?:cloud)?\./, 'zohoapis.');
const usual = (centre: string) => `www.${apis(centre)}`;
const sandbox = (centre: string) => `sandbox.${apis(centre)}`;

/** Rules for all centres. Calls are marked as pure, so that the script on the page carries none of this. */
const rulesOf = (rules: (centre: string) => readonly HostRule[]): readonly HostRule[] => centres.flatMap(rules);

/** What Zoho CRM is: each data centre has hosts for pages, for the API and for accounts. */
export const profile: CrmProfile = {
	crm: 'zoho',
	title,
	knownHosts: /* @__PURE__ */ centres.flatMap((centre) =>
		beginnings.map((beginning) => `https://${beginning}.${centre}/*`),
	),
	cost: { places: ['line-field', 'product-field'], example: 'Cost_Price' },
	stages: 'firm',
	access: {
		ways: ['self-client'],
		placeOf: /* @__PURE__ */ rulesOf((centre) => [
			[`crm.${centre}`, usual(centre)],
			[`crmplus.${centre}`, usual(centre)],
			[`crmsandbox.${centre}`, sandbox(centre)],
		]),
		apiHostOf: /* @__PURE__ */ rulesOf((centre) => [
			[usual(centre), '$&'],
			[sandbox(centre), '$&'],
		]),
		tokens: {
			hostOf: /* @__PURE__ */ rulesOf((centre) => [
				[usual(centre), `accounts.${centre}`],
				[sandbox(centre), `accounts.${centre}`],
			]),
			path: '/oauth/v2/token',
			// It names its usual API host even to clients of a sandbox.
			isHostNamed: false,
		},
		authorization: { header: 'authorization', before: 'Zoho-oauthtoken ' },
		readings: [
			{ method: 'GET', path: /^\/crm\/v\d+(?:\.\d+)?\// },
			{ method: 'POST', path: /^\/crm\/v\d+(?:\.\d+)?\/coql$/ },
		],
		probe: {
			check: '/crm/v8/Deals?fields=Deal_Name&per_page=1',
			next: { path: '/crm/v8/users?type=CurrentUser' },
			who: ['users', 0, 'full_name'],
		},
	},
};
