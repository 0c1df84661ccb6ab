import type { DealFacts, QuoteLine } from '../../core/model/deal.ts';
import {
	type AddedLine,
	type DealEdits,
	isUnedited,
	type LineEdit,
	noEdits,
	type TypedValue,
} from '../../core/model/deal-edits.ts';
import type { DecimalString } from '../../core/model/decimal.ts';
import type { LocaleMarks } from '../../core/model/number-text.ts';
import type { EditsReading, Page } from '../contract.ts';
import { missing } from '../kit/facts.ts';
import { asFraction, fraction, same } from '../kit/numbers.ts';
import { onceEach } from '../kit/once.ts';
import type { FieldPlace } from '../kit/places.ts';
import { discountWizard, followTyping, lineDialog, wizardEdits } from './edits-dialogs.ts';
import { addedOf, type Entry, editOf, type Fields, type Look, type Memory, stateOf } from './edits-row.ts';
import { chosenPriceList, currencyChangeOf, isPriceListChanged } from './edits-totals.ts';
import { fieldIn, formOf, isOtherTab, isTouched, places, sumsIn } from './fields.ts';
import { doesShow, parseNumber, parseShown } from './fields-numbers.ts';
import {
	dialogCell,
	hasUnknownRow,
	isOtherLanguage,
	isPaged,
	isProductOf,
	keptOf,
	type LineField,
	type Matching,
	neededFields,
	type Row,
	rowsOf,
} from './fields-rows.ts';
import { doesShowRecord } from './front.ts';
import { amountOf, isSameAmount } from './lines.ts';

/** What is typed in the form and not saved. */

/** The field that is missing of a row; null when all that is needed is there. */
function lostField(fields: Fields): string | null {
	return neededFields.find(([field]) => !fields(field))?.[1] ?? null;
}

/** A new row is empty at first, at no price; one with a price is a line whatever is read of its product. */
function isBlank(fields: Fields, { marks }: Look): boolean {
	const price = fields('price')?.text.trim() ?? '';
	return fields('product')?.text.trim() === '' && (price === '' || Number(parseNumber(price, marks, null)) === 0);
}

interface Collected {
	readonly lines: Record<string, LineEdit>;
	readonly added: AddedLine[];
	readonly removed: string[];
}

function collect(entry: Entry, line: QuoteLine | null, look: Look, into: Collected): void {
	const state = stateOf(entry, line, look);
	if (line && state === 'same') {
		const edit = editOf(entry, line, look);
		if (Object.keys(edit).length > 0) into.lines[line.id] = edit;
	} else if (line || !isBlank(entry.cell, look)) {
		if (line) into.removed.push(line.id);
		into.added.push(addedOf(entry, line, state, look));
	}
}

/**
 * True when the numbers of a row that nobody types in do not give the amount it shows. A card's carry no names. In a table
 * a quantity that the server has not answered yet is in the open row alone: a foretold discount would never come.
 */
function isMisread({ isCard, isOpen, cell }: Row, line: QuoteLine | null, look: Look): boolean {
	const value = (field: LineField) => parseShown(cell(field)?.text ?? '', look.marks);
	const quantity = value('quantity');
	const isOtherQuantity = line !== null && line.listPrice !== null && !doesShow(quantity, line.quantity);
	const isAtRest = !isOpen && cell('discount') !== null && isOtherQuantity;
	if (!isCard && !isAtRest) return false;
	const discount = value('discount');
	const amount = amountOf(value('price'), fraction(discount), quantity, look.saved.rounding.lineAmountDigits);
	return !isSameAmount(amount, value('amount'));
}

/** The saved line that a dialog is of: the one of its product, of several the one with its numbers. */
function lineOfDialog(dialog: Element, fields: Fields, look: Look): QuoteLine | 'new' | 'unsure' {
	const { saved, marks } = look;
	const text = fields('product')?.text ?? '';
	const fitting = (saved.lines ?? []).filter((line) => isProductOf(text, line));
	// The product of a line that was ordered cannot be changed, so that such a line is no new one.
	if (fitting.length === 0 && dialog.querySelector('[name="product_id"] input[readonly]')) return 'unsure';
	if (fitting.length <= 1) return fitting[0] ?? 'new';
	const shows = (field: LineField, value: DecimalString | null) =>
		doesShow(parseNumber(fields(field)?.text ?? '', marks, null), value);
	const same = fitting.filter((line) => shows('quantity', line.quantity) && shows('price', keptOf(line).priceUnit));
	return same.length === 1 && same[0] ? same[0] : 'unsure';
}

function quoteEdits(form: Element, look: Look): EditsReading {
	const reading = linesEdits(form, look);
	if (!reading.ok) return reading;
	const priceList = chosenPriceList(form);
	const edits = isPriceListChanged(priceList, look.memory) ? pricedAnew(reading.value) : reading.value;
	const currencyChange = currencyChangeOf(form, priceList, look.saved, look.memory);
	return { ok: true, value: currencyChange ? { ...edits, currencyChange } : edits };
}

/** Edits of which the server will set the prices when they are saved. */
function pricedAnew(edits: DealEdits): DealEdits {
	const lines = Object.entries(edits.lines).map(([id, edit]) => [id, { ...edit, isRepriced: true }] as const);
	return {
		...edits,
		lines: Object.fromEntries(lines),
		added: edits.added.map((line) => ({ ...line, isRepriced: true })),
	};
}

function linesEdits(form: Element, look: Look): EditsReading {
	const { saved, memory, marks } = look;
	const none = noEdits(saved.ref);
	const isEdited = isTouched(form);
	if (!isEdited) memory.replaced.clear();
	const list = fieldIn(form, places.lines).element;
	if (!list && !isOtherTab(form)) return missing(places.lines.field);
	if (!list) {
		// What is pending on the tab that is not in the page is what was pending when it was.
		if (!isEdited) return { ok: true, value: none };
		return { ok: true, value: memory.last ?? { ...none, areLinesUnmatched: true } };
	}
	if (saved.lines === null) return { ok: true, value: none };
	const dialog = lineDialog(form.ownerDocument);
	const wizard = discountWizard(form.ownerDocument);
	if (hasUnknownRow(list)) {
		const unsure: EditsReading = { ok: true, value: { ...none, areLinesUnmatched: isEdited || dialog !== null } };
		if (wizard) return ofWizard(wizard, unsure, look);
		memory.last = unsure.value;
		return unsure;
	}
	const rows = rowsOf(list);
	const matching = memory.match(rows, saved.lines, marks);
	const open = rows.find(({ isOpen }) => isOpen);
	const activeLineId = open ? (matching.lineOf.get(open.key)?.id ?? open.key) : null;
	const read = changes(rows, matching, isPaged(list), dialog, look);
	const reading = isEdited || dialog || !read.ok ? read : { ok: true as const, value: atRest(read.value) };
	if (wizard) return ofWizard(wizard, reading, look);
	const value = reading.ok ? { ...reading.value, activeLineId: reading.value.activeLineId ?? activeLineId } : null;
	memory.last = value;
	return value ? { ok: true, value } : reading;
}

/**
 * The discount dialog is about the order as it is saved, for the client saves it when the dialog opens: as long as the
 * page is not what was read, what the dialog does is unknown.
 */
function ofWizard(wizard: Element, reading: EditsReading, { saved, marks }: Look): EditsReading {
	const isBehind = !reading.ok || !isUnedited(reading.value);
	return isBehind
		? { ok: true, value: { ...noEdits(saved.ref), areLinesUnmatched: true } }
		: wizardEdits(wizard, saved, marks);
}

/**
 * What a form shows in which nothing is typed: it may have been saved and not been read again. A text that is no number
 * was typed and discarded, and rows that fit nothing are drawn in a way we do not know: neither is an edit.
 */
function atRest(edits: DealEdits): DealEdits {
	if (edits.areLinesUnmatched && !edits.areLinesInOtherLanguage) return noEdits(edits.ref);
	const values = ({ price, quantity, listPrice, cost }: LineEdit) =>
		[price?.typed, quantity, listPrice, cost?.typed].filter((typed) => typed !== undefined);
	const lines = Object.entries(edits.lines).filter(([, edit]) => values(edit).every(({ value }) => value !== null));
	// Where the product of a line is picked once more the client may empty its field, and changes nothing (18.0, seen).
	const isEmptied = ({ description, replaces }: AddedLine) => description.trim() === '' && replaces !== undefined;
	const kept = new Set(edits.added.filter(isEmptied).map(({ replaces }) => replaces));
	return {
		...edits,
		lines: Object.fromEntries(lines),
		added: edits.added.filter((line) => !isEmptied(line)),
		removed: edits.removed.filter((id) => !kept.has(id)),
	};
}

function changes(
	rows: readonly Row[],
	{ lineOf, isUnsure }: Matching,
	isPart: boolean,
	dialog: Element | null,
	look: Look,
): EditsReading {
	const { saved } = look;
	const none = noEdits(saved.ref);
	const lost = rows.map(({ cell }) => lostField(cell)).find((field) => field !== null);
	if (lost) return missing(lost);
	if (isUnsure && isOtherLanguage(rows, saved.lines ?? []))
		return { ok: true, value: { ...none, areLinesUnmatched: true, areLinesInOtherLanguage: true } };
	if (isUnsure || rows.some((row) => isMisread(row, lineOf.get(row.key) ?? null, look)))
		return { ok: true, value: { ...none, areLinesUnmatched: true } };

	const found: Collected = { lines: {}, added: [], removed: [] };
	let activeLineId: string | null = null;
	const fields: Fields = onceEach((field) => dialog && dialogCell(dialog, field));
	const inDialog = dialog ? lineOfDialog(dialog, fields, look) : null;
	if (inDialog === 'unsure') return { ok: true, value: { ...none, areLinesUnmatched: true } };
	if (inDialog) {
		const lostHere = lostField(fields);
		if (lostHere) return missing(lostHere);
		const line = inDialog === 'new' ? null : inDialog;
		activeLineId = line?.id ?? 'new';
		collect({ key: activeLineId, isOpen: true, cell: fields }, line, look, found);
	}
	const here = new Set<string>();
	for (const row of rows) {
		const line = lineOf.get(row.key) ?? null;
		if (line) here.add(line.id);
		if (line?.id !== activeLineId || !dialog) collect(row, line, look, found);
	}
	// Where lines fill several pages, only one is drawn.
	const gone = isPart ? [] : (saved.lines ?? []).flatMap(({ id }) => (here.has(id) ? [] : [id]));
	return { ok: true, value: { ...none, ...found, removed: [...found.removed, ...gone], activeLineId } };
}

/** `digits`: to which the server cuts what is typed; null when it keeps all. */
function numberIn(
	form: Element,
	place: FieldPlace,
	marks: LocaleMarks | null,
	digits: number | null,
): TypedValue | null {
	const field = fieldIn(form, place).element;
	if (!(field && 'value' in field && typeof field.value === 'string')) return null;
	const isRefused = field.closest('.o_field_invalid') !== null;
	return { text: field.value, value: isRefused ? null : parseNumber(field.value, marks, digits) };
}

function leadEdits(form: Element, { saved, marks }: Look): EditsReading {
	const amount = numberIn(form, places.amount, marks, saved.rounding.lineAmountDigits);
	if (!amount) return missing(places.amount.field);
	if (!isTouched(form)) return { ok: true, value: noEdits(saved.ref) };
	const percent = numberIn(form, places.probability, marks, null);
	const probability = percent && asFraction(percent);
	// The server keeps 0 where nobody entered an amount, and the field shows it.
	const isAmountSaved = doesShow(amount.value, saved.amount ?? '0');
	return {
		ok: true,
		value: {
			...noEdits(saved.ref),
			...(isAmountSaved ? {} : { amount }),
			...(probability && !same(probability.value, saved.probability) ? { probability } : {}),
		},
	};
}

/** Reads what is typed on the record of `saved`. */
export function readEdits({ document }: Page, saved: DealFacts, memory: Memory): EditsReading {
	followTyping(document);
	const form = formOf(document);
	const { kind } = saved.ref;
	if (!form) return { ok: true, value: noEdits(saved.ref) };
	if (!doesShowRecord(form, kind, saved.name, saved.number)) {
		// Another record that is drawn already has nothing typed in it yet; this one may be named otherwise than it was.
		if (!isTouched(form) && !lineDialog(document)) return { ok: true, value: noEdits(saved.ref) };
		return kind === 'quote' ? { ok: true, value: { ...noEdits(saved.ref), areLinesUnmatched: true } } : missing('Name');
	}
	const look: Look = { saved, memory, marks: memory.client?.marks ?? null, sums: sumsIn(form) };
	return kind === 'quote' ? quoteEdits(form, look) : leadEdits(form, look);
}
