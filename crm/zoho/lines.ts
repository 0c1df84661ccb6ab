import { type CostCurrency, type CurrencyCode, noCost, type QuoteLine } from '../../core/model/deal.ts';
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
	parseDecimal,
	round,
	subtract,
	zero,
} from '../../core/model/decimal.ts';
import {
	currency as currencyIn,
	decimal,
	decimalOrNull,
	ifAllowed,
	inBatches,
	object,
	objects,
	ReadError,
	text,
	type Wire,
} from '../kit/answers.ts';
import { type CostSearch, costFieldOf, namedCost } from '../kit/cost.ts';
import { afterDiscount, fraction, short } from '../kit/numbers.ts';
import { type Ask, recordsOf, told } from './wire.ts';

/** Lines of a quote, and what is taken off or put on the quote as a whole. */

const centDigits = 2;
/** More than an amount of cents needs to come out of a price per unit again. */
const unitDigits = 12;

/** A discount: an amount, or a percentage that is written as one. */
type Discount = { readonly percent: DecimalString } | { readonly amount: Decimal };

function discountIn(record: Wire): Discount {
	const value = record.Discount;
	if (value === undefined || value === null || value === '') return { amount: zero };
	const [, percent] = typeof value === 'string' ? (/^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(value) ?? []) : [];
	if (percent !== undefined) return { percent };
	return { amount: parseDecimal(decimal(record, 'Discount')) ?? zero };
}

type Prices = Pick<QuoteLine, 'listPrice' | 'discounts' | 'netPrice'>;

/** An amount off is off the whole line. What the server made of it counts for more than what we make of it. */
function pricesOf(line: Wire): Prices {
	const listPrice = decimalOrNull(line, 'List_Price');
	const [list, quantity] = [parseDecimal(listPrice), parseDecimal(decimal(line, 'Quantity'))];
	const after =
		line.Total_After_Discount === undefined ? null : parseDecimal(decimalOrNull(line, 'Total_After_Discount'));
	const discount = discountIn(line);
	if (!list || !quantity) return { listPrice, discounts: [], netPrice: null };
	if (isZero(quantity))
		return { listPrice, discounts: 'percent' in discount ? [fraction(discount.percent)] : [], netPrice: null };
	const total = multiply(list, quantity);
	const percent = 'percent' in discount ? fraction(discount.percent) : null;
	const made =
		'amount' in discount ? subtract(total, discount.amount) : afterDiscount(total, parseDecimal(percent) ?? zero);
	const isMade = after === null || compare(round(made, centDigits), round(after, centDigits)) === 0;
	if (isMade && percent !== null)
		return { listPrice, discounts: isZero(parseDecimal(percent) ?? zero) ? [] : [percent], netPrice: null };
	const net = isMade ? made : after;
	if (net && compare(net, total) === 0) return { listPrice, discounts: [], netPrice: null };
	const each = net && divide(net, quantity, unitDigits);
	return { listPrice, discounts: [], netPrice: each && short(each) };
}

/** Zoho has no field of its own for the unit cost: only one that the user names tells it. */
function costOf(line: Wire, product: Wire | undefined, costs: CostSearch): DecimalString | null {
	const ofLine = costFieldOf(costs, 'line');
	if (ofLine) return namedCost(costs, line, ofLine);
	const ofProduct = costFieldOf(costs, 'product');
	return ofProduct && product ? namedCost(costs, product, ofProduct) : null;
}

/** Most records that are asked for at once. */
const batchSize = 100;

/** Products by id; null when this user may not read them. */
async function readProducts(
	ask: Ask,
	ids: readonly string[],
	costField: string | null,
): Promise<Map<string, Wire> | null> {
	const own = costField === null ? [] : [costField];
	const fields = ['Product_Code', 'Product_Category', 'Usage_Unit', 'Currency', ...own];
	const query = (batch: readonly string[]) => `/Products?ids=${batch}&fields=${fields.map(encodeURIComponent)}`;
	const answers = await ifAllowed(Promise.all(inBatches(ids, batchSize).map((batch) => ask(query(batch)))));
	return (
		answers && new Map(answers.flatMap((answer) => recordsOf(answer)).map((product) => [text(product, 'id'), product]))
	);
}

/** What is known of the currencies that costs may be in. */
interface CostMoney {
	/** The quote's. */
	readonly currency: CurrencyCode | null;
	/** For a product that says none: the company's own where it has several. */
	readonly home: CostCurrency;
}

function costCurrencyOf(product: Wire | undefined, costs: CostSearch, { currency, home }: CostMoney): CostCurrency {
	if (costs.source.of !== 'product') return 'deal';
	const own = product ? told(product, 'Currency') : null;
	const found = own === null ? home : currencyIn({ own }, 'own');
	return found === currency ? 'deal' : found;
}

function lineOf(line: Wire, product: Wire | undefined, costs: CostSearch, money: CostMoney): QuoteLine {
	const sold = object(line.Product_Name, 'Product_Name');
	const name = text(sold, 'name');
	const family = product && told(product, 'Product_Category');
	const unitCost = costOf(line, product, costs);
	return {
		id: text(line, 'id'),
		product: {
			id: text(sold, 'id'),
			code: told(sold, 'Product_Code') ?? (product ? told(product, 'Product_Code') : null),
			name,
			families: family ? [family] : [],
		},
		description: told(line, 'Description') ?? name,
		quantity: decimal(line, 'Quantity'),
		unit: product ? told(product, 'Usage_Unit') : null,
		...pricesOf(line),
		unitCost,
		costCurrency: costCurrencyOf(product, costs, money),
		costUnits: '1',
		costPeriod: 'price',
	};
}

/** What is said of a quote as a whole, and counts as a line here. */
const wholeFields = ['Discount', 'Adjustment'] as const;

/** True for a line that is none in the CRM: the quote's own discount, and its adjustment. */
export function isWholeLine({ id, product }: QuoteLine): boolean {
	return product === null && wholeFields.some((field) => field.toLowerCase() === id);
}

/** Something of the whole quote as a line without a cost; none for nothing. */
function wholeLine(field: (typeof wholeFields)[number], price: Decimal | null): QuoteLine[] {
	if (!price || isZero(price)) return [];
	const written = short(price);
	const line = { id: field.toLowerCase(), product: null, description: field, quantity: '1', unit: null };
	return [{ ...line, listPrice: written, discounts: [], netPrice: written, ...noCost }];
}

/** The discount of the quote as a whole, and its adjustment, which may be either. */
function wholeLines(quote: Wire): QuoteLine[] {
	const discount = discountIn(quote);
	const off =
		'amount' in discount
			? discount.amount
			: round(
					multiply(parseDecimal(decimal(quote, 'Sub_Total')) ?? zero, parseDecimal(fraction(discount.percent)) ?? zero),
					centDigits,
				);
	const adjustment = quote.Adjustment === undefined ? null : parseDecimal(decimalOrNull(quote, 'Adjustment'));
	return [...wholeLine('Discount', negate(off)), ...wholeLine('Adjustment', adjustment)];
}

/** In the order of the quote. */
function inOrder(lines: readonly Wire[]): Wire[] {
	const place = ({ Sequence_Number: at }: Wire) => (typeof at === 'number' ? at : Number.MAX_SAFE_INTEGER);
	return [...lines].sort((left, right) => place(left) - place(right));
}

/** Half a cent for each line, which the server may round by itself. */
const centsAside = 200n;

/** The sum of one amount of all lines; null where a line does not tell it. */
function sumOf(items: readonly Wire[], field: string): Decimal | null {
	const amounts = items.map((item) => (item[field] === undefined ? null : parseDecimal(decimalOrNull(item, field))));
	return amounts.reduce<Decimal | null>((sum, amount) => sum && amount && add(sum, amount), zero);
}

function isSum(items: readonly Wire[], sum: Decimal, total: Decimal): boolean {
	const aside = subtract(sum, total);
	const most = divide({ digits: BigInt(items.length), scale: 0 }, { digits: centsAside, scale: 0 }, centDigits + 1);
	return most !== null && compare(isNegative(aside) ? negate(aside) : aside, most) <= 0;
}

/**
 * What a quote's own sum is made of: prices after discounts, or prices with taxes too. `unlike`: of neither, so that the
 * quote has lines that are not among these, as those of a bundle are. Null when this user may not see the sum.
 */
export type SubTotal = 'prices' | 'prices-and-taxes' | 'unlike' | null;

function subTotalOf(quote: Wire, items: readonly Wire[]): SubTotal {
	const total = quote.Sub_Total === undefined ? null : parseDecimal(decimalOrNull(quote, 'Sub_Total'));
	if (!total) return null;
	const [prices, taxed] = [sumOf(items, 'Total_After_Discount'), sumOf(items, 'Net_Total')];
	if (prices && isSum(items, prices, total)) return 'prices';
	// While one of the two is hidden it may be the one that fits.
	if (!prices || !taxed) return null;
	return isSum(items, taxed, total) ? 'prices-and-taxes' : 'unlike';
}

/** Null where it could not be read: lines are not lost with it. */
async function orNone<T>(reading: Promise<T | null>): Promise<T | null> {
	try {
		return await reading;
	} catch (cause) {
		if (cause instanceof ReadError) return null;
		throw cause;
	}
}

/** Lines of a quote as answered, with their costs: null when the quote's own sum says that there are others. */
export async function readLines(
	ask: Ask,
	quote: Wire,
	currency: CurrencyCode | null,
	costs: CostSearch,
	readHome: () => Promise<CurrencyCode | null>,
) {
	if (quote.Quoted_Items === undefined) throw new ReadError('api-changed', 'Quoted_Items');
	const ofProduct = costFieldOf(costs, 'product');
	const items = inOrder(quote.Quoted_Items === null ? [] : objects(quote.Quoted_Items, 'Quoted_Items'));
	const ids = [...new Set(items.map((item) => text(object(item.Product_Name, 'Product_Name'), 'id')))];
	const products = ids.length > 0 ? await readProducts(ask, ids, ofProduct) : new Map<string, Wire>();
	// A company with one currency has none on its quotes.
	const isOpen = told(quote, 'Currency') !== null && ofProduct !== null;
	const hasUntold = [...(products?.values() ?? [])].some((product) => told(product, 'Currency') === null);
	const home = isOpen ? ((hasUntold ? await orNone(readHome()) : null) ?? 'unknown') : 'deal';
	const lines = items.map((item) => {
		const product = products?.get(text(object(item.Product_Name, 'Product_Name'), 'id'));
		return lineOf(item, product, costs, { currency, home });
	});
	const subTotal = subTotalOf(quote, items);
	return {
		lines: subTotal === 'unlike' ? null : [...lines, ...wholeLines(quote)],
		subTotal,
		sold: lines.length,
		isCostDenied: products === null && ofProduct !== null,
	};
}
