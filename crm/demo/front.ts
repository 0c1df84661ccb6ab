import type { RecordRef } from '../../core/model/deal.ts';
import type { Page } from '../contract.ts';

/** Which record the demo CRM shows. */

/** The view of the record in front; views of former records are hidden beside it. */
export function viewInFront(document: Document): HTMLElement | null {
	return document.querySelector<HTMLElement>('.pane > .view:not([hidden])');
}

/** The deal or quote in front, by what its view says of itself. */
export function recordInFront({ document, url }: Page): RecordRef | null {
	const view = viewInFront(document);
	const { kind, id } = view?.dataset ?? {};
	const site = url.origin;
	if (id && (kind === 'quote' || kind === 'opportunity')) return { crm: 'demo', site, kind, id };
	// Its server does not answer, so that it draws no record: the address alone says which one was asked for.
	const asked = view?.querySelector(':scope > .error') ? /^\/(deals|quotes)\/([^/]+)\/?$/.exec(url.pathname) : null;
	return asked?.[2] ? { crm: 'demo', site, kind: asked[1] === 'quotes' ? 'quote' : 'opportunity', id: asked[2] } : null;
}
