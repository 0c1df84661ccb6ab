import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

const state = vi.hoisted(() => ({ origins: [] as string[], asked: [] as unknown[] }));

vi.mock('wxt/browser', async () => {
	const { fakeBrowser: fake } = await import('wxt/testing/fake-browser');
	const permissions = {
		getAll: async () => ({ origins: state.origins }),
		contains: async ({ origins }: { origins: string[] }) => origins.every((each) => state.origins.includes(each)),
		async remove({ origins = [] }: { origins?: string[] }) {
			state.origins = state.origins.filter((each) => !origins.includes(each));
			return true;
		},
		async request(asked: unknown) {
			state.asked.push(asked);
			return true;
		},
	};
	const getManifest = () => ({ permissions: ['storage', 'scripting'], content_scripts: [] });
	return { browser: { storage: fake.storage, permissions, runtime: { getManifest }, tabs: fake.tabs } };
});

const { hasOrigins, giveBackOrigins } = await import('../../background/grants.ts');
const { accessService } = await import('../../background/services/access.ts');
const { listSites } = await import('../../background/sites.ts');
const { requestRights } = await import('../../entrypoints/window/rights.ts');
const { saveAccess } = await import('../../storage/access.ts');

beforeEach(() => {
	fakeBrowser.reset();
	Object.assign(state, { origins: [], asked: [] });
	vi.stubEnv('FIREFOX', 'true');
});

afterEach(() => {
	vi.unstubAllEnvs();
});

test('in Firefox a host is asked for, found and given back without its port', async () => {
	await requestRights({ permissions: ['scripting', 'cookies'], origins: ['https://erp.example:8443/*'] });
	// What is there from the start is not asked for: Firefox would refuse all of it.
	expect(state.asked).toEqual([{ permissions: ['cookies'], origins: ['https://erp.example/*'] }]);
	state.origins = ['https://erp.example/*'];
	expect(await hasOrigins(['https://erp.example:8443/*'])).toBe(true);
	await giveBackOrigins(['https://erp.example:8443/*']);
	expect(state.origins).toEqual([]);
});

test('in Firefox an API on another port of the CRM’s host neither hides the site nor takes it along when it goes', async () => {
	const account = {
		crm: 'frappe',
		place: 'erp.example',
		apiHost: 'erp.example:8443',
		way: 'token',
		isKept: false,
		since: '2026-11-24T10:00:00.000Z',
	} as const;
	await saveAccess(account, { token: 't', endsAt: null, renewal: null });
	state.origins = ['https://erp.example/*'];
	const site = { pattern: 'https://erp.example/*', label: 'erp.example', kind: 'added' };
	expect(await listSites()).toEqual([site]);
	const around = { now: () => account.since, changed: async () => undefined };
	await accessService(around as never)['access.remove']({ crm: account.crm, place: account.place }, {});
	expect(state.origins).toEqual(['https://erp.example/*']);
});

test('nobody else asks the browser for what it grants', () => {
	const root = join(import.meta.dirname, '../..');
	const asking = ['background', 'entrypoints'].flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
			.filter((file) => /\.tsx?$/.test(file))
			.map((file) => `${folder}/${file}`)
			.filter((file) =>
				/permissions\.(?:request|contains|remove|getAll)\(/.test(readFileSync(join(root, file), 'utf8')),
			),
	);
	expect(asking.sort()).toEqual(['background/grants.ts', 'entrypoints/window/rights.ts']);
});
