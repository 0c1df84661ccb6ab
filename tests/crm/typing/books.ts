import type { DealFacts, QuoteLine } from '../../../core/model/deal.ts';
import type { DealEdits, TypedValue } from '../../../core/model/deal-edits.ts';
import { minus, none, over, plus, type Rational, ratio, read, rounded, times } from '../../core/margin/oracle.ts';

/** What a CRM holds after a save, kept in fractions of whole numbers and apart from the project's own maths. */

/**
 * What can be typed of a line. `off`: an amount per unit; `lineOff`: one for the whole line; `price`: what is left after
 * any discount.
 */
export type Kind = 'list' | 'discount' | 'off' | 'lineOff' | 'price' | 'quantity' | 'cost';

/** One line. */
export interface Entry {
	quantity: Rational | null;
	list: Rational | null;
	discount: Rational;
	off: Rational;
	/** Shared by the line's units; null where there is none. */
	lineOff: Rational | null;
	/** Stands in place of what list and discounts make; null where they do. */
	price: Rational | null;
	cost: Rational | null;
	/** Cost units per line unit. */
	readonly units: Rational | null;
	readonly isCounted: boolean;
}

export type Books = Map<string, Entry>;

const one = ratio(1n);
const number = (text: string | null | undefined) => (text === null || text === undefined ? null : read(text));

function entryOf(line: QuoteLine, currency: string | null): Entry {
	const list = number(line.listPrice);
	const net = number(line.netPrice);
	const left = line.discounts.map(read).reduce((sum, discount) => times(sum, minus(one, discount)), one);
	const made = list && times(list, left);
	const isOwnCost = line.costCurrency === 'deal' || line.costCurrency === currency;
	return {
		quantity: number(line.quantity),
		list,
		discount: minus(one, left),
		off: made && net ? minus(made, net) : none,
		lineOff: null,
		price: list ? null : net,
		cost: isOwnCost && !line.isCostZero ? number(line.unitCost) : null,
		units: line.costUnits === 'unknown' ? null : read(line.costUnits),
		isCounted: !line.isOptional && !line.partOf,
	};
}

/** Writes a typed number into a line. */
export function write(entry: Entry, kind: Kind, value: Rational): void {
	if (kind === 'quantity' || kind === 'cost') entry[kind] = value;
	else if (kind === 'list') entry.list = value;
	else if (kind === 'price') entry.price = value;
	else if (kind === 'lineOff') entry.lineOff = value;
	else {
		entry.discount = kind === 'discount' ? value : none;
		entry.off = kind === 'off' ? value : none;
		entry.price = null;
	}
}

const typed = ({ value }: TypedValue) => read(value ?? '0');

/** The saved lines with what a page had typed in it when it was saved, as its file of expectations says. */
export function booksOf(facts: DealFacts, edits: Partial<DealEdits> = {}): Books {
	const books: Books = new Map((facts.lines ?? []).map((line) => [line.id, entryOf(line, facts.currency)]));
	for (const [id, { price, quantity, listPrice, cost }] of Object.entries(edits.lines ?? {})) {
		const entry = books.get(id);
		if (!entry) continue;
		if (quantity) write(entry, 'quantity', typed(quantity));
		if (listPrice) write(entry, 'list', typed(listPrice));
		if (cost) write(entry, 'cost', typed(cost.typed));
		const kind = price && ({ discount: 'discount', amountOff: 'off', netPrice: 'price' } as const)[price.by];
		if (price && kind) write(entry, kind, typed(price.typed));
	}
	return books;
}

export interface Sums {
	/** Null where a line has no price that is known. */
	readonly revenue: Rational | null;
	/** Null where a cost is unknown. */
	readonly cost: Rational | null;
}

/** Half to the even digit, as servers round that work with decimals. */
function roundedEven(value: Rational, digits: number): Rational {
	const scale = 10n ** BigInt(digits);
	const [top, bottom] = [value.top * scale, value.bottom];
	const size = top < 0n ? -top : top;
	const [whole, twice] = [size / bottom, (size % bottom) * 2n];
	const up = twice > bottom || (twice === bottom && whole % 2n === 1n) ? 1n : 0n;
	return ratio(top < 0n ? -(whole + up) : whole + up, scale);
}

function toDigits(value: Rational, digits: number | null, { halves }: DealFacts['rounding']): Rational {
	if (digits === null) return value;
	return halves === 'even' ? roundedEven(value, digits) : rounded(value, digits);
}

/** Makes `base` the price that what is taken off a line is taken from; what is left of it stays what it is. */
export function rebase(entry: Entry, base: Rational, kind: Kind): void {
	const net = netOf(entry, { unitPriceDigits: null, lineAmountDigits: null });
	if (!net) return;
	entry.list = base;
	entry.price = null;
	entry.discount = kind === 'discount' ? minus(one, over(net, base)) : none;
	entry.off = none;
	entry.lineOff = kind === 'discount' ? null : times(minus(base, net), entry.quantity ?? one);
}

/** The price per unit of a line; null when it has none that is known. */
export function netOf(
	{ list, discount, off, lineOff, price, quantity }: Entry,
	rounding: DealFacts['rounding'],
): Rational | null {
	if (price) return price;
	const shared = lineOff && quantity && quantity.top !== 0n ? over(lineOff, quantity) : none;
	const net = list && minus(minus(times(list, minus(one, discount)), off), shared);
	return net && toDigits(net, rounding.unitPriceDigits, rounding);
}

/** Sums over the lines that count, rounded as the CRM does. */
export function sumsOf(books: Books, { rounding }: DealFacts, removed: ReadonlySet<string> = new Set()): Sums {
	let [revenue, cost]: [Rational | null, Rational | null] = [none, none];
	for (const [id, entry] of books) {
		if (removed.has(id) || !entry.isCounted) continue;
		const { quantity, cost: unit, units } = entry;
		const price = netOf(entry, rounding);
		const amount = price && quantity && times(price, quantity);
		revenue = revenue && amount && plus(revenue, toDigits(amount, rounding.lineAmountDigits, rounding));
		cost = cost && unit && units && quantity && plus(cost, times(times(unit, units), quantity));
	}
	return { revenue, cost };
}

/** As a number, for people and for a cent's difference. */
export function asNumber(value: Rational): number {
	const scaled = over(times(value, ratio(1_000_000n)), one);
	return Number(scaled.top / scaled.bottom) / 1_000_000;
}
