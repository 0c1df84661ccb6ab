import type { Page } from '../contract.ts';

/** True on a page of HubSpot's app, in any region. */
export function claims({ url }: Page): boolean {
	return url.protocol === 'https:' && /^app(?:-[a-z]+\d+)?\.hubspot\.com$/.test(url.hostname);
}
