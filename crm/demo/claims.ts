import type { Page } from '../contract.ts';

/** True on a page of the demo CRM, by the name it gives itself. */
export function claims({ document }: Page): boolean {
	return document.documentElement?.dataset.app === 'fjordline';
}
