import type { DealFacts, RecordRef } from '../../core/model/deal.ts';
import type { Result } from '../../core/model/result.ts';
import type { FactsReading, FieldHealth, Page, ReadFailure } from '../contract.ts';
import { stagesByKey } from '../kit/answers.ts';
import { missing, pageFacts } from '../kit/facts.ts';
import { fraction } from '../kit/numbers.ts';
import { kinds, orAbsent } from '../kit/places.ts';
import { type Client, orderStates } from './api-client.ts';
import { discountWizard, lineDialog } from './edits-dialogs.ts';
import {
	type FormPlace,
	fieldIn,
	formOf,
	isOtherTab,
	isTouched,
	places,
	plainText,
	stageIn,
	stagesIn,
	structure,
} from './fields.ts';
import { parseNumber } from './fields-numbers.ts';
import { type LineField, neededFields, rowsOf } from './fields-rows.ts';
import { doesShowRecord } from './front.ts';

/** The open row of a table of lines. */
const openRow = '.o_action_manager tr.o_selected_row';

/** True while something may differ from what is saved. */
export function isEditing({ document }: Page): boolean {
	const form = formOf(document);
	return (
		form !== null &&
		(isTouched(form) ||
			document.querySelector(openRow) !== null ||
			lineDialog(document) !== null ||
			discountWizard(document) !== null)
	);
}

function stateOfPlace(form: Element, place: FormPlace): FieldHealth[] {
	const { element, health } = fieldIn(form, place);
	return element || place.isRequired ? [health] : [];
}

/** How each field is found. Says nothing of a form of another record, nor of lines that are on another tab. */
export function healthOf({ document }: Page, { ref, name, number }: DealFacts): FieldHealth[] {
	const form = formOf(document);
	if (!form || !doesShowRecord(form, ref.kind, name, number)) return [];
	const of = (...wanted: FormPlace[]) => wanted.flatMap((place) => stateOfPlace(form, place));
	const orNone = (found: FieldHealth[], field: string) => {
		const isNone = found.every(({ state }) => state === 'broken');
		return orAbsent(found, isNone, { field, seen: structure });
	};
	if (ref.kind === 'opportunity')
		return [...of(places.buttons), ...orNone(of(places.stage, places.amount, places.probability), kinds.deal)];
	const common = of(places.buttons, places.state);
	if (isOtherTab(form)) return common;
	const list = fieldIn(form, places.lines).element;
	const rows = list ? rowsOf(list) : [];
	const fields: readonly (readonly [LineField, string])[] = [...neededFields, ['discount', 'Discount']];
	const all = [
		...of(places.lines),
		...(rows.length > 0 ? fields : []).flatMap(([field, label]): FieldHealth[] => {
			const cells = rows.map(({ cell }) => cell(field));
			// Which columns are shown is the user's own choice, but for those that a line must have.
			if (cells.some((cell) => cell === null))
				return field === 'discount' ? [] : [{ field: label, state: 'broken', seen: structure }];
			return [{ field: label, state: cells.some((cell) => cell?.isDrifted) ? 'drifted' : 'ok', seen: structure }];
		}),
	];
	return [...common, ...orNone(all, kinds.lines)];
}

/** States of an order as the server names them, stages of a deal as its form draws them. */
export function stagesOf({ document }: Page, { kind }: RecordRef, client: Client): Pick<FactsReading, 'stages'> {
	const form = formOf(document);
	return stagesByKey(kind === 'quote' ? orderStates(client) : form && stagesIn(form));
}

function shown(form: Element, name: string): string | null {
	const widget = form.querySelector(`.o_field_widget[name="${name}"]`);
	const field = widget?.querySelector<HTMLInputElement>('input, textarea');
	return (field ? field.value.trim() : plainText(widget)) || null;
}

/** What the form alone tells: names, stage and an opportunity's amount, neither costs nor exact lines. */
export function readFactsFromPage(
	{ document }: Page,
	ref: RecordRef,
	client: Client | null,
): Result<FactsReading, ReadFailure> {
	const form = formOf(document);
	if (!form) return missing('Form');
	const isQuote = ref.kind === 'quote';
	const stage = stageIn(form, ref.kind);
	const number = (name: string) => parseNumber(shown(form, name) ?? '', client?.marks ?? null, null);
	const probability = isQuote ? null : number('probability');
	const name = shown(form, 'name');
	const facts = pageFacts(ref, {
		name: name ?? '',
		account: shown(form, 'partner_id'),
		number: isQuote ? name : null,
		stage: stage && { ...stage, since: null },
		amount: isQuote ? null : number('expected_revenue'),
		probability: fraction(probability),
	});
	return { ok: true, value: { facts, health: [] } };
}

/** Longer than the client needs to close a row. */
const closesWithinMs = 600;
const looksEveryMs = 40;

/**
 * Closes an open row as a click beside the table does, which takes over what is typed in it. Else the client would
 * draw the row again while our frame has the focus, and take the focus back: the next keys would be typed into its product.
 */
export async function beforeFocus({ document }: Page): Promise<void> {
	if (!document.querySelector(openRow)) return;
	document.body.click();
	for (let waited = 0; waited < closesWithinMs && document.querySelector(openRow); waited += looksEveryMs)
		await new Promise((done) => setTimeout(done, looksEveryMs));
}
