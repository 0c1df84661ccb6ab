import type { DealFacts, QuoteLine, RecordRef } from '../../core/model/deal.ts';
import { asResult, decimalOrNull, object, objects, ReadError, text, textOrNull, type Wire } from '../kit/answers.ts';
import { filled } from '../kit/facts.ts';
import type { LineModel, Schema } from './api-schema.ts';
import { type Ask, type Money, money, query, shifted } from './wire.ts';

/** Facts of an opportunity and its lines. */

/** As many records as every version hands out at once. */
const pageSize = 60;
/** Nobody has a deal of more lines; a server that always says "more" is not asked for ever. */
const mostPages = 50;

const amount = '{ amountMicros currencyCode }';

function dealQuery(schema: Schema | null): string {
	const { hasAddress = false, industry = null, hasCompany = true } = schema ?? {};
	const segments = `${industry ? ' industry' : ''}${hasAddress ? ' address { addressCountry }' : ''}`;
	const company = hasCompany ? ` company { name${segments} }` : '';
	return `opportunity(filter: { id: { eq: $id } }) { id name stage closeDate amount ${amount}${company} }`;
}

function lineQuery({ plural, fields, cost, hasPosition }: LineModel): string {
	const { name, code, quantity, price, discount } = fields;
	const [first, second] = cost ?? [];
	const own = [name, code, quantity, discount].flatMap((field) => field ?? []).join(' ');
	const ofCost =
		first === undefined ? '' : second === undefined ? ` ${first} ${amount}` : ` ${first} { ${second} ${amount} }`;
	const order = hasPosition ? ', orderBy: [{ position: AscNullsFirst }]' : '';
	return `${plural}(filter: { opportunityId: { eq: $id } }, first: ${pageSize}, after: $after${order}) { edges { node { id ${own} ${price} ${amount}${ofCost} } } pageInfo { hasNextPage endCursor } }`;
}

interface Read {
	readonly deal: Wire;
	readonly lines: readonly Wire[] | null;
}

async function read(ask: Ask, id: string, schema: Schema | null, model: LineModel | null): Promise<Read> {
	const deal = dealQuery(schema);
	if (!model) {
		const { opportunity } = await query(ask, `query($id: UUID!) { ${deal} }`, { id });
		return { deal: found(opportunity, id), lines: null };
	}
	const lines = lineQuery(model);
	const first = await query(ask, `query($id: UUID!, $after: String) { ${deal} ${lines} }`, { id });
	const nodes: Wire[] = [];
	let page = object(first[model.plural], 'lines');
	for (let pages = 1; ; pages += 1) {
		for (const edge of objects(page.edges, 'lines')) nodes.push(object(edge.node, 'lines'));
		const { hasNextPage, endCursor } = object(page.pageInfo, 'pageInfo');
		if (hasNextPage === false) return { deal: found(first.opportunity, id), lines: nodes };
		if (hasNextPage !== true || typeof endCursor !== 'string' || pages === mostPages)
			throw new ReadError('api-changed', 'pageInfo');
		const next = await query(ask, `query($id: UUID!, $after: String) { ${lines} }`, { id, after: endCursor });
		page = object(next[model.plural], 'lines');
	}
}

function found(opportunity: unknown, id: string): Wire {
	if (opportunity === null) throw new ReadError('record-missing');
	const deal = object(opportunity, 'opportunity');
	if (deal.id !== id) throw new ReadError('api-changed', 'id');
	return deal;
}

/** A record that this user may see, without what they may not: first the costs, then all lines. */
async function readAllowed(
	ask: Ask,
	id: string,
	schema: Schema | null,
): Promise<Read & { readonly model: LineModel | null; readonly isCostDenied: boolean }> {
	const model = schema?.lines && schema.lines !== 'unclear' ? schema.lines : null;
	const ways = model ? [...(model.cost ? [model] : []), { ...model, cost: null }, null] : [null];
	for (const [at, way] of ways.entries()) {
		const result = await asResult(() => read(ask, id, schema, way));
		if (result.ok) return { ...result.value, model: way, isCostDenied: Boolean(way && model?.cost && !way.cost) };
		const { code, field, retryAfterMs } = result.error;
		if (code !== 'not-allowed' || at === ways.length - 1) throw new ReadError(code, field, retryAfterMs);
	}
	throw new ReadError('not-allowed');
}

function costOf(wire: Wire, path: readonly string[] | null): Money {
	const [first, second] = path ?? [];
	const nothing = { amount: null, currency: null };
	if (first === undefined) return nothing;
	const cost =
		second === undefined
			? money(wire, first)
			: wire[first] === null
				? nothing
				: money(object(wire[first], first), second);
	// A field's default puts a 0 there that nobody typed.
	return cost.amount === null || Number(cost.amount) === 0 ? nothing : cost;
}

function lineOf(wire: Wire, { fields, cost, isFraction }: LineModel, currency: string | null): QuoteLine {
	const name = (fields.name && textOrNull(wire, fields.name)) ?? '';
	const code = fields.code && textOrNull(wire, fields.code);
	const kept = fields.discount === null ? null : decimalOrNull(wire, fields.discount);
	const discount = isFraction ? kept : shifted(kept, 2);
	const price = money(wire, fields.price);
	const unitCost = costOf(wire, cost);
	return {
		id: text(wire, 'id'),
		product: code ? { id: code, code, name, families: [] } : null,
		description: name,
		quantity: decimalOrNull(wire, fields.quantity),
		unit: null,
		// A price in another currency is none of this deal's.
		listPrice: price.currency === currency ? price.amount : null,
		discounts: discount === null || Number(discount) === 0 ? [] : [discount],
		netPrice: null,
		unitCost: unitCost.amount,
		costCurrency: unitCost.currency ?? 'unknown',
		costUnits: '1',
		costPeriod: 'price',
	};
}

/** The deal's currency; that of its lines when it has no amount, and they agree. */
function currencyOf(
	amountCurrency: string | null,
	lines: readonly Wire[] | null,
	model: LineModel | null,
): string | null {
	if (amountCurrency !== null || !model) return amountCurrency;
	const codes = new Set((lines ?? []).flatMap((line) => money(line, model.fields.price).currency ?? []));
	return codes.size === 1 ? ([...codes][0] ?? null) : null;
}

/** A date is midnight in UTC; another time is the day it is where the user is, as the page shows it. */
function closeDay(deal: Wire): string | null {
	const written = textOrNull(deal, 'closeDate');
	if (written === null) return null;
	const [, day, rest] = /^(\d{4}-\d\d-\d\d)(?:T(.+))?$/.exec(written) ?? [];
	const at = new Date(written);
	if (!day || Number.isNaN(at.getTime())) throw new ReadError('api-changed', 'closeDate');
	if (rest === undefined || /^00:00(?::00(?:\.0+)?)?(?:Z|\+00:?00)$/.test(rest)) return day;
	const two = (part: number) => String(part).padStart(2, '0');
	return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

function segmentsOf(company: Wire | null, schema: Schema | null): Record<string, string> {
	const industry = company && schema?.industry ? textOrNull(company, 'industry') : null;
	const address = company && schema?.hasAddress && company.address !== null ? object(company.address, 'address') : null;
	const country = address && textOrNull(address, 'addressCountry');
	return filled({ industry: industry && (schema?.industry?.labels.get(industry) ?? industry), country });
}

/** Reads an opportunity with the lines that its workspace keeps. Throws `ReadError`. */
export async function readDeal(ask: Ask, ref: RecordRef, schema: Schema | null): Promise<DealFacts> {
	const { deal, lines: read, model, isCostDenied } = await readAllowed(ask, ref.id, schema);
	const hasCompany = (schema?.hasCompany ?? true) && deal.company !== null;
	const company = hasCompany ? object(deal.company, 'company') : null;
	const account = company && (textOrNull(company, 'name') || null);
	const stage = textOrNull(deal, 'stage');
	const sum = money(deal, 'amount');
	const currency = currencyOf(sum.currency, read, model);
	const closeDate = closeDay(deal);
	const isWithoutLines = schema !== null && schema.lines === null;
	const lines = model && read ? read.map((line) => lineOf(line, model, currency)) : isWithoutLines ? [] : null;
	const values = { amount: sum.amount, closeDate, account, lines: lines?.length ? String(lines.length) : null };
	return {
		ref,
		name: textOrNull(deal, 'name') ?? '',
		account,
		number: null,
		stage: stage ? { id: stage, label: schema?.stages.get(stage) ?? null, since: null } : null,
		amount: sum.amount,
		currency,
		probability: null,
		closeDate,
		owner: null,
		segments: segmentsOf(company, schema),
		lines,
		// Twenty computes nothing of a line itself.
		rounding: { unitPriceDigits: null, lineAmountDigits: null },
		filledFields: filled(values),
		reading: { source: 'api', at: new Date().toISOString() },
		...(isCostDenied ? { isCostDenied } : {}),
	};
}
