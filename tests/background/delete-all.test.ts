import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { noNotes } from '../../core/model/deal.ts';
import { defaultLayout, defaultSettings } from '../../core/model/settings.ts';
import { startPlaybook } from '../../core/playbook/start.ts';
import { firmFile } from '../../scripts/firm.ts';
import { saveAccess } from '../../storage/access.ts';
import { keysName } from '../../storage/sealing.ts';
import { fixtureDeal } from '../fixtures/fixture-deal.ts';
import { arrange, origin } from './arrange.ts';

const granted = vi.hoisted(() => ({ origins: [] as string[], permissions: [] as string[], byPolicy: '' }));

vi.mock('wxt/browser', async () => {
	const { fakeBrowser: browser } = await import('wxt/testing/fake-browser');
	const permissions = {
		getAll: async () => ({ origins: [...granted.origins] }),
		contains: async () => false,
		remove: async (gone: { origins?: string[]; permissions?: string[] }) => {
			if (gone.origins?.includes(granted.byPolicy)) throw new Error('set by policy');
			granted.origins = granted.origins.filter((each) => !gone.origins?.includes(each));
			granted.permissions = granted.permissions.filter((each) => !gone.permissions?.includes(each));
			return true;
		},
	};
	const { storage, tabs } = browser;
	const getManifest = () => ({
		content_scripts: [{ matches: ['https://app.hubspot.com/contacts/*'] }],
		optional_permissions: ['scripting', 'identity', 'cookies'],
	});
	return { browser: { storage, tabs, permissions, runtime: { id: browser.runtime.id, getManifest } } };
});

beforeEach(() => {
	fakeBrowser.reset();
	vi.stubGlobal('location', { origin });
	Object.assign(granted, { origins: [], permissions: [], byPolicy: '' });
});

const { ref } = fixtureDeal;

/** A browser in which there is something of everything. */
async function filled() {
	const far = await arrange('nothing');
	await far.value('own', 'playbook.import', { text: firmFile() });
	await far.value('own', 'costs.clear', null);
	const user = { id: 'ada' };
	await far.value('sidebar', 'deal.remember', { user, facts: fixtureDeal });
	await far.value('sidebar', 'criterion.tick', { ref, criterionId: 'c', isDone: true, evidence: null });
	await far.save.settings({ viewer: { name: 'Ada Berg', role: 'manager' }, isBuyerSafe: true });
	await far.value('sidebar', 'layout.save', { site: ref.site, layout: { ...defaultLayout, side: 'left' } });
	const account = {
		crm: 'hubspot',
		place: 'api.hubapi.com',
		apiHost: 'api.hubapi.com',
		since: '2026-11-24T10:00:00.000Z',
	};
	const secret = { token: 'pat-secret', endsAt: null, renewal: null };
	await saveAccess({ ...account, way: 'token', isKept: true }, secret);
	await saveAccess({ ...account, place: 'other', way: 'token', isKept: false }, secret);
	await fakeBrowser.storage.local.set({ 'aside:settings': { of: 'before' }, costFields: ['of a later version'] });
	await far.db.notes.put({ key: 'odd', notes: 'of a later version' });
	return far;
}

test('everything goes: rows, keys, both areas, rights; what is there then is what a new browser has', async () => {
	const far = await filled();
	granted.origins = ['https://crm.example/*', 'https://app.hubspot.com/*'];
	granted.permissions = ['scripting', 'cookies'];
	far.told.length = 0;
	expect(await far.value('own', 'storage.deleteAll', null)).toEqual({ sitesLeft: [] });
	expect(granted).toMatchObject({ origins: ['https://app.hubspot.com/*'], permissions: [] });
	const kept = await Promise.all(far.db.tables.map(async (table) => [table.name, await table.toArray()]));
	expect(Object.fromEntries(kept)).toEqual({
		...Object.fromEntries(far.db.tables.map(({ name }) => [name, []])),
		documents: [{ id: 'playbook', playbook: startPlaybook, revision: 1, costs: null }],
	});
	expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(keysName);
	expect(await fakeBrowser.storage.local.get(null)).toEqual({ filled: true });
	expect(await fakeBrowser.storage.session.get(null)).toEqual({});
	// Every open page is told, and none is told that anything was lost.
	for (const subject of ['playbook', 'costs', 'notes', 'settings', 'maps', 'access', 'sites'])
		expect(far.told).toContain(subject);
	expect(await far.value('own', 'storage.state', null)).toMatchObject({ trouble: null, unreadableCount: 0 });
	expect(await far.value('own', 'settings.read', null)).toEqual(defaultSettings);
	expect((await far.value('sidebar', 'deal.context', { ref, products: [], user: { id: 'ada' } })).notes).toEqual(
		noNotes,
	);
	await far.value('own', 'playbook.import', { text: firmFile() });
});

test('a right that the firm’s policy gave is told as left', async () => {
	const far = await filled();
	granted.origins = ['https://crm.example/*', 'https://kept.example/*'];
	granted.byPolicy = 'https://kept.example/*';
	expect(await far.value('own', 'storage.deleteAll', null)).toEqual({ sitesLeft: ['kept.example'] });
	expect(granted.origins).toEqual(['https://kept.example/*']);
});

test('a database of a newer version, which nothing else can be done with, is deleted too', async () => {
	const far = await filled();
	far.db.close();
	const request = indexedDB.open(far.db.name, 9990);
	await new Promise<void>((resolve) => {
		request.onsuccess = () => {
			request.result.close();
			resolve();
		};
	});
	expect(await far.ask('own', 'playbook.read', null)).toMatchObject({ ok: false, cause: 'database-newer' });
	await far.value('own', 'storage.deleteAll', null);
	expect((await far.value('own', 'playbook.read', null)).playbook).toEqual(startPlaybook);
	expect(await far.value('own', 'storage.state', null)).toMatchObject({ trouble: null });
});

test('while a window of another version holds the database nothing is deleted, and it is said', async () => {
	const far = await filled();
	const held = await new Promise<IDBDatabase>((resolve) => {
		const request = indexedDB.open(far.db.name);
		request.onsuccess = () => resolve(request.result);
	});
	const before = await fakeBrowser.storage.local.get(null);
	expect(await far.ask('own', 'storage.deleteAll', null)).toMatchObject({ ok: false, cause: 'database-blocked' });
	expect(await fakeBrowser.storage.local.get(null)).toEqual(before);
	held.close();
});

test('nobody but the workspace may ask for it', async () => {
	const far = await filled();
	for (const from of ['sidebar', 'frame', 'page'] as const)
		expect(await far.ask(from, 'storage.deleteAll', null)).toEqual({ ok: false, error: 'not-allowed' });
	expect((await far.value('own', 'playbook.read', null)).playbook.name).toBe('A firm');
});
