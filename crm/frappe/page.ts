import type { RecordRef } from '../../core/model/deal.ts';
import type { FieldHealth, ReadFailure } from '../../core/model/read-failure.ts';
import type { Result } from '../../core/model/result.ts';
import type { FactsReading, Page } from '../contract.ts';
import { missing, pageFacts } from '../kit/facts.ts';
import type { Memory } from './api-memory.ts';
import { dealHealth, stageShown } from './edits-deal.ts';
import { quoteHealth } from './edits-quote.ts';
import { recordInFront } from './front.ts';

/** What a page tells by itself. */

/** How the fields of a deal or a quotation are found. */
export function healthOf({ document }: Page, { kind }: RecordRef, memory: Memory): FieldHealth[] {
	return kind === 'quote' ? quoteHealth(document) : dealHealth(document, memory);
}

/** What the page alone tells: a deal's stage. Amounts there are rounded, and no line is whole. */
export function readFactsFromPage(page: Page, ref: RecordRef, memory: Memory): Result<FactsReading, ReadFailure> {
	const front = recordInFront(page);
	if (front?.id !== ref.id || front.kind !== ref.kind) return missing('record');
	const stage = ref.kind === 'opportunity' ? stageShown(page.document, memory) : null;
	const facts = pageFacts(ref, {
		name: ref.id,
		number: ref.id,
		stage: stage === null ? null : { id: stage, label: memory.stages?.get(stage) ?? null, since: null },
	});
	return { ok: true, value: { facts, health: healthOf(page, ref, memory) } };
}
