import type { DealFacts, RecordRef } from '../../core/model/deal.ts';
import type { CostSearch } from '../cost.ts';
import { dayOrNull, objects, ReadError, type Wire } from '../wire.ts';
import { type Client, orderStates } from './client.ts';
import { currencyOf, type KeptLine, lineSpec, type PricedLines, pricedLines } from './lines.ts';
import { fractionOf } from './number.ts';
import {
	decimalOrEmpty,
	type FieldSpec,
	idOf,
	named,
	nameOf,
	type Rpc,
	readRecords,
	relation,
	type Spec,
	textOrEmpty,
	utc,
} from './wire.ts';

/** Facts of one record, and what its lines are called on the page. */
export interface Read {
	readonly facts: DealFacts;
	readonly kept: ReadonlyMap<string, KeptLine>;
}

/** States of an order that is no offer and no sale any more. */
const cancelled = 'cancel';

/** Details of related records, which this user may be kept from though the record itself is open to them. */
function partnerSpec(isWhole: boolean): FieldSpec {
	return isWhole
		? { model: 'res.partner', fields: { display_name: {}, country_id: named, industry_id: named } }
		: named;
}

function orderSpec({ fields }: Client, costs: CostSearch, isWhole: boolean): Spec {
	const order = fields['sale.order'];
	return {
		name: {},
		state: {},
		currency_id: named,
		partner_id: partnerSpec(isWhole),
		user_id: named,
		...('date_order' in order ? { date_order: {} } : {}),
		...('opportunity_id' in order && isWhole
			? {
					opportunity_id: {
						model: 'crm.lead',
						fields: { display_name: {}, date_deadline: {}, probability: {} },
					},
				}
			: {}),
		order_line: { model: 'sale.order.line', fields: lineSpec(fields, costs, isWhole) },
	};
}

function leadSpec({ fields }: Client, costs: CostSearch, isWhole: boolean): Spec {
	const lead = fields['crm.lead'];
	const order = { name: {}, state: {}, currency_id: named };
	return {
		name: {},
		stage_id: named,
		expected_revenue: {},
		probability: {},
		company_currency: named,
		user_id: named,
		partner_id: partnerSpec(isWhole),
		date_deadline: {},
		...('date_last_stage_update' in lead ? { date_last_stage_update: {} } : {}),
		...('order_ids' in lead && isWhole
			? {
					order_ids: {
						model: 'sale.order',
						fields: { ...order, order_line: { model: 'sale.order.line', fields: lineSpec(fields, costs, isWhole) } },
					},
				}
			: {}),
	};
}

/** Everything, or without what belongs to other records when this user may not read those. */
async function readWhole(
	read: (isWhole: boolean) => Promise<Wire[]>,
): Promise<{ readonly record: Wire; readonly isWhole: boolean }> {
	const first = await read(true).then(
		(records) => ({ records, isWhole: true }),
		async (cause: unknown) => {
			if (!(cause instanceof ReadError) || cause.failure.code !== 'not-allowed') throw cause;
			return { records: await read(false), isWhole: false };
		},
	);
	const [record] = first.records;
	// A record that is not there is no error to the server.
	if (!record) throw new ReadError('record-missing');
	return { record, isWhole: first.isWhole };
}

function segmentsOf(partner: Wire | null): Record<string, string> {
	const segments = { industry: nameOf(partner, 'industry_id'), country: nameOf(partner, 'country_id') };
	return Object.fromEntries(
		Object.entries(segments).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
	);
}

function filledOf(values: Readonly<Record<string, string | null>>): Record<string, string> {
	return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

/** An empty field of the server is `false`. */
function dayOf(wire: Wire | null, field: string): string | null {
	return wire ? dayOrNull({ [field]: textOrEmpty(wire, field) }, field) : null;
}

function probabilityOf(wire: Wire | null): string | null {
	const percent = wire && decimalOrEmpty(wire, 'probability');
	return percent === null ? null : fractionOf(percent);
}

/** Money: the code, and the digits that amounts are rounded to. */
function moneyOf(client: Client, wire: Wire, field: string) {
	const money = relation(wire, field);
	const digits = money ? (client.currencyDigits.get(String(idOf(money))) ?? null) : null;
	return { currency: currencyOf(money), rounding: { unitPriceDigits: null, lineAmountDigits: digits } };
}

function factsOfOrder(client: Client, ref: RecordRef, record: Wire, costs: CostSearch): Read {
	const { currency, rounding } = moneyOf(client, record, 'currency_id');
	const { lines, kept, isCostDenied } = pricedLines(client, record, rounding, costs);
	const partner = relation(record, 'partner_id');
	const deal = 'opportunity_id' in record ? relation(record, 'opportunity_id') : null;
	const account = nameOf(record, 'partner_id');
	const number = textOrEmpty(record, 'name');
	const state = textOrEmpty(record, 'state');
	const owner = nameOf(record, 'user_id');
	const closeDate = dayOf(deal, 'date_deadline');
	const probability = probabilityOf(deal);
	return {
		kept,
		facts: {
			ref,
			name: nameOf(record, 'opportunity_id') ?? account ?? number ?? '',
			account,
			number,
			stage: state === null ? null : { id: state, label: orderStates(client).get(state) ?? null, since: null },
			amount: null,
			currency,
			probability,
			closeDate,
			owner,
			segments: segmentsOf(partner),
			lines,
			rounding,
			quoteDate: 'date_order' in record ? (utc(record, 'date_order')?.slice(0, 10) ?? null) : null,
			filledFields: filledOf({
				amount: lines.length > 0 ? 'lines' : null,
				closeDate,
				probability: deal && decimalOrEmpty(deal, 'probability'),
				account,
				owner,
				number,
				lines: lines.length > 0 ? String(lines.length) : null,
			}),
			reading: { source: 'api', at: new Date().toISOString() },
			...(isCostDenied ? { isCostDenied } : {}),
		},
	};
}

/**
 * Lines of a deal are those of its one quotation. Of several nobody can say which will be signed, and in another
 * currency they say nothing about the deal's amount.
 */
function linesOfLead(client: Client, record: Wire, currency: string | null, costs: CostSearch): PricedLines | null {
	const orders = objects(record.order_ids, 'order_ids').filter((order) => textOrEmpty(order, 'state') !== cancelled);
	const [order] = orders;
	if (!order) return { lines: [], kept: new Map(), isCostDenied: false };
	const money = moneyOf(client, order, 'currency_id');
	if (orders.length > 1 || money.currency !== currency) return null;
	return pricedLines(client, order, money.rounding, costs);
}

function factsOfLead(client: Client, ref: RecordRef, record: Wire, costs: CostSearch, isWhole: boolean): Read {
	const { currency, rounding } = moneyOf(client, record, 'company_currency');
	const hasOrders = 'order_ids' in record;
	const priced = hasOrders ? linesOfLead(client, record, currency, costs) : null;
	// Without the sales module there are no lines at all; kept from this user they are unknown.
	const lines = priced ? priced.lines : hasOrders || !isWhole ? null : [];
	const partner = relation(record, 'partner_id');
	const stage = relation(record, 'stage_id');
	const amount = decimalOrEmpty(record, 'expected_revenue');
	const percent = decimalOrEmpty(record, 'probability');
	const account = nameOf(record, 'partner_id');
	const owner = nameOf(record, 'user_id');
	const closeDate = dayOf(record, 'date_deadline');
	const since = 'date_last_stage_update' in record ? utc(record, 'date_last_stage_update') : null;
	return {
		kept: new Map(),
		facts: {
			ref,
			name: textOrEmpty(record, 'name') ?? '',
			account,
			number: null,
			stage: stage && { id: String(idOf(stage)), label: textOrEmpty(stage, 'display_name'), since },
			amount,
			currency,
			probability: probabilityOf(record),
			closeDate,
			owner,
			segments: segmentsOf(partner),
			lines,
			rounding,
			filledFields: filledOf({
				// An amount that nobody entered is 0 to the server.
				amount: Number(amount) === 0 ? null : amount,
				closeDate,
				probability: percent,
				account,
				owner,
				lines: lines?.length ? String(lines.length) : null,
			}),
			reading: { source: 'api', at: new Date().toISOString() },
			...(priced?.isCostDenied ? { isCostDenied: true } : {}),
		},
	};
}

/** Reads a quotation or an opportunity with its lines. Throws `ReadError`. */
export async function readDeal(rpc: Rpc, client: Client, ref: RecordRef, costs: CostSearch): Promise<Read> {
	const isQuote = ref.kind === 'quote';
	const { record, isWhole } = await readWhole((whole) =>
		readRecords(
			rpc,
			client.version,
			isQuote ? 'sale.order' : 'crm.lead',
			[Number(ref.id)],
			isQuote ? orderSpec(client, costs, whole) : leadSpec(client, costs, whole),
			client.context,
		),
	);
	return isQuote ? factsOfOrder(client, ref, record, costs) : factsOfLead(client, ref, record, costs, isWhole);
}
