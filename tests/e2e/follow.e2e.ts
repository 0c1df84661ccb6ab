import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Demo, startDemo } from '../../demo/server.ts';
import { extensionId, launch, sidebarOf } from '../../scripts/browser.ts';
import { type CrmHosts, startCrmHosts } from '../../scripts/crm-host/hosts.ts';
import { importFirmPlaybook } from '../../scripts/firm.ts';
import { demoBuild, expectFigure, grantedBuild, openWorkspace, picturesFolder } from './harness.ts';

/** A manager publishes in one browser, a rep follows in another: what changes there is in force beside the rep's deal. */
const host = 'files.firm.example';
const address = `https://${host}/playbook.json`;

/** The firm's file server: one file, as a test puts it there. */
const server = {
	status: 200,
	body: '',
	version: 0,
	requests: [] as { version: string | undefined; cookie: string | undefined }[],
};

let demo: Demo;
let hosts: CrmHosts;
let manager: BrowserContext;
let rep: BrowserContext;
let desk: Page;
let workspace: Page;
let deal: Page;

beforeAll(async () => {
	demo = await startDemo();
	hosts = await startCrmHosts([host], ({ headers }, response) => {
		server.requests.push({ version: headers['if-none-match'], cookie: headers.cookie });
		const etag = `"${server.version}"`;
		if (server.status !== 200) response.writeHead(server.status).end();
		else if (headers['if-none-match'] === etag) response.writeHead(304, { ETag: etag }).end();
		else response.writeHead(200, { 'Content-Type': 'application/json', ETag: etag }).end(server.body);
	});
	manager = await launch({ extension: demoBuild });
	const build = grantedBuild('follow', [`https://${host}/*`]);
	rep = await launch({ extension: build, switches: hosts.switches });
	desk = await openWorkspace(manager);
	await importFirmPlaybook(desk);
	await desk.getByRole('link', { name: 'Playbook file' }).click();
	workspace = await openWorkspace(rep);
	deal = await rep.newPage();
	await deal.goto(`${demo.url}/quotes/2041`);
});

afterAll(async () => {
	await Promise.all([manager?.close(), rep?.close()]);
	await hosts?.stop();
	await demo?.stop();
});

function put(body: string): void {
	server.version += 1;
	server.body = body;
}

/** Publishes as a manager does, and returns the text of the file that the browser saved. */
async function published(note: string): Promise<string> {
	const card = desk.getByRole('region', { name: 'Publish for your team' });
	const open = card.getByRole('button', { name: 'Publish…' });
	if (await open.isVisible()) await open.click();
	await card.getByLabel('Your name').fill('Ida Berg');
	await card.getByLabel('What is new').fill(note);
	await card.getByRole('radio', { name: 'With costs' }).check();
	const download = desk.waitForEvent('download');
	await card.getByRole('button', { name: 'Save the file to publish' }).click();
	return readFileSync(await (await download).path(), 'utf8');
}

/** Sets both limits of everything that has none of its own, and saves. */
async function limitsSet(floor: string, target: string): Promise<void> {
	await desk.getByRole('link', { name: 'Policy', exact: true }).click();
	for (const [name, text] of [
		['Floor', floor],
		['Target', target],
	] as const)
		for (const field of await desk.getByRole('textbox', { name: new RegExp(name) }).all()) await field.fill(text);
	await desk
		.getByRole('button', { name: 'Save changes' })
		.or(desk.getByRole('button', { name: /^Save/ }))
		.first()
		.click();
	await desk.getByText(/saved/i).first().waitFor();
	await desk.getByRole('link', { name: 'Playbook file' }).click();
}

const followedCard = () => workspace.getByRole('region', { name: 'Followed playbook' });

async function readNow(): Promise<void> {
	const before = server.requests.length;
	await followedCard().getByRole('button', { name: 'Read now' }).click();
	await expect.poll(() => server.requests.length).toBeGreaterThan(before);
	await followedCard().getByRole('button', { name: 'Read now' }).waitFor();
}

test('a rep pastes what the manager sent, sees who published it, and follows', async () => {
	const card = desk.getByRole('region', { name: 'Publish for your team' });
	await card.getByRole('button', { name: 'Publish…' }).click();
	const backup = desk.waitForEvent('download');
	await card.getByRole('button', { name: 'Make a key' }).click();
	expect(JSON.parse(readFileSync(await (await backup).path(), 'utf8'))).toMatchObject({
		format: 'dealside-signing-key',
	});
	await card.getByText(/^This browser signs with the key/).waitFor();
	put(await published('First'));
	await card.getByText('The file is signed. Put it at your address, in place of the one before.').waitFor();
	await card.getByLabel('Address for your team').fill(address);
	await manager.grantPermissions(['clipboard-read', 'clipboard-write']);
	await card.getByRole('button', { name: 'Copy for the team' }).click();
	await desk.getByText('Copied. Send it to your team.').waitFor();
	const sent = await desk.evaluate(() => navigator.clipboard.readText());
	expect(sent).toMatch(/^https:\/\/files\.firm\.example\/playbook\.json#dealside-key=[\w-]{43}$/);

	await workspace.getByRole('link', { name: 'Playbook file' }).click();
	await workspace.getByLabel('Address', { exact: true }).fill(sent);
	await workspace.getByRole('button', { name: 'Look at it' }).click();
	const found = workspace.getByRole('region', { name: 'What is at this address' });
	await found.getByText(/^Published by Ida Berg/).waitFor();
	await found.getByText(/It is signed with the key in the address/).waitFor();
	await workspace.screenshot({ path: `${picturesFolder}/follow-look.png` });
	await found.getByRole('button', { name: 'Follow' }).click();
	await followedCard().getByText('Only files signed with the publisher’s key are taken.').waitFor();
	await workspace.screenshot({ path: `${picturesFolder}/follow-followed.png` });
	const [worker] = rep.serviceWorkers();
	const alarm = await worker?.evaluate(() =>
		(globalThis as unknown as { chrome: { alarms: { get(name: string): Promise<unknown> } } }).chrome.alarms.get(
			'dealside.source',
		),
	);
	expect(alarm).toMatchObject({ periodInMinutes: 1 });
	expect(server.requests.every(({ cookie }) => cookie === undefined)).toBe(true);
});

test('a new floor is in force in the rep’s open sidebar, without a reload', async () => {
	const sidebar = await sidebarOf(deal);
	await expectFigure(sidebar, 'Margin', '32.2');
	const margin = sidebar.getByRole('region', { name: 'Margin' });
	await expect.poll(() => margin.textContent()).not.toMatch(/under the floor/i);
	await limitsSet('60', '70');
	put(await published('A floor of 60 %'));
	await readNow();
	await expect.poll(() => margin.textContent()).toMatch(/under the floor/i);
	await followedCard().getByText('What came so far').click();
	await followedCard()
		.getByText(/Changed: .*Limits by family/)
		.waitFor();
	await workspace.screenshot({ path: `${picturesFolder}/follow-news.png` });
});

test('an unchanged file costs one short answer', async () => {
	await readNow();
	expect(server.requests.at(-1)?.version).toBe(`"${server.version}"`);
	await followedCard()
		.getByText(/^Last read (now|\d+ seconds? ago|this minute)/)
		.waitFor();
});

test('what somebody else put there, and what is gone, is said and changes nothing', async () => {
	const name = async () => (await sidebarOf(deal)).getByRole('region', { name: 'Margin' }).textContent();
	const before = await name();
	const right = server.body;
	const file = JSON.parse(right);
	put(JSON.stringify({ ...file, file: file.file.replaceAll('"60', '"10').replaceAll('0.6', '0.1') }));
	await readNow();
	await followedCard()
		.getByText(/was not signed by your publisher/)
		.waitFor();
	await workspace.screenshot({ path: `${picturesFolder}/follow-tampered.png` });
	server.status = 404;
	await readNow();
	await followedCard()
		.getByText(/There is nothing at this address any more/)
		.waitFor();
	server.status = 200;
	put('<!doctype html><title>Sign in</title>');
	await readNow();
	await followedCard()
		.getByText(/A web page came in place of a playbook/)
		.waitFor();
	put('x'.repeat(50 * 1024 * 1024));
	await readNow();
	await followedCard()
		.getByText(/not signed|not a playbook/)
		.waitFor();
	put('x'.repeat(65 * 1024 * 1024));
	await readNow();
	await followedCard().getByText('The file is larger than 64 MB, so it is not read.').waitFor();
	expect(await name()).toBe(before);
	put(right);
	await readNow();
	await followedCard().getByRole('alert').waitFor({ state: 'detached' });
});

test('the rep cannot change what is published, and gets their own back at the end', async () => {
	await workspace.getByRole('link', { name: 'Policy', exact: true }).click();
	await workspace.getByText(/is published by Ida Berg at files\.firm\.example/).waitFor();
	for (const field of await workspace.getByRole('main').getByRole('textbox', { name: /Floor/ }).all())
		expect(await field.isDisabled()).toBe(true);
	await workspace.screenshot({ path: `${picturesFolder}/follow-locked.png` });
	await workspace.getByRole('link', { name: 'Playbook file' }).click();
	await followedCard().getByRole('button', { name: 'Stop following…' }).click();
	await workspace.getByRole('button', { name: 'Put back what was here before' }).click();
	await workspace.getByLabel('Address', { exact: true }).waitFor();
	const margin = (await sidebarOf(deal)).getByRole('region', { name: 'Margin' });
	await expect.poll(() => margin.textContent()).not.toMatch(/under the floor/i);
});

test('the popup says where the playbook comes from', async () => {
	const id = await extensionId(rep);
	const popup = await rep.newPage();
	await popup.goto(`chrome-extension://${id}/popup.html?site=${encodeURIComponent(demo.url)}`);
	await popup.getByRole('button').first().waitFor();
	await expect.poll(() => popup.textContent('main')).not.toMatch(/files\.firm\.example/);
	await popup.close();
});
