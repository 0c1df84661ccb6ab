import type { DealFacts, LinesNote, RecordRef } from '../../core/model/deal.ts';
import { dayOrNull, ifAllowed, text, type Wire } from '../kit/answers.ts';
import { type CostSearch, costSeen } from '../kit/cost.ts';
import { filled } from '../kit/facts.ts';
import { fraction } from '../kit/numbers.ts';
import type { Client } from './api-client.ts';
import { type Lines, readLines, totalLine } from './lines.ts';
import { type Get, moneyIn, numberIn, textIn } from './wire.ts';

/** Facts of a deal, and what facts of a quote have in common with them. */

/** Customers say what they are on their own record. */
export async function readSegments(get: Get, record: Wire): Promise<Record<string, string>> {
	const accountId = textIn(record, 'accountId');
	const account = accountId === null ? null : await ifAllowed(get(`Account/${encodeURIComponent(accountId)}`));
	return filled({
		industry: account && textIn(account, 'industry'),
		country: account && textIn(account, 'billingAddressCountry'),
		type: account && textIn(account, 'type'),
		source: textIn(record, 'leadSource'),
	});
}

interface Common {
	readonly ref: RecordRef;
	readonly record: Wire;
	readonly lines: Omit<Lines, 'wires'> | null;
	readonly linesNote?: LinesNote | null;
	readonly segments: Record<string, string>;
	readonly client: Client;
}

export function factsOf({ ref, record, lines, linesNote = null, segments, client }: Common): DealFacts {
	const isQuote = ref.kind === 'quote';
	const amount = isQuote ? null : numberIn(record, 'amount');
	const money = moneyIn(record, 'amount');
	const percent = numberIn(record, 'probability');
	const account = textIn(record, 'accountName');
	const owner = textIn(record, 'assignedUserName');
	const closeDate = record.closeDate === undefined ? null : dayOrNull(record, 'closeDate');
	const number = textIn(record, 'number');
	const stage = textIn(record, isQuote ? 'status' : 'stage');
	const values = {
		amount: amount ?? (isQuote && lines?.lines.length ? 'lines' : null),
		closeDate,
		probability: percent,
		account,
		owner,
		number,
		lines: lines?.lines.length ? String(lines.lines.length) : null,
	};
	return {
		ref,
		name: text(record, 'name'),
		account,
		number,
		stage: stage === null ? null : { id: stage, label: null, since: null },
		amount,
		currency: money,
		probability: fraction(percent),
		closeDate,
		owner,
		segments,
		lines: lines?.lines ?? null,
		...(linesNote ? { linesNote } : {}),
		rounding: { unitPriceDigits: null, lineAmountDigits: client.currencyDigits },
		filledFields: filled(values),
		reading: { source: 'api', at: new Date().toISOString() },
		...(lines?.isCostDenied ? { isCostDenied: true } : {}),
	};
}

/** A record as read, and its lines as they came, by their ids. */
export interface DealRead {
	readonly facts: DealFacts;
	readonly record: Wire;
	readonly wires: ReadonlyMap<string, Wire>;
}

/** Reads an opportunity with its lines. Throws `ReadError`. */
export async function readDeal(get: Get, client: Client, ref: RecordRef, costs: CostSearch): Promise<DealRead> {
	const record = await get(`Opportunity/${encodeURIComponent(ref.id)}`);
	const amount = numberIn(record, 'amount');
	const money = moneyIn(record, 'amount');
	const [lines, segments] = await Promise.all([
		client.lines ? readLines(get, ref.id, client, money) : totalLine(record, client, amount, money, costs),
		readSegments(get, record),
	]);
	const isNamed = costs.source.of === 'line' || costs.source.of === 'product';
	const isFound = (client.lines?.costs.length ?? 0) > 0 && lines?.isCostDenied === false;
	if (isNamed) costSeen(costs, isFound);
	const { alike } = client;
	const linesNote: LinesNote | null = alike.length > 0 ? { kind: 'several-entities', entities: alike } : null;
	const facts = factsOf({ ref, record, lines, linesNote, segments, client });
	return { facts, record, wires: lines?.wires ?? new Map() };
}
