import { beforeEach, expect, test, vi } from 'vitest';

interface Script {
	id: string;
	matches: string[];
	js: string[];
}

const state = vi.hoisted(() => ({
	origins: [] as string[],
	scripts: [] as { id: string; matches: string[]; js: string[] }[],
	ran: [] as string[],
	missing: new Set<string>(),
	tabs: [] as { id: number; url: string }[],
}));

vi.mock('wxt/browser', async () => ({
	browser: {
		storage: (await import('wxt/testing/fake-browser')).fakeBrowser.storage,
		runtime: {
			getManifest: () => ({
				content_scripts: [{ matches: ['https://*.suite.example/odoo*', 'https://*.suite.example/web*'] }],
			}),
		},
		permissions: {
			// A browser tells a host of the manifest by its path, or as a whole.
			getAll: async () => ({
				origins: [...state.origins, 'https://*.suite.example/odoo*', 'https://*.suite.example/*'],
			}),
			remove: async ({ origins }: { origins: string[] }) => {
				state.origins = state.origins.filter((origin) => !origins.includes(origin));
				return true;
			},
		},
		tabs: { query: async () => state.tabs },
		scripting: {
			getRegisteredContentScripts: async () => state.scripts,
			registerContentScripts: async (added: Script[]) => void state.scripts.push(...added),
			unregisterContentScripts: async ({ ids }: { ids: string[] }) => {
				state.scripts = state.scripts.filter(({ id }) => !ids.includes(id));
			},
			updateContentScripts: async (changes: { id: string; js: string[] }[]) => {
				for (const { id, js } of changes) {
					const script = state.scripts.find((candidate) => candidate.id === id);
					if (script) script.js = js;
				}
			},
			executeScript: async ({ target, files }: { target: { tabId: number }; files: string[] }) => {
				if (files.some((file) => state.missing.has(file))) throw new Error('Could not load file');
				state.ran.push(`${target.tabId} ${files.join()}`);
			},
		},
	},
}));

const { saveAccess } = await import('../../storage/access.ts');
const { crmFound, listSites, readMapped, removeSite, syncSites } = await import('../../background/sites.ts');

beforeEach(() => {
	Object.assign(state, { origins: [], scripts: [], ran: [], missing: new Set(), tabs: [] });
});

test('a granted host gets the script that recognises its CRM, at once in open tabs', async () => {
	state.origins = ['https://crm.example/*'];
	state.tabs = [{ id: 5, url: 'https://crm.example/deals' }];
	await syncSites();
	expect(state.scripts).toMatchObject([{ matches: ['https://crm.example/*'], js: ['recognise.js'] }]);
	expect(state.ran).toEqual(['5 /recognise.js']);
	await syncSites();
	expect(state.scripts).toHaveLength(1);
	expect(await listSites()).toEqual([
		{ pattern: 'https://*.suite.example/*', label: '*.suite.example', kind: 'built-in' },
		{ pattern: 'https://crm.example/*', label: 'crm.example', kind: 'added' },
	]);
});

test('once recognised the adapter comes first on later visits; a second CRM on the host joins it', async () => {
	state.origins = ['https://crm.example:8443/*'];
	await syncSites();
	expect(await crmFound('tryton', 7, 'https://crm.example:8443/#db')).toBe(true);
	expect(state.ran).toEqual(['7 /crm-tryton.js']);
	expect(state.scripts[0]?.js).toEqual(['crm-tryton.js', 'recognise.js']);
	await crmFound('demo', 7, 'https://crm.example:8443/demo');
	await crmFound('tryton', 8, 'https://crm.example:8443/#db');
	expect(state.scripts[0]?.js).toEqual(['demo', 'tryton'].map((crm) => `crm-${crm}.js`).concat('recognise.js'));
});

test('a host that was not granted, and a CRM nobody knows, change nothing', async () => {
	state.origins = ['https://crm.example/*'];
	await syncSites();
	expect(await crmFound('tryton', 7, 'https://other.example/')).toBe(false);
	expect(await crmFound('tryton', undefined, 'https://crm.example/')).toBe(false);
	state.missing.add('/crm-nothing.js');
	expect(await crmFound('nothing', 7, 'https://crm.example/')).toBe(false);
	expect(state.scripts[0]?.js).toEqual(['recognise.js']);
	expect(state.ran).toEqual([]);
});

test('a site that was shown before it was granted is read from then on, beside what is read there', async () => {
	await readMapped(['https://crm.example:8443']);
	state.origins = ['https://crm.example/*', 'https://other.example/*'];
	await syncSites();
	await crmFound('tryton', 7, 'https://crm.example/');
	state.tabs = [{ id: 5, url: 'https://crm.example/quotes/1' }];
	state.ran = [];
	await readMapped(['https://crm.example:8443', 'https://not-granted.example']);
	await readMapped(['https://crm.example:8443']);
	expect(state.scripts.map(({ js }) => js)).toEqual([
		['crm-tryton.js', 'crm-mapped.js', 'recognise.js'],
		['recognise.js'],
	]);
	expect(state.ran).toEqual(['5 /crm-mapped.js']);
});

test('a host that is taken back is no longer run on; a built-in one stays', async () => {
	state.origins = ['https://crm.example/*'];
	await syncSites();
	await removeSite('https://*.suite.example/*');
	expect(state.scripts).toHaveLength(1);
	await removeSite('https://crm.example/*');
	expect(state.scripts).toEqual([]);
	expect((await listSites()).map(({ kind }) => kind)).toEqual(['built-in']);
});

test('a host that an access alone needs is no site: nothing is registered or listed for it', async () => {
	const since = '2026-11-24T09:00:00.000Z';
	const secret = { token: 'key', endsAt: null, renewal: null };
	const own = { crm: 'twenty', place: 'crm.firm.example', apiHost: 'api.firm.example', isKept: false, since } as const;
	await saveAccess({ ...own, way: 'token' }, secret);
	state.origins = [
		'https://api.hubapi.com/*',
		'https://acme.my.salesforce.com/*',
		'https://acme.pipedrive.com/*',
		'https://accounts.zoho.eu/*',
		'https://api.firm.example/*',
		'https://crm.firm.example/*',
	];
	await syncSites();
	expect(state.scripts.map(({ matches }) => matches)).toEqual([['https://crm.firm.example/*']]);
	expect((await listSites()).map(({ label }) => label)).toEqual(['*.suite.example', 'crm.firm.example']);
});
