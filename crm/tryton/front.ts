import type { RecordRef } from '../../core/model/deal.ts';
import type { Page } from '../contract.ts';
import { followed, usuallyWithinMs } from '../kit/front.ts';
import { gridOf, paneOf, stateOf } from './fields.ts';
import { databaseOf } from './wire.ts';

/** Which record the web client shows. */

const models: Readonly<Record<string, RecordRef['kind']>> = { 'sale.sale': 'quote', 'sale.opportunity': 'opportunity' };

/** States in which a sale is still an offer. */
const openStates: readonly string[] = ['draft', 'quotation'];

/** All a form shows, as one text: two looks of the same text saw the same record. */
function printOf(pane: Element): string {
	const fields = [...pane.querySelectorAll<HTMLInputElement>('.form input, .form select')].map(({ value }) => value);
	return `${fields}${gridOf(pane)?.textContent}`;
}

/** Followed for each tab by itself. */
const front = followed(usuallyWithinMs);

/**
 * The quotation or opportunity whose form is in front; lists, other models and confirmed sales are none. The address
 * names the next record while the form still shows the last one: until the form changes the last one stays in front.
 */
export function recordInFront({ document, url }: Page): RecordRef | null {
	const pane = paneOf(document);
	const [, model = '', id] = /^#[^/]+\/model\/([a-z._]+)\/(\d+)(?:[;/]|$)/.exec(url.hash) ?? [];
	const kind = models[model];
	// A list in the same tab keeps the address of the record it was left from.
	if (!pane?.querySelector('.form [name="party"], .form [name="description"]') || !kind || !id) return null;
	const named: RecordRef = { crm: 'tryton', site: `${url.origin}/#${databaseOf(url)}`, kind, id };
	const ref = front.follow(pane, named, printOf(pane));
	const state = stateOf(pane);
	return ref.kind === 'quote' && state !== null && !openStates.includes(state) ? null : ref;
}
