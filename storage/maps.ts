import * as v from 'valibot';
import type { Instant } from '../core/model/deal.ts';
import type { PageMap, PointedField, PointedKey, SiteMaps } from '../core/model/page-map.ts';
import { lastMapVersion, mapShape, mostMaps, mostPointed, pointedShape } from '../core/model/page-map-shapes.ts';
import type { Database, PointedPlace, StoredMap, StoredPointed } from './database.ts';
import { readable } from './readable.ts';

/** Most that one site may keep, so that a page that goes wrong leaves room for the others. */
const mostOfSite = { maps: 50, pointed: 200 };

const placeOf = ({ crm, site, field }: PointedKey): PointedPlace => [crm, site, field];
const mapRow = (map: PageMap): StoredMap => ({ id: map.id, site: map.site, map });
const pointedRow = (pointed: PointedField): StoredPointed => {
	const { crm, site, field } = pointed;
	return { crm, site, field, pointed };
};

/** A row that is kept under another name than it bears is not read. */
function mapIn(row: StoredMap | undefined): PageMap | null {
	const map = readable(mapShape, row?.map);
	return map && row?.id === map.id && row.site === map.site ? map : null;
}

function pointedIn(row: StoredPointed | undefined): PointedField | null {
	const pointed = readable(pointedShape, row?.pointed);
	return row && pointed && String(placeOf(row)) === String(placeOf(pointed)) ? pointed : null;
}

/** What can be read of the rows; what cannot is left out and stays where it is. */
function readableMaps(maps: readonly StoredMap[], pointed: readonly StoredPointed[]): SiteMaps {
	return {
		maps: maps.flatMap((row) => mapIn(row) ?? []),
		pointed: pointed.flatMap((row) => pointedIn(row) ?? []),
	};
}

/** Everything that was pointed out in this browser, or came in a file. */
export async function readMaps(db: Database): Promise<SiteMaps> {
	return readableMaps(...(await Promise.all([db.maps.toArray(), db.pointed.toArray()])));
}

/** What holds for the pages of one origin. */
export async function mapsOf(db: Database, site: string): Promise<SiteMaps> {
	const of = { site };
	return readableMaps(...(await Promise.all([db.maps.where(of).toArray(), db.pointed.where(of).toArray()])));
}

/** Sites with a map, each once. */
export async function mappedSites(db: Database): Promise<string[]> {
	return [...new Set((await readMaps(db)).maps.map(({ site }) => site))];
}

function nextOf(map: PageMap, before: PageMap | null, at: Instant): PageMap {
	return { ...map, version: Math.min((before?.version ?? 0) + 1, lastMapVersion), updatedAt: at };
}

/**
 * Keeps a map as the next version of the one with its id, and answers it as it is kept. Null, and nothing kept, when
 * that one belongs to another site, or when there is no room for one more.
 */
export async function saveMap(db: Database, map: PageMap, at: Instant): Promise<PageMap | null> {
	return db.transaction('rw', db.maps, async () => {
		const present = await db.maps.get(map.id);
		if (present && present.site !== map.site) return null;
		const hasRoom =
			(await db.maps.where({ site: map.site }).count()) < mostOfSite.maps && (await db.maps.count()) < mostMaps;
		if (!present && !hasRoom) return null;
		const saved = nextOf(map, mapIn(present), at);
		await db.maps.put(mapRow(saved));
		return saved;
	});
}

/** Gives a map another name, as its next version; false when there is no such map. */
export async function renameMap(db: Database, id: string, name: string, at: Instant): Promise<boolean> {
	return db.transaction('rw', db.maps, async () => {
		const present = mapIn(await db.maps.get(id));
		if (present) await db.maps.put(mapRow(nextOf({ ...present, name }, present, at)));
		return present !== null;
	});
}

/** Keeps where a field is, in place of an earlier word on it; false when there is no room for one more. */
export async function savePointed(db: Database, field: PointedField, at: Instant): Promise<boolean> {
	return db.transaction('rw', db.pointed, async () => {
		const present = await db.pointed.get(placeOf(field));
		const hasRoom =
			(await db.pointed.where({ site: field.site }).count()) < mostOfSite.pointed &&
			(await db.pointed.count()) < mostPointed;
		if (!present && !hasRoom) return false;
		await db.pointed.put(pointedRow({ ...field, updatedAt: at }));
		return true;
	});
}

/** Forgets what is named and can be read, and answers it. */
export async function removeMaps(
	db: Database,
	ids: readonly string[],
	pointed: readonly PointedKey[],
): Promise<SiteMaps> {
	return db.transaction('rw', db.maps, db.pointed, async () => {
		const rows = await Promise.all([db.maps.bulkGet([...ids]), db.pointed.bulkGet(pointed.map(placeOf))]);
		const removed = readableMaps(
			rows[0].filter((row) => row !== undefined),
			rows[1].filter((row) => row !== undefined),
		);
		await db.maps.bulkDelete(removed.maps.map(({ id }) => id));
		await db.pointed.bulkDelete(removed.pointed.map(placeOf));
		return removed;
	});
}

/** Puts back what was removed; what took its place meanwhile stays. */
export async function restoreMaps(db: Database, { maps, pointed }: SiteMaps): Promise<void> {
	await db.transaction('rw', db.maps, db.pointed, async () => {
		for (const map of maps) if (!(await db.maps.get(map.id))) await db.maps.put(mapRow(map));
		for (const field of pointed) if (!(await db.pointed.get(placeOf(field)))) await db.pointed.put(pointedRow(field));
	});
}

/** What a merge put in, and what stood there before: null where nothing did. */
export interface Merged {
	readonly maps: readonly { readonly put: StoredMap; readonly before: StoredMap | null }[];
	readonly pointed: readonly { readonly put: StoredPointed; readonly before: StoredPointed | null }[];
	/** How many were kept, being as new as those that came or newer. */
	readonly kept: number;
}

/**
 * Adds what came from elsewhere, inside the caller's transaction: of two maps with one id the higher version stays, of
 * two words on one field the later one.
 */
export async function mergeMaps(db: Database, { maps, pointed }: SiteMaps): Promise<Merged> {
	const merged = { maps: [] as Merged['maps'][number][], pointed: [] as Merged['pointed'][number][] };
	for (const map of maps) {
		const before = await db.maps.get(map.id);
		if ((mapIn(before)?.version ?? -1) < map.version) merged.maps.push({ put: mapRow(map), before: before ?? null });
	}
	for (const field of pointed) {
		const before = await db.pointed.get(placeOf(field));
		const present = pointedIn(before);
		if (!present || Date.parse(present.updatedAt) < Date.parse(field.updatedAt))
			merged.pointed.push({ put: pointedRow(field), before: before ?? null });
	}
	await db.maps.bulkPut(merged.maps.map(({ put }) => put));
	await db.pointed.bulkPut(merged.pointed.map(({ put }) => put));
	const kept = maps.length + pointed.length - merged.maps.length - merged.pointed.length;
	return { ...merged, kept };
}

/** Merges in a transaction of its own. */
export async function importMaps(db: Database, came: SiteMaps): Promise<Merged> {
	return db.transaction('rw', db.maps, db.pointed, () => mergeMaps(db, came));
}

const storedMap = v.strictObject({ id: v.string(), site: v.string(), map: v.unknown() });
const storedPointed = v.strictObject({ crm: v.string(), site: v.string(), field: v.string(), pointed: v.unknown() });
const mergedShape: v.GenericSchema<unknown, Merged> = v.strictObject({
	maps: v.array(v.strictObject({ put: storedMap, before: v.nullable(storedMap) })),
	pointed: v.array(v.strictObject({ put: storedPointed, before: v.nullable(storedPointed) })),
	kept: v.number(),
});

const isSame = (left: unknown, right: unknown) => JSON.stringify(left) === JSON.stringify(right);

/** Takes a merge back, inside the caller's transaction. What was changed since then stays as it is now. */
export async function undoMerge(db: Database, stored: unknown): Promise<void> {
	const merged = readable(mergedShape, stored);
	for (const { put, before } of merged?.maps ?? []) {
		if (!isSame(await db.maps.get(put.id), put)) continue;
		await (before ? db.maps.put(before) : db.maps.delete(put.id));
	}
	for (const { put, before } of merged?.pointed ?? []) {
		if (!isSame(await db.pointed.get(placeOf(put)), put)) continue;
		await (before ? db.pointed.put(before) : db.pointed.delete(placeOf(put)));
	}
}
