import { failure, type Result, success } from '../core/model/result.ts';
import type { Site } from '../core/model/settings.ts';

/** One host as the browser is asked for it. */
export interface SiteAddress {
	/** Match pattern of the one host, "https://crm.example:8443/*". */
	readonly pattern: string;
	/** "crm.example:8443". */
	readonly label: string;
}

/** Why an address is refused. `site-vague`: a bare word, which is more often a slip than a host of the firm's network. */
export type SiteFault = 'site-missing' | 'site-unreadable' | 'site-scheme' | 'site-login' | 'site-vague';

const schemePattern = /^([a-z][a-z0-9+.-]*):\/\//i;
const hostPattern = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;

/** Reads what a person types or pastes for a site: a whole address or a host; https where no scheme is given. */
export function readSiteAddress(text: string): Result<SiteAddress, SiteFault> {
	const typed = text.trim();
	if (typed === '') return failure('site-missing');
	const scheme = schemePattern.exec(typed)?.[1]?.toLowerCase();
	if (scheme !== undefined && scheme !== 'https' && scheme !== 'http') return failure('site-scheme');
	const url = URL.parse(scheme === undefined ? `https://${typed}` : typed);
	if (url === null || url.host === '') return failure('site-unreadable');
	if (url.username !== '' || url.password !== '') return failure('site-login');
	const isLiteral = url.hostname.startsWith('[');
	if (!isLiteral && !hostPattern.test(url.hostname)) return failure('site-unreadable');
	const isBareWord = !isLiteral && !url.hostname.includes('.') && url.hostname !== 'localhost';
	if (isBareWord && scheme === undefined && url.port === '') return failure('site-vague');
	return success({ pattern: `${url.protocol}//${url.host}/*`, label: url.host });
}

/** True when others on the network can read what a site sends: http, and not from this machine itself. */
export function isReadableOnTheWay(address: string): boolean {
	const host = /^http:\/\/(\[[^\]]*\]|[^/:]*)/.exec(address)?.[1];
	if (host === undefined) return false;
	const isHere =
		host === '[::1]' || host === 'localhost' || host.endsWith('.localhost') || /^127(\.\d+){3}$/.test(host);
	return !isHere;
}

/** The site that covers an address, null when Dealside does not run there or the address is no web page. */
export function siteOfAddress(sites: readonly Site[], address: string): Site | null {
	const url = URL.parse(address);
	if (url === null) return null;
	return sites.find((site) => doesPatternCover(site.pattern, url)) ?? null;
}

function doesPatternCover(pattern: string, url: URL): boolean {
	const parts = /^(\*|https?):\/\/(\*|(?:\*\.)?[^/*]+)\//.exec(pattern);
	if (parts === null) return false;
	const [, scheme, host = ''] = parts;
	const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
	if (!isWeb || (scheme !== '*' && `${scheme}:` !== url.protocol)) return false;
	if (host === '*') return true;
	if (host.startsWith('*.')) return url.hostname === host.slice(2) || url.hostname.endsWith(host.slice(1));
	// A pattern without a port covers every port of its host.
	return host.includes(':') && !host.endsWith(']') ? host === url.host : host === url.hostname;
}
