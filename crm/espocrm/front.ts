import type { RecordKind, RecordRef } from '../../core/model/deal.ts';
import type { Page } from '../contract.ts';
import { looks } from '../kit/front.ts';
import { baseOf } from './wire.ts';

/** Which record a page shows. Seen on 9.2.6; quotes of the paid extension as its documentation tells. */

const kinds: Readonly<Record<string, RecordKind>> = { Opportunity: 'opportunity', Quote: 'quote' };

/** A record as the CRM's addresses name it. */
export interface Named {
	readonly entity: string;
	readonly id: string;
}

/** The record of "#Opportunity/view/67ab…"; null for a list, a new record and anything else. */
function recordIn(hash: string): Named | null {
	const [, entity, id] = /^#([A-Z][A-Za-z0-9]*)\/(?:view|edit)\/([A-Za-z0-9-]{1,36})(?:\/|$)/.exec(hash) ?? [];
	return entity && id ? { entity, id } : null;
}

/** The record's page, read or edited; null for a list. */
export function rootOf(document: Document): HTMLElement | null {
	return document.querySelector<HTMLElement>('#main .detail[data-scope], #main .edit[data-scope]');
}

/** A window over the page in which one record is read or edited. */
export interface Drawer {
	readonly root: HTMLElement;
	/** Null for a new record, or when nothing says which one it is. */
	readonly record: Named | null;
	readonly isNew: boolean;
}

/** Drawers that are open, the one in front last. */
export function drawersOf(document: Document): Drawer[] {
	return [...document.querySelectorAll<HTMLElement>('.modal.in')].flatMap((modal) => {
		const root = modal.querySelector<HTMLElement>('.detail[data-scope], .edit[data-scope]');
		const address = modal.querySelector('.modal-title a[data-action="fullForm"]')?.getAttribute('href') ?? '';
		return root ? [{ root, record: recordIn(address), isNew: /\/create(?:\/|$)/.test(address) }] : [];
	});
}

/** The question that stands between a changed form and the record the address already names. */
function isAsked(document: Document): boolean {
	return document.querySelector('.dialog-confirm.modal.in') !== null;
}

/** The record of each page that was seen: the page itself says nothing of it, and every record makes a new one. */
const shown = looks<Named>();

/** A page never shows another record than its first, so what was seen of it holds for as long as it is there. */
const forGoodMs = Number.POSITIVE_INFINITY;

/** The record that a page shows. While an address is ahead of the page the old one stays. */
function recordOf(root: HTMLElement, { document, url }: Page): Named | null {
	const known = shown.last(root, forGoodMs);
	if (known) return known;
	const named = recordIn(url.hash);
	if (!named || isAsked(document) || named.entity !== root.dataset.scope) return null;
	shown.keep(root, named);
	return named;
}

const isPriced = /quantity|qty|menge|anzahl/i;
const isLinePart = /price|preis|discount|rabatt|cost/i;

/** The deal of a line that is shown on a page of its own; null for a page of anything else. */
function dealOfLine(root: HTMLElement): Named | null {
	const names = [...root.querySelectorAll<HTMLElement>('.field[data-name]')].map(({ dataset }) => dataset.name ?? '');
	if (!names.some((name) => isPriced.test(name)) || !names.some((name) => isLinePart.test(name))) return null;
	const holder = root.querySelector('.field[data-name="opportunity"]');
	const id = holder?.querySelector<HTMLInputElement>('input[data-name="opportunityId"]')?.value;
	if (id) return { entity: 'Opportunity', id };
	const named = recordIn(holder?.querySelector('a[href*="#Opportunity/view/"]')?.getAttribute('href') ?? '');
	return named?.entity === 'Opportunity' ? named : null;
}

/** Where a record is shown. */
export interface Front {
	readonly root: HTMLElement;
	readonly record: Named;
	/** Set while the page in front is that of one of its lines. */
	readonly line: Named | null;
}

/** The deal or quote in front: in the drawer in front that shows one, else on the page, else that of the page's line. */
export function frontOf(page: Page): Front | null {
	const drawer = drawersOf(page.document).findLast(({ record }) => record && kinds[record.entity]);
	if (drawer?.record) return { root: drawer.root, record: drawer.record, line: null };
	const root = rootOf(page.document);
	const record = root && recordOf(root, page);
	if (!root || !record) return null;
	if (kinds[record.entity]) return { root, record, line: null };
	const deal = dealOfLine(root);
	return deal && { root, record: deal, line: record };
}

/** The address of the CRM, with the path it lives under. */
function siteOf(page: Page): string {
	const { origin, pathname } = baseOf(page);
	return `${origin}${pathname.replace(/\/$/, '')}`;
}

export function recordInFront(page: Page): RecordRef | null {
	const front = frontOf(page);
	const kind = front && kinds[front.record.entity];
	return front && kind ? { crm: 'espocrm', site: siteOf(page), kind, id: front.record.id } : null;
}
