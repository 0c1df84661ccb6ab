import { browser } from 'wxt/browser';
import type { ApiAnswer, ApiRequest, NoAccess } from '../core/model/api.ts';
import type { CrmId } from '../core/model/deal.ts';
import type { PageMap, PointedField, SiteMaps } from '../core/model/page-map.ts';
import { defaultLayout, type SiteLayout } from '../core/model/settings.ts';
import { isLayout } from './port.ts';

/**
 * Asks the background in the shape of the messaging library, written by hand: the library is too large for the few
 * questions of a content script. Undefined when nobody answers, and for a refusal, which carries no value.
 */
async function ask(type: string, data: object | null): Promise<unknown> {
	const question = { id: 0, type, data, timestamp: Date.now() };
	try {
		// Without a runtime the extension behind this script is gone.
		const answer: unknown = await browser.runtime.sendMessage(question);
		return (answer as { res?: { value?: unknown } } | null)?.res?.value;
	} catch {
		return undefined;
	}
}

/** Where the sidebar is on this site; the usual place when the background does not answer. */
export async function askLayout(site: string): Promise<SiteLayout> {
	const layout = await ask('layout.read', { site });
	return isLayout(layout) ? layout : defaultLayout;
}

/** Has the background call the CRM's API with the token it keeps; as `CallApi` answers. */
export async function askApi(crm: CrmId, site: string, request: ApiRequest): Promise<ApiAnswer | NoAccess | null> {
	return ((await ask('api.call', { crm, site, request })) ?? null) as ApiAnswer | NoAccess | null;
}

/** Where this CRM keeps the unit cost, as the user said it; null for what is usual there. */
export async function askCostField(crm: CrmId): Promise<string | null> {
	return ((await ask('cost.field', { crm })) ?? null) as string | null;
}

/** Has the background load the adapter of this CRM into the page, now and on later visits. */
export async function tellCrm(crm: CrmId): Promise<void> {
	await ask('crm.found', { crm });
}

/** What was pointed out on this page's origin; null when the background does not tell. */
export async function askMaps(): Promise<SiteMaps | null> {
	return ((await ask('maps.here', null)) ?? null) as SiteMaps | null;
}

/** Keeps a map of this page's origin, and returns it with the version it got; null when it was refused. */
export async function saveMap(map: PageMap): Promise<PageMap | null> {
	return ((await ask('map.save', { map })) ?? null) as PageMap | null;
}

/** Keeps where a field of this page's origin is; false when it was refused. */
export async function savePointed(field: PointedField): Promise<boolean> {
	return (await ask('pointed.save', { field })) === null;
}
