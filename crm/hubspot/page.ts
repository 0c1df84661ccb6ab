import type { RecordRef } from '../../core/model/deal.ts';
import type { Result } from '../../core/model/result.ts';
import type { FactsReading, Page, ReadFailure } from '../contract.ts';
import { allWays, readByWays } from '../kit/ways.ts';
import { type Client, stageKey } from './api.ts';
import { healthOf, stageShown } from './edits.ts';
import { dealFields, find, textOf } from './fields.ts';
import { recordInFront, scopeOf } from './places.ts';

/** What the page alone tells: a deal's name, and its amount where it is written so that it can be read one way only. */
export function readFactsFromPage(page: Page, ref: RecordRef, client: Client): Result<FactsReading, ReadFailure> {
	const front = recordInFront(page);
	if (front?.id !== ref.id || front.kind !== ref.kind)
		return { ok: false, error: { code: 'field-missing', field: 'record' } };
	const scope = scopeOf(page);
	const text = (place: keyof typeof dealFields) => textOf(find(scope, dealFields[place]).element);
	const stages = client.stages ?? [];
	const stage = stageShown(scope, client);
	const facts = {
		ref,
		name: text('name') ?? '',
		account: null,
		number: null,
		stage: stage ? { id: stageKey(stages, stage.pipeline, stage.id), label: stage.label, since: null } : null,
		amount: readByWays(text('shownAmount') ?? '', allWays, 'shown'),
		currency: null,
		probability: null,
		closeDate: null,
		owner: null,
		segments: {},
		lines: null,
		rounding: { unitPriceDigits: null, lineAmountDigits: 2 },
		filledFields: {},
		reading: { source: 'page', at: new Date().toISOString() },
	} as const;
	return { ok: true, value: { facts, health: healthOf(page) } };
}
