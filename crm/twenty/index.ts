import type { Adapter } from '../contract.ts';
import { stagesByKey } from '../kit/answers.ts';
import { costSeen } from '../kit/cost.ts';
import { readerOf } from '../kit/reader.ts';
import { readDeal } from './api.ts';
import { readSchema, type Schema } from './api-schema.ts';
import { claims } from './claims.ts';
import { allPlaces, healthOf, isEditing, readEdits, structure } from './edits.ts';
import { repairable } from './fields.ts';
import { recordInFront } from './front.ts';
import { readFactsFromPage } from './page.ts';
import { title } from './profile.ts';
import { userOf } from './user.ts';
import { asker } from './wire.ts';

/** Twenty, at the vendor's and hosted by firms themselves. */
export const twenty: Adapter = {
	crm: 'twenty',
	title,
	places: allPlaces,
	structure,
	docking: { doesContainFixed: true, doesNotifyResize: true },
	repairable: () => repairable,
	claims,
	recordInFront,
	userOf,
	open(callApi, options = { costField: null }) {
		let schema: Schema | null = null;
		return readerOf(options, {
			async readDeal(page, ref, costs, signal) {
				const ask = asker(callApi, page, signal);
				schema ??= await readSchema(ask, options);
				const lines = schema?.lines ?? 'unclear';
				const isNamed = costs.source.of === 'line' || costs.source.of === 'product';
				if (lines !== 'unclear' && isNamed) costSeen(costs, lines.cost !== null);
				const facts = await readDeal(ask, ref, schema);
				return { facts, ...stagesByKey(schema?.stages ?? null) };
			},
			healthOf: (page, { ref }) => healthOf(page, ref),
			readFactsFromPage: (page, ref) => readFactsFromPage(page, ref, schema),
			readEdits: (page, saved) => readEdits(page, saved, schema),
			isEditing,
		});
	},
};
