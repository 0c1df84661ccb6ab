import * as v from 'valibot';
import type { Database, Upload } from './database.ts';
import { readRow } from './readable.ts';

export const uploadShape: v.GenericSchema<unknown, Upload> = v.strictObject({
	upload: v.string(),
	at: v.string(),
	isCommitted: v.boolean(),
});

/** An upload that was begun; null for none, and for one that cannot be read: what belongs to it may not be the whole. */
export async function readUpload(db: Database, upload: string): Promise<Upload | null> {
	const read = readRow(uploadShape, await db.uploads.get(upload));
	return read.kind === 'value' ? read.value : null;
}
