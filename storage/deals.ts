import * as v from 'valibot';
import {
	type ApprovalNote,
	type CrmUser,
	type DealFacts,
	type DealNotes,
	dealKey,
	noNotes,
	type RecordRef,
	withoutCosts,
} from '../core/model/deal.ts';
import { factsShape, notesShape } from '../core/model/deal-shapes.ts';
import { dealValues } from '../core/model/deal-values.ts';
import type { CachedDeal } from '../core/model/settings.ts';
import { absent, type Stored } from '../core/model/stored.ts';
import type { Database } from './database.ts';
import { mapStored, readRow, valueOr } from './readable.ts';

/** Deals kept for when a CRM does not answer; the ones read longest ago go first. */
const mostDeals = 500;

/** Rows of versions that did not keep who read a deal are of somebody unknown. */
const dealRowShape = v.strictObject({
	key: v.string(),
	facts: factsShape,
	at: v.string(),
	user: v.optional(v.nullable(v.string()), null),
});
const notesRowShape = v.strictObject({ key: v.string(), notes: notesShape });

/** A deal with who read it: the CRM's id of them, null when it did not tell. */
interface KeptDeal extends CachedDeal {
	readonly key: string;
	readonly user: string | null;
}

const userOf = ({ user }: KeptDeal): CrmUser => (user === null ? 'unknown' : { id: user });
const idOf = (user: CrmUser): string | null => (user === 'unknown' ? null : user.id);

/** A row of deals; a deal that is kept under another one's key is not read. */
export function readDealRow(row: unknown): Stored<KeptDeal> {
	const read = readRow(dealRowShape, row);
	return read.kind === 'value' && dealKey(read.value.facts.ref) !== read.value.key
		? { kind: 'unreadable', raw: row }
		: read;
}

/** A row of notes. */
export function readNotesRow(row: unknown): Stored<{ readonly key: string; readonly notes: DealNotes }> {
	return readRow(notesRowShape, row);
}

/**
 * The deal as this user read it last. Another user's is absent for them, and so is for anybody one of which nobody knows
 * who read it: only a read says that they may. A user who is not known gets it without any cost.
 */
export async function cachedDeal(db: Database, ref: RecordRef, user: CrmUser): Promise<Stored<CachedDeal>> {
	const read = readDealRow(await db.deals.get(dealKey(ref)));
	const asker = idOf(user);
	const reader = read.kind === 'value' ? read.value.user : null;
	if (read.kind === 'value' && (reader === null || (asker !== null && reader !== asker))) return absent;
	return mapStored(read, ({ facts, at }) => ({ facts: asker === null ? withoutCosts(facts) : facts, at }));
}

/**
 * Keeps what was read. An older reading does not replace a newer one, and none replaces what cannot be read. True when an
 * earlier one was kept that held other values.
 */
export async function rememberDeal(db: Database, facts: DealFacts, user: CrmUser): Promise<boolean> {
	const key = dealKey(facts.ref);
	const at = facts.reading.at;
	return db.transaction('rw', db.deals, async () => {
		const present = readDealRow(await db.deals.get(key));
		if (present.kind === 'unreadable') return false;
		if (present.kind === 'value' && present.value.at > at) return false;
		await db.deals.put({ key, facts, at, user: idOf(user) });
		await forgetOldest(db);
		return present.kind === 'value' && dealValues(present.value.facts) !== dealValues(facts);
	});
}

/** True when no deal of this CRM is kept; one that cannot be read counts. */
export async function isFirstOfCrm(db: Database, { crm }: RecordRef): Promise<boolean> {
	return (
		(await db.deals
			.where(':id')
			.startsWith(`${encodeURIComponent(crm)}|`)
			.limit(1)
			.count()) === 0
	);
}

/** Past the most that are kept, those read longest ago go, but none that cannot be read. */
async function forgetOldest(db: Database): Promise<void> {
	const surplus = (await db.deals.count()) - mostDeals;
	if (surplus <= 0) return;
	const gone: string[] = [];
	for (const key of await db.deals.orderBy('at').primaryKeys()) {
		if (gone.length >= surplus) break;
		if (readDealRow(await db.deals.get(key)).kind === 'value') gone.push(key);
	}
	await db.deals.bulkDelete(gone);
}

export async function notesOf(db: Database, ref: RecordRef): Promise<Stored<DealNotes>> {
	return mapStored(readNotesRow(await db.notes.get(dealKey(ref))), ({ notes }) => notes);
}

/**
 * Changes a deal's notes in one transaction, so that two windows lose nothing of each other's. Throws where they cannot be
 * read.
 */
export async function changeNotes(
	db: Database,
	ref: RecordRef,
	change: (notes: DealNotes) => DealNotes,
): Promise<DealNotes> {
	const key = dealKey(ref);
	return db.transaction('rw', db.notes, async () => {
		const notes = change(valueOr(await notesOf(db, ref), noNotes, 'notes'));
		await db.notes.put({ key, notes });
		return notes;
	});
}

/** How many deals are looked at together: few enough to stop early, enough not to ask for each alone. */
const batchSize = 50;

/**
 * True when stored facts, which nobody has checked, seem to hold one of these products: checking all takes too long. Facts
 * without lines that can be looked at may hold any.
 */
function mayHold(kept: unknown, products: ReadonlySet<unknown>): boolean {
	const { lines } = (kept ?? {}) as { readonly lines?: unknown };
	if (lines === null) return false;
	if (!Array.isArray(lines)) return true;
	return lines.some((line: { readonly product?: { readonly code?: unknown; readonly id?: unknown } | null } | null) => {
		const product = line?.product;
		return products.has(product?.code) || products.has(product?.id);
	});
}

/** Whether there was anything that could not be looked at. */
export type Looked = 'all' | 'not-all';

/**
 * Shows kept deals to `look`, those read last first, until it answers that it has enough; those without any of `products`
 * (codes or ids) are skipped when there are some. `not-all`: one that could not be read was among those looked for.
 */
export async function eachDeal(
	db: Database,
	look: (facts: DealFacts, user: CrmUser) => 'more' | 'enough',
	products?: ReadonlySet<string>,
): Promise<Looked> {
	const keys = await db.deals.orderBy('at').reverse().primaryKeys();
	// A row without a moment is in no order by it.
	let looked: Looked = keys.length === (await db.deals.count()) ? 'all' : 'not-all';
	for (let from = 0; from < keys.length; from += batchSize) {
		for (const row of await db.deals.bulkGet(keys.slice(from, from + batchSize))) {
			if (!row || (products && !mayHold(row.facts, products))) continue;
			const read = readDealRow(row);
			if (read.kind === 'unreadable') looked = 'not-all';
			if (read.kind === 'value' && look(read.value.facts, userOf(read.value)) === 'enough') return looked;
		}
	}
	return looked;
}

/** Every approval that was asked for in this browser or came from a colleague, the newest request first. */
export async function approvalNotes(db: Database): Promise<ApprovalNote[]> {
	const notes: ApprovalNote[] = [];
	await db.notes.each((row) => {
		const read = readNotesRow(row);
		if (read.kind === 'value' && read.value.notes.approval) notes.push(read.value.notes.approval);
	});
	const newestFirst = (left: ApprovalNote, right: ApprovalNote) => (left.request.at < right.request.at ? 1 : -1);
	return notes.sort(newestFirst);
}
