import type { DealFacts, RecordRef } from '../../core/model/deal.ts';
import { type DealEdits, type LineEdit, noEdits, type TypedValue } from '../../core/model/deal-edits.ts';
import type { Seen } from '../../core/model/read-failure.ts';
import type { EditsReading, FieldHealth, Page } from '../contract.ts';
import { twenty } from '../kit/dialects.ts';
import { missing } from '../kit/facts.ts';
import { asFraction, differs, ofDiscount, typed } from '../kit/numbers.ts';
import {
	areAllBroken,
	type FieldPlace,
	healthAt,
	isDrawn,
	kinds,
	orAbsent,
	seenOn,
	selectorsOf,
} from '../kit/places.ts';
import type { Schema } from './api-schema.ts';
import { fieldAround, fieldBox, hasFields } from './fields.ts';
import { recordInFront } from './front.ts';

/** What is typed in a field that is open. A field is saved when it is left, by Escape too. */

/** Marks the place of an open field; a button that opens one under the pointer bears the same mark. */
const openMark = '[data-testid="inline-cell-edit-mode-container"]:not(button)';

/** What records and their fields are known from. */
export const structure: Seen = { on: '2026-11', by: 'code', where: 'Twenty 0.53 and 851488e' };

const both = seenOn('2026-11', 'code', 'Twenty 0.53 and 851488e');
const newer = seenOn('2026-11', 'code', 'single files of newer versions');
const code = seenOn('2025-05', 'code', 'Twenty 0.53');

/** The input is at the end of the page, not under the record. */
const input = {
	field: 'Amount',
	isRequired: true,
	primary: code('body > :not(#root) input[placeholder="Currency"]'),
	fallbacks: [
		code('body > :not(#root) input[autocomplete="off"]'),
		code('body > :not(#root) input'),
		code(`${openMark} input`),
	],
} as const;

/** A field of a record stands after its label, and has an id itself in newer versions. */
function fieldPlace(field: string, name: string): FieldPlace {
	return {
		field,
		primary: both(`[id^="label-"][id$="-${name}"]`),
		fallbacks: [newer(`[id$="-${name}"]:not([id^="label-"])`)],
	};
}

const fieldPlaces = { stage: fieldPlace('Stage', 'stage'), amount: fieldPlace('Amount', 'amount') } as const;

/** All of them. */
export const allPlaces: readonly FieldPlace[] = [fieldPlaces.stage, fieldPlaces.amount, input];

/** Money inputs group by commas and take a point, whatever the language. */
const marks = { decimal: '.', group: ',' };

interface OpenField {
	readonly id: string;
	readonly field: string;
	/** Null when it is not where it should be. */
	readonly input: HTMLInputElement | null;
	readonly isDrifted: boolean;
}

/** The field that is open; there is one at most. */
function openField(document: Document): OpenField | null {
	for (const mark of document.querySelectorAll(openMark)) {
		const about = isDrawn(mark) ? fieldAround(mark) : null;
		if (!about) continue;
		for (const [at, { css }] of selectorsOf(input).entries()) {
			const found = [...document.querySelectorAll<HTMLInputElement>(css)].find(isDrawn);
			if (found) return { ...about, input: found, isDrifted: at > 0 };
		}
		return { ...about, input: null, isDrifted: false };
	}
	return null;
}

/** True when money is typed somewhere and the page does not say which place is open: it may be of this record. */
function isOpenUnplaced(document: Document): boolean {
	return openField(document) === null && [...document.querySelectorAll(input.primary.css)].some(isDrawn);
}

const plain = (name: string) => name.replace(/\s/g, '').toLowerCase();

/** True when a line's number is typed and the page does not say which place is open for it: inputs bear their field's name. */
function isLineUnplaced(document: Document, open: OpenField | null, { lines }: Schema): boolean {
	if (lines === null || lines === 'unclear') return false;
	const { quantity, discount } = lines.fields;
	const fields = [quantity, ...(discount === null ? [] : [discount])];
	if (open && fields.includes(open.field)) return false;
	return [...document.querySelectorAll<HTMLInputElement>('body > :not(#root) input[placeholder]')].some(
		(found) => isDrawn(found) && fields.some((field) => plain(field) === plain(found.placeholder)),
	);
}

/** True while a field is open. */
export function isEditing({ document }: Page): boolean {
	return document.querySelector(openMark) !== null || isOpenUnplaced(document);
}

/** Money as typed; null for what cannot be read, and in a currency that is not the deal's or is not told. */
function typedMoney(field: HTMLInputElement, currency: string | null): TypedValue {
	const buttons = [...(field.parentElement?.querySelectorAll('button, [role="button"]') ?? [])];
	const chosen = buttons.map(({ textContent }) => textContent?.trim() ?? '').find((text) => /^[A-Z]{3}$/.test(text));
	const isOwn = currency === null || chosen === currency;
	return isOwn ? typed(field.value, twenty, marks) : { text: field.value, value: null };
}

/** A plain number: commas are refused there. */
function typedNumber({ value: text }: HTMLInputElement): TypedValue {
	return typed(text, twenty, { ...marks, group: '' });
}

function lineEdit(open: OpenField & { input: HTMLInputElement }, saved: DealFacts, schema: Schema): LineEdit {
	const line = saved.lines?.find(({ id }) => id === open.id);
	const model = schema.lines === 'unclear' ? null : schema.lines;
	if (!line || !model) return {};
	if (open.field === model.fields.quantity) {
		const quantity = typedNumber(open.input);
		return differs(line.quantity, quantity) ? { quantity } : {};
	}
	if (open.field === model.fields.price) {
		const listPrice = typedMoney(open.input, saved.currency);
		return differs(line.listPrice, listPrice) ? { listPrice } : {};
	}
	if (open.field !== model.fields.discount) return {};
	// Typed in percent in both ways of keeping it.
	const discount = asFraction(typedNumber(open.input));
	const isOther = differs(line.discounts[0] ?? '0', discount, ofDiscount);
	return isOther ? { price: { by: 'discount', typed: discount } } : {};
}

function stageText(document: Document, id: string): string | null {
	const stage = fieldBox(document, id, 'stage')?.box;
	return (stage?.querySelector('h3 > span') ?? stage)?.textContent?.trim() || null;
}

/** Key of the stage that the page shows; null when it shows none, or one that is not known. */
export function stageShown(document: Document, id: string, schema: Schema | null): string | null {
	const label = stageText(document, id);
	const found = [...(schema?.stages ?? [])].filter(([, known]) => known === label);
	return found.length === 1 ? (found[0]?.[0] ?? null) : null;
}

/** How the fields of a record are found; says nothing while none is drawn. */
export function healthOf({ document }: Page, { id }: RecordRef): FieldHealth[] {
	if (!hasFields(document, id)) return [];
	const open = openField(document);
	const isInputDrifted = open?.id === id && open.field === 'amount' && open.isDrifted;
	const all = [fieldPlaces.stage, fieldPlaces.amount].map((place) => {
		const isAmount = place === fieldPlaces.amount;
		const found = fieldBox(document, id, isAmount ? 'amount' : 'stage');
		const isDrifted = !found?.isByLabel || (isAmount && isInputDrifted);
		return healthAt(place, !found ? null : isDrifted ? 1 : 0);
	});
	return orAbsent(all, areAllBroken(all), { field: kinds.deal, seen: structure });
}

/** Reads what is typed on the record of `saved`. The amount is shown shortened: its saved value is the API's alone. */
export function readEdits(page: Page, saved: DealFacts, schema: Schema | null): EditsReading {
	const { document } = page;
	const { id } = saved.ref;
	const none: DealEdits = noEdits(saved.ref);
	const lost = missing(input.field);
	if (recordInFront(page)?.id !== id) return { ok: true, value: none };
	if (hasFields(document, id) && !fieldBox(document, id, 'amount')) return lost;
	if (isOpenUnplaced(document)) return lost;
	const open = openField(document);
	if (schema && saved.lines?.length && isLineUnplaced(document, open, schema)) return missing('Line');
	const stage = stageShown(document, id, schema);
	const edits = { ...none, ...(stage !== null && stage !== saved.stage?.id ? { stageId: stage } : {}) };
	if (open?.id === id && open.field === 'amount') {
		if (!open.input) return lost;
		const amount = typedMoney(open.input, saved.currency);
		return { ok: true, value: differs(saved.amount, amount) ? { ...edits, amount } : edits };
	}
	const line = saved.lines?.find((candidate) => candidate.id === open?.id);
	if (!line || !open || !schema) return { ok: true, value: edits };
	if (!open.input) return missing('Line');
	const edit = lineEdit({ ...open, input: open.input }, saved, schema);
	const lines = Object.keys(edit).length > 0 ? { [line.id]: edit } : {};
	return { ok: true, value: { ...edits, lines, activeLineId: line.id } };
}
