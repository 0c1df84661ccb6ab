import type { Adapter } from '../contract.ts';
import { asResult, stageList } from '../wire.ts';
import { newClient, readDeal, stageOptions } from './api.ts';
import { claims } from './claims.ts';
import { healthOf, isEditing, newMemory, readEdits, readFactsFromPage } from './edits.ts';
import { recordInFront } from './places.ts';
import { asker } from './wire.ts';

/** Pipedrive: deals with their products, through a user's own token. */
export const pipedrive: Adapter = {
	crm: 'pipedrive',
	title: 'Pipedrive',
	knownHosts: ['https://*.pipedrive.com/*'],
	docking: { doesContainFixed: true, doesNotifyResize: true },
	claims,
	recordInFront,
	open(callApi, options) {
		const client = newClient(options?.costField ?? null);
		const memory = newMemory();
		return {
			readFacts: (page, ref, signal) =>
				asResult(async () => ({
					facts: await readDeal(asker(callApi, signal), ref, client),
					health: healthOf(page),
					...stageList(stageOptions(client)),
				})),
			readFactsFromPage: (page, ref) => readFactsFromPage(page, ref, client),
			readEdits: (page, saved) => readEdits(page, saved, client, memory),
			isEditing,
		};
	},
};
