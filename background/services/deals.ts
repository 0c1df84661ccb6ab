import { type DealNotes, dealKey, noNotes, type RecordRef } from '../../core/model/deal.ts';
import { success } from '../../core/model/result.ts';
import { defaultLayout } from '../../core/model/settings.ts';
import { problemAt } from '../../core/playbook/check.ts';
import { decided } from '../../core/playbook/default-policy.ts';
import type { Refusal } from '../../messages/protocol.ts';
import { readCostFields } from '../../storage/access.ts';
import { costsOf } from '../../storage/costs.ts';
import { crmsSeen } from '../../storage/crms-seen.ts';
import { cachedDeal, changeNotes, notesOf } from '../../storage/deals.ts';
import { presentPlaybook } from '../../storage/playbook.ts';
import { valueOr } from '../../storage/readable.ts';
import { presentSettings, readLayout, saveLayout } from '../../storage/settings.ts';
import { rememberReading, stageLists } from '../../storage/stages.ts';
import { historyOf } from '../known-products.ts';
import { playbookFor } from '../sample.ts';
import type { Service, Surroundings } from './service.ts';

type Names =
	| 'layout.read'
	| 'layout.save'
	| 'deal.context'
	| 'deal.remember'
	| 'stages.list'
	| 'crms.seen'
	| 'criterion.tick'
	| 'collateral.markSent'
	| 'reason.give';

/** What a sidebar asks about one deal. */
export function dealService(around: Surroundings): Service<Names> {
	const { db, now, changed } = around;

	async function change(ref: RecordRef, by: (notes: DealNotes, name: string) => DealNotes) {
		const { viewer } = await presentSettings();
		const notes = await changeNotes(db, ref, (present) => by(present, viewer.name));
		await changed('notes');
		return success(notes);
	}

	return {
		'layout.read': async ({ site }) => success(valueOr(await readLayout(site), defaultLayout, 'layouts')),
		'layout.save': async ({ site, layout }) => {
			await saveLayout(site, layout);
			return success(null);
		},
		'deal.context': async ({ ref, products, user }) => {
			// May fill what is asked for below.
			const inForce = await playbookFor(around, ref.crm);
			const [found, notes, cached, history, places] = await Promise.all([
				costsOf(db, products),
				notesOf(db, ref),
				cachedDeal(db, ref, user),
				historyOf(db, ref, products, user),
				readCostFields(),
			]);
			// Where the CRM keeps costs was said, and cannot be read: the list does not stand in for them.
			const unreadableCosts = places.kind === 'unreadable' ? products : found.unreadable;
			return success({
				playbook: {
					...inForce.playbook,
					margin: decided(inForce.playbook.margin, inForce.hasCostList),
					costs: inForce.costsInForce(found.costs),
					unreadableCosts,
					history,
				},
				revision: inForce.revision,
				notes: notes.kind === 'unreadable' ? null : notes.kind === 'value' ? notes.value : noNotes,
				cached: cached.kind === 'value' ? cached : { kind: cached.kind },
			});
		},
		'deal.remember': async ({ facts, user, stages, isSame }) => {
			const { isFirst, isOther, hasNewStages } = await rememberReading(db, facts, user, stages ?? [], now());
			if (isOther && !isSame) await changed('deal', { key: dealKey(facts.ref), at: facts.reading.at });
			// Which CRMs are in use is looked at with their stages.
			if (hasNewStages || isFirst) await changed('stages');
			return success(null);
		},
		'stages.list': async () => success(await stageLists(db)),
		'crms.seen': async () => success(await crmsSeen(db)),
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
			const { margin } = (await presentPlaybook(db)).playbook;
			if (code !== null && !margin.reasonCodes.some(({ id }) => id === code)) {
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
