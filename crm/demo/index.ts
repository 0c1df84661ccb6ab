import type { Adapter } from '../contract.ts';
import { readFacts } from './api.ts';
import { applyDiscount, canApply } from './apply.ts';
import { claims } from './claims.ts';
import { isEditing, readEdits, readFactsFromPage, viewInFront } from './page.ts';

/** The CRM that comes with Dealside, to try it and to test it. */
export const demo: Adapter = {
	crm: 'demo',
	title: 'Fjordline CRM',
	knownHosts: ['http://dealside-demo.localhost/*'],
	docking: { doesContainFixed: true, doesNotifyResize: false },
	repairable: () => ['quantity', 'listPrice', 'discount', 'unitPrice', 'amount'],
	claims,
	recordInFront(page) {
		const view = viewInFront(page.document);
		const { kind, id } = view?.dataset ?? {};
		if (!id || (kind !== 'quote' && kind !== 'opportunity')) return null;
		return { crm: 'demo', site: page.url.origin, kind, id };
	},
	open(callApi, options) {
		let driver: 'discount' | 'netPrice' | null = null;
		return {
			readFacts: (_page, ref, signal) => readFacts(callApi, ref, signal, options?.costField ?? null),
			readFactsFromPage,
			readEdits(page, saved) {
				const reading = readEdits(page, saved, driver);
				driver = reading.driver;
				return reading.edits;
			},
			isEditing,
			canApply,
			applyDiscount,
		};
	},
};
