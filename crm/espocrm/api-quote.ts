import type { RecordRef } from '../../core/model/deal.ts';
import { ifAllowed, objects, text, type Wire } from '../kit/answers.ts';
import { type CostSearch, costFieldOf, namedCost } from '../kit/cost.ts';
import { type DealRead, factsOf, readSegments } from './api.ts';
import type { Client } from './api-client.ts';
import type { LineFields } from './api-mapping.ts';
import { lineOf } from './lines.ts';
import { type Get, moneyIn, mostAtOnce, textIn } from './wire.ts';

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
	bounds: {},
};

/** Costs of the products of a quote, which its lines do not carry. */
async function productCosts(get: Get, ids: readonly string[]): Promise<ReadonlyMap<string, Wire>> {
	if (ids.length === 0) return new Map();
	const wanted = ids.map((id, at) => `&where[0][value][${at}]=${encodeURIComponent(id)}`).join('');
	const query = `maxSize=${mostAtOnce}&where[0][type]=in&where[0][attribute]=id${wanted}`;
	const answer = await ifAllowed(get(`Product?${query}`));
	return new Map(answer ? objects(answer.list, 'Product').map((product) => [text(product, 'id'), product]) : []);
}

/** A line's cost under the names that `quoteFields` knows: of its product, or of the field that the user named. */
function costIn(item: Wire, product: Wire | undefined, costs: CostSearch, money: string | null): Wire {
	const none = { costPrice: null };
	if (costs.source.of === 'usual') {
		const { costPrice, costPriceCurrency } = product ?? {};
		return product && 'costPrice' in product ? { costPrice, costPriceCurrency } : none;
	}
	const ofLine = costFieldOf(costs, 'line');
	const [field, record] = ofLine ? [ofLine, item] : [costFieldOf(costs, 'product'), product];
	if (field === null || !record) return none;
	return { costPrice: namedCost(costs, record, field), costPriceCurrency: record[`${field}Currency`] ?? money };
}

/** Reads a quote of the paid extension. Throws `ReadError`. */
export async function readQuote(get: Get, client: Client, ref: RecordRef, costs: CostSearch): Promise<DealRead> {
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
	const isCostDenied = costs.source.of !== 'nowhere' && (isHidden || read.some(({ isDenied }) => isDenied));
	const lines = read.map(({ line }) => (isCostDenied ? { ...line, unitCost: null } : line));
	const facts = factsOf({ ref, record, lines: { lines, isCostDenied }, segments, client });
	return { facts, record, wires: new Map() };
}
