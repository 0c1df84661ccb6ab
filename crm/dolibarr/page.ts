import type { RecordRef } from '../../core/model/deal.ts';
import type { Result } from '../../core/model/result.ts';
import type { FactsReading, Page, ReadFailure } from '../contract.ts';
import { missing, pageFacts } from '../kit/facts.ts';
import { healthOf } from './edits.ts';
import { accountIn, nameIn, netTotal, numberIn, stageIn } from './fields-head.ts';
import { currencyIn } from './fields-numbers.ts';
import { projectForm, recordInFront } from './front.ts';

/** What the page alone tells; null fields are unknown. */
export function readFactsFromPage(page: Page, ref: RecordRef): Result<FactsReading, ReadFailure> {
	const { document } = page;
	const front = recordInFront(page);
	if (front?.id !== ref.id || front.kind !== ref.kind) return missing('record');
	const isQuote = ref.kind === 'quote';
	const form = isQuote ? null : projectForm(document);
	const total = isQuote ? netTotal(document) : null;
	const account = accountIn(document, ref.kind);
	const facts = pageFacts(ref, {
		name: form?.querySelector<HTMLInputElement>('input[name="title"]')?.defaultValue ?? nameIn(document, ref.kind),
		account,
		number: form?.querySelector<HTMLInputElement>('input[name="ref"]')?.defaultValue ?? numberIn(document),
		// A project's badge says whether it is open, not its stage as a lead.
		stage: isQuote ? stageIn(document) : null,
		currency: total === null ? null : currencyIn(total),
		rounding: { unitPriceDigits: null, lineAmountDigits: 2 },
	});
	return { ok: true, value: { facts, health: healthOf(page) } };
}
