import { browser } from 'wxt/browser';
import { isVendorPattern } from '../core/access/hosts.ts';
import type { CrmId } from '../core/model/deal.ts';
import { mappedCrm } from '../core/model/page-map.ts';
import type { Site } from '../core/model/settings.ts';
import { accesses } from '../crm/profiles.ts';
import type { PointOrder, PointPurpose } from '../messages/protocol.ts';
import { listAccounts } from '../storage/access.ts';
import { sourceHosts } from '../storage/source-hosts.ts';
import { asGranted, giveBackOrigins, giveBackRights, grantedOrigins } from './grants.ts';

/** Tells which CRM a page belongs to; stays registered beside the adapters, for a host may serve a second CRM. */
const recogniser = 'recognise.js';

/** Finds fields that users pointed at for adapters that lost them. */
const finder = 'find.js';

/** Lets the user point at fields. */
const pointer = 'point.js';

/** Where the build puts the content script of a CRM. */
const scriptOf = (crm: CrmId) => `crm-${crm}.js`;

const idPrefix = 'site:';

/** A pattern for all paths of the hosts of one: the browser may tell a granted host by either. */
function wholeHost(pattern: string): string {
	return pattern.replace(/^([^:]+:\/\/[^/]+)\/.*$/, '$1/*');
}

function builtIn(): readonly string[] {
	const scripts = browser.runtime.getManifest().content_scripts ?? [];
	return [...new Set(scripts.flatMap(({ matches = [] }) => matches.map(wholeHost)))];
}

function labelOf(pattern: string): string {
	return pattern.replace(/^[^:]+:\/\//, '').replace(/\/.*$/, '');
}

/** Origins the user granted to run on: not those known from the start, nor those where an API or a playbook alone is read. */
async function granted(): Promise<string[]> {
	const [origins, accounts, sources] = await Promise.all([grantedOrigins(), listAccounts(), sourceHosts()]);
	const known = builtIn();
	const patternOf = (host: string) => asGranted(`https://${host}/*`);
	const servers = accounts
		.filter(({ place, apiHost }) => patternOf(place) !== patternOf(apiHost))
		.map(({ apiHost }) => patternOf(apiHost));
	return origins.filter(
		(origin) =>
			!known.includes(wholeHost(origin)) &&
			!isVendorPattern(accesses, origin) &&
			!servers.includes(origin) &&
			!sources.includes(origin),
	);
}

/** Hosts Dealside runs on, those known from the start first. */
export async function listSites(): Promise<Site[]> {
	return [
		...builtIn().map((pattern) => ({ pattern, label: labelOf(pattern), kind: 'built-in' as const })),
		...(await granted()).map((pattern) => ({ pattern, label: labelOf(pattern), kind: 'added' as const })),
	];
}

/** Registers the content script for every granted host, has it run in open tabs of new ones, and drops the others. */
export async function syncSites(): Promise<void> {
	// Absent until the user allowed a first host: people who never need it are never asked.
	if (!browser.scripting) return;
	const wanted = await granted();
	const present = await browser.scripting.getRegisteredContentScripts();
	const gone = present.filter(({ id }) => !wanted.includes(id.slice(idPrefix.length)));
	const added = wanted.filter((pattern) => !present.some(({ id }) => id === idPrefix + pattern));
	if (gone.length > 0) await browser.scripting.unregisterContentScripts({ ids: gone.map(({ id }) => id) });
	for (const pattern of added) {
		await browser.scripting.registerContentScripts([
			{
				id: idPrefix + pattern,
				matches: [pattern],
				js: [recogniser],
				runAt: 'document_idle',
				persistAcrossSessions: true,
			},
		]);
		await runInOpenTabs(pattern, recogniser);
	}
}

async function runInOpenTabs(pattern: string, file: string): Promise<void> {
	const tabs = await browser.tabs.query({ url: pattern });
	await Promise.allSettled(
		tabs.map(async ({ id }) => {
			if (id !== undefined) await runIn(id, file);
		}),
	);
}

async function runIn(tabId: number, file: string): Promise<void> {
	await browser.scripting.executeScript({ target: { tabId }, files: [`/${file}` as `/crm-demo.js`] });
}

/** Patterns that cover the pages of an address. One without a port covers every port of its host. */
function patternsOf(address: string): string[] {
	const { protocol, host, hostname } = new URL(address);
	return [host, hostname].map((name) => `${protocol}//${name}/*`);
}

/**
 * Runs the adapter of a CRM in the tab that recognised it, and from the start on later visits of that host. False where
 * the host was not granted or no such adapter is in the package.
 */
export async function crmFound(crm: CrmId, tabId: number | undefined, address: string | undefined): Promise<boolean> {
	if (!browser.scripting || tabId === undefined || !address) return false;
	const registered = await browser.scripting.getRegisteredContentScripts();
	const covering = patternsOf(address);
	const site = registered.find(({ matches }) => matches?.some((pattern) => covering.includes(pattern)));
	if (!site) return false;
	const script = scriptOf(crm);
	try {
		await runIn(tabId, script);
		const present = (site.js ?? []).filter((file) => file !== recogniser && file !== script);
		await browser.scripting.updateContentScripts([{ id: site.id, js: [...present, script, recogniser] }]);
		return true;
	} catch {
		return false;
	}
}

/** Has the pages of mapped sites read from the start on later visits, and in tabs that are open, where they are granted. */
export async function readMapped(sites: readonly string[]): Promise<void> {
	if (!browser.scripting || sites.length === 0) return;
	const script = scriptOf(mappedCrm);
	const registered = await browser.scripting.getRegisteredContentScripts();
	for (const { id, matches, js = [] } of registered) {
		const covers = (site: string) => matches?.some((pattern) => patternsOf(site).includes(pattern));
		if (js.includes(script) || !sites.some(covers)) continue;
		const others = js.filter((file) => file !== recogniser);
		await browser.scripting.updateContentScripts([{ id, js: [...others, script, recogniser] }]);
		for (const pattern of matches ?? []) await runInOpenTabs(pattern, script);
	}
}

/** Puts what finds pointed fields into a tab where an adapter may need it; without permission there the field stays lost. */
export async function loadFinder(tabId: number | undefined): Promise<void> {
	if (browser.scripting && tabId !== undefined) await runIn(tabId, finder).catch(() => undefined);
}

/** Has the user point in a tab. False where nothing may run. */
export async function openPointing(tabId: number, purpose: PointPurpose): Promise<boolean> {
	// Absent until the user allowed a first host.
	if (!browser.scripting) return false;
	const order: PointOrder = { type: 'point.purpose', purpose };
	try {
		await runIn(tabId, pointer);
		await browser.tabs.sendMessage(tabId, order, { frameId: 0 });
		return true;
	} catch {
		return false;
	}
}

/** Gives the permission for a host back and stops running there. */
export async function removeSite(pattern: string): Promise<void> {
	if (builtIn().includes(pattern)) return;
	await giveBackOrigins([pattern]);
	await syncSites();
}

/**
 * Gives back every host and right that was granted since the start, and stops running there. Names the hosts that the browser
 * kept, such as those that a policy of the firm gave.
 */
export async function giveBackAll(): Promise<string[]> {
	const ids = browser.scripting ? (await browser.scripting.getRegisteredContentScripts()).map(({ id }) => id) : [];
	if (ids.length > 0) await browser.scripting.unregisterContentScripts({ ids });
	const known = builtIn();
	const given = async () => (await grantedOrigins()).filter((origin) => !known.includes(wholeHost(origin)));
	// One that is refused keeps none of the others.
	for (const origin of await given()) await giveBackOrigins([origin]).catch(() => undefined);
	await giveBackRights().catch(() => undefined);
	return [...new Set((await given()).map(labelOf))];
}
