import type { Sender } from './messaging.ts';
import type { CommandName } from './protocol.ts';

/**
 * Where a message comes from. `page`: a content script. `frame`: a sidebar frame that any page may have made itself.
 * `sidebar`: one that holds the line to the content script of its tab.
 */
export type Context = 'page' | 'frame' | 'sidebar' | 'own';

/** The few things a content script may ask. What `api.call` and maps give and take depends on the page it comes from. */
const forPage: readonly CommandName[] = [
	'layout.read',
	'crm.found',
	'api.call',
	'cost.field',
	'maps.here',
	'map.save',
	'pointed.save',
];

/** A frame nobody vouches for may only ask whether somebody does. */
const forFrame: readonly CommandName[] = ['line.claim'];

/** What the sidebar may ask: nothing that changes what the team shares. */
const forSidebar: readonly CommandName[] = [
	'layout.save',
	'deal.context',
	'deal.remember',
	'criterion.tick',
	'collateral.markSent',
	'reason.give',
	'approval.ask',
	'approval.withdraw',
	'approval.answer',
	'settings.read',
	'settings.save',
	'storage.state',
	'point.open',
];

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
	if (context === 'page') return forPage.includes(name);
	if (context === 'frame') return forFrame.includes(name);
	if (context === 'sidebar') return forSidebar.includes(name);
	return !forPage.includes(name) && !forFrame.includes(name);
}
