import type { DealFacts, RecordRef } from '../../core/model/deal.ts';
import type { Result } from '../../core/model/result.ts';
import type { FactsReading, FieldHealth, Page, ReadFailure } from '../contract.ts';
import { missing, pageFacts } from '../kit/facts.ts';
import { kinds, orAbsent, selectorsOf } from '../kit/places.ts';
import { type Client, names } from './api.ts';
import { readEdits } from './edits.ts';
import { cellEditors, multiEditGrid } from './edits-grid.ts';
import { watch } from './edits-watch.ts';
import { currentStep, dealFields, findField, healthOf, lineFields, outputIn, readNumber, structure } from './fields.ts';
import { inside, shown, textIn } from './fields-dom.ts';
import { holderOf, recordInFront } from './front.ts';

/** True while something may be typed. */
export function isEditing({ document }: Page): boolean {
	watch(document);
	const places = '[data-target-selection-name^="sfdc:RecordField."], records-record-layout-item';
	return (
		shown(document, `${cellEditors}, ${multiEditGrid}, .slds-is-edited`).length > 0 ||
		shown(document, places).some((place) => inside(place, 'input').length > 0)
	);
}

/**
 * How the fields of this layout are found, and what is missing where something is typed. A field that the layout does
 * not have is no fault.
 */
export function fieldHealth(page: Page, facts: DealFacts, client: Client | null): FieldHealth[] {
	const { document } = page;
	const { kind } = facts.ref;
	const places = [...(kind === 'opportunity' ? Object.values(dealFields) : []), ...lineFields(names[kind].lines)];
	const found = places.flatMap((place) => {
		const field = findField(document, place);
		return field ? [healthOf(place, field)] : [];
	});
	// A tab of a record without its fields has none of any kind.
	const own = `[data-target-selection-name^="sfdc:RecordField.${names[kind].object}."]`;
	const isDrawn = shown(document, `${own}, records-record-layout-item`).length > 0;
	const isNone = kind === 'opportunity' && isDrawn && found.length === 0;
	const ofPage = orAbsent(found, isNone, { field: kinds.deal, seen: structure });
	const edits = readEdits(page, facts, client);
	return edits.ok ? ofPage : [...ofPage, { field: edits.error.field ?? 'Line', state: 'broken', seen: structure }];
}

/** The stage the record's path marks as its own; a step that was only clicked is another one. */
function pathStage(document: Document): string | null {
	const [tab] = selectorsOf(currentStep).flatMap(({ css }) => shown(document, css));
	return tab?.getAttribute('data-name') ?? null;
}

/** What the page alone tells: names, stage and amount, neither lines nor costs. */
export function readFactsFromPage(
	page: Page,
	ref: RecordRef,
	client: Client | null,
): Result<FactsReading, ReadFailure> {
	const { document } = page;
	if (recordInFront(page)?.id !== ref.id) return missing('record');
	const { object } = names[ref.kind];
	const written = (field: string): string | null => {
		const [holder] = shown(document, holderOf(object, field));
		return (holder && outputIn(holder)) || null;
	};
	const number = (field: string, isPercent: boolean) => {
		const text = ref.kind === 'opportunity' ? written(field) : null;
		return text === null ? null : readNumber(text, client?.marks ?? null, isPercent, 'shown');
	};
	const [title] = shown(document, '[slot="primaryField"]');
	const label = written(ref.kind === 'quote' ? 'Status' : 'StageName');
	// A stage's name is its id unless the firm renamed it.
	const stage = pathStage(document) ?? label;
	const probability = number('Probability', true);
	const facts = pageFacts(ref, {
		name: written('Name') ?? textIn(title),
		account: written('AccountId'),
		number: ref.kind === 'quote' ? written('QuoteNumber') : null,
		stage: stage === null ? null : { id: stage, label: label ?? stage, since: null },
		amount: number('Amount', false),
		currency: /^([A-Z]{3})\s/.exec(written('Amount') ?? '')?.[1] ?? null,
		probability: probability,
		owner: written('OwnerId'),
		rounding: { unitPriceDigits: null, lineAmountDigits: 2 },
	});
	return { ok: true, value: { facts, health: fieldHealth(page, facts, client) } };
}
