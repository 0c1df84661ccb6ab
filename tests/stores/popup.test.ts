import { expect, test } from 'vitest';
import { createPopupStore } from '../../stores/popup.ts';
import { createFakeBackground } from '../components/workspace/fake-background.ts';

test('nothing is asked before the popup is opened; then settings, hosts and where the playbook comes from, and no playbook', async () => {
	const far = createFakeBackground();
	const store = createPopupStore(far);
	expect(far.asked).toEqual([]);
	store.getState().opened();
	await expect.poll(() => store.getState()).toMatchObject({ settings: far.settings, sites: far.sites });
	expect(far.asked.map(({ name }) => name)).toEqual(['settings.read', 'sites.list', 'source.read']);
});

test('a change elsewhere is followed until the popup is closed', async () => {
	const far = createFakeBackground();
	const store = createPopupStore(far);
	const close = store.getState().opened();
	await expect.poll(() => store.getState().settings).not.toBeNull();
	far.settings = { ...far.settings, language: 'de' };
	far.tell('settings');
	await expect.poll(() => store.getState().settings?.language).toBe('de');
	close();
	far.asked.length = 0;
	far.tell('settings');
	far.tell('sites');
	expect(far.asked).toEqual([]);
});

test('hosts that cannot be read are failed, not none, and come with the next read', async () => {
	const far = createFakeBackground();
	far.broken.add('sites.list');
	const store = createPopupStore(far);
	store.getState().opened();
	await expect.poll(() => store.getState()).toMatchObject({ sites: null, isFailed: true });
	far.broken.clear();
	far.tell('storage');
	await expect.poll(() => store.getState()).toMatchObject({ sites: far.sites, isFailed: false });
	far.broken.add('sites.list');
	far.tell('sites');
	await expect.poll(() => far.asked.filter(({ name }) => name === 'sites.list')).toHaveLength(3);
	expect(store.getState()).toMatchObject({ sites: far.sites, isFailed: false });
});

test('a host that could not be registered says why', async () => {
	const far = createFakeBackground();
	far.broken.add('sites.granted');
	const store = createPopupStore(far);
	expect(await store.getState().siteGranted()).toEqual({ ok: false, error: 'storage-failed' });
	far.broken.clear();
	expect(await store.getState().siteGranted()).toEqual({ ok: true, value: far.sites });
});
