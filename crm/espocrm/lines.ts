import { type CostCurrency, noCost, type QuoteLine } from '../../core/model/deal.ts';
import {
	compare,
	type Decimal,
	type DecimalString,
	divide,
	multiply,
	one,
	parseDecimal,
	round,
	subtract,
} from '../../core/model/decimal.ts';
import { allPages, ifAllowed, objects, text, type Wire } from '../kit/answers.ts';
import type { CostSearch } from '../kit/cost.ts';
import { fraction, same, short } from '../kit/numbers.ts';
import type { Client } from './api-client.ts';
import type { LineFields } from './api-mapping.ts';
import { type Get, moneyIn, mostAtOnce, numberIn, textIn, unlessZero } from './wire.ts';

/** Lines of a deal, which are records of an entity that an administrator made. Seen on 9.2.6, 2026-11. */

/** Price per unit less a discount, times quantity, rounded to `digits`; null while one of them is unknown. */
export function amountOf(
	price: DecimalString | null,
	discount: DecimalString | null,
	quantity: DecimalString | null,
	digits: number | null,
): DecimalString | null {
	const [list, off, count] = [parseDecimal(price), parseDecimal(discount), parseDecimal(quantity)];
	if (!list || !off || !count) return null;
	return short(rounded(multiply(multiply(list, subtract(one, off)), count), digits));
}

function rounded(amount: Decimal, digits: number | null): Decimal {
	return digits === null ? amount : round(amount, digits);
}

/** Digits of a price that is computed back from an amount. */
const backDigits = 10;

/** A price per unit that makes the amount, rounded as amounts are; null when there is none. */
function priceFor(
	amount: DecimalString | null,
	quantity: DecimalString | null,
	digits: number | null,
): DecimalString | null {
	const [total, count] = [parseDecimal(amount), parseDecimal(quantity)];
	const price = total && count && divide(total, count, backDigits);
	return price && compare(rounded(multiply(price, count), digits), total) === 0 ? short(price) : null;
}

/** Costs have no unit and no period here: they are of one unit of the line, each time it is sold. */
const plainCost = { costUnits: '1', costPeriod: 'price' } as const;

type Cost = Pick<QuoteLine, 'unitCost' | 'costCurrency' | 'costUnits' | 'costPeriod' | 'isCostZero'>;

/** A cost with what is always so of it here. */
function costIn(unitCost: DecimalString | null, costCurrency: CostCurrency): Cost {
	return { unitCost, costCurrency, ...plainCost };
}

/** No cost is known; one from a list would be for the same unit. */
export const noneTold: Cost = { ...noCost, ...plainCost };

/** True for a cost that this user may not read: neither it nor a copy or converted twin of it counts. */
function isHidden({ name, copyOf }: LineFields['costs'][number], { entity }: LineFields, client: Client): boolean {
	if (client.isHidden(entity, name)) return true;
	if (!copyOf) return false;
	const origin = copyOf.field.replace(/Converted$/, '');
	// An entity that an administrator made begins with C.
	const other = `${copyOf.link[0]?.toUpperCase()}${copyOf.link.slice(1)}`;
	return [other, `C${other}`].some((of) => client.isHidden(of, origin));
}

/**
 * A line's cost; `denied` where the user may not read it. The server leaves out what they may not, but not its converted
 * twin: of a field that is left out, or that the user's rights name, no copy counts.
 */
export function costOf(wire: Wire, fields: LineFields, client: Client, money: string | null): Cost | 'denied' {
	let isZero = false;
	for (const field of fields.costs) {
		const { name, copyOf, isBare } = field;
		if (isHidden(field, fields, client) || !(name in wire)) return 'denied';
		const written = numberIn(wire, name);
		const unitCost = unlessZero(written);
		isZero ||= written !== null && unitCost === null;
		if (unitCost === null) continue;
		const twin = copyOf?.field.endsWith('Converted') ? client.baseCurrency : null;
		const own = copyOf ? twin : isBare ? money : moneyIn(wire, name);
		// A copy that does not say its currency says no cost.
		if (own !== null) return costIn(unitCost, own);
	}
	return { ...noneTold, ...(isZero ? { isCostZero: true } : {}) };
}

export interface Lines {
	readonly lines: readonly QuoteLine[];
	readonly isCostDenied: boolean;
	/** Records as they came, by their ids. */
	readonly wires: ReadonlyMap<string, Wire>;
}

/** True for an amount that is list less discount, times quantity; another one is worked out by the firm's own rule. */
export function isPlainAmount(
	line: Pick<QuoteLine, 'listPrice' | 'discounts' | 'quantity'>,
	amount: DecimalString | null,
	digits: number | null,
): boolean {
	return amount === null || same(amount, amountOf(line.listPrice, line.discounts[0] ?? '0', line.quantity, digits));
}

/** A line as facts. */
export function lineOf(
	wire: Wire,
	fields: LineFields,
	client: Client,
	money: string | null,
): { line: QuoteLine; isDenied: boolean } {
	const { currencyDigits: digits } = client;
	const quantity = numberIn(wire, fields.quantity);
	const percent = numberIn(wire, fields.discount);
	const discounts = percent === null || Number(percent) === 0 ? [] : [fraction(percent)];
	const isOwnMoney = (field: string) => moneyIn(wire, field) === money;
	const listPrice = isOwnMoney(fields.listPrice) ? numberIn(wire, fields.listPrice) : null;
	const amount = fields.amount !== null && isOwnMoney(fields.amount) ? numberIn(wire, fields.amount) : null;
	const isPlain = isPlainAmount({ listPrice, discounts, quantity }, amount, digits);
	const netPrice = isPlain ? null : priceFor(amount, quantity, digits);
	const name = text(wire, 'name');
	const productId = fields.product === null ? null : textIn(wire, `${fields.product}Id`);
	const cost = costOf(wire, fields, client, money);
	const product =
		productId === null
			? null
			: { id: productId, code: null, name: textIn(wire, `${fields.product}Name`) ?? name, families: [] };
	return {
		isDenied: cost === 'denied',
		line: {
			id: text(wire, 'id'),
			product,
			description: name,
			quantity,
			unit: null,
			// An amount that no price makes leaves the price unknown.
			listPrice: isPlain || netPrice !== null ? listPrice : null,
			discounts,
			netPrice,
			...(cost === 'denied' ? noneTold : cost),
		},
	};
}

/** More pages than any deal fills. */
const mostPages = 100;

/** Reads all lines of a deal; null when the user may not see them. Throws `ReadError`. */
export async function readLines(get: Get, id: string, client: Client, money: string | null): Promise<Lines | null> {
	const { lines: fields } = client;
	if (!fields) return null;
	const path = `Opportunity/${encodeURIComponent(id)}/${fields.link}?maxSize=${mostAtOnce}`;
	const wires = await ifAllowed(
		allPages(0, mostPages, async (offset) => {
			const { list, total } = await get(offset > 0 ? `${path}&offset=${offset}` : path);
			const records = objects(list, fields.link);
			const end = offset + records.length;
			return { records, next: records.length < mostAtOnce || typeof total !== 'number' || end >= total ? null : end };
		}),
	);
	if (!wires) return null;
	const { order } = fields;
	const rank = (wire: Wire) => Number((order !== null && numberIn(wire, order)) || 0);
	const sorted = [...wires].sort((left, right) => rank(left) - rank(right));
	const read = sorted.map((wire) => lineOf(wire, fields, client, money));
	return {
		lines: read.map(({ line }) => line),
		isCostDenied: read.some(({ isDenied }) => isDenied),
		wires: new Map(sorted.map((wire) => [text(wire, 'id'), wire])),
	};
}

/** Id of the line that stands for the totals on a deal. */
export const totalId = 'total';

/** Without lines the totals that a firm keeps on the deal are one. */
export function totalLine(
	record: Wire,
	client: Client,
	amount: DecimalString | null,
	money: string | null,
	{ source }: CostSearch,
): Lines {
	const { listTotal, totalCost } = client.deal;
	const wires = new Map([[totalId, record]]);
	if (totalCost === null) return { lines: [], isCostDenied: false, wires };
	const isDenied = client.isHidden('Opportunity', totalCost) || !(totalCost in record);
	const isUsual = source.of === 'usual';
	const costMoney = isDenied ? null : moneyIn(record, totalCost);
	const written = isDenied || !isUsual ? null : numberIn(record, totalCost);
	const unitCost = costMoney === null ? null : unlessZero(written);
	const isOwnMoney = listTotal !== null && moneyIn(record, listTotal) === money;
	const line: QuoteLine = {
		id: totalId,
		product: null,
		description: text(record, 'name'),
		quantity: '1',
		unit: null,
		listPrice: isOwnMoney ? numberIn(record, listTotal) : null,
		discounts: [],
		netPrice: amount,
		...costIn(unitCost, costMoney ?? 'unknown'),
		...(written !== null && unlessZero(written) === null ? { isCostZero: true } : {}),
	};
	return { lines: [line], isCostDenied: isDenied && isUsual, wires };
}
