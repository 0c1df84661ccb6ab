import type { RecordRef } from '../../core/model/deal.ts';
import type { Page } from '../contract.ts';
import { followed, usuallyWithinMs } from '../kit/front.ts';
import { dealFields, fieldIn, recordParts, shownText } from './fields.ts';

/** Which record a page shows. */

/** With or without an organisation's name, by itself or inside CRM Plus. */
const recordPath = /\/crm\/(?:[^/]+\/)?tab\/(Potentials|Quotes)\/(\d{10,})(?:\/([a-z-]+))?\/?$/;

/** Under a record's address: a new record made from it, and how it looks on paper. */
const otherPages = ['clone', 'export-pdf', 'print'];

const kinds: Readonly<Record<string, RecordRef['kind']>> = { Potentials: 'opportunity', Quotes: 'quote' };

function addressed({ url }: Page): { readonly ref: RecordRef; readonly isForm: boolean } | null {
	const [, module = '', id, page] = recordPath.exec(url.pathname) ?? [];
	const kind = kinds[module];
	if (!kind || !id || (page !== undefined && otherPages.includes(page))) return null;
	// Ids are one data centre's, whichever way its pages are come by.
	const site = url.origin.replace('://crmplus.', '://crm.');
	return { ref: { crm: 'zoho', site, kind, id }, isForm: page === 'edit' };
}

/** True on the page that edits a record as a whole. */
export function isForm(page: Page): boolean {
	return addressed(page)?.isForm ?? false;
}

/** The document with the record in it: the page's own, or a frame of the same site, as CRM Plus has them. */
export function rootOf({ document }: Page): Document {
	if (document.querySelector(recordParts)) return document;
	for (const frame of document.querySelectorAll('iframe')) {
		const inner = frame.contentDocument;
		if (inner?.querySelector(recordParts)) return inner;
	}
	return document;
}

/** What a page says of its record, as one text: two looks of the same text saw the same record. */
function printOf(root: Document): string {
	const parts = [dealFields.title, dealFields.shownAmount, dealFields.stage];
	return parts
		.map((place) => shownText(fieldIn(root, place).element))
		.join('\n')
		.trim();
}

const front = followed(usuallyWithinMs);

/**
 * The deal or quote of the address; what makes a new one of it is none. The address changes before the page does: until
 * the page follows, the last record stays in front.
 */
export function recordInFront(page: Page): RecordRef | null {
	const { document } = page;
	const ref = addressed(page)?.ref;
	if (!ref || !document.body?.childElementCount) {
		front.forget(document);
		return null;
	}
	return front.follow(document, ref, printOf(rootOf(page)));
}
