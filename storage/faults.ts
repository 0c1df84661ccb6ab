/**
 * Why storage failed, where it can be said. `storage-full`: the browser has no room. `database-newer`: a newer version of
 * Dealside wrote the database.
 */
export type StorageFault = 'storage-full' | 'database-newer';

/** Thrown where `storage/` itself refuses. */
export class StorageError extends Error {
	readonly fault: StorageFault;

	constructor(fault: StorageFault) {
		super(fault);
		this.fault = fault;
	}
}

interface Thrown {
	readonly name?: unknown;
	readonly message?: unknown;
	readonly inner?: unknown;
	readonly failures?: unknown;
}

/** What stands behind something thrown by a storage function; null when nothing more can be said. */
export function faultOf(thrown: unknown): StorageFault | null {
	if (thrown instanceof StorageError) return thrown.fault;
	if (typeof thrown !== 'object' || thrown === null) return null;
	const { name, message, inner, failures } = thrown as Thrown;
	// `browser.storage.local` says it in words alone.
	const isFull = name === 'QuotaExceededError' || (typeof message === 'string' && /quota/i.test(message));
	if (isFull) return 'storage-full';
	// An aborted transaction carries its reason inside, a bulk write carries one per row.
	const first: unknown = Array.isArray(failures) ? failures[0] : undefined;
	return faultOf(inner) ?? faultOf(first);
}
