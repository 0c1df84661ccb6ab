import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { expect, test } from 'vitest';
import { dealKey, type QuoteLine } from '../../core/model/deal.ts';
import { usualPolicy } from '../../core/playbook/default-policy.ts';
import { costsOf } from '../../storage/costs.ts';
import { Database } from '../../storage/database.ts';
import { notesOf, readDealRow } from '../../storage/deals.ts';
import { readMaps } from '../../storage/maps.ts';
import { readPlaybook } from '../../storage/playbook.ts';
import { fixtureDeal, fixturePlaybook } from '../fixtures/fixture-deal.ts';
import { fixtureMap, fixturePointed } from '../fixtures/fixture-map.ts';
import keptPolicies from '../fixtures/kept/policies-of-version-6.json' with { type: 'json' };

/** The tables of each released version, copied: a migration that changes an old one breaks here. */
const released: { readonly version: number; readonly tables: Record<string, string> }[] = [
	{
		version: 1,
		tables: { deals: 'key, at', notes: 'key', documents: 'id', costShards: 'shard', stagedCosts: '++id, upload' },
	},
];

released.push({ version: 2, tables: { ...released[0]?.tables, uploads: 'upload, at' } });

released.push({
	version: 3,
	tables: { ...released[1]?.tables, maps: 'id, site', pointed: '[crm+site+field], site' },
});
released.push({ version: 4, tables: { ...released[2]?.tables, stageLists: 'key' } });
released.push({ version: 5, tables: { ...released[3]?.tables } });
released.push({ version: 6, tables: { ...released[4]?.tables } });
released.push({ version: 7, tables: { ...released[5]?.tables } });

/** A line up to version 4: null was the deal's currency, and neither units nor period were told. */
function beforeUnits({ costUnits: _, costPeriod: __, ...line }: QuoteLine) {
	return { ...line, costCurrency: null };
}

const mapped = { maps: [fixtureMap], pointed: [fixturePointed] } as const;

const notes = {
	ticks: {},
	sent: { a: '2026-11-20T08:00:00.000Z' },
	reason: null,
};

async function writtenBy({ version, tables }: (typeof released)[number], name: string): Promise<void> {
	const old = new Dexie(name);
	old.version(version).stores(tables);
	const key = dealKey(fixtureDeal.ref);
	// As those versions knew it: without rules, approvals, trades and the like.
	const { name: title, process, collateral, attachments, payPlan } = fixturePlaybook;
	const { warnings, otherwise, families } = fixturePlaybook.margin;
	const margin = { warnings, otherwise, families };
	const playbook = { name: title, process, collateral, attachments, payPlan, margin };
	const facts = version < 5 ? { ...fixtureDeal, lines: fixtureDeal.lines?.map(beforeUnits) } : fixtureDeal;
	await old.table('deals').put({ key, facts, at: fixtureDeal.reading.at });
	await old.table('notes').put({ key, notes });
	await old.table('documents').put({ id: 'playbook', playbook, revision: 4, costs: null });
	// By the code as it is written up to version 5, by the same code however it is written from 6 on.
	const costs = [{ product: 'A', unitCost: '1', currency: 'EUR' }, 'not a cost'];
	await old.table('costShards').put({ shard: version < 6 ? 12 : 44, costs });
	if (version >= 3) {
		const [map, field] = [mapped.maps[0], mapped.pointed[0]];
		await old.table('maps').put({ id: map.id, site: map.site, map });
		await old.table('pointed').put({ crm: field.crm, site: field.site, field: field.field, pointed: field });
	}
	old.close();
}

test.for(released)('a database written by version $version opens with everything in it', async (old) => {
	const name = `chain-${old.version}`;
	await writtenBy(old, name);
	const db = new Database(name);
	// Nobody knows any more in which currency those costs were.
	const lines = fixtureDeal.lines?.map((line) => ({ ...line, costCurrency: 'unknown' }));
	const facts = old.version < 5 ? { ...fixtureDeal, lines } : fixtureDeal;
	const key = dealKey(fixtureDeal.ref);
	expect(readDealRow(await db.deals.get(key))).toEqual({
		kind: 'value',
		// Nor who read it.
		value: { key, facts, at: fixtureDeal.reading.at, user: null },
	});
	expect(await notesOf(db, fixtureDeal.ref)).toEqual({ kind: 'value', value: { ...notes, approval: null } });
	const { costs: _, history: __, unreadableCosts: ___, ...playbook } = fixturePlaybook;
	// A playbook from before floors were told as bands says nothing of it, nor of what each role sees.
	const { visibility } = usualPolicy;
	const margin = { ...playbook.margin, visibility, floorFor: 'band' };
	expect(await readPlaybook(db)).toEqual({
		kind: 'value',
		value: { playbook: { ...playbook, margin }, revision: 4 },
	});
	expect(await costsOf(db, [' a'])).toEqual({
		costs: [{ product: 'A', unitCost: '1', currency: 'EUR', period: 'unsaid' }],
		unreadable: [],
	});
	const { maps, pointed } = await readMaps(db);
	expect({ maps, pointed }).toEqual(old.version < 3 ? { maps: [], pointed: [] } : mapped);
	expect(db.verno).toBeGreaterThanOrEqual(old.version);
	db.close();
});

test('the newest released version is the one in use', async () => {
	const db = new Database('newest');
	await db.open();
	expect(db.verno).toBe(released.at(-1)?.version);
	const tables = Object.fromEntries(
		db.tables.map(({ name, schema }) => [name, [schema.primKey, ...schema.indexes].map(({ src }) => src).join(', ')]),
	);
	expect(tables).toEqual(released.at(-1)?.tables);
	db.close();
});

/** Rows as version 6 wrote them, and never to be written anew. */
test.for(keptPolicies)(
	'of a policy of version 6 in which $who nothing is changed that was chosen',
	async ({ rep, row }) => {
		const name = `sees-${crypto.randomUUID()}`;
		const old = new Dexie(name);
		old.version(6).stores(released[5]?.tables ?? {});
		await old.table('documents').put(row);
		old.close();
		const db = new Database(name);
		await db.open();
		const { margin } = row.playbook;
		const playbook = { ...row.playbook, margin: { ...margin, visibility: { ...margin.visibility, rep } } };
		expect(await db.documents.get('playbook')).toEqual({ ...row, playbook });
		expect(await readPlaybook(db)).toMatchObject({ kind: 'value', value: { revision: row.revision } });
		db.close();
	},
);
