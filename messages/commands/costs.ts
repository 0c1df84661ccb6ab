import * as v from 'valibot';
import type { ProductCost } from '../../core/model/playbook.ts';
import { costShape } from '../../core/model/playbook-shapes.ts';
import { filled } from '../../core/model/shape-parts.ts';

import { nothing, upload } from './parts.ts';
import { row } from './row.ts';

/** What is asked about costs. */
export const costsCommands = {
	/** Costs arrive checked in parts and are staged; nothing is in force before `costs.commit`. Answers an upload's id. */
	'costs.begin': row<{ upload: string }>()({
		shape: nothing,
		from: ['own'],
		keeps: 'playbook',
		needs: 'database',
	}),
	'costs.part': row<null>()({
		shape: v.strictObject({ upload, costs: v.pipe(v.array(costShape), v.maxLength(20_000)) }),
		from: ['own'],
		keeps: 'database',
		needs: 'database',
	}),
	/** How many costs in force the upload does not name, with the first of them. */
	'costs.compare': row<{ removed: number; names: readonly string[] }>()({
		shape: v.strictObject({ upload }),
		from: ['own'],
		keeps: 'nothing',
		needs: 'database',
	}),
	/** Puts the staged costs in force in one transaction: `replace` forgets all earlier ones, `merge` keeps those not named. */
	'costs.commit': row<{ count: number }>()({
		shape: v.strictObject({ upload, mode: v.picklist(['replace', 'merge']) }),
		from: ['own'],
		keeps: 'playbook',
		needs: 'database',
	}),
	/** Puts back exactly what the last commit changed; false when there is nothing to put back. */
	'costs.undo': row<boolean>()({
		shape: nothing,
		from: ['own'],
		keeps: 'playbook',
		needs: 'database',
	}),
	'costs.abandon': row<null>()({
		shape: v.strictObject({ upload }),
		from: ['own'],
		keeps: 'database',
		needs: 'database',
	}),
	/** First `limit` costs whose product begins with `query`, in the product's order. */
	'costs.find': row<{ costs: readonly ProductCost[]; count: number }>()({
		shape: v.strictObject({
			query: v.pipe(v.string(), v.maxLength(200)),
			limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)),
		}),
		from: ['own'],
		keeps: 'nothing',
		needs: 'database',
	}),
	/** Chooses how often one cost is due, or whether a cost of 0 counts. Answers the cost as it was; null when it is gone. */
	'cost.change': row<ProductCost | null>()({
		shape: v.strictObject({
			product: filled(200),
			change: v.strictObject({
				period: v.exactOptional(v.picklist(['once', 'month', 'year', 'unsaid'])),
				isFree: v.exactOptional(v.boolean()),
			}),
		}),
		from: ['own'],
		keeps: 'playbook',
		needs: 'database',
	}),
	'costs.clear': row<null>()({
		shape: nothing,
		from: ['own'],
		keeps: 'playbook',
		needs: 'database',
	}),
};
