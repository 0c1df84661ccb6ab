import type { DealFacts, DealStage, RecordKind, RecordRef } from '../../core/model/deal.ts';
import { type LocaleMarks, localeMarks } from '../../core/model/locale-number.ts';
import type { CallApi } from '../contract.ts';
import { currency, day, decimal, moment, object, objects, ReadError, text, type Wire } from '../kit/answers.ts';
import type { CostSearch } from '../kit/cost.ts';
import { filled } from '../kit/facts.ts';
import { fraction } from '../kit/numbers.ts';
import { costPart, type LineParts, linesOf } from './lines.ts';
import { type Answered, base, composite, get, given, type Part, recordsOf, soql } from './wire.ts';

/** What is the same for all reads of one record: how this org and this user name and write things. */
export interface Client {
	/** Null when the org did not say. */
	readonly marks: LocaleMarks | null;
	/** The org's only currency; null for several, where each record has its own. */
	readonly currency: string | null;
	/** Stage → its name; null when it was not told. */
	readonly stages: ReadonlyMap<string, string> | null;
	/**
	 * Names of a line's fields in the user's language → API name of the price field, null for a field that sets no price.
	 * Null when they were not told.
	 */
	readonly fieldOf: ReadonlyMap<string, string | null> | null;
}

/** API names of the fields that make a line's price. */
export const priceFields = ['Quantity', 'ListPrice', 'UnitPrice', 'Discount'] as const;

interface KindNames {
	readonly object: string;
	readonly lines: string;
	/** The field by which lines belong to the record. */
	readonly parent: string;
}

/** What each kind of record is called. */
export const names: Readonly<Record<RecordKind, KindNames>> = {
	opportunity: { object: 'Opportunity', lines: 'OpportunityLineItem', parent: 'OpportunityId' },
	quote: { object: 'Quote', lines: 'QuoteLineItem', parent: 'QuoteId' },
};

/** One record of an answer; null when it was not told, for whatever reason. */
function oneOf(answered: Answered | undefined): Wire | null {
	return answered && !answered.failure ? object(answered.body, 'record') : null;
}

/** The questions whose answers make the facts of a record. Each is refused alone. */
function partsOf({ kind, id }: RecordRef, costs: CostSearch, client: Client): Part[] {
	const { object: name, lines, parent } = names[kind];
	const ofDeal = `${parent} = '${id}'`;
	const products = `SELECT Product2Id FROM ${lines} WHERE ${ofDeal}`;
	const deal = { referenceId: 'deal', url: `${base}/sobjects/${name}/${id}` };
	const opportunity = { referenceId: 'opp', url: `${base}/sobjects/Opportunity/@{deal.OpportunityId}` };
	const opp = kind === 'quote' ? 'opp' : 'deal';
	return [
		deal,
		...(kind === 'quote' ? [opportunity] : []),
		{ referenceId: 'account', url: `${base}/sobjects/Account/@{${opp}.AccountId}` },
		{ referenceId: 'owner', url: `${base}/sobjects/User/@{${opp}.OwnerId}?fields=Name` },
		soql('lines', `SELECT FIELDS(STANDARD) FROM ${lines} WHERE ${ofDeal} ORDER BY SortOrder, Id`),
		soql('products', `SELECT FIELDS(STANDARD) FROM Product2 WHERE Id IN (${products})`),
		...costPart(costs, lines, ofDeal, products),
		...(client.stages === null && kind === 'opportunity'
			? [soql('stages', 'SELECT ApiName, MasterLabel FROM OpportunityStage ORDER BY SortOrder')]
			: []),
		...(client.fieldOf === null ? [{ referenceId: 'labels', url: `${base}/sobjects/${lines}/describe` }] : []),
	];
}

/** Marks of a user's locale as Salesforce names it, "de_AT", "sr_Latn_RS"; null for one that is not known. */
export function marksOfLocale(locale: string): LocaleMarks | null {
	const [, language, script = '', region = ''] = /^([a-z]{2,3})(_[A-Z][a-z]{3})?(_[A-Z]{2})?/.exec(locale) ?? [];
	if (language === undefined) return null;
	const tag = `${language}${script}${region}`.replaceAll('_', '-');
	return Intl.NumberFormat.supportedLocalesOf(tag).length > 0 ? localeMarks(tag) : null;
}

/** The user's number format and the org's currency; what it does not tell stays unknown. */
async function readOrganization(callApi: CallApi, signal: AbortSignal): Promise<Pick<Client, 'marks' | 'currency'>> {
	try {
		const answer = await get(callApi, signal, `${base}/connect/organization`);
		const features = object(answer.features, 'features');
		const locale = text(object(answer.userSettings, 'userSettings'), 'userLocale');
		return {
			marks: marksOfLocale(locale),
			currency: features.multiCurrency === false ? given(currency, features, 'defaultCurrencyIsoCode') : null,
		};
	} catch (cause) {
		if (cause instanceof ReadError) return { marks: null, currency: null };
		throw cause;
	}
}

function stageOf({ kind }: RecordRef, deal: Wire, { stages }: Client): DealStage | null {
	const id = given(text, deal, kind === 'quote' ? 'Status' : 'StageName');
	if (id === null) return null;
	// Statuses of quotes have no table of their names.
	return { id, label: stages?.get(id) ?? null, since: given(moment, deal, 'LastStageChangeDate') };
}

/** Fields firms added, by API name, for exit criteria that they fulfil. */
function ownFields(deal: Wire): Record<string, string> {
	const own = Object.entries(deal).flatMap(([name, value]): [string, string][] => {
		const isFilled = (typeof value === 'string' && value !== '') || typeof value === 'number' || value === true;
		return name.endsWith('__c') && isFilled ? [[name, String(value).slice(0, 5000)]] : [];
	});
	return Object.fromEntries(own);
}

function factsOf(ref: RecordRef, deal: Wire, opp: Wire | null, others: Others, client: Client): DealFacts {
	const { account, owner, lines, isCostDenied } = others;
	const isQuote = ref.kind === 'quote';
	const amount = isQuote ? null : given(decimal, deal, 'Amount');
	const percent = given(decimal, opp, 'Probability');
	const values = {
		account: given(text, account, 'Name'),
		amount,
		closeDate: given(day, opp, 'CloseDate'),
		probability: fraction(percent),
		owner: given(text, owner, 'Name'),
		number: isQuote ? given(text, deal, 'QuoteNumber') : null,
	};
	const segments = {
		industry: given(text, account, 'Industry'),
		country: given(text, account, 'BillingCountry'),
		type: given(text, opp, 'Type'),
	};
	const known = {
		...values,
		nextStep: given(text, opp, 'NextStep'),
		lines: lines && lines.length > 0 ? String(lines.length) : null,
	};
	return {
		ref,
		name: given(text, deal, 'Name') ?? '',
		...values,
		stage: stageOf(ref, deal, client),
		currency: given(currency, deal, 'CurrencyIsoCode') ?? client.currency,
		segments: filled(segments),
		lines,
		rounding: { unitPriceDigits: null, lineAmountDigits: 2 },
		filledFields: { ...ownFields(deal), ...filled(known) },
		reading: { source: 'api', at: new Date().toISOString() },
		...(isCostDenied ? { isCostDenied } : {}),
	};
}

interface Others extends Pick<DealFacts, 'lines' | 'isCostDenied'> {
	readonly account: Wire | null;
	readonly owner: Wire | null;
}

/** A line's fields by label. One that a price field shares with another tells neither, and is not known. */
function fieldsByLabel(description: Wire): ReadonlyMap<string, string | null> {
	const names = new Map<string, string[]>();
	for (const field of objects(description.fields, 'fields')) {
		const label = text(field, 'label').trim();
		names.set(label, [...(names.get(label) ?? []), text(field, 'name')]);
	}
	const isPrice = (name: string) => priceFields.some((known) => known === name);
	return new Map(
		[...names].flatMap(([label, [name = '', ...more]]): [string, string | null][] => {
			if (![name, ...more].some(isPrice)) return [[label, null]];
			return more.length === 0 ? [[label, name]] : [];
		}),
	);
}

/** What was not known before of how things are named. */
async function named(client: Client, answers: ReadonlyMap<string, Answered>, all: RecordsOf): Promise<Client> {
	const stages = answers.get('stages');
	const labels = oneOf(answers.get('labels'));
	return {
		...client,
		stages:
			stages && !stages.failure
				? new Map((await all('stages')).map((stage) => [text(stage, 'ApiName'), text(stage, 'MasterLabel')]))
				: client.stages,
		fieldOf: labels ? fieldsByLabel(labels) : client.fieldOf,
	};
}

type RecordsOf = (name: string) => Promise<Wire[]>;

/** Reads an opportunity or a quote with its lines, in one request after the first. Throws `ReadError`. */
export async function readDeal(
	callApi: CallApi,
	ref: RecordRef,
	known: Client | null,
	costs: CostSearch,
	signal: AbortSignal,
): Promise<{ readonly facts: DealFacts; readonly client: Client }> {
	if (!/^[A-Za-z0-9]{18}$/.test(ref.id)) throw new ReadError('record-missing');
	const unnamed: Client = { marks: null, currency: null, stages: null, fieldOf: null };
	const [answers, organization] = await Promise.all([
		composite(callApi, signal, partsOf(ref, costs, known ?? unnamed)),
		known?.marks ? null : readOrganization(callApi, signal),
	]);
	const all: RecordsOf = (name) => recordsOf(callApi, signal, answers.get(name), name);
	const answered = answers.get('deal');
	if (!answered) throw new ReadError('api-changed', 'deal');
	if (answered.failure) throw answered.failure;
	const deal = object(answered.body, 'deal');
	const client = await named({ ...(known ?? unnamed), ...organization }, answers, all);
	const opp = ref.kind === 'quote' ? oneOf(answers.get('opp')) : deal;
	const money = given(currency, deal, 'CurrencyIsoCode') ?? client.currency;
	const parts: LineParts = {
		answers,
		all,
		costs,
		currency: money,
		hasCurrencies: given(currency, deal, 'CurrencyIsoCode') !== null,
		dealName: given(text, opp, 'Name') ?? '',
	};
	const others = {
		account: oneOf(answers.get('account')),
		owner: oneOf(answers.get('owner')),
		...(await linesOf(parts)),
	};
	return { facts: factsOf(ref, deal, opp, others, client), client };
}
