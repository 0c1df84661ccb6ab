import { Dexie, type EntityTable, type Table } from 'dexie';
import { StorageError } from './faults.ts';
import { type Migration, migrations } from './migrations/chain.ts';

/**
 * The database of this browser. Only `storage/` knows that it is Dexie. What rows hold is `unknown` until it was looked
 * at: another version, or a hand in the developer tools, may have written it.
 */
export class Database extends Dexie {
	declare deals: EntityTable<{ key: string; facts: unknown; at: string; user?: unknown }, 'key'>;
	declare notes: EntityTable<{ key: string; notes: unknown }, 'key'>;
	declare documents: EntityTable<StoredDocument, 'id'>;
	declare costShards: EntityTable<CostShard, 'shard'>;
	declare stagedCosts: EntityTable<{ id: number; upload: string; costs: unknown }, 'id'>;
	declare uploads: EntityTable<Upload, 'upload'>;
	declare stageLists: EntityTable<{ key: string; list: unknown }, 'key'>;
	declare maps: EntityTable<StoredMap, 'id'>;
	declare pointed: Table<StoredPointed, PointedPlace>;

	/** A shorter `chain` is the database as an earlier version knew it. */
	constructor(name = 'dealside', chain: readonly Migration[] = migrations) {
		super(name);
		for (const { version, tables, upgrade } of chain) {
			const step = this.version(version).stores({ ...tables });
			if (upgrade) step.upgrade((transaction) => upgrade(transaction));
		}
	}
}

/**
 * `playbook`: the one in force. `before`, `costs-before`, `maps-before`: what the last import of each replaced.
 * `aside:…`: what could not be read and was in the way. `unreadable`: the same, by versions up to 0.1.
 */
export interface StoredDocument {
	readonly id: string;
	readonly [field: string]: unknown;
}

/** A map under the site it belongs to. */
export interface StoredMap {
	readonly id: string;
	readonly site: string;
	readonly map: unknown;
}

/** A pointed field under its crm, site and name. */
export interface StoredPointed {
	readonly crm: string;
	readonly site: string;
	readonly field: string;
	readonly pointed: unknown;
}

export type PointedPlace = [crm: string, site: string, field: string];

/** Costs of the products whose codes fall into one of 256 shards: 100,000 rows are 256 writes, and one deal reads few. */
export interface CostShard {
	readonly shard: number;
	readonly costs: unknown;
}

/** An import of costs that was begun. Kept for a while after its commit, so that a commit asked again is known. */
export interface Upload {
	readonly upload: string;
	/** When it was begun or its last part came. */
	readonly at: string;
	readonly isCommitted: boolean;
}

/** IndexedDB keeps whole numbers: Dexie's version times ten. */
const nativeVersions = 10;

/** Databases whose upgrade waits for windows of an older version; waiting goes on meanwhile. */
const blocked = new WeakSet<Database>();

/**
 * Opens the database, also after the browser closed it. Throws a `StorageError`: `database-newer` for one that a newer
 * version wrote, which is left untouched, `database-blocked` while an older version keeps it from being upgraded.
 */
export async function openDatabase(db: Database): Promise<void> {
	if (db.isOpen()) return;
	// The browser tells it once: later questions must not wait for ever.
	if (blocked.has(db)) throw new StorageError('database-blocked');
	// Dexie opens a newer database all the same, and adds to it what it misses.
	const present = (await indexedDB.databases()).find(({ name }) => name === db.name);
	if (Math.floor((present?.version ?? 0) / nativeVersions) > db.verno) throw new StorageError('database-newer');
	const isBlocked = new Promise<never>((_, reject) => {
		db.on('blocked', () => {
			blocked.add(db);
			reject(new StorageError('database-blocked'));
		});
	});
	const opened = db.open().finally(() => blocked.delete(db));
	await Promise.race([opened, isBlocked]);
}
