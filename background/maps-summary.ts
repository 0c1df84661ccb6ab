import type { MapsSummary } from '../messages/protocol.ts';
import type { Merged } from '../storage/maps.ts';

/** What an import did, in numbers. */
export function summaryOf({ maps, pointed, kept }: Merged): MapsSummary {
	const all = [...maps, ...pointed];
	const added = all.filter(({ before }) => before === null).length;
	return { added, replaced: all.length - added, kept };
}
