import type { Adapter } from '../contract.ts';
import { costHealth, costSearch } from '../cost.ts';
import { asResult, ReadError } from '../wire.ts';
import { type Client, readClient, readDeal, stagesOf } from './api.ts';
import { applyDiscount, canApply } from './apply.ts';
import { claims } from './claims.ts';
import { type Driver, driverNow, readEdits } from './edits.ts';
import { recordInFront } from './form.ts';
import { healthOf, isEditing, readFactsFromPage } from './page.ts';
import { caller, databaseOf } from './wire.ts';

/** Tryton 6.0 with its web client, hosted by each firm itself. */
export const tryton: Adapter = {
	crm: 'tryton',
	title: 'Tryton',
	knownHosts: [],
	docking: { doesContainFixed: true, doesNotifyResize: false },
	repairable: () => ['Amount', 'Product', 'Quantity', 'Unit price', 'Discount'],
	claims,
	recordInFront,
	open(callApi, options) {
		let client: Client | null = null;
		let driver: Driver | null = null;
		return {
			readFacts: (page, ref, signal) =>
				asResult(async () => {
					const database = databaseOf(page.url);
					const storage = page.document.defaultView?.localStorage;
					if (database === null || !storage) throw new ReadError('signed-out');
					const call = caller(callApi, database, storage, signal);
					client ??= await readClient(call, ref);
					const costs = costSearch(options?.costField);
					const facts = await readDeal(call, ref, client, costs);
					return { facts, health: [...healthOf(page, ref, client), ...costHealth(costs)], ...stagesOf(client) };
				}),
			readFactsFromPage: (page, ref) => readFactsFromPage(page, ref, client),
			readEdits(page, saved) {
				driver = driverNow(page.document, driver);
				return readEdits(page, saved, client, driver);
			},
			isEditing,
			canApply: (page, saved) => canApply(page, saved, client),
			applyDiscount: (page, saved, lineId, write, until) => applyDiscount(page, saved, lineId, write, client, until),
		};
	},
};
