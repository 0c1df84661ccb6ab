import * as v from 'valibot';
import type { Draft } from '../core/model/draft.ts';
import type { Stored } from '../core/model/stored.ts';
import type { Database } from './database.ts';
import { readRow } from './readable.ts';

/** Prefix of documents that hold what is typed and not saved. */
export const draftPrefix = 'draft:';

interface DraftRow {
	readonly id: string;
	readonly draft: Draft;
}

const rowShape = v.strictObject({
	id: v.string(),
	draft: v.strictObject({ owner: v.string(), form: v.string(), at: v.string(), open: v.unknown() }),
}) as v.GenericSchema<unknown, DraftRow>;

const idOf = ({ owner, form }: Pick<Draft, 'owner' | 'form'>) => `${draftPrefix}${owner} ${form}`;

/** Looks at a row that may be a draft's. */
export function readDraftRow(row: unknown): Stored<DraftRow> {
	return readRow(rowShape, row);
}

/** Every draft that can be read, of every page. */
export async function readDrafts(db: Database): Promise<readonly Draft[]> {
	const rows: unknown[] = await db.documents.where('id').startsWith(draftPrefix).toArray();
	return rows.flatMap((row) => {
		const read = readDraftRow(row);
		return read.kind === 'value' ? [read.value.draft] : [];
	});
}

/** Keeps a draft in place of the one of the same form and owner. */
export async function keepDraft(db: Database, draft: Draft): Promise<void> {
	await db.documents.put({ id: idOf(draft), draft });
}

export async function dropDraft(db: Database, of: Pick<Draft, 'owner' | 'form'>): Promise<void> {
	await db.documents.delete(idOf(of));
}
