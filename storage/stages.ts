import type { DealFacts, Instant, RecordRef, StageList, StageOption } from '../core/model/deal.ts';
import { mostStages, stageListShape } from '../core/model/deal-shapes.ts';
import { withStages } from '../core/model/stage-list.ts';
import type { Database } from './database.ts';
import { readable } from './readable.ts';

function keyOf({ crm, site, kind }: Pick<RecordRef, 'crm' | 'site' | 'kind'>): string {
	return [crm, site, kind].map(encodeURIComponent).join('|');
}

/** Lists of all CRMs, the one that changed last first. What cannot be read is left out. */
export async function stageLists(db: Database): Promise<StageList[]> {
	const rows = await db.stageLists.toArray();
	return rows
		.flatMap(({ list }) => readable(stageListShape, list) ?? [])
		.sort((left, right) => (left.at < right.at ? 1 : -1));
}

/**
 * Keeps the stages that were told with a deal, and the deal's own where none were. True when something new was in it.
 */
export async function rememberStages(
	db: Database,
	{ ref, stage }: DealFacts,
	told: readonly StageOption[],
	at: Instant,
): Promise<boolean> {
	const { crm, site, kind } = ref;
	const key = keyOf(ref);
	return db.transaction('rw', db.stageLists, async () => {
		const present = readable(stageListShape, (await db.stageLists.get(key))?.list)?.stages ?? [];
		const stages = withStages(present, told, stage).slice(0, mostStages);
		if (JSON.stringify(stages) === JSON.stringify(present)) return false;
		const list: StageList = { crm, site, kind, stages, at };
		await db.stageLists.put({ key, list });
		return true;
	});
}
