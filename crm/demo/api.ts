import type { DealFacts, QuoteLine, RecordRef } from '../../core/model/deal.ts';
import {
	type DecimalString,
	formatDecimal,
	isDecimalString,
	parseDecimal,
	trimZeros,
} from '../../core/model/decimal.ts';
import type { Result } from '../../core/model/result.ts';
import type { FactsReading, Page, ReadFailure } from '../contract.ts';

const answerWithinMs = 8000;

type Wire = Readonly<Record<string, unknown>>;

/** The answer is not what this reader knows: better no figure than a wrong one. */
class Unknown extends Error {
	readonly field: string;
	constructor(field: string) {
		super(field);
		this.field = field;
	}
}

function object(value: unknown, field: string): Wire {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Unknown(field);
	return value as Wire;
}

function text(wire: Wire, field: string): string {
	const value = wire[field];
	if (typeof value !== 'string') throw new Unknown(field);
	return value;
}

function textOrNull(wire: Wire, field: string): string | null {
	return wire[field] === null ? null : text(wire, field);
}

function decimal(wire: Wire, field: string): DecimalString {
	const value = text(wire, field);
	if (!isDecimalString(value)) throw new Unknown(field);
	return value;
}

function decimalOrNull(wire: Wire, field: string): DecimalString | null {
	return wire[field] === null ? null : decimal(wire, field);
}

/** "10" percent as "0.1". */
export function fractionOf(percent: DecimalString): DecimalString {
	const value = parseDecimal(percent);
	return value ? formatDecimal(trimZeros({ digits: value.digits, scale: value.scale + 2 })) : '0';
}

function lineOf(wire: Wire): QuoteLine {
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
		discounts: percent && percent.digits !== 0n ? [fractionOf(decimal(wire, 'discount'))] : [],
		netPrice: null,
		unitCost: decimalOrNull(wire, 'unitCost'),
		costCurrency: null,
	};
}

function linesOf(quote: Wire): QuoteLine[] {
	const lines = quote.lines;
	if (!Array.isArray(lines)) throw new Unknown('lines');
	return lines.map((line) => lineOf(object(line, 'lines')));
}

function factsOf(ref: RecordRef, answer: Wire): DealFacts {
	const deal = object(answer.deal, 'deal');
	const quote = ref.kind === 'quote' ? object(answer.quote, 'quote') : null;
	const ofDeal = Array.isArray(answer.quotes) ? answer.quotes[0] : null;
	const priced = quote ?? (ofDeal ? object(ofDeal, 'quotes') : null);
	const closeDate = textOrNull(deal, 'closeDate');
	const probability = decimalOrNull(deal, 'probability');
	const amount = quote ? null : decimalOrNull(deal, 'amount');
	const filled = {
		amount: amount ?? (quote ? 'lines' : null),
		closeDate,
		probability,
		account: text(deal, 'account'),
		owner: text(deal, 'owner'),
		lines: priced ? String(linesOf(priced).length) : null,
	};
	return {
		ref,
		name: text(deal, 'name'),
		account: text(deal, 'account'),
		number: quote ? text(quote, 'number') : null,
		stage: quote
			? { id: text(quote, 'state'), label: text(quote, 'state'), since: text(quote, 'stateSince') }
			: { id: text(deal, 'stage'), label: text(deal, 'stage'), since: text(deal, 'stageSince') },
		amount,
		currency: text(quote ?? deal, 'currency'),
		probability: probability === null ? null : fractionOf(probability),
		closeDate,
		owner: text(deal, 'owner'),
		segments: { industry: text(deal, 'industry'), country: text(deal, 'country'), segment: text(deal, 'segment') },
		lines: priced ? linesOf(priced) : [],
		rounding: { unitPriceDigits: 4, lineAmountDigits: 2 },
		filledFields: Object.fromEntries(Object.entries(filled).flatMap(([name, value]) => (value ? [[name, value]] : []))),
		reading: { source: 'api', at: new Date().toISOString() },
		...(priced?.isCostDenied === true ? { isCostDenied: true } : {}),
	};
}

/** Reads a deal or quote through the CRM's own interface. */
export async function readFacts(
	page: Page,
	ref: RecordRef,
	signal: AbortSignal,
): Promise<Result<FactsReading, ReadFailure>> {
	const fail = (code: ReadFailure['code'], field?: string) =>
		({ ok: false, error: { code, ...(field ? { field } : {}) } }) as const;
	let response: Response;
	try {
		const path = `/api/${ref.kind === 'quote' ? 'quotes' : 'deals'}/${encodeURIComponent(ref.id)}`;
		response = await fetch(new URL(path, page.url), {
			signal: AbortSignal.any([signal, AbortSignal.timeout(answerWithinMs)]),
		});
	} catch {
		return fail('api-unreachable');
	}
	if (response.status === 401) return fail('signed-out');
	if (response.status === 403) return fail('not-allowed');
	if (response.status === 404) return fail('record-missing');
	if (!response.ok) return fail('api-unreachable');
	try {
		return { ok: true, value: { facts: factsOf(ref, object(await response.json(), 'answer')), health: [] } };
	} catch (cause) {
		return fail('api-changed', cause instanceof Unknown ? cause.field : undefined);
	}
}
