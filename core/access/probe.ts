import type { AccessVerdict } from '../model/access.ts';
import type { ApiAnswer, NoAccess } from '../model/api.ts';
import type { AccessProfile, Probe } from '../model/crm-profile.ts';

type Json = Readonly<Record<string, unknown>>;

const inside = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});

/** The path of the next question; null when nothing more needs to be asked, or the answer does not say of whom. */
function nextPath({ next }: Probe, checked: Json): string | null {
	if (!next?.from) return next?.path ?? null;
	const [, part] = next.from.pattern.exec(String(checked[next.from.key])) ?? [];
	return part === undefined ? null : next.path.replace('$1', () => part);
}

/** What keys and indexes lead to; undefined where one leads nowhere. */
function at(keys: readonly (string | number)[], wire: Json): unknown {
	let value: unknown = wire;
	for (const key of keys)
		value = typeof key === 'string' ? inside(value)[key] : Array.isArray(value) ? value[key] : undefined;
	return value;
}

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

/** Tries an access by GETs that `read` makes with it; `who` names the user or the account, null where nothing does. */
export async function tryAccess(
	access: AccessProfile | null,
	read: (path: string) => Promise<ApiAnswer | NoAccess | null>,
): Promise<AccessVerdict> {
	if (!access) return { code: 'token-missing' };
	const { probe } = access;
	const answer = await read(probe.check);
	const fault = faultOf(answer);
	if (fault || answer === null || typeof answer === 'string') return fault ?? { code: 'api-unreachable' };
	const checked = jsonOf(answer) ?? {};
	const path = nextPath(probe, checked);
	const more = path === null ? null : await read(path);
	// The access works without it: a name is only kind.
	const last = path === null ? checked : more === null || typeof more === 'string' ? {} : (jsonOf(more) ?? {});
	const who = probe.who && at(probe.who, last);
	const isName = (typeof who === 'string' && who.trim() !== '') || typeof who === 'number';
	return { code: 'works', who: isName ? String(who).slice(0, 200) : null };
}
