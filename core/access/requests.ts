import type { ApiRequest } from '../model/api.ts';
import type { CrmId } from '../model/deal.ts';

/** A kind of request that only reads. `doesOnlyRead` looks into a body, as JSON, that could ask for more. */
interface Reading {
	readonly method: 'GET' | 'POST';
	readonly path: RegExp;
	readonly doesOnlyRead?: (body: unknown) => boolean;
}

/** The parts of a Salesforce composite request are requests themselves. */
function areAllGets(list: string) {
	return (body: unknown): boolean => {
		const parts = (body as Readonly<Record<string, unknown>> | null)?.[list];
		return (
			Array.isArray(parts) &&
			parts.every((part) => String((part as { method?: unknown } | null)?.method).toUpperCase() === 'GET')
		);
	};
}

/** GraphQL that names neither a mutation nor a subscription anywhere, not even as a name of its own. */
function isQuery(body: unknown): boolean {
	const query = (body as { query?: unknown } | null)?.query;
	return typeof query === 'string' && !/\b(?:mutation|subscription)\b/i.test(query);
}

/** Every request that goes out with a token. What is not here is refused, so that no page can write through us. */
const readings: Readonly<Record<CrmId, readonly Reading[]>> = {
	salesforce: [
		{ method: 'GET', path: /^\/services\/data(?:\/.*)?$/ },
		{ method: 'POST', path: /^\/services\/data\/v\d+\.\d\/composite$/, doesOnlyRead: areAllGets('compositeRequest') },
		{
			method: 'POST',
			path: /^\/services\/data\/v\d+\.\d\/composite\/batch$/,
			doesOnlyRead: areAllGets('batchRequests'),
		},
	],
	hubspot: [
		{ method: 'GET', path: /^\/(?:crm|account-info|settings)\// },
		{ method: 'POST', path: /^\/crm\/[\w/-]+\/(?:batch\/read|search)$/ },
	],
	pipedrive: [{ method: 'GET', path: /^\/(?:api\/)?v[12]\// }],
	zoho: [
		{ method: 'GET', path: /^\/crm\/v\d+(?:\.\d+)?\// },
		{ method: 'POST', path: /^\/crm\/v\d+(?:\.\d+)?\/coql$/ },
	],
	twenty: [
		{ method: 'GET', path: /^\/rest\// },
		{ method: 'POST', path: /^\/(?:graphql|metadata)$/, doesOnlyRead: isQuery },
	],
	frappe: [
		{ method: 'GET', path: /^\/api\/resource\// },
		{
			method: 'GET',
			path: /^\/api\/method\/(?:frappe\.client\.get(?:_\w+)?|frappe\.auth\.get_logged_user|frappe\.desk\.form\.load\.getdoc|[\w.]+\.get_\w+)$/,
		},
	],
};

function jsonOf(body: string | undefined): unknown {
	try {
		return JSON.parse(body ?? 'null');
	} catch {
		return null;
	}
}

/**
 * Where a request goes, when it may go out with a token of this host: encrypted, to the API host alone, and only to
 * read. Null for any other. A path alone is meant from the API host's root.
 */
export function apiAddress(crm: CrmId, apiHost: string, request: ApiRequest): URL | null {
	const url = URL.parse(request.url, `https://${apiHost}`);
	if (url?.protocol !== 'https:' || url.host !== apiHost || url.username !== '' || url.password !== '') return null;
	const own = Object.hasOwn(readings, crm) ? (readings[crm] ?? []) : [];
	const isReading = own.some(
		({ method, path, doesOnlyRead }) =>
			method === request.method &&
			path.test(url.pathname) &&
			(doesOnlyRead === undefined || doesOnlyRead(jsonOf(request.body))),
	);
	return isReading ? url : null;
}

/** Headers an adapter may set; all others are the browser's or ours. */
const ownHeaders = [
	'accept',
	'accept-language',
	'content-type',
	'if-none-match',
	'prefer',
	'sforce-call-options',
	'x-crm-org',
	'x-requested-with',
];

/** The headers of a request as they go out, without the authorization. */
export function headersOf(request: ApiRequest): Record<string, string> {
	const asked = Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const);
	return { accept: 'application/json', ...Object.fromEntries(asked.filter(([name]) => ownHeaders.includes(name))) };
}

/** How each CRM takes a token, by the references of the vendors. */
export function authorizationOf(crm: CrmId, way: string, token: string): readonly [name: string, value: string] {
	if (crm === 'pipedrive') return ['x-api-token', token];
	if (crm === 'zoho') return ['authorization', `Zoho-oauthtoken ${token}`];
	if (crm === 'frappe' && way === 'token') return ['authorization', `token ${token}`];
	return ['authorization', `Bearer ${token}`];
}
