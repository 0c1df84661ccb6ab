import type { Seen } from '../../core/model/read-failure.ts';
import { isDrawn, seenOn } from '../kit/places.ts';
/** What pages of Frappe CRM and of the desk are made of. */

/** What pages, grids and rows are known from. */
export const structure: Seen = { on: '2026-08-07', by: 'code', where: 'Frappe CRM 8b7dfdd; files of Frappe’s desk' };

/** Makes a selector of what its source draws. */
export const code = seenOn('2026-08-07', 'code', 'Frappe CRM 8b7dfdd');

/** The desk's form of quotations; null while another page of it is in front. */
export function quoteForm(document: Document): Element | null {
	const forms = document.querySelectorAll(
		'.page-container[data-page-route="Quotation"], .page-container[data-page-route="Form/Quotation"]',
	);
	return [...forms].find(isDrawn) ?? null;
}

/** A quotation as it is drawn. */
export interface QuoteOnPage {
	readonly form: Element;
	/** Rows of its items, each with the id of its line. */
	readonly rows: readonly HTMLElement[];
}

/** Rows of a quotation's items, each with the id of its line; the row of headings and the one to search have none. */
export function itemRows(form: Element): HTMLElement[] {
	return [...form.querySelectorAll<HTMLElement>('[data-fieldname="items"] .grid-row[data-name]')];
}
