import type { DealFacts, RecordRef } from '../../core/model/deal.ts';
import type { FieldHealth, ReadFailure } from '../../core/model/read-failure.ts';
import type { Result } from '../../core/model/result.ts';
import type { FactsReading, Page } from '../contract.ts';
import { missing, pageFacts } from '../kit/facts.ts';
import { healthOfPlace, kinds, orAbsent } from '../kit/places.ts';
import { allWays, readByWays } from '../kit/ways.ts';
import { type Client, stageNamed } from './api.ts';
import { amountOf } from './edits.ts';
import { quoteHealth } from './edits-quote.ts';
import { dealFields, fieldIn, recordParts, shownAmount, shownText, structure } from './fields.ts';
import { isForm, recordInFront, rootOf } from './front.ts';

/** What a page tells by itself. */

/**
 * How each field is found: `absent` when nothing of the deal is, `drifted` one that is found by a fallback, or not at all on a page that a customer has
 * designed; `broken` one without which nothing can be read.
 */
export function healthOf(page: Page, facts: Pick<DealFacts, 'ref' | 'amount'>): FieldHealth[] {
	const root = rootOf(page);
	const isReady = root.querySelector(recordParts) !== null;
	if (facts.ref.kind === 'quote') return isForm(page) && isReady ? quoteHealth(root) : [];
	const { found: amount, isMissing } = amountOf(root, isReady && (facts.amount !== null || isForm(page)));
	const stage = fieldIn(root, dealFields.stage);
	const found = [
		amount.element && !isMissing ? amount.health : healthOfPlace(dealFields.amount, isMissing ? 'broken' : 'drifted'),
		stage.element ? stage.health : healthOfPlace(dealFields.stage, 'drifted'),
	];
	// A page that a customer has designed shows none of them by the names we know.
	return orAbsent(found, !amount.element && !stage.element, { field: kinds.deal, seen: structure });
}

/** What the page alone tells: a record's name, its stage, and its amount where that can be read one way only. */
export function readFactsFromPage(page: Page, ref: RecordRef, client: Client): Result<FactsReading, ReadFailure> {
	const front = recordInFront(page);
	if (front?.id !== ref.id || front.kind !== ref.kind) return missing('record');
	const root = rootOf(page);
	const isDeal = ref.kind === 'opportunity';
	const said = isDeal ? shownText(fieldIn(root, dealFields.stage).element) : '';
	const stage = stageNamed(client, said);
	const facts = pageFacts(ref, {
		name: shownText(fieldIn(root, dealFields.title).element),
		stage: stage ? { id: stage.actual, label: stage.display, since: null } : null,
		amount: isDeal ? readByWays(shownText(shownAmount(root)?.element), allWays, 'shown') : null,
		rounding: { unitPriceDigits: null, lineAmountDigits: 2 },
	});
	return { ok: true, value: { facts, health: healthOf(page, facts) } };
}
