import * as v from 'valibot';
import type { SiteMaps } from '../core/model/page-map.ts';
import type { Playbook, ProductCost } from '../core/model/playbook.ts';
import { type Stored, stored } from '../core/model/stored.ts';
import { keepAside } from './aside.ts';
import { putCosts, shardsOf } from './costs.ts';
import type { CostShard, Database, StoredDocument } from './database.ts';
import { StorageError } from './faults.ts';
import { type Merged, mergeMaps, undoMerge } from './maps.ts';
import { type PlaybookRow, playbookRow, readPlaybookRow } from './playbook-row.ts';
import { readCosts } from './read-costs.ts';
import { mapStored, readRow, valueOr } from './readable.ts';

/** The playbook in force with the count of its changes. */
export interface KeptPlaybook {
	readonly playbook: Playbook;
	readonly revision: number;
}

export async function readPlaybook(db: Database): Promise<Stored<KeptPlaybook>> {
	return mapStored(await playbookRow(db), ({ playbook, revision }) => ({ playbook, revision }));
}

/** The playbook in force; throws where it is gone or cannot be read. */
export async function presentPlaybook(db: Database): Promise<KeptPlaybook> {
	const present = valueOr(await readPlaybook(db), null, 'playbook');
	if (!present) throw new StorageError('database-gone');
	return present;
}

/**
 * Changes the playbook in one transaction and returns what the change answers; one that returns the same playbook writes
 * nothing. Throws as `presentPlaybook` does.
 */
export async function changePlaybook<T>(
	db: Database,
	change: (playbook: Playbook) => { readonly playbook: Playbook; readonly answer: T },
): Promise<T> {
	return db.transaction('rw', db.documents, async () => {
		const present = await presentPlaybook(db);
		const { playbook, answer } = change(present.playbook);
		if (playbook !== present.playbook)
			await db.documents.put({ id: 'playbook', playbook, revision: present.revision + 1, costs: null });
		return answer;
	});
}

/**
 * What an import replaced, as it was kept. `playbook`: the row; null where none was. `costs`: the rows; null where they
 * were left. `mapped`: what was done to the maps.
 */
interface Before extends StoredDocument {
	readonly id: 'before';
	readonly format: 2;
	readonly playbook: unknown;
	readonly costs: readonly CostShard[] | null;
	readonly mapped: unknown;
}

const beforeShape: v.GenericSchema<unknown, Before> = v.strictObject({
	id: v.literal('before'),
	format: v.literal(2),
	playbook: v.unknown(),
	costs: v.nullable(v.array(v.looseObject({ shard: v.number(), costs: v.unknown() }))),
	mapped: v.unknown(),
}) as v.GenericSchema<unknown, Before>;

/** As versions up to 0.1 kept it: the playbook by itself, and costs as one list. */
const olderBeforeShape = v.strictObject({
	id: v.literal('before'),
	playbook: v.unknown(),
	revision: v.number(),
	costs: v.unknown(),
	mapped: v.optional(v.unknown()),
});

/** What the last import replaced, whichever version kept it. */
export async function readBefore(db: Database): Promise<Stored<Before>> {
	const raw: unknown = await db.documents.get('before');
	const older = readRow(olderBeforeShape, raw);
	if (older.kind !== 'value') return readRow(beforeShape, raw);
	const { playbook, revision, costs, mapped } = older.value;
	return stored<Before>({
		id: 'before',
		format: 2,
		playbook: { id: 'playbook', playbook, revision, costs: null },
		costs: costs === null || costs === undefined ? null : shardsOf(readCosts(costs).costs),
		mapped: mapped ?? null,
	});
}

/** What goes along with a replacement, in the same transaction. */
export interface Along {
	/** A row that says where the playbook came from. */
	readonly row: StoredDocument;
	/** False where what an earlier replacement took away stays what can be put back. */
	readonly isUndoNew: boolean;
}

/**
 * Replaces the playbook, and the costs when there are any, and adds the maps, in one transaction; exactly what was there
 * can be put back once. Returns what was done to the maps, null when there were none.
 */
export async function replacePlaybook(
	db: Database,
	playbook: Playbook,
	costs: readonly ProductCost[] | null,
	mapped: SiteMaps | null = null,
	along: Along | null = null,
): Promise<Merged | null> {
	return db.transaction('rw', [db.documents, db.costShards, db.maps, db.pointed], async () => {
		const raw: unknown = await db.documents.get('playbook');
		const row = await playbookRow(db);
		const merged = mapped && (await mergeMaps(db, mapped));
		if (row.kind === 'unreadable') await keepAside(db, 'playbook', 'playbook', row.raw);
		const shards = costs === null ? null : await db.costShards.toArray();
		const before: Before = { id: 'before', format: 2, playbook: raw ?? null, costs: shards, mapped: merged };
		// A first playbook replaces nothing.
		const isSomething = raw !== undefined || merged !== null || (shards?.length ?? 0) > 0;
		if (isSomething && (along?.isUndoNew ?? true)) await db.documents.put(before);
		if (along) await db.documents.put(along.row);
		const revision = row.kind === 'value' ? row.value.revision + 1 : 1;
		await db.documents.put({ id: 'playbook', playbook, revision, costs: null });
		if (costs !== null) {
			await putCosts(db, costs, 'replace');
			// What an import of a price list had set aside is not what would be put back any more.
			await db.documents.delete('costs-before');
		}
		return merged;
	});
}

/**
 * Puts back exactly what the last replacement took away, also what cannot be read; false when there is nothing. Throws
 * where what was kept for it cannot be read.
 */
export async function restorePlaybook(db: Database): Promise<boolean> {
	return db.transaction('rw', [db.documents, db.costShards, db.maps, db.pointed], async () => {
		const before = valueOr(await readBefore(db), null, 'undo');
		if (!before) return false;
		const present = await playbookRow(db);
		if (before.playbook === null) await db.documents.delete('playbook');
		else await db.documents.put(asNext(before.playbook, present));
		if (before.costs !== null) {
			await db.costShards.clear();
			await db.costShards.bulkPut([...before.costs]);
			await db.documents.delete('costs-before');
		}
		await undoMerge(db, before.mapped);
		await db.documents.delete('before');
		return true;
	});
}

/** The row as the next change of the one in force; one that cannot be read stays as it was. */
function asNext(row: unknown, present: Stored<PlaybookRow>): StoredDocument {
	const read = readPlaybookRow(row);
	if (read.kind !== 'value') return row as StoredDocument;
	const revision = present.kind === 'value' ? present.value.revision + 1 : read.value.revision;
	return { ...read.value, revision };
}
