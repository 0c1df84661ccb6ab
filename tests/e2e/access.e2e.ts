import { createHash } from 'node:crypto';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApiRequest } from '../../core/model/api.ts';
import { extensionId, launch } from '../../scripts/browser.ts';
import { type CrmHosts, startCrmHosts } from '../../scripts/crm-host/hosts.ts';
import { grantedBuild } from './harness.ts';

const token = 'pat-eu1-0123456789abcdef';
const hostNames = [
	'app.hubspot.com',
	'api.hubapi.com',
	'acme.lightning.force.com',
	'acme.my.salesforce.com',
	'evil.example',
];

interface Asked {
	readonly host: string;
	readonly path: string;
	readonly authorization: string | undefined;
	readonly cookie: string | undefined;
}

let hosts: CrmHosts;
let context: BrowserContext;
let page: Page;
const asked: Asked[] = [];
let challenge = '';

beforeAll(async () => {
	hosts = await startCrmHosts(hostNames, ({ headers, url = '/', body }, response) => {
		const host = headers.host ?? '';
		const address = new URL(url, `https://${host}`);
		const json = (status: number, value: unknown) => {
			response.writeHead(status, { 'content-type': 'application/json' });
			response.end(JSON.stringify(value));
		};
		const { authorization, cookie } = headers;
		asked.push({ host, path: address.pathname, authorization, cookie });
		if (address.pathname === '/services/oauth2/authorize') {
			challenge = address.searchParams.get('code_challenge') ?? '';
			const back = new URL(address.searchParams.get('redirect_uri') ?? '');
			back.search = new URLSearchParams({
				code: 'the-code',
				state: address.searchParams.get('state') ?? '',
			}).toString();
			response.writeHead(302, { location: back.href }).end();
		} else if (address.pathname === '/services/oauth2/token') {
			const fields = new URLSearchParams(body);
			const proof = createHash('sha256')
				.update(fields.get('code_verifier') ?? '')
				.digest('base64url');
			const isGood = proof === challenge && fields.get('code') === 'the-code';
			if (isGood) json(200, { access_token: 'signed-in', instance_url: 'https://acme.my.salesforce.com' });
			else json(400, { error: 'invalid_grant' });
		} else if (host === 'api.hubapi.com') {
			if (authorization !== `Bearer ${token}`) json(401, { category: 'INVALID_AUTHENTICATION' });
			else json(200, address.pathname.endsWith('/details') ? { portalId: 42 } : { id: '1', results: [] });
		} else if (address.pathname.startsWith('/services/data')) {
			const isGood = authorization === 'Bearer signed-in' || authorization === 'Bearer 00D!of-the-tab';
			json(isGood ? 200 : 401, isGood ? { records: [] } : [{ errorCode: 'INVALID_SESSION_ID' }]);
		} else {
			const sid = 'sid=00D!of-the-tab; Path=/; Secure; HttpOnly; SameSite=None';
			response.writeHead(200, { 'content-type': 'text/html', 'set-cookie': sid });
			response.end('<!doctype html><title>CRM</title><p>A page of the CRM</p>');
		}
	});
	const origins = hostNames.map((host) => `https://${host}/*`);
	context = await launch({ extension: grantedBuild('access', origins), switches: hosts.switches });
	page = await context.newPage();
});

afterAll(async () => {
	await context?.close();
	await hosts?.stop();
});

/** Asks from a content script of the page at this address, as an adapter does. */
async function callFrom(address: string, crm: string, url: string): Promise<unknown> {
	await page.goto(address);
	const [worker] = context.serviceWorkers();
	const request: ApiRequest = { method: 'GET', url, via: 'token' };
	return worker?.evaluate(
		async ([pattern, question]) => {
			const [tab] = await chrome.tabs.query({ url: pattern });
			const [done] = await chrome.scripting.executeScript({
				target: { tabId: tab?.id ?? -1 },
				args: [question],
				func: (data) => chrome.runtime.sendMessage({ id: 0, type: 'api.call', data, timestamp: Date.now() }),
			});
			return (done?.result as { res?: unknown } | null)?.res;
		},
		[`${new URL(address).origin}/*`, { crm, site: 'https://app.hubspot.com', request }] as const,
	);
}

declare const chrome: {
	tabs: { query(wishes: { url: string }): Promise<{ id: number }[]> };
	scripting: {
		executeScript<A>(wishes: {
			target: { tabId: number };
			args: A[];
			func: (argument: A) => unknown;
		}): Promise<{ result: unknown }[]>;
	};
	runtime: { sendMessage(message: unknown): Promise<unknown> };
	storage: Record<'local' | 'session', { get(keys: null): Promise<object> }>;
};

async function openAccess(): Promise<Page> {
	const workspace = await context.newPage();
	await workspace.goto(`chrome-extension://${await extensionId(context)}/workspace.html#/settings/access`);
	return workspace;
}

const hubspotDeal = 'https://app.hubspot.com/contacts/1/record/0-3/1';
const salesforceDeal = 'https://acme.lightning.force.com/lightning/r/Opportunity/006/view';

test('a key set up in the settings answers the CRM’s own page through the background, and no other page', async () => {
	expect(await callFrom(hubspotDeal, 'hubspot', '/crm/v3/objects/deals/1')).toEqual({
		ok: true,
		value: 'token-missing',
	});
	const workspace = await openAccess();
	await workspace.getByRole('button', { name: 'Set up HubSpot' }).click();
	await workspace.getByLabel('Key', { exact: true }).fill(token);
	await workspace.getByRole('switch', { name: /Keep on this device/ }).click();
	await workspace.getByRole('button', { name: 'Allow and save' }).click();
	await workspace.getByText('Works: signed in as 42.').waitFor();
	// The page itself is held to the extension: only the background talks to the API.
	const fetched = workspace.evaluate(() => fetch('https://api.hubapi.com/crm/v3/objects/deals'));
	await expect(fetched).rejects.toThrow('Failed to fetch');
	await workspace.close();

	asked.length = 0;
	const answer = { ok: true, value: { status: 200, text: '{"id":"1","results":[]}' } };
	expect(await callFrom(hubspotDeal, 'hubspot', '/crm/v3/objects/deals/1')).toMatchObject(answer);
	const call = asked.find(({ host }) => host === 'api.hubapi.com');
	expect(call).toMatchObject({ authorization: `Bearer ${token}`, cookie: undefined });

	// A record of its own: the deal that was open may still be read for its own sidebar.
	const other = '/crm/v3/objects/deals/777';
	const refused = { ok: false, error: 'not-allowed' };
	expect(await callFrom('https://evil.example/', 'hubspot', other)).toEqual(refused);
	expect(await callFrom(salesforceDeal, 'hubspot', other)).toEqual(refused);
	expect(asked.some(({ path }) => path.includes('777'))).toBe(false);
	expect(await callFrom(hubspotDeal, 'hubspot', other)).toMatchObject({ ok: true });
	expect(asked.some(({ path }) => path.includes('777'))).toBe(true);
});

test('the key is nowhere a content script or a reader of the storage could see it', async () => {
	await page.goto(hubspotDeal);
	const [worker] = context.serviceWorkers();
	const stored = await worker?.evaluate(async () => JSON.stringify(await chrome.storage.local.get(null)));
	expect(stored).toContain('access:hubspot:api.hubapi.com');
	expect(stored).not.toContain(token);
	const seen = await worker?.evaluate(async () => {
		const [tab] = await chrome.tabs.query({ url: 'https://app.hubspot.com/*' });
		const [done] = await chrome.scripting.executeScript({
			target: { tabId: tab?.id ?? -1 },
			args: [null],
			func: async () => {
				const areas = [chrome.storage.local, chrome.storage.session];
				return Promise.all(areas.map((area) => Promise.resolve(area?.get(null)).then(JSON.stringify, () => 'closed')));
			},
		});
		return done?.result;
	});
	for (const area of seen as string[]) expect(area === undefined || area === 'closed').toBe(true);
});

test('signing in to Salesforce goes through the browser’s own window and gets its API read', async () => {
	const workspace = await openAccess();
	await workspace.getByRole('button', { name: 'Set up Salesforce' }).click();
	await workspace.getByLabel('Address of your Salesforce').fill(salesforceDeal);
	await workspace.getByLabel('Client id (consumer key)').fill('3MVG9');
	await workspace.getByRole('button', { name: 'Allow and sign in' }).click();
	await workspace.getByText('Works.').waitFor();
	await workspace.getByRole('button', { name: 'Remove acme.my.salesforce.com' }).click();
	await workspace.close();
});

test('the session of the user’s tab is used where the user wants that, HttpOnly as it is', async () => {
	await page.goto('https://acme.my.salesforce.com/home');
	const workspace = await openAccess();
	await workspace.getByRole('button', { name: 'Set up Salesforce' }).click();
	await workspace.getByRole('button', { name: 'Use my tab' }).click();
	await workspace.getByLabel('Address of your Salesforce').fill('acme.my.salesforce.com');
	await workspace.getByRole('button', { name: 'Allow', exact: true }).click();
	await workspace.getByText('Works.').waitFor();
	await workspace.close();
	asked.length = 0;
	const answer = { ok: true, value: { status: 200, text: '{"records":[]}' } };
	expect(await callFrom(salesforceDeal, 'salesforce', '/services/data/v60.0/query?q=x')).toMatchObject(answer);
	const call = asked.find(({ path }) => path === '/services/data/v60.0/query');
	expect(call).toMatchObject({ authorization: 'Bearer 00D!of-the-tab', cookie: undefined });
});
