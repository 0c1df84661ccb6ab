import type { Playbook, ProductCost } from '../core/model/playbook.ts';
import { playbookShape } from '../core/model/playbook-shapes.ts';
import { allCosts, putCosts } from './costs.ts';
import type { Database, StoredDocument } from './database.ts';
import { readable, readableCosts } from './readable.ts';

/** The playbook in force; null before the first was put in, and when the stored one cannot be read any more. */
export async function readPlaybook(db: Database): Promise<{ playbook: Playbook; revision: number } | null> {
	const document = await db.documents.get('playbook');
	const playbook = readable(playbookShape, document?.playbook);
	return document && playbook ? { playbook, revision: document.revision } : null;
}

/** Changes the playbook in one transaction and answers what the change answers. Throws when there is none yet. */
export async function changePlaybook<T>(
	db: Database,
	change: (playbook: Playbook) => { readonly playbook: Playbook; readonly answer: T },
): Promise<T> {
	return db.transaction('rw', db.documents, async () => {
		const document = await db.documents.get('playbook');
		const present = readable(playbookShape, document?.playbook);
		if (!document || !present) throw new Error('no playbook to change');
		const { playbook, answer } = change(present);
		await db.documents.put({ ...document, playbook, revision: document.revision + 1 });
		return answer;
	});
}

/** Replaces the playbook, and the costs when there are any, in one transaction; what was there can be put back once. */
export async function replacePlaybook(
	db: Database,
	playbook: Playbook,
	costs: readonly ProductCost[] | null,
): Promise<void> {
	await db.transaction('rw', db.documents, db.costShards, async () => {
		const present = await db.documents.get('playbook');
		if (present) await setAside(db, present, costs !== null);
		await db.documents.put({ id: 'playbook', playbook, revision: (present?.revision ?? 0) + 1, costs: null });
		if (costs !== null) await putCosts(db, costs, 'replace');
	});
}

/** One that cannot be read is kept where no undo puts it back in force. */
async function setAside(db: Database, present: StoredDocument, isWithCosts: boolean): Promise<void> {
	const isReadable = readable(playbookShape, present.playbook) !== null;
	const costs = isWithCosts ? await allCosts(db) : null;
	await db.documents.put({ ...present, id: isReadable ? 'before' : 'unreadable', costs });
}

/** Puts back what the last replacement took away; false when there is nothing that can be read. */
export async function restorePlaybook(db: Database): Promise<boolean> {
	return db.transaction('rw', db.documents, db.costShards, async () => {
		const before = await db.documents.get('before');
		const playbook = readable(playbookShape, before?.playbook);
		if (!before || !playbook) return false;
		const revision = ((await db.documents.get('playbook'))?.revision ?? 0) + 1;
		await db.documents.put({ id: 'playbook', playbook, revision, costs: null });
		if (before.costs !== null) await putCosts(db, readableCosts(before.costs), 'replace');
		await db.documents.delete('before');
		return true;
	});
}
