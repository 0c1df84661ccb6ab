import { browser } from 'wxt/browser';
import type { ImportKind, StoreName, UnreadableRow } from '../core/model/storage-state.ts';
import type { Stored } from '../core/model/stored.ts';
import { accountPrefix, costFieldsKey, readAccountRow, readCostFieldsRow } from './access.ts';
import { asidePrefix, keepAside } from './aside.ts';
import type { CostShard, Database } from './database.ts';
import { readDealRow, readNotesRow } from './deals.ts';
import { draftPrefix, readDraftRow } from './drafts.ts';
import { readMapRow, readMergeRow, readPointedRow } from './maps.ts';
import { readBefore } from './playbook.ts';
import { readPlaybookRow } from './playbook-row.ts';
import { readCosts, readShard } from './read-costs.ts';
import { mapStored, readRow } from './readable.ts';
import { layoutPrefix, readLayoutRow, readSettingsRow, settingsKey } from './settings.ts';
import { readSourceRow, sourceId } from './source.ts';
import { readStagesRow } from './stages.ts';
import { uploadShape } from './uploads.ts';

/** A row that cannot be read, as it is kept. */
export interface RawRow extends UnreadableRow {
	readonly row: unknown;
}

/** Looks at a row, whatever its store. */
type Look = (row: unknown) => Stored<unknown>;

/** A list of costs is read entry by entry: one that cannot be read is enough. */
function lookAtShard(row: unknown): Stored<unknown> {
	const { unreadable } = readShard(row as CostShard);
	return unreadable.length > 0 ? { kind: 'unreadable', raw: row } : { kind: 'value', value: row };
}

function lookAtPart(row: unknown): Stored<unknown> {
	const { unreadable } = readCosts((row as { readonly costs?: unknown }).costs ?? null);
	return unreadable.length > 0 ? { kind: 'unreadable', raw: row } : { kind: 'value', value: row };
}

/** Every table with one kind of rows. `documents` has several, and is looked at by id. */
const tables = {
	costShards: { store: 'costs', look: lookAtShard },
	deals: { store: 'deals', look: readDealRow },
	notes: { store: 'notes', look: readNotesRow },
	stageLists: { store: 'stages', look: readStagesRow },
	maps: { store: 'maps', look: readMapRow },
	pointed: { store: 'pointed', look: readPointedRow },
	uploads: { store: 'uploads', look: (row) => readRow(uploadShape, row) },
	stagedCosts: { store: 'uploads', look: lookAtPart },
} as const satisfies Readonly<Record<string, { readonly store: StoreName; readonly look: Look }>>;

type TableName = keyof typeof tables;

const tableNames = Object.keys(tables) as TableName[];

const isUnreadable = (read: Stored<unknown>) => read.kind === 'unreadable';

async function ofTable(db: Database, name: TableName): Promise<RawRow[]> {
	const { store, look } = tables[name];
	const found: RawRow[] = [];
	await db.table(name).each((row, { primaryKey }) => {
		if (isUnreadable((look as Look)(row))) found.push({ store, key: keyText(name, primaryKey), row });
	});
	return found;
}

const keyText = (name: TableName, key: unknown) => `${name} ${JSON.stringify(key)}`;

async function ofDocuments(db: Database): Promise<RawRow[]> {
	const found: RawRow[] = [];
	const note = (store: StoreName, id: string, row: unknown, read: Stored<unknown>) => {
		if (isUnreadable(read)) found.push({ store, key: `documents ${JSON.stringify(id)}`, row });
	};
	const [playbook, before, costs, maps, source] = await db.documents.bulkGet([
		'playbook',
		'before',
		'costs-before',
		'maps-before',
		sourceId,
	]);
	note('playbook', 'playbook', playbook, readPlaybookRow(playbook));
	note('source', sourceId, source, readSourceRow(source));
	note('undo', 'before', before, await readBefore(db));
	note(
		'undo',
		'costs-before',
		costs,
		mapStored(readCostsBefore(costs), () => null),
	);
	note('undo', 'maps-before', maps, readMergeRow(maps));
	await db.documents
		.where('id')
		.startsWith(draftPrefix)
		.each((row) => note('drafts', row.id, row, readDraftRow(row)));
	return found;
}

/** A row of what an import of costs changed. */
function readCostsBefore(row: unknown): Stored<unknown> {
	if (row === undefined) return { kind: 'absent' };
	const isList = Array.isArray((row as { readonly costs?: unknown }).costs);
	return isList ? { kind: 'value', value: row } : { kind: 'unreadable', raw: row };
}

function lookAtLocal(key: string): { readonly store: StoreName; readonly look: Look } | null {
	if (key === settingsKey) return { store: 'settings', look: readSettingsRow };
	if (key === costFieldsKey) return { store: 'cost-fields', look: readCostFieldsRow };
	if (key.startsWith(layoutPrefix)) return { store: 'layouts', look: readLayoutRow };
	if (key.startsWith(accountPrefix)) return { store: 'access', look: readAccountRow };
	return null;
}

async function ofLocal(): Promise<RawRow[]> {
	const all: Readonly<Record<string, unknown>> = await browser.storage.local.get(null);
	return Object.entries(all).flatMap(([key, row]) => {
		const looked = lookAtLocal(key);
		return looked && isUnreadable(looked.look(row)) ? [{ store: looked.store, key: `local ${key}`, row }] : [];
	});
}

/** Every row of this browser that this version cannot read. Looks at all of them. */
export async function unreadableRows(db: Database): Promise<RawRow[]> {
	const found = await Promise.all([ofDocuments(db), ...tableNames.map((name) => ofTable(db, name)), ofLocal()]);
	return found.flat();
}

/** Which imports can still be taken back. */
export async function undoable(db: Database): Promise<Readonly<Record<ImportKind, boolean>>> {
	const [playbook, costs, maps] = await db.documents.bulkGet(['before', 'costs-before', 'maps-before']);
	return { playbook: playbook !== undefined, costs: costs !== undefined, maps: maps !== undefined };
}

/**
 * Puts a row that cannot be read aside, so that its place is free; false where it can be read by now, or is gone. It stays
 * in every file of what cannot be read.
 */
export async function setAside(db: Database, { store, key }: UnreadableRow): Promise<boolean> {
	const found = (await unreadableRows(db)).find((row) => row.key === key && row.store === store);
	if (!found) return false;
	const [place = '', ...rest] = key.split(' ');
	const name = rest.join(' ');
	if (place === 'local') {
		// Two stores have no transaction in common: kept twice is better than not at all.
		await keepAside(db, store, key, found.row);
		await browser.storage.local.remove(name);
		return true;
	}
	return db.transaction('rw', db.table(place), db.documents, async () => {
		const id: unknown = JSON.parse(name);
		await keepAside(db, store, key, found.row);
		// Costs of other products in the same row stay in force.
		const { costs } = place === 'costShards' ? readShard(found.row as CostShard) : { costs: [] };
		if (costs.length > 0) await db.costShards.put({ shard: id as number, costs });
		else await db.table(place).delete(id as string);
		return true;
	});
}

/** Everything that cannot be read or was put aside, as JSON text that nothing was left out of. */
export async function unreadableText(db: Database, at: string): Promise<string> {
	const kept = await unreadableRows(db);
	const aside = await db.documents.where('id').startsWith(asidePrefix).toArray();
	const older = (await db.documents.get('unreadable')) ?? null;
	const local: Readonly<Record<string, unknown>> = await browser.storage.local.get(null);
	const asideLocal = Object.entries(local).filter(([key]) => key.startsWith(asidePrefix));
	const parts = { format: 'dealside-unreadable', at, kept, aside, asideLocal, older };
	return `${JSON.stringify(parts, null, '\t')}\n`;
}

/**
 * All rows of a database, whatever version wrote it, as JSON text; null when there is none. Opens it as it is: no table is
 * made, and none is changed.
 */
export async function databaseText(name: string, at: string): Promise<string | null> {
	const present = (await indexedDB.databases()).find((each) => each.name === name);
	if (!present) return null;
	const native = await opened(name);
	try {
		const rows: Record<string, unknown> = {};
		for (const store of native.objectStoreNames) rows[store] = await allOf(native, store);
		return `${JSON.stringify({ format: 'dealside-database', at, version: native.version, rows }, null, '\t')}\n`;
	} finally {
		native.close();
	}
}

function opened(name: string): Promise<IDBDatabase> {
	return new Promise((resolve, reject) => {
		const request = indexedDB.open(name);
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error);
	});
}

function allOf(native: IDBDatabase, store: string): Promise<unknown[]> {
	return new Promise((resolve, reject) => {
		const request = native.transaction(store).objectStore(store).getAll();
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error);
	});
}
