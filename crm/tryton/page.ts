import type { RecordRef } from '../../core/model/deal.ts';
import type { Result } from '../../core/model/result.ts';
import type { FactsReading, FieldHealth, Page, ReadFailure } from '../contract.ts';
import { missing, pageFacts } from '../kit/facts.ts';
import { fraction } from '../kit/numbers.ts';
import { healthOfPlace, kinds, orAbsent } from '../kit/places.ts';
import { type Client, rounding } from './api.ts';
import {
	amountPlace,
	isFilled,
	lineDialog,
	lineFields,
	marksOf,
	neededFields,
	paneOf,
	readField,
	rowsOf,
	stateField,
	stateOf,
	statePlace,
	structure,
} from './fields.ts';
import { recordInFront } from './front.ts';

/** True while something may differ from what is saved. */
export function isEditing({ document }: Page): boolean {
	const pane = paneOf(document);
	return (
		pane !== null &&
		(lineDialog(document) !== null ||
			pane.contains(document.activeElement) ||
			pane.querySelector('.form-one2many td') !== null)
	);
}

/**
 * How each field is found: `drifted` one that is known by its place, or by another field for it; `broken` one without
 * which edits cannot be read. Says nothing of a form that is not filled or of a grid without rows.
 */
export function healthOf({ document }: Page, ref: RecordRef, client: Client): FieldHealth[] {
	const pane = paneOf(document);
	if (!pane || !isFilled(pane)) return [];
	const stage = healthOfPlace(statePlace, stateField(pane) ? 'ok' : 'drifted');
	if (ref.kind === 'opportunity') {
		const isFound = readField(pane, 'amount', client.marks) !== null;
		const isOwn = pane.querySelector('input[name="amount"]') !== null;
		const found = [stage, healthOfPlace(amountPlace, isOwn ? 'ok' : isFound ? 'drifted' : 'broken')];
		return orAbsent(found, !stateField(pane) && !isFound, { field: kinds.deal, seen: structure });
	}
	const rows = rowsOf(pane, client);
	const fields = new Set(client.fieldOf.values());
	const found = [
		stage,
		...Object.entries(rows.length > 0 ? lineFields : {}).map(([name, field]): FieldHealth => {
			const isMissing = rows.some((row) => row.missing.includes(name));
			if (isMissing && neededFields.quote.includes(name)) return { field, state: 'broken', seen: structure };
			const isSure = !isMissing && fields.has(name) && rows.every((row) => row.byLabel.includes(name));
			return { field, state: isSure ? 'ok' : 'drifted', seen: structure };
		}),
	];
	const isNone = !stateField(pane) && rows.length === 0;
	return orAbsent(found, isNone, { field: kinds.lines, seen: structure });
}

/** What the form alone tells: names and an opportunity's amount, neither costs nor exact lines. */
export function readFactsFromPage(
	page: Page,
	ref: RecordRef,
	client: Client | null,
): Result<FactsReading, ReadFailure> {
	const pane = paneOf(page.document);
	if (!pane || recordInFront(page)?.id !== ref.id) return missing('record');
	const text = (name: string) => pane.querySelector<HTMLInputElement>(`.form input[name="${name}"]`)?.value || null;
	const number = (name: string) =>
		ref.kind === 'opportunity' ? (readField(pane, name, marksOf(client))?.typed.value ?? null) : null;
	const state = stateOf(pane);
	const probability = number('conversion_probability');
	const facts = pageFacts(ref, {
		name: text('description') ?? text('party') ?? '',
		account: text('party'),
		number: text('number'),
		stage:
			state === null ? null : { id: state, label: stateField(pane)?.selectedOptions[0]?.text || null, since: null },
		amount: number('amount'),
		probability: fraction(probability),
		rounding,
	});
	return { ok: true, value: { facts, health: client ? healthOf(page, ref, client) : [] } };
}
