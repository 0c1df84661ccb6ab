import type { Adapter } from '../contract.ts';
import { asResult, stageList } from '../kit/answers.ts';
import { costHealth, costSearch } from '../kit/cost.ts';
import { newClient, readDeal, stageOptions } from './api.ts';
import { claims } from './claims.ts';
import { healthOf, isEditing, newMemory, readEdits, readFactsFromPage } from './edits.ts';
import { dealFields, structure } from './fields.ts';
import { recordInFront } from './places.ts';
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
		return {
			readFacts: (page, ref, signal) =>
				asResult(async () => {
					const costs = costSearch(options?.costField);
					const facts = await readDeal(asker(callApi, signal), ref, client, costs);
					return { facts, health: [...healthOf(page), ...costHealth(costs)], ...stageList(stageOptions(client)) };
				}),
			readFactsFromPage: (page, ref) => readFactsFromPage(page, ref, client),
			readEdits: (page, saved) => readEdits(page, saved, client, memory),
			isEditing,
		};
	},
};
