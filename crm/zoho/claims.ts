import type { Page } from '../contract.ts';
import { beginnings, centres } from './profile.ts';

/** True on a page of Zoho CRM, in any data centre. */
export function claims({ url }: Page): boolean {
	const [beginning = '', ...rest] = url.hostname.split('.');
	const isOwn = (names: readonly string[], name: string) => names.includes(name);
	return url.protocol === 'https:' && isOwn(beginnings, beginning) && isOwn(centres, rest.join('.'));
}
