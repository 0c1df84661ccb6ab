import type { CrmProfile } from '../../core/model/crm-profile.ts';

/** What people call it. */
export const title = 'Salesforce';

/** "acme.my.salesforce.com", "acme--uat.sandbox.my.salesforce.com". */
const myDomain = /^[a-z0-9-]+(?:\.[a-z0-9-]+)?\.my\.(?:salesforce\.(?:com|mil)|sfcrmproducts\.cn)$/;

/**
 * What Salesforce is. Lightning pages are on another host than the API, and a redirect between them would drop the
 * authorization. A proxy (Defender for Cloud Apps) adds `.mcas.ms` to the page's host.
 */
export const profile: CrmProfile = {
	crm: 'salesforce',
	title,
	knownHosts: [
		'https://*.lightning.force.com/*',
		'https://*.lightning.force.mil/*',
		'https://*.lightning.crmforce.mil/*',
		'https://*.lightning.force.com.mcas.ms/*',
		'https://*.lightning.sfcrmapps.cn/*',
	],
	cost: { places: ['line-field', 'product-field', 'cost-book'], example: 'Unit_Cost__c' },
	stages: 'firm',
	access: {
		ways: ['oauth', 'session'],
		placeOf: [
			[
				/^([a-z0-9-]+(?:\.[a-z0-9-]+)?)\.(?:lightning\.force|my\.salesforce)\.(com|mil)(?:\.mcas\.ms)?$/,
				'$1.my.salesforce.$2',
			],
			[/^([a-z0-9-]+(?:\.[a-z0-9-]+)?)\.lightning\.crmforce\.mil(?:\.mcas\.ms)?$/, '$1.my.salesforce.mil'],
			[
				/^([a-z0-9-]+(?:\.[a-z0-9-]+)?)\.(?:lightning\.sfcrmapps|my\.sfcrmproducts)\.cn(?:\.mcas\.ms)?$/,
				'$1.my.sfcrmproducts.cn',
			],
		],
		apiHostOf: [[myDomain, '$&']],
		tokens: { hostOf: [[myDomain, '$&']], path: '/services/oauth2/token', isHostNamed: true },
		signIn: { path: '/services/oauth2/authorize', scope: 'api refresh_token' },
		sessionCookie: 'sid',
		readings: [
			{ method: 'GET', path: /^\/services\/data(?:\/.*)?$/ },
			{
				method: 'POST',
				path: /^\/services\/data\/v\d+\.\d\/composite$/,
				body: { partsOf: 'compositeRequest' },
			},
			{
				method: 'POST',
				path: /^\/services\/data\/v\d+\.\d\/composite\/batch$/,
				body: { partsOf: 'batchRequests' },
			},
		],
		probe: {
			check: '/services/data/v66.0/',
			next: {
				path: '/services/data/v66.0/sobjects/User/$1?fields=Name',
				from: { key: 'identity', pattern: /\/(005\w{12,15})$/ },
			},
			who: ['Name'],
		},
		// It knows no 429: its limit is one per day, which is not over in a moment.
		waits: { refusal: { status: 403, text: 'REQUEST_LIMIT_EXCEEDED', ms: 5 * 60 * 1000 } },
	},
};
