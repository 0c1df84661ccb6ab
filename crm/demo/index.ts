import type { Adapter } from '../contract.ts';
import { readerOf } from '../kit/reader.ts';
import { readDeal } from './api.ts';
import { applyDiscount, canApply } from './apply.ts';
import { claims } from './claims.ts';
import { allPlaces, healthOf, isEditing, readEdits, readFactsFromPage, structure, viewInFront } from './page.ts';
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
	recordInFront(page) {
		const view = viewInFront(page.document);
		const { kind, id } = view?.dataset ?? {};
		const site = page.url.origin;
		if (id && (kind === 'quote' || kind === 'opportunity')) return { crm: 'demo', site, kind, id };
		// Its server does not answer, so that it draws no record: the address alone says which one was asked for.
		const asked = view?.querySelector(':scope > .error')
			? /^\/(deals|quotes)\/([^/]+)\/?$/.exec(page.url.pathname)
			: null;
		return asked?.[2]
			? { crm: 'demo', site, kind: asked[1] === 'quotes' ? 'quote' : 'opportunity', id: asked[2] }
			: null;
	},
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
