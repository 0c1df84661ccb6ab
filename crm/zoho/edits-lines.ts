import type { DealFacts, QuoteLine } from '../../core/model/deal.ts';
import { type AddedLine, type LineEdit, type TypedValue, unknownProduct } from '../../core/model/deal-edits.ts';
import {
	type Decimal,
	type DecimalString,
	divide,
	formatDecimal,
	isZero,
	multiply,
	parseDecimal,
	round,
	subtract,
	zero,
} from '../../core/model/decimal.ts';
import { afterDiscount, differs, ofDiscount, ofUnseenZero, same, short } from '../kit/numbers.ts';
import { allWays, type FirstTexts, firstText, type NumberWays, waysSeen } from '../kit/ways.ts';
import { isBlank, isOpen, type Row, saidIn } from './fields-rows.ts';
import { isWholeLine } from './lines.ts';

/** What is typed in the rows of a quote. The cell of a discount holds the amount that is off the whole line. */

const centDigits = 2;
/** More than an amount of cents needs to come out of a price per unit again. */
const unitDigits = 12;

/** Lines that have a row of their own. */
export function rowLines({ lines }: DealFacts): readonly QuoteLine[] {
	return (lines ?? []).filter((line) => !isWholeLine(line));
}

/** What a saved line takes off as a whole, in money; null when it is not known. */
function savedOff({ listPrice, quantity, discounts, netPrice }: QuoteLine): DecimalString | null {
	const [list, count] = [parseDecimal(listPrice), parseDecimal(quantity)];
	if (!list || !count) return null;
	const made = discounts.reduce((price, each) => afterDiscount(price, parseDecimal(each) ?? zero), list);
	const net = parseDecimal(netPrice) ?? made;
	return short(round(multiply(subtract(list, net), count), centDigits));
}

/** What the page showed before anybody typed: how numbers are written, and whether rows are what they are taken for. */
export interface Grid {
	ways: NumberWays;
	/** Rows, ids and numbers were those of the saved lines. Where they were not, nothing in the table is believed. */
	readonly isBelieved: boolean;
	/** Products by the row's id, as they were seen first. */
	readonly products: Map<string, string>;
}

function* savedNumbers(rows: readonly Row[], lines: readonly QuoteLine[], first: FirstTexts) {
	const byId = new Map(lines.map((line) => [line.id, line]));
	for (const { id, cells } of rows) {
		const line = byId.get(id);
		if (!line) continue;
		const pairs = [
			[cells.list, line.listPrice],
			[cells.discount, savedOff(line)],
			[cells.quantity, line.quantity],
		] as const;
		for (const [cell, saved] of pairs) if (cell?.isDrawn) yield [firstText(cell.input, first), saved] as const;
	}
}

/** Learns how numbers are written from cells that were drawn since. */
export function learn(grid: Grid, rows: readonly Row[], saved: DealFacts, first: FirstTexts): void {
	grid.ways = waysSeen(savedNumbers(rows, rowLines(saved), first), grid.ways);
	for (const { id, product } of rows)
		if (product !== null && product !== '' && !grid.products.has(id)) grid.products.set(id, product);
}

/** Holds the rows as they are seen first against the saved lines. */
export function firstLook(rows: readonly Row[], saved: DealFacts, first: FirstTexts): Grid {
	const lines = rowLines(saved);
	const ways = waysSeen(savedNumbers(rows, lines, first), allWays);
	const own = rows.filter((row) => !isBlank(row, ways) || lines.some(({ id }) => id === row.id));
	const ids = new Set(own.map(({ id }) => id));
	const isSame = own.length === ids.size && lines.length === ids.size && lines.every(({ id }) => ids.has(id));
	const isUntyped = own.every((row) => {
		const line = lines.find(({ id }) => id === row.id);
		return line !== undefined && (!isOpen(row) || Object.keys(editOf(row, line, ways)).length === 0);
	});
	const grid: Grid = { ways, isBelieved: isSame && isUntyped, products: new Map() };
	learn(grid, rows, saved, first);
	return grid;
}

/** An amount off a whole line as one per unit; null while a number of it is not known. */
function perUnit(off: Decimal | null, quantity: Decimal | null): DecimalString | null {
	const each = off && quantity && divide(off, quantity, unitDigits);
	return each && short(each);
}

/** The same as it is passed on: the text is the number per unit, and what is in the field while there is none. */
function offEach(text: string, off: Decimal | null, quantity: Decimal | null): TypedValue {
	const value = perUnit(off, quantity);
	return { text: value ?? text, value };
}

/** True when the amount off is what the saved percentage makes of the price and quantity that are there now. */
function isOwnPercent(off: Decimal, { discounts, netPrice }: QuoteLine, list: Decimal, quantity: Decimal): boolean {
	if (netPrice !== null || discounts.length === 0) return false;
	const net = discounts.reduce((price, each) => afterDiscount(price, parseDecimal(each) ?? zero), list);
	const made = round(multiply(subtract(list, net), quantity), centDigits);
	return same(formatDecimal(made), formatDecimal(off));
}

function priceOf(
	row: Row,
	line: QuoteLine,
	now: { readonly list: DecimalString | null; readonly quantity: DecimalString | null },
	ways: NumberWays,
): LineEdit['price'] {
	const saved = savedOff(line);
	const said = saidIn(row.cells.discount, saved, ways);
	const isTyped = said !== null && differs(saved, said, ofDiscount);
	// What is saved stands while price and quantity are the saved ones.
	if (!isTyped && same(now.list, line.listPrice) && same(now.quantity, line.quantity)) return undefined;
	const off = parseDecimal(isTyped ? said.value : saved);
	const [list, quantity] = [parseDecimal(now.list), parseDecimal(now.quantity)];
	if (off && isZero(off) && !isTyped) return undefined;
	if (off && list && quantity && isOwnPercent(off, line, list, quantity)) return undefined;
	return { by: 'amountOff', typed: offEach(said?.text ?? '', off, quantity) };
}

/** What a row says otherwise than its saved line. */
export function editOf(row: Row, line: QuoteLine, ways: NumberWays): LineEdit {
	const of = (field: 'quantity' | 'list', saved: DecimalString | null) => {
		const said = saidIn(row.cells[field], saved, ways);
		return said && differs(saved, said, ofUnseenZero) ? said : undefined;
	};
	const [quantity, listPrice] = [of('quantity', line.quantity), of('list', line.listPrice)];
	const now = {
		list: listPrice ? listPrice.value : line.listPrice,
		quantity: quantity ? quantity.value : line.quantity,
	};
	const price = priceOf(row, line, now, ways);
	// A percentage is worked out anew when the field is left; whether it is one, the cell does not say.
	const hasDiscount = !same(savedOff(line), '0') || price !== undefined;
	const active = row.element.ownerDocument.activeElement;
	const isIn = [row.cells.quantity, row.cells.list].some((cell) => cell?.isDrawn && cell.input === active);
	const isRepriced = isIn && hasDiscount && (quantity !== undefined || listPrice !== undefined);
	return {
		...(quantity ? { quantity } : {}),
		...(listPrice ? { listPrice } : {}),
		...(price ? { price } : {}),
		...(isRepriced ? { isRepriced } : {}),
	};
}

/** A row as a line that is not saved. `replaces`: id of the line that it was. */
export function addedLine(row: Row, ways: NumberWays, replaces?: string): AddedLine {
	const { cells, product } = row;
	const number = (field: 'quantity' | 'list') => saidIn(cells[field], null, ways)?.value ?? null;
	const [quantity, listPrice] = [number('quantity'), number('list')];
	const [count, list] = [parseDecimal(quantity), parseDecimal(listPrice)];
	const said = saidIn(cells.discount, '0', ways);
	const off = said && said.text.trim() !== '' ? parseDecimal(said.value) : zero;
	const each = parseDecimal(perUnit(off, count));
	return {
		id: `new-${row.id}`,
		...unknownProduct,
		description: product ?? '',
		quantity,
		listPrice,
		netPrice: list && each ? short(subtract(list, each)) : null,
		...(replaces === undefined ? {} : { replaces }),
	};
}
