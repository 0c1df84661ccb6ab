import { asResult, object } from '../wire.ts';
import type { Get } from './get.ts';
import { editedRow } from './lines.ts';
import { marksOf, shownNumber } from './numbers.ts';
import type { Ask } from './quote.ts';
import { type LeastPrice, productOf } from './refusals.ts';

/** Lowest prices of products, which no page of a proposal tells. Of `product/price.php` and seen, 16.0.3, 2026-11. */

/** A price with what it is: "1,850.00 Excl. tax". */
const price = /^(-?\d[\d.,'\s\u00a0\u202f]*?)\s+([^\d%]+)$/;

/**
 * The product's page of prices as delivered: three rows of two cells each, tax rate, price and lowest price, the latter
 * two called alike. Where a firm has price levels there are others, and nothing is told.
 */
function leastIn(document: Document): string | null {
	const rows = [...document.querySelectorAll('.fichecenter table.tableforfield tr')].map(({ children }) =>
		[...children].map(({ textContent }) => textContent?.trim() ?? ''),
	);
	const [, usual, least] = rows.map(([, text = '']) => price.exec(text));
	const isAsDelivered = rows.length === 3 && rows.every((cells) => cells.length === 2);
	return isAsDelivered && usual && least && usual[2] === least[2] ? (least[1] ?? null) : null;
}

/** Asks for the lowest price of the product whose line is edited in this page; null where there is none, or it is not told. */
export async function readLeastPrice(document: Document, get: Get, ask: Ask): Promise<LeastPrice | null> {
	const row = document.querySelector(editedRow);
	const productId = row && productOf(row);
	if (productId === null) return null;
	const query = new URLSearchParams({ id: productId });
	const page = await asResult(() => get(`product/price.php?${query}`));
	const text = page.ok ? leastIn(page.value) : null;
	const least = text === null ? null : shownNumber(text, marksOf(document));
	if (least === null || !(Number(least) > 0)) return null;
	// Which of a firm's prices are net of tax no page says in a word that is the same in every language.
	const told = await asResult(async () =>
		object(await ask(`product/ajax/products.php?action=fetch&${query}`), 'product'),
	);
	return told.ok && told.value.pricebasetype === 'HT' ? { productId, price: least } : null;
}
