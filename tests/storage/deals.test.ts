import { expect, test } from 'vitest';
import { type DealFacts, noNotes } from '../../core/model/deal.ts';
import { cachedDeal, changeNotes, notesOf, rememberDeal } from '../../storage/deals.ts';
import { fixtureDeal } from '../fixtures/fixture-deal.ts';
import { freshDatabase } from './open-database.ts';

function deal(id: string, at: string, name = fixtureDeal.name): DealFacts {
	return { ...fixtureDeal, name, ref: { ...fixtureDeal.ref, id }, reading: { source: 'api', at } };
}

const moment = (seconds: number) => new Date(Date.UTC(2026, 10, 24, 9, 0, seconds)).toISOString();

test('a deal comes back as it was read, with the time of the read', async () => {
	const db = freshDatabase();
	expect(await cachedDeal(db, fixtureDeal.ref)).toBeNull();
	await rememberDeal(db, fixtureDeal);
	expect(await cachedDeal(db, fixtureDeal.ref)).toEqual({ facts: fixtureDeal, at: fixtureDeal.reading.at });
});

test('the same id on another site or of another kind is another deal', async () => {
	const db = freshDatabase();
	await rememberDeal(db, fixtureDeal);
	expect(await cachedDeal(db, { ...fixtureDeal.ref, site: 'http://other.example' })).toBeNull();
	expect(await cachedDeal(db, { ...fixtureDeal.ref, kind: 'opportunity' })).toBeNull();
});

test('an older reading that arrives late does not replace a newer one', async () => {
	const db = freshDatabase();
	await rememberDeal(db, deal('1', moment(20), 'new'));
	await rememberDeal(db, deal('1', moment(10), 'old'));
	expect((await cachedDeal(db, deal('1', '').ref))?.facts.name).toBe('new');
});

test('past five hundred deals those read longest ago go', async () => {
	const db = freshDatabase();
	for (let id = 0; id < 503; id += 1) await rememberDeal(db, deal(String(id), moment(id)));
	expect(await db.deals.count()).toBe(500);
	expect(await cachedDeal(db, deal('2', '').ref)).toBeNull();
	expect(await cachedDeal(db, deal('3', '').ref)).not.toBeNull();
});

test('notes begin empty, and two changes at once lose nothing of each other', async () => {
	const db = freshDatabase();
	expect(await notesOf(db, fixtureDeal.ref)).toEqual(noNotes);
	await Promise.all(
		['a', 'b', 'c'].map((id) =>
			changeNotes(db, fixtureDeal.ref, (notes) => ({ ...notes, sent: { ...notes.sent, [id]: moment(1) } })),
		),
	);
	expect(Object.keys((await notesOf(db, fixtureDeal.ref)).sent).sort()).toEqual(['a', 'b', 'c']);
});
