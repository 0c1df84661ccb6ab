import { expect, test } from 'vitest';
import type { ProductCost } from '../../core/model/playbook.ts';
import {
	abandonAll,
	abandonStaged,
	allCosts,
	clearCosts,
	commitStaged,
	costsOf,
	countCosts,
	stage,
} from '../../storage/costs.ts';
import { freshDatabase } from './open-database.ts';

function cost(product: string, unitCost = '1.00'): ProductCost {
	return { product, unitCost, currency: 'EUR' };
}

const many = Array.from({ length: 3000 }, (_, at) => cost(`P-${at}`, `${at}.50`));

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
	await abandonAll(db);
	expect(await db.stagedCosts.count()).toBe(0);
	await commitStaged(db, 'one', 'merge');
	expect(await allCosts(db)).toEqual([cost('A', '1')]);
	await clearCosts(db);
	expect(await countCosts(db)).toBe(0);
});
