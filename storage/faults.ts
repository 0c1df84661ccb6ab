import type { StorageFault, StoreName } from '../core/model/storage-state.ts';

/** Thrown where `storage/` itself refuses. Nothing was changed. */
export class StorageError extends Error {
	readonly fault: StorageFault;
	/** The store of a row that cannot be read; null with the other faults. */
	readonly store: StoreName | null;

	constructor(fault: Exclude<StorageFault, 'row-unreadable'>, store?: null);
	constructor(fault: 'row-unreadable', store: StoreName);
	constructor(fault: StorageFault, store: StoreName | null = null) {
		super(store === null ? fault : `${fault}: ${store}`);
		this.fault = fault;
		this.store = store;
	}
}

interface Thrown {
	readonly name?: unknown;
	readonly message?: unknown;
	readonly inner?: unknown;
	readonly failures?: unknown;
}

/** What stands behind something thrown by a storage function; null when nothing more can be said. */
export function storageErrorOf(thrown: unknown): StorageError | null {
	if (thrown instanceof StorageError) return thrown;
	if (typeof thrown !== 'object' || thrown === null) return null;
	const { name, message, inner, failures } = thrown as Thrown;
	// `browser.storage.local` says it in words alone.
	const isFull = name === 'QuotaExceededError' || (typeof message === 'string' && /quota/i.test(message));
	if (isFull) return new StorageError('storage-full');
	if (name === 'VersionError') return new StorageError('database-newer');
	// An aborted transaction carries its reason inside, a bulk write carries one per row.
	const first: unknown = Array.isArray(failures) ? failures[0] : undefined;
	return storageErrorOf(inner) ?? storageErrorOf(first);
}
