import type { DealFacts, QuoteLine } from '../../core/model/deal.ts';
import {
	type AddedLine,
	type DealEdits,
	type LineEdit,
	type TypedValue,
	unknownProduct,
} from '../../core/model/deal-edits.ts';
import { compare, type DecimalString, multiply, one, parseDecimal, subtract } from '../../core/model/decimal.ts';
import type { LocaleMarks } from '../../core/model/locale-number.ts';
import type { Result } from '../../core/model/result.ts';
import type { EditsReading, Page, ReadFailure } from '../contract.ts';
import { demo } from '../kit/dialects.ts';
import { missing } from '../kit/facts.ts';
import { asFraction, differs, read, typed } from '../kit/numbers.ts';
import { pointedAt } from '../kit/pointed.ts';
import { marksOf, textOf } from './fields.ts';
import { viewInFront } from './front.ts';

/** Which of two linked fields the user sets the price by. */
export type Driver = 'discount' | 'netPrice' | null;

function dialogOf(document: Document): HTMLElement | null {
	// Its fields are there before their values.
	return document.querySelector<HTMLElement>('.dialog[data-line-id]:not([aria-busy])');
}

/** True while a dialog is open, a cell is a field, or a field differs from its saved value. */
export function isEditing({ document }: Page): boolean {
	return (
		document.querySelector('.dialog[data-line-id], .view:not([hidden]) input, .view:not([hidden]) tr.changed') !== null
	);
}

/** A field's value when it differs from the saved one; undefined when it does not. */
function changed(value: TypedValue, saved: DecimalString | null): TypedValue | undefined {
	return differs(saved, value) ? value : undefined;
}

function lineEdit(
	place: Element,
	line: QuoteLine,
	marks: LocaleMarks,
	driver: Driver,
): LineEdit | Result<never, ReadFailure> {
	const texts: Record<string, string> = {};
	for (const field of ['quantity', 'listPrice', 'discount', 'unitPrice']) {
		const own = place.querySelector(`[name="${field}"], [data-field="${field}"]`);
		const text = textOf(own ?? pointedAt(field, place));
		if (text === null) return missing(field);
		texts[field] = text;
	}
	const { quantity = '', listPrice = '', discount = '', unitPrice = '' } = texts;
	const edit: { -readonly [K in keyof LineEdit]: LineEdit[K] } = {};
	const quantityTyped = changed(typed(quantity, demo, marks), line.quantity);
	const listTyped = changed(typed(listPrice, demo, marks), line.listPrice);
	const discountTyped = changed(asFraction(typed(discount, demo, marks)), line.discounts[0] ?? '0');
	if (quantityTyped) edit.quantity = quantityTyped;
	if (listTyped) edit.listPrice = listTyped;
	if (driver === 'netPrice' && isNetApart(unitPrice, line, marks)) {
		edit.price = { by: 'netPrice', typed: typed(unitPrice, demo, marks) };
	} else if (discountTyped) edit.price = { by: 'discount', typed: discountTyped };
	return edit;
}

/** True when the price per unit is not the saved list price after the saved discount. */
function isNetApart(text: string, line: QuoteLine, marks: LocaleMarks): boolean {
	const net = parseDecimal(read(text, demo, marks));
	const list = parseDecimal(line.listPrice);
	if (!net || !list) return true;
	return compare(multiply(list, subtract(one, parseDecimal(line.discounts[0] ?? '0') ?? one)), net) !== 0;
}

function addedLine(row: Element, id: string, marks: LocaleMarks): AddedLine {
	const number = (field: string) =>
		read(textOf(row.querySelector(`[data-field="${field}"]`)) ?? '', demo, marks, 'shown');
	return {
		id,
		...unknownProduct,
		description: textOf(row.querySelector('[data-field="product"]')) ?? '',
		quantity: number('quantity'),
		listPrice: number('listPrice'),
		netPrice: number('unitPrice'),
	};
}

function driverNow(document: Document, before: Driver): Driver {
	const name = dialogOf(document)?.contains(document.activeElement)
		? document.activeElement?.getAttribute('name')
		: null;
	return name === 'unitPrice' ? 'netPrice' : name === 'discount' || !dialogOf(document) ? 'discount' : before;
}

/** What is typed and not saved. `driver` is what the last reading said; the answer carries the next. */
export function readEdits(
	page: Page,
	saved: DealFacts,
	before: Driver,
): { readonly edits: EditsReading; readonly driver: Driver } {
	const { document } = page;
	const driver = driverNow(document, before);
	const view = viewInFront(document);
	const lost = (field: string) => ({ edits: missing(field), driver }) as const;
	const marks = marksOf(document);
	const none: DealEdits = {
		ref: saved.ref,
		lines: {},
		added: [],
		removed: [],
		areLinesUnmatched: false,
		activeLineId: null,
	};
	if (!view || view.dataset.id !== saved.ref.id || view.dataset.kind !== saved.ref.kind) {
		return { edits: { ok: true, value: none }, driver };
	}
	if (saved.ref.kind === 'opportunity') return { edits: dealEdits(view, saved, marks, none), driver };

	const body = view.querySelector('tbody');
	if (!body) return lost('lines');
	const dialog = dialogOf(document);
	const lines: Record<string, LineEdit> = {};
	const added: AddedLine[] = [];
	const seen = new Set<string>();
	let active = dialog?.dataset.lineId ?? null;
	for (const row of body.querySelectorAll<HTMLElement>('tr')) {
		const id = row.dataset.lineId;
		if (!id) return lost('lines');
		seen.add(id);
		const line = saved.lines?.find((candidate) => candidate.id === id);
		if (!line) {
			added.push(addedLine(row, id, marks));
			continue;
		}
		if (row.querySelector('input')) active = id;
		const edit = lineEdit(dialog?.dataset.lineId === id ? dialog : row, line, marks, driver);
		if ('ok' in edit) return { edits: edit, driver };
		if (Object.keys(edit).length > 0) lines[id] = edit;
	}
	// Whatever a clean form shows, nobody typed it.
	if (view.dataset.form === 'clean' && !isEditing(page)) return { edits: { ok: true, value: none }, driver };
	const removed = (saved.lines ?? []).flatMap(({ id }) => (seen.has(id) ? [] : [id]));
	return { edits: { ok: true, value: { ...none, lines, added, removed, activeLineId: active } }, driver };
}

function dealEdits(view: HTMLElement, saved: DealFacts, marks: LocaleMarks, none: DealEdits): EditsReading {
	const text = (field: string) => textOf(view.querySelector(`input[name="${field}"]`) ?? pointedAt(field, view));
	const stage = view.querySelector<HTMLSelectElement>('select[name="stage"]');
	const amountText = text('amount');
	const probabilityText = text('probability');
	if (amountText === null) return missing('amount');
	if (!stage) return missing('stage');
	const amount = changed(typed(amountText, demo, marks), saved.amount);
	const probability =
		probabilityText === null ? undefined : changed(asFraction(typed(probabilityText, demo, marks)), saved.probability);
	return {
		ok: true,
		value: {
			...none,
			...(amount ? { amount } : {}),
			...(probability ? { probability } : {}),
			...(stage.value !== saved.stage?.id ? { stageId: stage.value } : {}),
		},
	};
}
