import type { CurrencyCode, Instant, RecordKind } from './deal.ts';

/** What a CRM without an adapter of its own shows where, as a user pointed it out. */

/** CRM id of every record that is read by a map. */
export const mappedCrm = 'mapped';

/**
 * One thing that tells a place on a page. `label`: the text that names it. `aria`: its name for screen readers. `name`,
 * `data`, `id`: what its markup calls it, digits left out. `class`: a class that no other column has. `inside`: the kind
 * of surroundings. `path`: the tags above it, which tell texts but never figures.
 */
export interface Hint {
	readonly by: 'label' | 'aria' | 'name' | 'data' | 'id' | 'class' | 'inside' | 'path';
	readonly value: string;
}

/** All that tells one place; several of them must agree. */
export type Hints = readonly Hint[];

/** Fields of a record outside its lines. `discount` is one on the whole document, in percent. */
export const mapFields = ['name', 'account', 'number', 'stage', 'amount', 'probability', 'discount'] as const;
export type MapField = (typeof mapFields)[number];

/** Columns of the table of lines. Prices are per unit, `total` is the line's. */
export const mapColumns = [
	'product',
	'code',
	'quantity',
	'listPrice',
	'discount',
	'netPrice',
	'total',
	'unitCost',
] as const;
export type MapColumn = (typeof mapColumns)[number];

/** How the pages write numbers, and in which language they were when that was found out. */
export interface NumberWriting {
	/** "٫" where Arabic or Persian digits are written. */
	readonly decimal: '.' | ',' | '٫';
	/** "" for none. */
	readonly group: string;
	/** The digit 0 of pages whose digits are not 0–9. */
	readonly zero?: string;
	/** The page's own `lang`; "" when it says none. */
	readonly language: string;
}

export interface PageMap {
	/** Grows when a reader of the one before could misread a map. */
	readonly format: 1;
	readonly id: string;
	/** Grows with every change; the higher one of a map is the newer one. 0 before it was kept. */
	readonly version: number;
	readonly updatedAt: Instant;
	/** Origin of the CRM's pages, "https://crm.example". */
	readonly site: string;
	/** What people call this CRM. */
	readonly name: string;
	readonly kind: RecordKind;
	/** Addresses of such records from the root, with the place of the record's id: "/quotes/{id}". */
	readonly pages: readonly string[];
	readonly fields: Readonly<Partial<Record<MapField, Hints>>>;
	/** Null for records without lines. */
	readonly columns: Readonly<Partial<Record<MapColumn, Hints>>> | null;
	readonly numbers: NumberWriting;
	/** Null: unknown. */
	readonly currency: CurrencyCode | null;
	/** What the discount column holds. `amount` is off the price of one unit. */
	readonly discountAs: 'percent' | 'amount';
}

/** Where a field of a CRM with an adapter is to be found, after the adapter did not find it any more. */
export interface PointedField {
	readonly crm: string;
	/** Origin of the CRM's pages. */
	readonly site: string;
	/** As the adapter names it: "Discount". */
	readonly field: string;
	readonly hints: Hints;
	readonly updatedAt: Instant;
}

/** What people pointed out: whole CRMs, and fields of CRMs that have an adapter. */
export interface SiteMaps {
	readonly maps: readonly PageMap[];
	readonly pointed: readonly PointedField[];
}

/** Which pointed field; one takes the place of another with the same. */
export type PointedKey = Pick<PointedField, 'crm' | 'site' | 'field'>;
