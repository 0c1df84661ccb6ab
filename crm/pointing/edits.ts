import type { DealFacts } from '../../core/model/deal.ts';
import {
	type AddedLine,
	type DealEdits,
	type LineEdit,
	noEdits,
	type TypedValue,
	unknownProduct,
} from '../../core/model/deal-edits.ts';
import { compare, one, parseDecimal, subtract } from '../../core/model/decimal.ts';
import type { Hints, MapColumn, PageMap } from '../../core/model/page-map.ts';
import type { EditsReading } from '../contract.ts';
import { missing } from '../kit/facts.ts';
import { asFraction, differs as differsFrom, short } from '../kit/numbers.ts';
import { describe, labelOf } from './descriptor.ts';
import { controlsIn, isVisible, shownBy, textOf } from './dom.ts';
import { idsOf, wholeOf, withWhole } from './facts.ts';
import { marksOn, numberOf, type Row, type Shown } from './look.ts';

/** What is typed and not saved: what a page shows now against what it showed when the record was read. */

/** Which of two linked fields the user sets the price by. */
export type Driver = 'discount' | 'netPrice' | null;

/**
 * True when two shown values are not the same number. What is saved is not known but by what the page showed: where that
 * was no number, the same text is the same, and any other one is an edit.
 */
function differs(now: TypedValue | undefined, before: TypedValue | undefined): boolean {
	if (!now || !before || now.text === before.text) return false;
	return (before.value === null && before.text.trim() !== '') || differsFrom(before.value, now);
}

type Values = Row['values'];

/** A dialog that edits a line. */
interface LineDialog {
	readonly element: Element;
	readonly fields: Readonly<Partial<Record<MapColumn, Element>>>;
}

/** Fields of a dialog that are named as columns are. */
function fieldsIn(dialog: Element, columns: Readonly<Partial<Record<MapColumn, Hints>>>): LineDialog['fields'] {
	const fields: Partial<Record<MapColumn, Element>> = {};
	const controls = controlsIn(dialog).map((control) => ({
		control,
		hints: describe(control),
		label: labelOf(control),
	}));
	for (const [column, hints] of Object.entries(columns) as [MapColumn, Hints][]) {
		const wanted = hints.flatMap(({ by, value }) => (by === 'label' || by === 'name' ? [value] : []));
		const fitting = controls.filter(
			({ hints: own, label }) =>
				own.some(({ by, value }) => (by === 'aria' || by === 'name') && wanted.includes(value)) ||
				wanted.includes(label?.text ?? ''),
		);
		if (fitting.length === 1 && fitting[0]) fields[column] = fitting[0].control;
	}
	return fields;
}

/** The dialog in front that edits a line; null when there is none. */
function lineDialog(document: Document, map: PageMap): LineDialog | null {
	for (const element of [...document.querySelectorAll('dialog,[role=dialog]')].reverse()) {
		if (!isVisible(element) || !map.columns) continue;
		const fields = fieldsIn(element, map.columns);
		if (fields.quantity || fields.discount || fields.netPrice || fields.listPrice) return { element, fields };
	}
	return null;
}

/** True while a dialog with fields is open or a field has the focus. */
export function isEditing(document: Document): boolean {
	const dialogs = [...document.querySelectorAll('dialog,[role=dialog]')];
	const focus = document.activeElement;
	return (
		dialogs.some((dialog) => isVisible(dialog) && controlsIn(dialog).length > 0) ||
		(focus !== null && focus !== document.body && controlsIn(focus.parentElement ?? focus).includes(focus))
	);
}

/** The line a dialog is about: the only one whose product it names. */
function rowOfDialog({ element }: LineDialog, rows: readonly Row[]): Row | null {
	const said = [textOf(element), element.getAttribute('aria-label') ?? '', ...controlsIn(element).map(shownBy)].join(
		'\n',
	);
	const named = rows.filter(({ product }) => product !== '' && said.includes(product));
	const longest = named.filter(
		({ product }) => !named.some((other) => other.product !== product && other.product.includes(product)),
	);
	return longest.length === 1 ? (longest[0] ?? null) : null;
}

function dialogValues(dialog: LineDialog, row: Row, document: Document, map: PageMap): Values {
	const marks = marksOn(document, map);
	const values: Partial<Record<MapColumn, TypedValue>> = { ...row.values };
	for (const [column, field] of Object.entries(dialog.fields) as [MapColumn, Element][])
		if (column !== 'product' && column !== 'code') values[column] = numberOf(field, column, map, marks);
	return values;
}

/** Rows with the row each was when the record was read: the same first, then one of the same product. */
function matched(rows: readonly Row[], before: readonly Row[]): (number | null)[] {
	const left = new Set(before.keys());
	const of: (number | null)[] = rows.map(() => null);
	for (const isExact of [true, false])
		for (const [at, row] of rows.entries()) {
			if (of[at] !== null) continue;
			const fitting = [...left].find((index) => {
				const other = before[index];
				if (other?.product !== row.product) return false;
				return (
					!isExact ||
					Object.keys(row.values).every(
						(name) => !differs(row.values[name as MapColumn], other.values[name as MapColumn]),
					)
				);
			});
			if (fitting === undefined) continue;
			of[at] = fitting;
			left.delete(fitting);
		}
	return of;
}

/** A discount with the one on the whole document on top. */
function combined(typed: TypedValue, shown: Shown): TypedValue {
	const [value, whole] = [parseDecimal(typed.value), wholeOf(shown)];
	return value && whole ? { text: typed.text, value: short(withWhole(value, whole)) } : typed;
}

function editOf(
	now: Values,
	before: Values,
	shown: Shown,
	isWholeTyped: boolean,
	map: PageMap,
	driver: Driver,
): LineEdit {
	const edit: { -readonly [K in keyof LineEdit]: LineEdit[K] } = {};
	const isTyped = (column: MapColumn) => differs(now[column], before[column]);
	if (now.quantity && isTyped('quantity')) edit.quantity = now.quantity;
	if (now.listPrice && isTyped('listPrice')) edit.listPrice = now.listPrice;
	const isNetTyped = isTyped('netPrice') && now.netPrice;
	const isDiscountTyped = (isTyped('discount') || isWholeTyped) && now.discount;
	const whole = wholeOf(shown);
	if (isNetTyped && (driver === 'netPrice' || (!isDiscountTyped && !edit.listPrice))) {
		const net = parseDecimal(isNetTyped.value);
		const value = net && whole ? null : isNetTyped.value;
		edit.price = { by: 'netPrice', typed: { text: isNetTyped.text, value } };
	} else if (isDiscountTyped) {
		const isAmount = map.discountAs === 'amount';
		const typed = isAmount && whole ? { text: isDiscountTyped.text, value: null } : combined(isDiscountTyped, shown);
		edit.price = { by: isAmount ? 'amountOff' : 'discount', typed };
	} else if (isWholeTyped) {
		const { text } = shown.fields.discount ?? { text: '' };
		edit.price = {
			by: 'discount',
			typed: { text, value: whole ? short(whole) : wholeValue(shown) },
		};
	}
	return edit;
}

/** The whole document's discount as a fraction; null while it is half typed. */
function wholeValue({ fields: { discount } }: Shown): string | null {
	return discount ? asFraction(discount).value : null;
}

function added(row: Row, at: number): AddedLine {
	const { quantity, listPrice, netPrice, discount } = row.values;
	const [list, off] = [parseDecimal(listPrice?.value), parseDecimal(discount?.value)];
	const isFull = list && off && compare(subtract(one, off), one) === 0;
	return {
		id: `new-${at}`,
		...unknownProduct,
		description: row.product,
		quantity: quantity?.value ?? null,
		listPrice: listPrice?.value ?? null,
		netPrice: netPrice?.value ?? (isFull ? (listPrice?.value ?? null) : null),
	};
}

/** Which price field has the focus, in the dialog or in a row; the one before while none has. */
export function driverNow(document: Document, map: PageMap, before: Driver): Driver {
	const focus = document.activeElement;
	const dialog = lineDialog(document, map);
	if (!focus || !dialog) return focus && controlsIn(focus.parentElement ?? focus).includes(focus) ? before : null;
	if (dialog.fields.netPrice === focus) return 'netPrice';
	return dialog.fields.discount === focus ? 'discount' : before;
}

/** What is typed now against `before`, the look that `saved` was made of. */
export function editsOf(
	document: Document,
	map: PageMap,
	saved: DealFacts,
	before: Shown,
	shown: Shown,
	driver: Driver,
): EditsReading {
	if (shown.missing !== null) return missing(shown.missing);
	const none: DealEdits = noEdits(saved.ref);
	const { amount, probability, stage } = shown.fields;
	const head: DealEdits = {
		...none,
		...(amount && differs(amount, before.fields.amount) ? { amount } : {}),
		...(probability && differs(probability, before.fields.probability) ? { probability: asFraction(probability) } : {}),
		...(stage && stage.text !== before.fields.stage?.text ? { stageId: stage.text.slice(0, 200) } : {}),
	};
	if (shown.rows === null || before.rows === null) return { ok: true, value: head };

	const ids = idsOf(before.rows);
	if (!saved.lines || ids.length !== saved.lines.length || saved.lines.some(({ id }, at) => id !== ids[at]))
		return { ok: true, value: { ...head, areLinesUnmatched: true } };
	const dialog = lineDialog(document, map);
	const isFilled = dialog !== null && Object.values(dialog.fields).some((field) => shownBy(field) !== '');
	const open = dialog && isFilled ? rowOfDialog(dialog, shown.rows) : null;
	if (dialog && isFilled && !open) return missing('Line');
	const of = matched(shown.rows, before.rows);
	const removed = ids.filter((_, at) => !of.includes(at));
	const isWholeTyped = differs(shown.fields.discount, before.fields.discount);
	const lines: Record<string, LineEdit> = {};
	const news: AddedLine[] = [];
	let active: string | null = null;
	for (const [at, row] of shown.rows.entries()) {
		const index = of[at] ?? null;
		const id = index === null ? `new-${at}` : (ids[index] ?? '');
		if (row === open || row.element.contains(document.activeElement)) active = id;
		const old = index === null ? undefined : before.rows[index];
		if (!old) {
			news.push(added(row, at));
			continue;
		}
		const values = row === open && dialog ? dialogValues(dialog, row, document, map) : row.values;
		const edit = editOf(values, old.values, shown, isWholeTyped, map, driver);
		if (Object.keys(edit).length > 0) lines[id] = edit;
	}
	// A row whose product was changed looks like one that went and one that came.
	const areLinesUnmatched = removed.length > 0 && news.length > 0;
	return { ok: true, value: { ...head, lines, added: news, removed, areLinesUnmatched, activeLineId: active } };
}
