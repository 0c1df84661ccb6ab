import type { PageMap } from '../../core/model/page-map.ts';
import { mappedAdapter } from '../../crm/pointing/adapter.ts';
import { askMaps } from '../../messages/ask.ts';
import { runWhenClaimed } from './run.ts';

/** Runs where a user pointed out a CRM: reads its pages by what was pointed at, if anything still is. */
export async function runMapped(): Promise<void> {
	const maps: PageMap[] = [...((await askMaps())?.maps ?? [])];
	if (maps.length === 0) return;
	runWhenClaimed(mappedAdapter(maps), ({ maps: now }) => {
		maps.splice(0, maps.length, ...now);
	});
}
