import type { DealFacts } from '../../core/model/deal.ts';
import { noEdits } from '../../core/model/deal-edits.ts';
import { success } from '../../core/model/result.ts';
import type { EditsReading, Page } from '../contract.ts';
import { isSameRecord } from '../kit/front.ts';
import type { Memory } from './api-memory.ts';
import { dealEdits } from './edits-deal.ts';
import { isQuoteEdited, quoteEdits } from './edits-quote.ts';
import { inFront } from './front.ts';

/** What is typed in a deal of Frappe CRM or in a quotation on the desk. */

/** Reads what is typed on the record of `saved`. */
export function readEdits(page: Page, saved: DealFacts, memory: Memory): EditsReading {
	const front = inFront(page);
	if (!front || !isSameRecord(front.ref, saved.ref)) return success(noEdits(saved.ref));
	if (saved.ref.kind !== 'quote') return dealEdits(page.document, saved, memory);
	return front.quote ? quoteEdits(front.quote, saved, memory) : success(noEdits(saved.ref));
}

/** True while something may be typed. */
export function isEditing({ document }: Page): boolean {
	const inDeal = document.activeElement?.closest('#app .grid-row, #app .field') ?? null;
	return inDeal !== null || isQuoteEdited(document);
}
