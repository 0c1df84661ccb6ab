import type { DealFacts, RecordRef } from '../../core/model/deal.ts';
import type { AdapterOptions, FactsReading, FieldHealth, Page, RecordReader } from '../contract.ts';
import { asResult } from './answers.ts';
import { type CostSearch, costHealth, costSearch } from './cost.ts';

/** What one CRM does for a reader: all but what every reader does alike. */
export interface Reading extends Omit<RecordReader, 'readFacts'> {
	/** Asks the API for a record, and notes what becomes of `costs`. Throws `ReadError`. */
	readDeal(page: Page, ref: RecordRef, costs: CostSearch, signal: AbortSignal): Promise<Omit<FactsReading, 'health'>>;
	/** How the fields of a page are found once its record is read. */
	healthOf(page: Page, facts: DealFacts): readonly FieldHealth[];
	/** True for a CRM with a cost book of its own. */
	readonly hasCostBook?: true;
}

/**
 * A reader of one record. Costs are looked for anew by each read, and how they and the page's fields are found is said
 * together; what a read throws for an expected failure becomes a value.
 */
export function readerOf(options: AdapterOptions | undefined, reading: Reading): RecordReader {
	const { readDeal, healthOf, hasCostBook = false, ...more } = reading;
	return {
		...more,
		readFacts: (page, ref, signal) =>
			asResult(async () => {
				const costs = costSearch(options?.costField, hasCostBook);
				const read = await readDeal(page, ref, costs, signal);
				return { ...read, health: [...healthOf(page, read.facts), ...costHealth(costs)] };
			}),
	};
}
