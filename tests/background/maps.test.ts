import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { CommandName } from '../../messages/commands.ts';
import { fixtureMap, fixturePointed } from '../fixtures/fixture-map.ts';
import { arrange, moment, origin, senders } from './arrange.ts';

const chrome = vi.hoisted(() => ({
	scripts: [] as { id: string; matches: string[]; js: string[] }[],
	ran: [] as string[],
	sent: [] as unknown[],
	/** Tabs where nothing may run. */
	closed: new Set<number>(),
}));

vi.mock('wxt/browser', async () => {
	const { fakeBrowser: browser } = await import('wxt/testing/fake-browser');
	const scripting = {
		getRegisteredContentScripts: async () => chrome.scripts,
		updateContentScripts: async (changes: { id: string; js: string[] }[]) => {
			for (const { id, js } of changes) for (const script of chrome.scripts) if (script.id === id) script.js = js;
		},
		executeScript: async ({ target, files }: { target: { tabId: number }; files: string[] }) => {
			if (chrome.closed.has(target.tabId)) throw new Error('Cannot access contents of the page.');
			chrome.ran.push(`${target.tabId} ${files.join()}`);
		},
	};
	Object.assign(browser, { scripting });
	browser.tabs.query = async () => [];
	browser.tabs.sendMessage = (async (...sent: unknown[]) => void chrome.sent.push(sent)) as never;
	return { browser };
});

beforeEach(() => {
	fakeBrowser.reset();
	vi.stubGlobal('location', { origin });
	Object.assign(chrome, { scripts: [], ran: [], sent: [], closed: new Set() });
});

const refused = { ok: false, error: 'not-allowed' };
const other = 'https://other.example';
const nothing = { maps: [], pointed: [] };

/** Asks as a content script of another origin than that of `senders.page`. */
function stranger(
	handle: Awaited<ReturnType<typeof arrange>>['handle'],
	name: CommandName,
	data: unknown,
	url = other,
) {
	return handle(name, data, { ...senders.page, id: fakeBrowser.runtime.id, url: `${url}/quotes/1` });
}

test('what a page pointed out is kept for its origin, each time as the next version', async () => {
	const { value, told } = await arrange();
	chrome.scripts = [{ id: 'site:a', matches: ['https://crm.example/*'], js: ['recognise.js'] }];
	const first = await value('page', 'map.save', { map: { ...fixtureMap, version: 77 } });
	expect(first).toEqual({ ...fixtureMap, version: 1, updatedAt: moment });
	expect((await value('page', 'map.save', { map: fixtureMap })).version).toBe(2);
	expect(await value('page', 'pointed.save', { field: fixturePointed })).toBeNull();
	const hints = [{ by: 'label', value: 'discount' }] as const;
	await value('page', 'pointed.save', { field: { ...fixturePointed, hints } });
	expect(await value('page', 'maps.here', null)).toEqual({
		maps: [{ ...fixtureMap, version: 2, updatedAt: moment }],
		pointed: [{ ...fixturePointed, hints, updatedAt: moment }],
	});
	expect(told).toEqual(['maps', 'maps', 'maps', 'maps']);
	// The tab is read at once, and the site from the start on later visits.
	expect(chrome.ran[0]).toBe('2 /crm-mapped.js');
	expect(chrome.scripts[0]?.js).toEqual(['crm-mapped.js', 'recognise.js']);
});

test('a page of one origin neither reads nor writes what belongs to another', async () => {
	const { handle, value, told } = await arrange();
	await value('page', 'map.save', { map: fixtureMap });
	await value('page', 'pointed.save', { field: fixturePointed });
	const before = await value('own', 'maps.list', null);
	told.length = 0;
	expect(await stranger(handle, 'maps.here', null)).toEqual({ ok: true, value: nothing });
	expect(await stranger(handle, 'map.save', { map: fixtureMap })).toEqual(refused);
	// Its own origin, and the other's id: the other's map would be gone.
	expect(await stranger(handle, 'map.save', { map: { ...fixtureMap, site: other } })).toEqual(refused);
	expect(await stranger(handle, 'pointed.save', { field: fixturePointed })).toEqual(refused);
	for (const url of ['http://crm.example', 'https://crm.example:8443', 'https://crm.example.evil.example'])
		expect(await stranger(handle, 'map.save', { map: fixtureMap }, url)).toEqual(refused);
	expect(await value('own', 'maps.list', null)).toEqual(before);
	expect(told).toEqual([]);
});

test('hostile maps are refused without a word, and nothing is written', async () => {
	const { handle, value, told } = await arrange();
	const long = Array(100).fill({ by: 'label', value: 'x'.repeat(2000) });
	const hostile: unknown[] = [
		{ ...fixtureMap, name: 'x'.repeat(5_000_000) },
		{ ...fixtureMap, fields: { name: long, stage: long } },
		{ ...fixtureMap, fields: JSON.parse('{"__proto__": [{"by": "label", "value": "x"}]}') },
		JSON.parse(JSON.stringify(fixtureMap).replace('{', '{"__proto__": {"site": "https://other.example"},')),
		{ ...fixtureMap, columns: [] },
		{ ...fixtureMap, id: { toString: 'x' } },
		{ ...fixtureMap, format: 2 },
		null,
		[fixtureMap],
	];
	const sender = { ...senders.page, id: fakeBrowser.runtime.id };
	for (const map of hostile)
		expect(await handle('map.save', { map }, sender)).toEqual({ ok: false, error: 'bad-message' });
	const field = { ...fixturePointed, hints: long.concat(long) };
	expect(await handle('pointed.save', { field }, sender)).toEqual({ ok: false, error: 'bad-message' });
	expect(await value('own', 'maps.list', null)).toEqual(nothing);
	expect(told).toEqual([]);
});

test('a site that goes wrong cannot fill the storage', async () => {
	const { ask, value } = await arrange();
	for (let count = 0; count < 50; count += 1)
		await value('page', 'map.save', { map: { ...fixtureMap, id: `map-${count}` } });
	expect(await ask('page', 'map.save', { map: fixtureMap })).toEqual(refused);
	// Those it has can still be pointed out again.
	expect((await value('page', 'map.save', { map: { ...fixtureMap, id: 'map-7' } })).version).toBe(2);
});

test('pointing is opened in the tab asked for, told its purpose, and says when it cannot be', async () => {
	const { ask, value } = await arrange();
	const purpose = { kind: 'map', mapId: null } as const;
	expect(await value('own', 'point.open', { tabId: 9, purpose })).toBe(true);
	expect(chrome.ran).toEqual(['9 /point.js']);
	expect(chrome.sent).toEqual([[9, { type: 'point.purpose', purpose }, { frameId: 0 }]]);
	const repair = { kind: 'repair', crm: 'tryton', field: 'Discount', crmTitle: 'Tryton' } as const;
	expect(await value('sidebar', 'point.open', { tabId: null, purpose: repair })).toBe(true);
	expect(chrome.ran[1]).toBe('2 /point.js');
	// Any page may frame the sidebar: it reaches no other tab.
	expect(await ask('sidebar', 'point.open', { tabId: 9, purpose })).toEqual(refused);
	expect(await ask('page', 'point.open', { tabId: null, purpose })).toEqual(refused);
	chrome.closed.add(9);
	expect(await value('own', 'point.open', { tabId: 9, purpose })).toBe(false);
	const { scripting } = fakeBrowser as { scripting?: unknown };
	Object.assign(fakeBrowser, { scripting: undefined });
	expect(await value('own', 'point.open', { tabId: 3, purpose })).toBe(false);
	Object.assign(fakeBrowser, { scripting });
});

test('what was removed can be put back, and a name given counts as a version', async () => {
	const { value } = await arrange();
	await value('page', 'map.save', { map: fixtureMap });
	await value('page', 'pointed.save', { field: fixturePointed });
	await value('own', 'map.rename', { id: fixtureMap.id, name: ' Sales desk ' });
	const all = await value('own', 'maps.list', null);
	expect(all.maps).toMatchObject([{ name: 'Sales desk', version: 2 }]);
	const { crm, site, field } = fixturePointed;
	const removed = await value('own', 'maps.remove', { ids: [fixtureMap.id, 'x'], pointed: [{ crm, site, field }] });
	expect(removed).toEqual(all);
	expect(await value('own', 'maps.list', null)).toEqual(nothing);
	await value('own', 'maps.restore', removed);
	expect(await value('own', 'maps.list', null)).toEqual(all);
});

test('a file brings maps to a colleague: higher versions win, and what is wrong changes nothing', async () => {
	const mine = await arrange();
	await mine.value('page', 'map.save', { map: fixtureMap });
	await mine.value('page', 'map.save', { map: fixtureMap });
	await mine.value('page', 'pointed.save', { field: fixturePointed });
	const { text, fileName } = await mine.value('own', 'maps.export', { ids: null });
	expect(fileName).toBe('mapped-crms-2026-11-24.json');

	const { value, ask, result } = await arrange();
	chrome.scripts = [{ id: 'site:a', matches: ['https://crm.example/*'], js: ['recognise.js'] }];
	const summary = (added: number, replaced: number, kept: number) => ({ ok: true, value: { added, replaced, kept } });
	expect(await result('own', 'maps.import', { text })).toEqual(summary(2, 0, 0));
	expect(chrome.scripts[0]?.js).toEqual(['crm-mapped.js', 'recognise.js']);
	expect(await result('own', 'maps.import', { text })).toEqual(summary(0, 0, 2));
	const newer = text.replace('"version": 2', '"version": 3');
	expect(await result('own', 'maps.import', { text: newer })).toEqual(summary(0, 1, 1));
	const all = await value('own', 'maps.list', null);
	expect(all.maps).toMatchObject([{ version: 3 }]);

	const broken = newer.replace('"version": 3', '"version": 9').replace('"hints": [', '"hints": [7,');
	expect(await result('own', 'maps.import', { text: broken })).toMatchObject({
		ok: false,
		error: [{ place: 'pointed 1 › hints 1', reason: 'wrong-type' }],
	});
	expect(await result('own', 'maps.import', { text: '{}' })).toMatchObject({ error: [{ reason: 'not-maps' }] });
	expect(await value('own', 'maps.list', null)).toEqual(all);
	expect(await ask('page', 'maps.import', { text })).toEqual(refused);

	const one = await value('own', 'maps.export', { ids: [fixtureMap.id] });
	expect(one.fileName).toBe('in-house-crm-2026-11-24.json');
	expect(JSON.parse(one.text)).toMatchObject({ maps: [{ version: 3 }], pointed: [] });
});

test('a playbook brings maps along, and undo takes them back but not what was pointed out since', async () => {
	const mine = await arrange();
	await mine.value('page', 'map.save', { map: fixtureMap });
	await mine.value('page', 'map.save', { map: { ...fixtureMap, id: 'second' } });
	await mine.value('page', 'pointed.save', { field: fixturePointed });
	const { text } = await mine.value('own', 'playbook.export', { costs: 'without' });

	const { value, result } = await arrange();
	const imported = await result('own', 'playbook.import', { text });
	expect(imported).toMatchObject({ ok: true, value: { maps: { added: 3, replaced: 0, kept: 0 } } });
	await value('page', 'map.save', { map: { ...fixtureMap, name: 'Mine' } });
	expect(await value('own', 'playbook.undoImport', null)).toBe(true);
	expect(await value('own', 'maps.list', null)).toMatchObject({ maps: [{ name: 'Mine', version: 2 }], pointed: [] });
	// A file from before there were maps leaves them.
	const { maps: _, pointed: __, ...old } = JSON.parse(text);
	const again = await result('own', 'playbook.import', { text: JSON.stringify(old) });
	expect(again).toMatchObject({ ok: true, value: { maps: null } });
	expect((await value('own', 'maps.list', null)).maps).toHaveLength(1);
});
