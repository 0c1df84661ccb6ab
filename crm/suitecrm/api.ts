import type { DealFacts, DealStage, RecordRef } from '../../core/model/deal.ts';
import { type DecimalString, isDecimalString } from '../../core/model/decimal.ts';
import type { CallApi, Page } from '../contract.ts';
import { asResult, ReadError, text, type Wire } from '../kit/answers.ts';
import type { CostSearch } from '../kit/cost.ts';
import { filled } from '../kit/facts.ts';
import { fraction, short } from '../kit/numbers.ts';
import {
	baseCurrency,
	type Currencies,
	classicCurrencies,
	currencyList,
	currencyOf,
	currencyOfSign,
	servedCurrency,
	signOf,
} from './api-currencies.ts';
import { emptyMemory, type Memory } from './api-memory.ts';
import { strictNumber } from './fields-numbers.ts';
import { baseOf, classicOf, isShell } from './front.ts';
import { costedLines, findLines, linesOf, tryEditView } from './lines.ts';
import { classicDealLines, type Lines, shellDealLines } from './lines-deal.ts';
import { type Asked, type Asking, attribute, shellCurrencies } from './wire.ts';
import { dayIn, type EditViewSource, optionsOf, served, sourceLines } from './wire-classic.ts';
import { shellAt } from './wire-graphql.ts';

/** Facts of opportunities and quotes, with the session the page has. */

/** What reading gave: facts, and what edits are read with. */
export interface Reading {
	readonly facts: DealFacts;
	readonly memory: Memory;
	/** Key of each stage that such a record can have → its label; null when they were not told. */
	readonly stages: ReadonlyMap<string, string> | null;
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

function factsOf(ref: RecordRef, header: Header, { lines, linesNote }: Lines): DealFacts {
	const { account, number, amount, closeDate, owner } = header;
	const probability = fraction(header.probability);
	return {
		ref,
		...header,
		probability,
		lines,
		...(linesNote && { linesNote }),
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
function headerOf(view: EditViewSource, kind: RecordRef['kind'], currencies: Currencies): Header {
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
		currency: currencyOf(currencies, served(form, 'currency_id'), signOf(servedCurrency(form))),
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

/** The currencies, asked for once, where the sign beside a record's own does not name it. */
async function formCurrencies({ callApi, page, signal, asked }: Asking, form: HTMLFormElement): Promise<Currencies> {
	if (asked.currencies) return asked.currencies;
	const own = servedCurrency(form);
	if (!own || (own.value === baseCurrency && currencyOfSign(signOf(own)) !== null)) return new Map();
	const base = [...(currencyList(form)?.options ?? [])].find(({ value }) => value === baseCurrency);
	asked.currencies = await classicCurrencies(callApi, page, signOf(base), signal);
	return asked.currencies;
}

/** Version 7: the edit view tells all; who may only look at a quote gets its lines beside what the page shows. */
async function readClassic(asking: Asking, ref: RecordRef, shown: () => DealFacts | null): Promise<Reading> {
	const view = await tryEditView(asking, ref.kind, ref.id);
	const isCostUsual = asking.costs.source.of === 'usual';
	if (view.ok) {
		const { form, marks } = view.value;
		const isQuote = ref.kind === 'quote';
		const [currencies, lines] = await Promise.all([
			formCurrencies(asking, form),
			isQuote ? { lines: await costedLines(asking, sourceLines(view.value)) } : classicDealLines(asking, ref, form),
		]);
		return {
			facts: factsOf(ref, headerOf(view.value, ref.kind, currencies), lines),
			memory: { marks, stageKeys: stageKeys(optionsOf(form, 'sales_stage')), currencies, isCostUsual },
			stages: optionsOf(form, isQuote ? 'stage' : 'sales_stage'),
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
		memory: { ...emptyMemory, isCostUsual },
		stages: null,
	};
}

function number(wire: Wire, field: string): DecimalString | null {
	const value = attribute(wire, field);
	if (value === null) return null;
	if (!isDecimalString(value)) throw new ReadError('api-changed', field);
	return short(value);
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

/** What GraphQL tells of a record. */
function headerOf8(
	wire: Wire,
	kind: RecordRef['kind'],
	currencies: Currencies,
	labels: ReadonlyMap<string, string> | null,
): Header {
	const isQuote = kind === 'quote';
	const stage = attribute(wire, isQuote ? 'stage' : 'sales_stage');
	return {
		name: text(wire, 'name'),
		account: related(wire, isQuote ? 'billing_account' : 'account_name', 'name'),
		number: isQuote ? attribute(wire, 'number') : null,
		stage: stage === null ? null : { id: stage, label: labels?.get(stage) ?? null, since: null },
		amount: isQuote ? null : number(wire, 'amount'),
		currency: currencyOf(currencies, attribute(wire, 'currency_id'), related(wire, 'currency_symbol', 'symbol')),
		probability: isQuote ? null : number(wire, 'probability'),
		closeDate: day(wire, isQuote ? 'expiration' : 'date_closed'),
		owner: related(wire, 'assigned_user_name', 'user_name'),
		segments: filled({
			type: isQuote ? null : attribute(wire, 'opportunity_type'),
			source: isQuote ? null : attribute(wire, 'lead_source'),
		}),
	};
}

/** Version 8: the record by GraphQL, lines and the names of stages by the edit view of the classic interface. */
async function readShell(asking: Asking, ref: RecordRef): Promise<Reading> {
	const { callApi, page, signal, asked } = asking;
	const shell = shellAt(callApi, page.document, baseOf(page), signal);
	const isQuote = ref.kind === 'quote';
	const [wire, settings, told, view] = await Promise.all([
		shell.record(isQuote ? 'quotes' : 'opportunities', ref.id),
		asked.preferences ?? asResult(() => shell.preferences()),
		shellCurrencies(shell, asked),
		isQuote || !asked.stages ? tryEditView(asking, ref.kind, ref.id) : null,
	]);
	if ('marks' in settings) asked.preferences = settings;
	else if (settings.ok) asked.preferences = settings.value;
	const currencies = told.size > 0 ? told : (asked.preferences?.currencies ?? told);
	const form = view?.ok ? view.value.form : null;
	if (form && !isQuote) asked.stages = optionsOf(form, 'sales_stage');
	const labels = isQuote ? form && optionsOf(form, 'stage') : asked.stages;
	const lines =
		isQuote && view
			? { lines: await linesOf(asking, ref.id, view) }
			: await shellDealLines(asking, shell, ref, wire.currency_id);
	return {
		facts: factsOf(ref, headerOf8(wire, ref.kind, currencies, labels), lines),
		memory: {
			marks: asked.preferences?.marks ?? (view?.ok ? view.value.marks : null),
			stageKeys: stageKeys(asked.stages),
			currencies,
			isCostUsual: asking.costs.source.of === 'usual',
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
	asked: Asked,
	costs: CostSearch,
	shown: () => DealFacts | null,
): Promise<Reading> {
	const asking = { callApi, page, signal, costs, asked };
	return isShell(page) ? readShell(asking, ref) : readClassic(asking, ref, shown);
}
