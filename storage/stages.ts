import * as v from 'valibot';
import type { CrmUser, DealFacts, Instant, RecordRef, StageList, StageOption } from '../core/model/deal.ts';
import { mostStages, stageListShape } from '../core/model/deal-shapes.ts';
import { withStages } from '../core/model/stage-list.ts';
import type { Stored } from '../core/model/stored.ts';
import type { Database } from './database.ts';
import { isFirstOfCrm, rememberDeal } from './deals.ts';
import { mapStored, readRow } from './readable.ts';

function keyOf({ crm, site, kind }: Pick<RecordRef, 'crm' | 'site' | 'kind'>): string {
	return [crm, site, kind].map(encodeURIComponent).join('|');
}

const rowShape = v.strictObject({ key: v.string(), list: stageListShape });

/** A row of stages. */
export function readStagesRow(row: unknown): Stored<StageList> {
	return mapStored(readRow(rowShape, row), ({ list }) => list);
}

/** Lists of all CRMs, the one that changed last first. What cannot be read is left out and stays. */
export async function stageLists(db: Database): Promise<StageList[]> {
	const rows = await db.stageLists.toArray();
	return rows
		.map(readStagesRow)
		.flatMap((read) => (read.kind === 'value' ? read.value : []))
		.sort((left, right) => (left.at < right.at ? 1 : -1));
}

/**
 * Keeps the stages that were told with a deal, and the deal's own where none were. True when something new was in it; what cannot
 * be read is left as it is.
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
		const kept = readStagesRow(await db.stageLists.get(key));
		if (kept.kind === 'unreadable') return false;
		const present = kept.kind === 'value' ? kept.value.stages : [];
		const stages = withStages(present, told, stage).slice(0, mostStages);
		if (JSON.stringify(stages) === JSON.stringify(present)) return false;
		const list: StageList = { crm, site, kind, stages, at };
		await db.stageLists.put({ key, list });
		return true;
	});
}

/**
 * Keeps a deal and the stages that were told with it, both or, where there is no room, neither. What each of the two
 * returns is described there. `isFirst`: no deal of its CRM was kept before.
 */
export async function rememberReading(
	db: Database,
	facts: DealFacts,
	user: CrmUser,
	told: readonly StageOption[],
	at: Instant,
): Promise<{ readonly isFirst: boolean; readonly isOther: boolean; readonly hasNewStages: boolean }> {
	return db.transaction('rw', db.deals, db.stageLists, async () => ({
		isFirst: await isFirstOfCrm(db, facts.ref),
		isOther: await rememberDeal(db, facts, user),
		hasNewStages: await rememberStages(db, facts, told, at),
	}));
}
