import { type DealNotes, dealKey, type RecordRef } from '../../core/model/deal.ts';
import { success } from '../../core/model/result.ts';
import { problemAt } from '../../core/playbook/check.ts';
import type { Refusal } from '../../messages/protocol.ts';
import { costsOf } from '../../storage/costs.ts';
import { cachedDeal, changeNotes, notesOf, rememberDeal } from '../../storage/deals.ts';
import { readPlaybook } from '../../storage/playbook.ts';
import { readLayout, readSettings, saveLayout } from '../../storage/settings.ts';
import { rememberStages, stageLists } from '../../storage/stages.ts';
import { historyOf } from '../known-products.ts';
import { playbookFor } from '../sample.ts';
import type { Service, Surroundings } from './service.ts';

type Names =
	| 'layout.read'
	| 'layout.save'
	| 'deal.context'
	| 'deal.remember'
	| 'stages.list'
	| 'criterion.tick'
	| 'collateral.markSent'
	| 'reason.give';

/** What a sidebar asks about one deal. */
export function dealService(around: Surroundings): Service<Names> {
	const { db, now, changed } = around;

	async function change(ref: RecordRef, by: (notes: DealNotes, name: string) => DealNotes) {
		const { viewer } = await readSettings();
		const notes = await changeNotes(db, ref, (present) => by(present, viewer.name));
		await changed('notes');
		return success(notes);
	}

	return {
		'layout.read': async ({ site }) => success(await readLayout(site)),
		'layout.save': async ({ site, layout }) => {
			await saveLayout(site, layout);
			return success(null);
		},
		'deal.context': async ({ ref, products }) => {
			const inForce = await playbookFor(around, ref.crm);
			const [costs, notes, cached, history] = await Promise.all([
				costsOf(db, products),
				notesOf(db, ref),
				cachedDeal(db, ref),
				historyOf(db, ref, products),
			]);
			return success({
				playbook: { ...inForce.playbook, costs: inForce.costsInForce(costs), history },
				revision: inForce.revision,
				notes,
				cached,
			});
		},
		'deal.remember': async ({ facts, stages, isSame }) => {
			const isOther = await rememberDeal(db, facts);
			if (isOther && !isSame) await changed('deal', { key: dealKey(facts.ref), at: facts.reading.at });
			if (await rememberStages(db, facts, stages ?? [], now())) await changed('stages');
			return success(null);
		},
		'stages.list': async () => success(await stageLists(db)),
		'criterion.tick': ({ ref, criterionId, isDone, evidence }) =>
			change(ref, (notes, by) => ({
				...notes,
				ticks: { ...notes.ticks, [criterionId]: { isDone, by, at: now(), evidence } },
			})),
		'collateral.markSent': ({ ref, collateralId, isSent }) =>
			change(ref, (notes) => {
				const { [collateralId]: _, ...others } = notes.sent;
				return { ...notes, sent: isSent ? { ...others, [collateralId]: now() } : others };
			}),
		'reason.give': async ({ ref, code, text }) => {
			const { margin } = (await readPlaybook(db))?.playbook ?? {};
			if (code !== null && !margin?.reasonCodes.some(({ id }) => id === code)) {
				const refusal: Refusal = {
					ok: false,
					error: 'bad-message',
					problems: [problemAt(['code'], 'not-one-of', code)],
				};
				return refusal;
			}
			return change(ref, (notes, by) => ({
				...notes,
				reason: text.trim() === '' && code === null ? null : { code, text: text.trim(), at: now(), by },
			}));
		},
	};
}
