import { type CommandName, type Context, commandOf } from './commands.ts';
import type { Sender } from './messaging.ts';

/** Extension pages that work at the top of their own tab or window. */
const ownPages: readonly string[] = ['/workspace.html', '/popup.html'];

/**
 * The context of a sender by its id, origin, path and frame; null for one that may ask nothing. A `frame` becomes the
 * `sidebar` only by the word of the content script beside it.
 */
export function contextOf(sender: Sender, extensionId: string, origin: string): Context | null {
	if (sender.id !== extensionId) return null;
	const url = sender.url === undefined ? null : URL.parse(sender.url);
	if (!url) return null;
	if (`${url.protocol}//${url.host}` !== origin.replace(/\/$/, '')) return sender.tab ? 'page' : null;
	if (url.pathname === '/sidebar.html') return 'frame';
	const isTop = sender.frameId === undefined || sender.frameId === 0;
	return isTop && ownPages.includes(url.pathname) ? 'own' : null;
}

/** Origin of the page a message comes from, which alone it may speak for; null for none that may have maps. */
export function siteOf({ url }: Sender): string | null {
	const address = url === undefined ? null : URL.parse(url);
	return address && /^https?:$/.test(address.protocol) ? address.origin : null;
}

/** True when a context may ask for a command. */
export function mayAsk(context: Context, name: CommandName): boolean {
	return commandOf(name).from.includes(context);
}
