import { browser } from 'wxt/browser';
import {
	boundedLayout,
	defaultLayout,
	defaultSettings,
	type Settings,
	type SiteLayout,
} from '../core/model/settings.ts';

const settingsKey = 'settings';
const layoutKey = (site: string) => `layout:${site}`;

async function read<T extends object>(key: string, otherwise: T): Promise<T> {
	const stored: unknown = (await browser.storage.local.get(key))[key];
	return typeof stored === 'object' && stored !== null ? { ...otherwise, ...stored } : otherwise;
}

export async function readSettings(): Promise<Settings> {
	return read(settingsKey, defaultSettings);
}

export async function saveSettings(settings: Settings): Promise<void> {
	await browser.storage.local.set({ [settingsKey]: settings });
}

/** Where the sidebar stands on a site; the usual place when nobody moved it. */
export async function readLayout(site: string): Promise<SiteLayout> {
	return boundedLayout(await read(layoutKey(site), defaultLayout));
}

export async function saveLayout(site: string, layout: SiteLayout): Promise<void> {
	await browser.storage.local.set({ [layoutKey(site)]: boundedLayout(layout) });
}
