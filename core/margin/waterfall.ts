import type { CurrencyCode, Day } from '../model/deal.ts';
import { compare, type Decimal, isZero, multiply, parseDecimal, round, subtract, zero } from '../model/decimal.ts';
import type { WaterfallView } from '../model/effects.ts';
import type { ExchangeRate, OffInvoiceItem } from '../model/playbook.ts';
import { convert } from './exchange.ts';
import { marginOf, write } from './figures.ts';

/** Where an amount leaves the price. Cost to serve is labelled, for authors put it on either side of pocket price. */
export type WaterfallDrop = 'on-invoice' | 'rebate' | 'cash-discount' | 'freight' | 'terms' | 'cost-to-serve';

export interface WaterfallItem {
	readonly drop: WaterfallDrop;
	/** Money in the deal's currency, above 0 when it is given. */
	readonly amount: Decimal;
}

/** From list to what is left in the pocket. Money in the deal's currency; null is unknown. */
export interface Waterfall {
	readonly list: Decimal;
	readonly invoice: Decimal;
	/** Invoice price less everything given off the invoice. */
	readonly pocket: Decimal;
	readonly cost: Decimal | null;
	readonly pocketMargin: Decimal | null;
	/** `pocketMargin / pocket`, six digits. */
	readonly pocketMarginShare: Decimal | null;
	/** The drops that are not 0, in the order given. */
	readonly items: readonly WaterfallItem[];
}

/** The price waterfall of a deal: on-invoice drops make the invoice price, all others the pocket price. */
export function waterfall(list: Decimal, items: readonly WaterfallItem[], cost: Decimal | null): Waterfall {
	const drop = (from: Decimal, isWanted: (item: WaterfallItem) => boolean) =>
		items.filter(isWanted).reduce((left, { amount }) => subtract(left, amount), from);
	const invoice = drop(list, (item) => item.drop === 'on-invoice');
	const pocket = drop(invoice, (item) => item.drop !== 'on-invoice');
	const pocketMargin = cost && subtract(pocket, cost);
	return {
		list,
		invoice,
		pocket,
		cost,
		pocketMargin,
		pocketMarginShare: marginOf(pocketMargin, pocket),
		items: items.filter(({ amount }) => compare(amount, zero) !== 0),
	};
}

const centDigits = 2;

/** What the waterfall of a deal starts from. Money in the deal's currency; null is unknown. */
export interface WaterfallBasis {
	readonly list: Decimal | null;
	readonly invoice: Decimal | null;
	/** For everything sold; null as soon as one cost is unknown. */
	readonly cost: Decimal | null;
	readonly currency: CurrencyCode | null;
	readonly rates: readonly ExchangeRate[];
	readonly day: Day;
}

/** Money that an item takes off the invoice price, to cents; null in another currency without a rate. */
function amountOf(
	{ amount }: OffInvoiceItem,
	invoice: Decimal,
	{ currency, rates, day }: WaterfallBasis,
): Decimal | null {
	const value = parseDecimal(amount.value);
	if (!value) return null;
	if (amount.by === 'share') return round(multiply(invoice, value), centDigits);
	const converted = currency === null ? null : convert(value, amount.currency, currency, rates, day);
	return converted && round(converted, centDigits);
}

/** The waterfall as it is shown, with what the policy says leaves the price after the invoice. Null without a list value. */
export function waterfallView(basis: WaterfallBasis, offInvoice: readonly OffInvoiceItem[]): WaterfallView | null {
	const { list, invoice, cost } = basis;
	if (!list || !invoice) return null;
	const items = offInvoice
		.map((item) => ({ name: item.name, drop: item.drop, amount: amountOf(item, invoice, basis) }))
		.filter(({ amount }) => amount === null || !isZero(amount));
	const known = items.flatMap(({ drop, amount }) => (amount ? [{ drop, amount }] : []));
	const onInvoice = subtract(list, invoice);
	const found = waterfall(list, [{ drop: 'on-invoice', amount: onInvoice }, ...known], cost);
	const isKnown = known.length === items.length;
	return {
		list: write(list),
		onInvoice: write(onInvoice),
		invoice: write(invoice),
		items: items.map((item) => ({ ...item, amount: write(item.amount) })),
		pocket: isKnown ? write(found.pocket) : null,
		cost: write(cost),
		pocketMargin: isKnown ? write(found.pocketMargin) : null,
		pocketMarginShare: isKnown ? write(found.pocketMarginShare) : null,
	};
}
