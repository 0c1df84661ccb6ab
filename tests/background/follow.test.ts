import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createFollower } from '../../background/follow.ts';
import { readSourceAddress, writeSourceAddress } from '../../core/playbook/source-address.ts';
import type { CommandName } from '../../messages/commands.ts';
import { commandNames, commandOf } from '../../messages/commands.ts';
import { clearCosts } from '../../storage/costs.ts';
import { keepSource, keptSource } from '../../storage/source.ts';
import { arrange, origin } from './arrange.ts';

vi.mock('wxt/browser', async () => {
	const { fakeBrowser: browser } = await import('wxt/testing/fake-browser');
	return { browser };
});

const address = 'https://files.firm.example/playbook.json';

/** A server of one file, as a test changes it. */
const server = {
	status: 200,
	headers: {} as Record<string, string> & { ETag?: string },
	body: '' as string,
	isDown: false,
	asked: [] as Headers[],
	credentials: [] as (string | undefined)[],
};

async function answer(_: unknown, { headers, credentials, signal }: RequestInit = {}): Promise<Response> {
	server.asked.push(new Headers(headers));
	server.credentials.push(credentials);
	signal?.throwIfAborted();
	if (server.isDown) throw new TypeError('Failed to fetch');
	const { status, headers: sent, body } = server;
	const asked = new Headers(headers).get('If-None-Match');
	if (status === 200 && asked !== null && asked === sent.ETag) return new Response(null, { status: 304 });
	return new Response(status === 200 ? body : '', { status, headers: sent });
}

let granted: readonly string[] = [];

beforeEach(() => {
	fakeBrowser.reset();
	vi.stubGlobal('location', { origin });
	vi.stubGlobal('fetch', answer);
	granted = ['https://files.firm.example/*'];
	Object.assign(fakeBrowser.permissions, {
		contains: async ({ origins = [] }: { origins?: string[] }) => origins.every((each) => granted.includes(each)),
		getAll: async () => ({ origins: [...granted], permissions: [] }),
		remove: async ({ origins = [] }: { origins?: string[] }) => {
			granted = granted.filter((each) => !origins.includes(each));
			return true;
		},
	});
	Object.assign(fakeBrowser.scripting, {
		getRegisteredContentScripts: async () => [],
		registerContentScripts: async () => undefined,
		executeScript: async () => [],
	});
	vi.spyOn(fakeBrowser.runtime, 'getManifest').mockReturnValue({ content_scripts: [] } as never);
	Object.assign(server, { status: 200, headers: {}, body: '', isDown: false, asked: [], credentials: [] });
});

/** What a manager's browser publishes after it was given a key, and the address that goes to the team. */
async function manager(isSigned = true) {
	const far = await arrange();
	await far.value('own', 'signing.forget', null);
	const made = isSigned ? await far.value('own', 'signing.make', null) : null;
	const publish = async (note: string, name: string, at = far.clock.at) => {
		far.clock.at = at;
		const { process } = (await far.value('own', 'playbook.read', null)).playbook;
		await far.save.process({ ...process, name });
		const { text } = await far.value('own', 'playbook.publish', { costs: 'with', by: 'Ida Berg', note });
		return text;
	};
	return { far, publish, team: writeSourceAddress({ address, key: made?.publicKey ?? null }) };
}

async function following(rep: Awaited<ReturnType<typeof arrange>>, team: string) {
	const wish = { address: team, doesSignIn: false };
	const looked = await rep.value('own', 'source.look', { ...wish, isHostOwn: true });
	if (looked.kind !== 'found') throw new Error(JSON.stringify(looked));
	return rep.value('own', 'source.follow', { ...wish, digest: looked.digest });
}

const processName = async (far: Awaited<ReturnType<typeof arrange>>) =>
	(await far.value('own', 'playbook.read', null)).playbook.process.name;

/** The handler reads by itself when a window opens; a read of the test's own waits for no other. */
const failureOf = async (far: Awaited<ReturnType<typeof arrange>>) =>
	(await far.value('own', 'source.check', null)).followed?.failure?.fault ?? null;

test('what a manager publishes is in force for a rep who follows, and so is the next', async () => {
	const { publish, team } = await manager();
	server.body = await publish('First', 'One');
	const rep = await arrange();
	const mine = await processName(rep);
	expect(await following(rep, team)).toMatchObject({ kind: 'followed', summary: { stages: 5 } });
	expect(await processName(rep)).toBe('One');

	server.body = await publish('Second', 'Two');
	rep.told.length = 0;
	const state = await rep.value('own', 'source.check', null);
	expect(state.followed).toMatchObject({
		failure: null,
		news: [
			{ publication: { by: 'Ida Berg', note: 'Second' }, parts: ['process', 'costs'] },
			{ publication: { note: 'First' } },
		],
	});
	expect(await processName(rep)).toBe('Two');
	// Open sidebars read again.
	expect(rep.told).toContain('playbook');

	await rep.value('own', 'source.stop', { doesPutBack: true });
	expect(await processName(rep)).toBe(mine);
	expect(await keptSource(rep.db)).toBeNull();
	// Allowed for this alone.
	expect(granted).toEqual([]);
});

test('an unchanged file is asked for by its version, and changes nothing', async () => {
	const { publish, team } = await manager();
	server.body = await publish('First', 'One');
	server.headers = { ETag: '"7"', 'Last-Modified': 'Mon, 30 Nov 2026 22:00:00 GMT' };
	const rep = await arrange();
	await following(rep, team);
	const { revision } = await rep.value('own', 'playbook.read', null);
	rep.clock.at = '2026-11-24T11:00:00.000Z';
	const { followed } = await rep.value('own', 'source.check', null);
	expect(server.asked.at(-1)?.get('If-None-Match')).toBe('"7"');
	expect(followed).toMatchObject({ readAt: rep.clock.at, failure: null });
	expect((await rep.value('own', 'playbook.read', null)).revision).toBe(revision);
	// A server without versions sends the same text again.
	server.headers = {};
	await rep.value('own', 'source.check', null);
	expect((await rep.value('own', 'playbook.read', null)).revision).toBe(revision);
});

const faults: readonly (readonly [string, Partial<typeof server>, string])[] = [
	['no network', { isDown: true }, 'offline'],
	['a sign-in', { status: 401 }, 'signed-out'],
	['no right', { status: 403 }, 'signed-out'],
	['nothing there', { status: 404 }, 'not-found'],
	['gone', { status: 410 }, 'not-found'],
	['too many', { status: 429 }, 'busy'],
	['a broken server', { status: 502 }, 'busy'],
	['a web page', { body: '\n<!doctype html><title>Sign in</title>' }, 'web-page'],
	['half of a file', { body: '{"format":"dealside-published","version":1,"by":' }, 'file-refused'],
	['another file', { body: '{"format":"something"}' }, 'unsigned'],
	['nothing at all', { body: '' }, 'unsigned'],
];

test.each(faults)('%s leaves the playbook as it is and is said', async (_, change, fault) => {
	const { publish, team } = await manager();
	server.body = await publish('First', 'One');
	const rep = await arrange();
	await following(rep, team);
	const before = await rep.value('own', 'playbook.read', null);
	Object.assign(server, change);
	expect(await failureOf(rep)).toBe(fault);
	expect(await rep.value('own', 'playbook.read', null)).toEqual(before);
	// And it comes back by itself.
	Object.assign(server, { isDown: false, status: 200, body: await publish('Second', 'Two') });
	expect(await failureOf(rep)).toBeNull();
	expect(await processName(rep)).toBe('Two');
});

test('a host that is not allowed is told from no network', async () => {
	const { publish, team } = await manager();
	server.body = await publish('First', 'One');
	const rep = await arrange();
	await following(rep, team);
	Object.assign(server, { isDown: true });
	granted = [];
	expect(await failureOf(rep)).toBe('host-refused');
});

test('a file that was changed, signed by somebody else, or not signed, is refused', async () => {
	const { publish, team } = await manager();
	const first = await publish('First', 'One');
	server.body = first;
	const rep = await arrange();
	await following(rep, team);

	const parsed = JSON.parse(await publish('Second', 'Two'));
	const changed = { ...parsed, file: parsed.file.replace('"Two"', '"Three"') };
	for (const tampered of [changed, { ...parsed, by: 'Somebody' }, { ...parsed, at: '2026-11-24T10:00:01.000Z' }]) {
		server.body = JSON.stringify(tampered);
		expect(await failureOf(rep)).toBe('signature-wrong');
	}
	server.body = JSON.stringify({ ...parsed, signature: null });
	expect(await failureOf(rep)).toBe('unsigned');
	server.body = parsed.file;
	expect(await failureOf(rep)).toBe('unsigned');
	const other = await manager();
	server.body = await other.publish('Third', 'Four');
	expect(await failureOf(rep)).toBe('signature-wrong');
	expect(await processName(rep)).toBe('One');
});

test('an older file of the same publisher, put back by somebody, is refused; a newer one is taken', async () => {
	const { publish, team } = await manager();
	const first = await publish('First', 'One');
	const second = await publish('Second', 'Two', '2026-11-24T10:05:00.000Z');
	server.body = second;
	const rep = await arrange();
	rep.clock.at = '2026-11-24T10:06:00.000Z';
	await following(rep, team);
	server.body = first;
	expect(await failureOf(rep)).toBe('older');
	server.body = await publish('Third', 'One again', '2026-11-24T10:07:00.000Z');
	expect(await failureOf(rep)).toBeNull();
	expect(await processName(rep)).toBe('One again');
	server.body = await publish('Fourth', 'Later', '2026-12-24T10:07:00.000Z');
	expect(await failureOf(rep)).toBe('from-future');
});

test('a file without a key in the address is taken as it is, signed or not', async () => {
	const { publish } = await manager(false);
	server.body = await publish('First', 'One');
	const rep = await arrange();
	const looked = await rep.value('own', 'source.look', { address, doesSignIn: true, isHostOwn: true });
	expect(looked).toMatchObject({ kind: 'found', signature: 'none', publication: { by: 'Ida Berg' } });
	expect(server.credentials).toEqual(['include']);
	server.body = JSON.parse(server.body).file;
	expect(await rep.value('own', 'source.look', { address, doesSignIn: false, isHostOwn: true })).toMatchObject({
		kind: 'found',
		signature: 'none',
		publication: null,
	});
	expect(server.credentials.at(-1)).toBe('omit');
});

test('what was looked at is what is followed: something newer is looked at first', async () => {
	const { publish, team } = await manager();
	server.body = await publish('First', 'One');
	const rep = await arrange();
	const before = await processName(rep);
	const wish = { address: team, doesSignIn: false };
	const looked = await rep.value('own', 'source.look', { ...wish, isHostOwn: true });
	if (looked.kind !== 'found') throw new Error('not found');
	server.body = await publish('Second', 'Two');
	expect(await rep.value('own', 'source.follow', { ...wish, digest: looked.digest })).toEqual({ kind: 'changed' });
	expect(await processName(rep)).toBe(before);
	expect(await keptSource(rep.db)).toBeNull();
	// A look that comes to nothing gives the host back.
	await rep.value('own', 'source.leave', { address: team });
	expect(granted).toEqual([]);
});

test('while an address is followed, nothing that changes the playbook is taken, and notes and settings are', async () => {
	const { publish, team } = await manager();
	server.body = await publish('First', 'One');
	const rep = await arrange();
	await following(rep, team);
	const refused: CommandName[] = commandNames.filter((name) => commandOf(name).keeps === 'playbook');
	expect(refused.sort()).toEqual([
		'attachment.set',
		'attachments.order',
		'collateral.remove',
		'collateral.restore',
		'collateral.save',
		'cost.change',
		'costs.begin',
		'costs.clear',
		'costs.commit',
		'costs.undo',
		'parts.save',
		'playbook.import',
		'playbook.loadSample',
		'playbook.start',
		'playbook.undoImport',
		'policy.save',
		'process.save',
	]);
	const before = await rep.value('own', 'playbook.read', null);
	expect(await rep.ask('own', 'playbook.start', null)).toEqual({ ok: false, error: 'followed' });
	expect(await rep.ask('own', 'collateral.remove', { ids: ['brochure'] })).toEqual({ ok: false, error: 'followed' });
	expect(await rep.ask('own', 'costs.begin', null)).toEqual({ ok: false, error: 'followed' });
	expect(await rep.value('own', 'playbook.read', null)).toEqual(before);
	await rep.save.settings({ theme: 'dark' });
	await rep.value('own', 'source.stop', { doesPutBack: false });
	expect(await processName(rep)).toBe('One');
	expect(await rep.ask('own', 'playbook.start', null)).toMatchObject({ ok: true });
});

test('reads are due every two minutes, later and later while nothing comes, and when a server says so', async () => {
	const { publish, team } = await manager();
	server.body = await publish('First', 'One');
	const rep = await arrange();
	await following(rep, team);
	const follower = createFollower(rep.around);
	const count = () => server.asked.length;
	const after = async (minutes: number) => {
		rep.clock.at = new Date(Date.parse(rep.clock.at) + minutes * 60_000).toISOString();
		const before = count();
		await follower.tick();
		return count() - before;
	};
	expect(await after(1)).toBe(0);
	expect(await after(1)).toBe(1);
	server.isDown = true;
	expect(await after(2)).toBe(1);
	expect(await after(1)).toBe(0);
	expect(await after(1)).toBe(1);
	expect(await after(2)).toBe(0);
	expect(await after(2)).toBe(1);
	// A window that opens does not press a server that has no answer.
	const before = count();
	await follower.opened();
	expect(count()).toBe(before);
	server.isDown = false;
	Object.assign(server, { status: 503, headers: { 'Retry-After': '1800' } });
	expect(await after(8)).toBe(1);
	expect(await after(29)).toBe(0);
	Object.assign(server, { status: 200, headers: {} });
	expect(await after(1)).toBe(1);
	// One that works is asked at once, but not twice within half a minute.
	await follower.opened();
	expect(count()).toBe(before + 2);
	rep.clock.at = new Date(Date.parse(rep.clock.at) + 31_000).toISOString();
	await follower.opened();
	expect(count()).toBe(before + 3);
});

test('a read that ends after following was ended brings nothing back', async () => {
	const { publish, team } = await manager();
	server.body = await publish('First', 'One');
	const rep = await arrange();
	await following(rep, team);
	server.body = await publish('Second', 'Two');
	let go = () => {};
	const held = new Promise<void>((resolve) => {
		go = resolve;
	});
	const follower = createFollower(rep.around, async (input, init) => {
		await held;
		return answer(input, init);
	});
	const reading = follower.check();
	await vi.waitFor(async () => expect(await keptSource(rep.db)).not.toBeNull());
	const stopping = follower.stop(false);
	go();
	await Promise.all([reading, stopping]);
	expect(await keptSource(rep.db)).toBeNull();
	expect(await processName(rep)).toBe('One');
});

test('an administrator’s address is followed without a question and cannot be ended here', async () => {
	const { publish, team } = await manager();
	server.body = await publish('First', 'One');
	const rep = await arrange();
	const read = readSourceAddress(team);
	if (!read.ok) throw new Error(read.error);
	const follower = createFollower(rep.around);
	await follower.adopt({ ...read.value, doesSignIn: false, setBy: 'administrator' });
	await follower.tick();
	expect(await processName(rep)).toBe('One');
	expect(await rep.ask('own', 'source.stop', { doesPutBack: false })).toEqual({ ok: false, error: 'not-allowed' });
	const wish = { address, doesSignIn: false, digest: '0'.repeat(64) };
	expect(await rep.ask('own', 'source.follow', wish)).toEqual({ ok: false, error: 'not-allowed' });
	// The same again changes nothing of what was read.
	await follower.adopt({ ...read.value, doesSignIn: false, setBy: 'administrator' });
	expect((await keptSource(rep.db))?.followed.news).toHaveLength(1);
	// What is no longer set is the user's to end.
	await follower.adopt(null);
	expect(await rep.ask('own', 'source.stop', { doesPutBack: false })).toMatchObject({ ok: true });
});

test('a source that cannot be read is left as it is and named', async () => {
	const rep = await arrange();
	await keepSource(rep.db, { strange: true } as never);
	expect(await rep.ask('own', 'source.read', null)).toMatchObject({
		ok: false,
		cause: 'row-unreadable',
		store: 'source',
	});
	const { unreadable } = await rep.value('own', 'storage.state', null);
	expect(unreadable).toContainEqual({ store: 'source', key: 'documents "source"' });
});

test('a key comes back from its file, and from no other', async () => {
	const { far } = await manager(false);
	const made = await far.value('own', 'signing.make', null);
	if (!made) throw new Error('no key');
	await far.value('own', 'signing.forget', null);
	expect((await far.value('own', 'source.read', null)).signingKey).toBeNull();
	const other = await far.value('own', 'signing.make', null);
	const mixed = JSON.stringify({ ...JSON.parse(made.backup), public: other?.publicKey });
	for (const text of ['', '{}', mixed, made.backup.replace('"secret": "', '"secret": "x')]) {
		const taken = await far.ask('own', 'signing.take', { text });
		expect(taken.ok).toBe(false);
	}
	expect(await far.value('own', 'signing.take', { text: made.backup })).toBe(made.publicKey);
	expect((await far.value('own', 'source.read', null)).signingKey).toBe(made.publicKey);
});

test('the sample takes the place of no playbook that is followed, also where that is still empty', async () => {
	const far = await arrange('nothing');
	await far.value('own', 'playbook.start', null);
	server.body = (await far.value('own', 'playbook.publish', { costs: 'without', by: 'Ida Berg', note: '' })).text;
	const rep = await arrange();
	await following(rep, address);
	const before = await rep.value('own', 'playbook.read', null);
	expect(before.playbook.process.stages).toEqual([]);
	await clearCosts(rep.db);
	const ref = { crm: 'demo', site: 'https://crm.example', kind: 'quote' as const, id: '1' };
	await rep.value('sidebar', 'deal.context', { ref, products: [], user: 'unknown' });
	expect((await rep.value('own', 'playbook.read', null)).playbook).toEqual(before.playbook);
});
