import type { RecordRef } from '../../core/model/deal.ts';
import { localeMarks } from '../../core/model/locale-number.ts';
import type { LocaleMarks } from '../../core/model/number-text.ts';
import type { CallApi, Page } from '../contract.ts';
import { askJson, object, objects, ReadError, text, type Wire } from '../kit/answers.ts';
import { type CostSearch, costFieldOf } from '../kit/cost.ts';
import { callKw, type Rpc } from './wire.ts';

/** What reading needs once a session: version, language, number format, and which fields this server has. */
export interface Client {
	/** 18 for 18.0 and for the online releases between 18 and 19. */
	readonly version: number;
	/** Language and companies, as the page's own calls say them. */
	readonly context: Wire;
	/** The companies in use; the first one's costs are those of products. Empty when the server names none. */
	readonly companies: readonly number[];
	readonly marks: LocaleMarks;
	/** By id of a currency, for those the session tells. */
	readonly currencies: ReadonlyMap<string, Money>;
	/** Fields by model, of those that are asked for below; none of a model that is not installed. */
	readonly fields: Readonly<Record<Model, Wire>>;
}

/** How amounts of a currency are rounded and shown. */
export interface Money {
	/** Digits after the point; null when the server does not say. */
	readonly digits: number | null;
	/** "€"; null when the server does not say. */
	readonly symbol: string | null;
}

/** What the server is, as far as it can be told without knowing the user's language. */
export type Server = Omit<Client, 'marks'>;

/** Fields that some versions, modules or users have and others do not. */
const askedFields = {
	'crm.lead': ['order_ids', 'date_last_stage_update'],
	'sale.order': ['state', 'opportunity_id', 'date_order', 'company_id', 'pricelist_id'],
	'sale.order.line': [
		'product_uom',
		'product_uom_id',
		'product_template_id',
		'product_uom_qty',
		'price_unit',
		'discount',
		'purchase_price',
		'technical_price_unit',
		'is_downpayment',
		'linked_line_id',
		'combo_item_id',
		'qty_to_deliver',
	],
	'product.product': [
		'default_code',
		'categ_id',
		'standard_price',
		'cost_currency_id',
		'uom_id',
		'lst_price',
		'currency_id',
		'is_kits',
	],
} as const;

export type Model = keyof typeof askedFields;

/** The companies in use, "1-2" in the page's cookie. */
function companiesOf({ document }: Page): number[] {
	const [, ids = ''] = /(?:^|;\s*)cids=([^;]*)/.exec(document.cookie) ?? [];
	return ids.split(/-|,|%2C/).flatMap((id) => (/^\d+$/.test(id) ? [Number(id)] : []));
}

function marksIn(parameters: Wire): LocaleMarks {
	const group = parameters.thousands_sep;
	const decimal = text(parameters, 'decimal_point');
	if (decimal.length !== 1) throw new ReadError('api-changed', 'decimal_point');
	return { decimal, group: typeof group === 'string' ? group : '' };
}

/** How the client writes numbers in this language: as the administrator set it, which need not be what browsers do. */
async function readMarks(
	callApi: CallApi,
	rpc: Rpc,
	language: string,
	context: Wire,
	signal: AbortSignal,
): Promise<LocaleMarks> {
	const url = `/web/webclient/translations/1?mods=web&lang=${encodeURIComponent(language)}`;
	try {
		const answer = object(await askJson(callApi, { method: 'GET', url, via: 'page' }, signal), 'translations');
		return marksIn(object(answer.lang_parameters, 'lang_parameters'));
	} catch (cause) {
		if (!(cause instanceof ReadError) || !['api-changed', 'not-json', 'record-missing'].includes(cause.failure.code))
			throw cause;
		// The address of the translations is the client's own business; the language itself is a record.
		const found = await callKw(rpc, 'res.lang', 'search_read', [[['code', '=', language]]], {
			fields: ['decimal_point', 'thousands_sep'],
			context,
		});
		const [parameters] = objects(found, 'res.lang');
		return parameters ? marksIn(parameters) : localeMarks(language.replace('_', '-'));
	}
}

/** The fields of a model that this server has and this user may know of, `own` among them. */
async function readFields(
	rpc: Rpc,
	model: Model,
	context: Wire,
	isNeeded: boolean,
	own: string | null,
	names: readonly string[] = askedFields[model],
): Promise<Wire> {
	try {
		const kwargs = { attributes: ['type', 'digits', 'selection'], context };
		const asked = own === null || names.includes(own) ? names : [...names, own];
		return object(await callKw(rpc, model, 'fields_get', [asked], kwargs), model);
	} catch (cause) {
		const isAbsent = cause instanceof ReadError && ['api-changed', 'not-allowed'].includes(cause.failure.code);
		if (isAbsent && !isNeeded) return {};
		throw cause;
	}
}

function companiesIn(session: Wire): number[] {
	const { current_company: current } = (session.user_companies ?? {}) as { current_company?: unknown };
	return typeof current === 'number' ? [current] : [];
}

/** The context of a call in which the products' costs are those of `company`. */
export function contextOf({ context, companies }: Pick<Client, 'context' | 'companies'>, company: number | null): Wire {
	if (company === null) return context;
	return { ...context, allowed_company_ids: [company, ...companies.filter((other) => other !== company)] };
}

/** Asks the session and what the server has, all at once. Throws `ReadError`. */
export async function readServer(rpc: Rpc, page: Page, { kind }: RecordRef, costs: CostSearch): Promise<Server> {
	const isQuote = kind === 'quote';
	const fields = (model: Model, isNeeded: boolean, own: string | null = null) =>
		readFields(rpc, model, {}, isNeeded, own);
	const asked = Promise.all([
		isQuote ? {} : fields('crm.lead', true),
		fields('sale.order', isQuote),
		fields('sale.order.line', isQuote, costFieldOf(costs, 'line')),
		fields('product.product', false, costFieldOf(costs, 'product')),
	]);
	// A session that has ended says so itself; what else failed with it does not matter.
	asked.catch(() => {});
	const session = object(await rpc('/web/session/get_session_info', {}), 'session');
	if (typeof session.uid !== 'number') throw new ReadError('signed-out');
	const [release] = Array.isArray(session.server_version_info) ? session.server_version_info : [];
	// "saas~17" is an online release between 17 and 18.
	const version = Number(/\d+/.exec(String(release))?.[0]);
	if (!version) throw new ReadError('api-changed', 'server_version_info');
	const [lead, order, line, product] = await asked;
	const chosen = companiesOf(page);
	const lang = text(object(session.user_context, 'user_context'), 'lang');
	return {
		version,
		context: { lang, ...(chosen.length > 0 ? { allowed_company_ids: chosen } : {}) },
		companies: chosen.length > 0 ? chosen : companiesIn(session),
		currencies: new Map(Object.entries(session.currencies ?? {}).map(([id, money]) => [id, moneyIn(money)])),
		fields: { 'crm.lead': lead, 'sale.order': order, 'sale.order.line': line, 'product.product': product },
	};
}

/** Asks what depends on the user's language: how numbers are written, and what an order's states are called. */
export async function readLanguage(
	callApi: CallApi,
	rpc: Rpc,
	{ context, fields }: Server,
	signal: AbortSignal,
): Promise<Pick<Client, 'marks' | 'fields'>> {
	const isNamed = 'state' in fields['sale.order'];
	const [marks, states] = await Promise.all([
		readMarks(callApi, rpc, text(context, 'lang'), context, signal),
		isNamed ? readFields(rpc, 'sale.order', context, false, null, ['state']) : {},
	]);
	return { marks, fields: { ...fields, 'sale.order': { ...fields['sale.order'], ...states } } };
}

function moneyIn(described: unknown): Money {
	const { symbol } = (described ?? {}) as { symbol?: unknown };
	return { digits: digitsIn(described), symbol: typeof symbol === 'string' && symbol !== '' ? symbol : null };
}

/** States of an order, each with its label in the user's language. */
export function orderStates({ fields }: Client): ReadonlyMap<string, string | null> {
	const { selection } = (fields['sale.order'].state ?? {}) as { selection?: unknown };
	return new Map(
		(Array.isArray(selection) ? selection : []).flatMap((pair: unknown): [string, string | null][] => {
			const [id, label] = Array.isArray(pair) ? (pair as unknown[]) : [];
			return typeof id === 'string' ? [[id, typeof label === 'string' ? label : null]] : [];
		}),
	);
}

/** Digits after the point that the server keeps in a field of a line; null when it does not say. */
export function lineDigits(client: Client | null, field: string): number | null {
	return digitsIn(client?.fields['sale.order.line'][field]);
}

/** "digits" come as all and those after the point: [16, 2]. */
function digitsIn(described: unknown): number | null {
	const { digits } = (described ?? {}) as { digits?: unknown };
	const last: unknown = Array.isArray(digits) ? digits[1] : null;
	return typeof last === 'number' && Number.isInteger(last) && last >= 0 && last < 20 ? last : null;
}
