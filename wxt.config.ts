import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, type WxtViteConfig } from 'wxt';
import type { CrmProfile } from './core/model/crm-profile.ts';
import { profile as demo } from './crm/demo/profile.ts';
import { profileOf } from './crm/profiles.ts';
import { adapters } from './crm/registry.ts';
import { noteParts, writeBillOfMaterials } from './scripts/bill-of-materials.ts';
import { output } from './scripts/output.ts';

/** The background alone talks to CRMs' APIs: pages of the extension are held to the extension itself, in every build. */
const closedPages = {
	name: 'closed-pages',
	apply: 'build',
	transformIndexHtml: () => [
		{
			tag: 'meta',
			attrs: { 'http-equiv': 'Content-Security-Policy', content: "connect-src 'self'" },
			injectTo: 'head-prepend',
		},
	],
} as const;

function contentScriptOf({ crm, knownHosts, vendorHosts = [] }: CrmProfile) {
	return {
		matches: [...knownHosts],
		...(vendorHosts.length === 0 ? {} : { exclude_matches: vendorHosts.map((host) => `https://${host}/*`) }),
		js: [`crm-${crm}.js`],
		run_at: 'document_idle' as const,
	};
}

/**
 * A second copy of the build that is on the demo CRM too, for `npm start` and the tests. The one that is shipped is on no
 * host that is not a CRM's.
 */
function writeDemoBuild(folder: string): void {
	const copy = `${folder}-demo`;
	rmSync(copy, { recursive: true, force: true });
	cpSync(folder, copy, { recursive: true });
	const file = join(copy, 'manifest.json');
	const manifest = JSON.parse(readFileSync(file, 'utf8'));
	manifest.content_scripts.push(contentScriptOf(demo));
	writeFileSync(file, JSON.stringify(manifest));
}

export default defineConfig({
	imports: false,
	outDir: output,
	// One manifest for both browsers (docs/decisions/0015).
	manifestVersion: 3,
	hooks: {
		'build:done': ({ config }) => {
			writeDemoBuild(config.outDir);
			writeBillOfMaterials(dirname(config.outDir));
		},
	},
	// For Mozilla's reviewers; pictures of test runs say nothing about how it is built.
	zip: { excludeSources: ['shots/**'] },
	modules: ['@wxt-dev/module-react'],
	// The plugin's types come from another copy of Vite's.
	vite: () =>
		({
			plugins: [tailwindcss(), closedPages, noteParts],
			build: {
				// Content scripts have a budget on pages that are not ours; this one makes them a fourteenth smaller.
				minify: 'terser',
				terserOptions: { ecma: 2020, compress: { passes: 3 } },
			},
		}) as WxtViteConfig,
	manifest: ({ browser }) => ({
		name: 'Dealside',
		description: 'Sales process, margin and collateral beside the deal you are editing, before anything is saved.',
		permissions: [
			'storage',
			'unlimitedStorage',
			'activeTab',
			// Wakes the background to read a followed address; nobody is asked about it.
			'alarms',
			// Firefox asks nobody about these two, and has no `identity` to be asked for later.
			...(browser === 'firefox' ? ['scripting', 'identity'] : []),
		],
		// One small script per CRM, only on hosts known to be that CRM's; hosts the user adds are registered at run time.
		content_scripts: adapters.flatMap(({ crm }) => {
			const profile = profileOf(crm);
			return !profile || profile.knownHosts.length === 0 || profile === demo ? [] : [contentScriptOf(profile)];
		}),
		// Asked for in the click that sets an access up, and by nothing else: a window to sign in, the session of one host.
		optional_permissions: browser === 'firefox' ? ['cookies'] : ['scripting', 'identity', 'cookies'],
		optional_host_permissions: ['https://*/*', 'http://*/*'],
		// For hosts the user adds. An address that changes with each session tells no page that Dealside is there.
		web_accessible_resources: [
			{
				resources: ['sidebar.html'],
				matches: ['https://*/*', 'http://*/*'],
				...(browser === 'firefox' ? {} : { use_dynamic_url: true }),
			},
		],
		content_security_policy: {
			extension_pages:
				"default-src 'self'; connect-src 'self' https:; script-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; img-src 'self' data:; style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'",
		},
		commands: {
			'focus-sidebar': {
				suggested_key: { default: 'Alt+Shift+D' },
				description: 'Go to the Dealside sidebar and back to the page',
			},
			'all-actions': {
				suggested_key: { default: 'Alt+Shift+K' },
				description: 'List all actions of the Dealside sidebar',
			},
			'buyer-safe': {
				suggested_key: { default: 'Alt+Shift+H' },
				description: 'Hide margin, cost and pay in the sidebar, or show them again',
			},
		},
		// What an administrator sets (docs/for-it.md). Firefox takes it from its own policies and wants no shape.
		...(browser === 'firefox' ? {} : { storage: { managed_schema: 'managed.json' } }),
		options_ui: { page: 'workspace.html', open_in_tab: true },
		...(browser === 'firefox'
			? {
					browser_specific_settings: {
						gecko: {
							id: 'dealside@dealside.example',
							// The first that shows what an add-on collects, and the oldest ESR that it is tried on.
							strict_min_version: '140.0',
							data_collection_permissions: { required: ['none'] },
						},
					},
				}
			: { minimum_chrome_version: '120' }),
	}),
});
