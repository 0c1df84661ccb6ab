import 'fake-indexeddb/auto';

import { expect, test } from 'vitest';
import type { ProductCost } from '../../core/model/playbook.ts';
import { asideRows } from '../../storage/aside.ts';
import {
	abandonStaged,
	abandonStale,
	beginUpload,
	changeCost,
	clearCosts,
	commitStaged,
	countCosts,
	allCosts as everyCost,
	costsOf as foundCosts,
	missingFrom,
	stage as stageAt,
	undoCosts,
} from '../../storage/costs.ts';
import { Database } from '../../storage/database.ts';
import { freshDatabase } from './open-database.ts';

/** Every cost, where all can be read. */
async function allCosts(db: Database): Promise<ProductCost[]> {
	const { costs, unreadableCount } = await everyCost(db);
	expect(unreadableCount).toBe(0);
	return costs;
}

/** Costs of products, where all can be read. */
async function costsOf(db: Database, products: readonly string[]) {
	const { costs, unreadable } = await foundCosts(db, products);
	expect(unreadable).toEqual([]);
	return costs;
}

function cost(product: string, unitCost = '1.00'): ProductCost {
	return { product, unitCost, currency: 'EUR', period: 'unsaid' };
}

const many = Array.from({ length: 3000 }, (_, at) => cost(`P-${at}`, `${at}.50`));

const moment = '2026-11-24T09:00:00.000Z';

/** Begins the upload when it is new, and stages a part of it. */
async function stage(db: Database, upload: string, costs: readonly ProductCost[]): Promise<void> {
	if (!(await db.uploads.get(upload))) await beginUpload(db, upload, moment);
	expect(await stageAt(db, upload, costs, moment)).toEqual({ ok: true, value: null });
}

async function filled(costs: readonly ProductCost[] = many) {
	const db = freshDatabase();
	await stage(db, 'first', costs);
	await commitStaged(db, 'first', 'replace');
	return db;
}

test('every cost is found again by its product, and only those asked for', async () => {
	const db = await filled();
	expect(await countCosts(db)).toBe(3000);
	expect(await costsOf(db, ['P-7', 'P-2999', 'nobody'])).toEqual(
		expect.arrayContaining([cost('P-7', '7.50'), cost('P-2999', '2999.50')]),
	);
	expect(await costsOf(db, ['P-7', 'P-2999', 'nobody'])).toHaveLength(2);
	const products = (await allCosts(db)).map(({ product }) => product);
	expect(products).toEqual([...products].sort());
	expect(new Set(products).size).toBe(3000);
});

test('staged parts are not in force before they are committed', async () => {
	const db = await filled([cost('A', '1')]);
	await stage(db, 'next', [cost('A', '2')]);
	await stage(db, 'next', [cost('B', '3')]);
	expect(await costsOf(db, ['A', 'B'])).toEqual([cost('A', '1')]);
	await commitStaged(db, 'next', 'merge');
	expect(await allCosts(db)).toEqual([cost('A', '2'), cost('B', '3')]);
	expect(await db.stagedCosts.count()).toBe(0);
});

test('merging keeps what is not named, replacing forgets it', async () => {
	const db = await filled([cost('A', '1'), cost('B', '2')]);
	await stage(db, 'merge', [cost('B', '9')]);
	await commitStaged(db, 'merge', 'merge');
	expect(await allCosts(db)).toEqual([cost('A', '1'), cost('B', '9')]);
	await stage(db, 'replace', [cost('C', '3')]);
	await commitStaged(db, 'replace', 'replace');
	expect(await allCosts(db)).toEqual([cost('C', '3')]);
});

test('a commit that breaks off leaves the old costs whole', async () => {
	const db = await filled([cost('A', '1'), cost('B', '2')]);
	await stage(db, 'next', [cost('C', '3')]);
	const put = db.costShards.bulkPut.bind(db.costShards);
	db.costShards.bulkPut = (() => Promise.reject(new Error('full'))) as unknown as typeof db.costShards.bulkPut;
	await expect(commitStaged(db, 'next', 'replace')).rejects.toThrow('full');
	db.costShards.bulkPut = put;
	expect(await allCosts(db)).toEqual([cost('A', '1'), cost('B', '2')]);
	expect(await db.stagedCosts.count()).toBe(1);
});

test('of two uploads at once each commits its own', async () => {
	const db = await filled([]);
	await stage(db, 'one', [cost('A', '1')]);
	await stage(db, 'two', [cost('B', '2')]);
	await commitStaged(db, 'two', 'merge');
	expect(await allCosts(db)).toEqual([cost('B', '2')]);
	await commitStaged(db, 'one', 'merge');
	expect(await allCosts(db)).toEqual([cost('A', '1'), cost('B', '2')]);
});

test('an abandoned upload leaves nothing; costs can be cleared', async () => {
	const db = await filled([cost('A', '1')]);
	await stage(db, 'one', [cost('B', '2')]);
	await stage(db, 'two', [cost('C', '2')]);
	await abandonStaged(db, 'one');
	expect(await db.stagedCosts.count()).toBe(1);
	expect(await commitStaged(db, 'one', 'replace')).toEqual({ ok: false, error: 'upload-gone' });
	expect(await allCosts(db)).toEqual([cost('A', '1')]);
	await clearCosts(db);
	expect(await countCosts(db)).toBe(0);
});

test('of an upload that was forgotten no later part can be put in force as if it were the whole', async () => {
	const db = await filled([cost('A', '1')]);
	await stage(db, 'next', [cost('B', '2')]);
	await abandonStale(db, '2026-11-24T09:00:00.001Z');
	expect(await db.stagedCosts.count()).toBe(0);
	const gone = { ok: false, error: 'upload-gone' };
	expect(await stageAt(db, 'next', [cost('C', '3')], moment)).toEqual(gone);
	expect(await commitStaged(db, 'next', 'replace')).toEqual(gone);
	expect(await db.stagedCosts.count()).toBe(0);
	expect(await allCosts(db)).toEqual([cost('A', '1')]);
});

test('only uploads for which nothing came for long are forgotten', async () => {
	const db = freshDatabase();
	await beginUpload(db, 'old', '2026-11-24T08:00:00.000Z');
	await beginUpload(db, 'slow', '2026-11-24T08:00:00.000Z');
	await stageAt(db, 'slow', [cost('A', '1')], '2026-11-24T09:30:00.000Z');
	await abandonStale(db, '2026-11-24T09:00:00.000Z');
	expect(await db.uploads.toCollection().primaryKeys()).toEqual(['slow']);
	expect(await commitStaged(db, 'slow', 'replace')).toEqual({ ok: true, value: null });
	expect(await allCosts(db)).toEqual([cost('A', '1')]);
});

test('a commit asked again, because its answer was lost, changes nothing', async () => {
	const db = await filled([cost('A', '1')]);
	await stage(db, 'next', [cost('B', '2')]);
	await commitStaged(db, 'next', 'replace');
	expect(await commitStaged(db, 'next', 'replace')).toEqual({ ok: true, value: null });
	expect(await allCosts(db)).toEqual([cost('B', '2')]);
	expect(await stageAt(db, 'next', [cost('C', '3')], moment)).toEqual({ ok: false, error: 'upload-gone' });
});

test('two replacing imports at once: each commits whole, and the later one stands', async () => {
	const db = await filled([cost('Z', '9')]);
	const one = many.map(({ product }) => cost(product, '1'));
	const two = many.map(({ product }) => cost(product, '2'));
	for (const at of [0, 1000, 2000]) {
		await stage(db, 'one', one.slice(at, at + 1000));
		await stage(db, 'two', two.slice(at, at + 1000));
	}
	await Promise.all([commitStaged(db, 'one', 'replace'), commitStaged(db, 'two', 'replace')]);
	const costs = await allCosts(db);
	expect(costs).toHaveLength(3000);
	expect(new Set(costs.map(({ unitCost }) => unitCost)).size).toBe(1);
});

test('a database closed in the middle of an import goes on where it was, the old costs in force', async () => {
	const db = await filled([cost('A', '1')]);
	await stage(db, 'next', [cost('B', '2')]);
	db.close();
	const again = new Database(db.name);
	expect(await allCosts(again)).toEqual([cost('A', '1')]);
	await stage(again, 'next', [cost('C', '3')]);
	await commitStaged(again, 'next', 'replace');
	expect(await allCosts(again)).toEqual([cost('B', '2'), cost('C', '3')]);
	again.close();
});

test('what cannot be reckoned with makes the cost it may be of unknown, and is kept', async () => {
	const db = await filled([cost('A', '1')]);
	const [shard] = await db.costShards.toArray();
	if (!shard) throw new Error('no shard');
	const odd = [{ product: 'A', unitCost: 1 }, { ...cost('B', '1'), validFrom: '2027-01-01' }, cost('A', '1')];
	await db.costShards.put({ shard: shard.shard, costs: odd });
	expect(await foundCosts(db, ['A'])).toEqual({ costs: [cost('A', '1')], unreadable: ['A'] });
	expect(await everyCost(db)).toEqual({ costs: [cost('A', '1')], unreadableCount: 2 });
	expect(await countCosts(db)).toBe(1);
	await stage(db, 'next', [cost('A', '3')]);
	await commitStaged(db, 'next', 'merge');
	// One that was replaced is kept aside, the other where it is.
	expect((await db.costShards.get(shard.shard))?.costs).toEqual([odd[1], cost('A', '3')]);
	expect((await asideRows(db)).map(({ row }) => row)).toEqual([odd[0]]);
	expect(await foundCosts(db, ['A'])).toEqual({ costs: [cost('A', '3')], unreadable: [] });
});

test.for([null, 'nonsense', { product: 'A' }, 7])(
	'of a shard that is no list (%o) every cost is unknown, and it is not merged into',
	async (costs) => {
		const db = await filled([cost('A', '1')]);
		const [shard] = await db.costShards.toArray();
		if (!shard) throw new Error('no shard');
		const odd = { shard: shard.shard, costs };
		await db.costShards.put(odd);
		expect(await foundCosts(db, ['A'])).toEqual({ costs: [], unreadable: ['A'] });
		await stage(db, 'next', [cost('A', '3')]);
		await expect(commitStaged(db, 'next', 'merge')).rejects.toThrow('row-unreadable');
		expect(await db.costShards.get(shard.shard)).toEqual(odd);
	},
);

test('an upload of which a part cannot be read is not put in force', async () => {
	const db = await filled([cost('A', '1')]);
	await stage(db, 'next', [cost('B', '2')]);
	await stage(db, 'next', [cost('C', '3')]);
	const [part] = await db.stagedCosts.toArray();
	if (!part) throw new Error('no part');
	await db.stagedCosts.put({ ...part, costs: null });
	expect(await commitStaged(db, 'next', 'replace')).toEqual({ ok: false, error: 'upload-gone' });
	expect(await allCosts(db)).toEqual([cost('A', '1')]);
});

test('a cost is found by a code that differs in case, spaces and unseen signs alone', async () => {
	const db = await filled([cost('LV-9', '1'), cost('lv-9', '2'), cost('X', '3')]);
	for (const code of ['LV-9', 'lv-9', 'Lv-9 ', '\u200eLV-9', 'LV-9\u00a0'])
		expect(await costsOf(db, [code])).toEqual(expect.arrayContaining([cost('LV-9', '1'), cost('lv-9', '2')]));
	expect(await costsOf(db, ['LV-90'])).toEqual([]);
});

test('costs that an upload does not name are told before it is put in force', async () => {
	const db = await filled([cost('A'), cost('B'), cost('C')]);
	await stage(db, 'next', [cost('B', '2')]);
	expect(await missingFrom(db, 'next')).toEqual(['A', 'C']);
});

test.for(['replace', 'merge'] as const)(
	'an import that is taken back (%s) leaves exactly what was there',
	async (mode) => {
		const db = await filled([cost('A', '1'), cost('B', '2')]);
		const odd = { shard: 7, costs: [{ product: 'from a later version' }] };
		await db.costShards.put(odd);
		const before = await db.costShards.toArray();
		await stage(db, 'next', [cost('B', '9'), cost('C', '3')]);
		await commitStaged(db, 'next', mode);
		expect(await undoCosts(db)).toBe(true);
		expect(await db.costShards.toArray()).toEqual(before);
		expect(await undoCosts(db)).toBe(false);
	},
);

test('forgetting all costs is taken back to exactly what was there, until an import comes', async () => {
	const db = await filled([cost('A', '1'), cost('B', '2')]);
	await db.costShards.put({ shard: 7, costs: [{ product: 'from a later version' }] });
	const before = await db.costShards.toArray();
	await clearCosts(db);
	expect(await db.costShards.count()).toBe(0);
	expect(await undoCosts(db)).toBe(true);
	expect(await db.costShards.toArray()).toEqual(before);
	await clearCosts(db);
	await stage(db, 'next', [cost('C', '3')]);
	await commitStaged(db, 'next', 'merge');
	expect(await undoCosts(db)).toBe(true);
	expect(await countCosts(db)).toBe(0);
});

test('the period of one cost is changed, and nothing else', async () => {
	const db = await filled([cost('A', '1'), cost('a', '2')]);
	expect(await changeCost(db, 'A', { period: 'month' })).toEqual(cost('A', '1'));
	expect(await allCosts(db)).toEqual([{ ...cost('A', '1'), period: 'month' }, cost('a', '2')]);
	expect(await changeCost(db, 'B', { period: 'month' })).toBeNull();
	// The import before it can no longer be taken back alone.
	expect(await undoCosts(db)).toBe(false);
});
