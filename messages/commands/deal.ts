import * as v from 'valibot';
import type { ApprovalNote, DealNotes } from '../../core/model/deal.ts';
import {
	approvalRequestShape,
	crmUserShape,
	factsShape,
	isCounterRight,
	refShape,
	stageOptionsShape,
} from '../../core/model/deal-shapes.ts';
import type { DealContext } from '../../core/model/settings.ts';
import { idShape, sentenceShape } from '../../core/model/settings-shapes.ts';
import { filled, fraction } from '../../core/model/shape-parts.ts';

import { letter, nothing } from './parts.ts';
import { row } from './row.ts';

/** What is asked about one deal, and its approval. */
export const dealCommands = {
	/** Asked by the sidebar when a record comes in front and after every change of the playbook. `products`: codes and ids. */
	'deal.context': row<DealContext>()({
		shape: v.strictObject({
			ref: refShape,
			user: crmUserShape,
			products: v.pipe(v.array(v.pipe(v.string(), v.maxLength(200))), v.maxLength(20_000)),
		}),
		from: ['sidebar', 'own'],
		keeps: 'nothing',
		needs: 'playbook',
	}),
	/** Asked by the sidebar after every successful read through the API. */
	/**
	 * `stages`: all that the CRM offers for such a record, where it told them. `isSame`: this tab read the same values
	 * before, so that other tabs are told nothing.
	 */
	'deal.remember': row<null>()({
		shape: v.strictObject({
			facts: factsShape,
			user: crmUserShape,
			stages: v.exactOptional(stageOptionsShape),
			isSame: v.exactOptional(v.literal(true)),
		}),
		from: ['sidebar', 'own'],
		keeps: 'database',
		needs: 'database',
	}),
	'criterion.tick': row<DealNotes>()({
		shape: v.strictObject({
			ref: refShape,
			criterionId: idShape,
			isDone: v.boolean(),
			evidence: v.nullable(sentenceShape),
		}),
		from: ['sidebar', 'own'],
		keeps: 'database',
		needs: 'database',
	}),
	'collateral.markSent': row<DealNotes>()({
		shape: v.strictObject({ ref: refShape, collateralId: idShape, isSent: v.boolean() }),
		from: ['sidebar', 'own'],
		keeps: 'database',
		needs: 'database',
	}),
	/** `code`: one of the policy's reasons, null for own words alone; both empty takes the reason back. */
	'reason.give': row<DealNotes>()({
		shape: v.strictObject({ ref: refShape, code: v.nullable(idShape), text: sentenceShape }),
		from: ['sidebar', 'own'],
		keeps: 'database',
		needs: 'database',
	}),
	/** Keeps the request with the deal, in place of an earlier one. */
	'approval.ask': row<DealNotes>()({
		shape: v.strictObject({ request: approvalRequestShape }),
		from: ['sidebar', 'own'],
		keeps: 'database',
		needs: 'database',
	}),
	'approval.withdraw': row<DealNotes>()({
		shape: v.strictObject({ ref: refShape }),
		from: ['sidebar', 'own'],
		keeps: 'database',
		needs: 'database',
	}),
	/** An answer that came as text; refused with problems when it is none, or one to another request. */
	'approval.answer': row<DealNotes>()({
		shape: v.strictObject({ ref: refShape, text: letter }),
		from: ['sidebar', 'own'],
		keeps: 'database',
		needs: 'database',
	}),
	/** Every deal of this browser that an approval was asked for, the newest first. */
	'approvals.list': row<readonly ApprovalNote[]>()({
		shape: nothing,
		from: ['own'],
		keeps: 'nothing',
		needs: 'database',
	}),
	/** A colleague's request that came as text; refused with problems when it is none, or was changed on the way. */
	'approval.receive': row<ApprovalNote>()({
		shape: v.strictObject({ text: letter }),
		from: ['own'],
		keeps: 'database',
		needs: 'database',
	}),
	/**
	 * Answers a request that waits; null when it does not any more. The background says who and when. A counter-offer that is
	 * not below what was asked is refused as a bad message, at `counterDiscount`.
	 */
	'approval.decide': row<ApprovalNote | null>()({
		shape: v.pipe(
			v.strictObject({
				ref: refShape,
				requestId: idShape,
				answer: v.picklist(['approved', 'declined', 'countered']),
				counterDiscount: v.nullable(fraction),
				counterLine: v.nullable(filled(200)),
				note: sentenceShape,
			}),
			v.check((decision) => isCounterRight(decision), 'counter-missing'),
		),
		from: ['own'],
		keeps: 'database',
		needs: 'database',
	}),
};
