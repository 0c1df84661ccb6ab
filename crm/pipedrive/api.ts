import type { DealFacts, DealStage, QuoteLine, RecordRef, StageOption } from '../../core/model/deal.ts';
import {
	currency as currencyIn,
	dayOrNull,
	decimalOrNull,
	ifAllowed,
	moment,
	object,
	ReadError,
	text,
	type Wire,
} from '../kit/answers.ts';
import { type CostSearch, costFieldOf, costSeen } from '../kit/cost.ts';
import { filled } from '../kit/facts.ts';
import { fraction } from '../kit/numbers.ts';
import { discountLine, lineOf, type ProductFacts, productOf } from './lines.ts';
import { type Asker, id, idOrNull } from './wire.ts';

interface PipelineStage {
	readonly id: string;
	readonly name: string;
	/** What people call its pipeline. */
	readonly pipeline: string;
	/** A fraction; null where the pipeline goes without. */
	readonly probability: string | null;
}

interface Organisation {
	readonly name: string | null;
	readonly segments: Readonly<Record<string, string>>;
}

/** What is read once while a deal is open. */
export interface Client {
	/** By pipeline; null for one whose stages may not be read. */
	readonly stages: Map<string, readonly PipelineStage[] | null>;
	/** The pipeline of the deal that was read last. */
	pipeline: string | null;
	readonly organisations: Map<string, Organisation>;
	readonly owners: Map<string, string | null>;
}

/** A client that has read nothing. */
export function newClient(): Client {
	return { stages: new Map(), pipeline: null, organisations: new Map(), owners: new Map() };
}

async function once<T>(known: Map<string, T>, key: string, read: () => Promise<T>): Promise<T> {
	const before = known.get(key);
	if (before !== undefined) return before;
	const value = await read();
	known.set(key, value);
	return value;
}

/** Stages of the deal's own pipeline; those of others are not read. */
export function stageOptions({ stages, pipeline }: Client): readonly StageOption[] {
	const own = (pipeline === null ? null : stages.get(pipeline)) ?? [];
	return own.map(({ id: key, name, pipeline: named }) => ({ id: key, label: name, pipeline: named }));
}

async function readStages(ask: Asker, pipeline: string): Promise<PipelineStage[] | null> {
	const [stages, pipelines] = await Promise.all([
		ifAllowed(ask.all(`/v2/stages?pipeline_id=${pipeline}`)),
		ifAllowed(ask.all('/v2/pipelines')),
	]);
	const own = pipelines?.find((wire) => id(wire, 'id') === pipeline);
	const hasOdds = own?.is_deal_probability_enabled === true;
	return (
		stages?.map((stage) => {
			const odds = hasOdds ? decimalOrNull(stage, 'deal_probability') : null;
			return {
				id: id(stage, 'id'),
				name: text(stage, 'name'),
				pipeline: typeof own?.name === 'string' ? own.name : pipeline,
				probability: fraction(odds),
			};
		}) ?? null
	);
}

async function readOrganisation(ask: Asker, orgId: string): Promise<Organisation> {
	const answer = await ifAllowed(ask.one(`/v2/organizations/${orgId}`));
	if (answer === null) return { name: null, segments: {} };
	const wire = object(answer, 'organization');
	const address = typeof wire.address === 'object' && wire.address !== null ? object(wire.address, 'address') : {};
	const { country } = address;
	return { name: text(wire, 'name'), segments: typeof country === 'string' && country !== '' ? { country } : {} };
}

/** Only version 1 has the names of users. */
async function readOwner(ask: Asker, ownerId: string): Promise<string | null> {
	const answer = await ifAllowed(ask.one(`/v1/users/${ownerId}`));
	return answer === null ? null : text(object(answer, 'user'), 'name') || null;
}

/** Products with their costs; null when this user may not read them. */
async function readProducts(ask: Asker, lines: readonly Wire[], currency: string, costs: CostSearch) {
	const ids = [...new Set(lines.flatMap((line) => idOrNull(line, 'product_id') ?? []))];
	if (ids.length === 0) return new Map<string, ProductFacts>();
	const varied = [
		...new Set(lines.flatMap((line) => (line.product_variation_id ? (idOrNull(line, 'product_id') ?? []) : []))),
	];
	const [products, variations] = await Promise.all([
		ifAllowed(ask.all(`/v2/products?ids=${ids}`)),
		Promise.all(varied.map(async (own) => [own, await ifAllowed(ask.all(`/v2/products/${own}/variations`))] as const)),
	]);
	const variationsOf = new Map(variations);
	return (
		products &&
		new Map(
			products.map((product): [string, ProductFacts] => {
				const own = id(product, 'id');
				return [own, productOf(product, variationsOf.get(own) ?? [], currency, costs)];
			}),
		)
	);
}

const closed = ['won', 'lost'] as const;

/** A deal that was won or lost keeps its stage; what it is now is said in its place. */
function stageOf(deal: Wire, stages: readonly PipelineStage[] | null): DealStage {
	const status = text(deal, 'status');
	for (const way of closed)
		if (status === way) {
			const field = `${way}_time`;
			return { id: way, label: null, since: deal[field] ? moment(deal, field) : null };
		}
	const stage = id(deal, 'stage_id');
	const label = stages?.find((known) => known.id === stage)?.name ?? null;
	return { id: stage, label, since: deal.stage_change_time ? moment(deal, 'stage_change_time') : null };
}

/** A list that is not there on older plans is empty. */
async function orNone(reading: Promise<Wire[]>): Promise<Wire[]> {
	return reading.catch((cause: unknown) => {
		if (cause instanceof ReadError && cause.failure.code === 'record-missing') return [];
		throw cause;
	});
}

/** In the order of the quote. */
function inOrder(lines: readonly Wire[]): Wire[] {
	const place = ({ order_nr: at }: Wire) => (typeof at === 'number' ? at : Number.MAX_SAFE_INTEGER);
	return [...lines].sort((left, right) => place(left) - place(right));
}

/** Reads a deal with its products. Throws `ReadError`. */
export async function readDeal(ask: Asker, ref: RecordRef, client: Client, costs: CostSearch): Promise<DealFacts> {
	const path = `/v2/deals/${encodeURIComponent(ref.id)}`;
	const [answer, products, discounts] = await Promise.all([
		ask.one(path),
		ifAllowed(ask.all(`${path}/products`)),
		orNone(ask.all(`${path}/discounts`)),
	]);
	const deal = object(answer, 'deal');
	if (deal.is_deleted === true) throw new ReadError('record-missing');
	const currency = currencyIn(deal, 'currency');
	const pipeline = id(deal, 'pipeline_id');
	const [orgId, ownerId] = [idOrNull(deal, 'org_id'), idOrNull(deal, 'owner_id')];
	client.pipeline = pipeline;
	const [stages, known, organisation, owner] = await Promise.all([
		once(client.stages, pipeline, () => readStages(ask, pipeline)),
		products && readProducts(ask, products, currency, costs),
		orgId === null ? null : once(client.organisations, orgId, () => readOrganisation(ask, orgId)),
		ownerId === null ? null : once(client.owners, ownerId, () => readOwner(ask, ownerId)),
	]);
	// A line has no field for its cost.
	if (costFieldOf(costs, 'line') !== null && products?.length) costSeen(costs, false);
	const sold = products && inOrder(products).map((line) => lineOf(line, currency, known ?? new Map()));
	const lines: QuoteLine[] | null = sold && [...sold, ...discounts.map((discount) => discountLine(discount, sold))];
	const odds = decimalOrNull(deal, 'probability');
	const stage = stageOf(deal, stages);
	const probability =
		odds === null ? (stages?.find(({ id: own }) => own === stage.id)?.probability ?? null) : fraction(odds);
	const amount = decimalOrNull(deal, 'value');
	const closeDate = dayOrNull(deal, 'expected_close_date');
	const account = organisation?.name ?? null;
	const values = {
		amount,
		closeDate,
		probability,
		account,
		owner: owner ?? ownerId,
		lines: sold?.length ? String(sold.length) : null,
	};
	return {
		ref,
		name: text(deal, 'title'),
		account,
		number: null,
		stage,
		amount,
		currency,
		probability,
		closeDate,
		owner,
		segments: organisation?.segments ?? {},
		lines,
		rounding: { unitPriceDigits: null, lineAmountDigits: 2 },
		filledFields: filled(values),
		reading: { source: 'api', at: new Date().toISOString() },
		...(products && known === null && costs.source.of !== 'nowhere' ? { isCostDenied: true } : {}),
	};
}
