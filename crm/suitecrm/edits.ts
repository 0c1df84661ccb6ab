import type { CurrencyCode, DealFacts } from '../../core/model/deal.ts';
import { type DealEdits, noEdits, type PageTotals, type TypedValue } from '../../core/model/deal-edits.ts';
import { isDecimalString } from '../../core/model/decimal.ts';
import type { EditsReading, FieldHealth, Page } from '../contract.ts';
import { missing } from '../kit/facts.ts';
import { asFraction, differs } from '../kit/numbers.ts';
import { areAllBroken, kinds, orAbsent, worstOf } from '../kit/places.ts';
import { pointedAt } from '../kit/pointed.ts';
import { changedCurrency, currencyOf, currencyOfSign, signOf } from './api-currencies.ts';
import type { Memory } from './api-memory.ts';
import { readLineEdits } from './edits-lines.ts';
import { readLineTotals } from './edits-totals.ts';
import { classicFields, fieldIn, shellFields, structure } from './fields.ts';
import { pageMarks, strictNumber } from './fields-numbers.ts';
import { lineHealth, lineRows } from './fields-rows.ts';
import { type Classic, classicOf, recordInFront, shellRecord } from './front.ts';

/** What is typed and not saved, in either interface. */

type Input = HTMLInputElement;

/** Edits of an opportunity from its fields; a field that is not open says nothing. */
function opportunityEdits(
	saved: DealFacts,
	typed: {
		readonly amount: TypedValue | null;
		readonly probability: TypedValue | null;
		readonly stageId: string | null;
	},
): EditsReading {
	const { amount, stageId } = typed;
	const probability = typed.probability && asFraction(typed.probability);
	return {
		ok: true,
		value: {
			...noEdits(saved.ref),
			...(amount && differs(saved.amount, amount) ? { amount } : {}),
			...(probability && differs(saved.probability, probability) ? { probability } : {}),
			...(stageId !== null && stageId !== saved.stage?.id ? { stageId } : {}),
		},
	};
}

/** The cell of the detail view that holds a field, when it is open for an inline edit. */
function openCell({ content }: Classic, field: string): Element | null {
	return content.querySelector(`.inlineEditActive[field="${field}"]`);
}

function classicOpportunity(classic: Classic, saved: DealFacts, memory: Memory): EditsReading {
	const { isEditView, form } = classic;
	const scopeOf = (field: string) => (isEditView ? form : openCell(classic, field));
	const marks = pageMarks(classic.document) ?? memory.marks;
	const read = (field: Input | null | undefined): TypedValue | null =>
		field ? { text: field.value, value: strictNumber(field.value, marks) } : null;
	const scopes = { amount: scopeOf('amount'), stage: scopeOf('sales_stage'), probability: scopeOf('probability') };
	const amount = scopes.amount && fieldIn<Input>(scopes.amount, classicFields.amount);
	const stage = scopes.stage && fieldIn<HTMLSelectElement>(scopes.stage, classicFields.stage);
	const probability = scopes.probability && fieldIn<Input>(scopes.probability, classicFields.probability);
	for (const found of [amount, stage]) if (found && !found.element) return missing(found.health.field);
	const chosen = isEditView ? changedCurrency(form) : null;
	// The page has converted the amount by then.
	if (chosen) return otherCurrency(saved, currencyOf(memory.currencies, chosen.value, signOf(chosen)));
	return opportunityEdits(saved, {
		amount: read(amount?.element),
		probability: read(probability?.element),
		stageId: stage?.element?.value ?? null,
	});
}

/** A field of the shell holds the user's own text only once Angular calls it dirty: it is filled after it is drawn. */
function typedIn(field: Input | null): TypedValue | null {
	if (!field || field.classList.contains('ng-pristine')) return null;
	if (field.value === '' && !field.classList.contains('ng-dirty')) return null;
	const isInvalid = field.classList.contains('is-invalid') || field.classList.contains('ng-invalid');
	return { text: field.value, value: !isInvalid && isDecimalString(field.value) ? field.value : null };
}

/** Another currency than the saved one is chosen; `to` is null where the page does not tell which. */
function otherCurrency({ ref }: DealFacts, to: CurrencyCode | null): EditsReading {
	return { ok: true, value: { ...noEdits(ref), currencyChange: { to } } };
}

/** The currency chosen in the shell, whose chips and options are named by their codes. */
function chosenIn(record: Element): CurrencyCode | null {
	const field = record.querySelector('.dynamic-field-name-currency_id');
	const option = field?.querySelector('select')?.selectedOptions[0]?.text;
	return currencyOfSign(option ?? field?.querySelector('.tag__text')?.textContent);
}

function isEditMode(record: Element): boolean {
	return record.querySelector('form.field-layout.edit, .dynamic-field-mode-edit') !== null;
}

/** The stage chosen in the shell: a list tells its key, a chip its label alone. Null when it is not known. */
function shellStage(record: Element, memory: Memory): string | null {
	const list = fieldIn<HTMLSelectElement>(record, shellFields.stageList).element;
	if (list) return list.classList.contains('ng-pristine') || list.value === '' ? null : list.value;
	const chip = fieldIn<HTMLElement>(record, shellFields.stageChip).element;
	const label = chip?.getAttribute('title') ?? chip?.getAttribute('aria-label') ?? '';
	return memory.stageKeys.get(label.trim()) ?? null;
}

function shellOpportunity(record: Element, saved: DealFacts, memory: Memory): EditsReading {
	if (!isEditMode(record)) return { ok: true, value: noEdits(saved.ref) };
	const amount = fieldIn<Input>(record, shellFields.amount).element;
	// Opened for one field alone in later versions, so that the amount is only shown.
	const isShown =
		record.querySelector('.dynamic-field-name-amount.dynamic-field-mode-detail') !== null ||
		pointedAt(shellFields.amount.field, record) !== null;
	if (!amount && !isShown) return missing('Amount');
	if (record.querySelector('.dynamic-field-name-currency_id .ng-dirty')) return otherCurrency(saved, chosenIn(record));
	return opportunityEdits(saved, {
		amount: typedIn(amount),
		probability: typedIn(fieldIn<Input>(record, shellFields.probability).element),
		stageId: shellStage(record, memory),
	});
}

/** Reads what is typed on the record of `saved`. */
export function readEdits(page: Page, saved: DealFacts, memory: Memory): EditsReading {
	const none: DealEdits = noEdits(saved.ref);
	const front = recordInFront(page);
	if (front?.id !== saved.ref.id || front.kind !== saved.ref.kind) return { ok: true, value: none };
	const classic = classicOf(page);
	if (classic)
		return saved.ref.kind === 'quote'
			? readLineEdits(classic, saved, memory)
			: classicOpportunity(classic, saved, memory);
	const record = shellRecord(page);
	return record ? shellOpportunity(record, saved, memory) : { ok: true, value: none };
}

/** The sum of the lines as the page draws it; null where it draws none and while it is behind what is typed. */
export function readTotals(page: Page, saved: DealFacts, memory: Memory): PageTotals | null {
	const classic = classicOf(page);
	if (classic?.ref.kind !== 'quote' || classic.ref.id !== saved.ref.id) return null;
	return readLineTotals(classic, saved, memory);
}

/** True while something may be typed: script-made changes of a form send no event, and a frame's reach nobody here. */
export function isEditing(page: Page): boolean {
	const classic = classicOf(page);
	if (classic) return classic.isEditView || classic.content.querySelector('.inlineEditActive') !== null;
	const record = shellRecord(page);
	return record !== null && isEditMode(record);
}

/** How the fields of an open edit are found; empty while nothing is open. */
export function healthOf(page: Page): FieldHealth[] {
	const classic = classicOf(page);
	if (classic) {
		if (!classic.isEditView) return [];
		if (classic.ref.kind === 'quote') {
			const lines = lineHealth(lineRows(classic));
			return orAbsent(lines, areAllBroken(lines), { field: kinds.lines, seen: structure });
		}
		const found = worstOf(
			[classicFields.amount, classicFields.stage].map((place) => fieldIn(classic.form, place).health),
		);
		return orAbsent(found, areAllBroken(found), { field: kinds.deal, seen: structure });
	}
	const record = shellRecord(page);
	if (!record?.querySelector('.dynamic-field-name-amount.dynamic-field-mode-edit')) return [];
	const found = [fieldIn(record, shellFields.amount).health];
	const others = [shellFields.stageList, shellFields.stageChip, shellFields.probability];
	const isNone = areAllBroken(found) && others.every((place) => fieldIn(record, place).element === null);
	return orAbsent(found, isNone, { field: kinds.deal, seen: structure });
}
