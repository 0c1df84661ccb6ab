import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createHandler, keepReady } from '../../background/background.ts';
import type { Surroundings } from '../../background/services/service.ts';
import type { AccessProof } from '../../core/model/access.ts';
import type { ApiRequest } from '../../core/model/api.ts';
import { profiles } from '../../crm/profiles.ts';
import type { CommandAnswer, CommandData, CommandName } from '../../messages/commands.ts';
import { freshDatabase } from '../storage/open-database.ts';
import { type CrmServer, startCrmServer } from './crm-server.ts';

const granted = vi.hoisted(() => ({ origins: new Set<string>(), cookie: null as string | null, hasCookies: true }));

vi.mock('wxt/browser', async () => {
	const { fakeBrowser: fake } = await import('wxt/testing/fake-browser');
	const browser = Object.assign(Object.create(fake), {
		permissions: {
			contains: async ({ origins }: { origins: string[] }) => origins.every((origin) => granted.origins.has(origin)),
			getAll: async () => ({ origins: [...granted.origins] }),
			remove: async ({ origins }: { origins: string[] }) => {
				for (const origin of origins) granted.origins.delete(origin);
				return true;
			},
		},
		cookies: { get: async () => (granted.cookie === null ? null : { value: granted.cookie }) },
		identity: {
			getRedirectURL: () => 'https://dealside.chromiumapp.org/',
			launchWebAuthFlow: ({ url }: { url: string }) => identity.open(new URL(url)),
		},
	});
	return { browser };
});

/** The window a user signs in with; each test says what happens in it. */
const identity = { open: async (_address: URL): Promise<string> => '' };

const origin = 'chrome-extension://test-extension-id';
const sampleFile = readFileSync(join(import.meta.dirname, '../../demo/sample-playbook.json'), 'utf8');
const token = 'pat-eu1-0123456789abcdef';
const deal: ApiRequest = { method: 'GET', url: '/crm/v3/objects/deals/1', via: 'token' };

let server: CrmServer;

beforeEach(async () => {
	fakeBrowser.reset();
	granted.origins.clear();
	granted.cookie = null;
	server = startCrmServer();
	vi.stubGlobal('location', { origin });
	vi.stubGlobal('fetch', server.fetch);
});

afterEach(() => vi.unstubAllGlobals());

function arrange() {
	const told: string[] = [];
	let now = Date.parse('2026-11-24T10:00:00.000Z');
	const db = freshDatabase();
	const around: Surroundings = {
		db,
		sampleFile,
		now: () => new Date(now).toISOString(),
		newId: () => crypto.randomUUID(),
		changed: async (subject) => void told.push(JSON.stringify({ subject, revision: 1 })),
	};
	const create = () => createHandler(around, keepReady(around), async () => false);
	let handle = create();
	async function ask<N extends CommandName>(name: N, data: CommandData<N>, url = `${origin}/workspace.html`) {
		const sender = { id: fakeBrowser.runtime.id, url, frameId: 0, tab: { id: 1 } };
		return (await handle(name, data, sender)) as Awaited<CommandAnswer<N>>;
	}
	return {
		db,
		told,
		ask,
		pass(ms: number) {
			now += ms;
		},
		/** The browser ends an idle background and starts it again. */
		restart() {
			handle = create();
		},
		call: (url: string, crm = 'hubspot', request: ApiRequest = deal) =>
			// Also one that the command does not take.
			ask('api.call', { crm, site: 'https://app.hubspot.com', request } as CommandData<'api.call'>, url),
		async setUp(crm: string, place: string, proof: AccessProof, isKept = false) {
			granted.origins.add(`https://${place}/*`);
			return ask('access.setUp', { setUp: { crm, place, apiHost: place, isKept, proof } });
		},
	};
}

const hubspotPage = 'https://app.hubspot.com/contacts/1/record/0-3/1';
const hubspot = ['hubspot', 'api.hubapi.com', { way: 'token', token }] as const;
const salesforcePage = 'https://acme.lightning.force.com/lightning/r/Opportunity/006/view';
const salesforce = ['salesforce', 'acme.my.salesforce.com', { way: 'oauth', clientId: 'client' }] as const;
const query: ApiRequest = { method: 'GET', url: '/services/data/v60.0/query?q=SELECT+Id', via: 'token' };
const works = { ok: true, value: null };

test('a page of the CRM reads its API by the token, which nobody is told', async () => {
	const { call, setUp, ask } = arrange();
	expect(await call(hubspotPage)).toEqual({ ok: true, value: 'token-missing' });
	expect(server.asked).toEqual([]);
	expect(await setUp(...hubspot)).toEqual(works);
	server.answer('/crm/v3/objects/deals/1', {
		status: 200,
		body: '{"id":"1"}',
		headers: { server: 'x', 'retry-after': '7' },
	});
	expect(await call(hubspotPage)).toEqual({
		ok: true,
		value: { status: 200, headers: { 'retry-after': '7', 'content-type': 'application/json' }, text: '{"id":"1"}' },
	});
	expect(server.asked).toMatchObject([
		{ url: 'https://api.hubapi.com/crm/v3/objects/deals/1', authorization: `Bearer ${token}`, credentials: 'omit' },
	]);
	const { value } = (await ask('access.read', null)) as { value: object };
	expect(JSON.stringify(value)).not.toContain(token);
	expect(value).toMatchObject({ accounts: [{ crm: 'hubspot', place: 'api.hubapi.com', way: 'token', isKept: false }] });
});

test('where a message comes from decides, not what it says', async () => {
	const { call, setUp } = arrange();
	await setUp(...hubspot);
	const refused = { ok: false, error: 'not-allowed' };
	for (const url of [
		'https://evil.example/contacts/1',
		'https://app.hubspot.com.evil.example/',
		'http://app.hubspot.com/',
		'https://acme.pipedrive.com/deal/1',
		`${origin}/workspace.html`,
		`${origin}/sidebar.html`,
	])
		expect([url, await call(url)]).toEqual([url, refused]);
	// HubSpot's page has no say in Salesforce's account either.
	expect(await call(hubspotPage, 'salesforce', query)).toEqual(refused);
	expect(server.asked).toEqual([]);
});

test('a request that writes or goes elsewhere is refused, and a redirect is not followed', async () => {
	const { call, setUp } = arrange();
	await setUp(...hubspot);
	const refused = { ok: false, error: 'not-allowed' };
	expect(await call(hubspotPage, 'hubspot', { ...deal, method: 'PATCH', body: '{}' })).toEqual(refused);
	expect(await call(hubspotPage, 'hubspot', { ...deal, url: 'https://evil.example/crm/v3/x' })).toEqual(refused);
	expect(server.asked).toEqual([]);
	server.answer('/crm/v3/objects/deals/1', { status: 302, body: '', headers: { location: 'https://evil.example/' } });
	expect(await call(hubspotPage)).toMatchObject({ ok: true, value: { status: 401, text: '' } });
	expect(server.asked).toHaveLength(1);
});

test('no answer, an endless one and a host the browser closes again are nothing, nothing and no access', async () => {
	const { call, setUp } = arrange();
	await setUp(...hubspot);
	server.answer('/crm/v3/objects/deals/1', 'refused');
	expect(await call(hubspotPage)).toEqual({ ok: true, value: null });
	server.answer('/crm/v3/objects/deals/1', { status: 200, body: 'x'.repeat(10_000_001) });
	expect(await call(hubspotPage)).toEqual({ ok: true, value: null });
	granted.origins.clear();
	expect(await call(hubspotPage)).toEqual({ ok: true, value: 'token-missing' });
});

test('a CRM that asks to wait is left alone by all its pages until then, whatever becomes of the background', async () => {
	const { call, setUp, pass, restart } = arrange();
	await setUp(...hubspot);
	server.answer('/crm/v3/objects/deals/1', {
		status: 429,
		body: '{"policyName":"TEN_SECONDLY_ROLLING"}',
		headers: { 'retry-after': '30' },
	});
	await call(hubspotPage);
	restart();
	pass(20_000);
	const waiting = await call('https://app-eu1.hubspot.com/contacts/1');
	expect(waiting).toMatchObject({ ok: true, value: { status: 429, headers: { 'retry-after': '10' } } });
	expect(server.asked).toHaveLength(1);
	pass(11_000);
	server.answer('/crm/v3/objects/deals/1', { status: 200, body: '{}' });
	expect(await call(hubspotPage)).toMatchObject({ ok: true, value: { status: 200 } });
});

test('a CRM that does not say how long is left alone for its window, and the page is told how long', async () => {
	const { call, setUp } = arrange();
	await setUp(...hubspot);
	server.answer('/crm/v3/objects/deals/1', { status: 429, body: '{}' });
	expect(await call(hubspotPage)).toMatchObject({ value: { status: 429, headers: { 'retry-after': '10' } } });
});

/** The firm's sign-in page, as a user who agrees leaves it. */
function agree(change: (back: URL) => void = () => undefined) {
	identity.open = async (address) => {
		server.signInAsked(address);
		const back = new URL(address.searchParams.get('redirect_uri') ?? '');
		back.searchParams.set('code', 'the-code');
		back.searchParams.set('state', address.searchParams.get('state') ?? '');
		change(back);
		return back.href;
	};
}

test('signing in proves itself without a secret, and a token that ended is renewed once for all who wait', async () => {
	const { call, setUp } = arrange();
	agree();
	expect(await setUp(...salesforce)).toEqual(works);
	const asked = server.signIns[0];
	expect(asked?.origin).toBe('https://acme.my.salesforce.com');
	expect(asked?.searchParams.get('code_challenge_method')).toBe('S256');
	expect(server.asked.map(({ url }) => url)).toEqual(['https://acme.my.salesforce.com/services/oauth2/token']);
	server.asked.length = 0;
	const pages = await Promise.all([
		call(salesforcePage, 'salesforce', query),
		call(salesforcePage, 'salesforce', query),
	]);
	expect(pages).toMatchObject([{ value: { status: 200 } }, { value: { status: 200 } }]);
	server.endTokens();
	server.asked.length = 0;
	const later = await Promise.all([
		call(salesforcePage, 'salesforce', query),
		call(salesforcePage, 'salesforce', query),
	]);
	expect(later).toMatchObject([{ value: { status: 200 } }, { value: { status: 200 } }]);
	expect(server.asked.filter(({ url }) => url.endsWith('/token'))).toHaveLength(1);
	// The CRM takes the consent back: signed out, after one try.
	server.endTokens();
	server.takeConsentBack();
	server.asked.length = 0;
	expect(await call(salesforcePage, 'salesforce', query)).toMatchObject({ value: { status: 401 } });
	expect(server.asked.filter(({ url }) => url.endsWith('/token'))).toHaveLength(1);
});

test('a sign-in that does not end well says why, and nothing is kept', async () => {
	const { setUp, ask } = arrange();
	const fault = async (open: typeof identity.open) => {
		identity.open = open;
		const answer = await setUp(...salesforce);
		return answer.ok ? 'none' : answer.error;
	};
	expect(await fault(async () => Promise.reject(new Error('The user did not approve access.')))).toBe('sign-in-closed');
	agree((back) => back.searchParams.set('state', 'another'));
	expect(await fault(identity.open)).toBe('sign-in-refused');
	agree((back) => {
		back.searchParams.delete('code');
		back.searchParams.set('error', 'OAUTH_APP_BLOCKED');
	});
	expect(await fault(identity.open)).toBe('client-unknown');
	agree((back) => back.searchParams.set('code', 'another-code'));
	expect(await fault(identity.open)).toBe('sign-in-refused');
	agree();
	server.instance = 'https://other.my.salesforce.com';
	expect(await fault(identity.open)).toBe('other-place');
	server.instance = 'https://acme.my.salesforce.com';
	identity.open = async () => 'https://evil.example/?code=the-code';
	expect(await fault(identity.open)).toBe('sign-in-closed');
	expect(await ask('access.read', null)).toMatchObject({ value: { accounts: [] } });
});

test('a host that is not the CRM’s, or that the browser did not allow, is not set up', async () => {
	const { ask } = arrange();
	const proof = { way: 'token', token } as const;
	const setUp = (place: string, apiHost: string) =>
		ask('access.setUp', { setUp: { crm: 'hubspot', place, apiHost, isKept: false, proof } });
	expect(await setUp('api.hubapi.com', 'evil.example')).toEqual({
		ok: false,
		error: 'host-unknown',
	});
	expect(await setUp('evil.example', 'evil.example')).toEqual({
		ok: false,
		error: 'host-unknown',
	});
	expect(await setUp('api.hubapi.com', 'api.hubapi.com')).toEqual({
		ok: false,
		error: 'host-refused',
	});
});

test('each CRM is set up in the ways that its profile lists and in no other', async () => {
	const proofs: Readonly<Record<AccessProof['way'], AccessProof>> = {
		token: { way: 'token', token },
		oauth: { way: 'oauth', clientId: 'client' },
		session: { way: 'session' },
		'self-client': { way: 'self-client', clientId: 'client', clientSecret: 'secret', code: 'code' },
	};
	const { ask } = arrange();
	expect(profiles.length).toBeGreaterThan(10);
	for (const { crm, access } of profiles)
		for (const proof of Object.values(proofs)) {
			const place = `${crm}.example`;
			const answer = await ask('access.setUp', { setUp: { crm, place, apiHost: 'evil.example', isKept: true, proof } });
			// One that is listed gets as far as its address, which is nobody's.
			const listed = access?.ways.includes(proof.way) ?? false;
			const error = listed ? expect.stringMatching(/^host-/) : 'way-unknown';
			expect([crm, proof.way, answer]).toEqual([crm, proof.way, { ok: false, error }]);
		}
	const missing = { ok: false, error: 'way-unknown' };
	expect(
		await ask('access.setUp', {
			setUp: { crm: 'nobody', place: 'x.example', apiHost: 'x.example', isKept: true, proof: proofs.session },
		}),
	).toEqual(missing);
	expect(await ask('access.read', null)).toMatchObject({ value: { accounts: [] } });
	expect(server.asked).toEqual([]);
});

test('the session of the user’s own tab is read at each call and kept nowhere', async () => {
	const { call, setUp } = arrange();
	await setUp('salesforce', 'acme.my.salesforce.com', { way: 'session' }, true);
	expect(await call(salesforcePage, 'salesforce', query)).toMatchObject({ value: { status: 401 } });
	expect(server.asked).toEqual([]);
	granted.cookie = '00D000000000001!session-of-the-tab';
	server.accept(granted.cookie);
	expect(await call(salesforcePage, 'salesforce', query)).toMatchObject({ value: { status: 200 } });
	const kept = JSON.stringify([await fakeBrowser.storage.local.get(null), await fakeBrowser.storage.session.get(null)]);
	expect(kept).not.toContain('session-of-the-tab');
});

test('a client of the user’s own has its tokens renewed with its secret, before they end', async () => {
	const { setUp, call, pass } = arrange();
	granted.origins.add('https://accounts.zoho.eu/*');
	const proof = { way: 'self-client', clientId: 'client', clientSecret: 'own-secret', code: 'the-code' } as const;
	expect(await setUp('zoho', 'www.zohoapis.eu', proof)).toEqual(works);
	const zoho: ApiRequest = { method: 'GET', url: '/crm/v8/Deals/1', via: 'token' };
	const page = 'https://crm.zoho.eu/crm/org1/tab/Potentials/1';
	expect(await call(page, 'zoho', zoho)).toMatchObject({ value: { status: 200 } });
	expect(server.asked.at(-1)?.authorization).toMatch(/^Zoho-oauthtoken /);
	pass(60 * 60 * 1000);
	server.endTokens();
	server.asked.length = 0;
	expect(await call(page, 'zoho', zoho)).toMatchObject({ value: { status: 200 } });
	expect(server.asked.map(({ url }) => new URL(url).host)).toEqual(['accounts.zoho.eu', 'www.zohoapis.eu']);
});

test('trying an access says who is signed in, and removing it forgets it and gives the host back', async () => {
	const { setUp, ask, call, told } = arrange();
	await setUp(...hubspot);
	server.answer('/crm/objects/2026-09/deals', { status: 200, body: '{"results":[]}' });
	server.answer('/account-info/2026-09/details', { status: 200, body: '{"portalId":42}' });
	const place = { crm: 'hubspot', place: 'api.hubapi.com' };
	expect(await ask('access.try', place)).toEqual({ ok: true, value: { code: 'works', who: '42' } });
	await ask('access.remove', place);
	expect(granted.origins.size).toBe(0);
	expect(await ask('access.try', place)).toEqual({ ok: true, value: { code: 'token-missing' } });
	expect(await call(hubspotPage)).toEqual({ ok: true, value: 'token-missing' });
	const notice = '{"subject":"access","revision":1}';
	expect(told.filter((each) => each.includes('access'))).toEqual([notice, notice]);
});

test('where a CRM keeps its cost is told to its pages, and taken back', async () => {
	const { ask } = arrange();
	const told = () => ask('cost.field', { crm: 'salesforce' }, salesforcePage);
	expect(await told()).toEqual({ ok: true, value: null });
	await ask('access.costField', { crm: 'salesforce', field: 'product.Unit_Cost__c' });
	await ask('access.costField', { crm: 'zoho', field: ':list' });
	expect(await told()).toEqual({ ok: true, value: 'product.Unit_Cost__c' });
	expect(await ask('access.costField', { crm: 'salesforce', field: 'a b; drop' })).toMatchObject({
		error: 'bad-message',
	});
	await ask('access.costField', { crm: 'salesforce', field: null });
	expect(await told()).toEqual({ ok: true, value: null });
});

test('no token is in a notice, an answer, an export, the log or what content scripts could read', async () => {
	const said: string[] = [];
	for (const name of ['log', 'info', 'warn', 'error', 'debug'] as const)
		vi.spyOn(console, name).mockImplementation((...parts) => void said.push(parts.join(' ')));
	const { setUp, ask, call, told, db } = arrange();
	said.push(JSON.stringify(await setUp('hubspot', 'api.hubapi.com', { way: 'token', token }, true)));
	const broken = { ...hubspot[2], token: `${token} with a space` };
	said.push(JSON.stringify(await setUp('hubspot', 'api.hubapi.com', broken)));
	server.answer('/crm/v3/objects/deals/1', 'refused');
	said.push(JSON.stringify(await call(hubspotPage)));
	for (const costs of ['with', 'without', 'for-reps'] as const)
		said.push(JSON.stringify(await ask('playbook.export', { costs })));
	said.push(JSON.stringify(await ask('access.read', null)), JSON.stringify(await ask('settings.read', null)));
	said.push(...told);
	for (const table of db.tables) said.push(JSON.stringify(await table.toArray()));
	said.push(JSON.stringify(await fakeBrowser.storage.local.get(null)));
	expect(said.join('\n')).not.toContain(token);
	expect(said.join('\n')).toContain('api.hubapi.com');
	vi.restoreAllMocks();
});

const accessKey = 'access:hubspot:api.hubapi.com';

test.for([
	['its row', () => ({ account: 'of a newer version' })],
	['what is secret in it', (row: object) => ({ ...row, sealed: { iv: 'AAAAAAAAAAAAAAAA', cipher: 'AAAA' } })],
] as const)(
	'an access of which %s cannot be read is not taken for none, and is kept when it is set up anew',
	async ([, damaged]) => {
		const { setUp, ask, call } = arrange();
		await setUp(...hubspot, true);
		const row = damaged((await fakeBrowser.storage.local.get(accessKey))[accessKey] as object);
		await fakeBrowser.storage.local.set({ [accessKey]: row });
		expect(await call(hubspotPage)).toEqual({ ok: true, value: 'access-unreadable' });
		expect(await ask('access.try', { crm: 'hubspot', place: 'api.hubapi.com' })).toEqual({
			ok: true,
			value: { code: 'access-unreadable' },
		});
		expect(await ask('access.read', null)).toMatchObject({
			value: { unreadable: [{ crm: 'hubspot', place: 'api.hubapi.com' }] },
		});
		expect(server.asked).toEqual([]);
		await setUp(...hubspot, true);
		expect(await ask('access.read', null)).toMatchObject({ value: { unreadable: [], accounts: [{ crm: 'hubspot' }] } });
		const local: Record<string, unknown> = await fakeBrowser.storage.local.get(null);
		const aside = Object.entries(local).filter(([key]) => key.startsWith(`aside:${accessKey}`));
		expect(aside.map(([, kept]) => kept)).toEqual([row]);
	},
);

test('places of costs that cannot be read are told as that, with the accesses that can', async () => {
	const { setUp, ask } = arrange();
	await setUp(...hubspot);
	await fakeBrowser.storage.local.set({ costFields: ['of a newer version'] });
	expect(await ask('access.read', null)).toMatchObject({
		ok: true,
		value: { costFields: null, accounts: [{ crm: 'hubspot' }] },
	});
});
