import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createHandler, keepReady } from '../../background/background.ts';
import { noNotes } from '../../core/model/deal.ts';
import { defaultSettings } from '../../core/model/settings.ts';
import type { CommandAnswer, CommandData, CommandName } from '../../messages/commands.ts';
import { firmFile } from '../../scripts/firm.ts';
import { Database } from '../../storage/database.ts';
import { databaseText } from '../../storage/inventory.ts';
import { fixtureDeal } from '../fixtures/fixture-deal.ts';
import { arrange, moment, origin, senders } from './arrange.ts';

vi.mock('wxt/browser', async () => {
	const { fakeBrowser: browser } = await import('wxt/testing/fake-browser');
	return { browser };
});

const { ref } = fixtureDeal;
const products = ['CX-40'];

beforeEach(() => {
	fakeBrowser.reset();
	vi.stubGlobal('location', { origin });
});
afterEach(() => vi.restoreAllMocks());

type Far = Awaited<ReturnType<typeof arrange>>;

/** The same browser after its worker was ended: nothing in memory, everything that was kept. */
function restarted({ db, around }: Far, isOpenKept = false) {
	if (!isOpenKept) db.close();
	const again = { ...around, db: new Database(db.name), changed: vi.fn(async () => undefined) };
	const handle = createHandler(again, keepReady(again), async () => true);
	async function ask<N extends CommandName>(name: N, data: CommandData<N>, from: 'own' | 'sidebar' = 'own') {
		const sender = { id: fakeBrowser.runtime.id, ...senders[from] };
		return (await handle(name, data, sender)) as Awaited<CommandAnswer<N>>;
	}
	return { db: again.db, ask, changed: again.changed };
}

const ways: Readonly<Record<string, (row: object) => object>> = {
	'an extra key in the playbook': (row) => ({ ...row, playbook: { ...(row as { playbook: object }).playbook, x: 1 } }),
	'an extra key in the row': (row) => ({ ...row, fromLater: true }),
	'a number where a text belongs': (row) => ({
		...row,
		playbook: { ...(row as { playbook: object }).playbook, name: 7 },
	}),
	'nothing but its name': () => ({ id: 'playbook' }),
};

describe.for(Object.keys(ways))('a playbook with %s', (way) => {
	async function spoiled() {
		const far = await arrange('nothing');
		await far.value('own', 'playbook.import', { text: firmFile() });
		const row = await far.db.documents.get('playbook');
		const odd = ways[way]?.(row as object) as { id: string };
		await far.db.documents.put(odd);
		return { far, odd, costs: await far.db.costShards.toArray() };
	}

	test('is kept through restarts, told by its name, and nothing stands in its place', async () => {
		const { far, odd, costs } = await spoiled();
		for (let restart = 0; restart < 3; restart += 1) {
			const { db, ask } = restarted(far);
			const refusal = { ok: false, error: 'storage-failed', cause: 'row-unreadable', store: 'playbook' };
			expect(await ask('deal.context', { user: { id: 'ada' }, ref, products }, 'sidebar')).toEqual(refusal);
			expect(await ask('playbook.read', null)).toEqual(refusal);
			expect(await ask('playbook.export', { costs: 'with' })).toEqual(refusal);
			const state = await ask('storage.state', null, 'sidebar');
			expect(state).toMatchObject({
				ok: true,
				value: { trouble: null, unreadable: [{ store: 'playbook' }], unreadableCount: 1 },
			});
			expect(await db.documents.get('playbook')).toEqual(odd);
			expect(await db.costShards.toArray()).toEqual(costs);
			db.close();
		}
	});

	test('comes back exactly when the import that took its place is undone, after a restart too', async () => {
		const { far, odd, costs } = await spoiled();
		const first = restarted(far);
		expect(await first.ask('storage.state', null)).toMatchObject({ value: { unreadableCount: 1 } });
		expect(await first.ask('playbook.import', { text: firmFile() })).toMatchObject({
			ok: true,
			value: { stages: expect.any(Number) },
		});
		expect((await first.ask('playbook.read', null)).ok).toBe(true);
		expect(await first.ask('storage.state', null)).toMatchObject({ value: { unreadableCount: 0 } });
		first.db.close();
		const second = restarted(far);
		const state = await second.ask('storage.state', null);
		expect(state).toMatchObject({ value: { unreadableCount: 0, undo: { playbook: true } } });
		expect(await second.ask('playbook.undoImport', null)).toEqual({ ok: true, value: true });
		expect(await second.db.documents.get('playbook')).toEqual(odd);
		expect(await second.db.costShards.toArray()).toEqual(costs);
		// Even after a second import it is in the file of what could not be read.
		await second.ask('playbook.import', { text: firmFile() });
		await second.ask('playbook.import', { text: firmFile() });
		const file = await second.ask('storage.export', null);
		expect(file.ok && JSON.parse(file.value.text).aside).toContainEqual(expect.objectContaining({ row: odd }));
	});
});

test('a database that was deleted is missed, whatever is started anew, until a playbook is put in', async () => {
	const far = await arrange('nothing');
	await far.value('own', 'playbook.import', { text: firmFile() });
	await far.db.delete({ disableAutoOpen: false });
	const gone = { ok: false, error: 'storage-failed', cause: 'database-gone' };
	expect(await far.ask('sidebar', 'deal.context', { user: { id: 'ada' }, ref, products })).toEqual(gone);
	for (let restart = 0; restart < 2; restart += 1) {
		const { ask, db } = restarted(far);
		expect(await ask('playbook.read', null)).toEqual(gone);
		expect(await ask('storage.state', null)).toMatchObject({ value: { trouble: 'database-gone' } });
		db.close();
	}
	const { ask } = restarted(far);
	expect(await ask('playbook.import', { text: firmFile() })).toMatchObject({ ok: true });
	expect(await ask('storage.state', null)).toMatchObject({ value: { trouble: null, unreadableCount: 0 } });
});

test('a database of a newer version is left as it is, is said, and can be saved as a file', async () => {
	const far = await arrange('nothing');
	await far.value('own', 'playbook.import', { text: firmFile() });
	far.db.close();
	await new Promise<void>((resolve, reject) => {
		const request = indexedDB.open(far.db.name, 990);
		request.onupgradeneeded = () => request.result.createObjectStore('fromLater', { keyPath: 'id' });
		request.onsuccess = () => {
			const written = request.result.transaction('fromLater', 'readwrite');
			written.objectStore('fromLater').put({ id: 'x', of: 'a later version' });
			written.oncomplete = () => {
				request.result.close();
				resolve();
			};
		};
		request.onerror = () => reject(request.error);
	});
	const before = await databaseText(far.db.name, moment);
	const { ask } = restarted(far);
	const newer = { ok: false, error: 'storage-failed', cause: 'database-newer' };
	expect(await ask('playbook.read', null)).toEqual(newer);
	expect(await ask('deal.remember', { user: { id: 'ada' }, facts: fixtureDeal }, 'sidebar')).toEqual(newer);
	expect(await ask('storage.state', null)).toMatchObject({ value: { trouble: 'database-newer' } });
	// Language and colours are kept elsewhere.
	expect(await ask('settings.read', null)).toEqual({ ok: true, value: defaultSettings });
	const file = await ask('storage.export', null);
	expect(file.ok && file.value.text).toContain('a later version');
	expect(await databaseText(far.db.name, moment)).toBe(before);
});

test('an upgrade that five windows of an older version hold up is said at once, and goes on when they close', async () => {
	const far = await arrange('nothing');
	await far.value('own', 'playbook.import', { text: firmFile() });
	far.db.close();
	const name = `${far.db.name}-old`;
	const olds = await Promise.all(
		[1, 2, 3, 4, 5].map(async () => {
			const request = indexedDB.open(name, 10);
			request.onupgradeneeded = () => request.result.createObjectStore('documents', { keyPath: 'id' });
			return new Promise<IDBDatabase>((resolve) => {
				request.onsuccess = () => resolve(request.result);
			});
		}),
	);
	const around = { ...far.around, db: new Database(name), changed: vi.fn(async () => undefined) };
	const handle = createHandler(around, keepReady(around), async () => true);
	const ask = (command: CommandName) => handle(command, null, { id: fakeBrowser.runtime.id, ...senders.own });
	const blocked = { ok: false, error: 'storage-failed', cause: 'database-blocked' };
	for (const command of ['playbook.read', 'costs.clear', 'playbook.read'] as const)
		expect(await ask(command)).toEqual(blocked);
	expect(await ask('storage.state')).toMatchObject({ value: { trouble: 'database-blocked' } });
	for (const old of olds) old.close();
	await vi.waitFor(async () =>
		expect(await ask('storage.state')).not.toMatchObject({ value: { trouble: 'database-blocked' } }),
	);
	expect(around.changed).toHaveBeenCalledWith('storage');
});

test('notes, a kept deal and costs that cannot be read are unknown, and the rest of the deal is told', async () => {
	const far = await arrange('nothing');
	await far.value('own', 'playbook.import', { text: firmFile() });
	await far.value('sidebar', 'deal.remember', { user: { id: 'ada' }, facts: fixtureDeal });
	await far.value('sidebar', 'criterion.tick', { ref, criterionId: 'c', isDone: true, evidence: null });
	const whole = await far.value('sidebar', 'deal.context', { user: { id: 'ada' }, ref, products });
	expect(whole).toMatchObject({ cached: { kind: 'value' }, notes: { ticks: { c: {} } } });
	expect(whole.playbook.unreadableCosts).toEqual([]);
	for (const table of ['notes', 'deals']) await far.db.table(table).toCollection().modify({ fromLater: 1 });
	await far.db.costShards.toCollection().modify({ costs: null });
	const told = await far.value('sidebar', 'deal.context', { user: { id: 'ada' }, ref, products });
	expect(told).toMatchObject({ cached: { kind: 'unreadable' }, notes: null });
	expect(told.playbook).toMatchObject({ costs: [], unreadableCosts: products });
	expect(told.notes).not.toEqual(noNotes);
	// On other deals what this product went at is not known either.
	const other = await far.value('sidebar', 'deal.context', {
		user: { id: 'ada' },
		ref: { ...ref, id: 'other' },
		products,
	});
	expect(other.playbook.history).toBeNull();
	const tick = { ref, criterionId: 'd', isDone: true, evidence: null };
	expect(await far.ask('sidebar', 'criterion.tick', tick)).toEqual({
		ok: false,
		error: 'storage-failed',
		cause: 'row-unreadable',
		store: 'notes',
	});
});

test('that a row cannot be read is told once, however often it is asked for, and again when it was dealt with', async () => {
	const far = await arrange('nothing');
	await far.value('own', 'playbook.import', { text: firmFile() });
	await far.db.table('documents').update('playbook', { fromLater: 1 });
	far.told.length = 0;
	const toldOf = () => far.told.filter((subject) => subject === 'storage').length;
	for (let times = 0; times < 5; times += 1)
		await far.ask('sidebar', 'deal.context', { user: { id: 'ada' }, ref, products });
	expect(toldOf()).toBe(1);
	const [row] = (await far.value('own', 'storage.state', null)).unreadable;
	if (!row) throw new Error('not found');
	expect(await far.value('own', 'storage.setAside', row)).toBe(true);
	expect(toldOf()).toBe(2);
	expect(await far.ask('sidebar', 'deal.context', { user: { id: 'ada' }, ref, products })).toMatchObject({
		cause: 'database-gone',
	});
});

test('where a CRM keeps costs cannot be read: the cost is unknown, and the list does not stand in', async () => {
	const far = await arrange('nothing');
	await far.value('own', 'playbook.import', { text: firmFile() });
	await fakeBrowser.storage.local.set({ costFields: 'nonsense' });
	expect(await far.value('page', 'cost.field', { crm: 'odoo' })).toMatch(/^:/);
	expect(
		(await far.value('sidebar', 'deal.context', { user: { id: 'ada' }, ref, products })).playbook.unreadableCosts,
	).toEqual(products);
});
