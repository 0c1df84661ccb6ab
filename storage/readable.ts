import * as v from 'valibot';
import { isDecimalString } from '../core/model/decimal.ts';
import type { ProductCost } from '../core/model/playbook.ts';

/** What is stored, when it has the shape; null for anything else. */
export function readable<T>(shape: v.GenericSchema<unknown, T>, stored: unknown): T | null {
	const parsed = v.safeParse(shape, stored);
	return parsed.success ? parsed.output : null;
}

/** The entries of a stored record that have the shape; the others are left out. */
export function readableEntries<T>(shape: v.GenericSchema<unknown, T>, stored: unknown): Record<string, T> {
	if (typeof stored !== 'object' || stored === null) return {};
	return Object.fromEntries(
		Object.entries(stored).flatMap(([key, value]) => {
			const entry = readable(shape, value);
			return entry === null ? [] : [[key, entry]];
		}),
	);
}

/**
 * The costs of a stored list that can be used. By hand: a schema takes too long over 100,000 of them. Costs kept by a
 * version that knew no periods are said to have none.
 */
export function readableCosts(stored: unknown): ProductCost[] {
	if (!Array.isArray(stored)) return [];
	return stored.filter(isCost).map((cost) => (cost.period ? cost : { ...cost, period: 'unsaid' }));
}

function isCost(stored: unknown): stored is ProductCost {
	if (typeof stored !== 'object' || stored === null) return false;
	const { product, unitCost, currency } = stored as Partial<Record<keyof ProductCost, unknown>>;
	return (
		typeof product === 'string' &&
		typeof unitCost === 'string' &&
		isDecimalString(unitCost) &&
		typeof currency === 'string'
	);
}
