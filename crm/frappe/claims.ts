import type { Page } from '../contract.ts';

/** True on a page of Frappe CRM, and on the desk in which ERPNext's forms are: both load their own files. */
export function claims({ document, url }: Page): boolean {
	const loads = (folder: string) =>
		document.querySelector(`head link[href*="${folder}"], script[src*="${folder}"]`) !== null;
	if (/^\/crm(?:\/|$)/.test(url.pathname)) return loads('/assets/crm/');
	if (!/^\/(?:app|desk)(?:\/|$)/.test(url.pathname)) return false;
	return loads('/assets/frappe/') || document.querySelector('.page-container[data-page-route]') !== null;
}
