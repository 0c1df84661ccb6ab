import type { AccessVerdict } from '../model/access.ts';
import type { ApiAnswer, NoAccess } from '../model/api.ts';
import type { CrmId } from '../model/deal.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * How an access is tried: one harmless read of what Dealside needs, and what names the user or the account. `who` may
 * take what the answers before it held.
 */
interface Probe {
	readonly check: string;
	/** Path of the next question, null when nothing more needs to be asked. */
	readonly next?: (checked: Json) => string | null;
	readonly who: (last: Json) => unknown;
}

const inside = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});

const probes: Readonly<Record<CrmId, Probe>> = {
	salesforce: {
		check: '/services/data/v60.0/',
		next: ({ identity }) => {
			const user = /\/(005\w{12,15})$/.exec(String(identity))?.[1];
			return user === undefined ? null : `/services/data/v60.0/sobjects/User/${user}?fields=Name`;
		},
		who: ({ Name }) => Name,
	},
	hubspot: {
		check: '/crm/v3/objects/deals?limit=1&properties=dealname',
		next: () => '/account-info/v3/details',
		who: ({ portalId }) => portalId,
	},
	pipedrive: { check: '/api/v1/users/me', who: ({ data }) => inside(data).name },
	zoho: {
		check: '/crm/v8/Deals?fields=Deal_Name&per_page=1',
		next: () => '/crm/v8/users?type=CurrentUser',
		who: ({ users }) => inside(Array.isArray(users) ? users[0] : null).full_name,
	},
	twenty: { check: '/rest/opportunities?limit=1', who: () => null },
	frappe: { check: '/api/method/frappe.auth.get_logged_user', who: ({ message }) => message },
};

/** The JSON object of an answer; null for anything else. */
function jsonOf({ status, text }: ApiAnswer): Json | null {
	// Zoho says "nothing there" without a word.
	if (status === 204) return {};
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null ? inside(value) : null;
	} catch {
		return null;
	}
}

/** What an answer to a try means; null for one that is as it should be. */
function faultOf(answer: ApiAnswer | NoAccess | null): AccessVerdict | null {
	if (answer === null) return { code: 'api-unreachable' };
	if (typeof answer === 'string') return { code: answer };
	const { status } = answer;
	if (status >= 200 && status < 300) return jsonOf(answer) === null ? { code: 'not-json' } : null;
	if (status === 401) return { code: 'signed-out' };
	if (status === 403) return { code: 'not-allowed' };
	if (status === 404 || status === 410) return { code: 'not-found' };
	if (status === 429) return { code: 'rate-limited' };
	return { code: status >= 500 ? 'server-failed' : 'api-changed' };
}

/** Tries an access by GETs that `read` makes with it. */
export async function tryAccess(
	crm: CrmId,
	read: (path: string) => Promise<ApiAnswer | NoAccess | null>,
): Promise<AccessVerdict> {
	const probe = Object.hasOwn(probes, crm) ? probes[crm] : undefined;
	if (!probe) return { code: 'token-missing' };
	const answer = await read(probe.check);
	const fault = faultOf(answer);
	if (fault || answer === null || typeof answer === 'string') return fault ?? { code: 'api-unreachable' };
	const checked = jsonOf(answer) ?? {};
	const path = probe.next?.(checked) ?? null;
	const more = path === null ? null : await read(path);
	// The access works without it: a name is only kind.
	const last = path === null ? checked : more === null || typeof more === 'string' ? {} : (jsonOf(more) ?? {});
	const who = probe.who(last);
	const isName = (typeof who === 'string' && who.trim() !== '') || typeof who === 'number';
	return { code: 'works', who: isName ? String(who).slice(0, 200) : null };
}
