import type { AccessProfile, HostRule } from '../model/crm-profile.ts';

/**
 * Which hosts belong to a page, by the rules of its CRM. A host has its port where there is one. All functions take the
 * access of one CRM; null is a CRM without an API of this kind, or none that is known.
 */

/** What the first rule that fits makes of a host; null when none fits the whole of it. */
function ruled(rules: readonly HostRule[], host: string): string | null {
	for (const [from, to] of rules) {
		if (typeof from === 'string') {
			if (from === host) return to.replaceAll('$&', host);
		} else if (from.exec(host)?.[0] === host) return host.replace(from, to);
	}
	return null;
}

/** True for a host as an address has it, with the port where there is one, and nothing else. */
const isHost = (host: string) => URL.parse(`https://${host}`)?.host === host;

/** The API host that is usual for a place; null for what is no place. */
function usualHostOf({ apiHostOf: rules, isSelfHosted }: AccessProfile, place: string): string | null {
	if (!isSelfHosted) return ruled(rules, place);
	return isHost(place) ? (ruled(rules, place) ?? place) : null;
}

function placeOfPage({ placeOf: rules, isSelfHosted }: AccessProfile, page: URL): string | null {
	// A token never goes out unencrypted.
	if (page.protocol !== 'https:') return null;
	if (isSelfHosted) return page.hostname === '' ? null : page.host;
	return page.port === '' ? ruled(rules, page.hostname) : null;
}

/** The place of a page, as `AccessAccount.place` has it; null for a page that is not this CRM's. */
export function placeOf(access: AccessProfile | null, page: string): string | null {
	const url = URL.parse(page);
	return url && access ? placeOfPage(access, url) : null;
}

/** The place that somebody means who typed or pasted the address of a page or of the API; null when it is none. */
export function readPlace(access: AccessProfile | null, typed: string): string | null {
	const text = typed.trim();
	const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
	if (url === null || access === null || url.username !== '' || url.password !== '') return null;
	// A bare word is more often a slip than a host.
	if (!url.hostname.includes('.')) return null;
	return placeOfPage(access, url);
}

/** The API host of a place, `server` where the user named another and this CRM allows that; null when it cannot be. */
export function apiHostOf(access: AccessProfile | null, place: string, server: string | null = null): string | null {
	const usual = access && usualHostOf(access, place);
	if (!usual) return null;
	if (server === null || server === usual) return usual;
	return access.mayServerDiffer && isHost(server) ? server : null;
}

/** Where tokens of a place are had from; null where none can be. */
export function tokenHostOf(access: AccessProfile | null, place: string): string | null {
	if (!access?.tokens || usualHostOf(access, place) === null) return null;
	return ruled(access.tokens.hostOf, place);
}

/** Match patterns the browser is asked for, so that the background may call these hosts. */
export function patternsOf(access: AccessProfile | null, place: string, apiHost: string): string[] {
	const hosts = [apiHost, tokenHostOf(access, place)];
	return [...new Set(hosts.flatMap((host) => (host === null ? [] : [`https://${host}/*`])))];
}

/**
 * A match pattern as the browser can grant it and match pages by it. Firefox takes a pattern with a port, asks the user, and
 * then matches nothing by it (seen on 153 ESR, 2026-11): without the port it covers every port of its host.
 */
export function grantablePattern(pattern: string, doPortsMatch: boolean): string {
	return doPortsMatch ? pattern : pattern.replace(/^([a-z*]+:\/\/(?:\[[^\]]*\]|[^:/]*)):\d+\//, '$1/');
}

/** Hosts that rules name themselves, which are the vendor's. */
const namedIn = (rules: readonly HostRule[]) => rules.flatMap(([, to]) => (to.includes('$') ? [] : to));

/**
 * True for a match pattern that a vendor's API needs and no page of a CRM the user added: nothing is to run there.
 * `accesses` are those of all CRMs.
 */
export function isVendorPattern(accesses: readonly AccessProfile[], pattern: string): boolean {
	const host = /^https:\/\/([^/]+)\/\*$/.exec(pattern)?.[1];
	if (host === undefined) return false;
	return accesses.some((access) => {
		const named = namedIn([...access.apiHostOf, ...(access.tokens?.hostOf ?? [])]);
		return named.includes(host) || (!access.isSelfHosted && usualHostOf(access, host) !== null);
	});
}
