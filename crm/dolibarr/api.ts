import type { RecordRef } from '../../core/model/deal.ts';
import type { CallApi, Page } from '../contract.ts';
import { askJson } from '../kit/answers.ts';
import type { CostSearch } from '../kit/cost.ts';
import { type DealReading, readLead } from './api-lead.ts';
import { readQuote } from './api-quote.ts';
import { prefixOf } from './front.ts';
import { asker } from './wire.ts';

/**
 * Facts from the pages that the user may open, with the page's session: they show what the user may see and no more,
 * which the REST interface does not. Requests of one session wait for each other, so they are asked one by one.
 */

/** Reads a proposal or a lead. Throws `ReadError`. */
export async function readDeal(
	callApi: CallApi,
	page: Page,
	ref: RecordRef,
	signal: AbortSignal,
	costs: CostSearch,
): Promise<DealReading> {
	const prefix = prefixOf(page);
	const get = asker(callApi, prefix, signal);
	const ask = (path: string) => askJson(callApi, { method: 'GET', url: `${prefix}${path}`, via: 'page' }, signal);
	if (ref.kind !== 'quote') return readLead({ get, ask, costs, page }, ref);
	return { facts: await readQuote(get, ask, ref, costs) };
}
