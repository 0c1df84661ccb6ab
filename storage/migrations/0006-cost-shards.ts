import type { Transaction } from 'dexie';

/**
 * Version 6 spreads costs over the shards by a product's code without case and unseen signs, so that one written in
 * another way is found. Frozen: a later version adds a file beside this one.
 */
export const costShards = { version: 6, tables: {}, upgrade: spread } as const;

function shardOf(product: string): number {
	const key = product
		.replace(/[\p{Cf}\p{Cc}]/gu, (sign) => (/\s/.test(sign) && sign !== '\uFEFF' ? ' ' : ''))
		.replace(/\p{Zs}/gu, ' ')
		.trim()
		.toLowerCase();
	let hash = 0x811c9dc5;
	for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
	return (hash >>> 0) % 256;
}

async function spread(transaction: Transaction): Promise<void> {
	const table = transaction.table('costShards');
	const before: { costs: unknown }[] = await table.toArray();
	const shards = new Map<number, unknown[]>();
	for (const { costs } of before) {
		for (const cost of Array.isArray(costs) ? costs : []) {
			const product: unknown = cost?.product;
			// What cannot be read stays, for a later version may.
			const shard = typeof product === 'string' ? shardOf(product) : 0;
			const listed = shards.get(shard);
			if (listed) listed.push(cost);
			else shards.set(shard, [cost]);
		}
	}
	await table.clear();
	await table.bulkPut([...shards].map(([shard, costs]) => ({ shard, costs })));
}
