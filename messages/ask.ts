import { browser } from 'wxt/browser';
import type { CrmId } from '../core/model/deal.ts';
import { defaultLayout, type SiteLayout } from '../core/model/settings.ts';
import { isLayout } from './port.ts';

/**
 * Asks the background in the shape of the messaging library, written by hand: the library is too large for the few
 * questions of a content script. Null when nobody answers.
 */
async function ask(type: string, data: object): Promise<unknown> {
	const question = { id: 0, type, data, timestamp: Date.now() };
	const answer: unknown = await browser.runtime.sendMessage(question).catch(() => null);
	return (answer as { res?: { value?: unknown } } | null)?.res?.value;
}

/** Where the sidebar stands on this site; the usual place when the background does not answer. */
export async function askLayout(site: string): Promise<SiteLayout> {
	const layout = await ask('layout.read', { site });
	return isLayout(layout) ? layout : defaultLayout;
}

/** Has the background load the adapter of this CRM into the page, now and on later visits. */
export async function tellCrm(crm: CrmId): Promise<void> {
	await ask('crm.found', { crm });
}
