import type { CallApi, Page } from '../contract.ts';
import { askAny, ReadError, refusalOf } from '../kit/answers.ts';
import { baseOf, classicBaseOf, isShell } from './front.ts';

/** Quotes of an opportunity, which has no lines of its own in either version. */

/** A quote as lists name it. */
export interface QuoteName {
	readonly id: string;
	readonly name: string;
}

/** Quotes that a list named. `total`: how many there are, with those that this user may not open. */
interface QuoteList {
	readonly quotes: readonly QuoteName[];
	readonly total: number;
}

const subpanel = 'opportunity_aos_quotes';

/** No deal has more pages of quotes than this. */
const mostPages = 10;

/**
 * The quotes of an opportunity by the sub-panel of its classic page, which is the only list of version 7 that tells them.
 * It comes in pages, and shows what the user may not open without a link. Throws `ReadError`. Seen on 8.2.3, 2026; the
 * links of 7 are from the source of 7.14.
 */
export async function classicQuotes(
	callApi: CallApi,
	page: Page,
	opportunityId: string,
	signal: AbortSignal,
): Promise<QuoteList> {
	const quotes = new Map<string, QuoteName>();
	let shown = 0;
	let total = 0;
	for (let at = 0; at < mostPages; at += 1) {
		const list = await quotePage(callApi, page, opportunityId, shown, signal);
		for (const quote of list.quotes) quotes.set(quote.id, quote);
		shown += list.rows;
		total = list.total;
		if (list.rows === 0 || shown >= total) break;
	}
	return { quotes: [...quotes.values()], total };
}

async function quotePage(
	callApi: CallApi,
	page: Page,
	opportunityId: string,
	offset: number,
	signal: AbortSignal,
): Promise<QuoteList & { readonly rows: number }> {
	const query = new URLSearchParams({
		sugar_body_only: '1',
		module: 'Opportunities',
		subpanel,
		action: 'SubPanelViewer',
		inline: '1',
		record: opportunityId,
		...(offset > 0 && { [`Opportunities_${subpanel}_CELL_offset`]: `${offset}` }),
	});
	const answer = await askAny(
		callApi,
		{ method: 'GET', url: `${classicBaseOf(page)}index.php?${query}`, via: 'page' },
		signal,
	);
	const refusal = refusalOf(answer);
	if (refusal) throw refusal;
	const document = new DOMParser().parseFromString(answer.text, 'text/html');
	// "(1 - 3 of 3)", in whatever language.
	const [first, last, total] = [...(document.querySelector('.pageNumbers')?.textContent ?? '').matchAll(/\d+/g)].map(
		Number,
	);
	if (first === undefined || last === undefined || total === undefined) throw new ReadError('api-changed', 'quotes');
	return { quotes: quotesIn(document), rows: last === 0 ? 0 : last - first + 1, total };
}

/** The quotes that a list links to, each once. */
function quotesIn(document: Document): QuoteName[] {
	const found = new Map<string, QuoteName>();
	for (const link of document.querySelectorAll('tbody a[href]')) {
		const address = decodedTwice(link.getAttribute('href') ?? '');
		const [, classicId, shellId] =
			/module=AOS_Quotes&(?:.*&)?record=([\w-]+)|#\/quotes\/record\/([\w-]+)/.exec(address) ?? [];
		const id = classicId ?? shellId;
		const name = link.textContent?.trim() ?? '';
		if (id !== undefined && name !== '' && !found.has(id)) found.set(id, { id, name });
	}
	return [...found.values()];
}

/** A link of 7 may have its address inside another one. */
function decodedTwice(address: string): string {
	try {
		return decodeURIComponent(decodeURIComponent(address));
	} catch {
		return address;
	}
}

/** The CRM's page of a quote. */
export function quoteUrl(page: Page, id: string): string {
	const path = isShell(page)
		? `${baseOf(page)}#/quotes/record/${encodeURIComponent(id)}`
		: `${classicBaseOf(page)}index.php?${new URLSearchParams({ module: 'AOS_Quotes', action: 'DetailView', record: id })}`;
	return new URL(path, page.url).href;
}
