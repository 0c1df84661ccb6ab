import type { Transaction } from 'dexie';

/**
 * Version 2 remembers which uploads of costs were begun, so that a part of a forgotten one cannot be put in force as if
 * it were the whole. Frozen: a later version adds a file beside this one.
 */
export const uploads = {
	version: 2,
	tables: { uploads: 'upload, at' },
	/** Parts staged by version 1 belong to pages that closed with it: nobody can finish them. */
	async upgrade(transaction: Transaction): Promise<void> {
		await transaction.table('stagedCosts').clear();
	},
} as const;
