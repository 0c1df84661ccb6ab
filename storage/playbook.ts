import type { SiteMaps } from '../core/model/page-map.ts';
import type { Playbook, ProductCost } from '../core/model/playbook.ts';
import { playbookShape } from '../core/model/playbook-shapes.ts';
import { allCosts, putCosts } from './costs.ts';
import type { Database, StoredDocument } from './database.ts';
import { type Merged, mergeMaps, undoMerge } from './maps.ts';
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

/**
 * Replaces the playbook, and the costs when there are any, and adds the maps, in one transaction; what was there can be
 * put back once. Answers what was done to the maps, null when there were none.
 */
export async function replacePlaybook(
	db: Database,
	playbook: Playbook,
	costs: readonly ProductCost[] | null,
	mapped: SiteMaps | null = null,
): Promise<Merged | null> {
	return db.transaction('rw', [db.documents, db.costShards, db.maps, db.pointed], async () => {
		const present = await db.documents.get('playbook');
		const merged = mapped && (await mergeMaps(db, mapped));
		if (present) await setAside(db, present, costs !== null, merged);
		await db.documents.put({ id: 'playbook', playbook, revision: (present?.revision ?? 0) + 1, costs: null });
		if (costs !== null) await replaceCosts(db, costs);
		return merged;
	});
}

/** What an import of a price list had set aside is not what would be put back any more. */
async function replaceCosts(db: Database, costs: readonly ProductCost[]): Promise<void> {
	await putCosts(db, costs, 'replace');
	await db.documents.delete('costs-before');
}

/** One that cannot be read is kept where no undo puts it back in force. */
async function setAside(
	db: Database,
	present: StoredDocument,
	isWithCosts: boolean,
	mapped: Merged | null,
): Promise<void> {
	const isReadable = readable(playbookShape, present.playbook) !== null;
	const costs = isWithCosts ? await allCosts(db) : null;
	await db.documents.put({ ...present, id: isReadable ? 'before' : 'unreadable', costs, ...(mapped && { mapped }) });
}

/** Puts back what the last replacement took away; false when there is nothing that can be read. */
export async function restorePlaybook(db: Database): Promise<boolean> {
	return db.transaction('rw', [db.documents, db.costShards, db.maps, db.pointed], async () => {
		const before = await db.documents.get('before');
		const playbook = readable(playbookShape, before?.playbook);
		if (!before || !playbook) return false;
		const revision = ((await db.documents.get('playbook'))?.revision ?? 0) + 1;
		await db.documents.put({ id: 'playbook', playbook, revision, costs: null });
		if (before.costs !== null) await replaceCosts(db, readableCosts(before.costs));
		await undoMerge(db, before.mapped);
		await db.documents.delete('before');
		return true;
	});
}
