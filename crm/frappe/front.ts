import type { RecordRef } from '../../core/model/deal.ts';
import type { Page } from '../contract.ts';
import { followed, usuallyWithinMs } from '../kit/front.ts';
import { itemRows, type QuoteOnPage, quoteForm } from './fields.ts';

/** Which deal or quotation a page shows. */

/** Frappe CRM names a deal by its id alone; its lists stand below "view". */
const dealPath = /^\/crm\/deals\/([^/]+)\/?$/;
const quotePath = /^\/(?:app|desk)\/quotation\/([^/]+)\/?$/;

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
function printOf({ ownerDocument: document }: Element, rows: readonly HTMLElement[] | null): string | null {
	if (rows) return rows.map((row) => row.dataset.name).join();
	return document.querySelector('#app .cursor-copy')?.textContent?.trim() ?? null;
}

const front = followed(usuallyWithinMs);

/** The record in front with the parts of its page that it was told by. */
export interface InFront {
	readonly ref: RecordRef;
	/** Null for a deal. */
	readonly quote: QuoteOnPage | null;
}

/**
 * The deal or quotation in front. The address names the next one while the page still shows the last: until what is
 * shown changes the last one stays.
 */
export function inFront({ document, url }: Page): InFront | null {
	const named = nameIn(url);
	if (!named) return null;
	const drawn = named.kind === 'quote' ? quoteForm(document) : document.querySelector('#app header');
	if (!drawn) return null;
	const ref: RecordRef = { crm: 'frappe', site: url.origin, ...named };
	const rows = named.kind === 'quote' ? itemRows(drawn) : null;
	return { ref: front.follow(document, ref, printOf(drawn, rows)), quote: rows && { form: drawn, rows } };
}

/** The same alone. */
export function recordInFront(page: Page): RecordRef | null {
	return inFront(page)?.ref ?? null;
}
