import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Dexie } from 'dexie';
import { expect, test } from 'vitest';
import { costsOf } from '../../storage/costs.ts';
import { Database } from '../../storage/database.ts';
import { notesOf, readDealRow } from '../../storage/deals.ts';
import { readMaps } from '../../storage/maps.ts';
import { readPlaybook } from '../../storage/playbook.ts';
import keptPolicies from '../fixtures/kept/policies-of-version-6.json' with { type: 'json' };

interface Written {
	readonly version: number;
	/** Copied from the released schema: a migration that changes an old one breaks here. */
	readonly tables: Readonly<Record<string, string>>;
	readonly rows: Readonly<Record<string, readonly unknown[]>>;
}

/** Databases as each released version wrote them. Never written anew: a newer shape of a row is a file of its own. */
const released: readonly Written[] = [1, 2, 3, 4, 5, 6, 7].map((version) =>
	JSON.parse(readFileSync(join(import.meta.dirname, `../fixtures/kept/database-of-version-${version}.json`), 'utf8')),
);

async function writtenBy({ version, tables, rows }: Written, name: string): Promise<void> {
	const old = new Dexie(name);
	old.version(version).stores(tables);
	for (const [table, kept] of Object.entries(rows)) await old.table(table).bulkPut(kept);
	old.close();
}

/** The one row of a table. Its type is gone with its version. */
const first = ({ rows }: Written, table: string) => JSON.parse(JSON.stringify(rows[table]?.[0]));

/** A line with what version 5 added to it. */
const withUnits = (line: object) => ({ ...line, costUnits: '1', costPeriod: 'price' });

const ref = { crm: 'demo', site: 'http://crm.example', kind: 'quote', id: '2041' } as const;

test.for(released)('a database written by version $version opens with everything in it', async (old) => {
	const name = `chain-${old.version}`;
	await writtenBy(old, name);
	const db = new Database(name);
	const { key, facts, at } = first(old, 'deals');
	// Nobody knows any more in which currency costs of before version 5 were.
	const lines = facts.lines.map((line: object) => ({ ...line, costCurrency: 'unknown' }));
	expect(lines).toHaveLength(5);
	expect(readDealRow(await db.deals.get(key))).toEqual({
		kind: 'value',
		// Nor who read it.
		value: { key, facts: old.version < 5 ? { ...facts, lines: lines.map(withUnits) } : facts, at, user: null },
	});
	const { notes } = first(old, 'notes');
	expect(await notesOf(db, ref)).toEqual({ kind: 'value', value: { ...notes, approval: null } });
	const { playbook, revision } = first(old, 'documents');
	// A playbook from before floors were told as bands says nothing of it, nor of what each role sees.
	const margin = {
		...playbook.margin,
		rules: [],
		visibility: { rep: 'by-cost-list', marketer: 'exact', manager: 'exact' },
		floorFor: 'band',
		reasonCodes: [],
		quarterEnd: { days: 10, usualExtraDiscount: null },
		recurringBasis: 'first-year',
	};
	const approvals = { levels: [], rules: [] };
	const parts = { approvals, trades: [], offInvoice: [], rates: [], priceGuides: [] };
	expect(await readPlaybook(db)).toEqual({
		kind: 'value',
		value: { playbook: { ...playbook, origin: 'own', ...parts, margin }, revision },
	});
	expect(await costsOf(db, [' a'])).toEqual({
		costs: [{ product: 'A', unitCost: '1', currency: 'EUR', period: 'unsaid' }],
		unreadable: [],
	});
	const { maps, pointed } = await readMaps(db);
	expect({ maps, pointed }).toEqual(
		old.version < 3
			? { maps: [], pointed: [] }
			: { maps: [first(old, 'maps').map], pointed: [first(old, 'pointed').pointed] },
	);
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
