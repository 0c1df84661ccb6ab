import type { CrmId } from '../model/deal.ts';

/** How the pages of one CRM and its API hang together. Hosts carry their port where there is one. */
interface Hosts {
	/** The place of a page, as `AccessAccount.place` has it; null for a page that is not this CRM's. */
	placeOf(page: URL): string | null;
	isPlace(host: string): boolean;
	/** The API host of a place. */
	apiHostOf(place: string): string;
	/** True where the server may stand on a host of its own, which the user then names. */
	readonly mayServerDiffer?: boolean;
	/** True where any firm hosts it: which pages are its is then known by the access alone. */
	readonly isSelfHosted?: boolean;
	/** Where tokens are had from, for ways that fetch some. */
	tokenHostOf?(place: string): string;
}

const isHttps = ({ protocol, port }: URL) => protocol === 'https:' && port === '';

/** "acme.my.salesforce.com", "acme--uat.sandbox.my.salesforce.com". */
const myDomain = /^[a-z0-9-]+(?:\.[a-z0-9-]+)?\.my\.(?:salesforce\.(?:com|mil)|sfcrmproducts\.cn)$/;

/**
 * Lightning pages stand on another host than the API, and a redirect between them would drop the authorization. A proxy
 * (Defender for Cloud Apps) adds `.mcas.ms` to the page's host.
 */
const salesforce: Hosts = {
	placeOf(page) {
		const host = page.hostname
			.replace(/\.mcas\.ms$/, '')
			.replace(/\.lightning\.force\.(com|mil)$/, '.my.salesforce.$1')
			.replace(/\.lightning\.crmforce\.mil$/, '.my.salesforce.mil')
			.replace(/\.lightning\.sfcrmapps\.cn$/, '.my.sfcrmproducts.cn');
		return isHttps(page) && myDomain.test(host) ? host : null;
	},
	isPlace: (host) => myDomain.test(host),
	apiHostOf: (place) => place,
	tokenHostOf: (place) => place,
};

const hubspot: Hosts = {
	placeOf: (page) =>
		isHttps(page) && /^app(?:-[a-z]+\d+)?\.hubspot\.com$/.test(page.hostname) ? 'api.hubapi.com' : null,
	isPlace: (host) => host === 'api.hubapi.com',
	apiHostOf: () => 'api.hubapi.com',
};

/** Hosts of the vendor that are no company's. */
const pipedriveOwn = ['www', 'app', 'api', 'oauth', 'developers', 'support', 'status'];

function isCompany(host: string): boolean {
	const [, company] = /^([a-z0-9-]+)\.pipedrive\.com$/.exec(host) ?? [];
	return company !== undefined && !pipedriveOwn.includes(company);
}

const pipedrive: Hosts = {
	placeOf: (page) => (isHttps(page) && isCompany(page.hostname) ? page.hostname : null),
	isPlace: isCompany,
	apiHostOf: (place) => place,
};

/** Data centres: what ends the pages' hosts, the API's host and the one of accounts. */
const zohoCentres: readonly (readonly [pages: string, api: string, accounts: string])[] = [
	['zoho.com', 'zohoapis.com', 'accounts.zoho.com'],
	['zoho.eu', 'zohoapis.eu', 'accounts.zoho.eu'],
	['zoho.in', 'zohoapis.in', 'accounts.zoho.in'],
	['zoho.com.au', 'zohoapis.com.au', 'accounts.zoho.com.au'],
	['zoho.com.cn', 'zohoapis.com.cn', 'accounts.zoho.com.cn'],
	['zoho.jp', 'zohoapis.jp', 'accounts.zoho.jp'],
	['zoho.sa', 'zohoapis.sa', 'accounts.zoho.sa'],
	['zohocloud.ca', 'zohoapis.ca', 'accounts.zohocloud.ca'],
];

const zoho: Hosts = {
	placeOf(page) {
		if (!isHttps(page)) return null;
		for (const [pages, api] of zohoCentres) {
			if (page.hostname === `crm.${pages}` || page.hostname === `crmplus.${pages}`) return `www.${api}`;
			if (page.hostname === `crmsandbox.${pages}`) return `sandbox.${api}`;
		}
		return null;
	},
	isPlace: (host) => zohoCentres.some(([, api]) => host === `www.${api}` || host === `sandbox.${api}`),
	apiHostOf: (place) => place,
	tokenHostOf: (place) => zohoCentres.find(([, api]) => place.endsWith(`.${api}`))?.[2] ?? place,
};

/** Any firm's own host; a token never goes out unencrypted. */
const ownHost = (page: URL) => (page.protocol === 'https:' && page.hostname !== '' ? page.host : null);

/** True for a host as an address has it, with the port where there is one, and nothing else. */
const ownPlace = (host: string) => URL.parse(`https://${host}`)?.host === host;

const twenty: Hosts = {
	placeOf: ownHost,
	isPlace: ownPlace,
	apiHostOf: (place) => (/^[a-z0-9-]+\.twenty\.com$/.test(place) ? 'api.twenty.com' : place),
	mayServerDiffer: true,
	isSelfHosted: true,
};

const frappe: Hosts = { placeOf: ownHost, isPlace: ownPlace, apiHostOf: (place) => place, isSelfHosted: true };

const table: Readonly<Record<CrmId, Hosts>> = { salesforce, hubspot, pipedrive, zoho, twenty, frappe };

const hostsOf = (crm: CrmId): Hosts | null => (Object.hasOwn(table, crm) ? (table[crm] ?? null) : null);

/** The place of a page of this CRM; null for a page that is none of its, or a CRM without an API of this kind. */
export function placeOf(crm: CrmId, page: string): string | null {
	const url = URL.parse(page);
	return url ? (hostsOf(crm)?.placeOf(url) ?? null) : null;
}

/** The place that somebody means who typed or pasted the address of a page or of the API; null when it is none. */
export function readPlace(crm: CrmId, typed: string): string | null {
	const text = typed.trim();
	const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
	const hosts = hostsOf(crm);
	if (url === null || hosts === null || url.username !== '' || url.password !== '') return null;
	// A bare word is more often a slip than a host.
	if (!url.hostname.includes('.')) return null;
	return hosts.placeOf(url);
}

/** The API host of a place, `server` where the user named another and this CRM allows that; null when it cannot be. */
export function apiHostOf(crm: CrmId, place: string, server: string | null = null): string | null {
	const hosts = hostsOf(crm);
	if (!hosts?.isPlace(place)) return null;
	const usual = hosts.apiHostOf(place);
	if (server === null || server === usual) return usual;
	return hosts.mayServerDiffer && ownPlace(server) ? server : null;
}

/** Where tokens of a place are had from; null where none can be. */
export function tokenHostOf(crm: CrmId, place: string): string | null {
	const hosts = hostsOf(crm);
	return hosts?.isPlace(place) ? (hosts.tokenHostOf?.(place) ?? null) : null;
}

/** Match patterns the browser is asked for, so that the background may call these hosts. */
export function patternsOf(crm: CrmId, place: string, apiHost: string): string[] {
	const hosts = [apiHost, tokenHostOf(crm, place)];
	return [...new Set(hosts.flatMap((host) => (host === null ? [] : [`https://${host}/*`])))];
}

/** True for a match pattern that a vendor's API needs and no page of a CRM the user added: nothing is to run there. */
export function isVendorPattern(pattern: string): boolean {
	const host = /^https:\/\/([^/]+)\/\*$/.exec(pattern)?.[1];
	if (host === undefined) return false;
	const vendors = Object.values(table).filter(({ isSelfHosted }) => !isSelfHosted);
	const isAccounts = zohoCentres.some(([, , accounts]) => accounts === host);
	return isAccounts || host === 'api.twenty.com' || vendors.some(({ isPlace }) => isPlace(host));
}
