import type { DecimalString } from '../../core/model/decimal.ts';
import { object } from '../kit/answers.ts';
import type { Margin } from './lines-margins.ts';
import type { Get } from './wire.ts';

/** What is remembered of a page while one record is open. */
export interface Memory {
	/** Key of each stage → its label. */
	stages: ReadonlyMap<string, string> | null;
	/** Words of Frappe CRM in the user's language; empty for those it leaves as they are. */
	words: ReadonlyMap<string, string>;
	/** Net prices of the quotation hang on one another or on taxes. */
	isShared: boolean;
	/** Margin on the list price of each line of the quotation, by its id. */
	margins: ReadonlyMap<string, Margin>;
	/** What the form holds beside its rows that changes their prices. */
	header: SavedHeader;
}

/** What a quotation's prices hang on beside its rows, as saved; null where it is not told. */
export interface SavedHeader {
	/** By the name of its field: the discount on the whole, in percent and as an amount. */
	readonly wholeDiscount: Readonly<Record<string, DecimalString | null>>;
	/** Its name; "" for none. */
	readonly priceList: string | null;
	/** The customer's id and name: forms show either. */
	readonly customer: readonly (string | null)[];
}

const noHeader: SavedHeader = { wholeDiscount: {}, priceList: null, customer: [] };

/** What is remembered when a record is opened. */
export function newMemory(): Memory {
	return {
		stages: null,
		words: new Map(),
		isShared: false,
		margins: new Map(),
		header: noHeader,
	};
}

/** Words in the language of this user, from the list that the client itself starts with. Throws `ReadError`. */
export async function readWords(get: Get, wanted: readonly string[]): Promise<Map<string, string>> {
	const { message } = await get('/api/method/crm.api.get_translations');
	const words = object(message, 'translations');
	return new Map(wanted.flatMap((word) => (typeof words[word] === 'string' ? [[word, words[word]]] : [])));
}
