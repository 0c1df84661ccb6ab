import type { RecordRef } from '../../core/model/deal.ts';
import type { Result } from '../../core/model/result.ts';
import type { FactsReading, Page, ReadFailure } from '../contract.ts';
import { missing, pageFacts } from '../kit/facts.ts';
import type { Schema } from './api-schema.ts';
import { healthOf, stageShown } from './edits.ts';
import { recordInFront } from './front.ts';

/** What the page alone tells: name and stage. Its amount is shortened, "37.4k", and therefore unknown. */
export function readFactsFromPage(
	page: Page,
	ref: RecordRef,
	schema: Schema | null,
): Result<FactsReading, ReadFailure> {
	const { document } = page;
	if (recordInFront(page)?.id !== ref.id) return missing('record');
	const stage = stageShown(document, ref.id, schema);
	const [, name = ''] = /^(.*) - Opportunity$/.exec(document.title) ?? [];
	const facts = pageFacts(ref, {
		name,
		stage: stage === null ? null : { id: stage, label: schema?.stages.get(stage) ?? null, since: null },
	});
	return { ok: true, value: { facts, health: healthOf(page, ref) } };
}
