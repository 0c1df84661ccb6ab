import type { Transaction } from 'dexie';

/** A policy as versions up to 6 kept it; nothing of it has been checked. */
interface KeptPolicy {
	readonly visibility?: Readonly<Record<string, unknown>>;
}

const usual = {
	floorFor: 'band',
	recurringBasis: 'first-year',
	warnings: 'note',
};

/** What a browser was given that began with nothing. */
const start = {
	...usual,
	rules: [],
	reasonCodes: [],
	quarterEnd: { days: 10, usualExtraDiscount: null },
	otherwise: null,
	families: [],
};

const everything = {
	products: [],
	families: [],
	segments: [],
	regions: [],
	currencies: [],
	stages: [],
	teams: [],
	from: null,
	until: null,
};

/** What every browser was given before that. */
const sample = {
	...usual,
	otherwise: { floor: '0.20', target: '0.30' },
	families: [
		{ family: 'Compressors', floor: '0.25', target: '0.30' },
		{ family: 'Controls', floor: '0.35', target: '0.42' },
		{ family: 'Services', floor: '0.25', target: '0.35' },
		{ family: 'Freight', floor: '0', target: '0.10' },
	],
	rules: [
		{
			id: 'cx-40-dollars',
			name: 'CX-40 in dollars',
			scope: { ...everything, products: ['CX-40'], currencies: ['USD'] },
			floor: '0.27',
			target: '0.33',
			warnings: null,
		},
		{
			id: 'food-controls-autumn',
			name: 'Controls for food and dairy, autumn',
			scope: {
				...everything,
				families: ['Controls'],
				segments: [{ field: 'industry', values: ['Food', 'Dairy'] }],
				from: '2026-09-01',
				until: '2027-01-31',
			},
			floor: '0.30',
			target: '0.38',
			warnings: null,
		},
		{
			id: 'dollars',
			name: 'Everything else in dollars',
			scope: { ...everything, currencies: ['USD'] },
			floor: '0.24',
			target: '0.34',
			warnings: 'reason',
		},
	],
	reasonCodes: [
		{ id: 'competitor', text: 'A competitor offers less' },
		{ id: 'volume', text: 'Volume or a longer term in return' },
		{ id: 'first-order', text: 'First order of a customer worth winning' },
		{ id: 'reference', text: 'Reference or joint case study agreed' },
		{ id: 'make-good', text: 'Making good for a problem we caused' },
	],
	quarterEnd: { days: 10, usualExtraDiscount: '0.03' },
};

/** True when both hold the same values, in whatever order their members are. */
function isSame(left: unknown, right: unknown): boolean {
	if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return left === right;
	const [one, other] = [left as Record<string, unknown>, right as Record<string, unknown>];
	const keys = Object.keys(one);
	return (
		Array.isArray(left) === Array.isArray(right) &&
		keys.length === Object.keys(other).length &&
		keys.every((key) => Object.hasOwn(other, key) && isSame(one[key], other[key]))
	);
}

/** True where the policy is what a browser was given, to the last word: then nobody has saved what reps see either. */
function isUnchosen({ visibility, ...policy }: KeptPolicy): boolean {
	const isOpen = isSame(visibility, { rep: 'exact', marketer: 'exact', manager: 'exact' });
	return isOpen && (isSame(policy, start) || isSame(policy, sample));
}

/**
 * Version 7: reps are not shown every figure only because nobody has chosen. A policy in which a manager has chosen
 * anything stays as it is, with what reps see. Frozen: a later version adds a file beside this one.
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
