import { effectiveDiscount } from '../margin/figures.ts';
import { priceBasis, savedLine } from '../margin/line.ts';
import type { DealFacts } from '../model/deal.ts';
import { add, compare, type Decimal, formatDecimal, one, parseDecimal, trimZeros, zero } from '../model/decimal.ts';
import type { PastPrice } from '../model/playbook.ts';

interface Sold {
	readonly list: Decimal;
	readonly revenue: Decimal;
}

/** What became of an offer, by the CRM's own odds: it is sure of what is won, and sure that what is lost is not. */
function outcomeOf({ probability }: DealFacts): PastPrice['outcome'] | null {
	const odds = parseDecimal(probability);
	if (!odds) return 'offered';
	if (odds.digits === 0n) return null;
	return compare(odds, one) >= 0 ? 'sold' : 'offered';
}

/**
 * The deals' own step from prices to history: what a quote gives off the list price of each product, six digits. A
 * product on several lines of one quote is one sale, at what is given off all of them together.
 */
export function pastPrices(deal: DealFacts, products: ReadonlySet<string>): PastPrice[] {
	// An opportunity holds the same sale as its quote.
	const outcome = outcomeOf(deal);
	if (deal.ref.kind !== 'quote' || outcome === null) return [];
	const sales = new Map<string, Sold>();
	for (const line of deal.lines ?? []) {
		const { product } = line;
		const name = product && (product.code ?? product.id);
		if (!product || !name || line.isOptional || line.partOf !== undefined) continue;
		if (!products.has(name) && !products.has(product.id)) continue;
		const { listValue: list, revenue } = savedLine(line, priceBasis(deal.rounding));
		// Goods taken back are no sale.
		if (!list || !revenue || list.digits <= 0n) continue;
		const before = sales.get(name) ?? { list: zero, revenue: zero };
		sales.set(name, { list: add(before.list, list), revenue: add(before.revenue, revenue) });
	}
	return [...sales].flatMap(([product, { revenue, list }]): PastPrice[] => {
		const discount = effectiveDiscount(revenue, list);
		return discount ? [{ product, discount: formatDecimal(trimZeros(discount)), outcome }] : [];
	});
}
