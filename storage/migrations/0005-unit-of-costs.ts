import type { Transaction } from 'dexie';

/** A line as versions up to 4 kept it; nothing of it has been checked. */
type KeptLine = Readonly<Record<string, unknown>>;

function withUnknownCurrency(line: KeptLine): KeptLine {
	return line.costCurrency === null ? { ...line, costCurrency: 'unknown' } : line;
}

/**
 * Version 5: the currency of a line's cost is said. Up to version 4 null meant the deal's own, also where the CRM keeps
 * costs in its company's currency, so that of a kept deal nobody knows it; it is known again once the deal is read.
 * Frozen: a later version adds a file beside this one.
 */
export const unitOfCosts = {
	version: 5,
	tables: {},
	async upgrade(transaction: Transaction): Promise<void> {
		await transaction
			.table('deals')
			.toCollection()
			.modify((row: { facts?: { lines?: unknown } }) => {
				if (Array.isArray(row.facts?.lines)) row.facts.lines = row.facts.lines.map(withUnknownCurrency);
			});
	},
} as const;
