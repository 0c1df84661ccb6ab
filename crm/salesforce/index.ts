import type { Adapter } from '../contract.ts';
import { stagesByKey } from '../kit/answers.ts';
import { readerOf } from '../kit/reader.ts';
import { type Client, readDeal } from './api.ts';
import { claims } from './claims.ts';
import { readEdits } from './edits.ts';
import { watch } from './edits-watch.ts';
import { allPlaces, structure } from './fields.ts';
import { recordInFront } from './front.ts';
import { fieldHealth, isEditing, readFactsFromPage } from './page.ts';
import { title } from './profile.ts';
import { userOf } from './user.ts';

/** Salesforce Lightning: opportunities and quotes. Its API is on another host and wants a token. */
export const salesforce: Adapter = {
	crm: 'salesforce',
	title,
	docking: { doesContainFixed: true, doesNotifyResize: true },
	places: allPlaces,
	structure,
	claims,
	recordInFront(page) {
		const ref = recordInFront(page);
		if (ref) watch(page.document);
		return ref;
	},
	userOf,
	open(callApi, options) {
		let client: Client | null = null;
		return readerOf(options, {
			hasCostBook: true,
			async readDeal(_, ref, costs, signal) {
				const read = await readDeal(callApi, ref, client, costs, signal);
				client = read.client;
				const stages = ref.kind === 'opportunity' ? client.stages : null;
				return { facts: read.facts, ...stagesByKey(stages) };
			},
			healthOf: (page, facts) => fieldHealth(page, facts, client),
			readFactsFromPage: (page, ref) => readFactsFromPage(page, ref, client),
			readEdits: (page, saved) => readEdits(page, saved, client),
			isEditing,
		});
	},
};
