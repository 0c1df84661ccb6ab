import { browser } from 'wxt/browser';
import { grantablePattern } from '../../core/access/hosts.ts';

/** A match pattern as this browser grants it and finds tabs by it. */
export function asGranted(pattern: string): string {
	return grantablePattern(pattern, !import.meta.env.FIREFOX);
}

/**
 * True for a host that the manifest names and the user, or the firm, took back. Chromium has a switch for that beside its own
 * icon, and tells nothing of it.
 */
export async function isWithheld(pattern: string): Promise<boolean> {
	return import.meta.env.FIREFOX && !(await browser.permissions.contains({ origins: [asGranted(pattern)] }));
}

/** As the browser's types have it. */
type Asked = Parameters<typeof browser.permissions.request>[0];

/** What the browser is asked for. */
export interface RightsWish {
	readonly permissions: NonNullable<Asked['permissions']>;
	/** Match patterns. */
	readonly origins: readonly string[];
}

/**
 * Asks the user in the browser's own prompt; without one where all is granted. Must be called in the click itself, before
 * anything is awaited. False when the user refuses; rejects when the browser cannot be asked.
 */
export function requestRights({ permissions, origins }: RightsWish): Promise<boolean> {
	const { permissions: fromStart = [] } = browser.runtime.getManifest();
	return browser.permissions.request({
		// Firefox refuses to be asked for what is there from the start.
		permissions: permissions.filter((name) => !(fromStart as readonly string[]).includes(name)),
		origins: origins.map(asGranted),
	});
}
