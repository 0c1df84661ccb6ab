import type { OffInvoiceItem, Playbook, Trade } from '../../../core/model/playbook.ts';
import { failure, type Result, success } from '../../../core/model/result.ts';
import { anyPercentText, createFieldReader, type FieldFault, type FieldReader, numberText } from '../fields.ts';
import { percentText } from '../numbers.ts';
import { formOfRates, type RatesForm, readRates } from './rates.ts';

/** In the order they are offered: what the customer gives first, then gifts in place of a discount. */
export const tradeKinds = [
	'prepay',
	'term',
	'volume',
	'scope',
	'reference',
	'terms',
	'service',
] as const satisfies readonly Trade['kind'][];

/** In the order of the waterfall. */
export const offInvoiceDrops = [
	'rebate',
	'cash-discount',
	'freight',
	'terms',
	'cost-to-serve',
] as const satisfies readonly OffInvoiceItem['drop'][];

/** A trade as typed in the form. What another kind needs is kept while one looks at this one. */
export interface TradeDraft {
	readonly id: string;
	readonly name: string;
	readonly kind: Trade['kind'];
	readonly yearlyRate: string;
	readonly days: string;
	readonly years: string;
	readonly retention: string;
	readonly more: string;
	readonly product: string;
	readonly quantity: string;
	readonly worth: string;
	readonly currency: string;
}

/** The fields a kind of trade asks for, in their order. */
export const tradeFields: Readonly<
	Record<Trade['kind'], readonly Exclude<keyof TradeDraft, 'id' | 'name' | 'kind'>[]>
> = {
	prepay: ['days', 'yearlyRate'],
	terms: ['days', 'yearlyRate'],
	term: ['years', 'retention', 'yearlyRate'],
	volume: ['more'],
	scope: ['product', 'quantity'],
	service: ['product', 'quantity'],
	reference: ['worth', 'currency'],
};

export interface OffInvoiceDraft {
	readonly id: string;
	readonly name: string;
	readonly drop: OffInvoiceItem['drop'];
	readonly by: 'share' | 'money';
	readonly value: string;
	readonly currency: string;
}

export type TradesValue = Pick<Playbook, 'trades' | 'offInvoice' | 'rates'>;

/** Trades, what leaves the price after the invoice, and rates of exchange, as typed in the form. */
export interface TradesForm {
	readonly trades: readonly TradeDraft[];
	readonly offInvoice: readonly OffInvoiceDraft[];
	readonly rates: RatesForm;
}

/** An empty row of a trade. */
export function newTrade(id: string): TradeDraft {
	return {
		id,
		name: '',
		kind: 'prepay',
		yearlyRate: '',
		days: '',
		years: '',
		retention: '',
		more: '',
		product: '',
		quantity: '1',
		worth: '',
		currency: 'EUR',
	};
}

function draftOfTrade(trade: Trade, locale: string): TradeDraft {
	const draft = { ...newTrade(trade.id), name: trade.name, kind: trade.kind };
	switch (trade.kind) {
		case 'prepay':
		case 'terms':
			return { ...draft, days: `${trade.days}`, yearlyRate: percentText(trade.yearlyRate, locale) };
		case 'term':
			return {
				...draft,
				years: `${trade.years}`,
				retention: percentText(trade.retention, locale),
				yearlyRate: percentText(trade.yearlyRate, locale),
			};
		case 'volume':
			return { ...draft, more: anyPercentText(trade.more, locale) };
		case 'scope':
		case 'service':
			return { ...draft, product: trade.product, quantity: numberText(trade.quantity, locale) };
		case 'reference':
			return { ...draft, worth: numberText(trade.worth, locale), currency: trade.currency };
	}
}

export function formOfTrades({ trades, offInvoice, rates }: TradesValue, locale: string): TradesForm {
	return {
		trades: trades.map((trade) => draftOfTrade(trade, locale)),
		offInvoice: offInvoice.map(({ id, name, drop, amount }) => ({
			id,
			name,
			drop,
			by: amount.by,
			value: amount.by === 'share' ? percentText(amount.value, locale) : numberText(amount.value, locale),
			currency: amount.by === 'money' ? amount.currency : 'EUR',
		})),
		rates: formOfRates(rates, locale),
	};
}

function tradeOf(row: TradeDraft, reader: FieldReader): Trade {
	const at = (field: keyof TradeDraft) => `${row.id} ${field}`;
	const named = { id: row.id, name: reader.text(row.name, at('name')) };
	const rate = () => reader.percent(row.yearlyRate, at('yearlyRate'));
	const { kind } = row;
	switch (kind) {
		case 'prepay':
		case 'terms':
			return { ...named, kind, days: reader.whole(row.days, at('days')), yearlyRate: rate() };
		case 'term':
			return {
				...named,
				kind,
				years: reader.whole(row.years, at('years')),
				retention: reader.percent(row.retention, at('retention')),
				yearlyRate: rate(),
			};
		case 'volume':
			return { ...named, kind, more: reader.anyPercent(row.more, at('more')) };
		case 'scope':
		case 'service':
			return {
				...named,
				kind,
				product: reader.text(row.product, at('product')),
				quantity: reader.aboveZero(row.quantity, at('quantity')),
			};
		case 'reference':
			return {
				...named,
				kind,
				worth: reader.amount(row.worth, at('worth')),
				currency: reader.currency(row.currency, at('currency')),
			};
	}
}

function itemOf(row: OffInvoiceDraft, reader: FieldReader): OffInvoiceItem {
	const at = `after ${row.id} value`;
	return {
		id: row.id,
		name: reader.text(row.name, `after ${row.id} name`),
		drop: row.drop,
		amount:
			row.by === 'share'
				? { by: 'share', value: reader.percent(row.value, at) }
				: {
						by: 'money',
						value: reader.amount(row.value, at),
						currency: reader.currency(row.currency, `after ${row.id} currency`),
					},
	};
}

/** What the form says, or every fault with its field. */
export function readTrades(form: TradesForm, locale: string): Result<TradesValue, readonly FieldFault[]> {
	const reader = createFieldReader(locale);
	const trades = form.trades.map((row) => tradeOf(row, reader));
	const offInvoice = form.offInvoice.map((row) => itemOf(row, reader));
	const rates = readRates(form.rates, locale);
	const faults = [...reader.faults, ...(rates.ok ? [] : rates.error)];
	if (!rates.ok || faults.length > 0) return failure(faults);
	return success({ trades, offInvoice, rates: rates.value });
}
