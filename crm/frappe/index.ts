import type { RecordRef } from '../../core/model/deal.ts';
import { noEdits } from '../../core/model/deal-edits.ts';
import type { Result } from '../../core/model/result.ts';
import type { Adapter, FactsReading, FieldHealth, Page, ReadFailure } from '../contract.ts';
import { asResult, stagesByKey } from '../kit/answers.ts';
import { missing, pageFacts } from '../kit/facts.ts';
import { readerOf } from '../kit/reader.ts';
import { readDeal, readQuote, readStages } from './api.ts';
import { claims } from './claims.ts';
import { dealEdits, dealHealth, dealPlaces, isTranslated, stageShown, words } from './deal-page.ts';
import { type Kept, nothingKept, readWords } from './kept.ts';
import { formatOf } from './numbers.ts';
import { recordInFront, structure } from './places.ts';
import { title } from './profile.ts';
import { isQuoteEdited, quoteEdits, quoteHealth, quotePlaces } from './quote-page.ts';
import { userOf } from './user.ts';
import { getter } from './wire.ts';

function healthOf({ document }: Page, { kind }: RecordRef, kept: Kept): FieldHealth[] {
	return kind === 'quote' ? quoteHealth(document) : dealHealth(document, kept);
}

/** What the page alone tells: a deal's stage. Amounts there are rounded, and no line is whole. */
function readFactsFromPage(page: Page, ref: RecordRef, kept: Kept): Result<FactsReading, ReadFailure> {
	const front = recordInFront(page);
	if (front?.id !== ref.id || front.kind !== ref.kind) return missing('record');
	const stage = ref.kind === 'opportunity' ? stageShown(page.document, kept) : null;
	const facts = pageFacts(ref, {
		name: ref.id,
		number: ref.id,
		stage: stage === null ? null : { id: stage, label: kept.stages?.get(stage) ?? null, since: null },
	});
	return { ok: true, value: { facts, health: healthOf(page, ref, kept) } };
}

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
		const kept = nothingKept();
		return readerOf(options, {
			async readDeal(page, ref, costs, signal) {
				const get = getter(callApi, page, signal);
				if (ref.kind === 'quote') {
					const { facts, ...ofQuote } = await readQuote(get, ref, formatOf(page.document).digits, costs);
					Object.assign(kept, ofQuote);
					return { facts };
				}
				// Labels of stages and words are optional: a role that may not read them still has its deal.
				const wantsWords = kept.words.size === 0 && isTranslated(page.document);
				const [stages, translated] = await Promise.all([
					kept.stages === null ? asResult(() => readStages(get)) : null,
					wantsWords ? asResult(() => readWords(get, words)) : null,
				]);
				if (stages?.ok) kept.stages = stages.value;
				if (translated?.ok) kept.words = translated.value;
				const facts = await readDeal(get, ref, kept.stages ?? new Map(), costs);
				return { facts, ...stagesByKey(kept.stages) };
			},
			healthOf: (page, { ref }) => healthOf(page, ref, kept),
			readFactsFromPage: (page, ref) => readFactsFromPage(page, ref, kept),
			readEdits(page, saved) {
				const front = recordInFront(page);
				const { kind, id } = saved.ref;
				if (front?.id !== id || front.kind !== kind) return { ok: true, value: noEdits(saved.ref) };
				return kind === 'quote' ? quoteEdits(page.document, saved, kept) : dealEdits(page.document, saved, kept);
			},
			isEditing({ document }) {
				const inDeal = document.activeElement?.closest('#app .grid-row, #app .field') ?? null;
				return inDeal !== null || isQuoteEdited(document);
			},
		});
	},
};
