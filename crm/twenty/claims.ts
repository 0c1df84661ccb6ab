import type { Page } from '../contract.ts';
import { vendorsOwn } from './profile.ts';

/** True on a workspace at the vendor's, and on a page that carries the settings every Twenty server writes into it. */
export function claims({ document, url }: Page): boolean {
	const [, workspace] = /^([a-z0-9-]+)\.twenty\.com$/.exec(url.hostname) ?? [];
	if (workspace !== undefined) return url.protocol === 'https:' && !vendorsOwn.includes(workspace);
	return document.querySelector('script#twenty-env-config') !== null;
}
