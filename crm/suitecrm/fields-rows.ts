import type { TypedValue } from '../../core/model/deal-edits.ts';
import { compare, type Decimal, type DecimalString, one, parseDecimal, round } from '../../core/model/decimal.ts';
import type { LocaleMarks } from '../../core/model/number-text.ts';
import type { FieldHealth } from '../contract.ts';
import { short } from '../kit/numbers.ts';
import { worstOf } from '../kit/places.ts';
import type { Memory } from './api-memory.ts';
import { fieldIn, lineFields } from './fields.ts';
import { pageMarks, typedNumber } from './fields-numbers.ts';
import type { Classic } from './front.ts';

/** Rows of line items in the classic edit view, and how their boxes are read. */

/** A box of a line that is typed in. */
export type Input = HTMLInputElement | HTMLTextAreaElement;

/** One line as typed in the form. */
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
	/** A box of the line by the middle of its id, for what is written by scripts alone; null when there is none. */
	readonly hidden: (name: string) => string | null;
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
			id: fieldIn<Input>(element, lineFields.id, line),
			deleted: fieldIn<Input>(element, lineFields.deleted, line),
			quantity: prefix === 'product' ? fieldIn<Input>(element, lineFields.quantity, line) : null,
			list: fieldIn<Input>(element, lineFields.list, line),
			discount: fieldIn<Input>(element, lineFields.discount, line),
			discountType: fieldIn<HTMLSelectElement>(element, lineFields.discountType, line),
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
				hidden: (name) =>
					element.querySelector<Input | HTMLSelectElement>(
						`[id="${prefix}_${name}${number}"], [name="${prefix}_${name}[${number}]"]`,
					)?.value ?? null,
				health: Object.values(found).flatMap((one) => one?.health ?? []),
			},
		];
	});
}

/** How the fields of all lines are found; empty while there is no line. */
export function lineHealth(rows: readonly LineRow[]): FieldHealth[] {
	return worstOf(rows.flatMap(({ health }) => health));
}

/** True for a row whose line is deleted on the page: it stays there, out of sight. */
export function isRemoved(row: LineRow): boolean {
	return Number(row.deleted?.value.replace(',', '.')) === 1;
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
export interface Format {
	readonly marks: LocaleMarks | null;
	readonly digits: number;
}

function formatOf(classic: Classic, { marks }: Memory): Format {
	return { marks: pageMarks(classic.document) ?? marks, digits: digitsOf(classic) };
}

/** The rows of a form as they are drawn, and how their boxes are read; taken anew at each reading. */
export interface Drawn {
	readonly rows: readonly LineRow[];
	readonly format: Format;
}

export function drawnIn(classic: Classic, memory: Memory): Drawn {
	return { rows: lineRows(classic), format: formatOf(classic, memory) };
}

/** Numbers are kept with this many decimals, and drawn so until the page has gone over them. Seen on 8.2.3, 2026. */
export const keptDigits = 6;

/** A number as a script has just put it into a box, before the page writes it in the user's format; null for others. */
export function rawNumber(text: string, digits: number): DecimalString | null {
	return digits !== keptDigits && /^-?\d+\.\d{6}$/.test(text) ? short(text) : null;
}

function read(field: Input, { marks, digits }: Format): TypedValue {
	const hasFocus = field.ownerDocument.activeElement === field;
	const { value: text } = field;
	return { text, value: rawNumber(text, digits) ?? typedNumber(text, marks, hasFocus) };
}

/** A quantity or list price: on leaving the page cuts it to the decimals that it shows. */
export function readCut(field: Input, format: Format): TypedValue {
	const { text, value } = read(field, format);
	const number = parseDecimal(value);
	return { text, value: number && short(round(number, format.digits)) };
}

/** A discount with the number that the page reads, where it cuts that down to what `typed` says. */
export interface CutDiscount {
	readonly typed: TypedValue;
	readonly cutFrom?: DecimalString;
}

/** The discount as the page takes it on leaving the field: no more than all of the price. */
export function readDiscount(field: Input, isAmount: boolean, list: Decimal | null, format: Format): CutDiscount {
	const { text, value } = read(field, format);
	const number = parseDecimal(value);
	if (!number) return { typed: { text, value } };
	const typed = round(number, keptDigits);
	const own = isAmount ? typed : { digits: typed.digits, scale: typed.scale + 2 };
	const most = isAmount ? list : one;
	if (!most || compare(own, most) <= 0) return { typed: { text, value: short(own) } };
	return { typed: { text, value: short(most) }, cutFrom: short(own) };
}

/** How the type's list is read: a percentage, an amount per unit, or any other value for no discount. */
export function typeOf({ discountType }: LineRow): 'Percentage' | 'Amount' | null {
	const value = discountType?.value;
	return value === 'Percentage' || value === 'Amount' ? value : null;
}
