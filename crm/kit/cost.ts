import type { DecimalString } from '../../core/model/decimal.ts';
import type { FieldHealth } from '../contract.ts';
import { decimal, type Wire } from './answers.ts';

/** Where a firm keeps its unit cost, for every adapter: what `AdapterOptions.costField` says and what came of it. */

/** Where costs are looked for. `usual`: where the CRM has them itself. `nowhere`: Dealside's own list alone tells them. */
export type CostSource =
	| { readonly of: 'usual' | 'book' | 'nowhere' }
	| { readonly of: 'line' | 'product'; readonly field: string };

/** One look for costs: made anew for each read, so that a field which is gone is not taken for one that was found. */
export interface CostSearch {
	readonly source: CostSource;
	/** What became of the field that the user named; null while no record was looked at, or none was named. */
	state: 'ok' | 'broken' | null;
}

/** Reads the option. `hasBook`: the CRM has a cost book; in another one that choice finds nothing. */
export function costSearch(costField: string | null | undefined, hasBook = false): CostSearch {
	if (costField === null || costField === undefined) return { source: { of: 'usual' }, state: null };
	if (costField === ':cost-book') return hasBook ? { source: { of: 'book' }, state: null } : noSuchSource();
	if (costField.startsWith(':')) return { source: { of: 'nowhere' }, state: null };
	const [, product, field] = /^(product\.)?(\w+)$/.exec(costField) ?? [];
	if (field === undefined) return noSuchSource();
	return { source: { of: product === undefined ? 'line' : 'product', field }, state: null };
}

function noSuchSource(): CostSearch {
	return { source: { of: 'nowhere' }, state: 'broken' };
}

/** The field's name where costs are in one of this kind of record; null where they are not. */
export function costFieldOf({ source }: CostSearch, of: 'line' | 'product'): string | null {
	return source.of === of ? source.field : null;
}

/** Notes that the field is there, or that it is not; what was missed once stays missed. */
export function costSeen(search: CostSearch, isThere: boolean): void {
	search.state = isThere && search.state !== 'broken' ? 'ok' : 'broken';
}

/**
 * The number in the named field of a record that was asked for it; null when it is empty. A field that is not there, or
 * holds no number, is noted and spoils nothing else.
 */
export function namedNumber(search: CostSearch, record: Wire, field: string): DecimalString | null {
	const value = record[field];
	const isEmpty = value === null || value === '' || value === false;
	const number = isEmpty ? null : numberIn(record, field);
	costSeen(search, isEmpty || number !== null);
	return number;
}

/** The cost in the named field, in a CRM that fills empty numbers with 0: 0 is then a cost that nobody has set. */
export function namedCost(search: CostSearch, record: Wire, field: string): DecimalString | null {
	const cost = namedNumber(search, record, field);
	return cost === null || Number(cost) === 0 ? null : cost;
}

/** Null for anything but a number. */
function numberIn(record: Wire, field: string): DecimalString | null {
	try {
		return decimal(record, field);
	} catch {
		return null;
	}
}

/** How the named field is found, for the health of a page; nothing where none was named or no record was looked at. */
export function costHealth({ state }: CostSearch): FieldHealth[] {
	return state === null ? [] : [{ field: 'Cost', state, seen: null }];
}
