import { browser } from 'wxt/browser';

/**
 * Hosts that were allowed so that a playbook can be read there, and for nothing else: no CRM is looked for on them. They are
 * looked up whenever the browser tells of a host, also before the database is open, and so are kept beside it.
 */
const hostsKey = 'source-hosts';

/** Their match patterns, as the browser grants them. */
export async function sourceHosts(): Promise<readonly string[]> {
	const { [hostsKey]: kept } = await browser.storage.local.get(hostsKey);
	return Array.isArray(kept) ? kept.filter((pattern) => typeof pattern === 'string') : [];
}

export async function addSourceHost(pattern: string): Promise<void> {
	const others = (await sourceHosts()).filter((each) => each !== pattern);
	await browser.storage.local.set({ [hostsKey]: [...others, pattern] });
}

/** False where the host was not one of them. */
export async function dropSourceHost(pattern: string): Promise<boolean> {
	const present = await sourceHosts();
	if (!present.includes(pattern)) return false;
	await browser.storage.local.set({ [hostsKey]: present.filter((each) => each !== pattern) });
	return true;
}
