import type { ProductCost } from '../core/model/playbook.ts';
import type { CostShard, Database } from './database.ts';

const shardCount = 256;

/** A stable spread of product codes over the shards (FNV-1a, 32 bits). */
function shardOf(product: string): number {
	let hash = 0x811c9dc5;
	for (let at = 0; at < product.length; at += 1) hash = Math.imul(hash ^ product.charCodeAt(at), 0x01000193);
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

function* flat(parts: readonly { readonly costs: readonly ProductCost[] }[]): Generator<ProductCost> {
	for (const part of parts) yield* part.costs;
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
			for (const cost of shard.costs) if (!products.has(cost.product)) products.set(cost.product, cost);
		}
	}
	const rows: CostShard[] = [...shards].map(([shard, products]) => ({ shard, costs: [...products.values()] }));
	await db.costShards.bulkPut(rows);
}

/** Costs of these products (codes or ids); those not listed are missing from the answer. */
export async function costsOf(db: Database, products: readonly string[]): Promise<ProductCost[]> {
	const wanted = new Set(products);
	const shards = await db.costShards.bulkGet([...new Set(products.map(shardOf))]);
	return shards.flatMap((shard) => shard?.costs.filter(({ product }) => wanted.has(product)) ?? []);
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
		count += shard.costs.length;
	});
	return count;
}

/** Puts a part aside; nothing is in force before `commitStaged`. */
export async function stage(db: Database, upload: string, costs: readonly ProductCost[]): Promise<void> {
	await db.stagedCosts.add({ upload, costs });
}

/** Puts an upload in force in one transaction. */
export async function commitStaged(db: Database, upload: string, mode: 'replace' | 'merge'): Promise<void> {
	await db.transaction('rw', db.costShards, db.stagedCosts, async () => {
		const parts = await db.stagedCosts.where('upload').equals(upload).toArray();
		await putCosts(db, flat(parts), mode);
		await db.stagedCosts.where('upload').equals(upload).delete();
	});
}

export async function abandonStaged(db: Database, upload: string): Promise<void> {
	await db.stagedCosts.where('upload').equals(upload).delete();
}

/** Forgets uploads nobody finished, such as those of a page that was closed. */
export async function abandonAll(db: Database): Promise<void> {
	await db.stagedCosts.clear();
}

export async function clearCosts(db: Database): Promise<void> {
	await db.costShards.clear();
}
