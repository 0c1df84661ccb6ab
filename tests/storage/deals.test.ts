import { expect, test } from 'vitest';
import { type DealFacts, noNotes } from '../../core/model/deal.ts';
import {
	changeNotes,
	eachDeal,
	cachedDeal as keptDeal,
	notesOf as keptNotes,
	rememberDeal,
} from '../../storage/deals.ts';
import { fixtureDeal } from '../fixtures/fixture-deal.ts';
import { freshDatabase } from './open-database.ts';

function deal(id: string, at: string, name = fixtureDeal.name): DealFacts {
	return { ...fixtureDeal, name, ref: { ...fixtureDeal.ref, id }, reading: { source: 'api', at } };
}

/** The deal as it was kept; null when none was. */
async function cachedDeal(...asked: Parameters<typeof keptDeal>) {
	const read = await keptDeal(...asked);
	expect(read.kind).not.toBe('unreadable');
	return read.kind === 'value' ? read.value : null;
}

async function notesOf(...asked: Parameters<typeof keptNotes>) {
	const read = await keptNotes(...asked);
	expect(read.kind).not.toBe('unreadable');
	return read.kind === 'value' ? read.value : noNotes;
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

test('kept deals are shown newest first until there is enough, without those that are broken or hold other products', async () => {
	const db = freshDatabase();
	for (let id = 0; id < 120; id += 1) await rememberDeal(db, deal(String(id), moment(id)));
	await db.deals.put({ key: 'broken', facts: { lines: [{ product: { code: 'CX-40' } }, null, 7] }, at: moment(130) });
	const seen: string[] = [];
	await eachDeal(db, ({ ref }) => (seen.push(ref.id) < 70 ? 'more' : 'enough'));
	expect(seen).toEqual(Array.from({ length: 70 }, (_, at) => String(119 - at)));
	const held = async (product: string) => {
		let count = 0;
		await eachDeal(
			db,
			() => {
				count += 1;
				return 'more';
			},
			new Set([product]),
		);
		return count;
	};
	expect([await held('CX-40'), await held('p1'), await held('other')]).toEqual([120, 120, 0]);
});
