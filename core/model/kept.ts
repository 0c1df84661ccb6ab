/**
 * What is kept in this browser, by what it is to people, in the order in which it is listed. `access`: keys to CRMs.
 * `undo`: what the last imports replaced. `other`: imports under way, what could not be
 * read and was put aside, and how long a CRM asked to wait.
 */
export const keptKinds = [
	'deals',
	'notes',
	'costs',
	'collateral',
	'playbook',
	'drafts',
	'stages',
	'maps',
	'settings',
	'access',
	'undo',
	'other',
] as const;

export type KeptKind = (typeof keptKinds)[number];

/** How much of one kind is kept. */
export interface KeptSize {
	readonly kind: KeptKind;
	/** Deals, products with a cost, pieces of collateral; for all others the entries that are kept. */
	readonly count: number;
	/** As JSON in UTF-8: roughly what the browser needs for it, which adds its own to each entry. */
	readonly bytes: number;
}

/** Everything that is kept, each kind once. */
export interface Kept {
	readonly sizes: readonly KeptSize[];
	/** What the browser itself says of Dealside's storage; null where it says nothing. */
	readonly estimate: { readonly usedBytes: number; readonly mostBytes: number } | null;
}
