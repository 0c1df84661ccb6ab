import type { LinesNote, QuoteLine, QuoteLink, RecordRef } from '../../core/model/deal.ts';
import { askAny, asResult, ReadError, text } from '../kit/answers.ts';
import { baseCurrency } from './api-currencies.ts';
import { classicQuotes, type QuoteName, quoteUrl } from './api-quotes.ts';
import { classicBaseOf } from './front.ts';
import { costedLines, findLines, findWires, linesOf, tryEditView } from './lines.ts';
import { type Asking, attribute, modules } from './wire.ts';
import { served, sourceLines } from './wire-classic.ts';
import type { Shell } from './wire-graphql.ts';

/** Lines of an opportunity: those of its one open quote, for it has none of its own. */

/** Stages after which a quote is no offer any more. */
const isClosed = (stage: unknown) => typeof stage === 'string' && stage.startsWith('Closed');

/** The lines of a record, and why they are not its own. */
export interface Lines {
	/** Null where they are not known. */
	readonly lines: readonly QuoteLine[] | null;
	readonly linesNote?: LinesNote;
}

/** A quote of an opportunity that is still an offer. `read` gives its lines. */
interface OpenQuote extends QuoteName {
	readonly currencyId: string;
	read(): Promise<QuoteLine[]>;
}

function linkTo({ page }: Asking, { site }: RecordRef, { id, name }: QuoteName): QuoteLink {
	return { ref: { crm: 'suitecrm', site, kind: 'quote', id }, name, url: quoteUrl(page, id) };
}

/** Lines of the one open quote of an opportunity, which has none of its own, when it is in the opportunity's currency. */
async function dealLines(
	asking: Asking,
	deal: RecordRef,
	currencyId: string,
	quotes: readonly OpenQuote[],
): Promise<Lines> {
	const links = quotes.map((quote) => linkTo(asking, deal, quote));
	const [quote] = quotes;
	const [link] = links;
	if (!quote || !link) return { lines: [], linesNote: { kind: 'no-quote' } };
	if (links.length > 1) return { lines: null, linesNote: { kind: 'several-quotes', quotes: links } };
	if (quote.currencyId !== currencyId) return { lines: null, linesNote: { kind: 'other-currency', quote: link } };
	return { lines: await quote.read(), linesNote: { kind: 'from-quote', quote: link } };
}

/** That quotes are there, or may be, which this user must not see. */
const hiddenLines: Lines = { lines: null, linesNote: { kind: 'hidden' } };

/** A part of a reading that must not spoil the rest of it. */
async function linesOrNot(read: () => Promise<Lines>): Promise<Lines> {
	const lines = await asResult(read);
	if (lines.ok) return lines.value;
	if (lines.error.code === 'not-allowed') return hiddenLines;
	return { lines: null };
}

/** In version 8 quotes are found by GraphQL. */
export function shellDealLines(asking: Asking, shell: Shell, deal: RecordRef, currency: unknown): Promise<Lines> {
	return linesOrNot(async () => {
		const quotes = (await shell.quotesOf(deal.id)).filter(({ stage }) => !isClosed(stage));
		const open = quotes.map((quote): OpenQuote => {
			const id = text(quote, 'id');
			return {
				id,
				name: text(quote, 'name'),
				currencyId: attribute(quote, 'currency_id') ?? baseCurrency,
				read: async () => linesOf(asking, id, await tryEditView(asking, 'quote', id)),
			};
		});
		return dealLines(asking, deal, (typeof currency === 'string' && currency) || baseCurrency, open);
	});
}

/** In version 7 a list names the quotes, and each of them tells its stage and currency itself. */
export function classicDealLines(asking: Asking, deal: RecordRef, form: HTMLFormElement): Promise<Lines> {
	return linesOrNot(async () => {
		const { quotes, total } = await classicQuotes(asking.callApi, asking.page, deal.id, asking.signal);
		if (quotes.length < total) return hiddenLines;
		const open = await Promise.all(quotes.map((quote) => openQuote(asking, quote)));
		const currencyId = served(form, 'currency_id') ?? baseCurrency;
		return dealLines(
			asking,
			deal,
			currencyId,
			open.flatMap((quote) => quote ?? []),
		);
	});
}

/** A quote with its stage and currency; null for one that is closed. Who may not edit it may look at it. */
async function openQuote(asking: Asking, { id, name }: QuoteName): Promise<OpenQuote | null> {
	const view = await tryEditView(asking, 'quote', id);
	if (view.ok) {
		const { form } = view.value;
		if (isClosed(served(form, 'stage'))) return null;
		const currencyId = served(form, 'currency_id') ?? baseCurrency;
		return { id, name, currencyId, read: () => costedLines(asking, sourceLines(view.value)) };
	}
	if (view.error.code !== 'not-allowed') throw new ReadError(view.error.code, view.error.field);
	if (isClosed(await stageToLookAt(asking, id))) return null;
	const wires = await findWires(asking, id, []);
	const currencyId = attribute(wires[0] ?? {}, 'currency_id') ?? baseCurrency;
	return { id, name, currencyId, read: () => findLines(asking, id) };
}

/** The stage of a quote on the page that shows it, for users who may not edit it. Throws `ReadError`. */
async function stageToLookAt({ callApi, page, signal }: Asking, id: string): Promise<string> {
	const query = new URLSearchParams({ module: modules.quote, action: 'DetailView', record: id });
	const url = `${classicBaseOf(page)}index.php?${query}`;
	const answer = await askAny(callApi, { method: 'GET', url, via: 'page' }, signal);
	const document = new DOMParser().parseFromString(answer.text, 'text/html');
	const stage = document.querySelector<HTMLInputElement>('[field="stage"] input[type="hidden"]');
	if (!stage) throw new ReadError('not-allowed');
	return stage.value;
}
