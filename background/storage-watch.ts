import type { StorageTrouble, StoreName, UnreadableRow } from '../core/model/storage-state.ts';
import type { CommandName, RefusalCause } from '../messages/protocol.ts';
import { unreadableRows } from '../storage/inventory.ts';
import type { Surroundings } from './services/service.ts';

/** Commands that cannot be carried out without a playbook: that one succeeds says that it is there. */
const needing: ReadonlySet<CommandName> = new Set<CommandName>([
	'deal.context',
	'playbook.read',
	'playbook.import',
	'playbook.loadSample',
	'playbook.start',
]);

/** Commands that keep nothing here: that they succeed does not say that there is room. */
export const readingCommands: ReadonlySet<CommandName> = new Set<CommandName>([
	'layout.read',
	'crm.found',
	'api.call',
	'cost.field',
	'maps.here',
	'deal.context',
	'playbook.read',
	'playbook.preview',
	'playbook.export',
	'approvals.list',
	'costs.compare',
	'costs.find',
	'settings.read',
	'access.read',
	'drafts.list',
	'access.try',
	'cost.preview',
	'stages.list',
	'point.open',
	'maps.list',
	'maps.export',
	'sites.list',
	'storage.state',
	'storage.export',
	'line.claim',
	// The browser itself keeps which hosts it lets us into.
	'sites.granted',
	'sites.remove',
]);

/** Commands that keep what they write in another place than the database: there is room in the one or in the other. */
const besideDatabase: ReadonlySet<CommandName> = new Set<CommandName>([
	'layout.save',
	'settings.save',
	'access.setUp',
	'access.remove',
	'access.costField',
]);

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
			if (cause === 'storage-full') isDatabaseFull = name === null || !besideDatabase.has(name);
			if (cause === 'row-unreadable' && store !== null && !met.has(store)) {
				looked();
				met.add(store);
			}
			const next = cause === 'database-failed' ? cause : troubles[cause];
			if (next !== null) set(next);
		},
		/** A command was carried out; `hadDatabase`: the database was ready for it. */
		succeeded(name: CommandName, hadDatabase: boolean): void {
			const isWritten = !readingCommands.has(name) && isDatabaseFull === !besideDatabase.has(name);
			const isOver =
				trouble === 'storage-full' ? isWritten : trouble === 'database-gone' ? needing.has(name) : hadDatabase;
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
