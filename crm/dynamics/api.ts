import type { DealFacts, DealStage, QuoteLine, RecordRef } from '../../core/model/deal.ts';
import { type Decimal, isZero, multiply, negate, parseDecimal, round } from '../../core/model/decimal.ts';
import type { LocaleMarks } from '../../core/model/locale-number.ts';
import { currency, day, decimal, moment, ReadError, text, type Wire } from '../kit/answers.ts';
import type { CostSearch } from '../kit/cost.ts';
import { filled } from '../kit/facts.ts';
import { fraction, marksIn, short } from '../kit/numbers.ts';
import type { NumberFormat } from './fields.ts';
import { guid } from './front.ts';
import { headerLine, headerLines, type LineTerms, names, readLines } from './lines.ts';
import { type Ask, given, labelOf, linked, listOf, orRefused } from './wire.ts';

/** What edits are read with, beside the facts. */
export interface Memory {
	/** As the record's own numbers are written, where the user's settings were not told. */
	readonly format: NumberFormat;
	/** Decimals of the record's currency. */
	readonly digits: number;
	readonly terms: ReadonlyMap<string, LineTerms>;
	/** The discount on the whole record, a fraction of its lines' sum; null when there is none. */
	readonly headerFraction: Decimal | null;
	/** Names of the price list and the currency as forms show them; "" for none, null where they are not told. */
	readonly priceList: string | null;
	readonly currencyName: string | null;
}

/** The user's separators; null when they are not told. */
export async function readMarks(ask: Ask): Promise<LocaleMarks | null> {
	const own = "Microsoft.Dynamics.CRM.EqualUserId(PropertyName='systemuserid')";
	const settings = await orRefused(
		listOf(ask, `usersettingscollection?$select=decimalsymbol,numberseparator&$filter=${own}`, 'usersettings'),
	);
	const [mine] = 'refused' in settings ? [] : settings;
	const symbol = mine ? given(text, mine, 'decimalsymbol') : null;
	return symbol === null ? null : { decimal: symbol, group: (mine && given(text, mine, 'numberseparator')) ?? '' };
}

/** A running process with the stage it is in. */
interface Process {
	readonly instance: string | null;
	readonly stage: string;
	readonly label: string | null;
	readonly since: string | null;
}

const isActive = 1;

function newest(rows: readonly Wire[]): Wire | undefined {
	const since = (row: Wire) => given(moment, row, 'activestagestartedon') ?? '';
	return rows.filter(({ statuscode }) => statuscode === isActive).sort((a, b) => (since(a) < since(b) ? 1 : -1))[0];
}

/** The sales processes that come with the CRM. */
const processSets = ['opportunitysalesprocesses', 'leadtoopportunitysalesprocesses'];

async function usualProcess(ask: Ask, id: string): Promise<Process | null> {
	const found = await Promise.all(
		processSets.map((set) => orRefused(listOf(ask, `${set}?$filter=_opportunityid_value eq ${id}`, set))),
	);
	const row = newest(found.flatMap((rows) => ('refused' in rows ? [] : rows)));
	const stage = row && given(text, row, '_activestageid_value');
	if (!row || !stage) return null;
	return {
		instance: given(text, row, 'businessprocessflowinstanceid'),
		stage,
		label: labelOf(row, '_activestageid_value'),
		since: given(moment, row, 'activestagestartedon'),
	};
}

/** A process that the firm made itself. */
async function ownProcess(ask: Ask, id: string): Promise<Process | null> {
	const path = `RetrieveProcessInstances(EntityId=${id},EntityLogicalName='opportunity')`;
	const rows = await orRefused(listOf(ask, path, 'processes'));
	const row = 'refused' in rows ? undefined : newest(rows);
	const stage = row && (given(text, row, '_processstageid_value') ?? given(text, row, 'processstageid'));
	if (!row || !stage) return null;
	return {
		instance: given(text, row, 'businessprocessflowinstanceid'),
		stage,
		label: labelOf(row, '_processstageid_value'),
		since: null,
	};
}

/** The name of a stage on a process's active path; null when it is not told. */
async function stageName(ask: Ask, { instance, stage }: Process): Promise<string | null> {
	if (guid(instance) === null) return null;
	const path = await orRefused(listOf(ask, `RetrieveActivePath(ProcessInstanceId=${guid(instance)})`, 'stages'));
	const found = 'refused' in path ? undefined : path.find((step) => step.processstageid === stage);
	return found ? given(text, found, 'stagename') : null;
}

async function readProcess(ask: Ask, { kind, id }: RecordRef): Promise<DealStage | null> {
	if (kind === 'quote') return null;
	const process = (await usualProcess(ask, id)) ?? (await ownProcess(ask, id));
	if (!process) return null;
	const label = process.label ?? (await stageName(ask, process));
	return { id: process.stage.toLowerCase(), label, since: process.since };
}

function choice(deal: Wire, field: string): DealStage | null {
	const value = deal[field];
	return typeof value === 'number' ? { id: `${field}-${value}`, label: labelOf(deal, field), since: null } : null;
}

/** Open opportunities are in a stage of their process, else in a phase of their own column; all else has a state. */
function stageOf({ kind }: RecordRef, deal: Wire, process: DealStage | null): DealStage | null {
	if (kind === 'quote' || deal.statecode !== 0) return choice(deal, 'statecode');
	return process ?? choice(deal, 'salesstage');
}

/** Columns that firms added, as users see them, for exit criteria that they fulfil. */
function ownColumns(deal: Wire): Record<string, string> {
	const own = Object.entries(deal).flatMap(([name, value]): [string, string][] => {
		const isOwn = /^(?!msdyn_|msdynce_|int_)[a-z][a-z0-9]*_\w+$/.test(name) && !name.endsWith('_base');
		const isFilled = (typeof value === 'string' && value !== '') || typeof value === 'number' || value === true;
		return isOwn && isFilled ? [[name, (labelOf(deal, name) ?? String(value)).slice(0, 5000)]] : [];
	});
	return Object.fromEntries(own);
}

function headerFractionOf(deal: Wire): Decimal | null {
	const percent = given(decimal, deal, 'discountpercentage');
	return parseDecimal(fraction(percent));
}

/** The record's own discounts, a share and an amount of the lines' sum, each as a line. */
function headerDiscounts(deal: Wire, name: (id: string) => string, digits: number): QuoteLine[] {
	const amount = given(decimal, deal, 'discountamount');
	const total = parseDecimal(given(decimal, deal, 'totallineitemamount'));
	const fraction = headerFractionOf(deal);
	const line = (id: string, value: Decimal | null) =>
		value && !isZero(value) ? [headerLine(id, name(id), short(negate(value)))] : [];
	return [
		...line(headerLines.percent, total && fraction && round(multiply(total, fraction), digits)),
		...line(headerLines.amount, parseDecimal(amount)),
	];
}

/** All that is read of one record. */
export interface ReadDeal {
	readonly facts: DealFacts;
	readonly memory: Memory;
}

async function askDeal(ask: Ask, { kind, id }: RecordRef): Promise<Wire> {
	const money = 'transactioncurrencyid($select=isocurrencycode,currencysymbol,currencyprecision)';
	const more = kind === 'quote' ? ',opportunityid($select=estimatedclosedate,closeprobability)' : '';
	return ask(`${names[kind].set}(${id})?$expand=${money}${more}`);
}

async function askAccount(ask: Ask, { kind, id }: RecordRef): Promise<Wire | null> {
	const { set } = names[kind];
	const account = 'customerid_account($select=name,industrycode,address1_country)';
	const answer = await orRefused(ask(`${set}(${id})?$select=_customerid_value&$expand=${account}`));
	return 'refused' in answer ? null : linked(answer as Wire, 'customerid_account');
}

/**
 * Reads an opportunity or a quote with its lines, in one round of questions. `nameOf` is what the form calls a field.
 * Throws `ReadError`.
 */
export async function readDeal(
	ask: Ask,
	ref: RecordRef,
	costs: CostSearch,
	nameOf: (field: string) => string,
): Promise<ReadDeal> {
	if (guid(ref.id) !== ref.id) throw new ReadError('record-missing');
	const asked = askDeal(ask, ref);
	const currencyId = asked.then((deal) => given(text, deal, '_transactioncurrencyid_value'));
	const [deal, read, process, account] = await Promise.all([
		asked,
		readLines(ask, ref, costs, currencyId),
		readProcess(ask, ref),
		askAccount(ask, ref),
	]);
	const isQuote = ref.kind === 'quote';
	const money = linked(deal, 'transactioncurrencyid');
	const precision = given(decimal, money, 'currencyprecision');
	const digits = precision !== null && /^\d$/.test(precision) ? Number(precision) : 2;
	const opp = isQuote ? linked(deal, 'opportunityid') : deal;
	const percent = given(decimal, opp, 'closeprobability');
	const lines = read.lines && [...read.lines, ...headerDiscounts(deal, nameOf, digits)];
	const values = {
		account: labelOf(deal, '_customerid_value') ?? given(text, account, 'name'),
		amount: isQuote ? null : given(decimal, deal, 'estimatedvalue'),
		closeDate: given(day, opp, 'estimatedclosedate'),
		probability: fraction(percent),
		owner: labelOf(deal, '_ownerid_value'),
		number: isQuote ? given(text, deal, 'quotenumber') : null,
	};
	const segments = {
		industry: account && labelOf(account, 'industrycode'),
		country: given(text, account, 'address1_country'),
	};
	const count = read.lines && read.lines.length > 0 ? String(read.lines.length) : null;
	const facts: DealFacts = {
		ref,
		name: given(text, deal, 'name') ?? '',
		...values,
		stage: stageOf(ref, deal, process),
		currency: given(currency, money, 'isocurrencycode'),
		segments: filled(segments),
		lines,
		rounding: { unitPriceDigits: null, lineAmountDigits: digits },
		filledFields: { ...ownColumns(deal), ...filled({ ...values, lines: count }) },
		reading: { source: 'api', at: new Date().toISOString() },
		...(read.isCostDenied ? { isCostDenied: true } : {}),
	};
	const marks = marksIn(labelOf(deal, 'totalamount') ?? '');
	const format = { marks, symbol: given(text, money, 'currencysymbol') ?? '' };
	return {
		facts,
		memory: {
			format,
			digits,
			terms: read.terms,
			headerFraction: headerFractionOf(deal),
			priceList: labelOf(deal, '_pricelevelid_value') ?? (deal._pricelevelid_value === null ? '' : null),
			currencyName: labelOf(deal, '_transactioncurrencyid_value'),
		},
	};
}
