import type { Page } from '../contract.ts';

/** What ends the hosts of each data centre. */
export const centres = [
	'zoho.com',
	'zoho.eu',
	'zoho.in',
	'zoho.com.au',
	'zoho.com.cn',
	'zoho.jp',
	'zoho.sa',
	'zohocloud.ca',
] as const;

/** What begins them: the CRM by itself, inside CRM Plus, and its sandbox. */
export const beginnings = ['crm', 'crmplus', 'crmsandbox'] as const;

/** True on a page of Zoho CRM, in any data centre. */
export function claims({ url }: Page): boolean {
	const [beginning = '', ...rest] = url.hostname.split('.');
	const isOwn = (names: readonly string[], name: string) => names.includes(name);
	return url.protocol === 'https:' && isOwn(beginnings, beginning) && isOwn(centres, rest.join('.'));
}
