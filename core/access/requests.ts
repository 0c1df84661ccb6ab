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
			parts.every((part) => {
				const method = (part as { method?: unknown } | null)?.method;
				return typeof method === 'string' && method.toUpperCase() === 'GET';
			})
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
			// By name: what begins with "get" in Frappe may give out a stored password.
			path: /^\/api\/method\/(?:frappe\.auth\.get_logged_user|frappe\.client\.get_value|crm\.api\.get_translations)$/,
		},
	],
};

/** How often a part of a path may have been encoded: once by us, and once more by who wants to slip through. */
const mostEncodings = 3;

/** Signs that some server takes for another slash, or for the end of the path. */
const oddSigns = /[\\;\p{Cc}]/u;

/**
 * True for a path that every server reads as we do: no "..", no empty part, and no slash or backslash that is hidden by an
 * encoding. `name`: the path from where names of records stand, which may hold a slash that is encoded once.
 */
function isNormalPath(path: string, name: RegExp | undefined): boolean {
	const end = name?.exec(path)?.[0].length ?? path.length;
	if (/%(?:2f|5c)/i.test(path.slice(0, end))) return false;
	let text = path;
	for (let times = 0; text.includes('%'); times += 1) {
		if (times === mostEncodings) return false;
		try {
			text = decodeURIComponent(text);
		} catch {
			// A name such as "100% wool", once it was decoded; before that it is no path.
			if (times === 0) return false;
			break;
		}
	}
	const parts = text.replace(/^\//, '').replace(/\/$/, '').split('/');
	return !oddSigns.test(text) && !parts.some((part) => part === '' || part === '.' || part === '..');
}

/** Where names of records begin, in CRMs whose records are named by people: "SAL-QTN/2026/00001". */
const namesFrom: Readonly<Record<CrmId, RegExp>> = { frappe: /^\/api\/resource\/[^/]+\// };

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
	if (!isNormalPath(url.pathname, Object.hasOwn(namesFrom, crm) ? namesFrom[crm] : undefined)) return null;
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
