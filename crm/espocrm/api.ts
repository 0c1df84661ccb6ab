import {
	type CostCurrency,
	type CostPeriod,
	type CostUnits,
	type DealFacts,
	noCost,
	type QuoteLine,
	type RecordRef,
} from '../../core/model/deal.ts';
import {
	compare,
	type DecimalString,
	divide,
	formatDecimal,
	multiply,
	one,
	parseDecimal,
	round,
	subtract,
	trimZeros,
} from '../../core/model/decimal.ts';
import { type CostSearch, costFieldOf, costSeen, namedCost } from '../cost.ts';
import { dayOrNull, objects, ReadError, text, type Wire } from '../wire.ts';
import type { Client } from './client.ts';
import type { LineFields } from './mapping.ts';
import { type Get, moneyIn, numberIn, textIn, unlessZero } from './wire.ts';

/** As many lines as the server gives at once. */
const mostAtOnce = 200;

/** Answers with nothing instead of a failure that concerns a part of the record only. */
async function orNull<T>(read: Promise<T>): Promise<T | null> {
	return read.catch((cause: unknown) => {
		const code = cause instanceof ReadError ? cause.failure.code : null;
		if (code === 'not-allowed' || code === 'record-missing') return null;
		throw cause;
	});
}

/** "10" percent as "0.1". */
export function fractionOf(percent: DecimalString): DecimalString {
	const value = parseDecimal(percent);
	return value ? formatDecimal(trimZeros({ digits: value.digits, scale: value.scale + 2 })) : percent;
}

/** Price per unit less a discount, times quantity, rounded to `digits`. */
export function amountOf(
	price: DecimalString | null,
	discount: DecimalString | null,
	quantity: DecimalString | null,
	digits: number | null,
): DecimalString | null {
	const [list, off, count] = [parseDecimal(price), parseDecimal(discount), parseDecimal(quantity)];
	if (!list || !off || !count) return null;
	const amount = multiply(multiply(list, subtract(one, off)), count);
	return formatDecimal(digits === null ? amount : round(amount, digits));
}

export function isSame(left: DecimalString | null, right: DecimalString | null): boolean {
	const [a, b] = [parseDecimal(left), parseDecimal(right)];
	return a === null || b === null ? a === b : compare(a, b) === 0;
}

/** Digits of a price that is computed back from an amount. */
const backDigits = 10;

function priceFor(amount: DecimalString | null, quantity: DecimalString | null): DecimalString | null {
	const [total, count] = [parseDecimal(amount), parseDecimal(quantity)];
	const price = total && count && divide(total, count, backDigits);
	return price && compare(multiply(price, count), total) === 0 ? formatDecimal(trimZeros(price)) : null;
}

interface Cost {
	readonly unitCost: DecimalString | null;
	readonly costCurrency: CostCurrency;
	readonly costUnits: CostUnits;
	readonly costPeriod: CostPeriod;
	readonly isDenied: boolean;
}

/**
 * A line's cost. The server leaves out what the user may not read, but not its converted twin: of a field that is left
 * out, or that the user's rights name, no copy counts.
 */
function costOf(wire: Wire, fields: LineFields, client: Client, money: string | null): Cost {
	for (const { name, copyOf, isBare } of fields.costs) {
		const origin = copyOf?.field.replace(/Converted$/, '');
		// An entity that an administrator made begins with C.
		const other = copyOf ? `${copyOf.link[0]?.toUpperCase()}${copyOf.link.slice(1)}` : '';
		const isOriginHidden =
			origin !== undefined && [other, `C${other}`].some((entity) => client.isHidden(entity, origin));
		const isHidden = client.isHidden(fields.entity, name) || isOriginHidden;
		if (isHidden || !(name in wire)) return { ...noCost, isDenied: true };
		const unitCost = unlessZero(numberIn(wire, name));
		if (unitCost === null) continue;
		const twin = copyOf?.field.endsWith('Converted') ? client.baseCurrency : null;
		const own = copyOf ? twin : isBare ? money : moneyIn(wire, name);
		// A copy that does not say its currency says no cost.
		if (own === null) continue;
		return { unitCost, costCurrency: own, costUnits: '1', costPeriod: 'price', isDenied: false };
	}
	return { ...noCost, isDenied: false };
}

interface Lines {
	readonly lines: readonly QuoteLine[];
	readonly isCostDenied: boolean;
}

function lineOf(
	wire: Wire,
	fields: LineFields,
	client: Client,
	money: string | null,
): { line: QuoteLine; isDenied: boolean } {
	const { currencyDigits: digits } = client;
	const quantity = numberIn(wire, fields.quantity);
	const percent = numberIn(wire, fields.discount);
	const discount = percent === null || Number(percent) === 0 ? null : fractionOf(percent);
	const isOwnMoney = (field: string) => moneyIn(wire, field) === money;
	const listPrice = isOwnMoney(fields.listPrice) ? numberIn(wire, fields.listPrice) : null;
	const amount = fields.amount !== null && isOwnMoney(fields.amount) ? numberIn(wire, fields.amount) : null;
	const isComputed = amount === null || isSame(amount, amountOf(listPrice, discount ?? '0', quantity, digits));
	const name = text(wire, 'name');
	const productId = fields.product === null ? null : textIn(wire, `${fields.product}Id`);
	const { isDenied, ...cost } = costOf(wire, fields, client, money);
	return {
		isDenied,
		line: {
			id: text(wire, 'id'),
			product:
				productId === null
					? null
					: { id: productId, code: null, name: textIn(wire, `${fields.product}Name`) ?? name, families: [] },
			description: name,
			quantity,
			unit: null,
			listPrice,
			discounts: discount === null ? [] : [discount],
			// An amount that is something else than list less discount is the firm's own.
			netPrice: isComputed ? null : priceFor(amount, quantity),
			...cost,
		},
	};
}

async function readLines(get: Get, id: string, client: Client, money: string | null): Promise<Lines | null> {
	const { lines: fields } = client;
	if (!fields) return null;
	const wires: Wire[] = [];
	for (;;) {
		const offset = wires.length > 0 ? `&offset=${wires.length}` : '';
		const page = await orNull(
			get(`Opportunity/${encodeURIComponent(id)}/${fields.link}?maxSize=${mostAtOnce}${offset}`),
		);
		if (!page) return null;
		const list = objects(page.list, fields.link);
		wires.push(...list);
		const { total } = page;
		if (list.length < mostAtOnce || typeof total !== 'number' || wires.length >= total) break;
	}
	const { order } = fields;
	const place = (wire: Wire) => Number((order !== null && numberIn(wire, order)) || 0);
	const sorted = [...wires].sort((left, right) => place(left) - place(right));
	const read = sorted.map((wire) => lineOf(wire, fields, client, money));
	return { lines: read.map(({ line }) => line), isCostDenied: read.some(({ isDenied }) => isDenied) };
}

/** Without lines the totals that a firm keeps on the deal are one. */
function totalLine(
	record: Wire,
	client: Client,
	amount: DecimalString | null,
	money: string | null,
	{ place }: CostSearch,
): Lines {
	const { listTotal, totalCost } = client.deal;
	if (totalCost === null) return { lines: [], isCostDenied: false };
	const isDenied = client.isHidden('Opportunity', totalCost) || !(totalCost in record);
	const costMoney = isDenied ? null : moneyIn(record, totalCost);
	const isOwnMoney = listTotal !== null && moneyIn(record, listTotal) === money;
	const name = text(record, 'name');
	const line: QuoteLine = {
		id: 'total',
		product: null,
		description: name,
		quantity: '1',
		unit: null,
		listPrice: isOwnMoney ? numberIn(record, listTotal) : null,
		discounts: [],
		netPrice: amount,
		unitCost: isDenied || costMoney === null || place.of !== 'usual' ? null : unlessZero(numberIn(record, totalCost)),
		costCurrency: costMoney ?? 'unknown',
		costUnits: '1',
		costPeriod: 'price',
	};
	return { lines: [line], isCostDenied: isDenied && place.of === 'usual' };
}

/** Customers say what they are on their own record. */
async function readSegments(get: Get, record: Wire): Promise<Record<string, string>> {
	const accountId = textIn(record, 'accountId');
	const account = accountId === null ? null : await orNull(get(`Account/${encodeURIComponent(accountId)}`));
	const segments = {
		industry: account && textIn(account, 'industry'),
		country: account && textIn(account, 'billingAddressCountry'),
		type: account && textIn(account, 'type'),
		source: textIn(record, 'leadSource'),
	};
	return Object.fromEntries(Object.entries(segments).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

interface Common {
	readonly ref: RecordRef;
	readonly record: Wire;
	readonly lines: Lines | null;
	readonly segments: Record<string, string>;
	readonly client: Client;
}

function factsOf({ ref, record, lines, segments, client }: Common): DealFacts {
	const isQuote = ref.kind === 'quote';
	const amount = isQuote ? null : numberIn(record, 'amount');
	const money = moneyIn(record, 'amount');
	const percent = numberIn(record, 'probability');
	const account = textIn(record, 'accountName');
	const owner = textIn(record, 'assignedUserName');
	const closeDate = record.closeDate === undefined ? null : dayOrNull(record, 'closeDate');
	const number = textIn(record, 'number');
	const stage = textIn(record, isQuote ? 'status' : 'stage');
	const filled = {
		amount: amount ?? (isQuote && lines?.lines.length ? 'lines' : null),
		closeDate,
		probability: percent,
		account,
		owner,
		number,
		lines: lines?.lines.length ? String(lines.lines.length) : null,
	};
	return {
		ref,
		name: text(record, 'name'),
		account,
		number,
		stage: stage === null ? null : { id: stage, label: null, since: null },
		amount,
		currency: money,
		probability: percent === null ? null : fractionOf(percent),
		closeDate,
		owner,
		segments,
		lines: lines?.lines ?? null,
		rounding: { unitPriceDigits: null, lineAmountDigits: client.currencyDigits },
		filledFields: Object.fromEntries(Object.entries(filled).flatMap(([name, value]) => (value ? [[name, value]] : []))),
		reading: { source: 'api', at: new Date().toISOString() },
		...(lines?.isCostDenied ? { isCostDenied: true } : {}),
	};
}

/** Reads an opportunity with its lines. Throws `ReadError`. */
export async function readDeal(
	get: Get,
	client: Client,
	ref: RecordRef,
	costs: CostSearch,
): Promise<{ facts: DealFacts; record: Wire }> {
	const record = await get(`Opportunity/${encodeURIComponent(ref.id)}`);
	const amount = numberIn(record, 'amount');
	const money = moneyIn(record, 'amount');
	const [lines, segments] = await Promise.all([
		client.lines ? readLines(get, ref.id, client, money) : totalLine(record, client, amount, money, costs),
		readSegments(get, record),
	]);
	const isNamed = costs.place.of === 'line' || costs.place.of === 'product';
	const isFound = (client.lines?.costs.length ?? 0) > 0 && lines?.isCostDenied === false;
	if (isNamed) costSeen(costs, isFound);
	return { facts: factsOf({ ref, record, lines, segments, client }), record };
}

/**
 * Fields of a quote's lines in the paid extension. Its names of quantity, price and amount are documented; those of list
 * price, discount and cost are inferred.
 */
const quoteFields: LineFields = {
	link: 'itemList',
	entity: 'QuoteItem',
	order: null,
	quantity: 'quantity',
	listPrice: 'listPrice',
	discount: 'discount',
	amount: 'amount',
	product: 'product',
	costs: [{ name: 'costPrice', copyOf: null }],
};

/** Costs of the products of a quote, which its lines do not carry. */
async function productCosts(get: Get, ids: readonly string[]): Promise<ReadonlyMap<string, Wire>> {
	if (ids.length === 0) return new Map();
	const wanted = ids.map((id, at) => `&where[0][value][${at}]=${encodeURIComponent(id)}`).join('');
	const query = `maxSize=${mostAtOnce}&where[0][type]=in&where[0][attribute]=id${wanted}`;
	const answer = await orNull(get(`Product?${query}`));
	return new Map(answer ? objects(answer.list, 'Product').map((product) => [text(product, 'id'), product]) : []);
}

/** A line's cost under the names that `quoteFields` knows: of its product, or of the field that the user named. */
function costIn(item: Wire, product: Wire | undefined, costs: CostSearch, money: string | null): Wire {
	const none = { costPrice: null };
	if (costs.place.of === 'usual') {
		const { costPrice, costPriceCurrency } = product ?? {};
		return product && 'costPrice' in product ? { costPrice, costPriceCurrency } : none;
	}
	const ofLine = costFieldOf(costs, 'line');
	const [field, record] = ofLine ? [ofLine, item] : [costFieldOf(costs, 'product'), product];
	if (field === null || !record) return none;
	return { costPrice: namedCost(costs, record, field), costPriceCurrency: record[`${field}Currency`] ?? money };
}

/** Reads a quote of the paid extension. Throws `ReadError`. */
export async function readQuote(
	get: Get,
	client: Client,
	ref: RecordRef,
	costs: CostSearch,
): Promise<{ facts: DealFacts; record: Wire }> {
	const record = await get(`Quote/${encodeURIComponent(ref.id)}`);
	const money = moneyIn(record, 'amount');
	const items = objects(record.itemList, 'itemList');
	const ids = [...new Set(items.flatMap((item) => textIn(item, 'productId') ?? []))].slice(0, mostAtOnce);
	const [products, segments] = await Promise.all([productCosts(get, ids), readSegments(get, record)]);
	const read = items.map((item) => {
		const product = products.get(textIn(item, 'productId') ?? '');
		const { partNumber } = product ?? {};
		const known = costIn(item, product, costs, money);
		const { line, isDenied } = lineOf({ ...item, ...known }, quoteFields, client, money);
		const code = typeof partNumber === 'string' && partNumber !== '' ? partNumber : null;
		return { line: line.product ? { ...line, product: { ...line.product, code } } : line, isDenied };
	});
	const ofLine = costFieldOf(costs, 'line');
	const isHidden = ofLine
		? client.isHidden(quoteFields.entity, ofLine)
		: client.isHidden('Product', costFieldOf(costs, 'product') ?? 'costPrice');
	const isCostDenied = costs.place.of !== 'nowhere' && (isHidden || read.some(({ isDenied }) => isDenied));
	const lines = read.map(({ line }) => (isCostDenied ? { ...line, unitCost: null } : line));
	return { facts: factsOf({ ref, record, lines: { lines, isCostDenied }, segments, client }), record };
}
