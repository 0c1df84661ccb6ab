import type { Page } from '../contract.ts';

/** True on a page of Tryton's web client, by its script or its frame. Seen on Tryton 6.0. */
export function claims({ document }: Page): boolean {
	return (
		document.querySelector('script[src*="tryton-sao"]') !== null ||
		(document.querySelector('#tabcontent') !== null && document.querySelector('#main_navbar, #menu') !== null)
	);
}
