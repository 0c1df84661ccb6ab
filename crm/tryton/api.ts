import type { DealFacts, Product, QuoteLine, RecordRef } from '../../core/model/deal.ts';
import type { DecimalString } from '../../core/model/decimal.ts';
import type { LocaleMarks } from '../../core/model/locale-number.ts';
import { type Call, day, decimal, id, ids, object, objects, ReadError, sub, text, type Wire } from './wire.ts';

/** What reading needs once a session: how this user writes numbers, and what columns are called in their language. */
export interface Client {
	readonly marks: LocaleMarks;
	/** Column label → field of `sale.line`. */
	readonly fieldOf: ReadonlyMap<string, string>;
}

const lineColumns = ['product', 'quantity', 'base_price', 'discount_rate', 'discount_amount', 'unit_price', 'amount'];

/** The user's number format and the labels of the line columns in their language. */
export async function readClient(call: Call): Promise<Client> {
	const preferences = object(await call('model.res.user.get_preferences', [true, {}]), 'preferences');
	const locale = object(preferences.locale, 'locale');
	const context = { language: preferences.language };
	const fields = object(await call('model.sale.line.fields_get', [lineColumns, context]), 'fields');
	const labels = lineColumns.flatMap((name): [string, string][] => {
		const label = name in fields ? text(object(fields[name], name), 'string') : null;
		return label === null ? [] : [[label, name]];
	});
	return {
		marks: { decimal: text(locale, 'decimal_point') ?? '.', group: text(locale, 'thousands_sep') ?? '' },
		fieldOf: new Map(labels),
	};
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
		objects(await call(`model.${model}.read`, [order, fields, context]), model).map((record) => [id(record), record]),
	);
	return order.map((wanted) => {
		const record = found.get(wanted);
		if (!record) throw new ReadError('api-changed', model);
		return record;
	});
}

interface ProductFacts {
	readonly product: Product;
	readonly listPrice: DecimalString | null;
}

/** Products by id. List prices and costs belong to a company: without it in the context they read as empty. */
async function readProducts(
	call: Call,
	wanted: readonly number[],
	context: object,
): Promise<Map<number, ProductFacts>> {
	const records = await readInOrder(
		call,
		'product.product',
		[...new Set(wanted)],
		['code', 'name', 'list_price', 'categories.rec_name'],
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
				name: text(record, 'name') ?? '',
				families,
			};
			return [id(record), { product, listPrice: decimal(record, 'list_price') }];
		}),
	);
}

/** Costs by product id; null when this user may not see them. A cost of 0 is one that nobody has set. */
async function readCosts(
	call: Call,
	wanted: readonly number[],
	context: object,
): Promise<Map<number, DecimalString> | null> {
	try {
		const records = await readInOrder(call, 'product.product', [...new Set(wanted)], ['cost_price'], context);
		return new Map(
			records.flatMap((record): [number, DecimalString][] => {
				const cost = decimal(record, 'cost_price');
				return cost === null || Number(cost) === 0 ? [] : [[id(record), cost]];
			}),
		);
	} catch (cause) {
		if (cause instanceof ReadError && cause.failure.code === 'not-allowed') return null;
		throw cause;
	}
}

interface Lines {
	readonly lines: QuoteLine[];
	readonly isCostDenied: boolean;
}

async function readLines(
	call: Call,
	model: string,
	order: readonly number[],
	fields: readonly string[],
	context: object,
): Promise<Lines> {
	const records = await readInOrder(call, model, order, ['product', 'quantity', 'unit.symbol', ...fields], context);
	const wanted = records.flatMap((record) => (typeof record.product === 'number' ? [record.product] : []));
	const [products, costs] = await Promise.all([readProducts(call, wanted, context), readCosts(call, wanted, context)]);
	const lines = records.flatMap((record): QuoteLine[] => {
		// Titles, comments and subtotals carry no price.
		if ('type' in record && record.type !== 'line') return [];
		const productId = typeof record.product === 'number' ? record.product : null;
		const known = productId === null ? undefined : products.get(productId);
		const rate = decimal(record, 'discount_rate');
		return [
			{
				id: String(id(record)),
				product: known?.product ?? null,
				description: text(record, 'description') ?? known?.product.name ?? '',
				quantity: decimal(record, 'quantity'),
				unit: text(sub(record, 'unit'), 'symbol'),
				listPrice: decimal(record, 'base_price') ?? known?.listPrice ?? null,
				discounts: rate === null || Number(rate) === 0 ? [] : [rate],
				netPrice: decimal(record, 'unit_price'),
				unitCost: (productId === null ? undefined : costs?.get(productId)) ?? null,
				costCurrency: null,
			},
		];
	});
	return { lines, isCostDenied: costs === null };
}

/** Reads a quotation or an opportunity with its lines. Throws `ReadError`. */
export async function readDeal(call: Call, ref: RecordRef): Promise<DealFacts> {
	const recordId = Number(ref.id);
	const isQuote = ref.kind === 'quote';
	const model = isQuote ? 'sale.sale' : 'sale.opportunity';
	const common = ['rec_name', 'number', 'description', 'state', 'lines', 'company', 'party.rec_name', 'currency.code'];
	const own = isQuote ? ['sale_date'] : ['amount', 'conversion_probability', 'end_date', 'employee.rec_name'];
	const record = await readOne(call, model, recordId, [...common, ...own], {});
	const context = { company: id(record, 'company') };
	const lineFields = ['type', 'description', 'base_price', 'unit_price', 'discount_rate'];
	const { lines, isCostDenied } = await readLines(
		call,
		isQuote ? 'sale.line' : 'sale.opportunity.line',
		ids(record, 'lines'),
		isQuote ? lineFields : [],
		context,
	);
	const state = text(record, 'state');
	const account = text(sub(record, 'party'), 'rec_name');
	const closeDate = isQuote ? day(record, 'sale_date') : day(record, 'end_date');
	const owner = isQuote ? null : text(sub(record, 'employee'), 'rec_name');
	const amount = isQuote ? null : decimal(record, 'amount');
	const probability = isQuote ? null : decimal(record, 'conversion_probability');
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
		stage: state === null ? null : { id: state, label: state, since: null },
		amount,
		currency: text(sub(record, 'currency'), 'code'),
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
