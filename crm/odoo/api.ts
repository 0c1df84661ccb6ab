import type { DealFacts, QuoteLink, RecordRef } from '../../core/model/deal.ts';
import { dayOrNull, objects, ReadError, type Wire } from '../kit/answers.ts';
import type { CostSearch } from '../kit/cost.ts';
import { filled } from '../kit/facts.ts';
import { fraction } from '../kit/numbers.ts';
import { type Client, contextOf, orderStates, type Server } from './api-client.ts';
import { currencyOf, lineSpec, type OrderBasis, pricedLines } from './lines.ts';
import {
	callKw,
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

/** What the form shows of an order beside its lines, to see a change of it. */
export interface KeptOrder {
	/** The sign its amounts are drawn with; null when it is not told. */
	readonly symbol: string | null;
	/** What its price list is called, its currency's code at the end; null without one. */
	readonly priceList: string | null;
	/** Whose costs its products have; null when it is not told. */
	readonly company: number | null;
	readonly discountProduct: number | null;
}

/** Facts of one record, and what its page shows beside them. */
export interface Read {
	readonly facts: DealFacts;
	/** Null for an opportunity. */
	readonly order: KeptOrder | null;
}

/** A record as the server answered it, not yet made into facts. */
export interface Answered {
	readonly record: Wire;
	readonly isWhole: boolean;
	/** It has quotations, told by a search; its list of them holds those alone that this user may read. */
	readonly hasHidden: boolean;
}

/** States of an order that is no offer and no sale any more. */
const cancelled = 'cancel';

/** Details of related records, which this user may be kept from though the record itself is open to them. */
function partnerSpec(isWhole: boolean): FieldSpec {
	return isWhole
		? { model: 'res.partner', fields: { display_name: {}, country_id: named, industry_id: named } }
		: named;
}

/** What decides how the lines of an order are priced. The dialog's own product is there from 17 on. */
function basisSpec({ version, fields }: Server, isWhole: boolean): Spec {
	const order = fields['sale.order'];
	const company = { model: 'res.company', fields: { display_name: {}, sale_discount_product_id: {} } };
	return {
		name: {},
		state: {},
		currency_id: named,
		...('company_id' in order ? { company_id: isWhole && version >= 17 ? company : named } : {}),
		...('pricelist_id' in order ? { pricelist_id: named } : {}),
	};
}

function orderSpec(client: Server, costs: CostSearch, isWhole: boolean): Spec {
	const { fields } = client;
	const order = fields['sale.order'];
	return {
		...basisSpec(client, isWhole),
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

function leadSpec(client: Server, costs: CostSearch, isWhole: boolean): Spec {
	const { fields } = client;
	const lead = fields['crm.lead'];
	const order = basisSpec(client, isWhole);
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

/** The same server, asked for nothing that it looks up in bills of materials. */
function withoutKits(server: Server): Server {
	const { is_kits: _, ...product } = server.fields['product.product'];
	return { ...server, fields: { ...server.fields, 'product.product': product } };
}

/**
 * Everything, or less when this user may not read it: first without what comes from bills of materials, then without what
 * belongs to other records.
 */
async function readWhole(
	server: Server,
	read: (server: Server, isWhole: boolean) => Promise<Wire[]>,
): Promise<{ readonly record: Wire; readonly isWhole: boolean }> {
	const tries: readonly (readonly [Server, isWhole: boolean])[] = [
		[server, true],
		...('is_kits' in server.fields['product.product'] ? [[withoutKits(server), true] as const] : []),
		[server, false],
	];
	for (const [asked, isWhole] of tries) {
		try {
			const [record] = await read(asked, isWhole);
			// A record that is not there is no error to the server.
			if (!record) throw new ReadError('record-missing');
			return { record, isWhole };
		} catch (cause) {
			if (!isWhole || !(cause instanceof ReadError) || cause.failure.code !== 'not-allowed') throw cause;
		}
	}
	throw new ReadError('not-allowed');
}

function segmentsOf(partner: Wire | null): Record<string, string> {
	return filled({ industry: nameOf(partner, 'industry_id'), country: nameOf(partner, 'country_id') });
}

/** An empty field of the server is `false`. */
function dayOf(wire: Wire | null, field: string): string | null {
	return wire ? dayOrNull({ [field]: textOrEmpty(wire, field) }, field) : null;
}

function probabilityOf(wire: Wire | null): string | null {
	const percent = wire && decimalOrEmpty(wire, 'probability');
	return fraction(percent);
}

/** Money: the code, its sign, and the digits that amounts are rounded to. */
function moneyOf(client: Server, wire: Wire, field: string) {
	const money = relation(wire, field);
	const { digits = null, symbol = null } = (money && client.currencies.get(String(idOf(money)))) ?? {};
	return { currency: currencyOf(money), symbol, rounding: { unitPriceDigits: null, lineAmountDigits: digits } };
}

/** The company an order is of; null when it is not told. */
function companyOf(order: Wire): number | null {
	const company = 'company_id' in order ? relation(order, 'company_id') : null;
	return company && idOf(company);
}

function basisOf(client: Server, order: Wire): OrderBasis & KeptOrder {
	const company = 'company_id' in order ? relation(order, 'company_id') : null;
	const product = company && 'sale_discount_product_id' in company ? company.sale_discount_product_id : null;
	return {
		...moneyOf(client, order, 'currency_id'),
		company: companyOf(order),
		discountProduct: typeof product === 'number' ? product : null,
		priceList: nameOf(order, 'pricelist_id'),
		hasNoPriceList: order.pricelist_id === false,
	};
}

function factsOfOrder(client: Client, ref: RecordRef, record: Wire, costs: CostSearch): Read {
	const basis = basisOf(client, record);
	const { currency, rounding } = basis;
	const { lines, isCostDenied } = pricedLines(client, record, basis, costs);
	const partner = relation(record, 'partner_id');
	const deal = 'opportunity_id' in record ? relation(record, 'opportunity_id') : null;
	const account = nameOf(record, 'partner_id');
	const number = textOrEmpty(record, 'name');
	const state = textOrEmpty(record, 'state');
	const owner = nameOf(record, 'user_id');
	const closeDate = dayOf(deal, 'date_deadline');
	const probability = probabilityOf(deal);
	return {
		order: basis,
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
			filledFields: filled({
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

/** Quotations and orders of a deal that are not cancelled. */
function ordersOf(record: Wire): Wire[] {
	return objects(record.order_ids, 'order_ids').filter((order) => textOrEmpty(order, 'state') !== cancelled);
}

/** The page of an order: beside the deal's own from 18 on, by its hash before. */
function linkOf({ site }: RecordRef, { pathname }: URL, order: Wire): QuoteLink {
	const id = String(idOf(order));
	const [, prefix = 'web'] = pathname.split('/');
	const path = prefix === 'web' ? `/web#id=${id}&model=sale.order&view_type=form` : `/${prefix}/sale.order/${id}`;
	const ref: RecordRef = { crm: 'odoo', site, kind: 'quote', id };
	return { ref, name: textOrEmpty(order, 'name') ?? id, url: `${site}${path}` };
}

type LeadLines = Pick<DealFacts, 'lines' | 'linesNote' | 'isCostDenied'>;

/**
 * Lines of a deal are those of its one quotation. With several, nobody can say which will be signed, and in another
 * currency they say nothing about the deal's amount.
 */
function linesOfLead(
	client: Client,
	ref: RecordRef,
	url: URL,
	{ record, isWhole, hasHidden }: Answered,
	currency: string | null,
	costs: CostSearch,
): LeadLines {
	// Without the sales module there are no lines at all; kept from this user they are unknown.
	if (!('order_ids' in record)) return isWhole ? { lines: [] } : { lines: null, linesNote: { kind: 'hidden' } };
	const orders = ordersOf(record);
	const [order] = orders;
	if (!order && hasHidden) return { lines: null, linesNote: { kind: 'hidden' } };
	if (!order) return { lines: [], linesNote: { kind: 'no-quote' } };
	const quotes = orders.map((each) => linkOf(ref, url, each));
	const [quote] = quotes;
	if (!quote || quotes.length > 1) return { lines: null, linesNote: { kind: 'several-quotes', quotes } };
	const basis = basisOf(client, order);
	if (basis.currency !== currency) return { lines: null, linesNote: { kind: 'other-currency', quote } };
	const { lines, isCostDenied } = pricedLines(client, order, basis, costs);
	return { lines, linesNote: { kind: 'from-quote', quote }, ...(isCostDenied ? { isCostDenied } : {}) };
}

function factsOfLead(client: Client, ref: RecordRef, url: URL, lead: Answered, costs: CostSearch): Read {
	const { record } = lead;
	const { currency, rounding } = moneyOf(client, record, 'company_currency');
	const priced = linesOfLead(client, ref, url, lead, currency, costs);
	const { lines } = priced;
	const partner = relation(record, 'partner_id');
	const stage = relation(record, 'stage_id');
	const revenue = decimalOrEmpty(record, 'expected_revenue');
	// An amount that nobody entered is 0 to the server.
	const amount = Number(revenue) === 0 ? null : revenue;
	const percent = decimalOrEmpty(record, 'probability');
	const account = nameOf(record, 'partner_id');
	const owner = nameOf(record, 'user_id');
	const closeDate = dayOf(record, 'date_deadline');
	const since = 'date_last_stage_update' in record ? utc(record, 'date_last_stage_update') : null;
	return {
		order: null,
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
			...priced,
			rounding,
			filledFields: filled({
				amount,
				closeDate,
				probability: percent,
				account,
				owner,
				lines: lines?.length ? String(lines.length) : null,
			}),
			reading: { source: 'api', at: new Date().toISOString() },
		},
	};
}

/** True when the deal has quotations; false when it has none and when that cannot be asked. */
async function hasQuotes(rpc: Rpc, { context, fields }: Server, id: number): Promise<boolean> {
	if (!('order_ids' in fields['crm.lead'])) return false;
	const domain = [
		['id', '=', id],
		['order_ids', '!=', false],
	];
	return callKw(rpc, 'crm.lead', 'search_count', [domain], { context }).then(
		(count) => count === 1,
		(cause: unknown) => {
			// What the record's own answer says of a server that fails is enough.
			if (cause instanceof ReadError) return false;
			throw cause;
		},
	);
}

/** The company whose costs the lines of a record have; null when it is not told, or nothing hangs on it. */
function costCompany(record: Wire, isQuote: boolean): number | null {
	if (isQuote) return companyOf(record);
	const [order, another] = 'order_ids' in record ? ordersOf(record) : [];
	return order && !another ? companyOf(order) : null;
}

/**
 * Asks for a quotation or an opportunity with its lines. A product's cost is another one in each company, the first of
 * those in use decides: where the order is of another company it is asked for once more. Throws `ReadError`.
 */
export async function askDeal(rpc: Rpc, server: Server, { kind, id }: RecordRef, costs: CostSearch): Promise<Answered> {
	const isQuote = kind === 'quote';
	const ask = (context: Wire) =>
		readWhole(server, (asked, isWhole) =>
			readRecords(
				rpc,
				asked.version,
				isQuote ? 'sale.order' : 'crm.lead',
				[Number(id)],
				isQuote ? orderSpec(asked, costs, isWhole) : leadSpec(asked, costs, isWhole),
				context,
			),
		);
	const [first, hasHidden] = await Promise.all([
		ask(server.context),
		isQuote ? false : hasQuotes(rpc, server, Number(id)),
	]);
	const company = costCompany(first.record, isQuote);
	const [inUse = company] = server.companies;
	const answer = company === null || company === inUse ? first : await ask(contextOf(server, company));
	return { ...answer, hasHidden };
}

/** Makes facts of what was answered. `url` is the page's own. Throws `ReadError`. */
export function dealOf(client: Client, ref: RecordRef, url: URL, answer: Answered, costs: CostSearch): Read {
	return ref.kind === 'quote'
		? factsOfOrder(client, ref, answer.record, costs)
		: factsOfLead(client, ref, url, answer, costs);
}
