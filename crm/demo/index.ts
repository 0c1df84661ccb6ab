import type { Adapter } from '../contract.ts';
import { readerOf } from '../kit/reader.ts';
import { readDeal } from './api.ts';
import { applyDiscount, canApply } from './apply.ts';
import { claims } from './claims.ts';
import { isEditing, readEdits } from './edits.ts';
import { allPlaces, structure } from './fields.ts';
import { recordInFront } from './front.ts';
import { healthOf, readFactsFromPage } from './page.ts';
import { title } from './profile.ts';
import { userOf } from './user.ts';

/** The CRM that comes with Dealside, to try it and to test it. */
export const demo: Adapter = {
	crm: 'demo',
	title,
	docking: { doesContainFixed: true, doesNotifyResize: false },
	places: allPlaces,
	structure,
	repairable: () => ['quantity', 'listPrice', 'discount', 'unitPrice', 'amount'],
	claims,
	recordInFront,
	userOf,
	open(callApi, options) {
		let driver: 'discount' | 'netPrice' | null = null;
		return readerOf(options, {
			readDeal: (_, ref, costs, signal) => readDeal(callApi, ref, costs, signal),
			healthOf,
			readFactsFromPage,
			readEdits(page, saved) {
				const reading = readEdits(page, saved, driver);
				driver = reading.driver;
				return reading.edits;
			},
			isEditing,
			canApply,
			applyDiscount,
		});
	},
};
