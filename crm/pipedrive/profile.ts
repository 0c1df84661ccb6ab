import type { CrmProfile } from '../../core/model/crm-profile.ts';

/** What people call it. */
export const title = 'Pipedrive';

/** Hosts of the vendor that are no company's: `https://www.pipedrive.com`. */
export const vendorsOwn: readonly string[] = ['www', 'app', 'api', 'oauth', 'developers', 'support', 'status'];

/** A company's host, for its pages and its API. */
const company = new RegExp(`^(?!(?:${vendorsOwn.join('|')})\\.)[a-z0-9-]+\\.pipedrive\\.com$`);

/** What Pipedrive is. */
export const profile: CrmProfile = {
	crm: 'pipedrive',
	title,
	knownHosts: ['https://*.pipedrive.com/*'],
	vendorHosts: ['pipedrive.com', ...vendorsOwn.map((name) => `${name}.pipedrive.com`)],
	cost: { places: ['product-field'], example: 'direct_cost' },
	stages: 'firm',
	access: {
		ways: ['token'],
		placeOf: [[company, '$&']],
		apiHostOf: [[company, '$&']],
		authorization: { header: 'x-api-token', before: '' },
		readings: [{ method: 'GET', path: /^\/(?:api\/)?v[12]\// }],
		probe: { check: '/api/v1/users/me', who: ['data', 'name'] },
		// Seconds until requests are counted anew.
		waits: { header: 'x-ratelimit-reset' },
	},
};
