import type { RecordRef } from '../../core/model/deal.ts';
import type { CallApi, Page } from '../contract.ts';
import { asResult, text, type Wire } from '../kit/answers.ts';
import type { CostSearch } from '../kit/cost.ts';
import type { Currencies } from './api-currencies.ts';
import type { Preferences, Shell } from './wire-graphql.ts';

/** What every question to the CRM needs. */

/** What the classic interface calls the kinds of records. */
export const modules: Readonly<Record<RecordRef['kind'], string>> = {
	opportunity: 'Opportunities',
	quote: 'AOS_Quotes',
};

/** What does not change while a record is in front, so that it is asked for once. */
export interface Asked {
	preferences: Preferences | null;
	/** Key of each opportunity stage → its label. */
	stages: ReadonlyMap<string, string> | null;
	currencies: Currencies | null;
}

/** One reading of one record. */
export interface Asking {
	readonly callApi: CallApi;
	readonly page: Page;
	readonly signal: AbortSignal;
	readonly costs: CostSearch;
	readonly asked: Asked;
}

/** A value as a text; null for none. */
export function attribute(wire: Wire, field: string): string | null {
	return wire[field] === undefined || wire[field] === null ? null : text(wire, field) || null;
}

/** All currencies, asked for once; none when they are not told. */
export async function shellCurrencies(shell: Shell, asked: Asked): Promise<Currencies> {
	const currencies = asked.currencies ?? (await asResult(() => shell.currencies()));
	if (!('ok' in currencies)) return currencies;
	if (currencies.ok) asked.currencies = currencies.value;
	return asked.currencies ?? new Map();
}
