import type { RecordRef } from '../../core/model/deal.ts';
import type { Result } from '../../core/model/result.ts';
import type { FactsReading, FieldHealth, Page, ReadFailure } from '../contract.ts';
import { missing, pageFacts } from '../kit/facts.ts';
import { fraction } from '../kit/numbers.ts';
import { kinds, orAbsent } from '../kit/places.ts';
import type { Client } from './api-client.ts';
import { chosenIn, dealFields, fieldIn, readShown, shownIn, structure } from './fields.ts';
import { frontOf } from './front.ts';

/**
 * How each field is found. Says nothing of one that the page does not show, which is its administrator's choice; a page
 * that shows none of them is made otherwise than we know.
 */
export function healthOf(page: Page): FieldHealth[] {
	const front = frontOf(page);
	if (!front || front.line) return [];
	if (front.record.entity === 'Quote') return [];
	const found = dealFields.flatMap((field) => {
		const { element, health } = fieldIn(front.root, field);
		return element ? [health] : [];
	});
	const isDrawn = front.root.querySelector('.cell[data-name]') !== null;
	return orAbsent(found, isDrawn && found.length === 0, { field: kinds.deal, seen: structure });
}

/** What the page calls the saved stage, in the user's language; null while another is chosen, or none is shown. */
export function stageLabel(page: Page, stage: string): string | null {
	const front = frontOf(page);
	if (!front || front.line) return null;
	const chosen = chosenIn(front.root, 'stage');
	return chosen === null || chosen === stage ? shownIn(front.root, 'stage') : null;
}

/** What the page alone tells: names and amount, but not which stage its label stands for, nor any line. */
export function readFactsFromPage(
	page: Page,
	ref: RecordRef,
	client: Client | null,
): Result<FactsReading, ReadFailure> {
	const front = frontOf(page);
	if (!front) return missing('Record');
	const { root } = front;
	const isOwn = front.line === null;
	const shown = (name: string) => (isOwn ? shownIn(root, name) : null);
	const number = (name: string) => readShown(shown(name) ?? '', client?.marks ?? null);
	const stage = isOwn ? chosenIn(root, 'stage') : null;
	const probability = number('probability');
	const title = isOwn ? shown('name') : shownIn(root, 'opportunity');
	const facts = pageFacts(ref, {
		name: title ?? '',
		account: shown('account'),
		stage: stage === null ? null : { id: stage, label: shown('stage'), since: null },
		amount: ref.kind === 'quote' ? null : number('amount'),
		probability: fraction(probability),
	});
	return { ok: true, value: { facts, health: [] } };
}
