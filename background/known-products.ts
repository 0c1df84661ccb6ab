import { dealKey, type Product, type RecordRef } from '../core/model/deal.ts';
import type { PastPrice, Playbook, ProductCost } from '../core/model/playbook.ts';
import type { FileProblem } from '../core/model/settings.ts';
import { namedProducts, unknownProducts } from '../core/playbook/check-policy.ts';
import { pastPrices } from '../core/playbook/past-prices.ts';
import { namesOf, sameName } from '../core/playbook/rule-index.ts';
import { allCosts } from '../storage/costs.ts';
import type { Database } from '../storage/database.ts';
import { eachDeal } from '../storage/deals.ts';

/** Products of the deals that were read, each once; only they tell a product's families. */
export async function seenProducts(db: Database): Promise<readonly Product[]> {
	const products = new Map<string, Product>();
	await eachDeal(db, ({ lines }) => {
		for (const { product } of lines ?? [])
			if (product && !products.has(product.code ?? product.id)) products.set(product.code ?? product.id, product);
		return 'more';
	});
	return [...products.values()];
}

/**
 * Products that rules or trades name and neither a cost nor a price guide nor a deal read so far knows. Without any
 * cost nobody could tell a wrong name from a product without one, so then nothing is said.
 */
export async function strangerProblems(
	db: Database,
	playbook: Pick<Playbook, 'margin' | 'trades' | 'priceGuides'>,
	at: Parameters<typeof unknownProducts>[2],
	costs?: readonly ProductCost[],
): Promise<readonly FileProblem[]> {
	if (namedProducts(playbook).length === 0) return [];
	const listed = costs ?? (await allCosts(db));
	if (listed.length === 0) return [];
	const names = [...listed, ...playbook.priceGuides].map(({ product }) => sameName(product));
	const strangers = unknownProducts(playbook, new Set(names), at);
	if (strangers.length === 0) return strangers;
	const seen = (await seenProducts(db)).flatMap(namesOf);
	return unknownProducts(playbook, new Set([...names, ...seen]), at);
}

/** Enough to tell what is usual. */
const mostPastPrices = 200;

/** Discounts that these products had on other deals read in this browser, those read last first. */
export async function historyOf(
	db: Database,
	ref: RecordRef,
	products: readonly string[],
): Promise<readonly PastPrice[]> {
	if (products.length === 0) return [];
	const [own, wanted] = [dealKey(ref), new Set(products)];
	const found: PastPrice[] = [];
	await eachDeal(
		db,
		(deal) => {
			if (dealKey(deal.ref) !== own) found.push(...pastPrices(deal, wanted));
			return found.length < mostPastPrices ? 'more' : 'enough';
		},
		wanted,
	);
	return found.slice(0, mostPastPrices);
}
