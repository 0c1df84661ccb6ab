import { defaultLayout, type SiteLayout } from '../core/model/settings.ts';
import { ask } from './messaging.ts';

/** Where the sidebar stands on this site; the usual place when the background does not answer. */
export async function askLayout(site: string): Promise<SiteLayout> {
	const answer = await ask('layout.read', { site });
	return answer.ok ? answer.value : defaultLayout;
}
