import type { StoreName } from '../core/model/storage-state.ts';
import type { Database } from './database.ts';

/** Prefix of documents that hold what could not be read and was in the way. Other versions leave them alone. */
export const asidePrefix = 'aside:';

/** A row that was put aside as it was. */
export interface AsideRow {
	readonly id: string;
	readonly store: StoreName;
	readonly key: string;
	readonly row: unknown;
}

/** Keeps a row that cannot be read where nothing writes over it, inside the caller's transaction over `documents`. */
export async function keepAside(db: Database, store: StoreName, key: string, row: unknown): Promise<void> {
	const id = `${asidePrefix}${store}:${key}:${crypto.randomUUID()}`;
	await db.documents.put({ id, store, key, row });
}

/** Everything that was put aside. */
export async function asideRows(db: Database): Promise<AsideRow[]> {
	return (await db.documents.where('id').startsWith(asidePrefix).toArray()) as unknown as AsideRow[];
}
