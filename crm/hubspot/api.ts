import type { DealFacts, DealStage, RecordRef, StageOption } from '../../core/model/deal.ts';
import {
	currency as currencyIn,
	day,
	ifAllowed,
	moment,
	object,
	objects,
	ReadError,
	text,
	type Wire,
} from '../kit/answers.ts';
import type { CostSearch } from '../kit/cost.ts';
import { filled } from '../kit/facts.ts';
import { currencyOf, linesOf, readLines } from './lines.ts';
import { type Ask, associated, needed, number, property, readAssociated } from './wire.ts';

/** A stage as its pipeline has it. */
interface PipelineStage {
	readonly pipeline: string;
	/** What people call the pipeline. */
	readonly pipelineName: string;
	readonly id: string;
	readonly label: string;
}

interface Company {
	readonly name: string | null;
	readonly segments: Readonly<Record<string, string>>;
}

/** What is read once while a record is open. */
export interface Memory {
	/** Stages of all pipelines in their order; null when they were not read, or may not be. */
	stages: readonly PipelineStage[] | null;
	/** The pipeline of the deal that was read last. */
	pipeline: string | null;
	readonly owners: Map<string, string | null>;
	readonly companies: Map<string, Company>;
	readonly costField: string | null;
}

/** A memory of nothing. */
export function newMemory(costField: string | null): Memory {
	return { stages: null, pipeline: null, owners: new Map(), companies: new Map(), costField };
}

/** The pipeline every account begins with. Its stages keep their own names. */
const firstPipeline = 'default';

/** A stage's id is its own within its pipeline only: where another has the same, the pipeline's is put before it. */
export function stageKey(stages: readonly PipelineStage[], pipeline: string, id: string): string {
	const isShared = stages.some((stage) => stage.id === id && stage.pipeline !== pipeline);
	return isShared && pipeline !== firstPipeline ? `${pipeline}/${id}` : id;
}

/** Stages of all pipelines by the keys that deals have them under. */
export function stageOptions({ stages }: Memory): readonly StageOption[] {
	const several = new Set(stages?.map(({ pipeline }) => pipeline)).size > 1;
	return (stages ?? []).map(({ pipeline, pipelineName, id, label }) => ({
		id: stageKey(stages ?? [], pipeline, id),
		label,
		pipeline: several ? pipelineName : null,
	}));
}

async function readStages(ask: Ask): Promise<PipelineStage[]> {
	const answer = object(await ask('/pipelines/deals'), 'pipelines');
	return objects(answer.results, 'pipelines').flatMap((pipeline) =>
		objects(pipeline.stages, 'stages').map((stage) => ({
			pipeline: text(pipeline, 'id'),
			pipelineName: typeof pipeline.label === 'string' ? pipeline.label : text(pipeline, 'id'),
			id: text(stage, 'id'),
			label: text(stage, 'label'),
		})),
	);
}

async function ownerName(ask: Ask, id: string, { owners }: Memory): Promise<string | null> {
	const known = owners.get(id);
	if (known !== undefined) return known;
	const owner = await ifAllowed(ask(`/owners/${encodeURIComponent(id)}`));
	const names = owner === null ? {} : object(owner, 'owner');
	const full = [names.firstName, names.lastName].filter((name) => typeof name === 'string' && name !== '').join(' ');
	const name = full || (typeof names.email === 'string' && names.email) || null;
	owners.set(id, name);
	return name;
}

async function readCompany(ask: Ask, id: string, { companies }: Memory): Promise<Company> {
	const known = companies.get(id);
	if (known) return known;
	const path = `/objects/companies/${encodeURIComponent(id)}?properties=name,industry,country`;
	const answer = await ifAllowed(ask(path));
	const record = answer === null ? null : object(answer, 'company');
	const of = (name: string) => record && property(record, name);
	const company = { name: of('name'), segments: filled({ industry: of('industry'), country: of('country') }) };
	companies.set(id, company);
	return company;
}

const dealProperties = [
	'dealname',
	'amount',
	'deal_currency_code',
	'dealstage',
	'pipeline',
	'closedate',
	'hs_deal_stage_probability',
	'hubspot_owner_id',
	'dealtype',
];

const dealQuery = `properties=${dealProperties}&propertiesWithHistory=dealstage&associations=line_items,companies`;

function dealPath(id: string): string {
	return `/objects/deals/${encodeURIComponent(id)}`;
}

/** A moment property as the day it names in UTC. */
function dayOf(record: Wire, name: string): string | null {
	const value = property(record, name);
	return value === null ? null : day({ [name]: value.slice(0, 10) }, name);
}

function money(record: Wire, name: string): string | null {
	const value = property(record, name);
	return value === null ? null : currencyIn({ [name]: value }, name);
}

/** Since when the deal is in its stage, by the property's history, newest first; null when that does not tell. */
function stageSince(deal: Wire, stage: string): string | null {
	const histories = deal.propertiesWithHistory;
	if (histories === undefined || histories === null) return null;
	const { dealstage } = object(histories, 'propertiesWithHistory');
	const [newest] = dealstage === undefined ? [] : objects(dealstage, 'dealstage');
	return newest && newest.value === stage ? moment(newest, 'timestamp') : null;
}

function stageOf(deal: Wire, memory: Memory): DealStage | null {
	const id = property(deal, 'dealstage');
	const pipeline = property(deal, 'pipeline') ?? firstPipeline;
	memory.pipeline = pipeline;
	if (id === null) return null;
	const stages = memory.stages ?? [];
	const label = stages.find((stage) => stage.id === id && stage.pipeline === pipeline)?.label ?? null;
	return { id: stageKey(stages, pipeline, id), label, since: stageSince(deal, id) };
}

/** What a deal tells, for itself or for a quote that belongs to it. */
async function dealPart(ask: Ask, deal: Wire, memory: Memory) {
	needed(deal, ['dealname', 'amount', 'dealstage', 'pipeline']);
	const companies = associated(deal, 'companies', '0-2') ?? [];
	const company = companies.find(({ type }) => type === 'deal_to_company') ?? companies[0];
	const ownerId = property(deal, 'hubspot_owner_id');
	const [owner, firm] = await Promise.all([
		ownerId === null ? null : ownerName(ask, ownerId, memory),
		company ? readCompany(ask, company.id, memory) : null,
	]);
	const type = property(deal, 'dealtype');
	return {
		account: firm?.name ?? null,
		owner,
		ownerId,
		probability: number(deal, 'hs_deal_stage_probability'),
		closeDate: dayOf(deal, 'closedate'),
		segments: { ...firm?.segments, ...(type ? { type } : {}) },
	};
}

/** Lines of a deal or quote; null when not all of them can be read. */
async function ownLines(
	ask: Ask,
	type: 'deals' | 'quotes',
	id: string,
	record: Wire,
	costs: CostSearch,
): Promise<Wire[] | null> {
	// A record names its first lines along with itself, and the others page by page.
	const first = associated(record, 'line items', 'line_items', '0-8');
	const ids = first?.map((item) => item.id) ?? (await readAssociated(ask, type, id, 'line_items'));
	return ids && readLines(ask, [...new Set(ids)], costs);
}

type DealPart = Awaited<ReturnType<typeof dealPart>>;

const noDeal: DealPart = {
	account: null,
	owner: null,
	ownerId: null,
	probability: null,
	closeDate: null,
	segments: {},
};

async function readQuote(ask: Ask, ref: RecordRef, memory: Memory, costs: CostSearch) {
	const properties = 'hs_title,hs_status,hs_currency,hs_createdate,hs_quote_number';
	const path = `/objects/quotes/${encodeURIComponent(ref.id)}`;
	const query = `properties=${properties}&associations=line_items,deals`;
	const quote = needed(object(await ask(`${path}?${query}`), 'quote'), ['hs_title', 'hs_status']);
	const [dealId, ...others] = new Set((associated(quote, 'deals', '0-3') ?? []).map(({ id }) => id));
	const readDealOf = async (id: string): Promise<DealPart> => {
		const deal = await ifAllowed(ask(`${dealPath(id)}?${dealQuery}`));
		return deal === null ? noDeal : dealPart(ask, object(deal, 'deal'), memory);
	};
	const [records, part] = await Promise.all([
		ownLines(ask, 'quotes', ref.id, quote, costs),
		dealId !== undefined && others.length === 0 ? readDealOf(dealId) : noDeal,
	]);
	const status = property(quote, 'hs_status');
	return {
		records,
		part,
		name: property(quote, 'hs_title') ?? '',
		number: property(quote, 'hs_quote_number'),
		stage: status === null ? null : { id: status, label: null, since: null },
		amount: null,
		currency: money(quote, 'hs_currency'),
		quoteDate: dayOf(quote, 'hs_createdate'),
	};
}

async function readOpportunity(ask: Ask, ref: RecordRef, memory: Memory, costs: CostSearch) {
	const path = dealPath(ref.id);
	const [answer, stages] = await Promise.all([
		ask(`${path}?${dealQuery}`),
		memory.stages ?? ifAllowed(readStages(ask)),
	]);
	memory.stages = stages;
	const deal = object(answer, 'deal');
	if (deal.archived === true) throw new ReadError('record-missing');
	const stage = stageOf(deal, memory);
	const [records, part] = await Promise.all([ownLines(ask, 'deals', ref.id, deal, costs), dealPart(ask, deal, memory)]);
	return {
		records,
		part,
		name: property(deal, 'dealname') ?? '',
		number: null,
		stage,
		amount: number(deal, 'amount'),
		currency: money(deal, 'deal_currency_code'),
		quoteDate: null,
	};
}

/** Reads a deal or a quote with its lines. Throws `ReadError`. */
export async function readDeal(ask: Ask, ref: RecordRef, memory: Memory, costs: CostSearch): Promise<DealFacts> {
	const isQuote = ref.kind === 'quote';
	const read = await (isQuote ? readQuote : readOpportunity)(ask, ref, memory, costs);
	const { records, part, amount } = read;
	const spoken = read.currency ?? (records && currencyOf(records));
	const currency = spoken === null ? null : currencyIn({ currency: spoken }, 'currency');
	const { lines, isCostDenied } = records
		? await linesOf(ask, records, currency, costs)
		: { lines: null, isCostDenied: false };
	const values = {
		amount: amount ?? (isQuote && lines?.length ? 'lines' : null),
		closeDate: part.closeDate,
		probability: part.probability,
		account: part.account,
		owner: part.owner ?? part.ownerId,
		number: read.number,
		lines: lines?.length ? String(lines.length) : null,
		type: part.segments.type ?? null,
	};
	return {
		ref,
		name: read.name,
		account: part.account,
		number: read.number,
		stage: read.stage,
		amount,
		currency,
		probability: part.probability,
		closeDate: part.closeDate,
		owner: part.owner,
		segments: part.segments,
		lines,
		rounding: { unitPriceDigits: null, lineAmountDigits: 2 },
		...(read.quoteDate ? { quoteDate: read.quoteDate } : {}),
		filledFields: filled(values),
		reading: { source: 'api', at: new Date().toISOString() },
		...(isCostDenied ? { isCostDenied } : {}),
	};
}
