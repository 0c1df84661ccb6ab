import type { DealStage, RecordRef } from '../../core/model/deal.ts';

/** What is in the head of a record's page. Seen on 16.0.3, 2026-11. */

/** The first text of an element that is its own: what stands before its first child with something in it. */
function ownText(element: Element | null): string | null {
	for (const node of element?.childNodes ?? []) {
		const text = node.nodeType === 3 ? (node.textContent ?? '').trim() : '';
		if (text) return text;
	}
	return null;
}

/** The customer in the head of a page: a link, or its name alone for anyone who may not open it. */
export function accountIn(document: Document, kind: RecordRef['kind']): string | null {
	const head = document.querySelector('.refidno');
	const link = head?.querySelector('a[href*="socid="]')?.textContent?.trim();
	if (link || kind === 'opportunity') return link || null;
	// A label before the name would be taken for it.
	const name = ownText(head);
	return name?.includes(':') ? null : name;
}

/** A quote has no name of its own: its project's, else its customer's, else its number. */
export function nameIn(document: Document, kind: RecordRef['kind']): string {
	if (kind === 'opportunity') return ownText(document.querySelector('.refidno')) ?? numberIn(document) ?? '';
	const project = document.querySelector('.project_head_block a');
	const title = project?.nextSibling?.textContent?.replace(/^\s*-\s*/, '').trim();
	return title || accountIn(document, kind) || numberIn(document) || '';
}

/** The number of a record as people say it; that of a draft is a provisional one. */
export function numberIn(document: Document): string | null {
	return ownText(document.querySelector('.refid'));
}

/** A quote's stage is the number of its badge. */
export function stageIn(document: Document): DealStage | null {
	const badge = document.querySelector('.statusref .badge-status');
	const [, id] = /(?:^|\s)badge-status(\d)(?:\s|$)/.exec(badge?.className ?? '') ?? [];
	return id === undefined ? null : { id, label: badge?.textContent?.trim() || null, since: null };
}

/** The three totals in the company's own currency: those of another one come before them. Null without them. */
export function netTotal(document: Document): string | null {
	const cards = [...document.querySelectorAll('td.amountcard')];
	return cards.at(-3)?.textContent?.trim() ?? null;
}
