import type { Playbook, ProductCost } from '../core/model/playbook.ts';
import { allCosts, putCosts } from './costs.ts';
import type { Database } from './database.ts';

/** The playbook in force; null before the first was put in. */
export async function readPlaybook(db: Database): Promise<{ playbook: Playbook; revision: number } | null> {
	const document = await db.documents.get('playbook');
	return document ? { playbook: document.playbook, revision: document.revision } : null;
}

/** Changes the playbook in one transaction and answers what the change answers. Throws when there is none yet. */
export async function changePlaybook<T>(
	db: Database,
	change: (playbook: Playbook) => { readonly playbook: Playbook; readonly answer: T },
): Promise<T> {
	return db.transaction('rw', db.documents, async () => {
		const document = await db.documents.get('playbook');
		if (!document) throw new Error('no playbook to change');
		const { playbook, answer } = change(document.playbook);
		await db.documents.put({ ...document, playbook, revision: document.revision + 1 });
		return answer;
	});
}

/** Counts a change that lies outside the playbook's own document. */
export async function touchPlaybook(db: Database): Promise<void> {
	await changePlaybook(db, (playbook) => ({ playbook, answer: null }));
}

/** Replaces the playbook, and the costs when there are any, in one transaction; what was there can be put back once. */
export async function replacePlaybook(
	db: Database,
	playbook: Playbook,
	costs: readonly ProductCost[] | null,
): Promise<void> {
	await db.transaction('rw', db.documents, db.costShards, async () => {
		const present = await db.documents.get('playbook');
		if (present) {
			const before = costs === null ? null : await allCosts(db);
			await db.documents.put({ ...present, id: 'before', costs: before });
		}
		await db.documents.put({ id: 'playbook', playbook, revision: (present?.revision ?? 0) + 1, costs: null });
		if (costs !== null) await putCosts(db, costs, 'replace');
	});
}

/** Puts back what the last replacement took away; false when there is nothing. */
export async function restorePlaybook(db: Database): Promise<boolean> {
	return db.transaction('rw', db.documents, db.costShards, async () => {
		const before = await db.documents.get('before');
		if (!before) return false;
		const revision = ((await db.documents.get('playbook'))?.revision ?? 0) + 1;
		await db.documents.put({ id: 'playbook', playbook: before.playbook, revision, costs: null });
		if (before.costs !== null) await putCosts(db, before.costs, 'replace');
		await db.documents.delete('before');
		return true;
	});
}
