import { expect, test } from 'vitest';
import type { DealFacts, StageOption } from '../../core/model/deal.ts';
import { rememberStages, stageLists } from '../../storage/stages.ts';
import { fixtureDeal } from '../fixtures/fixture-deal.ts';
import { freshDatabase } from './open-database.ts';

const at = '2026-11-24T10:00:00.000Z';
const later = '2026-11-24T11:00:00.000Z';
const told: readonly StageOption[] = [
	{ id: 'a', label: 'A', pipeline: null },
	{ id: 'b', label: 'B', pipeline: null },
];
const deal: DealFacts = { ...fixtureDeal, stage: { id: 'b', label: 'B', since: null } };

test('stages are kept by CRM, site and kind, the list that changed last first', async () => {
	const db = freshDatabase();
	expect(await stageLists(db)).toEqual([]);
	expect(await rememberStages(db, deal, told, at)).toBe(true);
	const other: DealFacts = { ...deal, ref: { ...deal.ref, crm: 'other' } };
	expect(await rememberStages(db, other, [], later)).toBe(true);
	const { crm, site, kind } = deal.ref;
	expect(await stageLists(db)).toEqual([
		{ crm: 'other', site, kind, stages: [{ id: 'b', label: 'B', pipeline: null }], at: later },
		{ crm, site, kind, stages: told, at },
	]);
});

test('a reading that tells nothing new changes nothing, not even the time', async () => {
	const db = freshDatabase();
	await rememberStages(db, deal, told, at);
	expect(await rememberStages(db, deal, told, later)).toBe(false);
	expect(await rememberStages(db, { ...deal, stage: null }, [], later)).toBe(false);
	expect((await stageLists(db))[0]?.at).toBe(at);
});

test('a list that cannot be read is left out and not written over', async () => {
	const db = freshDatabase();
	await rememberStages(db, deal, told, at);
	await db.stageLists.toCollection().modify({ list: { stages: 'many' } });
	expect(await stageLists(db)).toEqual([]);
	expect(await rememberStages(db, deal, told, later)).toBe(false);
	expect(await db.stageLists.toArray()).toMatchObject([{ list: { stages: 'many' } }]);
});
