import type { RecordRef } from '../../core/model/deal.ts';
import type { Page } from '../contract.ts';
import { looks, usuallyWithinMs } from '../kit/front.ts';
import { isDrawn } from '../kit/places.ts';
import { hasFields, idOfField, uuid } from './fields.ts';

/** Which record a page shows. */

const recordPath = new RegExp(`^/object/opportunity/(${uuid})(?:/|$)`);

/** Views of opportunities, beside which a record opens in a panel without an address of its own. */
const viewPath = /^\/objects\/opportunities(?:\/|$)/;

/** The one record in a panel beside a view: cards of a board have labels too, but write nothing in them. */
function inPanel(document: Document): string | null {
	const labels = [...document.querySelectorAll('[id^="label-"][id$="-stage"]')];
	const ids = labels.flatMap((label) => {
		const [, id] = idOfField.exec(label.id) ?? [];
		return id && label.textContent?.trim() && isDrawn(label) ? [id] : [];
	});
	return new Set(ids).size === 1 ? (ids[0] ?? null) : null;
}

/** The record whose fields each page was seen to show last: they bear its id, so no text needs to be held against another. */
const front = looks<RecordRef>();

/**
 * The opportunity in front. The address names the next one while the fields of the last are still drawn: until they go
 * the last one stays. On a tab without fields the address alone decides.
 */
export function recordInFront({ document, url }: Page): RecordRef | null {
	const refOf = (id: string): RecordRef => ({ crm: 'twenty', site: url.origin, kind: 'opportunity', id });
	const [, id] = recordPath.exec(url.pathname) ?? [];
	if (!id) {
		const beside = viewPath.test(url.pathname) ? inPanel(document) : null;
		return beside === null ? null : refOf(beside);
	}
	const ref = refOf(id);
	if (hasFields(document, id)) {
		front.keep(document, ref);
		return ref;
	}
	const before = front.last(document, usuallyWithinMs);
	if (before && hasFields(document, before.id)) return before;
	return document.querySelector('#root > *') ? ref : null;
}
