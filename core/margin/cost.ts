import type { CostCurrency, CostPeriod, CurrencyCode, Day, DealFacts, Product, QuoteLine } from '../model/deal.ts';
import { type Decimal, formatDecimal, isZero, multiply, parseDecimal, trimZeros } from '../model/decimal.ts';
import type { ExchangeRate, PriceGuide, ProductCost } from '../model/playbook.ts';
import { bareCode, foldedCode } from '../model/product-code.ts';
import type { CostUnknown, UnknownCostReason, UsedRate } from '../model/view.ts';
import { convertAt, findRate } from './exchange.ts';

/** What is known of a line's cost, from whatever source. */
export type CostedLine = Pick<
	QuoteLine,
	'product' | 'unitCost' | 'costCurrency' | 'costUnits' | 'costPeriod' | 'isCostZero' | 'isCostOfParts' | 'recurrence'
>;

/** The cost in use for a line: what is typed, else the CRM's, else the playbook's list. */
export interface LineCost {
	/** Per unit of the line, each time it is due, in the deal's currency. */
	readonly unitCost: Decimal | null;
	/** How often it is due. */
	readonly period: CostPeriod;
	readonly from: 'crm' | 'cost-list' | 'typed' | null;
	/** The playbook's rate it was converted at; null without one. */
	readonly rate: UsedRate | null;
	/** Why it is unknown; null when it is known. */
	readonly unknown: UnknownCostReason | null;
}

/** The cost of a line whose product is known, or that is saved. */
export interface SavedCost extends LineCost {
	readonly unknown: CostUnknown | null;
}

/** Where costs and prices of products that the CRM does not tell are looked up. */
export interface CostSource {
	/** The day that rates of exchange are wanted of. */
	readonly day: Day;
	readonly rates: readonly ExchangeRate[];
	readonly costs: readonly ProductCost[];
	/** Products whose cost in the list cannot be read: neither a guide nor anything else stands in for it. */
	readonly unreadableCosts: readonly string[];
	readonly priceGuides: readonly PriceGuide[];
}

/** A list by its products' codes as they are written, as they are kept, and without case. */
interface ByProduct {
	/** The last of several entries for one product counts. */
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
	return { unitCost: null, period: 'unknown', from: null, rate: null, unknown: reason };
}

/** True where the list may hold a cost of this product that cannot be read. */
function isUnreadable(product: Product | null, { unreadableCosts }: CostSource): boolean {
	if (!product || unreadableCosts.length === 0) return false;
	const names = new Set([product.code ?? product.id, product.id].map(foldedCode));
	return unreadableCosts.some((name) => names.has(foldedCode(name)));
}

/** A cost with all that makes it one. */
interface ToldCost {
	readonly amount: Decimal;
	readonly currency: CostCurrency;
	readonly period: CostPeriod;
	readonly from: 'crm' | 'cost-list';
}

/** The cost of the first source that has one, the CRM and then the list; or why there is none. */
function toldCost(line: CostedLine, deal: DealFacts, source: CostSource): ToldCost | CostUnknown {
	// The list never stands in for a 0 that somebody may have meant.
	if (line.isCostZero) return 'cost-zero';
	const own = parseDecimal(line.unitCost);
	if (own) return { amount: own, currency: line.costCurrency, period: line.costPeriod, from: 'crm' };
	if (isUnreadable(line.product, source)) return 'cost-unreadable';
	const entry = listed(line.product, source.costs);
	const amount = parseDecimal(entry?.unitCost);
	if (!entry || !amount) {
		if (line.isCostOfParts) return 'cost-of-parts';
		return deal.isCostDenied ? 'cost-denied' : 'cost-unknown';
	}
	if (isZero(amount) && entry.isFree !== true) return 'cost-zero';
	const period = entry.period === 'unsaid' ? 'unknown' : entry.period;
	return { amount, currency: entry.currency, period, from: 'cost-list' };
}

/** True where it can be said how often a cost is due beside a price. */
function isPeriodJoined({ recurrence }: CostedLine, period: CostPeriod): boolean {
	return recurrence ? period !== 'unknown' : period !== 'month' && period !== 'year';
}

/**
 * The cost of one unit of a line. A cost in another currency is converted at the day's rate and is unknown without one;
 * a cost for another unit of measure is multiplied, and is unknown where nobody knows how the units go together; so is
 * a cost whose period cannot be joined with the price's.
 */
export function costOf(line: CostedLine, deal: DealFacts, source: CostSource): SavedCost {
	const told = toldCost(line, deal, source);
	if (typeof told === 'string') return unknown(told);
	const { amount, currency, period, from } = told;
	const converted = inCurrency(amount, currency, deal.currency, source);
	if (!converted) return unknown('cost-currency');
	const units = parseDecimal(line.costUnits);
	if (!units) return unknown('cost-unit');
	if (!isPeriodJoined(line, period)) return unknown('cost-period');
	return { unitCost: multiply(converted.amount, units), period, from, rate: converted.rate, unknown: null };
}

interface Converted {
	readonly amount: Decimal;
	readonly rate: UsedRate | null;
}

function inCurrency(
	amount: Decimal,
	from: CostCurrency,
	to: CurrencyCode | null,
	{ rates, day }: CostSource,
): Converted | null {
	if (from === 'deal' || from === to) return { amount, rate: null };
	if (from === 'unknown' || to === null) return null;
	const found = findRate(from, to, rates, day);
	const converted = found && convertAt(amount, found);
	if (!found || !converted) return null;
	const [listedFrom, listedTo] = found.isInverse ? [to, from] : [from, to];
	const rate = formatDecimal(trimZeros(found.rate));
	return { amount: converted, rate: { from: listedFrom, to: listedTo, rate, day: found.day } };
}

/** What the playbook's cost list says of a product by its code, in the deal's currency; null when it is unknown. */
export function listedUnitCost(product: string, currency: CurrencyCode | null, source: CostSource): Decimal | null {
	if (source.unreadableCosts.some((name) => foldedCode(name) === foldedCode(product))) return null;
	const entry = entryOf(product, source.costs);
	const cost = parseDecimal(entry?.unitCost);
	if (!entry || !cost || (isZero(cost) && entry.isFree !== true)) return null;
	return inCurrency(cost, entry.currency, currency, source)?.amount ?? null;
}

/** Lowest prices per unit that keep floor and target, for people who may not see costs. */
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
	if (isUnreadable(product, source)) return null;
	const guide = listed(product, source.priceGuides);
	const [floor, target] = [parseDecimal(guide?.floorPrice), parseDecimal(guide?.targetPrice)];
	return guide?.currency === currency && floor && target ? { floor, target } : null;
}
