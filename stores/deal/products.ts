import type { DealFacts } from '../../core/model/deal.ts';

/** Codes and ids of the products on the lines, each once, in the lines' order. */
export function productsOf(facts: DealFacts | null): readonly string[] {
	const names = (facts?.lines ?? []).flatMap(({ product }) => (product ? [product.code, product.id] : []));
	return [...new Set(names.filter((name): name is string => name !== null && name !== ''))];
}

/** One string for a list of products, to see whether costs were asked for the same ones. */
export function productsKey(products: readonly string[]): string {
	return JSON.stringify(products);
}
