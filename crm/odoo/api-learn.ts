import { type CostCurrency, noCost, type Product, type QuoteLine } from '../../core/model/deal.ts';
import {
	type DecimalString,
	divide,
	formatDecimal,
	multiply,
	parseDecimal,
	round,
	trimZeros,
} from '../../core/model/decimal.ts';
import { decimal, ReadError, type Wire } from '../kit/answers.ts';
import { askedOnce } from '../kit/asked.ts';
import { type CostSearch, costFieldOf } from '../kit/cost.ts';
import { type Client, lineDigits } from './api-client.ts';
import { asProduct, currencyOf } from './lines.ts';
import { decimalOrEmpty, findRecords, idOf, named, nameOf, type Rpc, relation, type Spec } from './wire.ts';

/** What the server tells of a product or unit that was picked in a row, asked for once by the name that the row shows. */

/** Where to ask, in the order's own company. */
export interface LearnFrom {
	readonly rpc: Rpc;
	readonly client: Client;
	readonly context: Wire;
	readonly costs: CostSearch;
}

interface Unit {
	/** The row's name of it. */
	readonly name: string;
	/** How many of it make its category's reference unit; null where versions count otherwise. */
	readonly factor: DecimalString | null;
	readonly category: number | null;
}

interface Learned {
	readonly product: Product;
	/** Per product unit; null when nobody has set one. */
	readonly cost: DecimalString | null;
	readonly costCurrency: CostCurrency;
	readonly unit: Unit | null;
}

/** Answers what is known so far and asks for what is not: the next look has it. Null: not known, or not yet. */
export interface Learner {
	product(name: string): Learned | null;
	unit(name: string): Unit | null;
}

/** From 19 on a factor counts the other way round, and there are no categories. */
const lastWithFactors = 18;

/** Codes that two products have are rare, and of more than these none is meant. */
const mostFound = 5;

/** The one record that is called so; null when there is none, or several that could be it. */
async function found({ rpc, client, context }: LearnFrom, model: string, domain: unknown, fields: Spec, name: string) {
	const records = await findRecords(rpc, client.version, model, domain, fields, mostFound, context);
	const [own, another] = records.filter((record) => record.display_name === name);
	return another ? null : (own ?? null);
}

/** Factors of units are needed where units differ; to be kept from them spoils nothing else. */
function unitFields({ version }: Client): Spec {
	return version <= lastWithFactors ? { display_name: {}, factor: {}, category_id: named } : { display_name: {} };
}

function asUnit(record: Wire): Unit {
	const category = 'category_id' in record ? relation(record, 'category_id') : null;
	return {
		name: nameOf({ unit: record }, 'unit') ?? '',
		factor: 'factor' in record ? decimal(record, 'factor') : null,
		category: category && idOf(category),
	};
}

async function askProduct(from: LearnFrom, name: string): Promise<Learned | null> {
	const { client, costs } = from;
	const has = client.fields['product.product'];
	const [, code] = /^\[([^\]]+)\] ./.exec(name) ?? [];
	const costField = costs.source.of === 'usual' ? 'standard_price' : costFieldOf(costs, 'product');
	const plain = ['default_code', costField ?? ''].filter((field) => field in has);
	const fields: Spec = {
		display_name: {},
		...Object.fromEntries(plain.map((field) => [field, {}])),
		...('categ_id' in has ? { categ_id: named } : {}),
		...('cost_currency_id' in has ? { cost_currency_id: named } : {}),
		...('uom_id' in has ? { uom_id: { model: 'uom.uom', fields: unitFields(client) } } : {}),
	};
	const domain = [code === undefined ? ['name', '=', name] : ['default_code', '=', code]];
	const record = await found(from, 'product.product', domain, fields, name);
	if (!record) return null;
	const cost = costField !== null && costField in record ? decimalOrEmpty(record, costField) : null;
	const money = 'cost_currency_id' in record ? currencyOf(relation(record, 'cost_currency_id')) : null;
	const unit = 'uom_id' in record ? relation(record, 'uom_id') : null;
	return {
		product: asProduct(record),
		cost: cost === null || Number(cost) === 0 ? null : cost,
		costCurrency: money ?? 'unknown',
		unit: unit && asUnit(unit),
	};
}

async function askUnit(from: LearnFrom, name: string): Promise<Unit | null> {
	const record = await found(from, 'uom.uom', [['name', '=', name]], unitFields(from.client), name);
	return record && asUnit(record);
}

/** Remembers what was asked for one record. `from` gives null while nothing can be asked. */
export function learner(from: () => LearnFrom | null): Learner {
	const asking = <T>(ask: (where: LearnFrom, name: string) => Promise<T>) =>
		askedOnce(async (name: string) => {
			const where = from();
			if (!where) throw new ReadError('api-unreachable');
			return ask(where, name);
		});
	return { product: asking(askProduct), unit: asking(askUnit) };
}

type Costed = Pick<QuoteLine, 'unitCost' | 'costCurrency' | 'costUnits' | 'costPeriod'>;

/**
 * The cost that the server will write into a line of this product: the product's own, in the line's unit. It is exact
 * where both are in one currency; with another one the server takes a rate that is not told, so that the cost's currency is
 * said to be unknown.
 */
export function costFor(
	name: string,
	unitName: string | null,
	money: string | null,
	learn: Learner,
	client: Client | null,
): Costed & { readonly product: Product | null; readonly unit: string | null } {
	const learned = learn.product(name);
	if (!learned) return { ...noCost, product: null, unit: unitName };
	const { product, cost, costCurrency, unit: own } = learned;
	const unit = unitName ?? own?.name ?? null;
	const isOwnUnit = own !== null && unit === own.name;
	const costUnits = isOwnUnit ? '1' : 'unknown';
	const none = { ...noCost, product, unit, costUnits, costPeriod: 'price' } as const;
	if (cost === null) return none;
	const isKeptByLine = 'purchase_price' in (client?.fields['sale.order.line'] ?? {});
	if (!isKeptByLine) return { ...none, unitCost: cost, costCurrency };
	// What stands for an unknown cost elsewhere is not what the server will write.
	if (costCurrency !== money) return { ...none, unitCost: cost, costCurrency: 'unknown' };
	const other = isOwnUnit || unit === null ? null : learn.unit(unit);
	const perUnit = isOwnUnit ? cost : inUnit(cost, own, other, client);
	return perUnit === null ? none : { ...none, unitCost: perUnit, costCurrency, costUnits: '1' };
}

/** More digits than a cost has; the server works with binary fractions, whose errors are smaller. */
const workingDigits = 12;

/** A cost per `from` as one per `to`, rounded as the line keeps it; null when nobody knows how they go together. */
function inUnit(cost: DecimalString, from: Unit | null, to: Unit | null, client: Client | null): DecimalString | null {
	const digits = lineDigits(client, 'purchase_price');
	const [price, own, other] = [parseDecimal(cost), parseDecimal(from?.factor), parseDecimal(to?.factor)];
	if (!price || !own || !other || digits === null) return null;
	if (from?.category === null || from?.category !== to?.category) return null;
	const perUnit = divide(multiply(price, own), other, workingDigits);
	return perUnit && formatDecimal(trimZeros(round(perUnit, digits)));
}
