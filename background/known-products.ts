import { type CrmUser, dealKey, type Product, type RecordRef } from '../core/model/deal.ts';
import type { PastPrice, Playbook, ProductCost } from '../core/model/playbook.ts';
import type { FileProblem } from '../core/model/settings.ts';
import { namedProducts, unknownProducts } from '../core/playbook/check-policy.ts';
import { pastPrices } from '../core/playbook/past-prices.ts';
import { namesOf, sameName } from '../core/playbook/rule-index.ts';
import { allCosts } from '../storage/costs.ts';
import type { Database } from '../storage/database.ts';
import { eachDeal, type Looked } from '../storage/deals.ts';

/**
 * Products of the deals that were read, each once; only they tell a product's families. `not-all`: a deal that cannot be
 * read may hold others.
 */
export async function seenProducts(
	db: Database,
): Promise<{ readonly products: readonly Product[]; readonly looked: Looked }> {
	const products = new Map<string, Product>();
	const looked = await eachDeal(db, ({ lines }) => {
		for (const { product } of lines ?? [])
			if (product && !products.has(product.code ?? product.id)) products.set(product.code ?? product.id, product);
		return 'more';
	});
	return { products: [...products.values()], looked };
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
	const own = costs ? null : await allCosts(db);
	const listed = costs ?? own?.costs ?? [];
	// A cost that cannot be read may be of any product.
	if (listed.length === 0 || (own?.unreadableCount ?? 0) > 0) return [];
	const names = [...listed, ...playbook.priceGuides].map(({ product }) => sameName(product));
	const strangers = unknownProducts(playbook, new Set(names), at);
	if (strangers.length === 0) return strangers;
	const { products, looked } = await seenProducts(db);
	if (looked === 'not-all') return [];
	const seen = products.flatMap(namesOf);
	return unknownProducts(playbook, new Set([...names, ...seen]), at);
}

/** Enough to tell what is usual. */
const mostPastPrices = 200;

/**
 * Discounts that these products had on other deals that the same user read on the same site, those read last first; null
 * where a deal that may hold them cannot be read. Of what somebody else read nothing is told, nor to who is unknown.
 */
export async function historyOf(
	db: Database,
	ref: RecordRef,
	products: readonly string[],
	user: CrmUser,
): Promise<readonly PastPrice[] | null> {
	if (products.length === 0 || user === 'unknown') return [];
	const [own, wanted] = [dealKey(ref), new Set(products)];
	const found: PastPrice[] = [];
	const looked = await eachDeal(
		db,
		(deal, reader) => {
			const isOwn = deal.ref.site === ref.site && deal.ref.crm === ref.crm;
			const isSame = reader !== 'unknown' && reader.id === user.id;
			if (isOwn && isSame && dealKey(deal.ref) !== own) found.push(...pastPrices(deal, wanted));
			return found.length < mostPastPrices ? 'more' : 'enough';
		},
		wanted,
	);
	return looked === 'all' ? found.slice(0, mostPastPrices) : null;
}
