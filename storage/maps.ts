import * as v from 'valibot';
import type { Instant } from '../core/model/deal.ts';
import type { PageMap, PointedField, PointedKey, SiteMaps } from '../core/model/page-map.ts';
import { lastMapVersion, mapShape, mostMaps, mostPointed, pointedShape } from '../core/model/page-map-shapes.ts';
import type { Stored } from '../core/model/stored.ts';
import type { Database, PointedPlace, StoredMap, StoredPointed } from './database.ts';
import { readRow, valueOr } from './readable.ts';

/** Most that one site may keep, so that a page that goes wrong leaves room for the others. */
const mostOfSite = { maps: 50, pointed: 200 };

const placeOf = ({ crm, site, field }: PointedKey): PointedPlace => [crm, site, field];
const mapRow = (map: PageMap): StoredMap => ({ id: map.id, site: map.site, map });
const pointedRow = (pointed: PointedField): StoredPointed => {
	const { crm, site, field } = pointed;
	return { crm, site, field, pointed };
};

const mapRowShape = v.strictObject({ id: v.string(), site: v.string(), map: mapShape });
const pointedRowShape = v.strictObject({
	crm: v.string(),
	site: v.string(),
	field: v.string(),
	pointed: pointedShape,
});

/** A row of maps; one that is kept under another name than it bears is not read. */
export function readMapRow(row: unknown): Stored<PageMap> {
	const read = readRow(mapRowShape, row);
	if (read.kind !== 'value') return read;
	const { id, site, map } = read.value;
	return id === map.id && site === map.site ? { kind: 'value', value: map } : { kind: 'unreadable', raw: row };
}

/** A row of pointed fields, by the same rule. */
export function readPointedRow(row: unknown): Stored<PointedField> {
	const read = readRow(pointedRowShape, row);
	if (read.kind !== 'value') return read;
	const { pointed } = read.value;
	const isSame = String(placeOf(read.value)) === String(placeOf(pointed));
	return isSame ? { kind: 'value', value: pointed } : { kind: 'unreadable', raw: row };
}

function readable<T>(read: Stored<T>): T | null {
	return read.kind === 'value' ? read.value : null;
}

/** What can be read of the rows; what cannot is left out and stays where it is. */
function readableMaps(maps: readonly StoredMap[], pointed: readonly StoredPointed[]): SiteMaps {
	return {
		maps: maps.flatMap((row) => readable(readMapRow(row)) ?? []),
		pointed: pointed.flatMap((row) => readable(readPointedRow(row)) ?? []),
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
 * Keeps a map as the next version of the one with its id, and returns it as it is kept. Null, and nothing kept, when
 * that one belongs to another site, or when there is no room for one more. Throws where that one cannot be read.
 */
export async function saveMap(db: Database, map: PageMap, at: Instant): Promise<PageMap | null> {
	return db.transaction('rw', db.maps, async () => {
		const present = await db.maps.get(map.id);
		if (present && present.site !== map.site) return null;
		const hasRoom =
			(await db.maps.where({ site: map.site }).count()) < mostOfSite.maps && (await db.maps.count()) < mostMaps;
		if (!present && !hasRoom) return null;
		const saved = nextOf(map, valueOr(readMapRow(present), null, 'maps'), at);
		await db.maps.put(mapRow(saved));
		return saved;
	});
}

/** Gives a map another name, as its next version; false when there is no such map. Throws where it cannot be read. */
export async function renameMap(db: Database, id: string, name: string, at: Instant): Promise<boolean> {
	return db.transaction('rw', db.maps, async () => {
		const present = valueOr(readMapRow(await db.maps.get(id)), null, 'maps');
		if (present) await db.maps.put(mapRow(nextOf({ ...present, name }, present, at)));
		return present !== null;
	});
}

/**
 * Keeps where a field is, in place of an earlier word on it; false when there is no room for one more. Throws where that
 * word cannot be read.
 */
export async function savePointed(db: Database, field: PointedField, at: Instant): Promise<boolean> {
	return db.transaction('rw', db.pointed, async () => {
		const present = valueOr(readPointedRow(await db.pointed.get(placeOf(field))), null, 'pointed');
		const hasRoom =
			(await db.pointed.where({ site: field.site }).count()) < mostOfSite.pointed &&
			(await db.pointed.count()) < mostPointed;
		if (!present && !hasRoom) return false;
		await db.pointed.put(pointedRow({ ...field, updatedAt: at }));
		return true;
	});
}

/** Forgets what is named and can be read, and returns it. */
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
	/** How many were kept: as new as those that came or newer, or not to be read. */
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
		const present = readMapRow(before);
		// What cannot be read may be newer.
		if (present.kind === 'unreadable') continue;
		if ((readable(present)?.version ?? -1) < map.version)
			merged.maps.push({ put: mapRow(map), before: before ?? null });
	}
	for (const field of pointed) {
		const before = await db.pointed.get(placeOf(field));
		const read = readPointedRow(before);
		if (read.kind === 'unreadable') continue;
		const present = readable(read);
		if (!present || Date.parse(present.updatedAt) < Date.parse(field.updatedAt))
			merged.pointed.push({ put: pointedRow(field), before: before ?? null });
	}
	await db.maps.bulkPut(merged.maps.map(({ put }) => put));
	await db.pointed.bulkPut(merged.pointed.map(({ put }) => put));
	const kept = maps.length + pointed.length - merged.maps.length - merged.pointed.length;
	return { ...merged, kept };
}

const mergeId = 'maps-before';

/** Merges in a transaction of its own; `undoImport` takes it back. */
export async function importMaps(db: Database, came: SiteMaps): Promise<Merged> {
	return db.transaction('rw', db.maps, db.pointed, db.documents, async () => {
		const merged = await mergeMaps(db, came);
		await db.documents.put({ id: mergeId, mapped: merged });
		return merged;
	});
}

const mergeRow = v.strictObject({ id: v.string(), mapped: v.unknown() });

/** The row of what the last import of maps did. */
export function readMergeRow(row: unknown): Stored<unknown> {
	const read = readRow(mergeRow, row);
	if (read.kind !== 'value') return read;
	const merged = readRow(mergedShape, read.value.mapped);
	return merged.kind === 'value' ? merged : { kind: 'unreadable', raw: row };
}

/** Takes the last import of maps back; false when there is none. Throws where what was kept for it cannot be read. */
export async function undoMapImport(db: Database): Promise<boolean> {
	return db.transaction('rw', db.maps, db.pointed, db.documents, async () => {
		const before = valueOr(readMergeRow(await db.documents.get(mergeId)), null, 'undo');
		if (before === null) return false;
		await undoMerge(db, before);
		await db.documents.delete(mergeId);
		return true;
	});
}

const storedMap = v.strictObject({ id: v.string(), site: v.string(), map: v.unknown() });
const storedPointed = v.strictObject({ crm: v.string(), site: v.string(), field: v.string(), pointed: v.unknown() });
const mergedShape: v.GenericSchema<unknown, Merged> = v.strictObject({
	maps: v.array(v.strictObject({ put: storedMap, before: v.nullable(storedMap) })),
	pointed: v.array(v.strictObject({ put: storedPointed, before: v.nullable(storedPointed) })),
	kept: v.number(),
});

const isSame = (left: unknown, right: unknown) => JSON.stringify(left) === JSON.stringify(right);

/**
 * Takes a merge back, inside the caller's transaction; null for none. What was changed since then stays as it is now.
 * Throws for one that cannot be read.
 */
export async function undoMerge(db: Database, kept: unknown): Promise<void> {
	if (kept === null || kept === undefined) return;
	const merged = valueOr(readRow(mergedShape, kept), null, 'undo');
	for (const { put, before } of merged?.maps ?? []) {
		if (!isSame(await db.maps.get(put.id), put)) continue;
		await (before ? db.maps.put(before) : db.maps.delete(put.id));
	}
	for (const { put, before } of merged?.pointed ?? []) {
		if (!isSame(await db.pointed.get(placeOf(put)), put)) continue;
		await (before ? db.pointed.put(before) : db.pointed.delete(placeOf(put)));
	}
}
