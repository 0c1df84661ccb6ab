import type { DealFacts, QuoteLine, RecordRef } from '../../core/model/deal.ts';
import { type DecimalString, parseDecimal } from '../../core/model/decimal.ts';
import type { CallApi, FactsReading } from '../contract.ts';
import {
	askJson,
	currency,
	dayOrNull,
	decimal,
	decimalOrNull,
	moment,
	object,
	objects,
	stageList,
	text,
	textOrNull,
	type Wire,
} from '../kit/answers.ts';
import { type CostSearch, costFieldOf, costSeen, namedCost } from '../kit/cost.ts';
import { filled } from '../kit/facts.ts';
import { fraction } from '../kit/numbers.ts';

/** Unit cost of a line, or the field of it that the user named: the demo's products have no record of their own. */
function costOf(wire: Wire, costs: CostSearch): DecimalString | null {
	if (costs.source.of === 'usual') return decimalOrNull(wire, 'unitCost');
	const field = costFieldOf(costs, 'line');
	if (costs.source.of === 'product') costSeen(costs, false);
	return field === null ? null : namedCost(costs, wire, field);
}

function lineOf(wire: Wire, costs: CostSearch): QuoteLine {
	const code = textOrNull(wire, 'code');
	const name = text(wire, 'name');
	const family = textOrNull(wire, 'family');
	const percent = parseDecimal(decimal(wire, 'discount'));
	return {
		id: text(wire, 'id'),
		product: code === null ? null : { id: code, code, name, families: family === null ? [] : [family] },
		description: name,
		quantity: decimal(wire, 'quantity'),
		unit: null,
		listPrice: decimal(wire, 'listPrice'),
		discounts: percent && percent.digits !== 0n ? [fraction(decimal(wire, 'discount'))] : [],
		netPrice: null,
		unitCost: costOf(wire, costs),
		costCurrency: 'deal',
		costUnits: '1',
		costPeriod: 'price',
	};
}

function linesOf(quote: Wire, costs: CostSearch): QuoteLine[] {
	return objects(quote.lines, 'lines').map((line) => lineOf(line, costs));
}

function factsOf(ref: RecordRef, answer: Wire, costs: CostSearch): DealFacts {
	const deal = object(answer.deal, 'deal');
	const quote = ref.kind === 'quote' ? object(answer.quote, 'quote') : null;
	const ofDeal = Array.isArray(answer.quotes) ? answer.quotes[0] : null;
	const priced = quote ?? (ofDeal ? object(ofDeal, 'quotes') : null);
	const lines = priced ? linesOf(priced, costs) : [];
	const closeDate = dayOrNull(deal, 'closeDate');
	const probability = decimalOrNull(deal, 'probability');
	const amount = quote ? null : decimalOrNull(deal, 'amount');
	const values = {
		amount: amount ?? (quote ? 'lines' : null),
		closeDate,
		probability,
		account: text(deal, 'account'),
		owner: text(deal, 'owner'),
		lines: priced ? String(lines.length) : null,
	};
	return {
		ref,
		name: text(deal, 'name'),
		account: text(deal, 'account'),
		number: quote ? text(quote, 'number') : null,
		stage: quote
			? { id: text(quote, 'state'), label: text(quote, 'state'), since: moment(quote, 'stateSince') }
			: { id: text(deal, 'stage'), label: text(deal, 'stage'), since: moment(deal, 'stageSince') },
		amount,
		currency: currency(quote ?? deal, 'currency'),
		probability: fraction(probability),
		closeDate,
		owner: text(deal, 'owner'),
		segments: { industry: text(deal, 'industry'), country: text(deal, 'country'), segment: text(deal, 'segment') },
		lines,
		rounding: { unitPriceDigits: 4, lineAmountDigits: 2 },
		filledFields: filled(values),
		reading: { source: 'api', at: new Date().toISOString() },
		...(priced?.isCostDenied === true ? { isCostDenied: true } : {}),
	};
}

/** Reads a deal or quote through the CRM's own interface. Throws `ReadError`. */
export async function readDeal(
	callApi: CallApi,
	ref: RecordRef,
	costs: CostSearch,
	signal: AbortSignal,
): Promise<Omit<FactsReading, 'health'>> {
	const url = `/api/${ref.kind === 'quote' ? 'quotes' : 'deals'}/${encodeURIComponent(ref.id)}`;
	const answer = await askJson(callApi, { method: 'GET', url, via: 'page' }, signal);
	const wire = object(answer, 'answer');
	const stages = Array.isArray(wire.stages) ? objects(wire.stages, 'stages') : [];
	return {
		facts: factsOf(ref, wire, costs),
		...stageList(stages.map((stage) => ({ id: text(stage, 'id'), label: text(stage, 'name'), pipeline: null }))),
	};
}
