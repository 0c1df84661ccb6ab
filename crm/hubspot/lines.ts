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
import { ifAllowed, object, text, type Wire } from '../kit/answers.ts';
import { type CostSearch, costFieldOf, namedCost } from '../kit/cost.ts';
import { fraction } from '../kit/numbers.ts';
import { type Ask, needed, number, property, readBatch } from './wire.ts';

/** Line items of a deal or a quote. */

/** HubSpot's own unit cost, unless the user names another property of the line item or of its product. */
const usualCost = 'hs_cost_of_goods_sold';

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
	if (percent && percentage) return { listPrice, discounts: [fraction(percentage)], netPrice: null };
	return { listPrice, discounts: [], netPrice: off && list && formatDecimal(subtract(list, off)) };
}

/**
 * A cost of 0 is one that nobody has set; HubSpot's own margin counts it all the same. A property that the account does
 * not have is left out of the record, an empty one is null.
 */
function costOf(line: Wire, product: Wire | undefined, costs: CostSearch): DecimalString | null {
	if (costs.source.of === 'usual') {
		const cost = number(line, usualCost);
		return ofNumber(cost) ? cost : null;
	}
	const ofLine = costFieldOf(costs, 'line');
	if (ofLine) return namedCost(costs, object(line.properties, 'properties'), ofLine);
	const ofProduct = costFieldOf(costs, 'product');
	return ofProduct && product ? namedCost(costs, object(product.properties, 'properties'), ofProduct) : null;
}

/**
 * HubSpot takes its own unit cost off the line's amount, in the line's currency and for each payment. For a property
 * that the user names it does not say for how long it is, nor, on a product, in which of several currencies.
 */
function costTerms({ source }: CostSearch, own: CurrencyCode | null): Pick<QuoteLine, 'costCurrency' | 'costPeriod'> {
	return {
		costCurrency: source.of === 'product' && own !== null ? 'unknown' : 'deal',
		costPeriod: source.of === 'usual' ? 'price' : 'unknown',
	};
}

function lineOf(
	line: Wire,
	unitCost: DecimalString | null,
	currency: CurrencyCode | null,
	costs: CostSearch,
): QuoteLine {
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
		costUnits: '1',
		...costTerms(costs, own),
		...(recurrence ? { recurrence } : {}),
	};
}

/** In the order of the quote where every line has its place in it, else as they are associated. */
function inOrder(lines: readonly Wire[]): readonly Wire[] {
	const ranks = lines.map((line) => number(line, 'hs_position_on_quote'));
	if (ranks.some((rank) => rank === null)) return lines;
	return lines
		.map((line, at) => ({ line, rank: Number(ranks[at]) }))
		.sort((left, right) => left.rank - right.rank)
		.map(({ line }) => line);
}

/** The one currency of all lines; null when they do not say one. */
export function currencyOf(lines: readonly Wire[]): string | null {
	const all = new Set(lines.map((line) => property(line, 'hs_line_item_currency_code')));
	const [only] = all;
	return all.size === 1 && only ? only : null;
}

/** Line items as answered, in their order; null when this token may not read them. */
export async function readLines(ask: Ask, ids: readonly string[], costs: CostSearch): Promise<Wire[] | null> {
	const cost = costs.source.of === 'usual' ? usualCost : costFieldOf(costs, 'line');
	const names = [...priceProperties, ...otherProperties, ...(cost === null ? [] : [cost])];
	const lines = await ifAllowed(readBatch(ask, 'line_items', ids, names));
	return lines && [...inOrder(lines.map((line) => needed(line, priceProperties)))];
}

/** Lines with their costs. */
export async function linesOf(
	ask: Ask,
	records: readonly Wire[],
	currency: CurrencyCode | null,
	costs: CostSearch,
): Promise<{ readonly lines: QuoteLine[]; readonly isCostDenied: boolean }> {
	const ofProduct = costFieldOf(costs, 'product');
	const ids = [...new Set(records.flatMap((record) => property(record, 'hs_product_id') ?? []))];
	const products =
		ofProduct !== null && ids.length > 0
			? await ifAllowed(readBatch(ask, 'products', ids, [ofProduct]))
			: ([] as const);
	const byId = new Map((products ?? []).map((product) => [text(product, 'id'), product]));
	const product = (record: Wire) => byId.get(property(record, 'hs_product_id') ?? '');
	return {
		lines: records.map((record) => lineOf(record, costOf(record, product(record), costs), currency, costs)),
		isCostDenied: products === null,
	};
}
