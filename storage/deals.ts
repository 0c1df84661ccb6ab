import {
	type ApprovalNote,
	type DealFacts,
	type DealNotes,
	dealKey,
	noNotes,
	type RecordRef,
} from '../core/model/deal.ts';
import { approvalNoteShape, factsShape, momentShape, reasonShape, tickShape } from '../core/model/deal-shapes.ts';
import { dealValues } from '../core/model/deal-values.ts';
import type { CachedDeal } from '../core/model/settings.ts';
import type { Database } from './database.ts';
import { readable, readableEntries } from './readable.ts';

/** Deals kept for when a CRM does not answer; the ones read longest ago go first. */
const mostDeals = 500;

/** The deal as last read; null when it never was, or when what was kept cannot be read any more. */
export async function cachedDeal(db: Database, ref: RecordRef): Promise<CachedDeal | null> {
	const row = await db.deals.get(dealKey(ref));
	const facts = readable(factsShape, row?.facts);
	return row && facts ? { facts, at: row.at } : null;
}

/**
 * Keeps what was read; an older reading does not replace a newer one that can be read. True when an earlier one was kept
 * that held other values.
 */
export async function rememberDeal(db: Database, facts: DealFacts): Promise<boolean> {
	const key = dealKey(facts.ref);
	const at = facts.reading.at;
	return db.transaction('rw', db.deals, async () => {
		const present = await db.deals.get(key);
		const before = readable(factsShape, present?.facts);
		if (present && present.at > at && before) return false;
		await db.deals.put({ key, facts, at });
		const surplus = (await db.deals.count()) - mostDeals;
		if (surplus > 0) await db.deals.bulkDelete(await db.deals.orderBy('at').limit(surplus).primaryKeys());
		return before !== null && dealValues(before) !== dealValues(facts);
	});
}

/** Each tick, date and reason that can be read; what cannot is left out, so that the rest is not lost with it. */
function readableNotes(stored: unknown): DealNotes {
	if (typeof stored !== 'object' || stored === null) return noNotes;
	const { ticks, sent, reason, approval } = stored as Partial<Record<keyof DealNotes, unknown>>;
	return {
		ticks: readableEntries(tickShape, ticks),
		sent: readableEntries(momentShape, sent),
		reason: readable(reasonShape, reason),
		approval: readable(approvalNoteShape, approval),
	};
}

export async function notesOf(db: Database, ref: RecordRef): Promise<DealNotes> {
	return readableNotes((await db.notes.get(dealKey(ref)))?.notes);
}

/** Changes a deal's notes in one transaction, so that two windows lose nothing of each other's. */
export async function changeNotes(
	db: Database,
	ref: RecordRef,
	change: (notes: DealNotes) => DealNotes,
): Promise<DealNotes> {
	const key = dealKey(ref);
	return db.transaction('rw', db.notes, async () => {
		const notes = change(readableNotes((await db.notes.get(key))?.notes));
		await db.notes.put({ key, notes });
		return notes;
	});
}

/** How many deals are looked at together: few enough to stop early, enough not to ask for each alone. */
const batchSize = 50;

/** True when stored facts, which nobody has checked, seem to hold one of these products: checking all takes too long. */
function mayHold(stored: unknown, products: ReadonlySet<unknown>): boolean {
	const { lines } = (stored ?? {}) as { readonly lines?: unknown };
	if (!Array.isArray(lines)) return false;
	return lines.some((line: { readonly product?: { readonly code?: unknown; readonly id?: unknown } | null } | null) => {
		const product = line?.product;
		return products.has(product?.code) || products.has(product?.id);
	});
}

/**
 * Shows kept deals to `look`, those read last first, until it answers that it has enough. Unreadable ones are skipped,
 * and those without any of `products` (codes or ids) when there are some.
 */
export async function eachDeal(
	db: Database,
	look: (facts: DealFacts) => 'more' | 'enough',
	products?: ReadonlySet<string>,
): Promise<void> {
	const keys = await db.deals.orderBy('at').reverse().primaryKeys();
	for (let from = 0; from < keys.length; from += batchSize) {
		for (const row of await db.deals.bulkGet(keys.slice(from, from + batchSize))) {
			if (products && !mayHold(row?.facts, products)) continue;
			const facts = readable(factsShape, row?.facts);
			if (facts && look(facts) === 'enough') return;
		}
	}
}

/** Every approval that was asked for in this browser or came from a colleague, the newest request first. */
export async function approvalNotes(db: Database): Promise<ApprovalNote[]> {
	const notes: ApprovalNote[] = [];
	await db.notes.each((row) => {
		const { approval } = readableNotes(row.notes);
		if (approval) notes.push(approval);
	});
	const newestFirst = (left: ApprovalNote, right: ApprovalNote) => (left.request.at < right.request.at ? 1 : -1);
	return notes.sort(newestFirst);
}
