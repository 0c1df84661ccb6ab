import { compare, type Decimal, subtract, zero } from '../model/decimal.ts';
import { marginOf } from './figures.ts';

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
