import * as v from 'valibot';
import type { FollowedSource } from '../core/model/source.ts';
import { followedShape } from '../core/model/source-shapes.ts';
import type { Stored } from '../core/model/stored.ts';
import type { Database, StoredDocument } from './database.ts';
import { mapStored, readRow, valueOr } from './readable.ts';

/** Id of the document that says which address is followed. */
export const sourceId = 'source';

/** A followed address with what only the reading of it needs. */
export interface KeptSource {
	readonly followed: FollowedSource;
	/** What the server calls the version that is in force; null where it does not. */
	readonly etag: string | null;
	readonly lastModified: string | null;
	/** SHA-256 of the text that is in force, 64 hexadecimal digits; null before the first. */
	readonly digest: string | null;
	/** How many reads in a row gave nothing. */
	readonly failures: number;
}

interface SourceRow extends StoredDocument {
	readonly id: typeof sourceId;
	readonly source: KeptSource;
}

const rowShape = v.strictObject({
	id: v.literal(sourceId),
	source: v.strictObject({
		followed: followedShape,
		etag: v.nullable(v.string()),
		lastModified: v.nullable(v.string()),
		digest: v.nullable(v.string()),
		failures: v.number(),
	}),
}) as v.GenericSchema<unknown, SourceRow>;

/** Looks at a row that may be the source's. */
export function readSourceRow(row: unknown): Stored<SourceRow> {
	return readRow(rowShape, row);
}

/** The row that keeps a source. */
export function sourceRow(source: KeptSource): SourceRow {
	return { id: sourceId, source };
}

/** What is followed; null for nothing. Throws where something is kept and cannot be read. */
export async function keptSource(db: Database): Promise<KeptSource | null> {
	const row: unknown = await db.documents.get(sourceId);
	return valueOr(
		mapStored(readSourceRow(row), ({ source }) => source),
		null,
		'source',
	);
}

/** True while an address is followed, also one of which nothing can be read. */
export async function isSourceKept(db: Database): Promise<boolean> {
	return (await db.documents.get(sourceId)) !== undefined;
}

/**
 * Changes what is kept of the address that is followed, and nothing where it is not the one followed any more: what became of
 * a read is of no use after somebody else decided.
 */
export async function changeSource(
	db: Database,
	address: string,
	change: (source: KeptSource) => KeptSource,
): Promise<void> {
	await db.transaction('rw', db.documents, async () => {
		const present = await keptSource(db);
		if (present?.followed.address === address) await db.documents.put(sourceRow(change(present)));
	});
}

export async function keepSource(db: Database, source: KeptSource): Promise<void> {
	await db.documents.put(sourceRow(source));
}

export async function dropSource(db: Database): Promise<void> {
	await db.documents.delete(sourceId);
}
