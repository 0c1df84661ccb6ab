import type { StorageTrouble, StoreName, UnreadableRow } from '../core/model/storage-state.ts';
import { type CommandName, commandOf } from '../messages/commands.ts';
import type { RefusalCause } from '../messages/protocol.ts';
import { unreadableRows } from '../storage/inventory.ts';
import type { Surroundings } from './services/service.ts';

const troubles: Readonly<Record<RefusalCause, StorageTrouble | null>> = {
	'storage-full': 'storage-full',
	'database-newer': 'database-newer',
	'database-blocked': 'database-blocked',
	'database-gone': 'database-gone',
	// They are of one row or one import.
	'row-unreadable': null,
	'upload-gone': null,
};

/** Remembers what went wrong with storage until it goes right again, and tells every open page when that changes. */
export function createStorageWatch(around: Surroundings) {
	let trouble: StorageTrouble | null = null;
	/** With `storage-full`: which of the two is. */
	let isDatabaseFull = false;
	let rows: Promise<readonly UnreadableRow[]> | null = null;
	/** Stores of which it was told that they hold a row that cannot be read: telling it at each question would never end. */
	const met = new Set<StoreName>();

	function set(next: StorageTrouble | null): void {
		if (trouble === next) return;
		trouble = next;
		void around.changed('storage').catch(() => undefined);
	}

	/** What cannot be read may have changed: what was found before may not hold. */
	function looked(): void {
		rows = null;
		met.clear();
		void around.changed('storage').catch(() => undefined);
	}

	return {
		/** What is wrong now; null when nothing is known to be. */
		trouble: () => trouble,
		/** Storage could not be made ready (no `name`), or refused a command. */
		failed(cause: RefusalCause | 'database-failed', store: StoreName | null, name: CommandName | null): void {
			if (cause === 'storage-full') isDatabaseFull = name === null || !(commandOf(name).keeps === 'beside');
			if (cause === 'row-unreadable' && store !== null && !met.has(store)) {
				looked();
				met.add(store);
			}
			const next = cause === 'database-failed' ? cause : troubles[cause];
			if (next !== null) set(next);
		},
		/** A command was carried out; `hadDatabase`: the database was ready for it. */
		succeeded(name: CommandName, hadDatabase: boolean): void {
			const isWritten = commandOf(name).keeps !== 'nothing' && isDatabaseFull === !(commandOf(name).keeps === 'beside');
			const isOver =
				trouble === 'storage-full'
					? isWritten
					: trouble === 'database-gone'
						? commandOf(name).needs === 'playbook'
						: hadDatabase;
			if (isOver) set(null);
		},
		/** Rows that cannot be read; none are looked for once, and again after `looked`. */
		unreadable(): Promise<readonly UnreadableRow[]> {
			rows ??= unreadableRows(around.db).then(
				(found) => {
					// Each is looked for again, for an import may have taken its place.
					if (found.length > 0) rows = null;
					return found;
				},
				(thrown) => {
					rows = null;
					throw thrown;
				},
			);
			return rows;
		},
		looked,
	};
}

export type StorageWatch = ReturnType<typeof createStorageWatch>;
