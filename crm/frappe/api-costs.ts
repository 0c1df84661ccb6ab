import { noCost, type QuoteLine } from '../../core/model/deal.ts';
import type { DecimalString } from '../../core/model/decimal.ts';
import type { ReadFailure } from '../../core/model/read-failure.ts';
import { currency, ifAllowed, object, objects, text, type Wire } from '../kit/answers.ts';
import { type CostSearch, costFieldOf, costSeen, namedCost } from '../kit/cost.ts';
import { aboveZero, decimalIf, type Get } from './wire.ts';

/** Where unit costs come from. */
export type Costs = (
	line: Wire,
	product: string | null,
) => Pick<QuoteLine, 'unitCost' | 'costCurrency' | 'costUnits' | 'costPeriod'>;

/** Costs, and whether this user is refused them. */
export interface ReadCosts {
	readonly of: Costs;
	readonly isDenied: boolean;
}

/** A cost that the user pointed out is taken to be in the line's own currency and unit. */
const asLine = { costCurrency: 'deal', costUnits: '1', costPeriod: 'price' } as const;

/** Where nothing is known of costs, and nothing was refused. */
export const noCosts: ReadCosts = {
	// A cost list is per unit of stock. Deals have no units of their own.
	of: (line) => ({ ...noCost, costUnits: decimalIf(line, 'conversion_factor') ?? '1', costPeriod: 'price' }),
	isDenied: false,
};

/** What a site says of a field that it does not know, version by version; of one that is hidden it says "not allowed". */
const unknownField: readonly ReadFailure['code'][] = ['api-changed', 'server-failed', 'record-missing'];

/** A field of products as the cost of each; null when this user may not read it, or there is none. */
async function productField(
	get: Get,
	doctype: string,
	field: string,
	lines: readonly Wire[],
	codeField: string,
	costs: CostSearch,
): Promise<Map<string, DecimalString | null> | null> {
	const codes = [...new Set(lines.flatMap((line) => (typeof line[codeField] === 'string' ? [line[codeField]] : [])))];
	if (codes.length === 0) return new Map();
	const query = new URLSearchParams({
		fields: JSON.stringify(['name', field]),
		filters: JSON.stringify([['name', 'in', codes]]),
		limit_page_length: '0',
	});
	const read = async () => {
		const { data } = await get(`/api/resource/${encodeURIComponent(doctype)}?${query}`);
		return new Map(
			objects(data, doctype).map((item) => [text(item, 'name'), aboveZero(namedCost(costs, item, field))]),
		);
	};
	const found = await ifAllowed(read(), ['not-allowed', ...unknownField]);
	if (!found) costSeen(costs, false);
	return found;
}

/** Costs from the field the user named: "Unit_Cost" of the line, "product.Unit_Cost" of its product. */
export async function namedCosts(
	get: Get,
	costs: CostSearch,
	doctype: string,
	lines: readonly Wire[],
	codeField: string,
): Promise<ReadCosts> {
	const ofLine = costFieldOf(costs, 'line');
	if (ofLine !== null) {
		const isDenied = lines.length > 0 && lines.every((line) => line[ofLine] === undefined);
		return { of: (line) => ({ ...asLine, unitCost: aboveZero(namedCost(costs, line, ofLine)) }), isDenied };
	}
	const ofProduct = costFieldOf(costs, 'product');
	if (ofProduct === null) return noCosts;
	const found = await productField(get, doctype, ofProduct, lines, codeField, costs);
	return {
		of: (_, product) => ({ ...asLine, unitCost: (product === null ? null : found?.get(product)) ?? null }),
		isDenied: found === null,
	};
}

/** Currency of a company, in which its costs are kept; null when this user may not know. */
export async function companyCurrency(get: Get, company: string): Promise<string | null> {
	const query = new URLSearchParams({
		doctype: 'Company',
		fieldname: 'default_currency',
		filters: JSON.stringify({ name: company }),
	});
	const read = async () => {
		const { message } = await get(`/api/method/frappe.client.get_value?${query}`);
		return currency(object(message, 'Company'), 'default_currency');
	};
	return ifAllowed(read());
}
