import { effectiveDiscount } from '../margin/figures.ts';
import { savedLine } from '../margin/line.ts';
import type { DealFacts } from '../model/deal.ts';
import { formatDecimal, one, trimZeros } from '../model/decimal.ts';
import type { PastPrice } from '../model/playbook.ts';

/** The deals' own step from prices to history: what each line of a quote gives off list, six digits. */
export function pastPrices(deal: DealFacts, products: ReadonlySet<string>): PastPrice[] {
	// An opportunity's products stand there at list, whatever they are sold for.
	if (deal.ref.kind !== 'quote') return [];
	return (deal.lines ?? []).flatMap((line): PastPrice[] => {
		const { product } = line;
		const name = product && (product.code ?? product.id);
		if (!product || !name || line.isOptional || line.partOf !== undefined) return [];
		if (!products.has(name) && !products.has(product.id)) return [];
		const { list, net } = savedLine(line, { unitCost: null, periods: one, rounding: deal.rounding });
		const discount = list && net && effectiveDiscount(net, list);
		return discount ? [{ product: name, discount: formatDecimal(trimZeros(discount)) }] : [];
	});
}
