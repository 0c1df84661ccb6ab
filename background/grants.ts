import { browser } from 'wxt/browser';
import { grantablePattern } from '../core/access/hosts.ts';

/** Every question to the browser about what it granted; a test holds that nobody else here asks. */

/** A match pattern as this browser grants and tells it. */
export function asGranted(pattern: string): string {
	return grantablePattern(pattern, !import.meta.env.FIREFOX);
}

/** Match patterns of all hosts that may be read, those of the manifest among them. */
export async function grantedOrigins(): Promise<readonly string[]> {
	return (await browser.permissions.getAll()).origins ?? [];
}

/** True when every one of these match patterns may be read. */
export function hasOrigins(patterns: readonly string[]): Promise<boolean> {
	return browser.permissions.contains({ origins: patterns.map(asGranted) });
}

/** Gives hosts back. Rejects where the browser keeps one, such as one that a policy of the firm gave. */
export async function giveBackOrigins(patterns: readonly string[]): Promise<void> {
	await browser.permissions.remove({ origins: patterns.map(asGranted) });
}

/** As the browser's types have it; what a manifest lists is text there. */
type OptionalPermission = NonNullable<Parameters<typeof browser.permissions.remove>[0]['permissions']>[number];

/** Gives back every right that was not there from the start. */
export async function giveBackRights(): Promise<void> {
	const permissions = browser.runtime.getManifest().optional_permissions ?? [];
	await browser.permissions.remove({ permissions: permissions as OptionalPermission[] });
}
