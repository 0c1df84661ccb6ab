import type { Transaction } from 'dexie';

/** A policy as versions up to 6 kept it; nothing of it has been checked. */
interface KeptPolicy {
	readonly visibility?: Readonly<Record<string, unknown>>;
	readonly floorFor?: unknown;
	readonly reasonCodes?: unknown;
	readonly quarterEnd?: { readonly days?: unknown; readonly usualExtraDiscount?: unknown };
	readonly recurringBasis?: unknown;
}

/** The reasons of the sample, which every new browser was given. */
const sampleReasons = 'competitor,volume,first-order,reference,make-good';

/** True where nobody has ever saved what reps see: all that is chosen beside it stands as it was given too. */
function isUnchosen({ visibility, floorFor, reasonCodes, quarterEnd, recurringBasis }: KeptPolicy): boolean {
	const reasons = Array.isArray(reasonCodes) ? reasonCodes.map(({ id }: { id?: unknown }) => id).join(',') : '';
	return (
		visibility?.rep === 'exact' &&
		visibility.marketer === 'exact' &&
		visibility.manager === 'exact' &&
		floorFor === 'band' &&
		(reasons === '' || reasons === sampleReasons) &&
		quarterEnd?.days === 10 &&
		recurringBasis === 'first-year'
	);
}

/**
 * Version 7: reps are not shown every figure only because nobody has chosen. Where a manager may have chosen, whatever it
 * was, it stays. Frozen: a later version adds a file beside this one.
 */
export const byCostList = {
	version: 7,
	tables: {},
	async upgrade(transaction: Transaction): Promise<void> {
		await transaction
			.table('documents')
			.toCollection()
			.modify((row: { id?: unknown; playbook?: { name?: unknown; margin?: KeptPolicy } }) => {
				const margin = row.playbook?.margin;
				if (row.id !== 'playbook' || !row.playbook || typeof margin !== 'object' || margin === null) return;
				if (!isUnchosen(margin)) return;
				const visibility = { ...margin.visibility, rep: 'by-cost-list' };
				row.playbook = { ...row.playbook, margin: { ...margin, visibility } };
			});
	},
} as const;
