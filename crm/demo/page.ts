import type { RecordRef } from '../../core/model/deal.ts';
import type { FieldHealth, ReadFailure } from '../../core/model/read-failure.ts';
import { type Result, success } from '../../core/model/result.ts';
import type { FactsReading, Page } from '../contract.ts';
import { demo } from '../kit/dialects.ts';
import { missing, pageFacts } from '../kit/facts.ts';
import { read } from '../kit/numbers.ts';
import { areAllBroken, healthAt, kinds, orAbsent } from '../kit/places.ts';
import { allPlaces, marksOf, structure, textOf } from './fields.ts';
import { viewInFront } from './front.ts';

/** What a page of the demo CRM tells by itself. */

/** How the fields of the view in front are found: those of its rows, or the deal's amount. */
export function healthOf({ document }: Page): FieldHealth[] {
	const view = viewInFront(document);
	if (!view) return [];
	const isQuote = view.dataset.kind === 'quote';
	const wanted = allPlaces.filter(({ field }) => (field === 'amount') !== isQuote);
	const found = wanted.map((place) => healthAt(place, view.querySelector(place.primary.css) ? 0 : null));
	const kind = { field: isQuote ? kinds.lines : kinds.deal, seen: structure };
	// A quote without lines has no rows.
	const isDrawn = !isQuote || view.querySelector('tr[data-line-id]') !== null;
	return orAbsent(isDrawn ? found.filter(({ state }) => state !== 'broken') : [], isDrawn && areAllBroken(found), kind);
}

/** What the page alone tells: names, stage and amount, but neither lines' costs nor history. */
export function readFactsFromPage(page: Page, ref: RecordRef): Result<FactsReading, ReadFailure> {
	const { document } = page;
	const view = viewInFront(document);
	if (!view || view.dataset.id !== ref.id) return missing('record');
	const text = (field: string) => textOf(view.querySelector(`[data-field="${field}"]`));
	const stage =
		view.querySelector<HTMLElement>('[data-field="state"]')?.dataset.value ??
		view.querySelector<HTMLSelectElement>('select[name="stage"]')?.value;
	const marks = marksOf(document);
	const facts = pageFacts(ref, {
		name: text('name') ?? '',
		account: text('account'),
		stage: stage ? { id: stage, label: stage, since: null } : null,
		amount: read(textOf(view.querySelector('input[name="amount"]')) ?? '', demo, marks),
		currency: view.dataset.currency ?? null,
		owner: text('owner'),
		rounding: { unitPriceDigits: 4, lineAmountDigits: 2 },
	});
	return success({ facts, health: healthOf(page) });
}
