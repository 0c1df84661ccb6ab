import { browser } from 'wxt/browser';
import { defaultLayout, type SiteLayout } from '../core/model/settings.ts';
import { isLayout } from './port.ts';

/**
 * Where the sidebar stands on this site; the usual place when the background does not answer. Written by hand in the
 * shape of the messaging library, which is too large for the one question a content script asks.
 */
export async function askLayout(site: string): Promise<SiteLayout> {
	const question = { id: 0, type: 'layout.read', data: { site }, timestamp: Date.now() };
	const answer: unknown = await browser.runtime.sendMessage(question).catch(() => null);
	const layout = (answer as { res?: { value?: unknown } } | null)?.res?.value;
	return isLayout(layout) ? layout : defaultLayout;
}
