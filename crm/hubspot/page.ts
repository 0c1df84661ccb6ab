import type { RecordRef } from '../../core/model/deal.ts';
import type { Result } from '../../core/model/result.ts';
import type { FactsReading, Page, ReadFailure } from '../contract.ts';
import { missing, pageFacts } from '../kit/facts.ts';
import { allWays, readByWays } from '../kit/ways.ts';
import { type Memory, stageKey } from './api.ts';
import { healthOf, stageShown } from './edits.ts';
import { dealFields, fieldIn, textOf } from './fields.ts';
import { recordInFront, scopeOf } from './front.ts';

/** What the page alone tells: a deal's name, and its amount where it is written so that it can be read one way only. */
export function readFactsFromPage(page: Page, ref: RecordRef, memory: Memory): Result<FactsReading, ReadFailure> {
	const front = recordInFront(page);
	if (front?.id !== ref.id || front.kind !== ref.kind) return missing('record');
	const scope = scopeOf(page);
	const text = (place: keyof typeof dealFields) => textOf(fieldIn(scope, dealFields[place]).element);
	const stages = memory.stages ?? [];
	const stage = stageShown(scope, memory);
	const facts = pageFacts(ref, {
		name: text('name') ?? '',
		stage: stage ? { id: stageKey(stages, stage.pipeline, stage.id), label: stage.label, since: null } : null,
		amount: readByWays(text('shownAmount') ?? '', allWays, 'shown'),
		rounding: { unitPriceDigits: null, lineAmountDigits: 2 },
	});
	return { ok: true, value: { facts, health: healthOf(page) } };
}
