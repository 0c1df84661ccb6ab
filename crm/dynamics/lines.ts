import {
	type CostUnits,
	noCost,
	type Product,
	type QuoteLine,
	type RecordKind,
	type RecordRef,
} from '../../core/model/deal.ts';
import {
	add,
	compare,
	type Decimal,
	type DecimalString,
	divide,
	isZero,
	multiply,
	one,
	parseDecimal,
	subtract,
	trimZeros,
	zero,
} from '../../core/model/decimal.ts';
import { currency, decimal, text, type Wire } from '../kit/answers.ts';
import { type CostSearch, costFieldOf, costSeen, namedCost } from '../kit/cost.ts';
import { quotient, same, short } from '../kit/numbers.ts';
import { guid } from './front.ts';
import { type Ask, given, labelOf, linked, listOf, orRefused } from './wire.ts';

interface KindNames {
	readonly set: string;
	readonly lines: string;
	readonly lineId: string;
	/** The column by which lines belong to the record. */
	readonly parent: string;
}

/**
 * Digits of a price per unit that is an amount divided by a quantity: so many that the amount, rounded to cents, comes
 * back exactly.
 */
const shareDigits = 20;

/** An amount's share per unit; null for a quantity of 0. */
export function perUnit(amount: Decimal, quantity: Decimal): Decimal | null {
	const share = divide(amount, quantity, shareDigits);
	return share && trimZeros(share);
}

/** What each kind of record and its lines are called. */
export const names: Readonly<Record<RecordKind, KindNames>> = {
	opportunity: {
		set: 'opportunities',
		lines: 'opportunityproducts',
		lineId: 'opportunityproductid',
		parent: '_opportunityid_value',
	},
	quote: { set: 'quotes', lines: 'quotedetails', lineId: 'quotedetailid', parent: '_quoteid_value' },
};

/** What sets a line's price, as it is saved. The CRM keeps the discount as an amount for the whole line. */
export interface LineTerms {
	readonly price: Decimal | null;
	readonly quantity: Decimal | null;
	/** Per unit, by the price list's own steps. */
	readonly volumeDiscount: Decimal;
	readonly manualDiscount: Decimal;
}

/** Price per unit after discounts, tax excluded: `price − volume discount − manual discount / quantity`. */
export function netOf({ price, quantity, volumeDiscount, manualDiscount }: LineTerms): Decimal | null {
	if (!price) return null;
	const list = subtract(price, volumeDiscount);
	if (isZero(manualDiscount)) return list;
	const share = quantity && perUnit(manualDiscount, quantity);
	return share && subtract(list, share);
}

function termsOf(line: Wire): LineTerms {
	const [price, quantity, amount, manual] = ['priceperunit', 'quantity', 'baseamount', 'manualdiscountamount'].map(
		(field) => parseDecimal(given(decimal, line, field)),
	);
	const off = price && quantity && amount ? subtract(multiply(price, quantity), amount) : zero;
	return {
		price: price ?? null,
		quantity: quantity ?? null,
		volumeDiscount: (quantity && !isZero(off) ? perUnit(off, quantity) : null) ?? zero,
		manualDiscount: manual ?? zero,
	};
}

/** A unit's size in units of its base; a base has none of its own. */
interface Unit {
	readonly id: string;
	readonly base: string;
	readonly size: Decimal;
}

function unitOf(wire: Wire | null, id: string | null): Unit | null {
	const size = parseDecimal(given(decimal, wire, 'quantity'));
	return id && size ? { id, base: given(text, wire, '_baseuom_value') ?? id, size } : null;
}

/** How many of the product's own units make one of the line's. */
function costUnits(line: Wire, product: Wire): CostUnits {
	const [own, usual] = [given(text, line, '_uomid_value'), given(text, product, '_defaultuomid_value')];
	if (own === usual || own === null) return '1';
	const sold = unitOf(linked(line, 'uomid'), own);
	const costed = unitOf(linked(product, 'defaultuomid'), usual);
	if (!sold || !costed || isZero(costed.size)) return 'unknown';
	const inBase = ({ id, base, size }: Unit) => (id === base ? one : size);
	if (sold.base !== costed.base) return 'unknown';
	const factor = quotient(inBase(sold), inBase(costed));
	return factor ? short(factor) : 'unknown';
}

type Cost = Pick<QuoteLine, 'unitCost' | 'costCurrency' | 'costUnits' | 'costPeriod'>;

/** What costs are worked out from. */
interface Costing {
	readonly costs: CostSearch;
	/** The deal's currency. */
	readonly currencyId: string | null;
}

/** A column that the user named; the API calls all of them in small letters. */
function columnOf(costs: CostSearch, of: 'line' | 'product'): string | null {
	return costFieldOf(costs, of)?.toLowerCase() ?? null;
}

function costOf(line: Wire, product: Wire | null, { costs, currencyId }: Costing): Cost {
	// A cost of 0 is one that nobody has set.
	const set = (wire: Wire, field: string) => {
		const value = given(decimal, wire, field);
		return same(value, '0') ? null : value;
	};
	const ofLine = columnOf(costs, 'line');
	if (ofLine)
		return { unitCost: namedCost(costs, line, ofLine), costCurrency: 'deal', costUnits: '1', costPeriod: 'price' };
	const ofProduct = columnOf(costs, 'product');
	// A cost list is per unit of the product.
	const untold: Cost = product ? { ...noCost, costUnits: costUnits(line, product), costPeriod: 'price' } : noCost;
	if (!product || (ofProduct === null && costs.source.of !== 'usual')) return untold;
	const unitCost = ofProduct
		? namedCost(costs, product, ofProduct)
		: (set(product, 'currentcost') ?? set(product, 'standardcost'));
	if (unitCost === null) return untold;
	const ownCurrency = given(text, product, '_transactioncurrencyid_value');
	const isForeign = ownCurrency !== null && ownCurrency !== currencyId;
	const code = isForeign ? given(currency, linked(product, 'transactioncurrencyid'), 'isocurrencycode') : null;
	// A cost in a currency that nobody names is none.
	if (isForeign && code === null) return untold;
	return { unitCost, costCurrency: code ?? 'deal', costUnits: costUnits(line, product), costPeriod: 'price' };
}

/** List price per unit: the price list's, or the product's own where somebody wrote another price over that. */
function listPriceOf(line: Wire, product: Wire | null, { currencyId }: Costing): DecimalString | null {
	if (line.ispriceoverridden !== true) return given(decimal, line, 'priceperunit');
	const ownCurrency = given(text, product, '_transactioncurrencyid_value');
	const isOther = ownCurrency !== null && ownCurrency !== currencyId;
	const isOtherUnit = product !== null && costUnits(line, product) !== '1';
	return isOther || isOtherUnit ? null : given(decimal, product, 'price');
}

function productOf(line: Wire, product: Wire | null): Product | null {
	const id = given(text, line, '_productid_value');
	if (id === null || line.isproductoverridden === true) return null;
	const family = product && labelOf(product, '_parentproductid_value');
	return {
		id,
		code: given(text, product, 'productnumber'),
		name: given(text, product, 'name') ?? labelOf(line, '_productid_value') ?? given(text, line, 'productname') ?? '',
		families: family ? [family] : [],
	};
}

/** Kinds of lines that a bundle's line carries the price of. */
const bundleParts: readonly unknown[] = [3, 4];

function lineOf(line: Wire, idField: string, terms: LineTerms, costing: Costing, ids: ReadonlySet<string>): QuoteLine {
	const wire = linked(line, 'productid');
	const product = productOf(line, wire);
	const listPrice = listPriceOf(line, wire, costing);
	const [list, net] = [parseDecimal(listPrice), netOf(terms)];
	const left = list && net && !isZero(list) ? quotient(net, list) : null;
	const isDiscounted = left && compare(left, one) !== 0;
	const bundle = bundleParts.includes(line.producttypecode) ? guid(given(text, line, 'parentbundleid')) : null;
	return {
		id: text(line, idField),
		product,
		description: given(text, line, 'productdescription') ?? product?.name ?? given(text, line, 'productname') ?? '',
		quantity: given(decimal, line, 'quantity'),
		unit: labelOf(line, '_uomid_value'),
		listPrice,
		discounts: isDiscounted ? [short(subtract(one, left))] : [],
		netPrice: net && short(net),
		...(product ? costOf(line, wire, costing) : noCost),
		...(bundle && ids.has(bundle) ? { partOf: bundle } : {}),
	};
}

function expandedBy(costColumn: string | null): string {
	const own = costColumn === null ? '' : `,${costColumn}`;
	const columns = `name,productnumber,price,standardcost,currentcost,_defaultuomid_value,_parentproductid_value,_transactioncurrencyid_value${own}`;
	const more = 'defaultuomid($select=quantity,_baseuom_value),transactioncurrencyid($select=isocurrencycode)';
	return `&$expand=uomid($select=quantity,_baseuom_value),productid($select=${columns};$expand=${more})`;
}

/** Lines with what sets their prices; `lines` is null for a user who may not read them. */
export interface ReadLines {
	readonly lines: QuoteLine[] | null;
	readonly terms: ReadonlyMap<string, LineTerms>;
	readonly isCostDenied: boolean;
}

/** The lines as the API has them, and whether it kept products and their costs from this user. */
async function recordsOf(ask: Ask, { kind, id }: RecordRef, costs: CostSearch) {
	const { lines, parent } = names[kind];
	const path = `${lines}?$filter=${parent} eq ${id}&$orderby=sequencenumber asc,lineitemnumber asc`;
	const column = columnOf(costs, 'product');
	const whole = await orRefused(listOf(ask, `${path}${expandedBy(column)}`, lines));
	if (!('refused' in whole)) return { records: whole, isCostDenied: false };
	if (column !== null) {
		// A column that is not there, or not for this user, takes the whole answer along.
		const others = await orRefused(listOf(ask, `${path}${expandedBy(null)}`, lines));
		if (!('refused' in others)) {
			costSeen(costs, false);
			return { records: others, isCostDenied: true };
		}
	}
	const bare = await orRefused(listOf(ask, path, lines));
	const isCostDenied = whole.refused === 'not-allowed' || column !== null;
	return { records: 'refused' in bare ? null : bare, isCostDenied };
}

/** Reads the lines; their costs are in the deal's currency, whose id is known only when the deal is read. */
export async function readLines(
	ask: Ask,
	ref: RecordRef,
	costs: CostSearch,
	currencyId: Promise<string | null>,
): Promise<ReadLines> {
	const [{ records, isCostDenied }, deal] = await Promise.all([recordsOf(ask, ref, costs), currencyId]);
	if (records === null) return { lines: null, terms: new Map(), isCostDenied };
	const { lineId } = names[ref.kind];
	const terms = new Map(records.map((line) => [text(line, lineId), termsOf(line)]));
	const ids = new Set(terms.keys());
	const costing = { costs, currencyId: deal };
	const lines = records.map((line) =>
		lineOf(line, lineId, terms.get(text(line, lineId)) ?? termsOf(line), costing, ids),
	);
	return { lines, terms, isCostDenied };
}

/** Ids of the lines that stand for the record's own discounts. */
export const headerLines = { percent: 'discountpercentage', amount: 'discountamount' } as const;

/** What a discount on the whole record is called where the form does not say. */
export const headerName = 'Discount';

/** A discount on the whole record, as a line of its own. */
export function headerLine(id: string, description: string, netPrice: DecimalString): QuoteLine {
	return {
		id,
		product: null,
		description,
		quantity: '1',
		unit: null,
		listPrice: null,
		discounts: [],
		netPrice,
		...noCost,
	};
}

/** The sum of lines after their discounts; null when one is unknown. */
export function sumOf(amounts: readonly (Decimal | null)[]): Decimal | null {
	return amounts.reduce<Decimal | null>((sum, amount) => (sum && amount ? add(sum, amount) : null), zero);
}
