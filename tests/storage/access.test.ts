import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { AccessAccount } from '../../core/model/access.ts';
import { listAccounts, readAccess, readWait, removeAccess, saveAccess, saveWait } from '../../storage/access.ts';
import { seal, unseal } from '../../storage/sealing.ts';

vi.mock('wxt/browser', async () => {
	const { fakeBrowser: browser } = await import('wxt/testing/fake-browser');
	return { browser };
});

const account: AccessAccount = {
	crm: 'pipedrive',
	place: 'acme.pipedrive.com',
	apiHost: 'acme.pipedrive.com',
	way: 'token',
	isKept: true,
	since: '2026-11-24T10:00:00.000Z',
};
const secret = { token: 'a-token-of-äcme', endsAt: null, renewal: null };
const key = 'access:pipedrive:acme.pipedrive.com';

beforeEach(() => fakeBrowser.reset());

test('what is kept on the device is encrypted there and comes back', async () => {
	await saveAccess(account, secret);
	const stored = await fakeBrowser.storage.local.get(null);
	expect(stored).toHaveProperty([key, 'account'], account);
	expect(JSON.stringify(stored)).not.toContain('a-token');
	expect(await fakeBrowser.storage.session.get(null)).toEqual({});
	expect(await readAccess('pipedrive', 'acme.pipedrive.com')).toEqual({ kind: 'value', value: { account, secret } });
});

test('what is not kept is in the session’s memory alone, and a new choice leaves nothing of the old one', async () => {
	await saveAccess(account, secret);
	const forNow = { ...account, isKept: false };
	await saveAccess(forNow, secret);
	expect(await fakeBrowser.storage.local.get(null)).toEqual({});
	expect(await listAccounts()).toEqual([forNow]);
	await saveAccess(account, secret);
	expect(await fakeBrowser.storage.session.get(null)).toEqual({});
	await removeAccess('pipedrive', 'acme.pipedrive.com');
	expect(await listAccounts()).toEqual([]);
	expect(await readAccess('pipedrive', 'acme.pipedrive.com')).toEqual({ kind: 'absent' });
});

test('the same text is never sealed the same way, and opens only where it belongs and as it was', async () => {
	const [first, second] = [await seal('one', 'text'), await seal('one', 'text')];
	expect(first.cipher).not.toBe(second.cipher);
	expect(await unseal('one', first)).toBe('text');
	expect(await unseal('two', first)).toBeNull();
	expect(await unseal('one', { ...first, cipher: second.cipher })).toBeNull();
	expect(await unseal('one', { iv: 'no base64 §', cipher: '' })).toBeNull();
});

test('an access that was moved to another host, or written by a stranger, is none', async () => {
	await saveAccess(account, secret);
	const moved = (await fakeBrowser.storage.local.get(key))[key];
	await fakeBrowser.storage.local.set({ 'access:pipedrive:evil.pipedrive.com': moved, 'access:x:y': { account: 7 } });
	expect(await readAccess('pipedrive', 'evil.pipedrive.com')).toEqual({ kind: 'unreadable', raw: moved });
	expect(await readAccess('x', 'y')).toEqual({ kind: 'unreadable', raw: { account: 7 } });
});

test('a wait ends by itself', async () => {
	const answer = { status: 429, headers: {}, text: '' };
	await saveWait('pipedrive', 'acme.pipedrive.com', 5000, answer);
	expect(await readWait('pipedrive', 'acme.pipedrive.com', 1500)).toEqual({
		...answer,
		headers: { 'retry-after': '4' },
	});
	expect(await readWait('pipedrive', 'other.pipedrive.com', 1500)).toBeNull();
	expect(await readWait('pipedrive', 'acme.pipedrive.com', 5000)).toBeNull();
});

test('whoever sets an access up anew leaves the one that cannot be read beside it', async () => {
	const odd = { account, sealed: { iv: 'x', cipher: 'y', fromLater: 1 } };
	await fakeBrowser.storage.local.set({ [key]: odd });
	expect(await listAccounts()).toEqual([]);
	await saveAccess(account, secret);
	expect(await readAccess('pipedrive', 'acme.pipedrive.com')).toMatchObject({ kind: 'value' });
	const aside = Object.entries(await fakeBrowser.storage.local.get(null)).filter(([name]) => name.startsWith('aside:'));
	expect(aside.map(([, row]) => row)).toEqual([odd]);
});
