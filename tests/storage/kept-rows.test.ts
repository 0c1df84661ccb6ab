import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { AccessAccount } from '../../core/model/access.ts';
import { dealKey } from '../../core/model/deal.ts';
import { defaultLayout, defaultSettings } from '../../core/model/settings.ts';
import { listAccounts, readAccess, readCostFields, saveAccess, saveCostField } from '../../storage/access.ts';
import { asideRows } from '../../storage/aside.ts';
import { costsOf, undoCosts } from '../../storage/costs.ts';
import type { Database } from '../../storage/database.ts';
import { cachedDeal, changeNotes, notesOf, rememberDeal } from '../../storage/deals.ts';
import { setAside, undoable, unreadableRows, unreadableText } from '../../storage/inventory.ts';
import { importMaps, readMaps, saveMap, savePointed, undoMapImport } from '../../storage/maps.ts';
import { changePlaybook, readPlaybook, replacePlaybook, restorePlaybook } from '../../storage/playbook.ts';
import { changeSettings, readLayout, readSettings, saveLayout } from '../../storage/settings.ts';
import { rememberStages, stageLists } from '../../storage/stages.ts';
import { readUpload } from '../../storage/uploads.ts';
import { fixtureDeal, fixturePlaybook } from '../fixtures/fixture-deal.ts';
import { fixtureMap, fixturePointed } from '../fixtures/fixture-map.ts';
import { freshDatabase } from './open-database.ts';

vi.mock('wxt/browser', async () => {
	const { fakeBrowser: browser } = await import('wxt/testing/fake-browser');
	return { browser };
});

beforeEach(() => fakeBrowser.reset());

const moment = '2026-11-24T09:00:00.000Z';
const later = { ...fixtureDeal, reading: { source: 'api' as const, at: '2027-01-01T00:00:00.000Z' } };
const { costs: _, history: __, unreadableCosts: ___, ...playbook } = fixturePlaybook;
const key = dealKey(fixtureDeal.ref);
const { crm, site, field } = fixturePointed;
const stages = [{ id: 'propose', label: 'Propose', pipeline: null }];
const account: AccessAccount = {
	crm: 'pipedrive',
	place: 'acme.pipedrive.com',
	apiHost: 'acme.pipedrive.com',
	way: 'token',
	isKept: true,
	since: moment,
};

type Row = Readonly<Record<string, unknown>>;

/** A kind of rows: where one is kept, what a good one holds, and everything that reads or writes over it by itself. */
interface Kind {
	readonly name: string;
	readonly at: 'local' | string;
	readonly key: unknown;
	/** What is left of a row when all but its key is gone. */
	readonly empty: Row;
	/** It holds other rows as they were, whatever is in them. */
	readonly isOpaque?: true;
	/** Makes a good one, by the code that makes them. */
	readonly fill: (db: Database) => Promise<unknown>;
	/** Says whether it can be read. */
	readonly read: (db: Database) => Promise<'absent' | 'unreadable' | 'value'>;
	/** What writes there by itself, or by an everyday choice. May refuse. */
	readonly use: readonly ((db: Database) => Promise<unknown>)[];
}

const kindOf = async (read: Promise<{ readonly kind: 'absent' | 'unreadable' | 'value' }>) => (await read).kind;

const kinds: readonly Kind[] = [
	{
		name: 'playbook',
		at: 'documents',
		key: 'playbook',
		empty: { id: 'playbook' },
		fill: (db) => replacePlaybook(db, playbook, null),
		read: (db) => kindOf(readPlaybook(db)),
		use: [
			(db) => changePlaybook(db, (old) => ({ playbook: { ...old, name: 'other' }, answer: null })),
			(db) => undoCosts(db),
			(db) => restorePlaybook(db),
		],
	},
	{
		name: 'kept deal',
		at: 'deals',
		key,
		empty: { key },
		fill: (db) => rememberDeal(db, fixtureDeal, { id: 'ada' }),
		read: (db) => kindOf(cachedDeal(db, fixtureDeal.ref, { id: 'ada' })),
		use: [(db) => rememberDeal(db, later, { id: 'ada' }), (db) => rememberDeal(db, fixtureDeal, { id: 'ada' })],
	},
	{
		name: 'notes',
		at: 'notes',
		key,
		empty: { key },
		fill: (db) => changeNotes(db, fixtureDeal.ref, (notes) => ({ ...notes, sent: { a: moment } })),
		read: (db) => kindOf(notesOf(db, fixtureDeal.ref)),
		use: [(db) => changeNotes(db, fixtureDeal.ref, (notes) => ({ ...notes, sent: { b: moment } }))],
	},
	{
		name: 'stages',
		at: 'stageLists',
		key: [fixtureDeal.ref.crm, fixtureDeal.ref.site, fixtureDeal.ref.kind].map(encodeURIComponent).join('|'),
		empty: { key: [fixtureDeal.ref.crm, fixtureDeal.ref.site, fixtureDeal.ref.kind].map(encodeURIComponent).join('|') },
		fill: (db) => rememberStages(db, fixtureDeal, stages, moment),
		read: async (db) => ((await stageLists(db)).length > 0 ? 'value' : 'unreadable'),
		use: [(db) => rememberStages(db, fixtureDeal, [...stages, { id: 'x', label: 'X', pipeline: null }], moment)],
	},
	{
		name: 'map',
		at: 'maps',
		key: fixtureMap.id,
		empty: { id: fixtureMap.id, site: fixtureMap.site },
		fill: (db) => saveMap(db, fixtureMap, moment),
		read: async (db) => ((await readMaps(db)).maps.length > 0 ? 'value' : 'unreadable'),
		use: [
			(db) => saveMap(db, { ...fixtureMap, name: 'other' }, moment),
			(db) => importMaps(db, { maps: [{ ...fixtureMap, version: 99 }], pointed: [] }),
		],
	},
	{
		name: 'pointed field',
		at: 'pointed',
		key: [crm, site, field],
		empty: { crm, site, field },
		fill: (db) => savePointed(db, fixturePointed, moment),
		read: async (db) => ((await readMaps(db)).pointed.length > 0 ? 'value' : 'unreadable'),
		use: [
			(db) => savePointed(db, fixturePointed, '2027-01-01T00:00:00.000Z'),
			(db) => importMaps(db, { maps: [], pointed: [{ ...fixturePointed, updatedAt: '2028-01-01T00:00:00.000Z' }] }),
		],
	},
	{
		name: 'begun import',
		at: 'uploads',
		key: 'one',
		empty: { upload: 'one' },
		fill: (db) => db.uploads.put({ upload: 'one', at: moment, isCommitted: false }),
		read: async (db) => ((await readUpload(db, 'one')) ? 'value' : 'unreadable'),
		use: [],
	},
	{
		name: 'what an import of a playbook replaced',
		at: 'documents',
		key: 'before',
		empty: { id: 'before' },
		isOpaque: true,
		fill: async (db) => {
			await replacePlaybook(db, playbook, null);
			await replacePlaybook(db, { ...playbook, name: 'two' }, []);
		},
		read: async (db) => {
			const isOffered = (await undoable(db)).playbook;
			const unreadable = await unreadableRows(db);
			return unreadable.some(({ key: at }) => at.includes('before')) ? 'unreadable' : isOffered ? 'value' : 'absent';
		},
		use: [(db) => restorePlaybook(db)],
	},
	{
		name: 'what an import of maps did',
		at: 'documents',
		key: 'maps-before',
		empty: { id: 'maps-before' },
		fill: (db) => importMaps(db, { maps: [fixtureMap], pointed: [] }),
		read: async (db) => {
			const unreadable = await unreadableRows(db);
			return unreadable.some(({ key: at }) => at.includes('maps-before')) ? 'unreadable' : 'value';
		},
		use: [(db) => undoMapImport(db)],
	},
	{
		name: 'settings',
		at: 'local',
		key: 'settings',
		empty: {},
		fill: () => changeSettings((present) => ({ ...present, viewer: { name: 'Ida', role: 'manager' } })),
		read: () => kindOf(readSettings()),
		use: [() => changeSettings(() => defaultSettings)],
	},
	{
		name: 'layout',
		at: 'local',
		key: 'layout:https://crm.example',
		empty: {},
		fill: () => saveLayout('https://crm.example', defaultLayout),
		read: () => kindOf(readLayout('https://crm.example')),
		use: [() => saveLayout('https://crm.example', { ...defaultLayout, side: 'left' })],
	},
	{
		name: 'access',
		at: 'local',
		key: 'access:pipedrive:acme.pipedrive.com',
		empty: {},
		fill: () => saveAccess(account, { token: 'secret', endsAt: null, renewal: null }),
		read: () => kindOf(readAccess('pipedrive', 'acme.pipedrive.com')),
		use: [() => listAccounts()],
	},
];

const ways: Readonly<Record<string, (row: Row, kind: Kind) => unknown>> = {
	'an extra key': (row) => ({ ...row, fromLater: 1 }),
	'an extra key within': (row) => {
		const [name, part] = Object.entries(row).find(([, value]) => typeof value === 'object' && value !== null) ?? [];
		return name === undefined ? { ...row, fromLater: 1 } : { ...row, [name]: { ...(part as object), fromLater: 1 } };
	},
	'a wrong type': (row, { empty }) =>
		Object.fromEntries(Object.entries(row).map(([name, value]) => [name, name in empty ? value : [7.5]])),
	'an empty row': (_row, { empty }) => empty,
	'a newer version': (row, { empty }) => ({ ...empty, version: 99, body: row }),
};

async function raw(db: Database, { at, key: of }: Kind): Promise<unknown> {
	if (at === 'local') return (await fakeBrowser.storage.local.get(of as string))[of as string];
	return db.table(at).get(of as string);
}

async function spoil(db: Database, kind: Kind, way: string): Promise<unknown> {
	await kind.fill(db);
	expect(await kind.read(db)).toBe('value');
	const odd = ways[way]?.((await raw(db, kind)) as Row, kind);
	if (kind.at === 'local') await fakeBrowser.storage.local.set({ [kind.key as string]: odd });
	else await db.table(kind.at).put(odd);
	return odd;
}

describe.for(kinds)('a row of $name', (kind) => {
	const possible = Object.keys(ways).filter((way) => !kind.isOpaque || way !== 'an extra key within');

	test.for(possible)('with %s is told apart from none, and nothing is put in its place', async (way) => {
		const db = freshDatabase();
		const odd = await spoil(db, kind, way);
		expect(await kind.read(db)).toBe('unreadable');
		for (const use of kind.use) await use(db).catch(() => undefined);
		expect(await raw(db, kind)).toEqual(odd);
		const found = (await unreadableRows(db)).filter(({ row }) => JSON.stringify(row) === JSON.stringify(odd));
		expect(found).toHaveLength(1);
		expect(JSON.parse(await unreadableText(db, moment)).kept).toContainEqual(JSON.parse(JSON.stringify(found[0])));
	});

	test.for(possible)('with %s is put aside whole, and its place is free', async (way) => {
		const db = freshDatabase();
		const odd = await spoil(db, kind, way);
		const [row] = (await unreadableRows(db)).filter((each) => JSON.stringify(each.row) === JSON.stringify(odd));
		if (!row) throw new Error('not found');
		expect(await setAside(db, { store: row.store, key: row.key })).toBe(true);
		expect(await raw(db, kind)).toBeUndefined();
		expect((await asideRows(db)).map((each) => each.row)).toEqual([odd]);
		expect(JSON.parse(await unreadableText(db, moment)).aside).toHaveLength(1);
		expect(await setAside(db, { store: row.store, key: row.key })).toBe(false);
		await kind.fill(db);
		expect(await kind.read(db)).toBe('value');
	});
});

test('where a CRM keeps costs is not guessed', async () => {
	await saveCostField('odoo', 'product.standard_price');
	expect(await readCostFields()).toEqual({ kind: 'value', value: { odoo: 'product.standard_price' } });
	await fakeBrowser.storage.local.set({ costFields: { odoo: 7 } });
	expect((await readCostFields()).kind).toBe('unreadable');
	await expect(saveCostField('zoho', 'product.cost')).rejects.toThrow('row-unreadable');
	expect((await fakeBrowser.storage.local.get('costFields')).costFields).toEqual({ odoo: 7 });
});

test('costs of other products stay in force when one that cannot be read is put aside', async () => {
	const db = freshDatabase();
	const cost = { product: 'A', unitCost: '1', currency: 'EUR', period: 'unsaid' as const };
	await replacePlaybook(db, playbook, [cost]);
	const [shard] = await db.costShards.toArray();
	if (!shard) throw new Error('no shard');
	const odd = { ...cost, product: 'B', validFrom: '2027-01-01' };
	await db.costShards.put({ shard: shard.shard, costs: [cost, odd] });
	const [row] = await unreadableRows(db);
	if (!row) throw new Error('not found');
	expect(row.store).toBe('costs');
	expect(await setAside(db, row)).toBe(true);
	expect(await costsOf(db, ['A'])).toEqual({ costs: [cost], unreadable: [] });
	expect(await unreadableRows(db)).toEqual([]);
	expect(await unreadableText(db, moment)).toContain('validFrom');
});

test('a good row of every kind is no trouble', async () => {
	const db = freshDatabase();
	for (const { fill } of kinds) await fill(db);
	expect(await unreadableRows(db)).toEqual([]);
});
