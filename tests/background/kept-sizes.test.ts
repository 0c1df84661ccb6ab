import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { keptKinds } from '../../core/model/kept.ts';
import { fixtureDeal } from '../fixtures/fixture-deal.ts';
import { arrange, origin } from './arrange.ts';

vi.mock('wxt/browser', async () => {
	const { fakeBrowser: browser } = await import('wxt/testing/fake-browser');
	return { browser };
});

const { ref } = fixtureDeal;
const user = { id: 'ada' };

beforeEach(() => {
	fakeBrowser.reset();
	vi.stubGlobal('location', { origin });
});

test('counts what is kept of each kind, in things that people know', async () => {
	const { db, value } = await arrange();
	const sizes = async () => (await value('own', 'storage.kept', null)).sizes;
	const count = async (kind: string) => (await sizes()).find((size) => size.kind === kind)?.count;
	expect((await sizes()).map(({ kind }) => kind)).toEqual(keptKinds);
	const { playbook, costCount } = await value('own', 'playbook.read', null);
	expect(await count('collateral')).toBe(playbook.collateral.length);
	expect(await count('costs')).toBe(costCount);
	// Products of which several are kept together.
	await db.costShards.put({ shard: 999, costs: ['a', 'b', 'c'] });
	expect(await count('costs')).toBe(costCount + 3);
	expect([await count('deals'), await count('notes'), await count('drafts')]).toEqual([0, 0, 0]);
	await fakeBrowser.storage.local.set({ filled: true });
	expect([await count('other'), await count('settings')]).toEqual([0, 1]);
	await value('sidebar', 'deal.remember', { user, facts: fixtureDeal });
	await value('sidebar', 'reason.give', { ref, code: null, text: 'a rival' });
	const draft = { owner: 'one', form: 'process', at: '2026-11-24T10:00:00.000Z', open: { a: 1 } };
	await value('own', 'draft.keep', { draft });
	expect([await count('deals'), await count('notes'), await count('drafts')]).toEqual([1, 1, 1]);
});

test('every byte that is kept belongs to one kind', async () => {
	const { db, value } = await arrange();
	await value('sidebar', 'deal.remember', { user, facts: fixtureDeal });
	await db.documents.put({ id: 'aside:deals', row: 'ü'.repeat(1000) });
	await fakeBrowser.storage.local.set({ 'layout:https://crm.example': { side: 'right' }, 'access:odoo:x': { a: 1 } });
	const bytes = (kept: unknown) => new TextEncoder().encode(JSON.stringify(kept)).length;
	const rows = (await Promise.all(db.tables.map((table) => table.toArray()))).flat();
	const areas = await Promise.all([fakeBrowser.storage.local.get(null), fakeBrowser.storage.session.get(null)]);
	const all = [...rows, ...areas.flatMap((area) => Object.entries(area))].map(bytes);
	const { sizes } = await value('own', 'storage.kept', null);
	const sum = (list: readonly number[]) => list.reduce((left, right) => left + right, 0);
	expect(sum(sizes.map((size) => size.bytes))).toBe(sum(all));
	const of = (kind: string) => sizes.find((size) => size.kind === kind);
	expect(of('other')?.bytes).toBeGreaterThan(2000);
	expect(of('access')).toMatchObject({ count: 1 });
	expect(of('settings')?.bytes).toBeGreaterThan(0);
});

test('says what the browser says of it, and nothing where it says nothing', async () => {
	const { value } = await arrange();
	const estimate = async () => (await value('own', 'storage.kept', null)).estimate;
	vi.stubGlobal('navigator', { storage: { estimate: async () => ({ usage: 5, quota: 100 }) } });
	expect(await estimate()).toEqual({ usedBytes: 5, mostBytes: 100 });
	vi.stubGlobal('navigator', { storage: { estimate: () => Promise.reject(new Error('no')) } });
	expect(await estimate()).toBeNull();
	vi.stubGlobal('navigator', {});
	expect(await estimate()).toBeNull();
	vi.unstubAllGlobals();
});

test('a CRM is in use here once a deal of it was read, an access set up, a place of cost chosen or a field shown', async () => {
	const { db, ask, value } = await arrange();
	const seen = async () => [...(await value('own', 'crms.seen', null))].sort();
	expect(await seen()).toEqual([]);
	// Without a stage, so that no list of stages is kept of it.
	await value('sidebar', 'deal.remember', { user, facts: { ...fixtureDeal, stage: null } });
	expect(await seen()).toEqual([ref.crm]);
	await value('own', 'access.costField', { crm: 'odoo', field: 'list' });
	await db.pointed.put({ crm: 'twenty', site: 'https://crm.example', field: 'stage', pointed: {} });
	await fakeBrowser.storage.local.set({ 'access:hubspot:api.hubapi.com': 'cannot be read' });
	await db.deals.put({ key: '%', facts: {}, at: '' });
	expect(await seen()).toEqual([ref.crm, 'hubspot', 'odoo', 'twenty'].sort());
	expect(await ask('sidebar', 'crms.seen', null)).toEqual({ ok: false, error: 'not-allowed' });
	expect(await ask('sidebar', 'storage.kept', null)).toEqual({ ok: false, error: 'not-allowed' });
});
