import type { CostCurrency, CurrencyCode, Day, DealFacts, Product, QuoteLine } from '../model/deal.ts';
import { type Decimal, multiply, parseDecimal } from '../model/decimal.ts';
import type { ExchangeRate, PriceGuide, ProductCost } from '../model/playbook.ts';
import { bareCode, foldedCode } from '../model/product-code.ts';
import type { CostUnknown, UnknownCostReason } from '../model/view.ts';
import { convert } from './exchange.ts';

/** The cost in use for a line: the CRM's, else the playbook's list. */
export interface LineCost {
	/** Per unit of the line, in the deal's currency. */
	readonly unitCost: Decimal | null;
	readonly from: 'crm' | 'cost-list' | null;
	/** Why it is unknown; null when it is known. */
	readonly unknown: UnknownCostReason | null;
}

/** The cost of a saved line. */
export interface SavedCost extends LineCost {
	readonly unknown: CostUnknown | null;
}

/** Where costs and prices of products that the CRM does not tell are looked up. */
export interface CostSource {
	/** The day that rates of exchange are wanted of. */
	readonly day: Day;
	readonly rates: readonly ExchangeRate[];
	readonly costs: readonly ProductCost[];
	readonly priceGuides: readonly PriceGuide[];
}

/** A list by its products' codes as they are written, as they are kept, and without case. */
interface ByProduct {
	/** Of several entries for one product the last counts. */
	readonly written: ReadonlyMap<string, unknown>;
	/** Null where several entries have one code: none of them is meant for sure. */
	readonly bare: ReadonlyMap<string, unknown>;
	readonly folded: ReadonlyMap<string, unknown>;
}

const maps = new WeakMap<readonly object[], ByProduct>();

function unique<T>(entries: ReadonlyMap<string, T>, keyOf: (product: string) => string): ReadonlyMap<string, T | null> {
	const made = new Map<string, T | null>();
	for (const [product, entry] of entries) made.set(keyOf(product), made.has(keyOf(product)) ? null : entry);
	return made;
}

function byProduct(list: readonly { readonly product: string }[]): ByProduct {
	const known = maps.get(list);
	if (known) return known;
	const written = new Map(list.map((entry) => [entry.product, entry]));
	const made = { written, bare: unique(written, bareCode), folded: unique(written, foldedCode) };
	maps.set(list, made);
	return made;
}

/**
 * A code's entry in a list. CRMs keep spaces and unseen signs with a code, and firms write one code in two cases: the
 * code as it is written comes first, then without what nobody sees, then without case where one entry alone is meant.
 */
function entryOf<T extends { readonly product: string }>(code: string, list: readonly T[]): T | null {
	const { written, bare, folded } = byProduct(list);
	const found = written.get(code) ?? bare.get(bareCode(code)) ?? folded.get(foldedCode(code)) ?? null;
	// A list is always mapped to its own entries.
	return found as T | null;
}

/** Finds a product's entry in a list by its code first, then by its id. */
function listed<T extends { readonly product: string }>(product: Product | null, list: readonly T[]): T | null {
	if (!product || list.length === 0) return null;
	return (product.code === null ? null : entryOf(product.code, list)) ?? entryOf(product.id, list);
}

function unknown(reason: CostUnknown): SavedCost {
	return { unitCost: null, from: null, unknown: reason };
}

/**
 * The cost of one unit of a line. A cost in another currency is converted at the day's rate and is unknown without one;
 * a cost for another unit of measure is multiplied, and is unknown where nobody knows how the units go together.
 */
export function costOf(line: QuoteLine, deal: DealFacts, source: CostSource): SavedCost {
	const own = parseDecimal(line.unitCost);
	const entry = own ? null : listed(line.product, source.costs);
	const given = own ?? parseDecimal(entry?.unitCost);
	if (!given) return unknown(deal.isCostDenied ? 'cost-denied' : 'cost-unknown');
	const currency = entry ? entry.currency : line.costCurrency;
	const converted = inCurrency(given, currency, deal.currency, source);
	if (!converted) return unknown('cost-currency');
	const units = parseDecimal(line.costUnits);
	return units
		? { unitCost: multiply(converted, units), from: own ? 'crm' : 'cost-list', unknown: null }
		: unknown('cost-unit');
}

function inCurrency(
	amount: Decimal,
	from: CostCurrency,
	to: CurrencyCode | null,
	{ rates, day }: CostSource,
): Decimal | null {
	if (from === 'deal' || from === to) return amount;
	return from === 'unknown' || to === null ? null : convert(amount, from, to, rates, day);
}

/** What the playbook's cost list says of a product by its code, in the deal's currency; null when it is unknown. */
export function listedUnitCost(product: string, currency: CurrencyCode | null, source: CostSource): Decimal | null {
	const entry = entryOf(product, source.costs);
	const cost = parseDecimal(entry?.unitCost);
	return entry && cost ? inCurrency(cost, entry.currency, currency, source) : null;
}

/** Lowest prices per unit that keep floor and target, for who is not told costs. */
export interface GuidePrices {
	readonly floor: Decimal;
	readonly target: Decimal;
}

/** The playbook's guide for a product; null without one in the deal's currency. */
export function guideFor(
	product: Product | null,
	currency: CurrencyCode | null,
	source: CostSource,
): GuidePrices | null {
	const guide = listed(product, source.priceGuides);
	const [floor, target] = [parseDecimal(guide?.floorPrice), parseDecimal(guide?.targetPrice)];
	return guide?.currency === currency && floor && target ? { floor, target } : null;
}
