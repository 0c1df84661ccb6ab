import { expect, test } from 'vitest';
import type { Database } from '../../storage/database.ts';
import {
	importMaps,
	mapsOf,
	readMaps,
	removeMaps,
	renameMap,
	restoreMaps,
	saveMap,
	savePointed,
	undoMapImport,
} from '../../storage/maps.ts';
import { replacePlaybook, restorePlaybook } from '../../storage/playbook.ts';
import { fixturePlaybook } from '../fixtures/fixture-deal.ts';
import { fixtureMap, fixturePointed } from '../fixtures/fixture-map.ts';
import { freshDatabase } from './open-database.ts';

const at = '2026-11-24T10:00:00.000Z';
const elsewhere = { ...fixtureMap, id: 'elsewhere', site: 'https://other.example' };
const { costs: _, history: __, unreadableCosts: ___, ...playbook } = fixturePlaybook;

/** A row as a hand in the developer tools, or another version, may leave it. */
async function spoil(db: Database) {
	const { id, site } = fixtureMap;
	const { crm, field } = fixturePointed;
	await db.maps.put({ id, site, map: { ...fixtureMap, pages: 'all' } });
	await db.maps.put({ id: 'under-another-name', site, map: fixtureMap });
	await db.pointed.put({ crm, site, field, pointed: { ...fixturePointed, site: 'https://other.example' } });
}

test('each origin has its own, and a map keeps the site it has', async () => {
	const db = freshDatabase();
	await saveMap(db, fixtureMap, at);
	await saveMap(db, elsewhere, at);
	expect((await mapsOf(db, 'https://other.example')).maps.map(({ id }) => id)).toEqual(['elsewhere']);
	expect(await saveMap(db, { ...elsewhere, id: fixtureMap.id }, at)).toBeNull();
	expect((await mapsOf(db, fixtureMap.site)).maps).toMatchObject([{ id: fixtureMap.id, version: 1 }]);
	expect(await renameMap(db, 'nobody', 'x', at)).toBe(false);
});

test('two saves at once get two versions', async () => {
	const db = freshDatabase();
	const saved = await Promise.all([1, 2, 3].map(() => saveMap(db, fixtureMap, at)));
	expect(saved.map((map) => map?.version)).toEqual([1, 2, 3]);
});

test('a row that cannot be read is neither used nor removed nor written over', async () => {
	const db = freshDatabase();
	await spoil(db);
	expect(await readMaps(db)).toEqual({ maps: [], pointed: [] });
	expect(await mapsOf(db, fixtureMap.site)).toEqual({ maps: [], pointed: [] });
	const removed = await removeMaps(db, [fixtureMap.id, 'under-another-name'], [fixturePointed]);
	expect(removed).toEqual({ maps: [], pointed: [] });
	await restoreMaps(db, { maps: [fixtureMap], pointed: [fixturePointed] });
	expect([await db.maps.count(), await db.pointed.count()]).toEqual([2, 1]);
	expect(await readMaps(db)).toEqual({ maps: [], pointed: [] });
	await expect(saveMap(db, fixtureMap, at)).rejects.toThrow('row-unreadable: maps');
	await expect(savePointed(db, fixturePointed, at)).rejects.toThrow('row-unreadable: pointed');
	await expect(renameMap(db, fixtureMap.id, 'other', at)).rejects.toThrow('row-unreadable: maps');
	expect(await readMaps(db)).toEqual({ maps: [], pointed: [] });
});

test('what comes wins where it is newer, and nothing comes when one write fails', async () => {
	const db = freshDatabase();
	await saveMap(db, fixtureMap, at);
	await savePointed(db, fixturePointed, at);
	const hints = [{ by: 'label', value: 'reduction' }] as const;
	const later = { ...fixturePointed, hints, updatedAt: '2026-11-25T00:00:00.000Z' };
	const came = { maps: [{ ...fixtureMap, name: 'Older', version: 1 }, elsewhere], pointed: [fixturePointed] };
	expect(await importMaps(db, came)).toMatchObject({ maps: [{ put: { id: 'elsewhere' }, before: null }], kept: 2 });
	expect(await importMaps(db, { maps: [], pointed: [later] })).toMatchObject({ pointed: [{ before: {} }], kept: 0 });
	const all = await readMaps(db);
	expect(all).toMatchObject({ maps: [{ name: elsewhere.name }, { name: fixtureMap.name }], pointed: [{ hints }] });
	db.pointed.bulkPut = (() => Promise.reject(new Error('full'))) as unknown as typeof db.pointed.bulkPut;
	await expect(importMaps(db, { maps: [{ ...fixtureMap, version: 9 }], pointed: [] })).rejects.toThrow('full');
	expect(await readMaps(db)).toEqual(all);
});

test('an import leaves maps that cannot be read, and taken back it puts the others back as they were', async () => {
	const db = freshDatabase();
	await replacePlaybook(db, playbook, null);
	await saveMap(db, elsewhere, at);
	await spoil(db);
	const before = [await db.maps.toArray(), await db.pointed.toArray()];
	const mapped = { maps: [fixtureMap, { ...elsewhere, version: 5 }], pointed: [fixturePointed] };
	const merged = await replacePlaybook(db, { ...playbook, name: 'two' }, null, mapped);
	expect(merged).toMatchObject({ maps: [{ put: { id: 'elsewhere' } }], pointed: [], kept: 2 });
	expect(await readMaps(db)).toMatchObject({ maps: [{ version: 5 }], pointed: [] });
	expect(await restorePlaybook(db)).toBe(true);
	expect([await db.maps.toArray(), await db.pointed.toArray()]).toEqual(before);
});

test('an import of maps alone can be taken back once', async () => {
	const db = freshDatabase();
	await saveMap(db, elsewhere, at);
	const before = [await db.maps.toArray(), await db.pointed.toArray()];
	await importMaps(db, { maps: [fixtureMap, { ...elsewhere, version: 5 }], pointed: [fixturePointed] });
	expect(await undoMapImport(db)).toBe(true);
	expect([await db.maps.toArray(), await db.pointed.toArray()]).toEqual(before);
	expect(await undoMapImport(db)).toBe(false);
});
