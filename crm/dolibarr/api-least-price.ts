import type { DecimalString } from '../../core/model/decimal.ts';
import type { CallApi, Page } from '../contract.ts';
import { askJson, object } from '../kit/answers.ts';
import { askedOnce } from '../kit/asked.ts';
import { marksOf, shownNumber } from './fields-numbers.ts';
import { prefixOf } from './front.ts';
import { asker } from './wire.ts';

/** Lowest prices of products, which no page of a proposal shows. From `product/price.php` and seen, 16.0.3, 2026-11. */

/** The lowest price of a product, below which the server takes a line's price of users alone who may go lower. */
export interface LeastPrice {
	/** Per unit, net of tax, above 0. */
	readonly price: DecimalString;
	/** The firm has prices by customer: a customer's own lowest price counts instead for a line that is added. */
	readonly isByCustomer: boolean;
}

/** Looks up a product's lowest price by its id; null where there is none, where it is not told, and until it was. */
export type LeastPrices = (productId: string, page: Page) => LeastPrice | null;

/** A price with what it is: "1,850.00 Excl. tax". */
const price = /^(-?\d[\d.,'\s\u00a0\u202f]*?)\s+([^\d%]+)$/;

/**
 * The product's page of prices as delivered: three rows of two cells each, tax rate, price and lowest price, the latter
 * two called alike. Where a firm has price levels there are others, and no price is given.
 */
function leastIn(document: Document): string | null {
	const rows = [...document.querySelectorAll('.fichecenter table.tableforfield tr')].map(({ children }) =>
		[...children].map(({ textContent }) => textContent?.trim() ?? ''),
	);
	const [, usual, least] = rows.map(([, text = '']) => price.exec(text));
	const isAsDelivered = rows.length === 3 && rows.every((cells) => cells.length === 2);
	return isAsDelivered && usual && least && usual[2] === least[2] ? (least[1] ?? null) : null;
}

/** The list of prices by customer, below the product's own; a log of its prices is there otherwise. */
const customerPrices = 'form[action*="/product/price.php"] table.liste';

/** Asks for lowest prices, each once while the record is in front. */
export function leastPrices(callApi: CallApi): LeastPrices {
	const { signal } = new AbortController();
	return askedOnce(async (productId, page: Page) => {
		const prefix = prefixOf(page);
		const query = new URLSearchParams({ id: productId });
		const prices = await asker(callApi, prefix, signal)(`product/price.php?${query}`);
		const text = leastIn(prices);
		const least = text === null ? null : shownNumber(text, marksOf(page.document));
		if (least === null || !(Number(least) > 0)) return null;
		// Which of a firm's prices are net of tax no page says in a word that is the same in every language.
		const url = `${prefix}product/ajax/products.php?action=fetch&${query}`;
		const told = object(await askJson(callApi, { method: 'GET', url, via: 'page' }, signal), 'product');
		const isByCustomer = prices.querySelector(customerPrices) !== null;
		return told.pricebasetype === 'HT' ? { price: least, isByCustomer } : null;
	});
}
