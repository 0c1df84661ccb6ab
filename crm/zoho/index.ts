import type { Adapter } from '../contract.ts';
import { stageList } from '../kit/answers.ts';
import { readerOf } from '../kit/reader.ts';
import { newClient, readDeal, stageOptions } from './api.ts';
import { claims } from './claims.ts';
import { isEditing, newMemory, readEdits } from './edits.ts';
import { readTotals } from './edits-quote.ts';
import { allPlaces, dealFields, structure } from './fields.ts';
import { recordInFront } from './front.ts';
import { healthOf, readFactsFromPage } from './page.ts';
import { title } from './profile.ts';
import { userOf } from './user.ts';
import { asker } from './wire.ts';

/** Zoho CRM: deals with the lines of their quote, and quotes, through a client of the user's own. */
export const zoho: Adapter = {
	crm: 'zoho',
	title,
	docking: { doesContainFixed: true, doesNotifyResize: true },
	places: allPlaces,
	structure,
	repairable: () => [dealFields.amount.field],
	claims,
	recordInFront,
	userOf,
	open(callApi, options) {
		const client = newClient();
		const memory = newMemory();
		return readerOf(options, {
			async readDeal(_, ref, costs, signal) {
				const facts = await readDeal(asker(callApi, signal), ref, client, costs);
				const stages = ref.kind === 'opportunity' ? stageOptions(client) : null;
				return { facts, ...stageList(stages) };
			},
			healthOf,
			readFactsFromPage: (page, ref) => readFactsFromPage(page, ref, client),
			readEdits: (page, saved) => readEdits(page, saved, client, memory),
			readTotals: (page, saved) => readTotals(page, saved, client, memory.quote),
			isEditing,
		});
	},
};
