import type { DealFacts, DealStage, RecordRef, StageOption } from '../../core/model/deal.ts';
import {
	currency as currencyIn,
	dayOrNull,
	decimalOrNull,
	ifAllowed,
	objects,
	ReadError,
	text,
	type Wire,
} from '../kit/answers.ts';
import type { CostSearch } from '../kit/cost.ts';
import { filled } from '../kit/facts.ts';
import { fraction } from '../kit/numbers.ts';
import { readLines, type SubTotal } from './lines.ts';
import { type Ask, named, readOne, recordsOf, told } from './wire.ts';

/** A stage: what it was named at first, which never changes, and what it is called now. */
interface PipelineStage {
	readonly pipeline: string;
	readonly actual: string;
	readonly display: string;
}

/** What is read once while a record is open. */
export interface Client {
	/** Stages of the deals' pipelines; null when they were not read, or may not be. */
	stages: readonly PipelineStage[] | null;
	/** The pipeline of the deal that was read last, by the name the record has it under. */
	pipeline: string | null;
	readonly segments: Map<string, Readonly<Record<string, string>>>;
	/** The company's own currency; undefined before it was asked for. */
	homeCurrency: string | null | undefined;
	/** What the sum of the quote that was read last is made of. */
	subTotal: SubTotal;
}

/** A client that has read nothing. */
export function newClient(): Client {
	return { stages: null, pipeline: null, segments: new Map(), homeCurrency: undefined, subTotal: null };
}

/** The stage of a pipeline by either of its names; null when it has none of that name. */
export function stageNamed({ stages, pipeline }: Client, name: string): PipelineStage | null {
	const own = (stages ?? []).filter((stage) => pipeline === null || stage.pipeline === pipeline);
	return own.find(({ display }) => display === name) ?? own.find(({ actual }) => actual === name) ?? null;
}

/** Stages of the deals' pipelines, each key once: two pipelines may share a stage. */
export function stageOptions({ stages }: Client): readonly StageOption[] {
	const several = new Set(stages?.map(({ pipeline }) => pipeline)).size > 1;
	const byKey = new Map((stages ?? []).map((stage) => [stage.actual, stage]));
	return [...byKey.values()].map(({ actual, display, pipeline }) => ({
		id: actual,
		label: display,
		pipeline: several ? pipeline : null,
	}));
}

/** Layouts whose pipelines a deal may be in: the one it names, else all. */
async function layoutsOf(ask: Ask, deal: Wire): Promise<string[]> {
	const own = named(deal, 'Layout') ?? named(deal, '$layout_id');
	if (own) return [own.id];
	return recordsOf(await ask('/settings/layouts?module=Deals'), 'layouts').map((layout) => text(layout, 'id'));
}

async function readStages(ask: Ask, deal: Wire): Promise<PipelineStage[]> {
	const layouts = await layoutsOf(ask, deal);
	const answers = await Promise.all(layouts.map((id) => ask(`/settings/pipeline?layout_id=${encodeURIComponent(id)}`)));
	return answers
		.flatMap((answer) => recordsOf(answer, 'pipeline'))
		.flatMap((pipeline) =>
			objects(pipeline.maps, 'maps').map((stage) => ({
				pipeline: text(pipeline, 'display_value'),
				actual: text(stage, 'actual_value'),
				display: text(stage, 'display_value'),
			})),
		);
}

function stageOf(deal: Wire, client: Client): DealStage | null {
	const name = told(deal, 'Stage');
	client.pipeline = told(deal, 'Pipeline');
	if (name === null) return null;
	const stage = stageNamed(client, name);
	return { id: stage?.actual ?? name, label: stage?.display ?? name, since: null };
}

async function accountSegments(ask: Ask, id: string, { segments }: Client): Promise<Readonly<Record<string, string>>> {
	const known = segments.get(id);
	if (known) return known;
	const account = await ifAllowed(readOne(ask, 'Accounts', id, 'Industry,Billing_Country'));
	const of = (field: string) => account && told(account, field);
	const found = filled({ industry: of('Industry'), country: of('Billing_Country') });
	segments.set(id, found);
	return found;
}

/** The record's currency; companies with one currency have it in their settings alone. */
async function currencyOf(ask: Ask, record: Wire, client: Client): Promise<string | null> {
	return told(record, 'Currency') !== null ? currencyIn(record, 'Currency') : homeCurrency(ask, client);
}

/** The company's own currency; null when this user may not see it. */
async function homeCurrency(ask: Ask, client: Client): Promise<string | null> {
	if (client.homeCurrency === undefined) {
		const [org] = recordsOf(await ifAllowed(ask('/org')), 'org');
		client.homeCurrency = org && told(org, 'iso_code') !== null ? currencyIn(org, 'iso_code') : null;
	}
	return client.homeCurrency;
}

/** The one quote of a deal that is still an offer: undefined for none, null when several are or none can be read. */
async function quoteOf(ask: Ask, dealId: string): Promise<string | null | undefined> {
	const path = `/Deals/${encodeURIComponent(dealId)}/Quotes?fields=Subject,Quote_Stage`;
	try {
		const open = recordsOf(await ask(path)).filter((quote) => told(quote, 'Quote_Stage') !== 'Closed Lost');
		return open.length > 1 ? null : open.map((quote) => text(quote, 'id'))[0];
	} catch (cause) {
		const code = cause instanceof ReadError ? cause.failure.code : null;
		if (code === 'not-allowed') return null;
		// Editions without quotes.
		if (code === 'record-missing') return undefined;
		throw cause;
	}
}

const noLines = { lines: null, subTotal: null, sold: 0, isCostDenied: false };
const emptyLines = { lines: [], subTotal: null, sold: 0, isCostDenied: false };

/** What is read of a deal, or of a quote with its deal. */
async function readOpportunity(ask: Ask, id: string, client: Client, costs: CostSearch) {
	// A record that cannot be read says so, whatever its quotes say.
	const [deal, quoteId] = await Promise.all([readOne(ask, 'Deals', id), quoteOf(ask, id)]);
	const account = named(deal, 'Account_Name');
	const ofQuote = async (quote: string) => {
		const record = await ifAllowed(readOne(ask, 'Quotes', quote));
		return record
			? readLines(ask, record, await currencyOf(ask, record, client), costs, () => homeCurrency(ask, client))
			: noLines;
	};
	const [stages, segments, currency, lines] = await Promise.all([
		client.stages ?? ifAllowed(readStages(ask, deal)),
		account ? accountSegments(ask, account.id, client) : {},
		currencyOf(ask, deal, client),
		quoteId === undefined ? emptyLines : quoteId === null ? noLines : ofQuote(quoteId),
	]);
	client.stages = stages;
	const name = told(deal, 'Deal_Name') ?? '';
	return { record: deal, deal, account, segments, currency, lines, name, number: null, stage: stageOf(deal, client) };
}

async function readQuote(ask: Ask, id: string, client: Client, costs: CostSearch) {
	const quote = await readOne(ask, 'Quotes', id);
	const [account, ofDeal] = [named(quote, 'Account_Name'), named(quote, 'Deal_Name')];
	const currency = await currencyOf(ask, quote, client);
	const [deal, segments, lines] = await Promise.all([
		ofDeal && ifAllowed(readOne(ask, 'Deals', ofDeal.id)),
		account ? accountSegments(ask, account.id, client) : {},
		readLines(ask, quote, currency, costs, () => homeCurrency(ask, client)),
	]);
	const state = told(quote, 'Quote_Stage');
	const stage = state === null ? null : { id: state, label: state, since: null };
	const name = told(quote, 'Subject') ?? '';
	return { record: quote, deal, account, segments, currency, lines, name, number: told(quote, 'Quote_Number'), stage };
}

function numberIn(record: Wire | null, field: string): string | null {
	return record?.[field] === undefined ? null : decimalOrNull(record, field);
}

/** Reads a deal with the lines of its quote, or a quote. Throws `ReadError`. */
export async function readDeal(ask: Ask, ref: RecordRef, client: Client, costs: CostSearch): Promise<DealFacts> {
	const isQuote = ref.kind === 'quote';
	const read = await (isQuote ? readQuote : readOpportunity)(ask, ref.id, client, costs);
	const { record, deal, lines } = read;
	client.subTotal = lines.subTotal;
	const percent = numberIn(deal, 'Probability');
	const amount = isQuote ? null : numberIn(deal, 'Amount');
	const probability = percent === null ? null : fraction(percent);
	const closeDate = deal?.Closing_Date === undefined ? null : dayOrNull(deal, 'Closing_Date');
	const account = read.account?.name ?? null;
	const owner = named(record, 'Owner')?.name ?? null;
	const type = deal ? told(deal, 'Type') : null;
	const values = {
		amount: amount ?? (isQuote && lines.sold > 0 ? 'lines' : null),
		closeDate,
		probability,
		account,
		owner,
		number: read.number,
		lines: lines.sold > 0 ? String(lines.sold) : null,
		type,
		nextStep: deal ? told(deal, 'Next_Step') : null,
	};
	return {
		ref,
		name: read.name,
		account,
		number: read.number,
		stage: read.stage,
		amount,
		currency: read.currency,
		probability,
		closeDate,
		owner,
		segments: { ...read.segments, ...(type ? { type } : {}) },
		lines: lines.lines,
		rounding: { unitPriceDigits: null, lineAmountDigits: 2 },
		filledFields: filled(values),
		reading: { source: 'api', at: new Date().toISOString() },
		...(lines.isCostDenied ? { isCostDenied: true } : {}),
	};
}
