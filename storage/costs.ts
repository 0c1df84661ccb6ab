import type { ProductCost } from '../core/model/playbook.ts';
import { foldedCode } from '../core/model/product-code.ts';
import { failure, type Result, success } from '../core/model/result.ts';
import { keepAside } from './aside.ts';
import type { CostShard, Database, StoredDocument } from './database.ts';
import { StorageError } from './faults.ts';
import { productOfEntry, readCosts, readShard } from './read-costs.ts';
import { countChange } from './revision.ts';
import { readUpload } from './uploads.ts';

const shardCount = 256;

/** A stable spread of product codes over the shards (FNV-1a, 32 bits), the same however a code is written. */
function shardOf(product: string): number {
	const key = foldedCode(product);
	let hash = 0x811c9dc5;
	for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
	return (hash >>> 0) % shardCount;
}

function sharded(costs: Iterable<ProductCost>): Map<number, Map<string, ProductCost>> {
	const shards = new Map<number, Map<string, ProductCost>>();
	for (const cost of costs) {
		const shard = shardOf(cost.product);
		const products = shards.get(shard) ?? new Map<string, ProductCost>();
		products.set(cost.product, cost);
		shards.set(shard, products);
	}
	return shards;
}

function rowsOf(shards: ReadonlyMap<number, ReadonlyMap<string, ProductCost>>) {
	return [...shards].map(([shard, products]) => ({ shard, costs: [...products.values()] }));
}

/** Costs as rows of the table that keeps them. */
export function shardsOf(costs: Iterable<ProductCost>): CostShard[] {
	return rowsOf(sharded(costs));
}

/** A shard that is not even a list cannot be added to. */
function listIn(shard: CostShard): readonly unknown[] {
	if (!Array.isArray(shard.costs) || Object.keys(shard).length > 2) throw new StorageError('row-unreadable', 'costs');
	return shard.costs;
}

/** What cannot be read is about to be replaced: it is kept aside, inside the caller's transaction. */
async function keepUnreadable(db: Database, shard: CostShard, entries: readonly unknown[]): Promise<void> {
	for (const entry of entries) await keepAside(db, 'costs', String(shard.shard), entry);
}

/**
 * Writes costs inside the caller's transaction; a product named twice keeps the last. Merging leaves what cannot be read
 * where it is, unless it is of a product that came.
 */
export async function putCosts(db: Database, costs: Iterable<ProductCost>, mode: 'replace' | 'merge'): Promise<void> {
	const shards = sharded(costs);
	const left = new Map<number, readonly unknown[]>();
	if (mode === 'replace') {
		const all = await db.costShards.toArray();
		// Waiting for nothing would let the transaction end.
		const spoiled = all.filter((shard) => readShard(shard).unreadable.length > 0);
		for (const shard of spoiled) await keepUnreadable(db, shard, readShard(shard).unreadable);
		await db.costShards.clear();
	} else {
		const present = await db.costShards.bulkGet([...shards.keys()]);
		for (const shard of present) {
			const products = shard && shards.get(shard.shard);
			if (!shard || !products) continue;
			const kept = readCosts(listIn(shard));
			const came = new Set([...products.keys()].map(foldedCode));
			const isReplaced = (entry: unknown) => came.has(productOfEntry(entry) ?? '');
			const replaced = kept.unreadable.filter(isReplaced);
			if (replaced.length > 0) await keepUnreadable(db, shard, replaced);
			left.set(
				shard.shard,
				kept.unreadable.filter((entry) => !isReplaced(entry)),
			);
			for (const cost of kept.costs) if (!products.has(cost.product)) products.set(cost.product, cost);
		}
	}
	await db.costShards.bulkPut(
		rowsOf(shards).map(({ shard, costs: known }) => ({ shard, costs: [...(left.get(shard) ?? []), ...known] })),
	);
}

/** Costs of some products. */
export interface FoundCosts {
	readonly costs: readonly ProductCost[];
	/** Which of the products asked for may have a cost that cannot be read, as they were asked for. */
	readonly unreadable: readonly string[];
}

/**
 * Costs of these products (codes or ids), also of those that differ in case, spaces and unseen signs alone: which of
 * them counts is not decided here. Products that are not listed are missing from the answer.
 */
export async function costsOf(db: Database, products: readonly string[]): Promise<FoundCosts> {
	const wanted = new Set(products.map(foldedCode));
	const rows = await db.costShards.bulkGet([...new Set(products.map(shardOf))]);
	const costs: ProductCost[] = [];
	/** Shard → products whose cost cannot be read; null: one of any product. */
	const spoiled = new Map<number, ReadonlySet<string | null>>();
	for (const row of rows) {
		const read = readShard(row);
		costs.push(...read.costs.filter(({ product }) => wanted.has(foldedCode(product))));
		if (row && read.unreadable.length > 0) spoiled.set(row.shard, new Set(read.unreadable.map(productOfEntry)));
	}
	const known = new Set(costs.map(({ product }) => foldedCode(product)));
	const isUnreadable = (product: string) => {
		const entries = spoiled.get(shardOf(product));
		const folded = foldedCode(product);
		return entries !== undefined && (entries.has(folded) || (entries.has(null) && !known.has(folded)));
	};
	return { costs, unreadable: products.filter(isUnreadable) };
}

/** True where there is a list of costs, whether or not it can be read. Cheap. */
export async function hasCosts(db: Database): Promise<boolean> {
	return (await db.costShards.count()) > 0;
}

/** Every cost that can be read, in the product's order, and how many entries cannot. */
export async function allCosts(
	db: Database,
): Promise<{ readonly costs: ProductCost[]; readonly unreadableCount: number }> {
	const read = (await db.costShards.toArray()).map(readShard);
	const costs = read
		.flatMap((shard) => shard.costs)
		.sort((left, right) => (left.product < right.product ? -1 : left.product > right.product ? 1 : 0));
	return { costs, unreadableCount: read.reduce((count, shard) => count + shard.unreadable.length, 0) };
}

export async function countCosts(db: Database): Promise<number> {
	let count = 0;
	await db.costShards.each((shard) => {
		count += readShard(shard).costs.length;
	});
	return count;
}

/** An upload that is not known: it was abandoned, or forgotten because nothing came for long. */
export type UploadFault = 'upload-gone';

/** Opens an upload; its parts and its commit name it. `at` is now. */
export async function beginUpload(db: Database, upload: string, at: string): Promise<void> {
	await db.uploads.add({ upload, at, isCommitted: false });
}

/** Puts a part aside; nothing is in force before `commitStaged`. `at` is now. */
export async function stage(
	db: Database,
	upload: string,
	costs: readonly ProductCost[],
	at: string,
): Promise<Result<null, UploadFault>> {
	return db.transaction('rw', db.stagedCosts, db.uploads, async () => {
		const present = await readUpload(db, upload);
		if (!present || present.isCommitted) return failure('upload-gone');
		await db.stagedCosts.add({ upload, costs });
		await db.uploads.put({ ...present, at });
		return success(null);
	});
}

/** Costs in force that an upload does not name, in the product's order: replacing all would forget them. */
export async function missingFrom(db: Database, upload: string): Promise<string[]> {
	return db.transaction('r', db.costShards, db.stagedCosts, async () => {
		const parts = await db.stagedCosts.where('upload').equals(upload).toArray();
		const named = new Set(parts.flatMap((part) => readCosts(part.costs).costs.map(({ product }) => product)));
		return (await allCosts(db)).costs.flatMap(({ product }) => (named.has(product) ? [] : [product]));
	});
}

/** What an import, or forgetting all, changes, as it is kept: those that cannot be read included. */
interface CostsBefore extends StoredDocument {
	readonly id: 'costs-before';
	readonly costs: readonly CostShard[];
}

/** Keeps the rows as they are inside the caller's transaction, for Undo. */
async function setCostsAside(db: Database): Promise<void> {
	const before: CostsBefore = { id: 'costs-before', costs: await db.costShards.toArray() };
	await db.documents.put(before);
}

/**
 * Puts back exactly what the last import of costs, or forgetting all of them, changed, and counts the change; false when there is nothing.
 * Throws where what was kept for it cannot be read.
 */
export async function undoCosts(db: Database): Promise<boolean> {
	return db.transaction('rw', db.costShards, db.documents, async () => {
		const before = (await db.documents.get('costs-before')) as Partial<CostsBefore> | undefined;
		if (!before) return false;
		if (!Array.isArray(before.costs)) throw new StorageError('row-unreadable', 'undo');
		await db.costShards.clear();
		await db.costShards.bulkPut(before.costs);
		await db.documents.delete('costs-before');
		await countChange(db);
		return true;
	});
}

/**
 * Puts an upload in force and counts the change, in one transaction. An upload whose beginning is not known is refused:
 * what is left of it may not be the whole; so is one with a part that cannot be read. Committing again, as after an
 * answer that was lost, changes nothing.
 */
export async function commitStaged(
	db: Database,
	upload: string,
	mode: 'replace' | 'merge',
): Promise<Result<null, UploadFault>> {
	return db.transaction('rw', db.costShards, db.stagedCosts, db.uploads, db.documents, async () => {
		const present = await readUpload(db, upload);
		if (!present) return failure('upload-gone');
		if (present.isCommitted) return success(null);
		const parts = await db.stagedCosts.where('upload').equals(upload).toArray();
		const read = parts.map((part) => readCosts(part.costs ?? null));
		if (read.some(({ unreadable }) => unreadable.length > 0)) return failure('upload-gone');
		await setCostsAside(db);
		await putCosts(
			db,
			read.flatMap(({ costs }) => costs),
			mode,
		);
		await db.stagedCosts.where('upload').equals(upload).delete();
		await db.uploads.put({ ...present, isCommitted: true });
		await countChange(db);
		return success(null);
	});
}

export async function abandonStaged(db: Database, upload: string): Promise<void> {
	await db.transaction('rw', db.stagedCosts, db.uploads, async () => {
		await db.stagedCosts.where('upload').equals(upload).delete();
		await db.uploads.delete(upload);
	});
}

/** Forgets uploads for which nothing came since `before`, such as those of a page that was closed. */
export async function abandonStale(db: Database, before: string): Promise<void> {
	await db.transaction('rw', db.stagedCosts, db.uploads, async () => {
		const stale = await db.uploads.where('at').below(before).primaryKeys();
		await db.stagedCosts.where('upload').anyOf(stale).delete();
		await db.uploads.bulkDelete(stale);
	});
}

/** What of a cost is chosen beside its amount. */
export type CostChange = Partial<Pick<ProductCost, 'period' | 'isFree'>>;

/**
 * Changes one cost and counts the change; returns it as it was, null when there is none of this product. Throws where it
 * cannot be read.
 */
export async function changeCost(db: Database, product: string, change: CostChange): Promise<ProductCost | null> {
	return db.transaction('rw', db.costShards, db.documents, async () => {
		const row = await db.costShards.get(shardOf(product));
		if (!row) return null;
		const kept = listIn(row);
		const found = readCosts(kept).costs.find((cost) => cost.product === product);
		if (!found) return null;
		const isMeant = (cost: unknown) => (cost as Partial<ProductCost> | null)?.product === product;
		const changed = kept.map((cost) => (isMeant(cost) ? { ...(cost as ProductCost), ...change } : cost));
		await db.costShards.put({ ...row, costs: changed });
		// Taking the last import back would take this back too, without a word.
		await db.documents.delete('costs-before');
		await countChange(db);
		return found;
	});
}

/** Forgets every cost and counts the change; `undoCosts` brings them back, until something else changes the list. */
export async function clearCosts(db: Database): Promise<void> {
	await db.transaction('rw', db.costShards, db.documents, async () => {
		await setCostsAside(db);
		await db.costShards.clear();
		await countChange(db);
	});
}
