import type { AccessWay } from '../model/access.ts';
import type { ApiRequest } from '../model/api.ts';
import type { AccessProfile, Reading } from '../model/crm-profile.ts';

/** True where each part of a request that holds several is a request that reads. */
function areAllGets(body: unknown, list: string): boolean {
	const parts = (body as Readonly<Record<string, unknown>> | null)?.[list];
	return (
		Array.isArray(parts) &&
		parts.every((part) => {
			const method = (part as { method?: unknown } | null)?.method;
			return typeof method === 'string' && method.toUpperCase() === 'GET';
		})
	);
}

/** GraphQL that names neither a mutation nor a subscription anywhere, not even as a name of its own. */
function isQuery(body: unknown): boolean {
	const query = (body as { query?: unknown } | null)?.query;
	return typeof query === 'string' && !/\b(?:mutation|subscription)\b/i.test(query);
}

/** True for a body that asks for no more than this reading allows. */
function doesOnlyRead(body: string | undefined, wanted: Reading['body']): boolean {
	if (wanted === undefined) return true;
	return wanted === 'query' ? isQuery(jsonOf(body)) : areAllGets(jsonOf(body), wanted.partsOf);
}

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

function jsonOf(body: string | undefined): unknown {
	try {
		return JSON.parse(body ?? 'null');
	} catch {
		return null;
	}
}

/**
 * Where a request goes, when it may go out with a token of this host: encrypted, to the API host alone, and only to
 * read, as the profile of the CRM names it. Null for any other. A path alone is meant from the API host's root.
 */
export function apiAddress(access: AccessProfile | null, apiHost: string, request: ApiRequest): URL | null {
	const url = URL.parse(request.url, `https://${apiHost}`);
	if (url?.protocol !== 'https:' || url.host !== apiHost || url.username !== '' || url.password !== '') return null;
	if (access === null || !isNormalPath(url.pathname, access.namesFrom)) return null;
	const isReading = access.readings.some(
		({ method, path, body }) =>
			method === request.method && path.test(url.pathname) && doesOnlyRead(request.body, body),
	);
	return isReading ? url : null;
}

/** Headers an adapter may set, which are all that one sets; others are the browser's or ours. */
const ownHeaders: readonly string[] = ['content-type'];

/** The headers of a request as they go out, without the authorization. */
export function headersOf(request: ApiRequest): Record<string, string> {
	const asked = Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const);
	return { accept: 'application/json', ...Object.fromEntries(asked.filter(([name]) => ownHeaders.includes(name))) };
}

/** The header that authorizes a request: the CRM's own, or a bearer's token (RFC 6750). */
export function authorizationOf(
	access: AccessProfile | null,
	way: AccessWay,
	token: string,
): readonly [name: string, value: string] {
	const own = access?.authorization;
	if (!own || (own.onlyBy !== undefined && own.onlyBy !== way)) return ['authorization', `Bearer ${token}`];
	return [own.header, `${own.before}${token}`];
}
