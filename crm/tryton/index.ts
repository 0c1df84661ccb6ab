import type { Adapter, Page } from '../contract.ts';
import { ReadError } from '../kit/answers.ts';
import { costFieldOf, costSearch } from '../kit/cost.ts';
import { readerOf } from '../kit/reader.ts';
import { type Client, readClient, readDeal, readProduct, stagesOf } from './api.ts';
import { applyDiscount, canApply } from './apply.ts';
import { claims } from './claims.ts';
import { type FindProduct, readEdits, readTotals } from './edits.ts';
import { allPlaces, structure } from './fields.ts';
import { recordInFront } from './front.ts';
import { healthOf, isEditing, readFactsFromPage } from './page.ts';
import { title } from './profile.ts';
import { userOf } from './user.ts';
import { asker, type Call, databaseOf } from './wire.ts';

/** Tryton 6.0 with its web client, hosted by each firm itself. */
export const tryton: Adapter = {
	crm: 'tryton',
	title,
	places: allPlaces,
	structure,
	docking: { doesContainFixed: true, doesNotifyResize: false },
	repairable: () => ['Amount', 'Product', 'Quantity', 'Unit price', 'Discount'],
	claims,
	recordInFront,
	userOf,
	open(callApi, options) {
		let client: Client | null = null;
		const looked = new Set<string>();
		const { signal: always } = new AbortController();

		function callOn(page: Page, signal: AbortSignal): Call {
			const database = databaseOf(page.url);
			const storage = page.document.defaultView?.localStorage;
			if (database === null || !storage) throw new ReadError('signed-out');
			return asker(callApi, database, storage, signal);
		}

		/** Asks once for each product that a line shows and the deal did not have; the next look finds what it answered. */
		function productOn(page: Page): FindProduct {
			return (shown) => {
				const here = client;
				const known = here?.products.get(shown);
				if (here && known === undefined && !looked.has(shown)) {
					looked.add(shown);
					const reading = async () => readProduct(callOn(page, always), shown, here, costSearch(options?.costField));
					// A failure is no answer: the next reading of the record lets it be asked for again.
					reading().then(
						(found) => here.products.set(shown, found),
						() => undefined,
					);
				}
				return known;
			};
		}

		return readerOf(options, {
			async readDeal(page, ref, costs, signal) {
				const call = callOn(page, signal);
				client ??= await readClient(call, ref, costFieldOf(costs, 'line'));
				looked.clear();
				const facts = await readDeal(call, ref, client, costs);
				return { facts, ...stagesOf(client) };
			},
			healthOf: (page, { ref }) => (client ? healthOf(page, ref, client) : []),
			readFactsFromPage: (page, ref) => readFactsFromPage(page, ref, client),
			readEdits: (page, saved) => readEdits(page, saved, client, productOn(page)),
			readTotals: (page, saved) => readTotals(page, saved, client),
			isEditing,
			canApply: (page, saved) => canApply(page, saved, client),
			applyDiscount: (page, saved, lineId, write, until) => applyDiscount(page, saved, lineId, write, client, until),
		});
	},
};
