import type { DealFacts, QuoteLine, RecordRef } from '../../core/model/deal.ts';
import { currency, objects, text, type Wire } from '../kit/answers.ts';
import type { CostSearch } from '../kit/cost.ts';
import { filled } from '../kit/facts.ts';
import { fraction, same } from '../kit/numbers.ts';
import { companyCurrency, namedCosts, noCosts, type ReadCosts } from './api-costs.ts';
import type { SavedHeader } from './api-memory.ts';
import { type Margin, marginOf } from './lines-margins.ts';
import { aboveZero, dayIf, decimalIf, type Get, readDocument, textIf } from './wire.ts';

/** Facts of a deal in Frappe CRM and of a quotation in ERPNext. */

function currencyIf(wire: Wire): string | null {
	return textIf(wire, 'currency') === null ? null : currency(wire, 'currency');
}

function discountsOf(wire: Wire): string[] {
	const discount = fraction(decimalIf(wire, 'discount_percentage'));
	return discount === null || Number(discount) === 0 ? [] : [discount];
}

/** True when amounts of this document are in the currency that the site or company counts in. */
function isOwnCurrency(wire: Wire, field: string): boolean {
	const rate = decimalIf(wire, field);
	return rate === null || Number(rate) === 1 || Number(rate) === 0;
}

function dealLine(wire: Wire, { of }: ReadCosts): QuoteLine {
	const code = textIf(wire, 'product_code');
	const name = textIf(wire, 'product_name') ?? code ?? '';
	return {
		id: text(wire, 'name'),
		product: code === null ? null : { id: code, code, name, families: [] },
		description: name,
		quantity: decimalIf(wire, 'qty'),
		unit: null,
		listPrice: decimalIf(wire, 'rate'),
		discounts: discountsOf(wire),
		netPrice: null,
		...of(wire, code),
	};
}

/** Labels of stages by their keys. */
export async function readStages(get: Get): Promise<Map<string, string>> {
	const query = new URLSearchParams({ fields: '["name","deal_status"]', limit_page_length: '0' });
	const { data } = await get(`/api/resource/CRM%20Deal%20Status?${query}`);
	return new Map(objects(data, 'CRM Deal Status').map((status) => [text(status, 'name'), text(status, 'deal_status')]));
}

/** Reads a deal. Throws `ReadError`. */
export async function readDeal(
	get: Get,
	ref: RecordRef,
	stages: ReadonlyMap<string, string>,
	search: CostSearch,
): Promise<DealFacts> {
	const deal = await readDocument(get, 'CRM Deal', ref.id);
	const rows = objects(deal.products ?? [], 'products');
	// A product has no cost as delivered, and one in another currency than the deal's cannot be told.
	const isNamed = search.source.of !== 'usual' && isOwnCurrency(deal, 'exchange_rate');
	const costs = isNamed ? await namedCosts(get, search, 'CRM Product', rows, 'product_code') : noCosts;
	const lines = rows.map((row) => dealLine(row, costs));
	const status = textIf(deal, 'status');
	const account = textIf(deal, 'organization');
	const amount = decimalIf(deal, 'deal_value');
	const probability = fraction(decimalIf(deal, 'probability'));
	const closeDate = dayIf(deal, 'expected_closure_date') ?? dayIf(deal, 'close_date');
	const owner = textIf(deal, 'deal_owner');
	return {
		ref,
		name: account ?? textIf(deal, 'lead_name') ?? ref.id,
		account,
		number: ref.id,
		stage: status === null ? null : { id: status, label: stages.get(status) ?? status, since: null },
		amount,
		currency: currencyIf(deal),
		probability,
		closeDate,
		owner,
		segments: filled({ industry: textIf(deal, 'industry'), territory: textIf(deal, 'territory') }),
		lines,
		// The client multiplies and rounds nothing.
		rounding: { unitPriceDigits: null, lineAmountDigits: null },
		filledFields: filled({
			amount: aboveZero(amount),
			probability: aboveZero(probability),
			closeDate,
			account,
			owner,
			number: ref.id,
			lines: lines.length > 0 ? String(lines.length) : null,
		}),
		reading: { source: 'api', at: new Date().toISOString() },
		...(costs.isDenied ? { isCostDenied: true } : {}),
	};
}

/** Stock is valued in the company's currency per unit of stock: a quote may be in others of both. */
async function valuations(get: Get, quote: Wire, rows: readonly Wire[]): Promise<ReadCosts> {
	const isOwn = isOwnCurrency(quote, 'conversion_rate');
	const company = textIf(quote, 'company');
	const code = isOwn || company === null ? null : await companyCurrency(get, company);
	const isKnown = isOwn || code !== null;
	return {
		of(row) {
			const unitCost = isKnown ? aboveZero(decimalIf(row, 'valuation_rate')) : null;
			return {
				unitCost,
				costCurrency: code ?? (isOwn ? 'deal' : 'unknown'),
				costUnits: decimalIf(row, 'conversion_factor') ?? 'unknown',
				costPeriod: 'price',
			};
		},
		// A field above this user's level is left out of the answer.
		isDenied: rows.length > 0 && rows.every((row) => row.valuation_rate === undefined),
	};
}

function quoteLine(wire: Wire, { of }: ReadCosts): QuoteLine {
	const code = textIf(wire, 'item_code');
	const name = textIf(wire, 'item_name') ?? code ?? '';
	const group = textIf(wire, 'item_group');
	const list = aboveZero(decimalIf(wire, 'rate_with_margin')) ?? aboveZero(decimalIf(wire, 'price_list_rate'));
	return {
		id: text(wire, 'name'),
		product: code === null ? null : { id: code, code, name, families: group === null ? [] : [group] },
		description: name,
		quantity: decimalIf(wire, 'qty'),
		unit: textIf(wire, 'uom') ?? textIf(wire, 'stock_uom'),
		listPrice: list,
		discounts: list === null ? [] : discountsOf(wire),
		// Without taxes that the rate includes, and with its part of a discount on the whole.
		netPrice: decimalIf(wire, 'net_rate') ?? decimalIf(wire, 'rate'),
		...of(wire, code),
		...(wire.is_alternative === 1 ? { isOptional: true } : {}),
	};
}

/** A quotation, and whether each net price hangs on other lines or on taxes too. */
export interface QuoteReading {
	readonly facts: DealFacts;
	readonly isShared: boolean;
	/** By the line's id. */
	readonly margins: ReadonlyMap<string, Margin>;
	readonly header: SavedHeader;
}

/** Fields of a discount on a quotation as a whole. */
const wholeDiscounts = ['additional_discount_percentage', 'discount_amount'];

/** Reads a quotation; `digits` are those of its prices. Throws `ReadError`. */
export async function readQuote(get: Get, ref: RecordRef, digits: number, search: CostSearch): Promise<QuoteReading> {
	const quote = await readDocument(get, 'Quotation', ref.id);
	const rows = objects(quote.items, 'items');
	const isNamed = isOwnCurrency(quote, 'conversion_rate');
	const costs =
		search.source.of === 'usual'
			? await valuations(get, quote, rows)
			: isNamed
				? await namedCosts(get, search, 'Item', rows, 'item_code')
				: noCosts;
	const lines = rows.map((row) => quoteLine(row, costs));
	const account = textIf(quote, 'customer_name') ?? textIf(quote, 'party_name');
	const status = textIf(quote, 'status');
	const facts: DealFacts = {
		ref,
		name: textIf(quote, 'title') ?? account ?? ref.id,
		account,
		number: ref.id,
		stage: status === null ? null : { id: status, label: status, since: null },
		amount: null,
		currency: currencyIf(quote),
		probability: null,
		closeDate: null,
		owner: null,
		segments: filled({ territory: textIf(quote, 'territory') }),
		lines,
		rounding: { unitPriceDigits: digits, lineAmountDigits: digits },
		quoteDate: dayIf(quote, 'transaction_date'),
		filledFields: filled({
			account,
			number: ref.id,
			validUntil: dayIf(quote, 'valid_till'),
			lines: lines.length > 0 ? String(lines.length) : null,
		}),
		reading: { source: 'api', at: new Date().toISOString() },
		...(costs.isDenied ? { isCostDenied: true } : {}),
	};
	const isApart = (row: Wire) => {
		const net = decimalIf(row, 'net_rate');
		return net !== null && !same(net, decimalIf(row, 'rate'));
	};
	const margins = new Map(rows.map((row) => [text(row, 'name'), marginOf(row)]));
	const listed = quote.selling_price_list;
	const header: SavedHeader = {
		wholeDiscount: Object.fromEntries(wholeDiscounts.map((field) => [field, decimalIf(quote, field)])),
		priceList: listed === undefined ? null : (textIf(quote, 'selling_price_list') ?? ''),
		customer: [textIf(quote, 'party_name'), textIf(quote, 'customer_name')],
	};
	return { facts, isShared: rows.some(isApart), margins, header };
}
