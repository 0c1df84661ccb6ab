import type { LocaleMarks } from '../../core/model/number-text.ts';
import type { AdapterOptions } from '../contract.ts';
import { currency, object, ReadError, text, type Wire } from '../kit/answers.ts';
import {
	type DealFields,
	dealFieldsOf,
	hasCostField,
	type LineFields,
	lineFieldsOf,
	lineLinks,
} from './api-mapping.ts';
import type { Get } from './wire.ts';

/** What reading needs once a record: the user's number format and rights, and where this firm keeps lines and costs. */
export interface Client {
	readonly marks: LocaleMarks;
	/** Digits of amounts; null when the settings do not say. */
	readonly currencyDigits: number | null;
	/** The currency of amounts that were converted. */
	readonly baseCurrency: string | null;
	readonly deal: DealFields;
	/** Keys of the stages of a deal, in the administrator's order. */
	readonly stages: readonly string[];
	/** Null when there is no entity of lines, and when several look like one. */
	readonly lines: LineFields | null;
	/** Entities that look like lines, when there are several; by their links where it is the same one twice. */
	readonly alike: readonly string[];
	/** True for a field of an entity that this user may not read, and of which no copy may be used either. */
	isHidden(entity: string, field: string): boolean;
	isReadOnly(entity: string, field: string): boolean;
}

function marksOf(preferences: Wire, settings: Wire): LocaleMarks {
	const of = (name: string) => {
		const own = preferences[name];
		return typeof own === 'string' && own !== '' ? own : text(settings, name);
	};
	const decimal = of('decimalMark');
	if (decimal.length !== 1) throw new ReadError('api-changed', 'decimalMark');
	// No sign for groups is a choice too.
	const group = typeof preferences.thousandSeparator === 'string' ? preferences.thousandSeparator : null;
	return { decimal, group: group ?? of('thousandSeparator') };
}

function fieldTable(acl: Wire): Wire {
	const { fieldTable: table } = acl;
	return typeof table === 'object' && table !== null && !Array.isArray(table) ? (table as Wire) : {};
}

function rightIn(table: Wire, entity: string, field: string, action: 'read' | 'edit'): boolean {
	const rights = table[entity] as Wire | undefined;
	const right = rights?.[field] as Wire | undefined;
	return right?.[action] !== 'no';
}

/** Where lines are, or the names of all entities that look like them. */
type Mapping = Pick<Client, 'lines' | 'alike'>;

/**
 * Where several entities look like lines, nobody can say which ones are, unless only one of them has the field in which
 * the user says costs are kept.
 */
async function readMapping(get: Get, entity: Wire, options: AdapterOptions | undefined): Promise<Mapping> {
	const costField = options?.costField ?? null;
	const candidates = await Promise.all(
		lineLinks(entity).map(async ({ link, entity: name }) => {
			const wire = await get(`Metadata?key=entityDefs.${name}.fields`);
			const fields = lineFieldsOf(link, name, wire, costField);
			return fields ? [{ fields, isNamed: costField !== null && hasCostField(wire, costField) }] : [];
		}),
	);
	const found = candidates.flat();
	const named = found.filter(({ isNamed }) => isNamed);
	const [only] = named.length === 1 ? named : found;
	if (found.length < 2 || named.length === 1) return { lines: only?.fields ?? null, alike: [] };
	const names = found.map(({ fields }) => fields.entity);
	const isTwice = new Set(names).size < names.length;
	return { lines: null, alike: isTwice ? found.map(({ fields }) => fields.link) : names };
}

function stagesOf(entity: Wire): string[] {
	const { stage } = (entity.fields ?? {}) as { readonly stage?: { readonly options?: unknown } };
	const options = stage?.options;
	return Array.isArray(options) ? options.filter((key): key is string => typeof key === 'string' && key !== '') : [];
}

/** Asks who the user is and what the administrator has made of deals. Throws `ReadError`. */
export async function readClient(get: Get, options: AdapterOptions | undefined): Promise<Client> {
	const [user, entity] = await Promise.all([get('App/user'), get('Metadata?key=entityDefs.Opportunity')]);
	const settings = object(user.settings, 'settings');
	const digits = settings.currencyDecimalPlaces;
	const table = fieldTable(object(user.acl, 'acl'));
	return {
		marks: marksOf(object(user.preferences, 'preferences'), settings),
		currencyDigits:
			typeof digits === 'number' && Number.isInteger(digits) && digits >= 0 && digits < 20 ? digits : null,
		baseCurrency: settings.baseCurrency === undefined ? null : currency(settings, 'baseCurrency'),
		deal: dealFieldsOf(entity),
		stages: stagesOf(entity),
		...(await readMapping(get, entity, options)),
		isHidden: (name, field) => !rightIn(table, name, field, 'read'),
		isReadOnly: (name, field) => !rightIn(table, name, field, 'edit'),
	};
}
