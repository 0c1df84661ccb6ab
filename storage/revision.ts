import type { Database } from './database.ts';
import { playbookRow } from './playbook-row.ts';

/** Counts a change that lies outside the playbook's own document, inside the caller's transaction. */
export async function countChange(db: Database): Promise<void> {
	const row = await playbookRow(db);
	// One that cannot be read is not touched.
	if (row.kind === 'value') await db.documents.put({ ...row.value, revision: row.value.revision + 1 });
}
