import type { DealFacts, RecordRef } from '../../core/model/deal.ts';
import type { ReadFailure } from '../../core/model/read-failure.ts';
import { failure } from '../../core/model/result.ts';

/** Facts of a record, beside what each CRM says in its own way. */

/** What a page tells of its record by itself; all that is left out is unknown. */
export type Told = Partial<Omit<DealFacts, 'ref' | 'reading'>>;

/** Facts from what the page alone tells, read now where nothing else is said. */
export function pageFacts(ref: RecordRef, told: Told, at = new Date().toISOString()): DealFacts {
	return {
		ref,
		name: '',
		account: null,
		number: null,
		stage: null,
		amount: null,
		currency: null,
		probability: null,
		closeDate: null,
		owner: null,
		segments: {},
		lines: null,
		rounding: { unitPriceDigits: null, lineAmountDigits: null },
		filledFields: {},
		...told,
		reading: { source: 'page', at },
	};
}

/** What is filled, for `filledFields` and `segments`: neither what is unknown nor what is empty. */
export function filled(values: Readonly<Record<string, string | null | undefined>>): Record<string, string> {
	return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1])));
}

/** The failure of a look at something that is not on the page, named as in sentences. */
export function missing(field: string): { readonly ok: false; readonly error: ReadFailure } {
	return failure({ code: 'field-missing', field });
}
