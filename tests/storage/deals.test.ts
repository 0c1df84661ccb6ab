import { expect, test } from 'vitest';
import { type DealFacts, dealKey, noNotes } from '../../core/model/deal.ts';
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
	expect(await cachedDeal(db, fixtureDeal.ref, { id: 'ada' })).toBeNull();
	await rememberDeal(db, fixtureDeal, { id: 'ada' });
	expect(await cachedDeal(db, fixtureDeal.ref, { id: 'ada' })).toEqual({
		facts: fixtureDeal,
		at: fixtureDeal.reading.at,
	});
});

test('the same id on another site or of another kind is another deal', async () => {
	const db = freshDatabase();
	await rememberDeal(db, fixtureDeal, { id: 'ada' });
	expect(await cachedDeal(db, { ...fixtureDeal.ref, site: 'http://other.example' }, { id: 'ada' })).toBeNull();
	expect(await cachedDeal(db, { ...fixtureDeal.ref, kind: 'opportunity' }, { id: 'ada' })).toBeNull();
});

const costless = {
	...fixtureDeal,
	isCostDenied: true,
	lines: fixtureDeal.lines?.map((line) => ({
		...line,
		unitCost: null,
		costCurrency: 'unknown',
		costUnits: 'unknown',
		costPeriod: 'unknown',
	})),
};

test('a deal that one user read is nothing to another, and without any cost to one who is not known', async () => {
	const db = freshDatabase();
	await rememberDeal(db, fixtureDeal, { id: 'ada' });
	expect(await cachedDeal(db, fixtureDeal.ref, { id: 'ada' })).toMatchObject({ facts: fixtureDeal });
	expect(await cachedDeal(db, fixtureDeal.ref, { id: 'bo' })).toBeNull();
	expect((await cachedDeal(db, fixtureDeal.ref, 'unknown'))?.facts).toEqual(costless);
});

test('a deal of which nobody knows who read it is nothing to anybody, until it is read by somebody known', async () => {
	const db = freshDatabase();
	await rememberDeal(db, fixtureDeal, 'unknown');
	expect(await cachedDeal(db, fixtureDeal.ref, { id: 'ada' })).toBeNull();
	expect(await cachedDeal(db, fixtureDeal.ref, 'unknown')).toBeNull();
	await rememberDeal(db, fixtureDeal, { id: 'ada' });
	expect(await cachedDeal(db, fixtureDeal.ref, { id: 'ada' })).toMatchObject({ facts: fixtureDeal });
});

test('a deal kept by a version that did not know its user is nothing to anybody', async () => {
	const db = freshDatabase();
	await db.deals.put({ key: dealKey(fixtureDeal.ref), facts: fixtureDeal, at: fixtureDeal.reading.at });
	expect(await cachedDeal(db, fixtureDeal.ref, { id: 'ada' })).toBeNull();
	expect(await cachedDeal(db, fixtureDeal.ref, 'unknown')).toBeNull();
});

test('an older reading that arrives late does not replace a newer one', async () => {
	const db = freshDatabase();
	await rememberDeal(db, deal('1', moment(20), 'new'), { id: 'ada' });
	await rememberDeal(db, deal('1', moment(10), 'old'), { id: 'ada' });
	expect((await cachedDeal(db, deal('1', '').ref, { id: 'ada' }))?.facts.name).toBe('new');
});

test('past five hundred deals those read longest ago go', async () => {
	const db = freshDatabase();
	for (let id = 0; id < 503; id += 1) await rememberDeal(db, deal(String(id), moment(id)), { id: 'ada' });
	expect(await db.deals.count()).toBe(500);
	expect(await cachedDeal(db, deal('2', '').ref, { id: 'ada' })).toBeNull();
	expect(await cachedDeal(db, deal('3', '').ref, { id: 'ada' })).not.toBeNull();
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
	for (let id = 0; id < 120; id += 1) await rememberDeal(db, deal(String(id), moment(id)), { id: 'ada' });
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
