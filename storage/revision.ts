import type { Database } from './database.ts';

/** Counts a change that lies outside the playbook's own document, inside the caller's transaction. */
export async function countChange(db: Database): Promise<void> {
	const document = await db.documents.get('playbook');
	if (document) await db.documents.put({ ...document, revision: document.revision + 1 });
}
