import type { CurrencyCode, QuoteLine, Recurrence } from '../../core/model/deal.ts';
import {
	compare,
	type Decimal,
	type DecimalString,
	formatDecimal,
	isZero,
	multiply,
	parseDecimal,
	subtract,
} from '../../core/model/decimal.ts';
import { fractionOf } from '../../core/model/typed-number.ts';
import { text, type Wire } from '../wire.ts';
import { type Ask, ifAllowed, needed, number, property, readBatch } from './wire.ts';

/** Line items of a deal or a quote. */

/** Where the unit cost is kept: a property of the line item or of its product; null for nowhere in HubSpot. */
export interface CostPlace {
	readonly of: 'line' | 'product';
	readonly name: string;
}

/** HubSpot's own unit cost, unless the user names another place. */
export function costPlace(costField: string | null): CostPlace | null {
	if (costField === null) return { of: 'line', name: 'hs_cost_of_goods_sold' };
	if (costField.startsWith(':')) return null;
	const [, name] = /^product\.(.+)$/.exec(costField) ?? [];
	return name === undefined ? { of: 'line', name: costField } : { of: 'product', name };
}

const priceProperties = ['quantity', 'price', 'discount', 'hs_discount_percentage'];

const otherProperties = [
	'name',
	'hs_sku',
	'hs_product_id',
	'hs_line_item_currency_code',
	'hs_position_on_quote',
	'recurringbillingfrequency',
	'hs_recurring_billing_period',
	'hs_recurring_billing_number_of_payments',
];

/** Months between two payments. What is due by the week comes out even with no month. */
const monthsOf: Readonly<Record<string, number>> = {
	monthly: 1,
	quarterly: 3,
	per_six_months: 6,
	annually: 12,
	per_two_years: 24,
	per_three_years: 36,
	per_four_years: 48,
	per_five_years: 60,
};

/** Months of an ISO 8601 duration, "P1Y6M"; null for one that is not of whole months. */
function monthsIn(period: string | null): number | null {
	const [, years, months] = /^P(?=\d)(?:(\d{1,3})Y)?(?:(\d{1,4})M)?$/.exec(period ?? '') ?? [];
	return Number(years ?? 0) * 12 + Number(months ?? 0) || null;
}

/** How often a line's price is due; undefined for once, null for a way that months do not tell. */
function recurrenceOf(line: Wire): Recurrence | null | undefined {
	const frequency = property(line, 'recurringbillingfrequency');
	if (frequency === null || frequency === 'one_time') return undefined;
	const everyMonths = Object.hasOwn(monthsOf, frequency) ? monthsOf[frequency] : undefined;
	if (everyMonths === undefined) return null;
	const payments = Number(number(line, 'hs_recurring_billing_number_of_payments') ?? 0);
	const paid = Number.isInteger(payments) && payments > 0 ? payments * everyMonths : null;
	return { everyMonths, termMonths: monthsIn(property(line, 'hs_recurring_billing_period')) ?? paid };
}

type Prices = Pick<QuoteLine, 'listPrice' | 'discounts' | 'netPrice'>;

const unknownPrices: Prices = { listPrice: null, discounts: [], netPrice: null };

const ofNumber = (value: DecimalString | null): Decimal | null => {
	const parsed = parseDecimal(value);
	return parsed && !isZero(parsed) ? parsed : null;
};

/** A line has one discount: a percentage, or an amount off each unit. */
function pricesOf(line: Wire): Prices {
	const listPrice = number(line, 'price');
	const percentage = number(line, 'hs_discount_percentage');
	const list = parseDecimal(listPrice);
	const percent = ofNumber(percentage);
	const off = ofNumber(number(line, 'discount'));
	const isOne =
		!percent ||
		!off ||
		(list && compare(multiply(list, percent), { digits: off.digits * 100n, scale: off.scale }) === 0);
	if (!isOne) return unknownPrices;
	if (percent && percentage) return { listPrice, discounts: [fractionOf(percentage)], netPrice: null };
	return { listPrice, discounts: [], netPrice: off && list && formatDecimal(subtract(list, off)) };
}

/** A cost of 0 is one that nobody has set; HubSpot's own margin counts it all the same. */
function costOf(record: Wire | undefined, place: CostPlace | null): DecimalString | null {
	const cost = place && record ? number(record, place.name) : null;
	return ofNumber(cost) ? cost : null;
}

function lineOf(line: Wire, unitCost: DecimalString | null, currency: CurrencyCode | null): QuoteLine {
	const recurrence = recurrenceOf(line);
	const own = property(line, 'hs_line_item_currency_code');
	const isKnown = recurrence !== null && (own === null || currency === null || own === currency);
	const name = property(line, 'name') ?? '';
	const product = property(line, 'hs_product_id');
	return {
		id: text(line, 'id'),
		product: product === null ? null : { id: product, code: property(line, 'hs_sku'), name, families: [] },
		description: name,
		quantity: number(line, 'quantity'),
		unit: null,
		...(isKnown ? pricesOf(line) : unknownPrices),
		unitCost,
		costCurrency: null,
		...(recurrence ? { recurrence } : {}),
	};
}

/** In the order of the quote where every line has its place in it, else as they are associated. */
function inOrder(lines: readonly Wire[]): readonly Wire[] {
	const places = lines.map((line) => number(line, 'hs_position_on_quote'));
	if (places.some((place) => place === null)) return lines;
	return lines
		.map((line, at) => ({ line, place: Number(places[at]) }))
		.sort((left, right) => left.place - right.place)
		.map(({ line }) => line);
}

/** The one currency of all lines; null when they do not say one. */
export function currencyOf(lines: readonly Wire[]): string | null {
	const all = new Set(lines.map((line) => property(line, 'hs_line_item_currency_code')));
	const [only] = all;
	return all.size === 1 && only ? only : null;
}

/** Line items as answered, in their order; null when this token may not read them. */
export async function readLines(ask: Ask, ids: readonly string[], costField: string | null): Promise<Wire[] | null> {
	const place = costPlace(costField);
	const names = [...priceProperties, ...otherProperties, ...(place?.of === 'line' ? [place.name] : [])];
	const lines = await ifAllowed(readBatch(ask, 'line_items', ids, names));
	return lines && [...inOrder(lines.map((line) => needed(line, priceProperties)))];
}

/** Lines with their costs. */
export async function linesOf(
	ask: Ask,
	records: readonly Wire[],
	currency: CurrencyCode | null,
	costField: string | null,
): Promise<{ readonly lines: QuoteLine[]; readonly isCostDenied: boolean }> {
	const place = costPlace(costField);
	const ids = [...new Set(records.flatMap((record) => property(record, 'hs_product_id') ?? []))];
	const products =
		place?.of === 'product' && ids.length > 0
			? await ifAllowed(readBatch(ask, 'products', ids, [place.name]))
			: ([] as const);
	const byId = new Map((products ?? []).map((product) => [text(product, 'id'), product]));
	const costed = (record: Wire) =>
		place?.of === 'product' ? byId.get(property(record, 'hs_product_id') ?? '') : record;
	return {
		lines: records.map((record) => lineOf(record, costOf(costed(record), place), currency)),
		isCostDenied: products === null,
	};
}
