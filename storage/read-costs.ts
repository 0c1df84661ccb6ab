import { isDecimalString } from '../core/model/decimal.ts';
import type { ProductCost } from '../core/model/playbook.ts';
import { foldedCode } from '../core/model/product-code.ts';
import type { CostShard } from './database.ts';

/** Costs that can be used, and the entries that cannot, as they are kept. */
export interface ReadCosts {
	readonly costs: ProductCost[];
	readonly unreadable: unknown[];
}

const costKeys: ReadonlySet<string> = new Set(['product', 'unitCost', 'currency', 'period', 'isFree']);
const periods: readonly unknown[] = ['once', 'month', 'year', 'unsaid', undefined];

/** By hand: a schema takes too long over 100,000 of them. */
function isCost(kept: unknown): kept is ProductCost {
	if (typeof kept !== 'object' || kept === null) return false;
	const { product, unitCost, currency, period, isFree } = kept as Partial<Record<keyof ProductCost, unknown>>;
	return (
		typeof product === 'string' &&
		typeof unitCost === 'string' &&
		isDecimalString(unitCost) &&
		typeof currency === 'string' &&
		periods.includes(period) &&
		(isFree === undefined || typeof isFree === 'boolean') &&
		Object.keys(kept).every((key) => costKeys.has(key))
	);
}

/**
 * Reads a kept list of costs, entry by entry. Costs kept by a version that knew no periods are said to have none. What is
 * no list is one entry that cannot be read.
 */
export function readCosts(kept: unknown): ReadCosts {
	if (!Array.isArray(kept)) return { costs: [], unreadable: kept === undefined ? [] : [kept] };
	const read: ReadCosts = { costs: [], unreadable: [] };
	for (const entry of kept) {
		if (!isCost(entry)) read.unreadable.push(entry);
		else read.costs.push(entry.period ? entry : { ...entry, period: 'unsaid' });
	}
	return read;
}

/** Reads a shard; a row that holds more than a version knows is one entry that cannot be read. */
export function readShard(row: CostShard | undefined): ReadCosts {
	if (row === undefined) return { costs: [], unreadable: [] };
	const isKnown = Object.keys(row).every((key) => key === 'shard' || key === 'costs');
	return isKnown ? readCosts(row.costs ?? row) : { costs: [], unreadable: [row] };
}

/** The product that an entry that cannot be read is of, folded; null when it does not tell. */
export function productOfEntry(entry: unknown): string | null {
	const product = (entry as Partial<Record<'product', unknown>> | null)?.product;
	return typeof product === 'string' ? foldedCode(product) : null;
}
