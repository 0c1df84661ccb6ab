import type { Page } from '../contract.ts';
import { vendorsOwn } from './profile.ts';

/** True on a page of a company's Pipedrive. */
export function claims({ url }: Page): boolean {
	const [, company] = /^([a-z0-9-]+)\.pipedrive\.com$/.exec(url.hostname) ?? [];
	return url.protocol === 'https:' && company !== undefined && !vendorsOwn.includes(company);
}
