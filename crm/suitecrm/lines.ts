import type { DealFacts, QuoteLine } from '../../core/model/deal.ts';
import {
	type AddedLine,
	type DealEdits,
	type LineEdit,
	noEdits,
	type TypedValue,
	unknownProduct,
} from '../../core/model/deal-edits.ts';
import {
	compare,
	type Decimal,
	formatDecimal,
	multiply,
	one,
	parseDecimal,
	round,
	subtract,
	trimZeros,
	zero,
} from '../../core/model/decimal.ts';
import type { LocaleMarks } from '../../core/model/locale-number.ts';
import type { EditsReading, FieldHealth } from '../contract.ts';
import { find, lineFields, worstOf } from './fields.ts';
import { marksIn, typedNumber } from './numbers.ts';
import type { Classic } from './places.ts';

/** Line items in the classic edit view of a quote. Derived fields there are stale while typing and after Back. */

type Input = HTMLInputElement | HTMLTextAreaElement;

/** One line as it stands in the form. */
export interface LineRow {
	readonly element: HTMLElement;
	readonly prefix: string;
	readonly number: string;
	readonly id: Input | null;
	readonly deleted: Input | null;
	/** Null for a service, which has none. */
	readonly quantity: Input | null;
	readonly list: Input | null;
	readonly discount: Input | null;
	readonly discountType: HTMLSelectElement | null;
	readonly health: readonly FieldHealth[];
}

/** The table of line items; null when the form shows none. */
export function lineTable(classic: Classic): Element | null {
	return classic.form.querySelector('#lineItems') ?? classic.form.querySelector('[field="line_items"] table');
}

/** Every line in the form, removed ones too, in the page's order. */
export function lineRows(classic: Classic): LineRow[] {
	const rows = lineTable(classic)?.querySelectorAll<HTMLElement>('tr[id^="product_line"], tr[id^="service_line"]');
	return [...(rows ?? [])].flatMap((element): LineRow[] => {
		const [, prefix, number] = /^(product|service)_line(\d+)$/.exec(element.id) ?? [];
		if (!prefix || !number) return [];
		const line = { prefix, number };
		const found = {
			id: find<Input>(element, lineFields.id, line),
			deleted: find<Input>(element, lineFields.deleted, line),
			quantity: prefix === 'product' ? find<Input>(element, lineFields.quantity, line) : null,
			list: find<Input>(element, lineFields.list, line),
			discount: find<Input>(element, lineFields.discount, line),
			discountType: find<HTMLSelectElement>(element, lineFields.discountType, line),
		};
		return [
			{
				element,
				prefix,
				number,
				id: found.id.element,
				deleted: found.deleted.element,
				quantity: found.quantity?.element ?? null,
				list: found.list.element,
				discount: found.discount.element,
				discountType: found.discountType.element,
				health: Object.values(found).flatMap((one) => one?.health ?? []),
			},
		];
	});
}

/** How the fields of all lines are found; empty while there is no line. */
export function lineHealth(rows: readonly LineRow[]): FieldHealth[] {
	return worstOf(rows.flatMap(({ health }) => health));
}

/** The saved price per unit; null when it is unknown. */
function savedNet({ listPrice, discounts, netPrice }: QuoteLine): Decimal | null {
	const [net, list, rate] = [parseDecimal(netPrice), parseDecimal(listPrice), parseDecimal(discounts[0] ?? '0')];
	return net ?? (list && rate ? multiply(list, subtract(one, rate)) : null);
}

function isEqual(left: Decimal | null, right: Decimal | null): boolean {
	return left !== null && right !== null && compare(left, right) === 0;
}

/** True for what stands in the form when nobody touched it: it shows saved numbers with `digits` decimals. */
function isAsShown(number: Decimal | null, saved: Decimal | null, digits: number): boolean {
	return isEqual(number, saved) || (saved !== null && isEqual(number, round(saved, digits)));
}

/** How many decimals the form shows, from its own script; 2 as delivered. */
function digitsOf({ content }: Classic): number {
	for (const { textContent } of content.querySelectorAll('script:not([src])')) {
		const [, digits] = /\bsig_digits\s*=\s*'?(\d)/.exec(textContent ?? '') ?? [];
		if (digits) return Number(digits);
	}
	return 2;
}

/** How a field is read: the user's number format, and the decimals that the form shows. */
interface Format {
	readonly marks: LocaleMarks | null;
	readonly digits: number;
}

function written(value: Decimal): string {
	return formatDecimal(trimZeros(value));
}

function read(field: Input, marks: LocaleMarks | null): TypedValue {
	const hasFocus = field.ownerDocument.activeElement === field;
	return { text: field.value, value: typedNumber(field.value, marks, hasFocus) };
}

/** The discount as the page takes it on leaving the field: no more than all of the price. */
function readDiscount(field: Input, isAmount: boolean, list: Decimal | null, marks: LocaleMarks | null): TypedValue {
	const { text, value } = read(field, marks);
	const number = parseDecimal(value);
	if (!number) return { text, value };
	if (isAmount) return { text, value: list && compare(number, list) > 0 ? written(list) : value };
	const rate = { digits: number.digits, scale: number.scale + 2 };
	return { text, value: compare(rate, one) > 0 ? '1' : written(rate) };
}

/** How the type's list is read: a percentage, an amount per unit, or any other value for no discount. */
function typeOf({ discountType }: LineRow): 'Percentage' | 'Amount' | null {
	const value = discountType?.value;
	return value === 'Percentage' || value === 'Amount' ? value : null;
}

/** True while a discount makes the saved price of its line. */
function isSavedDiscount(typed: TypedValue, isAmount: boolean, line: QuoteLine, digits: number): boolean {
	const [number, list, saved] = [parseDecimal(typed.value), parseDecimal(line.listPrice), savedNet(line)];
	const rate = parseDecimal(line.discounts[0]);
	if (!number) return typed.text.trim() === '' && !rate && isEqual(saved, list);
	// Percents have two digits more as fractions.
	if (rate && !isAmount) return isAsShown(number, rate, digits + 2);
	const off = list && saved && subtract(list, saved);
	return isAmount ? isAsShown(number, off, digits) : isEqual(list && multiply(list, subtract(one, number)), saved);
}

function lineEdit(row: LineRow, line: QuoteLine, { marks, digits }: Format): LineEdit {
	const edit: { -readonly [K in keyof LineEdit]: LineEdit[K] } = {};
	if (row.quantity) {
		const quantity = read(row.quantity, marks);
		if (!isAsShown(parseDecimal(quantity.value), parseDecimal(line.quantity), digits)) edit.quantity = quantity;
	}
	const savedList = parseDecimal(line.listPrice);
	const list = row.list ? read(row.list, marks) : null;
	// The page keeps a line's figures while its list price is empty.
	const typed = list && list.text.trim() === '' ? { ...list, value: null } : list;
	if (typed && !isAsShown(parseDecimal(typed.value), savedList, digits)) edit.listPrice = typed;
	const type = typeOf(row);
	if (!row.discount) return edit;
	const isAmount = type === 'Amount';
	const listNow = edit.listPrice ? parseDecimal(edit.listPrice.value) : savedList;
	const discount = type === null ? { text: '', value: '0' } : readDiscount(row.discount, isAmount, listNow, marks);
	// A percentage is known to be one when the list price changes; an amount has to be said.
	const isKept = !isAmount || !edit.listPrice || isEqual(parseDecimal(discount.value), zero);
	if (!isSavedDiscount(discount, isAmount, line, digits) || !isKept)
		edit.price = { by: isAmount ? 'amountOff' : 'discount', typed: discount };
	return edit;
}

function addedLine(row: LineRow, marks: LocaleMarks | null): AddedLine | null {
	const name = row.element.querySelector<Input>(`[name^="${row.prefix}_name["]`)?.value ?? '';
	const list = row.list ? parseDecimal(read(row.list, marks).value) : null;
	if (name === '' && (row.list?.value ?? '') === '') return null;
	const isAmount = typeOf(row) === 'Amount';
	const discount =
		typeOf(row) === null || !row.discount
			? zero
			: parseDecimal(row.discount.value.trim() === '' ? '0' : readDiscount(row.discount, isAmount, list, marks).value);
	const net = list && discount && (isAmount ? subtract(list, discount) : multiply(list, subtract(one, discount)));
	return {
		id: `new-${row.prefix}-${row.number}`,
		...unknownProduct,
		description: name,
		quantity: row.quantity ? read(row.quantity, marks).value : '1',
		listPrice: list && written(list),
		netPrice: net && written(net),
	};
}

/** True when the user chose another currency: the page has then converted every price. */
export function isCurrencyChanged(form: HTMLFormElement): boolean {
	const list = form.querySelector<HTMLSelectElement>('select#currency_id_select, select[name="currency_id"]');
	return [...(list?.options ?? [])].some(({ selected, defaultSelected }) => defaultSelected && !selected);
}

/** What is typed into the lines and not saved. `marks`: the user's format where the page does not tell it. */
export function readLineEdits(classic: Classic, saved: DealFacts, marks: LocaleMarks | null): EditsReading {
	const none: DealEdits = noEdits(saved.ref);
	if (!classic.isEditView) return { ok: true, value: none };
	if (!lineTable(classic)) return { ok: false, error: { code: 'field-missing', field: 'Line items' } };
	const rows = lineRows(classic);
	const lost = lineHealth(rows).find(({ state }) => state === 'broken');
	if (lost) return { ok: false, error: { code: 'field-missing', field: lost.field } };
	// A script draws the rows a moment after the form.
	if (saved.lines === null || (rows.length === 0 && saved.lines.length > 0)) return { ok: true, value: none };
	if (isCurrencyChanged(classic.form)) return { ok: true, value: { ...none, areLinesUnmatched: true } };

	const format: Format = { marks: marksIn(classic.document) ?? marks, digits: digitsOf(classic) };
	const left = new Map(saved.lines.map((line) => [line.id, line]));
	const lines: Record<string, LineEdit> = {};
	const added: AddedLine[] = [];
	const removed: string[] = [];
	let active: string | null = null;
	for (const row of rows) {
		const id = row.id?.value ?? '';
		const line = left.get(id);
		if (id !== '' && !line) return { ok: true, value: { ...none, areLinesUnmatched: true } };
		left.delete(id);
		const isRemoved = Number(row.deleted?.value.replace(',', '.')) === 1;
		if (row.element.contains(classic.document.activeElement)) active = line ? id : `new-${row.prefix}-${row.number}`;
		if (isRemoved) {
			if (line) removed.push(id);
		} else if (line) {
			const edit = lineEdit(row, line, format);
			if (Object.keys(edit).length > 0) lines[id] = edit;
		} else {
			const fresh = addedLine(row, format.marks);
			if (fresh) added.push(fresh);
		}
	}
	if (left.size > 0) return { ok: true, value: { ...none, areLinesUnmatched: true } };
	return { ok: true, value: { ...none, lines, added, removed, activeLineId: active } };
}
