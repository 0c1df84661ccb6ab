import type { RecordKind, RecordRef } from '../../core/model/deal.ts';
import type { Page } from '../contract.ts';
import { followed, usuallyWithinMs } from '../kit/front.ts';
import { isDrawn } from '../kit/places.ts';

/** Which record a model-driven app shows. */

const kinds: Readonly<Record<string, RecordKind>> = { opportunity: 'opportunity', quote: 'quote' };

/** Tables of lines, whose records have forms of their own. */
const lineTables = ['opportunityproduct', 'quotedetail'];

/** Type codes that older links carry in place of a name. */
const tableOfCode: Readonly<Record<string, string>> = { '3': 'opportunity', '1084': 'quote' };

/** A record as addresses name it. */
interface Named {
	readonly table: string;
	readonly id: string;
}

/** A GUID without braces, in lower case; null for anything else. */
export function guid(text: string | null | undefined): string | null {
	const plain = (text ?? '').replace(/^\{|\}$/g, '').toLowerCase();
	return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(plain) ? plain : null;
}

/** The record whose form the address opens; null for lists, dashboards and records that are not saved yet. */
function recordIn({ searchParams }: URL): Named | null {
	const table = searchParams.get('etn') ?? tableOfCode[searchParams.get('etc') ?? ''];
	const id = guid(searchParams.get('id'));
	const isRecord = (searchParams.get('pagetype') ?? 'entityrecord').toLowerCase() === 'entityrecord';
	return isRecord && table && id ? { table: table.toLowerCase(), id } : null;
}

/** All that is drawn and fits: forms of other sessions stay in the document, hidden. */
export function shown<E extends Element = HTMLElement>(scope: ParentNode, selector: string): E[] {
	return [...scope.querySelectorAll<E>(selector)].filter(isDrawn);
}

/** An element's text, its line breaks and the spaces around it left out. */
export function textOf(element: Element | null | undefined): string {
	return (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** The form's own name of its record; what is appended to it says whether it is saved. */
export function titleOf(document: Document): string {
	const [title] = shown(document, '[data-id="header_title"]');
	return title?.getAttribute('title')?.trim() || textOf(title);
}

/** What a form, or a dialog over one, is drawn in. */
const frames = '[data-id="editFormRoot"], [data-id="header_title"], [data-id*="quickCreateRoot"]';

/** Line → the deal it belongs to, as read before: a line's own form does not name its deal. */
const dealOfLine = new Map<string, RecordRef>();

/** Keeps which lines a deal has. */
export function keepLines(ref: RecordRef, lineIds: readonly string[]): void {
	for (const id of lineIds) dealOfLine.set(`${ref.site} ${id}`, ref);
}

/** The line whose own form the address opens; null when it opens none. */
export function lineIn(url: URL): string | null {
	const named = recordIn(url);
	return named && lineTables.includes(named.table) ? named.id : null;
}

const front = followed(usuallyWithinMs);

/**
 * The opportunity or quote in front. The address changes before the form does: while the title of the last record is
 * still drawn, that one stays.
 */
export function recordInFront({ document, url }: Page): RecordRef | null {
	const named = recordIn(url);
	const kind = kinds[named?.table ?? ''];
	if (!named || !document.querySelector(frames)) return null;
	const line = lineIn(url);
	if (line) return dealOfLine.get(`${url.origin} ${line}`) ?? null;
	if (!kind) return null;
	const ref: RecordRef = { crm: 'dynamics', site: url.origin, kind, id: named.id };
	return front.follow(document, ref, titleOf(document));
}
