import type { Adapter } from '../contract.ts';
import { asResult, stagesByKey } from '../kit/answers.ts';
import { readerOf } from '../kit/reader.ts';
import { readDeal, readQuote, readStages } from './api.ts';
import { newMemory, readWords } from './api-memory.ts';
import { claims } from './claims.ts';
import { isEditing, readEdits } from './edits.ts';
import { dealPlaces, isTranslated, words } from './edits-deal.ts';
import { quotePlaces } from './edits-quote.ts';
import { structure } from './fields.ts';
import { formatOf } from './fields-numbers.ts';
import { recordInFront } from './front.ts';
import { healthOf, readFactsFromPage } from './page.ts';
import { title } from './profile.ts';
import { userOf } from './user.ts';
import { asker } from './wire.ts';

/** Frappe CRM's deals and ERPNext's quotations, on sites of their own. */
export const frappe: Adapter = {
	crm: 'frappe',
	title,
	docking: {
		doesContainFixed: true,
		doesNotifyResize: true,
		// Its frame is as wide as the window, whatever margin the page has.
		rules: () => '#app .w-screen { width: 100% !important; }',
	},
	places: [...dealPlaces, ...Object.values(quotePlaces)],
	structure,
	claims,
	recordInFront,
	userOf,
	open(callApi, options) {
		const memory = newMemory();
		return readerOf(options, {
			async readDeal(page, ref, costs, signal) {
				const get = asker(callApi, page, signal);
				if (ref.kind === 'quote') {
					const { facts, ...ofQuote } = await readQuote(get, ref, formatOf(page.document).digits, costs);
					Object.assign(memory, ofQuote);
					return { facts };
				}
				// Labels of stages and words are optional: a role that may not read them still has its deal.
				const wantsWords = memory.words.size === 0 && isTranslated(page.document);
				const [stages, translated] = await Promise.all([
					memory.stages === null ? asResult(() => readStages(get)) : null,
					wantsWords ? asResult(() => readWords(get, words)) : null,
				]);
				if (stages?.ok) memory.stages = stages.value;
				if (translated?.ok) memory.words = translated.value;
				const facts = await readDeal(get, ref, memory.stages ?? new Map(), costs);
				return { facts, ...stagesByKey(memory.stages) };
			},
			healthOf: (page, { ref }) => healthOf(page, ref, memory),
			readFactsFromPage: (page, ref) => readFactsFromPage(page, ref, memory),
			readEdits: (page, saved) => readEdits(page, saved, memory),
			isEditing,
		});
	},
};
