import type { CostUnits, CurrencyCode, DealFacts, Product, QuoteLine, RecordRef } from '../../core/model/deal.ts';
import { type DecimalString, multiply, parseDecimal } from '../../core/model/decimal.ts';
import { type LocaleMarks, localeMarks } from '../../core/model/locale-number.ts';
import type { FactsReading } from '../contract.ts';
import { currency, ifAllowed, object, objects, ReadError, stageList, type Wire } from '../kit/answers.ts';
import { type CostSearch, costFieldOf, costSeen } from '../kit/cost.ts';
import { filled } from '../kit/facts.ts';
import { short } from '../kit/numbers.ts';
import { readUnits, type Unit, unitsIn } from './api-units.ts';
import { type Call, day, decimal, id, ids, sub, text } from './wire.ts';

/** What reading needs once a session: how this user writes numbers, and what things are called in their language. */
export interface Client {
	readonly language: unknown;
	readonly marks: LocaleMarks;
	/** Column label → field of `sale.line`, for those this server has. */
	readonly fieldOf: ReadonlyMap<string, string>;
	/** State → its label. */
	readonly stages: ReadonlyMap<unknown, unknown>;
	/** Field of `sale.line` that its user has named as holding the cost; null where there is none. */
	readonly costField: string | null;
	readonly units: readonly Unit[];
	/** Products by the text that the client shows for them; null for one that is not to be found. */
	readonly products: Map<string, Known | null>;
	/** The company of the record that was read last, and that company's currency. */
	company: number | null;
	currency: CurrencyCode | null;
}

/** As delivered: prices per unit have four digits, amounts those of their currency, and halves go to the even digit. */
export const rounding = { unitPriceDigits: 4, lineAmountDigits: 2, halves: 'even' } as const;

const lineColumns = ['product', 'quantity', 'base_price', 'discount_rate', 'discount_amount', 'unit_price', 'amount'];

/** The user's number format, the labels of the line columns and of the record's states in their language. */
export async function readClient(call: Call, { kind }: RecordRef, costField: string | null): Promise<Client> {
	const { language } = object(await call('model.res.user.get_preferences', [true, {}]), 'preferences');
	const describe = async (model: string, names: readonly string[]) =>
		Object.entries(object(await call(`model.${model}.fields_get`, [names, { language }]), 'fields')).map(
			([name, field]) => [name, object(field, name)] as const,
		);
	const [columns, states, units] = await Promise.all([
		describe('sale.line', costField === null ? lineColumns : [...lineColumns, costField]),
		describe(modelOf(kind), ['state']),
		readUnits(call, language),
	]);
	const selection = states[0]?.[1].selection;
	return {
		language,
		// The client writes numbers as the browser does for its language, whatever the server keeps for the locale.
		marks: localeMarks(String(language).replace('_', '-')),
		fieldOf: new Map(columns.map(([name, field]) => [text(field, 'string') ?? name, name])),
		stages: new Map(
			Array.isArray(selection) ? selection.flatMap((pair) => (Array.isArray(pair) ? [[pair[0], pair[1]]] : [])) : [],
		),
		costField: columns.some(([name]) => name === costField) ? costField : null,
		units,
		products: new Map(),
		company: null,
		currency: null,
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

/** A product as the server knows it: what a line of it costs, saved or not. */
export interface Known {
	readonly product: Product;
	/** The price of one `unit`, in the company's currency; null when it is not known. */
	readonly listPrice: DecimalString | null;
	readonly unitCost: DecimalString | null;
	/** The server holds a cost of 0: somebody has set it, or nobody has set any. */
	readonly isCostZero: boolean;
	/** Id of the unit that price and cost are of. */
	readonly unit: number;
}

/** What a search for products asks of each, in this order. */
const productFields = ['code', 'list_price', 'default_uom', 'categories.rec_name'];

const numbers: readonly unknown[] = ['numeric', 'float', 'integer'];

/** The field where the costs of these records stand; null where there is none, or it holds no numbers. */
async function costFieldIn(call: Call, model: string, costs: CostSearch, of: 'line' | 'product') {
	if (costs.source.of === 'usual') return of === 'product' ? usualCost : null;
	const name = costFieldOf(costs, of);
	if (name === null) return null;
	// Reading a field that is not there fails for all of the record.
	const fields = object(await call(`model.${model}.fields_get`, [[name], {}]), 'fields');
	const isThere = name in fields && numbers.includes(object(fields[name], name).type);
	costSeen(costs, isThere);
	return isThere ? name : null;
}

/** Costs by id of a product or a line, 0 too; null when this user may not see them. */
async function readCosts(
	call: Call,
	model: string,
	wanted: readonly number[],
	field: string,
	context: object,
): Promise<Costs | null> {
	const records = await ifAllowed(readInOrder(call, model, [...new Set(wanted)], [field], context), ['not-allowed']);
	return (
		records &&
		new Map(
			records.flatMap((record): [number, DecimalString][] => {
				const cost = decimal(record, field);
				return cost === null ? [] : [[id(record), cost]];
			}),
		)
	);
}

type Costs = ReadonlyMap<number, DecimalString>;

/** Where a product's cost stands as delivered. */
const usualCost = 'cost_price';

/** A cost of 0 is none that a figure may be made of. */
function costOf(cost: DecimalString | undefined): Pick<Known, 'unitCost' | 'isCostZero'> {
	const isCostZero = cost !== undefined && Number(cost) === 0;
	return { unitCost: isCostZero ? null : (cost ?? null), isCostZero };
}

interface Products {
	readonly of: ReadonlyMap<number, Known>;
	readonly isCostDenied: boolean;
}

/**
 * Products by id, named as `names` says. List prices and costs belong to a company: without it in the context they read
 * as empty. Without a language there, families carry the name they were given, which is the one a playbook knows.
 */
async function readProducts(
	call: Call,
	names: ReadonlyMap<number, string>,
	context: object,
	search: CostSearch,
): Promise<Products> {
	const wanted = [...names.keys()];
	if (wanted.length === 0) return { of: new Map(), isCostDenied: false };
	const costField = await costFieldIn(call, 'product.product', search, 'product');
	const [records, costs] = await Promise.all([
		readInOrder(call, 'product.product', wanted, productFields, context),
		costField === null ? new Map() : readCosts(call, 'product.product', wanted, costField, context),
	]);
	const known = records.map((record): [number, Known] => {
		const productId = id(record);
		const categories = record['categories.'];
		const families = Array.isArray(categories)
			? categories.flatMap((category) => text(object(category, 'categories'), 'rec_name') ?? [])
			: [];
		const code = text(record, 'code');
		const shown = names.get(productId) ?? '';
		const name = shown.startsWith(`[${code}] `) ? shown.slice(`[${code}] `.length) : shown;
		return [
			productId,
			{
				product: { id: String(productId), code, name, families },
				listPrice: decimal(record, 'list_price'),
				...costOf(costs?.get(productId)),
				unit: id(record, 'default_uom'),
			},
		];
	});
	return { of: new Map(known), isCostDenied: costs === null };
}

/** What one line is sold in against what its product is priced in. */
export function costUnitsOf(units: readonly Unit[], unit: number | null, product: Known | undefined): CostUnits {
	if (!product || unit === null || unit === product.unit) return '1';
	const [own, other] = [unit, product.unit].map((wanted) => units.find((one) => one.id === wanted));
	return (own && other && unitsIn(own, other)) ?? 'unknown';
}

/** The product's price for a line of this unit; null in another currency than its company's, and where units do not fit. */
function listPriceOf({ listPrice }: Known, units: CostUnits, isHome: boolean): DecimalString | null {
	const [price, times] = [parseDecimal(listPrice), parseDecimal(units)];
	return isHome && price && times ? short(multiply(price, times)) : null;
}

interface Lines {
	readonly lines: QuoteLine[];
	readonly isCostDenied: boolean;
}

interface Deal {
	readonly isQuote: boolean;
	readonly currency: CurrencyCode | null;
	readonly company: CurrencyCode | null;
	readonly context: object;
	readonly search: CostSearch;
}

async function readLines(call: Call, order: readonly number[], client: Client, deal: Deal): Promise<Lines> {
	const { isQuote, context, search } = deal;
	const model = isQuote ? 'sale.line' : 'sale.opportunity.line';
	const columns = new Set(client.fieldOf.values());
	const discounts = ['base_price', 'discount_rate'].filter((name) => columns.has(name));
	const own = isQuote ? ['type', 'description', 'unit_price', ...discounts] : [];
	const records = await readInOrder(
		call,
		model,
		order,
		['product', 'product.rec_name', 'quantity', 'unit.symbol', ...own],
		{ ...context, language: client.language },
	);
	const names = new Map(
		records.flatMap((record): [number, string][] =>
			typeof record.product === 'number' ? [[record.product, text(sub(record, 'product'), 'rec_name') ?? '']] : [],
		),
	);
	const lineCost = order.length === 0 ? null : await costFieldIn(call, model, search, 'line');
	const [products, lineCosts] = await Promise.all([
		readProducts(call, names, context, search),
		lineCost === null ? new Map() : readCosts(call, model, order, lineCost, context),
	]);
	for (const [productId, known] of products.of) client.products.set(names.get(productId) ?? '', known);
	const lines = records.flatMap((record): QuoteLine[] => {
		// Titles, comments and subtotals carry no price.
		if ('type' in record && record.type !== 'line') return [];
		const known = typeof record.product === 'number' ? products.of.get(record.product) : undefined;
		const rate = decimal(record, 'discount_rate');
		const unit = sub(record, 'unit');
		const units = costUnitsOf(client.units, unit && id(unit), known);
		const ownCost = lineCost === null ? undefined : lineCosts?.get(id(record));
		const { unitCost, isCostZero } = ownCost !== undefined || !known ? costOf(ownCost) : known;
		return [
			{
				id: String(id(record)),
				product: known?.product ?? null,
				description: text(record, 'description') ?? known?.product.name ?? '',
				quantity: decimal(record, 'quantity'),
				unit: text(unit, 'symbol'),
				// A line that may have a list price and has none is discounted off nothing.
				listPrice:
					'base_price' in record
						? decimal(record, 'base_price')
						: known
							? listPriceOf(known, units, deal.currency === deal.company)
							: null,
				discounts: rate === null || Number(rate) === 0 ? [] : [rate],
				netPrice: decimal(record, 'unit_price'),
				unitCost,
				// A cost of the line's own is of its unit, in its currency.
				...(ownCost === undefined
					? { costCurrency: deal.company ?? 'unknown', costUnits: units }
					: { costCurrency: 'deal', costUnits: '1' }),
				costPeriod: 'price',
				...(isCostZero ? { isCostZero } : {}),
			},
		];
	});
	return { lines, isCostDenied: products.isCostDenied || lineCosts === null };
}

/**
 * The product that the client shows by this text, with its cost; null when there is none, or more than one. Throws
 * `ReadError`.
 */
export async function readProduct(call: Call, shown: string, client: Client, costs: CostSearch): Promise<Known | null> {
	const [, code] = /^\[([^\]]*)\] /.exec(shown) ?? [];
	const named = code === undefined ? ['template.name', '=', shown] : ['code', '=', code];
	const context = { company: client.company, language: client.language };
	const found = objects(
		await call('model.product.product.search_read', [[named], 0, 5, null, ['rec_name'], context]),
		'products',
	).filter((record) => text(record, 'rec_name') === shown);
	const [only] = found;
	if (!only || found.length > 1) return null;
	const { of } = await readProducts(call, new Map([[id(only), shown]]), { company: client.company }, costs);
	return of.get(id(only)) ?? null;
}

function currencyOf(record: Wire | null): CurrencyCode | null {
	const money = record && sub(record, 'currency');
	return money && currency(money, 'code');
}

function digitsOf(record: Wire): number {
	const digits = sub(record, 'currency')?.digits;
	return typeof digits === 'number' ? digits : rounding.lineAmountDigits;
}

/** Reads a quotation or an opportunity with its lines. Throws `ReadError`. */
export async function readDeal(call: Call, ref: RecordRef, client: Client, costs: CostSearch): Promise<DealFacts> {
	const recordId = Number(ref.id);
	const isQuote = ref.kind === 'quote';
	const { language } = client;
	const common = ['rec_name', 'number', 'description', 'state', 'lines', 'company', 'party.rec_name'];
	const money = ['currency.code', 'currency.digits', 'company.currency.code'];
	const own = isQuote ? ['sale_date'] : ['amount', 'conversion_probability', 'end_date', 'employee.rec_name'];
	const record = await readOne(call, modelOf(ref.kind), recordId, [...common, ...money, ...own], { language });
	client.company = id(record, 'company');
	client.currency = currencyOf(sub(record, 'company'));
	const dealCurrency = currencyOf(record);
	const { lines, isCostDenied } = await readLines(call, ids(record, 'lines'), client, {
		isQuote,
		currency: dealCurrency,
		company: client.currency,
		context: { company: client.company },
		search: costs,
	});
	const state = text(record, 'state');
	const account = text(sub(record, 'party'), 'rec_name');
	const closeDate = isQuote ? day(record, 'sale_date') : day(record, 'end_date');
	const owner = isQuote ? null : text(sub(record, 'employee'), 'rec_name');
	const amount = isQuote ? null : decimal(record, 'amount');
	const probability = isQuote ? null : decimal(record, 'conversion_probability');
	const number = text(record, 'number');
	const values = {
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
		currency: dealCurrency,
		probability,
		closeDate,
		owner,
		segments: {},
		lines,
		rounding: { ...rounding, lineAmountDigits: digitsOf(record) },
		filledFields: filled(values),
		reading: { source: 'api', at: new Date().toISOString() },
		...(isCostDenied ? { isCostDenied } : {}),
	};
}
