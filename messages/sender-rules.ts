import type { Sender } from './messaging.ts';
import type { CommandName } from './protocol.ts';

/** Where a message comes from. `page`: a content script. `sidebar`: the frame, which any page may have framed itself. */
export type Context = 'page' | 'sidebar' | 'own';

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
	'point.open',
];

/** Extension pages that work at the top of their own tab or window. */
const ownPages: readonly string[] = ['/workspace.html', '/popup.html'];

/** The context of a sender by its id, origin, path and frame; null for one that may ask nothing. */
export function contextOf(sender: Sender, extensionId: string, origin: string): Context | null {
	if (sender.id !== extensionId) return null;
	const url = sender.url === undefined ? null : URL.parse(sender.url);
	if (!url) return null;
	if (`${url.protocol}//${url.host}` !== origin.replace(/\/$/, '')) return sender.tab ? 'page' : null;
	if (url.pathname === '/sidebar.html') return 'sidebar';
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
	if (context === 'sidebar') return forSidebar.includes(name);
	return !forPage.includes(name);
}
