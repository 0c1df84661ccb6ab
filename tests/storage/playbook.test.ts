import { expect, test } from 'vitest';
import type { Playbook } from '../../core/model/playbook.ts';
import { allCosts as everyCost, putCosts } from '../../storage/costs.ts';
import type { Database } from '../../storage/database.ts';
import { changePlaybook, readPlaybook, replacePlaybook, restorePlaybook } from '../../storage/playbook.ts';
import { fixturePlaybook } from '../fixtures/fixture-deal.ts';
import { freshDatabase } from './open-database.ts';

const { costs: _, history: __, unreadableCosts: ___, ...playbook } = fixturePlaybook;
const named = (name: string): Playbook => ({ ...playbook, name });
const allCosts = async (db: Database) => (await everyCost(db)).costs;
const cost = { product: 'A', unitCost: '1', currency: 'EUR', period: 'unsaid' as const };

test('there is none at first, and none to change', async () => {
	const db = freshDatabase();
	expect(await readPlaybook(db)).toEqual({ kind: 'absent' });
	await expect(changePlaybook(db, (old) => ({ playbook: old, answer: null }))).rejects.toThrow('database-gone');
	expect(await restorePlaybook(db)).toBe(false);
});

test('each change counts, and a change that throws changes nothing', async () => {
	const db = freshDatabase();
	await replacePlaybook(db, named('one'), null);
	const answer = await changePlaybook(db, (old) => ({ playbook: { ...old, name: 'two' }, answer: old.name }));
	expect(answer).toBe('one');
	expect(await readPlaybook(db)).toMatchObject({ kind: 'value', value: { playbook: { name: 'two' }, revision: 2 } });
	await expect(
		changePlaybook(db, () => {
			throw new Error('broken');
		}),
	).rejects.toThrow('broken');
	expect(await readPlaybook(db)).toMatchObject({ kind: 'value', value: { playbook: { name: 'two' }, revision: 2 } });
});

test('a replacement can be put back once, with the costs it replaced', async () => {
	const db = freshDatabase();
	await replacePlaybook(db, named('one'), [cost]);
	await replacePlaybook(db, named('two'), [{ ...cost, product: 'B' }]);
	expect(await allCosts(db)).toEqual([{ ...cost, product: 'B' }]);
	expect(await restorePlaybook(db)).toBe(true);
	expect(await readPlaybook(db)).toMatchObject({ kind: 'value', value: { playbook: { name: 'one' }, revision: 3 } });
	expect(await allCosts(db)).toEqual([cost]);
	expect(await restorePlaybook(db)).toBe(false);
});

test('a replacement without costs leaves those in force, and so does putting it back', async () => {
	const db = freshDatabase();
	await replacePlaybook(db, named('one'), [cost]);
	await replacePlaybook(db, named('two'), null);
	await putCosts(db, [{ ...cost, product: 'C' }], 'merge');
	expect(await restorePlaybook(db)).toBe(true);
	expect((await allCosts(db)).map(({ product }) => product)).toEqual(['A', 'C']);
});

test('a replacement that breaks off leaves playbook and costs as they were', async () => {
	const db = freshDatabase();
	await replacePlaybook(db, named('one'), [cost]);
	db.costShards.bulkPut = (() => Promise.reject(new Error('full'))) as unknown as typeof db.costShards.bulkPut;
	await expect(replacePlaybook(db, named('two'), [{ ...cost, product: 'B' }])).rejects.toThrow('full');
	expect(await readPlaybook(db)).toMatchObject({ kind: 'value', value: { playbook: { name: 'one' }, revision: 1 } });
	expect(await allCosts(db)).toEqual([cost]);
});
