import type { Product, QuoteLine } from '../../core/model/deal.ts';
import {
	add,
	compare,
	type Decimal,
	type DecimalString,
	divide,
	isNegative,
	isZero,
	multiply,
	negate,
	one,
	parseDecimal,
	round,
	subtract,
	zero,
} from '../../core/model/decimal.ts';
import type { LocaleMarks } from '../../core/model/number-text.ts';
import { ReadError } from '../kit/answers.ts';
import { fraction, short } from '../kit/numbers.ts';
import { shownNumber } from './fields-numbers.ts';

/** The lines of a proposal as its page shows them, by the class of each cell: add-ons insert further ones. */

/** A line of the table and what its cells say. */
export interface ShownLine {
	readonly id: string;
	readonly row: Element;
	/** Shown as an option: without quantity, discount and total, whatever they are. */
	readonly isOption: boolean;
	/** True for a line with a link to its edit row. */
	readonly canEdit: boolean;
	readonly quantity: DecimalString | null;
	readonly price: DecimalString | null;
	/** Fraction; null where the page does not tell. */
	readonly discount: DecimalString | null;
	readonly total: DecimalString | null;
	/** Null when it is unknown, or 0. */
	readonly cost: DecimalString | null;
	/** The cost is 0, which Dolibarr keeps for one that nobody has set as well. */
	readonly isCostZero: boolean;
	readonly hasCostCell: boolean;
	/** Unit of measure; null where the firm uses none. */
	readonly unit: string | null;
}

/** The table of the lines. The list of linked files, on another tab of a proposal, has the same id. */
export function linesTable(document: Document): Element | null {
	return document.querySelector('#addproduct #tablelines');
}

/** The line under edit, whose row takes the place of the one that shows it. */
export const editedRow = '#addproduct #tablelines tr.tredited';

/** Rows of lines, titles and subtotals of add-ons left out. */
export function shownRows(document: Document): Element[] {
	return [...(linesTable(document)?.querySelectorAll('tr[id^="row-"][data-id]') ?? [])].filter(
		(row) => row.getAttribute('data-product_type') !== '9',
	);
}

function cellOf(row: Element, name: string): string | null {
	return row.querySelector(`td.${name}`)?.textContent?.trim() ?? null;
}

function discountIn(text: string | null, total: DecimalString | null, marks: LocaleMarks): DecimalString | null {
	if (text === null) return null;
	if (text.replace(/\u00a0/g, '').trim() === '') return '0';
	// All of the price is a word, in the user's language.
	if (!/\d/.test(text)) return total !== null && Number(total) === 0 ? '1' : null;
	// Cells are in the user's format, boxes with a point.
	return fraction(shownNumber(text.replace('%', ''), marks));
}

/** One row. Throws `ReadError` for one without what every row has. */
export function shownLine(row: Element, marks: LocaleMarks): ShownLine {
	const id = row.getAttribute('data-id');
	const price = cellOf(row, 'linecoluht');
	if (!id) throw new ReadError('api-changed', 'Line');
	if (price === null) throw new ReadError('api-changed', 'Unit price');
	const isOption = row.querySelector('td.linecoloption') !== null;
	const quantity = row.getAttribute('data-qty');
	const totalText = cellOf(row, 'linecolht');
	if (totalText === null && !isOption) throw new ReadError('api-changed', 'Net total');
	const total = totalText === null ? null : shownNumber(totalText, marks);
	const cost = cellOf(row, 'linecolmargin1');
	const costShown = cost === null ? null : shownNumber(cost, marks);
	const isCostZero = costShown !== null && Number(costShown) === 0;
	return {
		id,
		row,
		isOption,
		canEdit: row.querySelector('td.linecoledit a[href*="action=editline"]') !== null,
		quantity: short(parseDecimal(quantity) && quantity),
		price: shownNumber(price, marks),
		discount: isOption ? null : discountIn(cellOf(row, 'linecoldiscount'), total, marks),
		total,
		cost: isCostZero ? null : costShown,
		isCostZero,
		hasCostCell: cost !== null,
		unit: cellOf(row, 'linecoluseunit') || null,
	};
}

/** How many decimals totals are shown with; 2 as delivered. */
export function totalDigits(document: Document, { decimal }: LocaleMarks): number {
	for (const cell of document.querySelectorAll('#tablelines td.linecolht, td.amountcard')) {
		const [, digits] = (cell.textContent ?? '').trim().match(/[.,](\d+)\D*$/) ?? [];
		if (digits && (cell.textContent ?? '').includes(`${decimal}${digits}`)) return digits.length;
	}
	return 2;
}

/** Text beside a link up to the first break, as "CX-40 - Chiller unit CX-40" is written. */
function textAfter(link: Element): string {
	let text = '';
	for (let node = link.nextSibling; node; node = node.nextSibling) {
		if (node.nodeType === 1 && /^(?:BR|DIV|INPUT|TEXTAREA)$/.test(node.nodeName)) break;
		text += node.textContent ?? '';
	}
	return text.replace(/^\s*-\s*/, '').trim();
}

/** What a line sells, and how it is described; no product for a free text. */
export function productIn(cell: Element | null): { readonly product: Product | null; readonly description: string } {
	const link = cell?.querySelector('a[href*="/product/card.php"]') ?? null;
	const id = /[?&]id=(\d+)/.exec(link?.getAttribute('href') ?? '')?.[1];
	if (!link || !id) return { product: null, description: cell?.textContent?.trim() ?? '' };
	const code = link.textContent?.trim() || null;
	const name = textAfter(link) || (code ?? '');
	return { product: { id, code, name, families: [] }, description: name };
}

function netOf(price: Decimal, quantity: Decimal, discount: Decimal, digits: number): Decimal {
	return round(multiply(multiply(price, quantity), subtract(one, discount)), digits);
}

/** A price per unit that makes `total` exactly; null when there is none within the digits that prices are kept with. */
function priceOf(total: Decimal | null | undefined, quantity: Decimal | null | undefined): Decimal | null {
	const price = total && quantity && divide(total, quantity, 8);
	return price && compare(multiply(price, quantity), total) === 0 ? price : null;
}

/**
 * A cost with the sign that it is counted with: of goods taken back at a price below zero it comes back, for the cost is
 * kept above zero and its sign follows the net price. From `getMarginInfosArray` and seen in the margin box, 16.0.3, 2026-11.
 */
export function countedCost(cost: DecimalString | null, isPriceNegative: boolean): DecimalString | null {
	const value = parseDecimal(cost);
	return value && isPriceNegative ? short(negate(value)) : cost;
}

/** True for a price that is below zero after its discount; false while either is unknown. */
export function isBelowZero(price: DecimalString | null, discount: DecimalString | null): boolean {
	const [list, off] = [parseDecimal(price), parseDecimal(discount)];
	return list !== null && off !== null && isNegative(multiply(list, subtract(one, off)));
}

/** What a line costs, before its sign. */
export interface ShownCost {
	readonly unitCost: DecimalString | null;
	/** The line's own cost is the one in use, and it is 0. */
	readonly isZero: boolean;
	/** The line's own: what is kept with it is for its own unit. */
	readonly isOwn: boolean;
}

/** A line as facts. A price that is shown shorter than it is kept does not make the total, and is then left out. */
export function lineOf(shown: ShownLine, digits: number, cost: ShownCost): QuoteLine {
	const [price, quantity, discount, total] = [shown.price, shown.quantity, shown.discount, shown.total].map(
		parseDecimal,
	);
	const { product, description } = productIn(shown.row.querySelector('td.linecoldescription'));
	const isExact =
		price && quantity && discount && (!total || compare(netOf(price, quantity, discount, digits), total) === 0);
	const netPrice = isExact ? null : priceOf(total, quantity);
	const isBelow = netPrice ? isNegative(netPrice) : isBelowZero(shown.price, shown.discount);
	// A line does not say which unit its product's cost is for.
	const isOwnUnit = shown.unit === null || (cost.isOwn && cost.unitCost !== null);
	const rest = {
		id: shown.id,
		product,
		description,
		quantity: shown.quantity,
		unit: shown.unit,
		unitCost: countedCost(cost.unitCost, isBelow),
		// Costs are kept in the company's currency, in which prices are read as well.
		costCurrency: 'deal',
		// A cost from elsewhere comes back with goods taken back as well.
		costUnits: !isOwnUnit ? 'unknown' : isBelow && product && cost.unitCost === null ? '-1' : '1',
		costPeriod: 'price' as const,
		...(cost.isZero ? { isCostZero: true } : {}),
	} as const;
	const isOptional = shown.isOption && quantity && isZero(quantity);
	const flags = isOptional ? { isOptional: true } : {};
	if (isExact)
		return {
			...rest,
			listPrice: shown.price,
			discounts: discount && !isZero(discount) ? [short(discount)] : [],
			netPrice: null,
			...flags,
		};
	return { ...rest, listPrice: null, discounts: [], netPrice: short(netPrice), ...flags };
}

/**
 * Options show no discount. A counted one has the rest of the proposal's net total: none when all of them make it at
 * their full price, the rest itself when it is one alone. Others stay unknown.
 */
export function withOptions(lines: readonly ShownLine[], net: DecimalString | null, digits: number): ShownLine[] {
	const isOpen = (line: ShownLine) => line.isOption && line.discount === null && Number(line.quantity) !== 0;
	const open = lines.filter(isOpen);
	const whole = parseDecimal(net);
	if (open.length === 0 || !whole) return [...lines];
	const known = lines.filter((line) => !line.isOption).map(({ total }) => parseDecimal(total));
	const full = open.map(({ price, quantity }) => {
		const [each, count] = [parseDecimal(price), parseDecimal(quantity)];
		return each && count ? netOf(each, count, zero, digits) : null;
	});
	const sum = (values: readonly (Decimal | null)[]) =>
		values.reduce<Decimal | null>((total, value) => (total && value ? add(total, value) : null), zero);
	const [shown, fully] = [sum(known), sum(full)];
	if (!shown) return [...lines];
	const rest = subtract(whole, shown);
	if (fully && compare(fully, rest) === 0)
		return lines.map((line) => (isOpen(line) ? { ...line, discount: '0' } : line));
	return open.length === 1 ? lines.map((line) => (isOpen(line) ? { ...line, total: short(rest) } : line)) : [...lines];
}
