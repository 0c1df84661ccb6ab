import type { RecordRef } from '../../core/model/deal.ts';
import type { Seen } from '../../core/model/read-failure.ts';
import type { Page } from '../contract.ts';
import { followed, usuallyWithinMs } from '../kit/front.ts';
import { isDrawn, seenOn } from '../kit/places.ts';

/** Which deal or quotation a page shows. */

/** What pages, grids and rows are known from. */
export const structure: Seen = { on: '2026-08-07', by: 'code', where: 'Frappe CRM 8b7dfdd; files of Frappe’s desk' };

/** Makes a selector of what its source draws. */
export const code = seenOn('2026-08-07', 'code', 'Frappe CRM 8b7dfdd');

/** Frappe CRM names a deal by its id alone; its lists stand below "view". */
const dealPath = /^\/crm\/deals\/([^/]+)\/?$/;
const quotePath = /^\/(?:app|desk)\/quotation\/([^/]+)\/?$/;

/** The desk's form of quotations; null while another page of it is in front. */
export function quoteForm(document: Document): Element | null {
	const forms = document.querySelectorAll(
		'.page-container[data-page-route="Quotation"], .page-container[data-page-route="Form/Quotation"]',
	);
	return [...forms].find(isDrawn) ?? null;
}

/** Rows of a quotation's items, each with the id of its line; the row of headings and the one to search have none. */
export function itemRows(form: Element): HTMLElement[] {
	return [...form.querySelectorAll<HTMLElement>('[data-fieldname="items"] .grid-row[data-name]')];
}

function nameIn(url: URL): { readonly kind: RecordRef['kind']; readonly id: string } | null {
	const [, deal] = dealPath.exec(url.pathname) ?? [];
	const [, quote] = quotePath.exec(url.pathname) ?? [];
	const written = deal ?? quote;
	if (written === undefined || written === 'view') return null;
	try {
		const id = decodeURIComponent(written);
		// What is not saved yet is named for the time being.
		return quote !== undefined && id.startsWith('new-quotation-') ? null : { kind: deal ? 'opportunity' : 'quote', id };
	} catch {
		return null;
	}
}

/** What tells two records apart on the page itself, in its form or its head: a deal's id beside its name, the ids of a quotation's lines. */
function printOf(drawn: Element, kind: RecordRef['kind']): string | null {
	if (kind === 'opportunity')
		return drawn.ownerDocument.querySelector('#app .cursor-copy')?.textContent?.trim() ?? null;
	return itemRows(drawn)
		.map((row) => row.dataset.name)
		.join();
}

const front = followed(usuallyWithinMs);

/**
 * The deal or quotation in front. The address names the next one while the page still shows the last: until what is
 * shown changes the last one stays.
 */
export function recordInFront({ document, url }: Page): RecordRef | null {
	const named = nameIn(url);
	if (!named) return null;
	const drawn = named.kind === 'quote' ? quoteForm(document) : document.querySelector('#app header');
	if (!drawn) return null;
	const ref: RecordRef = { crm: 'frappe', site: url.origin, ...named };
	return front.follow(document, ref, printOf(drawn, named.kind));
}
