import { browser } from 'wxt/browser';
import {
	boundedLayout,
	defaultLayout,
	defaultSettings,
	type Settings,
	type SiteLayout,
} from '../core/model/settings.ts';
import { layoutShape, settingsShape } from '../core/model/settings-shapes.ts';
import type { Stored } from '../core/model/stored.ts';
import { mapStored, readRow, valueOr } from './readable.ts';

export const settingsKey = 'settings';
export const layoutPrefix = 'layout:';
const filledKey = 'filled';

const layoutKey = (site: string) => `${layoutPrefix}${site}`;

/** What is kept under a key; undefined when nothing is. */
async function kept(key: string): Promise<unknown> {
	const all: Readonly<Record<string, unknown>> = await browser.storage.local.get(key);
	return all[key];
}

/** Settings kept by a version that knew fewer of them are filled in with what is usual. */
export function readSettingsRow(row: unknown): Stored<Settings> {
	const isObject = typeof row === 'object' && row !== null && !Array.isArray(row);
	// Nobody ever kept none of them: that is no older version's.
	if (isObject && Object.keys(row).length > 0) return readRow(settingsShape, { ...defaultSettings, ...row });
	return readRow(settingsShape, row);
}

/** A layout as it is kept. */
export function readLayoutRow(row: unknown): Stored<SiteLayout> {
	return mapStored(readRow(layoutShape, row), boundedLayout);
}

export async function readSettings(): Promise<Stored<Settings>> {
	return readSettingsRow(await kept(settingsKey));
}

/** The user's settings, the usual ones when they never chose any; throws where they cannot be read. */
export async function presentSettings(): Promise<Settings> {
	return valueOr(await readSettings(), defaultSettings, 'settings');
}

/** The change that is being written, or was last: this storage knows no transactions, so that one waits for the other. */
let lastChange: Promise<unknown> = Promise.resolve();

/**
 * Keeps what `change` makes of the present settings; null leaves them. False where they were left. Throws where those that
 * are kept cannot be read: they stay as they are.
 */
export function changeSettings(change: (present: Settings) => Settings | null): Promise<boolean> {
	const written = lastChange.then(async () => {
		const next = change(await presentSettings());
		if (next !== null) await browser.storage.local.set({ [settingsKey]: next });
		return next !== null;
	});
	lastChange = written.catch(() => undefined);
	return written;
}

/** Where the sidebar is on a site. */
export async function readLayout(site: string): Promise<Stored<SiteLayout>> {
	return readLayoutRow(await kept(layoutKey(site)));
}

/** Throws where the one that is kept cannot be read: it is left as it is. */
export async function saveLayout(site: string, layout: SiteLayout): Promise<void> {
	valueOr(await readLayout(site), defaultLayout, 'layouts');
	await browser.storage.local.set({ [layoutKey(site)]: boundedLayout(layout) });
}

/**
 * True once a playbook was put in force in this browser: from then on none is a loss. Kept apart from the database, which
 * may be deleted without it. Anything that is kept there counts: only nothing means never.
 */
export async function wasEverFilled(): Promise<boolean> {
	return (await kept(filledKey)) !== undefined;
}

export async function markFilled(): Promise<void> {
	await browser.storage.local.set({ [filledKey]: true });
}
