import type { RecordRef } from '../../core/model/deal.ts';
import type { FieldHealth, ReadFailure } from '../../core/model/read-failure.ts';
import type { Result } from '../../core/model/result.ts';
import type { FactsReading, Page } from '../contract.ts';
import { missing, pageFacts } from '../kit/facts.ts';
import { healthOfPlace, kinds, orAbsent } from '../kit/places.ts';
import type { Client } from './api.ts';
import { dealFields, fieldIn, structure, textOf } from './fields.ts';
import { recordInFront, rootOf } from './front.ts';

/** What a page tells by itself. */

/** How each part is found: `absent` when nothing of the deal is, `drifted` one that is found by a fallback, `broken` one without which nothing can be read. */
export function healthOf(page: Page): FieldHealth[] {
	const root = rootOf(page);
	if (!fieldIn(root, dealFields.title).element) return [];
	const { details, stage } = dealFields;
	const [block, chosen] = [fieldIn(root, details), fieldIn(root, stage)];
	// A user may hide the block of details.
	const found = [
		healthOfPlace(details, block.element ? 'ok' : 'broken'),
		chosen.element ? chosen.health : healthOfPlace(stage, 'drifted'),
	];
	return orAbsent(found, !block.element && !chosen.element, { field: kinds.deal, seen: structure });
}

/** What the page alone tells: the deal's title, and its stage where the pipeline is known. */
export function readFactsFromPage(page: Page, ref: RecordRef, client: Client): Result<FactsReading, ReadFailure> {
	if (recordInFront(page)?.id !== ref.id) return missing('record');
	const root = rootOf(page);
	const said = fieldIn(root, dealFields.stage).element?.getAttribute('aria-label')?.trim();
	const stages = client.pipeline === null ? null : client.stages.get(client.pipeline);
	const stage = stages?.find(({ name }) => name === said);
	const facts = pageFacts(ref, {
		name: textOf(fieldIn(root, dealFields.title).element),
		stage: stage ? { id: stage.id, label: stage.name, since: null } : null,
		rounding: { unitPriceDigits: null, lineAmountDigits: 2 },
	});
	return { ok: true, value: { facts, health: healthOf(page) } };
}
