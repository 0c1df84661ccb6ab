import type { RecordRef } from '../../core/model/deal.ts';
import type { Page } from '../contract.ts';
import { followed, usuallyWithinMs } from '../kit/front.ts';
import { anyOf, isDrawn } from '../kit/places.ts';
import { dealFields, lineFields, previewPanel, type Scope } from './fields.ts';

/** Which record a page shows. */

const dealPath = /^\/contacts\/(\d+)\/(?:record\/0-3|objects\/0-3\/record|deal)\/(\d+)(?:\/|$)/;
const editorPath = /^\/line-items\/(\d+)\/(?:deal|0-3)\/(\d+)(?:\/|$)/;
const quotePath = /^\/quotes\/(\d+)\/details\/(\d+)(?:\/|$)/;
const portalPath = /^\/(?:contacts|line-items|quotes)\/(\d+)\//;
const anyRecordPath = /\/(?:record\/(\d+-\d+)|objects\/(\d+-\d+)\/record|(deal))\/(\d+)(?:[/?#]|$)/;

function refOf(url: URL, kind: RecordRef['kind'], portal: string, id: string): RecordRef {
	return { crm: 'hubspot', site: `${url.origin}/#${portal}`, kind, id };
}

/** The panel that shows a record beside the page, null when none is open. */
function panelIn(document: Document): Element | null {
	return [...document.querySelectorAll(previewPanel)].find(isDrawn) ?? null;
}

/**
 * The deal a panel shows. Its first link to a record is the one that opens the same record as a page; those of
 * associated records follow.
 */
function dealInPanel(document: Document, url: URL): RecordRef | null {
	const [, portal] = portalPath.exec(url.pathname) ?? [];
	for (const link of panelIn(document)?.querySelectorAll('a[href]') ?? []) {
		const [whole, type, listed, old, id] = anyRecordPath.exec(link.getAttribute('href') ?? '') ?? [];
		if (whole === undefined) continue;
		const isDeal = (type ?? listed) === '0-3' || old !== undefined;
		return isDeal && portal && id ? refOf(url, 'opportunity', portal, id) : null;
	}
	return null;
}

function addressed(url: URL): RecordRef | null {
	for (const [path, kind] of [
		[dealPath, 'opportunity'],
		[editorPath, 'opportunity'],
		[quotePath, 'quote'],
	] as const) {
		const [, portal, id] = path.exec(url.pathname) ?? [];
		if (portal && id) return refOf(url, kind, portal, id);
	}
	return null;
}

/** Where the record in front is in the document. */
export function scopeOf({ document, url }: Page): Scope {
	const panel = dealInPanel(document, url) ? panelIn(document) : null;
	return panel ? { root: panel, isPanel: true } : { root: document, isPanel: false };
}

const told = [
	'[data-selenium-test="highlightedPropertySidebar"]',
	anyOf(dealFields.name),
	anyOf(dealFields.amount),
	anyOf(dealFields.stage),
	anyOf(lineFields.name),
	anyOf(lineFields.list),
].join(', ');

/** What a page says of its record, as one text: two looks of the same text saw the same record. */
function printOf({ document }: Page): string {
	return [...document.querySelectorAll<HTMLInputElement>(told)]
		.map((element) => element.value || element.textContent)
		.join('\n');
}

/** The deal that a page's card of line items belongs to; null where it shows none. */
function dealOfCard(document: Document): string | null {
	const link = [...document.querySelectorAll('a[href*="/line-items/"]')].find(
		(candidate) => isDrawn(candidate) && !candidate.closest(previewPanel),
	);
	return /\/line-items\/\d+\/(?:deal|0-3)\/(\d+)/.exec(link?.getAttribute('href') ?? '')?.[1] ?? null;
}

const front = followed(usuallyWithinMs);

/**
 * The deal or quote in front: in a panel, on its own page, or in the editor of its line items. The address changes before
 * the page does: until the page follows, the last record stays in front.
 */
export function recordInFront(page: Page): RecordRef | null {
	const { document, url } = page;
	const inPanel = dealInPanel(document, url);
	const ref = inPanel ?? addressed(url);
	if (!ref || !document.body?.childElementCount) {
		front.forget(document);
		return null;
	}
	const print = printOf(page);
	if (!inPanel) return front.follow(document, ref, print, ({ id }) => dealOfCard(document) === id);
	front.keep(document, { ref, print });
	return ref;
}
