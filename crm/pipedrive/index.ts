import type { Adapter } from '../contract.ts';
import { stageList } from '../kit/answers.ts';
import { readerOf } from '../kit/reader.ts';
import { newClient, readDeal, stageOptions } from './api.ts';
import { claims } from './claims.ts';
import { isEditing, newMemory, readEdits } from './edits.ts';
import { dealFields, structure } from './fields.ts';
import { recordInFront } from './front.ts';
import { healthOf, readFactsFromPage } from './page.ts';
import { title } from './profile.ts';
import { userOf } from './user.ts';
import { asker } from './wire.ts';

/** Pipedrive: deals with their products, through a user's own token. */
export const pipedrive: Adapter = {
	crm: 'pipedrive',
	title,
	places: Object.values(dealFields),
	structure,
	docking: { doesContainFixed: true, doesNotifyResize: true },
	claims,
	recordInFront,
	userOf,
	open(callApi, options) {
		const client = newClient();
		const memory = newMemory();
		return readerOf(options, {
			async readDeal(_, ref, costs, signal) {
				const facts = await readDeal(asker(callApi, signal), ref, client, costs);
				return { facts, ...stageList(stageOptions(client)) };
			},
			healthOf,
			readFactsFromPage: (page, ref) => readFactsFromPage(page, ref, client),
			readEdits: (page, saved) => readEdits(page, saved, client, memory),
			isEditing,
		});
	},
};
