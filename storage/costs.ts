import type { ProductCost } from '../core/model/playbook.ts';
import { foldedCode } from '../core/model/product-code.ts';
import { failure, type Result, success } from '../core/model/result.ts';
import type { CostShard, Database } from './database.ts';
import { readableCosts } from './readable.ts';
import { countChange } from './revision.ts';

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

function* flat(parts: readonly { readonly costs: unknown }[]): Generator<ProductCost> {
	for (const part of parts) yield* readableCosts(part.costs);
}

/** Writes costs inside the caller's transaction; a product named twice keeps the last. */
export async function putCosts(db: Database, costs: Iterable<ProductCost>, mode: 'replace' | 'merge'): Promise<void> {
	const shards = sharded(costs);
	if (mode === 'replace') {
		await db.costShards.clear();
	} else {
		const present = await db.costShards.bulkGet([...shards.keys()]);
		for (const shard of present) {
			const products = shard && shards.get(shard.shard);
			if (!shard || !products) continue;
			for (const cost of readableCosts(shard.costs)) if (!products.has(cost.product)) products.set(cost.product, cost);
		}
	}
	const rows: CostShard[] = [...shards].map(([shard, products]) => ({ shard, costs: [...products.values()] }));
	await db.costShards.bulkPut(rows);
}

/**
 * Costs of these products (codes or ids), also of those that differ in case, spaces and unseen signs alone: which of
 * them counts is not decided here. Products that are not listed are missing from the answer.
 */
export async function costsOf(db: Database, products: readonly string[]): Promise<ProductCost[]> {
	const wanted = new Set(products.map(foldedCode));
	const shards = await db.costShards.bulkGet([...new Set(products.map(shardOf))]);
	return shards.flatMap((shard) =>
		readableCosts(shard?.costs).filter(({ product }) => wanted.has(foldedCode(product))),
	);
}

/** Every cost, in the product's order. */
export async function allCosts(db: Database): Promise<ProductCost[]> {
	const shards = await db.costShards.toArray();
	return [...flat(shards)].sort((left, right) =>
		left.product < right.product ? -1 : left.product > right.product ? 1 : 0,
	);
}

export async function countCosts(db: Database): Promise<number> {
	let count = 0;
	await db.costShards.each((shard) => {
		count += readableCosts(shard.costs).length;
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
		const present = await db.uploads.get(upload);
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
		const named = new Set<string>();
		for (const { product } of flat(parts)) named.add(product);
		return (await allCosts(db)).flatMap(({ product }) => (named.has(product) ? [] : [product]));
	});
}

/** Keeps the rows as they are, those that cannot be read included, inside the caller's transaction. */
async function setCostsAside(db: Database): Promise<void> {
	const costs = await db.costShards.toArray();
	await db.documents.put({ id: 'costs-before', playbook: null, revision: 0, costs });
}

/** Puts back exactly what the last import of costs changed, and counts the change; false when there is nothing. */
export async function undoCosts(db: Database): Promise<boolean> {
	return db.transaction('rw', db.costShards, db.documents, async () => {
		const before = await db.documents.get('costs-before');
		if (!before || !Array.isArray(before.costs)) return false;
		await db.costShards.clear();
		await db.costShards.bulkPut(before.costs as CostShard[]);
		await db.documents.delete('costs-before');
		await countChange(db);
		return true;
	});
}

/**
 * Puts an upload in force and counts the change, in one transaction. An upload whose beginning is not known is refused:
 * what is left of it may not be the whole. Committing again, as after an answer that was lost, changes nothing.
 */
export async function commitStaged(
	db: Database,
	upload: string,
	mode: 'replace' | 'merge',
): Promise<Result<null, UploadFault>> {
	return db.transaction('rw', db.costShards, db.stagedCosts, db.uploads, db.documents, async () => {
		const present = await db.uploads.get(upload);
		if (!present) return failure('upload-gone');
		if (present.isCommitted) return success(null);
		const parts = await db.stagedCosts.where('upload').equals(upload).toArray();
		await setCostsAside(db);
		await putCosts(db, flat(parts), mode);
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

/** Changes one cost and counts the change; answers it as it was, null when there is none of this product. */
export async function changeCost(db: Database, product: string, change: CostChange): Promise<ProductCost | null> {
	return db.transaction('rw', db.costShards, db.documents, async () => {
		const row = await db.costShards.get(shardOf(product));
		const found = readableCosts(row?.costs).find((cost) => cost.product === product);
		if (!row || !found || !Array.isArray(row.costs)) return null;
		const changed = (cost: unknown) => ({ ...(cost as ProductCost), ...change });
		const isMeant = (cost: unknown) => (cost as Partial<ProductCost> | null)?.product === product;
		await db.costShards.put({ ...row, costs: row.costs.map((cost) => (isMeant(cost) ? changed(cost) : cost)) });
		// Taking the last import back would take this back too, without a word.
		await db.documents.delete('costs-before');
		await countChange(db);
		return found;
	});
}

/** Forgets every cost, those set aside included, and counts the change. */
export async function clearCosts(db: Database): Promise<void> {
	await db.transaction('rw', db.costShards, db.documents, async () => {
		await db.costShards.clear();
		await db.documents.delete('costs-before');
		await countChange(db);
	});
}
