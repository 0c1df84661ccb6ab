import type { RecordRef } from '../../core/model/deal.ts';
import type { Page } from '../contract.ts';
import { followed, usuallyWithinMs } from '../kit/front.ts';
import { isDrawn } from '../kit/places.ts';
import { dealFields, fieldIn, rowParts, textOf } from './fields.ts';

/** Which deal a page shows. */

const dealPath = /^\/(?:[a-z0-9-]+\/)*deal\/(\d+)(?:\/|$)/i;
const dealLink = /(?:^|\/)deal\/(\d+)(?:[/?#]|$)/;
const panelTitle = '[data-testid="deal-title"]';
const panels = '[role="dialog"], [aria-modal="true"], [data-testid*="modal"], [data-testid*="panel"], aside';

/** A deal opened over the pipeline: its panel, and the deal that a link in it leads to. */
function openPanel(document: Document): { readonly root: Element; readonly id: string } | null {
	const title = [...document.querySelectorAll(panelTitle)].find(isDrawn);
	const root = title?.closest(panels);
	if (!root) return null;
	for (const link of root.querySelectorAll('a[href]')) {
		const [, id] = dealLink.exec(link.getAttribute('href') ?? '') ?? [];
		if (id) return { root, id };
	}
	return null;
}

/** Where the deal in front is in the document. */
export function rootOf({ document, url }: Page): ParentNode {
	return dealPath.test(url.pathname) ? document : (openPanel(document)?.root ?? document);
}

/** What a page says of its deal, as one text: two looks of the same text saw the same deal. */
function printOf(root: ParentNode): string {
	const rows = [...root.querySelectorAll(rowParts.row)].map((row) => row.textContent);
	const parts = [dealFields.title, dealFields.stage].map((place) => fieldIn(root, place).element);
	return [...parts.map((part) => `${textOf(part)}${part?.getAttribute('aria-label') ?? ''}`), ...rows]
		.join('\n')
		.trim();
}

const front = followed(usuallyWithinMs);

/**
 * The deal in front: on its own page, or in a panel over the pipeline. The address changes before the page does: until
 * the page follows, the last deal stays in front.
 */
export function recordInFront(page: Page): RecordRef | null {
	const { document, url } = page;
	const [, addressed] = dealPath.exec(url.pathname) ?? [];
	const id = addressed ?? openPanel(document)?.id;
	if (!id || !document.body?.childElementCount) {
		front.forget(document);
		return null;
	}
	const ref: RecordRef = { crm: 'pipedrive', site: url.origin, kind: 'opportunity', id };
	const print = printOf(rootOf(page));
	if (addressed) return front.follow(document, ref, print);
	front.keep(document, { ref, print });
	return ref;
}
