import type { CostCurrency, DealFacts, Product, QuoteLine } from '../../core/model/deal.ts';
import { type DecimalString, multiply, one, parseDecimal, subtract } from '../../core/model/decimal.ts';
import { currency, decimal, text, type Wire } from '../kit/answers.ts';
import { type CostSearch, costFieldOf, costSeen, namedNumber } from '../kit/cost.ts';
import { fraction, quotient, same, short } from '../kit/numbers.ts';
import { type Answered, given, type Part, soql } from './wire.ts';

/**
 * The question for costs. No object of products or lines has a standard field for them; usual is Revenue Cloud's cost
 * book. A field that is not there, or not for this user, must not take the lines along.
 */
export function costPart({ source }: CostSearch, lines: string, ofDeal: string, products: string): Part[] {
	if (source.of === 'line') return [soql('costs', `SELECT Id, ${source.field} FROM ${lines} WHERE ${ofDeal}`)];
	if (source.of === 'product')
		return [soql('costs', `SELECT Id, ${source.field} FROM Product2 WHERE Id IN (${products})`)];
	if (source.of === 'nowhere') return [];
	return [soql('costs', `SELECT FIELDS(STANDARD) FROM CostBookEntry WHERE ProductId IN (${products})`)];
}

/** What lines are made of. */
export interface LineParts {
	readonly answers: ReadonlyMap<string, Answered>;
	/** All records of a part's answer. */
	readonly all: (name: string) => Promise<Wire[]>;
	readonly costs: CostSearch;
	/** The deal's. */
	readonly currency: string | null;
	/** Each record of this org has a currency of its own. */
	readonly hasCurrencies: boolean;
	readonly dealName: string;
}

interface Cost {
	readonly cost: DecimalString;
	/** The record’s own; null in an org with one currency, and where the record may not be read. */
	readonly currency: string | null;
}

interface Costs {
	/** By id of the line or of the product. */
	readonly byId: ReadonlyMap<string, Cost>;
	readonly isDenied: boolean;
}

/** True when the org said itself that this user gets none. */
function isRefused(answered: Answered | undefined): boolean {
	return answered?.failure?.failure.code === 'not-allowed' || answered?.code === 'INVALID_FIELD';
}

async function costsOf({ answers, all, costs }: LineParts, products: ReadonlyMap<string, Wire>): Promise<Costs> {
	const answered = answers.get('costs');
	const { source } = costs;
	const field = costFieldOf(costs, 'line') ?? costFieldOf(costs, 'product');
	if (source.of === 'nowhere') return { byId: new Map(), isDenied: false };
	if (!answered || answered.failure) {
		// An org without cost books has no such object, which matters to people who chose them.
		if (source.of !== 'usual') costSeen(costs, false);
		return { byId: new Map(), isDenied: field !== null && isRefused(answered) };
	}
	if (source.of === 'book') costSeen(costs, true);
	const byId = new Map<string, Cost>();
	const ambiguous = new Set<string>();
	for (const record of await all('costs')) {
		const id = text(record, field === null ? 'ProductId' : 'Id');
		// A field that nobody filled is empty there, so that a 0 was meant.
		const cost = field === null ? given(decimal, record, 'Cost') : namedNumber(costs, record, field);
		if (cost === null) continue;
		const own = source.of === 'product' ? (products.get(id) ?? null) : record;
		const found = { cost, currency: given(currency, own, 'CurrencyIsoCode') };
		const before = byId.get(id);
		// Several books with several costs: nobody says which one holds.
		if (before && !(same(before.cost, cost) && before.currency === found.currency)) ambiguous.add(id);
		byId.set(id, found);
	}
	for (const id of ambiguous) byId.delete(id);
	return { byId, isDenied: false };
}

/** The product of a line. A user who may not read products still sees what the line itself says. */
function productOf(line: Wire, products: ReadonlyMap<string, Wire>, dealName: string): Product | null {
	const id = given(text, line, 'Product2Id');
	if (id === null) return null;
	const product = products.get(id) ?? null;
	const family = given(text, product, 'Family');
	const own = given(text, line, 'Name') ?? '';
	const shortName = own.startsWith(`${dealName} `) ? own.slice(dealName.length + 1) : own;
	return {
		id,
		code: given(text, product, 'ProductCode') ?? given(text, line, 'ProductCode'),
		name: given(text, product, 'Name') ?? shortName,
		families: family === null ? [] : [family],
	};
}

/**
 * Prices of a line. The Sales Price is set against the list price, and the Discount is off the Sales Price; both are
 * what is given off list. A Discount that is hidden is in the total alone.
 */
function pricesOf(line: Wire): Pick<QuoteLine, 'listPrice' | 'discounts' | 'netPrice'> {
	const listPrice = given(decimal, line, 'ListPrice');
	const [list, unit] = [parseDecimal(listPrice), parseDecimal(given(decimal, line, 'UnitPrice'))];
	if (!('Discount' in line)) {
		const [total, quantity] = [given(decimal, line, 'TotalPrice'), given(decimal, line, 'Quantity')].map(parseDecimal);
		const net = total && quantity ? quotient(total, quantity) : null;
		return { listPrice, discounts: [], netPrice: net && short(net) };
	}
	const percent = given(decimal, line, 'Discount');
	const discount = percent === null ? '0' : fraction(percent);
	const left = list && unit && quotient(unit, list);
	const cut = left ? short(subtract(one, left)) : '0';
	const net = unit && multiply(unit, subtract(one, parseDecimal(discount) ?? one));
	const isCut = !same(cut, '0');
	return {
		listPrice,
		discounts: isCut ? [cut, discount] : same(discount, '0') ? [] : [discount],
		netPrice: net && short(net),
	};
}

/** A line has its record's currency; a product or an entry of a cost book says its own where an org has several. */
function costCurrencyOf(found: Cost | undefined, { costs, currency, hasCurrencies }: LineParts): CostCurrency {
	if (found?.currency) return found.currency === currency ? 'deal' : found.currency;
	return hasCurrencies && costs.source.of !== 'line' ? 'unknown' : 'deal';
}

/** The lines of a record in their order, with their costs. Lines are null for a user who may not read them. */
export async function linesOf(parts: LineParts): Promise<Pick<DealFacts, 'lines' | 'isCostDenied'>> {
	const { answers, all, costs, dealName } = parts;
	if (isRefused(answers.get('lines'))) return { lines: null };
	const records = await all('lines');
	const isProductsTold = answers.get('products')?.failure === null;
	const products = new Map((isProductsTold ? await all('products') : []).map((record) => [text(record, 'Id'), record]));
	const { byId, isDenied } = await costsOf(parts, products);
	const lines = records.map((line): QuoteLine => {
		const id = text(line, 'Id');
		const product = productOf(line, products, dealName);
		const found = byId.get(costs.source.of === 'line' ? id : (product?.id ?? ''));
		return {
			id,
			product,
			description: given(text, line, 'Description') ?? product?.name ?? given(text, line, 'Name') ?? '',
			quantity: given(decimal, line, 'Quantity'),
			unit: given(text, products.get(product?.id ?? '') ?? null, 'QuantityUnitOfMeasure'),
			...pricesOf(line),
			unitCost: found?.cost ?? null,
			costCurrency: costCurrencyOf(found, parts),
			costUnits: '1',
			costPeriod: 'price',
		};
	});
	return { lines, ...(isDenied ? { isCostDenied: true } : {}) };
}

/** What the user can set a line's price by, as it is saved. */
export interface LineTerms {
	/** The Sales Price; null when unknown. */
	readonly unitPrice: DecimalString | null;
	/** Fraction off the Sales Price. */
	readonly discount: DecimalString;
}

/** Sales Price and Discount of a saved line, from what `pricesOf` made of them. */
export function termsOf({ listPrice, discounts, netPrice }: QuoteLine): LineTerms {
	const [list, net] = [parseDecimal(listPrice), parseDecimal(netPrice)];
	const [cut, discount] = discounts.length > 1 ? discounts : ['0', discounts[0] ?? '0'];
	const left = (fraction: string | undefined) => subtract(one, parseDecimal(fraction) ?? one);
	const unit = list && multiply(list, left(cut));
	if (unit && net && same(short(multiply(unit, left(discount))), netPrice))
		return { unitPrice: short(unit), discount: discount ?? '0' };
	const exact = net && quotient(net, left(discount));
	return { unitPrice: exact && short(exact), discount: discount ?? '0' };
}
