import type { LocaleMarks } from '../../core/model/number-text.ts';
import type { CallApi } from '../contract.ts';
import { askAny, asResult, jsonOf, object, objects, ReadError, refusalOf, type Wire } from '../kit/answers.ts';
import { type Currencies, currenciesIn } from './api-currencies.ts';

/** The GraphQL interface of version 8, with the session the page has. Seen on 8.2.3, 2026; 8.10.1 from its source. */

/** The two names a query goes by: those of 8.2 and those of 8.10. */
const recordNames = ['getRecord', 'record'] as const;
const listNames = ['getRecordList', 'recordList'] as const;

/** Asks version 8. Throws `ReadError`. */
export interface Shell {
	/** A record that this user may see. */
	record(module: string, id: string): Promise<Wire>;
	/** Quotes of an opportunity. */
	quotesOf(opportunityId: string): Promise<readonly Wire[]>;
	/** The user's number format, and their own currency. */
	preferences(): Promise<Preferences>;
	/** All currencies, the base one among them. */
	currencies(): Promise<Currencies>;
}

/** What a user's settings say. */
export interface Preferences {
	readonly marks: LocaleMarks | null;
	/** Their own currency alone; empty when it has no code. */
	readonly currencies: Currencies;
}

function cookie(document: Document, name: string): string {
	const found = document.cookie.split('; ').find((pair) => pair.startsWith(`${name}=`));
	const value = found?.slice(name.length + 1) ?? '';
	try {
		return decodeURIComponent(value);
	} catch {
		return value;
	}
}

function messagesOf(answer: Wire): string[] {
	if (!Array.isArray(answer.errors)) return [];
	return answer.errors.map((error) => {
		const { message } = object(error, 'errors');
		return typeof message === 'string' ? message : '';
	});
}

/** Only its own test says for certain that the session is gone; a refusal alone may have other reasons. */
async function isSignedOut(callApi: CallApi, base: string, signal: AbortSignal): Promise<boolean> {
	const asked = await asResult(async () => {
		const answer = await askAny(callApi, { method: 'GET', url: `${base}session-status`, via: 'page' }, signal);
		return refusalOf(answer) === null && object(jsonOf(answer), 'session').active === false;
	});
	return asked.ok && asked.value;
}

/** `base` is the folder that version 8 is served from. */
export function shellAt(callApi: CallApi, document: Document, base: string, signal: AbortSignal): Shell {
	async function post(query: string, variables: Wire): Promise<Wire> {
		const answer = await askAny(
			callApi,
			{
				method: 'POST',
				url: `${base}api/graphql`,
				headers: { 'content-type': 'application/json', 'x-xsrf-token': cookie(document, 'XSRF-TOKEN') },
				body: JSON.stringify({ query, variables }),
				via: 'page',
			},
			signal,
		);
		const refusal = refusalOf(answer);
		if (!refusal) return object(jsonOf(answer), 'answer');
		const isToken = answer.status === 403 && answer.text.includes('Invalid CSRF token');
		const isDoubtful = answer.status === 401 || answer.status === 403;
		if (isToken || (isDoubtful && (await isSignedOut(callApi, base, signal)))) throw new ReadError('signed-out');
		throw refusal;
	}

	/** Asks under the name this version knows: the other one is refused as a field that is not there. */
	async function ask(names: readonly string[], query: (name: string) => string, variables: Wire): Promise<unknown> {
		for (const name of names) {
			const answer = await post(query(name), variables);
			const messages = messagesOf(answer);
			if (messages.some((message) => message.startsWith('Cannot query field'))) continue;
			const data = answer.data === undefined || answer.data === null ? {} : object(answer.data, 'data');
			const found = data[name];
			// A module without a right to it is refused as an error inside the server.
			if ((found === null || found === undefined) && messages.length > 0) throw new ReadError('not-allowed');
			return found;
		}
		throw new ReadError('api-changed', names[0]);
	}

	return {
		async record(module, id) {
			const answer = object(
				await ask(
					recordNames,
					(name) =>
						`query ${name}($module: String!, $record: String!) { ${name}(module: $module, record: $record) { _id id attributes module type acls favorite } }`,
					{ module, record: id },
				),
				'record',
			);
			const attributes = object(answer.attributes, 'attributes');
			// A record that does not exist is answered empty.
			if (attributes.id === '') throw new ReadError('record-missing');
			// Rights on a record do not withhold its values, the page does.
			if (!Array.isArray(answer.acls)) throw new ReadError('api-changed', 'acls');
			if (!answer.acls.includes('view')) throw new ReadError('not-allowed');
			if (attributes.id !== id) throw new ReadError('api-changed', 'id');
			return attributes;
		},
		async quotesOf(opportunityId) {
			const filter = { field: 'opportunity_id', operator: '=', values: [opportunityId], fieldType: 'id' };
			const answer = object(
				await ask(
					listNames,
					(name) =>
						`query ${name}($module: String!, $limit: Int, $offset: Int, $criteria: Iterable, $sort: Iterable) { ${name}(module: $module, limit: $limit, offset: $offset, criteria: $criteria, sort: $sort) { id meta records } }`,
					{
						module: 'quotes',
						limit: 50,
						offset: 0,
						criteria: { name: '', filters: { opportunity_id: filter } },
						sort: { orderBy: 'number', sortOrder: 'asc' },
					},
				),
				'quotes',
			);
			return objects(answer.records, 'quotes')
				.map((record) => object(record.attributes, 'quotes'))
				.filter((quote) => quote.opportunity_id === opportunityId);
		},
		async preferences() {
			const answer = await ask(
				['userPreference'],
				(name) => `query ${name} { ${name}(id: "/api/user-preferences/global") { id items } }`,
				{},
			);
			const items = object(object(answer, 'preferences').items, 'preferences');
			const { num_grp_sep: group, dec_sep: decimal } = items;
			const isTold = typeof group === 'string' && typeof decimal === 'string' && decimal !== '';
			const own =
				typeof items.currency === 'object' && items.currency !== null ? [object(items.currency, 'currency')] : [];
			return { marks: isTold ? { group, decimal } : null, currencies: currenciesIn(own) };
		},
		async currencies() {
			const answer = await ask(
				['systemConfig'],
				(name) => `query ${name}($id: ID!) { ${name}(id: $id) { id items } }`,
				{ id: '/api/system-configs/currencies' },
			);
			const items = object(object(answer, 'currencies').items, 'currencies');
			return currenciesIn(Object.entries(items).map(([id, item]) => ({ ...object(item, 'currencies'), id })));
		},
	};
}
