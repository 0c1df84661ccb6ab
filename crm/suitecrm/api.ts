import type { DealFacts, DealStage, QuoteLine, RecordRef } from '../../core/model/deal.ts';
import { type DecimalString, isDecimalString } from '../../core/model/decimal.ts';
import type { CallApi, Page } from '../contract.ts';
import { type CostSearch, costFieldOf, costSeen, namedCost } from '../cost.ts';
import { askAny, asResult, ReadError, text, type Wire } from '../wire.ts';
import type { Learned } from './edits.ts';
import { type Preferences, type Shell, shellAt } from './graphql.ts';
import { fraction, shortest, strictNumber } from './numbers.ts';
import { baseOf, classicBaseOf, classicOf, isShell } from './places.ts';
import {
	chosenSign,
	currencyOf,
	dayIn,
	type EditViewSource,
	editViewIn,
	foundLines,
	lineOf,
	optionsOf,
	productIdOf,
	served,
	shortened,
	sourceLines,
} from './source.ts';

/** Facts of opportunities and quotes, with the session the page has. */

const modules: Readonly<Record<RecordRef['kind'], string>> = { opportunity: 'Opportunities', quote: 'AOS_Quotes' };

/** Stages after which a quote is no offer any more. */
const isClosed = (stage: unknown) => typeof stage === 'string' && stage.startsWith('Closed');

/** What does not change while a record is in front, so that it is asked for once. */
export interface Kept {
	preferences: Preferences | null;
	/** Key of each opportunity stage → its label. */
	stages: ReadonlyMap<string, string> | null;
}

/** What reading gave: facts, and what edits are read with. */
export interface Reading {
	readonly facts: DealFacts;
	readonly learned: Learned;
	/** Key of each stage that such a record can have → its label; null when they were not told. */
	readonly stages: ReadonlyMap<string, string> | null;
}

interface Asking {
	readonly callApi: CallApi;
	readonly page: Page;
	readonly signal: AbortSignal;
	readonly costs: CostSearch;
}

async function readEditView({ callApi, page, signal }: Asking, kind: RecordRef['kind'], id: string) {
	const query = new URLSearchParams({ module: modules[kind], action: 'EditView', record: id });
	const url = `${classicBaseOf(page)}index.php?${query}`;
	return editViewIn(await askAny(callApi, { method: 'GET', url, via: 'page' }, signal));
}

const lineColumns = [
	'id',
	'name',
	'part_number',
	'number',
	'product_id',
	'product_qty',
	'product_cost_price',
	'product_list_price',
	'product_discount',
	'discount',
	'product_unit_price',
	'vat',
	'product_total_price',
	'parent_id',
];

/** Lines as facts. A field of a product is told by version 8 alone: 7 shows products as whole pages only. */
async function costedLines(asking: Asking, wires: readonly Wire[]): Promise<QuoteLine[]> {
	const { callApi, page, signal, costs } = asking;
	const lines = wires.map((wire) => lineOf(wire, costs));
	const field = costFieldOf(costs, 'product');
	const ids = [...new Set(wires.flatMap((wire) => productIdOf(wire) ?? []))];
	if (field === null || ids.length === 0) return lines;
	if (!isShell(page)) {
		costSeen(costs, false);
		return lines;
	}
	const shell = shellAt(callApi, page.document, baseOf(page), signal);
	const read = await Promise.all(ids.map((id) => asResult(() => shell.record('products', id))));
	const products = new Map(ids.map((id, at) => [id, read[at]]));
	return lines.map((line, at) => {
		const product = products.get(line.product?.id ?? '');
		if (!product?.ok) return line;
		const unitCost = shortened(namedCost(costs, product.value, field));
		const [own, sold] = [product.value.currency_id, wires[at]?.currency_id];
		// A product's cost is in its own currency, which only an id names.
		return own && sold && own !== sold ? line : { ...line, unitCost };
	});
}

/** The lines by the page's own autocomplete. It asks for no right: only for a quote that this user may see. */
async function findLines(asking: Asking, id: string): Promise<QuoteLine[]> {
	const own = costFieldOf(asking.costs, 'line');
	if (own === null) return costedLines(asking, await findWires(asking, id, []));
	// It fails as a whole over a column that it does not know.
	const found = await asResult(() => findWires(asking, id, [own]));
	return costedLines(asking, found.ok ? found.value : await findWires(asking, id, []));
}

async function findWires({ callApi, page, signal }: Asking, id: string, more: readonly string[]): Promise<Wire[]> {
	const data = {
		form: 'EditView',
		method: 'query',
		modules: ['AOS_Products_Quotes'],
		group: 'or',
		field_list: [...lineColumns, ...more],
		conditions: [{ name: 'parent_id', op: 'equal', value: id }],
		order: 'number',
		limit: '500',
	};
	const query = new URLSearchParams({
		to_pdf: 'true',
		module: 'Home',
		action: 'quicksearchQuery',
		query: '',
		data: JSON.stringify(data),
	});
	const url = `${classicBaseOf(page)}index.php?${query}`;
	const wires = foundLines(await askAny(callApi, { method: 'GET', url, via: 'page' }, signal));
	return wires.filter(({ parent_id }) => parent_id === id);
}

/** The lines of a quote from its edit view, else as the autocomplete finds them. Null where neither tells them. */
async function linesOf(
	asking: Asking,
	id: string,
	view: Awaited<ReturnType<typeof tryEditView>>,
): Promise<QuoteLine[]> {
	if (view.ok) return costedLines(asking, sourceLines(view.value));
	if (view.error.code !== 'not-allowed')
		throw new ReadError(view.error.code, view.error.field, view.error.retryAfterMs);
	return findLines(asking, id);
}

function tryEditView(asking: Asking, kind: RecordRef['kind'], id: string) {
	return asResult(() => readEditView(asking, kind, id));
}

function filled(values: Readonly<Record<string, string | null>>): Record<string, string> {
	return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

interface Header {
	readonly name: string;
	readonly account: string | null;
	readonly number: string | null;
	readonly stage: DealStage | null;
	readonly amount: DecimalString | null;
	readonly currency: string | null;
	/** Percent. */
	readonly probability: DecimalString | null;
	readonly closeDate: string | null;
	readonly owner: string | null;
	readonly segments: Readonly<Record<string, string>>;
}

/** Nothing is rounded before the sums: list and discount of each line times its quantity, and two digits at the end. */
const rounding = { unitPriceDigits: null, lineAmountDigits: null } as const;

function factsOf(ref: RecordRef, header: Header, lines: readonly QuoteLine[] | null): DealFacts {
	const { account, number, amount, closeDate, owner } = header;
	const probability = fraction(header.probability);
	return {
		ref,
		...header,
		probability,
		lines,
		rounding,
		filledFields: filled({
			account,
			number,
			amount,
			closeDate,
			owner,
			probability,
			lines: lines && lines.length > 0 ? String(lines.length) : null,
		}),
		reading: { source: 'api', at: new Date().toISOString() },
	};
}

/** What a form of the classic interface was served with. */
function headerOf(view: EditViewSource, kind: RecordRef['kind']): Header {
	const { form, marks } = view;
	const isQuote = kind === 'quote';
	const stageField = isQuote ? 'stage' : 'sales_stage';
	const stage = served(form, stageField);
	const name = served(form, 'name');
	if (name === null) throw new ReadError('api-changed', 'name');
	const amount = isQuote ? null : served(form, 'amount');
	const probability = isQuote ? null : served(form, 'probability');
	return {
		name,
		account: served(form, isQuote ? 'billing_account' : 'account_name'),
		number: isQuote ? served(form, 'number') : null,
		stage: stage === null ? null : { id: stage, label: optionsOf(form, stageField).get(stage) ?? null, since: null },
		amount: amount === null ? null : strictNumber(amount, marks),
		currency: currencyOf(chosenSign(form)),
		probability: probability === null ? null : strictNumber(probability, marks),
		closeDate: dayIn(view, served(form, isQuote ? 'expiration' : 'date_closed')),
		owner: served(form, 'assigned_user_name'),
		segments: filled({
			type: isQuote ? null : served(form, 'opportunity_type'),
			source: isQuote ? null : served(form, 'lead_source'),
		}),
	};
}

function stageKeys(stages: ReadonlyMap<string, string> | null): Map<string, string> {
	return new Map([...(stages ?? [])].map(([key, label]) => [label, key]));
}

/** Version 7: the edit view tells all; who may only look at a quote gets its lines beside what the page shows. */
async function readClassic(asking: Asking, ref: RecordRef, shown: () => DealFacts | null): Promise<Reading> {
	const view = await tryEditView(asking, ref.kind, ref.id);
	if (view.ok) {
		const { form, marks } = view.value;
		return {
			facts: factsOf(
				ref,
				headerOf(view.value, ref.kind),
				ref.kind === 'quote' ? await costedLines(asking, sourceLines(view.value)) : [],
			),
			learned: { marks, stageKeys: stageKeys(optionsOf(form, 'sales_stage')) },
			stages: optionsOf(form, ref.kind === 'quote' ? 'stage' : 'sales_stage'),
		};
	}
	const { code, field, retryAfterMs } = view.error;
	const isSeen = code === 'not-allowed' && ref.kind === 'quote' && classicOf(asking.page)?.ref.id === ref.id;
	const onPage = isSeen ? shown() : null;
	if (!onPage) throw new ReadError(code, field, retryAfterMs);
	const lines = await findLines(asking, ref.id);
	const reading = { source: 'api', at: new Date().toISOString() } as const;
	return {
		facts: { ...onPage, lines, readings: { lines: reading } },
		learned: { marks: null, stageKeys: new Map() },
		stages: null,
	};
}

function attribute(wire: Wire, field: string): string | null {
	return wire[field] === undefined || wire[field] === null ? null : text(wire, field) || null;
}

function number(wire: Wire, field: string): DecimalString | null {
	const value = attribute(wire, field);
	if (value === null) return null;
	if (!isDecimalString(value)) throw new ReadError('api-changed', field);
	return shortest(value);
}

/** The name of a record or user that a field refers to; null for none. */
function related(wire: Wire, field: string, key: string): string | null {
	const value = wire[field];
	if (typeof value !== 'object' || value === null || !(key in value)) return null;
	const name = (value as Wire)[key];
	return typeof name === 'string' && name !== '' ? name : null;
}

function day(wire: Wire, field: string): string | null {
	const value = attribute(wire, field)?.slice(0, 10) ?? null;
	if (value !== null && (!/^\d{4}-\d\d-\d\d$/.test(value) || Number.isNaN(Date.parse(value))))
		throw new ReadError('api-changed', field);
	return value;
}

/** What GraphQL tells of a record. The user's settings name the currency they are about, a sign may name another. */
function headerOf8(
	wire: Wire,
	kind: RecordRef['kind'],
	preferences: Preferences | null,
	labels: ReadonlyMap<string, string> | null,
): Header {
	const isQuote = kind === 'quote';
	const stage = attribute(wire, isQuote ? 'stage' : 'sales_stage');
	const money = preferences?.currency;
	return {
		name: text(wire, 'name'),
		account: related(wire, isQuote ? 'billing_account' : 'account_name', 'name'),
		number: isQuote ? attribute(wire, 'number') : null,
		stage: stage === null ? null : { id: stage, label: labels?.get(stage) ?? null, since: null },
		amount: isQuote ? null : number(wire, 'amount'),
		currency:
			money && money.id === wire.currency_id ? money.code : currencyOf(related(wire, 'currency_symbol', 'symbol')),
		probability: isQuote ? null : number(wire, 'probability'),
		closeDate: day(wire, isQuote ? 'expiration' : 'date_closed'),
		owner: related(wire, 'assigned_user_name', 'user_name'),
		segments: filled({
			type: isQuote ? null : attribute(wire, 'opportunity_type'),
			source: isQuote ? null : attribute(wire, 'lead_source'),
		}),
	};
}

/** Lines of the one open quote of an opportunity in its currency; none for no quote, null where it is not one. */
async function linesForDeal(asking: Asking, shell: Shell, deal: RecordRef, currency: unknown) {
	const quotes = (await shell.quotesOf(deal.id)).filter(({ stage }) => !isClosed(stage));
	const [quote] = quotes;
	if (!quote) return [];
	if (quotes.length > 1 || quote.currency_id !== currency || typeof quote.id !== 'string') return null;
	return costedLines(asking, sourceLines(await readEditView(asking, 'quote', quote.id)));
}

/** Version 8: the record by GraphQL, lines and the names of stages by the edit view of the classic interface. */
async function readShell(asking: Asking, ref: RecordRef, kept: Kept): Promise<Reading> {
	const { callApi, page, signal } = asking;
	const shell = shellAt(callApi, page.document, baseOf(page), signal);
	const isQuote = ref.kind === 'quote';
	const [wire, settings, view] = await Promise.all([
		shell.record(isQuote ? 'quotes' : 'opportunities', ref.id),
		kept.preferences ?? asResult(() => shell.preferences()),
		isQuote || !kept.stages ? tryEditView(asking, ref.kind, ref.id) : null,
	]);
	if ('marks' in settings) kept.preferences = settings;
	else if (settings.ok) kept.preferences = settings.value;
	const form = view?.ok ? view.value.form : null;
	if (form && !isQuote) kept.stages = optionsOf(form, 'sales_stage');
	const labels = isQuote ? form && optionsOf(form, 'stage') : kept.stages;
	const lines = isQuote && view ? await linesOf(asking, ref.id, view) : null;
	const ofQuote = isQuote ? null : await asResult(() => linesForDeal(asking, shell, ref, wire.currency_id));
	return {
		facts: factsOf(
			ref,
			headerOf8(wire, ref.kind, kept.preferences, labels),
			ofQuote ? (ofQuote.ok ? ofQuote.value : null) : lines,
		),
		learned: {
			marks: kept.preferences?.marks ?? (view?.ok ? view.value.marks : null),
			stageKeys: stageKeys(kept.stages),
		},
		stages: labels,
	};
}

/** Reads a record. `shown` is what the page alone tells, asked for where the API refuses the rest. Throws `ReadError`. */
export function readDeal(
	callApi: CallApi,
	page: Page,
	ref: RecordRef,
	signal: AbortSignal,
	kept: Kept,
	costs: CostSearch,
	shown: () => DealFacts | null,
): Promise<Reading> {
	const asking = { callApi, page, signal, costs };
	return isShell(page) ? readShell(asking, ref, kept) : readClassic(asking, ref, shown);
}
