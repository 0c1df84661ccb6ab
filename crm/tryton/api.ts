import type { DealFacts, Product, QuoteLine, RecordRef } from '../../core/model/deal.ts';
import type { DecimalString } from '../../core/model/decimal.ts';
import { type LocaleMarks, localeMarks } from '../../core/model/locale-number.ts';
import type { FactsReading } from '../contract.ts';
import { type CostSearch, costFieldOf, costSeen } from '../cost.ts';
import { currency, object, objects, ReadError, stageList, type Wire } from '../wire.ts';
import { type Call, day, decimal, id, ids, sub, text } from './wire.ts';

/** What reading needs once a session: how this user writes numbers, and what things are called in their language. */
export interface Client {
	readonly language: unknown;
	readonly marks: LocaleMarks;
	/** Column label → field of `sale.line`, for those this server has. */
	readonly fieldOf: ReadonlyMap<string, string>;
	/** State → its label. */
	readonly stages: ReadonlyMap<unknown, unknown>;
}

const lineColumns = ['product', 'quantity', 'base_price', 'discount_rate', 'discount_amount', 'unit_price'];

/** The user's number format, the labels of the line columns and of the record's states in their language. */
export async function readClient(call: Call, { kind }: RecordRef): Promise<Client> {
	const { language } = object(await call('model.res.user.get_preferences', [true, {}]), 'preferences');
	const describe = async (model: string, names: readonly string[]) =>
		Object.entries(object(await call(`model.${model}.fields_get`, [names, { language }]), 'fields')).map(
			([name, field]) => [name, object(field, name)] as const,
		);
	const [columns, states] = await Promise.all([describe('sale.line', lineColumns), describe(modelOf(kind), ['state'])]);
	const selection = states[0]?.[1].selection;
	return {
		language,
		// The client writes numbers as the browser does for its language, whatever the server keeps for the locale.
		marks: localeMarks(String(language).replace('_', '-')),
		fieldOf: new Map(columns.map(([name, field]) => [text(field, 'string') ?? name, name])),
		stages: new Map(
			Array.isArray(selection) ? selection.flatMap((pair) => (Array.isArray(pair) ? [[pair[0], pair[1]]] : [])) : [],
		),
	};
}

/** All states of the record's kind. */
export function stagesOf({ stages }: Client): Pick<FactsReading, 'stages'> {
	return stageList(
		[...stages].flatMap(([id, label]) =>
			typeof id === 'string' && id !== ''
				? [{ id, label: typeof label === 'string' ? label : null, pipeline: null }]
				: [],
		),
	);
}

function modelOf(kind: RecordRef['kind']): string {
	return kind === 'quote' ? 'sale.sale' : 'sale.opportunity';
}

async function readOne(
	call: Call,
	model: string,
	recordId: number,
	fields: readonly string[],
	context: object,
): Promise<Wire> {
	const [record] = objects(await call(`model.${model}.read`, [[recordId], fields, context]), model);
	if (!record) throw new ReadError('record-missing');
	return whole(record, fields);
}

/** The record, when every field asked for is in it: a field left out is not an empty one. */
function whole(record: Wire, fields: readonly string[]): Wire {
	const missing = fields.find((name) => !name.includes('.') && !(name in record));
	if (missing) throw new ReadError('api-changed', missing);
	return record;
}

/** Records in the order asked for; the server answers in its own. */
async function readInOrder(
	call: Call,
	model: string,
	order: readonly number[],
	fields: readonly string[],
	context: object,
): Promise<Wire[]> {
	if (order.length === 0) return [];
	const found = new Map(
		objects(await call(`model.${model}.read`, [order, fields, context]), model).map((record) => [
			id(record),
			whole(record, fields),
		]),
	);
	return order.map((wanted) => {
		const record = found.get(wanted);
		if (!record) throw new ReadError('api-changed', model);
		return record;
	});
}

interface ProductFacts {
	readonly product: Omit<Product, 'name'>;
	readonly listPrice: DecimalString | null;
}

/**
 * Products by id. List prices and costs belong to a company: without it in the context they read as empty. Without a
 * language there, families carry the name they were given, which is the one a playbook knows.
 */
async function readProducts(
	call: Call,
	wanted: readonly number[],
	context: object,
): Promise<Map<number, ProductFacts>> {
	const records = await readInOrder(
		call,
		'product.product',
		[...new Set(wanted)],
		['code', 'list_price', 'categories.rec_name'],
		context,
	);
	return new Map(
		records.map((record) => {
			const categories = record['categories.'];
			const families = Array.isArray(categories)
				? categories.flatMap((category) => text(object(category, 'categories'), 'rec_name') ?? [])
				: [];
			const product = {
				id: String(id(record)),
				code: text(record, 'code'),
				families,
			};
			return [id(record), { product, listPrice: decimal(record, 'list_price') }];
		}),
	);
}

const numbers: readonly unknown[] = ['numeric', 'float', 'integer'];

/** The field where the costs of these records stand; null where there is none, or it holds no numbers. */
async function costFieldIn(call: Call, model: string, costs: CostSearch, of: 'line' | 'product') {
	if (costs.place.of === 'usual') return of === 'product' ? usualCost : null;
	const name = costFieldOf(costs, of);
	if (name === null) return null;
	// Reading a field that is not there fails for all of the record.
	const fields = object(await call(`model.${model}.fields_get`, [[name], {}]), 'fields');
	const isThere = name in fields && numbers.includes(object(fields[name], name).type);
	costSeen(costs, isThere);
	return isThere ? name : null;
}

/** Costs by id of a product or a line; null when this user may not see them. A cost of 0 is one that nobody has set. */
async function readCosts(
	call: Call,
	model: string,
	wanted: readonly number[],
	field: string,
	context: object,
): Promise<Map<number, DecimalString> | null> {
	try {
		const records = await readInOrder(call, model, [...new Set(wanted)], [field], context);
		return new Map(
			records.flatMap((record): [number, DecimalString][] => {
				const cost = decimal(record, field);
				return cost === null || Number(cost) === 0 ? [] : [[id(record), cost]];
			}),
		);
	} catch (cause) {
		if (cause instanceof ReadError && cause.failure.code === 'not-allowed') return null;
		throw cause;
	}
}

/** Where a product's cost stands as delivered. */
const usualCost = 'cost_price';

interface Lines {
	readonly lines: QuoteLine[];
	readonly isCostDenied: boolean;
}

/** The cost of a line by its id and its product's; null when this user may not see costs. */
async function costsOf(
	call: Call,
	model: string,
	lines: readonly number[],
	products: readonly number[],
	context: object,
	search: CostSearch,
): Promise<((line: number, product: number | null) => DecimalString | undefined) | null> {
	if (lines.length === 0) return () => undefined;
	const [ofLine, ofProduct] = await Promise.all([
		costFieldIn(call, model, search, 'line'),
		costFieldIn(call, 'product.product', search, 'product'),
	]);
	if (ofLine !== null) {
		const costs = await readCosts(call, model, lines, ofLine, context);
		return costs && ((line) => costs.get(line));
	}
	if (ofProduct === null) return () => undefined;
	const costs = await readCosts(call, 'product.product', products, ofProduct, context);
	return costs && ((_, product) => (product === null ? undefined : costs.get(product)));
}

async function readLines(
	call: Call,
	model: string,
	order: readonly number[],
	fields: readonly string[],
	context: object,
	language: unknown,
	search: CostSearch,
): Promise<Lines> {
	const records = await readInOrder(
		call,
		model,
		order,
		['product', 'product.rec_name', 'quantity', 'unit.symbol', ...fields],
		{ ...context, language },
	);
	const wanted = records.flatMap((record) => (typeof record.product === 'number' ? [record.product] : []));
	const [products, costs] = await Promise.all([
		readProducts(call, wanted, context),
		costsOf(call, model, order, wanted, context, search),
	]);
	const lines = records.flatMap((record): QuoteLine[] => {
		// Titles, comments and subtotals carry no price.
		if ('type' in record && record.type !== 'line') return [];
		const productId = typeof record.product === 'number' ? record.product : null;
		const known = productId === null ? undefined : products.get(productId);
		const rate = decimal(record, 'discount_rate');
		const shown = text(sub(record, 'product'), 'rec_name') ?? '';
		const code = `[${known?.product.code}] `;
		const name = shown.startsWith(code) ? shown.slice(code.length) : shown;
		return [
			{
				id: String(id(record)),
				product: known ? { ...known.product, name } : null,
				description: text(record, 'description') ?? name,
				quantity: decimal(record, 'quantity'),
				unit: text(sub(record, 'unit'), 'symbol'),
				listPrice: decimal(record, 'base_price') ?? known?.listPrice ?? null,
				discounts: rate === null || Number(rate) === 0 ? [] : [rate],
				netPrice: decimal(record, 'unit_price'),
				unitCost: costs?.(id(record), productId) ?? null,
				costCurrency: 'deal',
				costUnits: '1',
				costPeriod: 'price',
			},
		];
	});
	return { lines, isCostDenied: costs === null };
}

/** Reads a quotation or an opportunity with its lines. Throws `ReadError`. */
export async function readDeal(call: Call, ref: RecordRef, client: Client, costs: CostSearch): Promise<DealFacts> {
	const recordId = Number(ref.id);
	const isQuote = ref.kind === 'quote';
	const { language } = client;
	const common = ['rec_name', 'number', 'description', 'state', 'lines', 'company', 'party.rec_name', 'currency.code'];
	const own = isQuote ? ['sale_date'] : ['amount', 'conversion_probability', 'end_date', 'employee.rec_name'];
	const record = await readOne(call, modelOf(ref.kind), recordId, [...common, ...own], { language });
	const context = { company: id(record, 'company') };
	const columns = new Set(client.fieldOf.values());
	const discounts = ['base_price', 'discount_rate'].filter((name) => columns.has(name));
	const { lines, isCostDenied } = await readLines(
		call,
		isQuote ? 'sale.line' : 'sale.opportunity.line',
		ids(record, 'lines'),
		isQuote ? ['type', 'description', 'unit_price', ...discounts] : [],
		context,
		language,
		costs,
	);
	const state = text(record, 'state');
	const account = text(sub(record, 'party'), 'rec_name');
	const closeDate = isQuote ? day(record, 'sale_date') : day(record, 'end_date');
	const owner = isQuote ? null : text(sub(record, 'employee'), 'rec_name');
	const amount = isQuote ? null : decimal(record, 'amount');
	const probability = isQuote ? null : decimal(record, 'conversion_probability');
	const money = sub(record, 'currency');
	const number = text(record, 'number');
	const filled = {
		amount,
		closeDate,
		probability,
		account,
		owner,
		number,
		lines: lines.length > 0 ? String(lines.length) : null,
	};
	return {
		ref,
		name: text(record, 'description') ?? account ?? text(record, 'rec_name') ?? '',
		account,
		number,
		stage:
			state === null ? null : { id: state, label: text({ label: client.stages.get(state) }, 'label'), since: null },
		amount,
		currency: money && currency(money, 'code'),
		probability,
		closeDate,
		owner,
		segments: {},
		lines,
		rounding: { unitPriceDigits: 4, lineAmountDigits: 2 },
		filledFields: Object.fromEntries(Object.entries(filled).flatMap(([name, value]) => (value ? [[name, value]] : []))),
		reading: { source: 'api', at: new Date().toISOString() },
		...(isCostDenied ? { isCostDenied } : {}),
	};
}
