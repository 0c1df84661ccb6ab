import type { RecordKind, RecordRef } from '../../core/model/deal.ts';
import type { Page } from '../contract.ts';
import { followed, usuallyWithinMs } from '../kit/front.ts';
import { shown, textIn } from './fields-dom.ts';

/** Which record a Lightning page shows. */

/** A record as addresses name it. */
export interface Named {
	/** Its object's API name. */
	readonly object: string;
	/** 18 characters, so that both forms of an id are one. */
	readonly id: string;
}

const kinds: Readonly<Record<string, RecordKind>> = { Opportunity: 'opportunity', Quote: 'quote' };

/** What an object of lines belongs to, and by which field. */
const parents: Readonly<Record<string, readonly [object: string, field: string]>> = {
	OpportunityLineItem: ['Opportunity', 'OpportunityId'],
	QuoteLineItem: ['Quote', 'QuoteId'],
};

/** What ids of each object begin with. */
const prefixes: Readonly<Record<string, string>> = {
	'006': 'Opportunity',
	'0Q0': 'Quote',
	'00k': 'OpportunityLineItem',
	'0QL': 'QuoteLineItem',
};

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** The 18 characters of an id: the last three say which of the others are capitals. */
export function longId(id: string): string {
	if (id.length !== 15) return id;
	const capitals = (part: string) => [...part].reduce((sum, sign, at) => (/[A-Z]/.test(sign) ? sum + 2 ** at : sum), 0);
	return id + [0, 5, 10].map((start) => letters[capitals(id.slice(start, start + 5))]).join('');
}

const idPattern = /^(?!000)(?=.*\d)[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/;

/** The record a path names, "/lightning/r/Opportunity/006…/view"; null for lists, home pages and settings. */
function recordIn(path: string): Named | null {
	const [, object, id = ''] =
		/\/lightning\/r\/(?:([A-Za-z]\w*)\/)?([A-Za-z0-9]{15,18})(?:[/?#]|$)/.exec(path) ??
		/^()#\/sObject\/([A-Za-z0-9]{15,18})(?:\/|$)/.exec(path) ??
		[];
	if (!idPattern.test(id)) return null;
	return { object: object || (prefixes[id.slice(0, 3)] ?? ''), id: longId(id) };
}

/** The record in the address itself: the focused tab of a console, the record behind nothing. */
export function recordAt(url: URL): Named | null {
	return recordIn(url.pathname) ?? (url.pathname === '/one/one.app' ? recordIn(url.hash) : null);
}

/** The record whose tab holds the focused one, or that stands behind a dialog with an address of its own. */
function recordBehind(url: URL): Named | null {
	return recordIn(url.searchParams.get('ws') ?? url.searchParams.get('backgroundContext') ?? '');
}

/** What holds a field of a record, in its form and in the page's layout alike. */
export function holderOf(object: string, field: string): string {
	return `[data-target-selection-name="sfdc:RecordField.${object}.${field}"]`;
}

/** The deal or quote the address means. */
function dealIn({ document, url }: Page): Named | null {
	const own = recordAt(url);
	const behind = recordBehind(url);
	if (own && own.object in kinds) return own;
	const parent = own ? parents[own.object] : undefined;
	if (!parent) return behind && behind.object in kinds ? behind : null;
	if (behind?.object === parent[0]) return behind;
	const [link] = shown<HTMLAnchorElement>(document, `${holderOf(own?.object ?? '', parent[1])} a[href]`);
	const linked = recordIn(link?.getAttribute('href') ?? '');
	return linked?.object === parent[0] ? linked : null;
}

/** What a Lightning page is drawn in. */
const frames =
	'.oneOne, one-record-home-flexipage2, records-lwc-detail-panel, lightning-datatable, .forceListViewManager';

const front = followed(usuallyWithinMs);

/** The names of the records drawn: two looks of the same names saw the same records. */
function printOf(document: Document): string {
	return shown(document, '[slot="primaryField"]').map(textIn).join('\n');
}

/**
 * The opportunity or quote in front. The address changes before the page does: while the name of the last record is
 * still drawn, that one stays.
 */
export function recordInFront(page: Page): RecordRef | null {
	const { document, url } = page;
	const deal = dealIn(page);
	const kind = kinds[deal?.object ?? ''];
	if (!deal || !kind || !document.querySelector(frames)) return null;
	const ref: RecordRef = { crm: 'salesforce', site: url.origin, kind, id: deal.id };
	return front.follow(document, ref, printOf(document));
}

/** True when forms over the page are this record's: an address of another one means a dialog of that. */
export function isAddressOf(url: URL, ref: RecordRef): boolean {
	return recordAt(url)?.id === ref.id;
}
