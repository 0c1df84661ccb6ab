import type { RecordRef } from '../../core/model/deal.ts';
import type { Page } from '../contract.ts';
import { followed, usuallyWithinMs } from '../kit/front.ts';
import { itemRows, quoteForm } from './fields.ts';

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
