import type { DealFacts, DealStage, RecordRef, StageOption } from '../../core/model/deal.ts';
import { type DecimalString, isDecimalString } from '../../core/model/decimal.ts';
import { type LocaleMarks, localeMarks } from '../../core/model/locale-number.ts';
import type { CallApi, FactsReading, Page } from '../contract.ts';
import { type CostSearch, costFieldOf, costSeen, namedCost } from '../cost.ts';
import { askAny, askJson, asResult, objects, ReadError, refusalOf, stageList } from '../wire.ts';
import { lineOf, productIn, type ShownLine, shownLine, shownRows, totalDigits, withOptions } from './lines.ts';
import { currencyIn, fraction, marksOf, shownNumber, typedNumber } from './numbers.ts';
import { prefixOf, projectForm, recordInFront } from './places.ts';

/**
 * Facts from the pages that the user may open, with the page's session: they show what the user may see and no more,
 * which the REST interface does not. Requests of one session wait for each other, so they are asked one by one.
 */

type Get = (path: string) => Promise<Document>;

/** Every answer has status 200; what it is shows in the page. */
function pageIn(text: string): Document {
	const document = new DOMParser().parseFromString(text, 'text/html');
	if (document.querySelector('form#login, body.bodylogin')) throw new ReadError('signed-out');
	if (document.querySelector('.fiche > div.error')) throw new ReadError('not-allowed');
	if (!document.querySelector('body#mainbody')) throw new ReadError('not-json');
	return document;
}

function getter(callApi: CallApi, prefix: string, signal: AbortSignal): Get {
	return async (path) => {
		const answer = await askAny(callApi, { method: 'GET', url: `${prefix}${path}`, via: 'page' }, signal);
		const refusal = refusalOf(answer);
		if (refusal) throw refusal;
		return pageIn(answer.text);
	};
}

function filled(values: Readonly<Record<string, string | null>>): Record<string, string> {
	return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

/** The first text of an element that is its own: what stands before its first child with something in it. */
function ownText(element: Element | null): string | null {
	for (const node of element?.childNodes ?? []) {
		const text = node.nodeType === 3 ? (node.textContent ?? '').trim() : '';
		if (text) return text;
	}
	return null;
}

/** The customer in the head of a page: a link, or its name alone for who may not open it. */
export function accountIn(document: Document, kind: RecordRef['kind']): string | null {
	const head = document.querySelector('.refidno');
	const link = head?.querySelector('a[href*="socid="]')?.textContent?.trim();
	if (link || kind === 'opportunity') return link || null;
	// A label before the name would be taken for it.
	const name = ownText(head);
	return name?.includes(':') ? null : name;
}

/** A quote has no name of its own: its project's, else its customer's, else its number. */
export function nameIn(document: Document, kind: RecordRef['kind']): string {
	if (kind === 'opportunity') return ownText(document.querySelector('.refidno')) ?? numberIn(document) ?? '';
	const project = document.querySelector('.project_head_block a');
	const title = project?.nextSibling?.textContent?.replace(/^\s*-\s*/, '').trim();
	return title || accountIn(document, kind) || numberIn(document) || '';
}

/** The number of a record as people say it; that of a draft is a provisional one. */
export function numberIn(document: Document): string | null {
	return ownText(document.querySelector('.refid'));
}

/** A quote's stage is the number of its badge. */
export function stageIn(document: Document): DealStage | null {
	const badge = document.querySelector('.statusref .badge-status');
	const [, id] = /(?:^|\s)badge-status(\d)(?:\s|$)/.exec(badge?.className ?? '') ?? [];
	return id === undefined ? null : { id, label: badge?.textContent?.trim() || null, since: null };
}

/** The three totals in the company's own currency: those of another one come before them. Null without them. */
export function netTotal(document: Document): string | null {
	const cards = [...document.querySelectorAll('td.amountcard')];
	return cards.at(-3)?.textContent?.trim() ?? null;
}

/** The saved discount of an option, whose cell is blank, from its edit row; null when the page gives none. */
async function optionDiscount(get: Get, id: string, line: ShownLine): Promise<DecimalString | null> {
	const query = new URLSearchParams({ id, action: 'editline', lineid: line.id });
	const row = (await get(`comm/propal/card.php?${query}`)).querySelector('#tablelines tr.tredited');
	if (row?.querySelector<HTMLInputElement>('input[name="lineid"]')?.defaultValue !== line.id) return null;
	const text = row.querySelector<HTMLInputElement>('input[name="remise_percent"]')?.defaultValue;
	return isDecimalString(text) ? fraction(text) : null;
}

async function withDiscounts(get: Get, id: string, lines: readonly ShownLine[]): Promise<ShownLine[]> {
	const read: ShownLine[] = [];
	for (const line of lines) {
		const isAsked = line.isOption && line.canEdit;
		const asked = isAsked ? await asResult(() => optionDiscount(get, id, line)) : null;
		read.push(asked?.ok ? { ...line, discount: asked.value } : line);
	}
	return read;
}

/** Fields of a product that the page's list of buying prices tells: its own cost, and the average price of its stock. */
const listedCosts: Readonly<Record<string, string>> = { cost_price: 'costprice', pmp: 'pmpprice' };

/**
 * Costs of products by their ids. The list is given to anybody who is signed in, so that it is only asked for where the
 * page shows costs.
 */
async function productCosts(
	ask: (path: string) => Promise<unknown>,
	ids: readonly string[],
	costs: CostSearch,
): Promise<Map<string, DecimalString | null>> {
	const field = costFieldOf(costs, 'product') ?? '';
	const entry = Object.hasOwn(listedCosts, field) ? listedCosts[field] : undefined;
	const found = new Map<string, DecimalString | null>();
	if (entry === undefined) costSeen(costs, false);
	for (const id of entry === undefined ? [] : ids) {
		const listed = await asResult(async () =>
			objects(await ask(`fourn/ajax/getSupplierPrices.php?${new URLSearchParams({ idprod: id })}`), 'prices'),
		);
		if (!listed.ok) continue;
		const price = listed.value.find((each) => each.id === entry);
		found.set(id, namedCost(costs, { [field]: price?.price }, field));
	}
	return found;
}

/** Costs as the user said: what the line's cell shows, or a price of its product. No other field of either is shown. */
async function costsOf(
	ask: (path: string) => Promise<unknown>,
	lines: readonly ShownLine[],
	costs: CostSearch,
): Promise<(line: ShownLine) => DecimalString | null> {
	const ofLine = costFieldOf(costs, 'line');
	const isShown = lines.some(({ hasCostCell }) => hasCostCell);
	if (ofLine !== null && isShown) costSeen(costs, ofLine === 'pa_ht');
	if (costs.place.of === 'usual' || ofLine === 'pa_ht') return ({ cost }) => cost;
	if (costs.place.of !== 'product' || !isShown) return () => null;
	const productId = ({ row }: ShownLine) => productIn(row.querySelector('td.linecoldescription')).product?.id ?? '';
	const ids = [...new Set(lines.flatMap((line) => productId(line) || []))];
	const found = await productCosts(ask, ids, costs);
	return (line) => found.get(productId(line)) ?? null;
}

async function readQuote(
	get: Get,
	ask: (path: string) => Promise<unknown>,
	ref: RecordRef,
	costs: CostSearch,
): Promise<DealFacts> {
	const document = await get(`comm/propal/card.php?${new URLSearchParams({ id: ref.id })}`);
	const tab = document.querySelector('a#comm.tab')?.getAttribute('href');
	if (!tab) throw new ReadError('record-missing');
	if (!new RegExp(`[?&]id=${ref.id}(?:&|$)`).test(tab)) throw new ReadError('api-changed', 'id');
	if (!document.querySelector('#tablelines') && document.querySelector('#addproduct'))
		throw new ReadError('api-changed', 'Lines');
	const marks = marksOf(document);
	const digits = totalDigits(document, marks);
	const total = netTotal(document);
	const rows = shownRows(document).map((row) => shownLine(row, marks));
	const shown = withOptions(
		await withDiscounts(get, ref.id, rows),
		total === null ? null : shownNumber(total, marks),
		digits,
	);
	const costOf = await costsOf(ask, shown, costs);
	const lines = shown.map((line) => lineOf(line, digits, costOf(line)));
	const isCostHidden = rows.length > 0 && rows.every(({ hasCostCell }) => !hasCostCell);
	const account = accountIn(document, 'quote');
	const number = numberIn(document);
	return {
		ref,
		name: nameIn(document, 'quote'),
		account,
		number,
		stage: stageIn(document),
		amount: null,
		currency: total === null ? null : currencyIn(total),
		probability: null,
		closeDate: null,
		owner: null,
		segments: {},
		lines,
		rounding: { unitPriceDigits: null, lineAmountDigits: digits },
		filledFields: filled({ account, number, lines: lines.length > 0 ? String(lines.length) : null }),
		reading: { source: 'api', at: new Date().toISOString() },
		...(isCostHidden && costs.place.of !== 'nowhere' ? { isCostDenied: true } : {}),
	};
}

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
	return field.defaultValue === '' ? null : typedNumber(field.defaultValue, marks, 'quantity', false);
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

/** The edit form alone names a lead's values; the customer stands in the head of its card. */
async function readLead(get: Get, ref: RecordRef, page: Page): Promise<DealReading> {
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
	return leadIn(form, ref, account);
}

/** A record, and the stages it could be in where those were told. */
type DealReading = Pick<FactsReading, 'facts' | 'stages'>;

/** Reads a proposal or a lead. Throws `ReadError`. */
export async function readDeal(
	callApi: CallApi,
	page: Page,
	ref: RecordRef,
	signal: AbortSignal,
	costs: CostSearch,
): Promise<DealReading> {
	const prefix = prefixOf(page);
	const get = getter(callApi, prefix, signal);
	const ask = (path: string) => askJson(callApi, { method: 'GET', url: `${prefix}${path}`, via: 'page' }, signal);
	return ref.kind === 'quote' ? { facts: await readQuote(get, ask, ref, costs) } : readLead(get, ref, page);
}
