import type { DealFacts, LinesNote, QuoteLink, RecordRef, StageOption } from '../../core/model/deal.ts';
import type { DecimalString } from '../../core/model/decimal.ts';
import { type LocaleMarks, localeMarks } from '../../core/model/locale-number.ts';
import type { FactsReading, Page } from '../contract.ts';
import { asResult, ReadError, stageList } from '../kit/answers.ts';
import type { CostSearch } from '../kit/cost.ts';
import { dolibarrQuantity } from '../kit/dialects.ts';
import { filled } from '../kit/facts.ts';
import { fraction, read, short } from '../kit/numbers.ts';
import { type Ask, readQuote } from './api-quote.ts';
import { accountIn } from './fields-head.ts';
import { currencyIn } from './fields-numbers.ts';
import { prefixOf, projectForm, recordInFront } from './front.ts';
import type { Get } from './wire.ts';

/** Reads a lead: a project, which has no lines of its own but proposals that are linked with it. */

/** A record, and the stages it could be in where those were told. */
export type DealReading = Pick<FactsReading, 'facts' | 'stages'>;

/** Key of a lead's stage, the same in every installation as delivered; its row number where it has none. */
export function stageKey(option: HTMLOptionElement): string {
	return option.getAttribute('elemcode') || option.value;
}

function stageChoices(form: HTMLFormElement): HTMLOptionElement[] {
	const list = form.querySelector<HTMLSelectElement>('select[name="opp_status"]');
	return [...(list?.options ?? [])].filter(({ value }) => Number(value) > 0);
}

function stagesIn(form: HTMLFormElement): StageOption[] {
	return stageChoices(form).map((option) => ({
		id: stageKey(option),
		label: option.text.trim() || null,
		pipeline: null,
	}));
}

function savedOption(form: HTMLFormElement): HTMLOptionElement | null {
	return stageChoices(form).find(({ defaultSelected }) => defaultSelected) ?? null;
}

/** A raw number that a form was served with. */
function rawNumber(form: HTMLFormElement, name: string, marks: LocaleMarks): DecimalString | null {
	const field = form.querySelector<HTMLInputElement>(`input[name="${name}"]`);
	if (!field) throw new ReadError('api-changed', name);
	return short(read(field.defaultValue, dolibarrQuantity, marks));
}

function served(form: HTMLFormElement, name: string): string | null {
	return form.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.defaultValue || null;
}

function endOf(form: HTMLFormElement): string | null {
	const [year, month, day] = ['year', 'month', 'day'].map((part) =>
		served(form, `projectend${part}`)?.padStart(2, '0'),
	);
	const written = `${year}-${month}-${day}`;
	return /^\d{4}-\d\d-\d\d$/.test(written) && !Number.isNaN(Date.parse(written)) ? written : null;
}

/** Values of a lead as its edit form was served with them. */
function leadIn(form: HTMLFormElement, ref: RecordRef, account: string | null): DealReading {
	const marks = localeMarks(form.ownerDocument.documentElement?.lang || 'en');
	const option = savedOption(form);
	const amount = rawNumber(form, 'opp_amount', marks);
	const probability = fraction(rawNumber(form, 'opp_percent', marks));
	const number = served(form, 'ref');
	const closeDate = endOf(form);
	const money = form.querySelector('input[name="opp_amount"]')?.parentElement?.textContent ?? '';
	const facts: DealFacts = {
		ref,
		name: served(form, 'title') ?? number ?? '',
		account,
		number,
		stage: option && { id: stageKey(option), label: option.text.trim() || null, since: null },
		amount,
		currency: currencyIn(money),
		probability,
		closeDate,
		owner: null,
		segments: {},
		lines: [],
		rounding: { unitPriceDigits: null, lineAmountDigits: 2 },
		filledFields: filled({ account, number, amount, probability, closeDate }),
		reading: { source: 'api', at: new Date().toISOString() },
	};
	return { facts, ...stageList(stagesIn(form)) };
}

/** Badges of a proposal that is still an offer: draft and validated. */
const openBadges = '.badge-status0, .badge-status1';

/** True where the user may see proposals: the page of what is linked with a project has a table of them then. */
function hasQuoteTable(document: Document): boolean {
	const comments = document.createTreeWalker(document.body, NodeFilter.SHOW_COMMENT);
	while (comments.nextNode())
		if (/^ Table for tablename = propal $/.test(comments.currentNode.nodeValue ?? '')) return true;
	return false;
}

/** Open proposals in the page of what is linked with a project. From `projet/element.php`, 16.0.3, 2026-11. */
function openQuotesIn(document: Document, { site }: RecordRef, prefix: string): QuoteLink[] {
	return [...document.querySelectorAll('td > a[href*="/comm/propal/card.php?id="]')].flatMap((link) => {
		const id = /[?&]id=(\d+)/.exec(link.getAttribute('href') ?? '')?.[1];
		if (id === undefined || !link.closest('tr')?.querySelector(openBadges)) return [];
		const ref: RecordRef = { crm: 'dolibarr', site, kind: 'quote', id };
		return [{ ref, name: link.textContent?.trim() ?? id, url: `${site}${prefix}comm/propal/card.php?id=${id}` }];
	});
}

type Lines = Pick<DealFacts, 'lines'> & Partial<Pick<DealFacts, 'linesNote' | 'isCostDenied' | 'rounding'>>;

/** The lines of the one open proposal of a lead; without one, or with several, there are none, and why is said. */
async function linesOfLead(
	{ get, ask, costs, page }: LeadSource,
	ref: RecordRef,
	currency: string | null,
): Promise<Lines> {
	const none = (linesNote: LinesNote): Lines => ({ lines: [], linesNote });
	const linked = await asResult(() => get(`projet/element.php?${new URLSearchParams({ id: ref.id })}`));
	if (!linked.ok) return linked.error.code === 'not-allowed' ? none({ kind: 'hidden' }) : { lines: null };
	if (!hasQuoteTable(linked.value)) return none({ kind: 'hidden' });
	const quotes = openQuotesIn(linked.value, ref, prefixOf(page));
	const [quote] = quotes;
	if (!quote) return none({ kind: 'no-quote' });
	if (quotes.length > 1) return none({ kind: 'several-quotes', quotes });
	const facts = await asResult(() => readQuote(get, ask, quote.ref, costs));
	if (!facts.ok) return facts.error.code === 'not-allowed' ? none({ kind: 'hidden' }) : { lines: null };
	const { lines, rounding, isCostDenied } = facts.value;
	if (currency !== null && facts.value.currency !== currency) return none({ kind: 'other-currency', quote });
	return { lines, rounding, linesNote: { kind: 'from-quote', quote }, ...(isCostDenied ? { isCostDenied } : {}) };
}

/** What a lead is read with. */
export interface LeadSource {
	readonly get: Get;
	readonly ask: Ask;
	readonly costs: CostSearch;
	readonly page: Page;
}

/** Reads a lead. Its edit form alone names its values; the customer is in the head of its card. Throws `ReadError`. */
export async function readLead(source: LeadSource, ref: RecordRef): Promise<DealReading> {
	const { get, page } = source;
	const query = new URLSearchParams({ id: ref.id });
	const document = await get(`projet/card.php?${query}&action=edit`);
	const form = projectForm(document);
	if (!form) {
		// Who may not edit gets the card in its place.
		throw new ReadError(document.querySelector('a#project.tab') ? 'not-allowed' : 'record-missing');
	}
	if (form.querySelector<HTMLInputElement>('input[name="id"]')?.defaultValue !== ref.id)
		throw new ReadError('api-changed', 'id');
	const here = recordInFront(page)?.id === ref.id ? accountIn(page.document, 'opportunity') : null;
	const card = here === null ? await asResult(() => get(`projet/card.php?${query}`)) : null;
	const account = here ?? (card?.ok ? accountIn(card.value, 'opportunity') : null);
	const { facts, ...rest } = leadIn(form, ref, account);
	const lines = await linesOfLead(source, ref, facts.currency);
	const count = lines.lines?.length ?? 0;
	const filledFields = { ...facts.filledFields, ...(count > 0 ? { lines: String(count) } : {}) };
	return { facts: { ...facts, ...lines, filledFields }, ...rest };
}
