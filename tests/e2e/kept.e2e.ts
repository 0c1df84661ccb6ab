import { mkdtempSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Playbook } from '../../core/model/playbook.ts';
import { revisionOf } from '../../core/playbook/revision.ts';
import { type Demo, startDemo } from '../../demo/server.ts';
import { extensionId, launch, sidebarOf } from '../../scripts/browser.ts';
import { grantedBuild, openWorkspace } from '../../scripts/builds.ts';
import { command, firmFile } from '../../scripts/firm.ts';
import { demoBuild, expectFigure, picturesFolder } from './harness.ts';

/** How often the worker and the browser are ended: a tenth of the whole in every run, the whole by environment. */
const workerKills = Number(process.env.DEALSIDE_WORKER_KILLS ?? 6);
const browserKills = Number(process.env.DEALSIDE_BROWSER_KILLS ?? 2);

const noticeName = 'Storage of this browser';

let demo: Demo;
let profile: string;
let context: BrowserContext;

beforeAll(async () => {
	demo = await startDemo();
});
afterAll(() => demo?.stop());
beforeEach(async () => {
	demo.reset();
	profile = mkdtempSync(join(tmpdir(), 'dealside-kept-'));
	context = await launch({ extension: demoBuild, profile });
});
afterEach(async () => {
	await context?.close().catch(() => undefined);
	rmSync(profile, { recursive: true, force: true });
});

/** Ends the extension's worker, as the browser does when it was idle; resolves once the browser says that it stands still. */
async function endWorker(page: Page): Promise<void> {
	const session = await context.newCDPSession(page);
	const stopped = new Promise<void>((resolve) => {
		session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
			if (versions.some(({ runningStatus }) => runningStatus === 'stopped')) resolve();
		});
	});
	await session.send('ServiceWorker.enable');
	await session.send('ServiceWorker.stopAllWorkers');
	await stopped;
	await session.detach();
}

/** A row of the database as it is kept, read without Dealside. */
function rawRow(page: Page, table: string, key: string): Promise<unknown> {
	return page.evaluate(
		([store, id]) =>
			new Promise((resolve, reject) => {
				const request = indexedDB.open('dealside');
				request.onerror = () => reject(request.error);
				request.onsuccess = () => {
					const read = request.result.transaction(store).objectStore(store).get(id);
					read.onsuccess = () => {
						request.result.close();
						resolve(read.result ?? null);
					};
				};
			}),
		[table, key] as const,
	);
}

/** Writes a row over the one that is kept, as a newer version or a hand in the developer tools would. */
async function spoil(page: Page, table: string, key: string, change: Record<string, unknown>): Promise<unknown> {
	await page.evaluate(
		([store, id, parts]) =>
			new Promise<void>((resolve, reject) => {
				const request = indexedDB.open('dealside');
				request.onerror = () => reject(request.error);
				request.onsuccess = () => {
					const rows = request.result.transaction(store, 'readwrite').objectStore(store);
					const read = rows.get(id);
					read.onsuccess = () => {
						rows.put({ ...read.result, ...parts }).onsuccess = () => {
							request.result.close();
							resolve();
						};
					};
				};
			}),
		[table, key, change] as const,
	);
	return rawRow(page, table, key);
}

async function openPopup(): Promise<Page> {
	const page = await context.newPage();
	await page.setViewportSize({ width: 400, height: 500 });
	await page.goto(`chrome-extension://${await extensionId(context)}/popup.html?site=${encodeURIComponent(demo.url)}`);
	return page;
}

/** What the notice says in sidebar, popup and workspace; pictures of each under a name. */
async function saidIn(
	name: string,
	workspace: Page,
): Promise<Readonly<Record<'sidebar' | 'popup' | 'workspace', string>>> {
	const page = await context.newPage();
	await page.goto(`${demo.url}/quotes/2041`);
	const sidebar = await sidebarOf(page);
	const popup = await openPopup();
	const text = async (at: Pick<Page, 'getByRole'>) =>
		(await at.getByRole('alert', { name: noticeName }).textContent()) ?? '';
	const said = { sidebar: await text(sidebar), popup: await text(popup), workspace: await text(workspace) };
	await page.screenshot({ path: join(picturesFolder, `kept-${name}-sidebar.png`) });
	await popup.screenshot({ path: join(picturesFolder, `kept-${name}-popup.png`) });
	await workspace.bringToFront();
	await workspace.screenshot({ path: join(picturesFolder, `kept-${name}-workspace.png`) });
	await page.close();
	await popup.close();
	return said;
}

describe('what was kept', () => {
	test('is not replaced when it cannot be read: three windows say so, the file is offered, Undo brings it back', async () => {
		const workspace = await openWorkspace(context);
		await command(workspace, 'playbook.import', { text: firmFile() });
		const odd = await spoil(workspace, 'documents', 'playbook', { fromLater: { of: 'a later version' } });
		await endWorker(workspace);
		await workspace.reload();
		const said = await saidIn('unreadable', workspace);
		for (const words of Object.values(said)) {
			expect(words).toContain('1 kept entry cannot be read: playbook.');
			expect(words).toContain('left as they are');
		}
		const page = await context.newPage();
		await page.goto(`${demo.url}/quotes/2041`);
		const sidebar = await sidebarOf(page);
		for (const name of ['Stage', 'Margin', 'Collateral'])
			await expect
				.poll(() => sidebar.getByRole('region', { name }).textContent())
				.toContain('Unknown, because what Dealside kept for it cannot be read.');
		expect(await rawRow(workspace, 'documents', 'playbook')).toEqual(odd);

		const download = workspace.waitForEvent('download');
		await workspace.getByRole('button', { name: 'Save as a file' }).click();
		const file = readFileSync(await (await download).path(), 'utf8');
		expect(JSON.parse(file).kept).toEqual([expect.objectContaining({ store: 'playbook', row: odd })]);

		await workspace.getByRole('link', { name: 'Playbook file' }).click();
		await workspace.getByLabel('Choose playbook file').setInputFiles({
			name: 'firm.json',
			mimeType: 'application/json',
			buffer: Buffer.from(firmFile()),
		});
		await workspace.getByRole('button', { name: 'Import', exact: true }).click();
		await expectFigure(sidebar, 'Margin', '32.2');
		await expect.poll(() => workspace.getByRole('alert', { name: noticeName }).count()).toBe(0);
		await endWorker(workspace);
		await workspace.getByRole('button', { name: 'Undo last import' }).click();
		await expect.poll(() => rawRow(workspace, 'documents', 'playbook')).toEqual(odd);
		await expect.poll(() => sidebar.getByRole('region', { name: 'Margin' }).textContent()).toContain('Unknown');
	});

	test('is missed when the database was deleted, before and after the worker is started anew', async () => {
		const workspace = await openWorkspace(context);
		await command(workspace, 'playbook.import', { text: firmFile() });
		await workspace.evaluate(
			() =>
				new Promise<void>((resolve, reject) => {
					const request = indexedDB.deleteDatabase('dealside');
					request.onsuccess = () => resolve();
					request.onerror = () => reject(request.error);
				}),
		);
		for (const round of ['deleted', 'deleted-restarted']) {
			await workspace.reload();
			for (const words of Object.values(await saidIn(round, workspace)))
				expect(words).toContain('What Dealside kept in this browser is gone.');
			expect(await rawRow(workspace, 'documents', 'playbook')).toBeNull();
			await endWorker(workspace);
		}
	});

	test('waits while five pages of an older version hold the database, and says so', async () => {
		const workspace = await openWorkspace(context);
		await command(workspace, 'playbook.import', { text: firmFile() });
		// A file of the extension that runs no script: a page that woke the worker would have it ask for the database amid
		// the five, and a request for a newer version makes the later of them wait for good.
		const address = `chrome-extension://${await extensionId(context)}/manifest.json`;
		const workspaceAddress = workspace.url();
		const olds: Page[] = [];
		for (let count = 0; count < 5; count += 1) {
			const old = await context.newPage();
			await old.goto(address);
			olds.push(old);
		}
		await workspace.goto('about:blank');
		await endWorker(workspace);
		// As a version before 1 would have left it: at a lower number, and in no hurry to let go.
		await olds[0]?.evaluate(
			() =>
				new Promise<void>((resolve) => {
					indexedDB.deleteDatabase('dealside').onsuccess = () => resolve();
				}),
		);
		for (const old of olds)
			await old.evaluate(
				() =>
					new Promise<void>((resolve, reject) => {
						const request = indexedDB.open('dealside', 5);
						request.onupgradeneeded = () => request.result.createObjectStore('documents', { keyPath: 'id' });
						request.onsuccess = () => {
							(globalThis as { held?: IDBDatabase }).held = request.result;
							resolve();
						};
						request.onerror = () => reject(request.error);
					}),
			);
		await workspace.goto(workspaceAddress);
		for (const words of Object.values(await saidIn('blocked', workspace)))
			expect(words).toContain('A window of an older Dealside is still open.');
		for (const old of olds) await old.close();
		await expect
			.poll(() => workspace.getByRole('alert', { name: noticeName }).textContent())
			.not.toContain('A window of an older Dealside');
	});
});

/** Asks without waiting for good: a worker that was ended answers nobody, and the asker is told. */
async function tried(workspace: Page, type: string, data: unknown): Promise<'kept' | 'refused'> {
	return command(workspace, type, data).then(
		() => 'kept' as const,
		() => 'refused' as const,
	);
}

/** A playbook file that says which it is, with so many costs. */
function numbered(at: number, costs = 200): string {
	const file = JSON.parse(firmFile());
	const list = Array.from({ length: costs }, (_, index) => ({
		product: `P-${index}`,
		unitCost: String(at + 1),
		currency: 'EUR',
		period: 'once',
	}));
	return JSON.stringify({
		...file,
		playbook: { ...file.playbook, name: `Firm ${at}` },
		costs: [...file.costs, ...list],
	});
}

/** Which file is in force, whole: playbook and costs of one and the same. */
async function inForce(workspace: Page, costs = 200): Promise<number> {
	const { playbook, costCount } = (await command(workspace, 'playbook.read', null)) as {
		playbook: { name: string };
		costCount: number;
	};
	const found = (await command(workspace, 'costs.find', { query: 'P-', limit: 1000 })) as {
		costs: { unitCost: string }[];
	};
	const units = new Set(found.costs.map(({ unitCost }) => unitCost));
	// The five of the sample are named by its trades.
	expect([costCount, units.size]).toEqual([costs + 5, 1]);
	const at = Number(playbook.name.replace('Firm ', ''));
	expect(units).toEqual(new Set([String(at + 1)]));
	return at;
}

/** Copies of the build are let to use as much as the disk has; the browser holds this one to what a test says. */
function boundedBuild(): string {
	const folder = grantedBuild('bounded', []);
	const file = join(folder, 'manifest.json');
	const manifest = JSON.parse(readFileSync(file, 'utf8'));
	manifest.permissions = manifest.permissions.filter((name: string) => name !== 'unlimitedStorage');
	writeFileSync(file, JSON.stringify(manifest));
	return folder;
}

/** Every row of the database, read without Dealside. */
function allRows(page: Page): Promise<string> {
	return page.evaluate(
		() =>
			new Promise<string>((resolve, reject) => {
				const request = indexedDB.open('dealside');
				request.onerror = () => reject(request.error);
				request.onsuccess = () => {
					const names = [...request.result.objectStoreNames];
					const reading = request.result.transaction(names);
					const found: Record<string, unknown> = {};
					for (const name of names) {
						const read = reading.objectStore(name).getAll();
						read.onsuccess = () => {
							found[name] = read.result;
						};
					}
					reading.oncomplete = () => {
						request.result.close();
						resolve(JSON.stringify(found));
					};
				};
			}),
	);
}

test('without room in the browser nothing is lost or half kept, three windows say so, and it goes on once there is room', async () => {
	await context.close();
	context = await launch({ extension: boundedBuild(), profile });
	const workspace = await openWorkspace(context);
	const done = (name: string, data: unknown) => command(workspace, name, data).then(() => 'done', String);
	await command(workspace, 'playbook.import', { text: firmFile() });
	// So that every Undo has something to bring back.
	const { upload } = (await command(workspace, 'costs.begin', null)) as { upload: string };
	await command(workspace, 'costs.part', {
		upload,
		costs: [{ product: 'N-1', unitCost: '1.00', currency: 'EUR', period: 'once' }],
	});
	await command(workspace, 'costs.commit', { upload, mode: 'merge' });
	const { playbook } = (await command(workspace, 'playbook.read', null)) as { playbook: Playbook };
	const [stage] = playbook.process.stages;
	const [piece] = playbook.collateral;
	const writes: readonly (readonly [name: string, data: unknown])[] = [
		['playbook.import', { text: firmFile().replace('A firm', 'Another firm') }],
		['playbook.loadSample', null],
		['playbook.start', null],
		['playbook.undoImport', null],
		['process.save', { process: { ...playbook.process, name: 'Another process' }, from: revisionOf(playbook.process) }],
		['policy.save', { change: { warnings: 'off' }, from: revisionOf({ warnings: playbook.margin.warnings }) }],
		['parts.save', { parts: { trades: [] }, from: revisionOf({ trades: playbook.trades }) }],
		['collateral.save', { piece: { ...piece, title: 'Another title' }, from: revisionOf(piece ?? null) }],
		['collateral.remove', { ids: [piece?.id] }],
		['attachments.order', { stageId: stage?.id, collateralIds: [piece?.id] }],
		['costs.begin', null],
		['costs.undo', null],
		['costs.clear', null],
		['cost.change', { product: 'N-1', change: { period: 'month' } }],
	];
	const before = await allRows(workspace);
	const session = await context.newCDPSession(workspace);
	const origin = `chrome-extension://${await extensionId(context)}`;
	await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
	// The browser goes by what it knew of the disk for half a minute.
	await expect
		.poll(() => done('costs.begin', null), {
			timeout: 80_000,
			interval: 2000,
		})
		.toContain('storage-full');
	const full = await allRows(workspace);
	const withoutUploads = (rows: string) => ({ ...JSON.parse(rows), uploads: null });
	expect(withoutUploads(full)).toEqual(withoutUploads(before));
	for (const [name, data] of writes)
		expect([name, await done(name, data)]).toEqual([name, expect.stringContaining('"cause":"storage-full"')]);
	expect(await allRows(workspace)).toBe(full);
	for (const words of Object.values(await saidIn('full', workspace))) expect(words).toContain('no room');
	expect(await allRows(workspace)).toBe(full);
	await session.send('Storage.overrideQuotaForOrigin', { origin });
	for (const [name, data] of writes) expect([name, await done(name, data)]).toEqual([name, 'done']);
}, 180_000);

test(`${workerKills} times the worker is ended inside a save: nothing acknowledged is lost, nothing is half`, async () => {
	const workspace = await openWorkspace(context);
	expect(await tried(workspace, 'playbook.import', { text: numbered(0) })).toBe('kept');
	const counts = { kept: 0, refused: 0, lost: 0 };
	let last = 0;
	for (let at = 1; at <= workerKills; at += 1) {
		const answer = tried(workspace, 'playbook.import', { text: numbered(at) });
		await workspace.waitForTimeout((at * 37) % 120);
		await endWorker(workspace);
		const outcome = await answer;
		counts[outcome] += 1;
		const now = await inForce(workspace);
		if (outcome === 'kept' && now !== at) counts.lost += 1;
		expect([last, at]).toContain(now);
		last = now;
	}
	process.stdout.write(`worker ended ${workerKills} times: ${JSON.stringify(counts)}\n`);
	expect(counts.lost).toBe(0);
}, 600_000);

test(`${browserKills} times the browser is killed inside an import of 20,000 costs: it is whole each time`, async () => {
	const counts = { before: 0, after: 0, lost: 0 };
	let workspace = await openWorkspace(context);
	expect(await tried(workspace, 'playbook.import', { text: numbered(0, 20_000) })).toBe('kept');
	let last = 0;
	for (let at = 1; at <= browserKills; at += 1) {
		let isKept = false;
		const answer = tried(workspace, 'playbook.import', { text: numbered(at, 20_000) }).then((outcome) => {
			isKept = outcome === 'kept';
		});
		await workspace.waitForTimeout(100 + ((at * 211) % 1500));
		const wasKept = isKept;
		// The lock of a profile names the process that holds it.
		process.kill(Number(/-(\d+)$/.exec(readlinkSync(join(profile, 'SingletonLock')))?.[1]), 'SIGKILL');
		await answer;
		await context.close().catch(() => undefined);
		context = await launch({ extension: demoBuild, profile });
		workspace = await openWorkspace(context);
		const now = await inForce(workspace, 20_000);
		expect([last, at]).toContain(now);
		if (wasKept && now !== at) counts.lost += 1;
		counts[now === at ? 'after' : 'before'] += 1;
		last = now;
	}
	process.stdout.write(`browser killed ${browserKills} times: ${JSON.stringify(counts)}\n`);
	expect(counts.lost).toBe(0);
}, 900_000);
