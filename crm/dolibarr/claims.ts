import type { Page } from '../contract.ts';

/** True on a page of Dolibarr, its log-in included: each names its makers. */
export function claims({ document }: Page): boolean {
	return document.querySelector('meta[name="author"][content*="Dolibarr"]') !== null;
}
