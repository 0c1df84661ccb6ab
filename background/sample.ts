import type { CrmId } from '../core/model/deal.ts';
import type { Playbook, ProductCost } from '../core/model/playbook.ts';
import { readPlaybookFile } from '../core/playbook/file.ts';
import { isUntouchedSample, isUntouchedStart, startPlaybook, withoutSampleCosts } from '../core/playbook/start.ts';
import { profileOf } from '../crm/profiles.ts';
import { allCosts, hasCosts } from '../storage/costs.ts';
import type { Database } from '../storage/database.ts';
import { changePlaybook, presentPlaybook, readPlaybook, replacePlaybook } from '../storage/playbook.ts';
import { isSourceKept } from '../storage/source.ts';
import type { Surroundings } from './services/service.ts';

/** The sample as its file holds it. */
function readSample(sampleFile: string): { readonly playbook: Playbook; readonly costs: readonly ProductCost[] } {
	const file = readPlaybookFile(sampleFile);
	if (!file.ok) throw new Error('the sample playbook is broken');
	return { playbook: file.value.playbook, costs: file.value.costs ?? [] };
}

/** What counts on one CRM. */
interface InForce {
	readonly playbook: Playbook;
	readonly revision: number;
	readonly hasCostList: boolean;
	/** The listed costs that count there. */
	readonly costsInForce: (costs: readonly ProductCost[]) => readonly ProductCost[];
}

/**
 * The playbook as it counts on this CRM. The sample counts on the demo CRM alone: a playbook that nobody has begun is
 * filled with it there, and on every other CRM nothing takes its place.
 */
export async function playbookFor({ db, sampleFile, changed }: Surroundings, crm: CrmId): Promise<InForce> {
	const { playbook, revision } = await presentPlaybook(db);
	const isDemo = profileOf(crm)?.stages === 'sample';
	const isWhole = (costs: readonly ProductCost[]) => costs;
	if (playbook.origin === 'sample' && !isDemo) {
		const sample = readSample(sampleFile);
		return {
			playbook: startPlaybook,
			revision,
			hasCostList: (await ownCosts(db, sampleFile)).length > 0,
			costsInForce: (costs) => withoutSampleCosts(costs, sample.costs),
		};
	}
	const hasCostList = await hasCosts(db);
	// What is published counts as it is, also where it is still empty.
	if (!isDemo || !isUntouchedStart(playbook) || hasCostList || (await isSourceKept(db)))
		return { playbook, revision, hasCostList, costsInForce: isWhole };
	const sample = readSample(sampleFile);
	await replacePlaybook(db, sample.playbook, sample.costs);
	await changed('playbook');
	return { playbook: sample.playbook, revision: revision + 1, hasCostList: true, costsInForce: isWhole };
}

/** The costs in force that can be read, without the sample's. */
export async function ownCosts(db: Database, sampleFile: string): Promise<readonly ProductCost[]> {
	return withoutSampleCosts((await allCosts(db)).costs, readSample(sampleFile).costs);
}

/** A sample that an earlier version kept for every CRM, and that nobody has changed, is the demo CRM's from now on. */
export async function markKeptSample(db: Database, sampleFile: string): Promise<void> {
	const stored = await readPlaybook(db);
	if (stored.kind !== 'value' || stored.value.playbook.origin === 'sample' || (await isSourceKept(db))) return;
	const sample = readSample(sampleFile).playbook;
	if (isUntouchedSample(stored.value.playbook, sample))
		await changePlaybook(db, () => ({ playbook: sample, answer: null }));
}
