import type { DealFacts, DealStage, RecordRef } from '../../core/model/deal.ts';
import type { Result } from '../../core/model/result.ts';
import type { FactsReading, FieldHealth, Page, ReadFailure } from '../contract.ts';
import { missing, pageFacts } from '../kit/facts.ts';
import { fraction } from '../kit/numbers.ts';
import { orAbsent } from '../kit/places.ts';
import type { Memory } from './api.ts';
import { readEdits } from './edits.ts';
import { openRows } from './edits-grid.ts';
import {
	dealFields,
	dialogs,
	findField,
	healthOf,
	isOnPage,
	lineFields,
	lookupIn,
	numberIn,
	structure,
	unknownFormat,
} from './fields.ts';
import { guid, lineIn, recordInFront, shown, textOf, titleOf } from './front.ts';

/** True while the user is in a field, or in a cell or a form over the page: fields are there all the time. */
export function isEditing({ document }: Page): boolean {
	return (
		document.activeElement?.localName === 'input' || shown(document, `[role="gridcell"] input, ${dialogs}`).length > 0
	);
}

/**
 * How this form's fields are found. One that the form does not have is no fault; a form that has none of them is drawn
 * in a way that is not known, so that nothing typed in it would be seen.
 */
export function fieldHealth(page: Page, facts: DealFacts, memory: Memory | null): FieldHealth[] {
	const { document, url } = page;
	const places = Object.values(lineIn(url) ? lineFields : dealFields);
	const found = places.flatMap((place) => {
		const field = findField(document, place, isOnPage);
		return field ? [healthOf(place, field)] : [];
	});
	const isNone = found.length === 0 && isFormDrawn(document);
	const ofForm = orAbsent(found, isNone, { field: allFields, seen: structure });
	const isGuessed = openRows(document, facts, memory?.format ?? unknownFormat).some(({ isSure }) => !isSure);
	const edits = readEdits(page, facts, memory);
	if (!edits.ok) return [...ofForm, { field: edits.error.field ?? 'Line', state: 'broken', seen: structure }];
	return isGuessed ? [...ofForm, { field: 'Line', state: 'drifted', seen: structure }] : ofForm;
}

/** What a form is said to lack when none of the fields that figures need is found. */
const allFields = 'Fields of the form';

/** True once a form shows fields of any kind. */
function isFormDrawn(document: Document): boolean {
	const fields = shown(document, '[data-id*=".fieldControl"] input, [data-lp-id*=".fieldControl|"] input');
	return fields.some(isOnPage);
}

const stageName = 'ProcessBreadCrumb-processHeaderStageName_';

/** The stage whose step says that it is active; the step that is opened may be another one. */
function activeStage(document: Document): DealStage | null {
	const [status] = shown(
		document,
		'[id$="ProcessBreadCrumb-stageStatusLabel"], [data-id$="ProcessBreadCrumb-stageStatusLabel"]',
	);
	const name = status?.closest('li')?.querySelector(`[data-id*="${stageName}"], [id*="${stageName}"]`);
	const hook = name?.getAttribute('data-id') ?? name?.id ?? '';
	const id = guid(hook.slice(hook.indexOf(stageName) + stageName.length));
	return id === null ? null : { id, label: textOf(name) || null, since: null };
}

/** What the form alone tells: names, stage and amount, neither lines nor costs. */
export function readFactsFromPage(
	page: Page,
	ref: RecordRef,
	memory: Memory | null,
): Result<FactsReading, ReadFailure> {
	const { document, url } = page;
	if (recordInFront(page)?.id !== ref.id) return missing('record');
	const isOwnForm = lineIn(url) === null;
	const number = (name: 'amount' | 'probability') => {
		const isShown = isOwnForm && ref.kind === 'opportunity';
		const [input] = (isShown ? findField(document, dealFields[name], isOnPage)?.inputs : null) ?? [];
		return input ? numberIn(input, memory?.format ?? unknownFormat).value : null;
	};
	const percent = number('probability');
	const [own] = shown<HTMLInputElement>(document, 'input[data-id$="quotenumber.fieldControl-text-box-text"]');
	const facts = pageFacts(ref, {
		name: isOwnForm ? titleOf(document) : '',
		account: lookupIn(document, 'customerid') || lookupIn(document, 'parentaccountid') || null,
		number: (ref.kind === 'quote' && own?.value) || null,
		stage: ref.kind === 'opportunity' ? activeStage(document) : null,
		amount: number('amount'),
		probability: fraction(percent),
		owner: lookupIn(document, 'ownerid') || null,
		rounding: { unitPriceDigits: null, lineAmountDigits: 2 },
	});
	return { ok: true, value: { facts, health: fieldHealth(page, facts, memory) } };
}
