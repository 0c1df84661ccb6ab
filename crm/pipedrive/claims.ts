import type { Page } from '../contract.ts';

/** Hosts of the vendor that are no company's: `https://www.pipedrive.com`. */
export const vendorsOwn: readonly string[] = ['www', 'app', 'api', 'oauth', 'developers', 'support', 'status'];

/** True on a page of a company's Pipedrive. */
export function claims({ url }: Page): boolean {
	const [, company] = /^([a-z0-9-]+)\.pipedrive\.com$/.exec(url.hostname) ?? [];
	return url.protocol === 'https:' && company !== undefined && !vendorsOwn.includes(company);
}
