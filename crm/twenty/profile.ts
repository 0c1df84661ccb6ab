import type { CrmProfile } from '../../core/model/crm-profile.ts';

/** What people call it. */
export const title = 'Twenty';

/** Hosts of the vendor that are no firm's workspace: `https://docs.twenty.com`. */
export const vendorsOwn: readonly string[] = ['www', 'api', 'docs', 'developers', 'support', 'status', 'storage'];

/** What Twenty is, at the vendor's and hosted by firms themselves. */
export const profile: CrmProfile = {
	crm: 'twenty',
	title,
	knownHosts: ['https://*.twenty.com/*'],
	vendorHosts: ['twenty.com', ...vendorsOwn.map((name) => `${name}.twenty.com`)],
	cost: { places: ['line-field', 'product-field'], example: 'unitCost' },
	stages: 'firm',
	access: {
		ways: ['token'],
		mayServerDiffer: true,
		isSelfHosted: true,
		placeOf: [],
		apiHostOf: [[/^[a-z0-9-]+\.twenty\.com$/, 'api.twenty.com']],
		readings: [
			{ method: 'GET', path: /^\/rest\// },
			{ method: 'POST', path: /^\/(?:graphql|metadata)$/, body: 'query' },
		],
		probe: { check: '/rest/opportunities?limit=1', who: null },
	},
};
