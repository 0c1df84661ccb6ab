import type { DealFacts } from '../../core/model/deal.ts';
import { isUnedited, type PageTotals } from '../../core/model/deal-edits.ts';
import { isNegative, parseDecimal } from '../../core/model/decimal.ts';
import type { Page } from '../contract.ts';
import { same } from '../kit/numbers.ts';
import { type Known, readEdits } from './edits.ts';
import { netTotal } from './fields-head.ts';
import { currencyIn, marksOf, shownNumber } from './fields-numbers.ts';
import { shownRows } from './lines.ts';

/**
 * True where the margin box is no measure of a margin: it takes the sign of a cost from the line's total, and counts that
 * of goods taken back, with a quantity below zero, as spent once more. From `getMarginInfosArray` and seen, 16.0.3, 2026-11.
 */
function isBoxWrong({ lines }: DealFacts): boolean {
	return (lines ?? []).some(({ quantity }) => {
		const count = parseDecimal(quantity);
		return count !== null && isNegative(count);
	});
}

/**
 * The totals that the page was drawn with, and the margin box of users who may see margins. Nothing follows what is
 * typed, so there are none while something is. Where PDF files are not made at each save the box is the one of before:
 * it counts only with the totals' own net. Seen on 16.0.3, 2026-11.
 */
export function readTotals(page: Page, saved: DealFacts, known: Known): PageTotals | null {
	const { document } = page;
	const edits = readEdits(page, saved, known);
	const total = netTotal(document);
	if (saved.ref.kind !== 'quote' || total === null || shownRows(document).length === 0) return null;
	if (!edits.ok || !isUnedited(edits.value) || edits.value.refused) return null;
	const marks = marksOf(document);
	const revenue = shownNumber(total, marks);
	const cells = [...document.querySelectorAll('table.margintable tr.liste_total td')].slice(1, 4);
	const [net, , margin] = cells.map(({ textContent }) => shownNumber(textContent ?? '', marks));
	const isCurrent = net !== undefined && net !== null && same(net, revenue);
	return { revenue, margin: isCurrent && !isBoxWrong(saved) ? (margin ?? null) : null, currency: currencyIn(total) };
}
