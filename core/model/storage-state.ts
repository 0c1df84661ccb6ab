/**
 * Why storage refused something. `storage-full`: the browser has no room. `database-newer`: a newer Dealside wrote the
 * database, which was left as it is. `database-blocked`: a window of an older Dealside keeps it from being brought up to
 * date. `database-gone`: what was kept is not there any more. `row-unreadable`: a row that would be needed, or written
 * over, cannot be read; it was left as it is.
 */
export type StorageFault = 'storage-full' | 'database-newer' | 'database-blocked' | 'database-gone' | 'row-unreadable';

/**
 * Why storage as a whole does not work. `database-failed`: nothing more is known.
 */
export type StorageTrouble = Exclude<StorageFault, 'row-unreadable'> | 'database-failed';

/** Everything that is kept in this browser, by what it is to people. */
export const storeNames = [
	'playbook',
	'source',
	'undo',
	'costs',
	'deals',
	'notes',
	'stages',
	'maps',
	'pointed',
	'uploads',
	'drafts',
	'settings',
	'layouts',
	'access',
	'cost-fields',
] as const;

export type StoreName = (typeof storeNames)[number];

/** A kept row that this version cannot use; it is left as it is. `key`: as it is kept, text. */
export interface UnreadableRow {
	readonly store: StoreName;
	readonly key: string;
}

/** How what is kept in this browser is doing. */
export interface StorageState {
	/** Null: storage works. */
	readonly trouble: StorageTrouble | null;
	/** The first of them. */
	readonly unreadable: readonly UnreadableRow[];
	readonly unreadableCount: number;
	/** Imports that can still be taken back. */
	readonly undo: Readonly<Record<ImportKind, boolean>>;
}

/** What an import replaces. */
export type ImportKind = 'playbook' | 'costs' | 'maps';

/** As long as nothing is known to be wrong. */
export const healthyStorage: StorageState = {
	trouble: null,
	unreadable: [],
	unreadableCount: 0,
	undo: { playbook: false, costs: false, maps: false },
};
