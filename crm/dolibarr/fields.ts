import type { TypedValue } from '../../core/model/deal-edits.ts';
import { compare, type Decimal, type DecimalString, divide, multiply, parseDecimal } from '../../core/model/decimal.ts';
import type { LocaleMarks, NumberDialect } from '../../core/model/number-text.ts';
import type { Seen } from '../../core/model/read-failure.ts';
import { dolibarrPrice, dolibarrQuantity } from '../kit/dialects.ts';
import { same, short, typed } from '../kit/numbers.ts';
import { type FieldPlace, type Found, find, seenOn } from '../kit/places.ts';
import { pointedControl } from '../kit/pointed.ts';

/** Boxes of the row that edits a line and of the row that adds one: the same names in both. */

/** What pages, rows and forms are known from. */
export const structure: Seen = { on: '2026-11', by: 'live', where: 'Dolibarr 16.0.3' };

const live = seenOn('2026-11', 'live', 'Dolibarr 16.0.3');

export const boxes = {
	price: {
		field: 'Unit price',
		primary: live('input[name="price_ht"]'),
		fallbacks: [live('input#price_ht')],
	},
	quantity: {
		field: 'Quantity',
		primary: live('input[name="qty"]'),
		fallbacks: [live('input#qty')],
	},
	discount: {
		field: 'Discount',
		primary: live('input[name="remise_percent"]'),
		fallbacks: [live('input#remise_percent'), live('td.linecoldiscount input')],
	},
} as const satisfies Readonly<Record<string, FieldPlace>>;

/** Fields that a user can show. */
export const repairable = Object.values(boxes).map(({ field }) => field);

/** Looks for a box in a row, else where its user showed it to be. */
export function boxIn(row: Element, place: FieldPlace): Found<HTMLInputElement> {
	return find<HTMLInputElement>(row, place, { shown: (field) => pointedControl(field, row, 'input') });
}

/** The box of a line's cost, which only users with the right to costs have. Seen on 16.0.3, 2026-11. */
export function costBox(row: Element): HTMLInputElement | null {
	return row.querySelector<HTMLInputElement>('input[name="buying_price"]');
}

/** True for a box that does not hold what is saved. One that stands as it was sent may show fewer digits than are kept. */
export function isTouched(box: HTMLInputElement, { value }: TypedValue, saved: DecimalString | null): boolean {
	if (saved === null) return box.value !== box.defaultValue;
	return value === null || !same(value, saved);
}

/** True for a box that was sent with what is no number: nobody typed it, and what it means is unknown. */
export function isForeign(box: HTMLInputElement, { value }: TypedValue): boolean {
	return value === null && box.value.trim() !== '' && box.value === box.defaultValue;
}

/**
 * A box as its text would be saved now. One that ends with the decimal sign is taken as the server takes it, with the
 * cursor still in it too: "12." is 12.
 */
function read(box: HTMLInputElement, dialect: NumberDialect, marks: LocaleMarks): TypedValue {
	const { text, value } = typed(box.value, dialect, marks, 'left');
	return { text, value: short(value) };
}

/** A discount, in percent, or the amount of a lead. */
export const readRate = (box: HTMLInputElement, marks: LocaleMarks) => read(box, dolibarrPrice, marks);

export const readQuantity = (box: HTMLInputElement, marks: LocaleMarks) => read(box, dolibarrQuantity, marks);

/** A saved line's quantity: an emptied box is saved as 0. Seen on 16.0.3, 2026-11. */
export function readCount(box: HTMLInputElement, marks: LocaleMarks): TypedValue {
	const { text, value } = readQuantity(box, marks);
	return { text, value: text.trim() === '' ? '0' : value };
}

/** Prices are kept with this many digits when they come from another currency's. */
const unitDigits = 5;

/**
 * The price that will be saved. With another currency typing in one price box empties the other, and the price is what
 * is there divided by the rate.
 */
export function readPrice(row: Element, box: HTMLInputElement, marks: LocaleMarks): TypedValue {
	const foreign = row.querySelector<HTMLInputElement>('input[name="multicurrency_subprice"][rel]');
	if (box.value.trim() !== '' || !foreign) return read(box, dolibarrPrice, marks);
	const { text, value } = read(foreign, dolibarrPrice, marks);
	const [amount, rate] = [parseDecimal(value), parseDecimal(foreign.getAttribute('rel'))];
	const price = amount && rate && divide(amount, rate, unitDigits);
	return { text, value: price && isProduct(price, rate, amount) ? short(price) : null };
}

function isProduct(price: Decimal, rate: Decimal, amount: Decimal): boolean {
	return compare(multiply(price, rate), amount) === 0;
}
