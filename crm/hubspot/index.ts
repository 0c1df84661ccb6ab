import type { Adapter } from '../contract.ts';
import { stageList } from '../kit/answers.ts';
import { readerOf } from '../kit/reader.ts';
import { allWays, type FirstTexts, type NumberWays } from '../kit/ways.ts';
import { newMemory, readDeal, stageOptions } from './api.ts';
import { claims } from './claims.ts';
import { healthOf, isEditing, readEdits, waysOf } from './edits.ts';
import { dealFields, lineFields, repairable, structure } from './fields.ts';
import { recordInFront } from './front.ts';
import { readFactsFromPage } from './page.ts';
import { title } from './profile.ts';
import { userOf } from './user.ts';
import { asker } from './wire.ts';

/** HubSpot: deals with the editor of their line items, and quotes, through a Service Key. */
export const hubspot: Adapter = {
	crm: 'hubspot',
	title,
	places: [...Object.values(dealFields), ...Object.values(lineFields)],
	structure,
	docking: { doesContainFixed: true, doesNotifyResize: true },
	repairable: () => repairable,
	claims,
	recordInFront,
	userOf,
	open(callApi, options) {
		const memory = newMemory(options?.costField ?? null);
		let ways: NumberWays = allWays;
		const first: FirstTexts = new WeakMap();
		return readerOf(options, {
			async readDeal(_, ref, costs, signal) {
				const facts = await readDeal(asker(callApi, signal), ref, memory, costs);
				const stages = ref.kind === 'opportunity' ? stageOptions(memory) : null;
				return { facts, ...stageList(stages) };
			},
			healthOf,
			readFactsFromPage: (page, ref) => readFactsFromPage(page, ref, memory),
			readEdits(page, saved) {
				// How a user writes numbers does not change while a record is open.
				if (ways.length === allWays.length) ways = waysOf(page, saved, first);
				return readEdits(page, saved, memory, ways);
			},
			isEditing,
		});
	},
};
