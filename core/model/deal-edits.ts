import {
	type CostCurrency,
	type CostPeriod,
	type CostUnits,
	type CurrencyCode,
	noCost,
	type Product,
	type RecordRef,
	type Recurrence,
} from './deal.ts';
import type { DecimalString } from './decimal.ts';

/** A field's text as the page has it. `value` is null while it is half typed or cannot be read exactly. */
export interface TypedValue {
	readonly text: string;
	readonly value: DecimalString | null;
}

/**
 * How the user sets a line's price. `discount` and `amountOff` compute the net price from list as the CRM would;
 * `netPrice` is the price itself. `cutFrom`: the number that the CRM reads in the field, where it is more than all of the
 * price and the CRM cuts it down to what `typed` says.
 */
export type PriceEdit =
	/** Fraction of list, 0.15 for 15 %. */
	| { readonly by: 'discount'; readonly typed: TypedValue; readonly cutFrom?: DecimalString }
	/** Amount off per unit. */
	| { readonly by: 'amountOff'; readonly typed: TypedValue; readonly cutFrom?: DecimalString }
	| { readonly by: 'netPrice'; readonly typed: TypedValue };

/** A cost per unit that is typed, with all that makes it a cost. */
export interface TypedCost {
	readonly typed: TypedValue;
	readonly costCurrency: CostCurrency;
	readonly costUnits: CostUnits;
	readonly costPeriod: CostPeriod;
}

export interface LineEdit {
	readonly price?: PriceEdit;
	readonly quantity?: TypedValue;
	readonly listPrice?: TypedValue;
	readonly cost?: TypedCost;
	/** The line was taken into the quote, or out of it. Absent: as it is saved. */
	readonly isOptional?: boolean;
	/** The CRM will set price and discount anew once the field is left, so that what is typed tells a guess at most. */
	readonly isRepriced?: boolean;
	/** The lowest price per unit, after discounts, that the CRM takes of users without a right of their own to go lower. */
	readonly leastPrice?: DecimalString;
}

/** What is said of an added line of which only text and numbers are known. */
export const unknownProduct = { product: null, unit: null, ...noCost } as const;

/** A line that is on the page and not saved, as far as the page or the product tells it. */
export interface AddedLine {
	readonly id: string;
	readonly description: string;
	/** Null for a free-text line, and while nobody knows which product it is. */
	readonly product: Product | null;
	readonly quantity: DecimalString | null;
	readonly unit: string | null;
	readonly listPrice: DecimalString | null;
	readonly netPrice: DecimalString | null;
	/** Null when unknown. "0" is a known 0: a discount or surcharge that the CRM writes as a line. */
	readonly unitCost: DecimalString | null;
	readonly costCurrency: CostCurrency;
	readonly costUnits: CostUnits;
	readonly costPeriod: CostPeriod;
	/** As `QuoteLine.isCostZero`, of the 0 that will be saved. */
	readonly isCostZero?: boolean;
	readonly recurrence?: Recurrence;
	readonly isOptional?: boolean;
	/** As `LineEdit.isRepriced`. */
	readonly isRepriced?: boolean;
	/** As `LineEdit.leastPrice`. */
	readonly leastPrice?: DecimalString;
	/** Id of the saved line whose product or unit was changed into this; that line is in `removed` then. */
	readonly replaces?: string;
}

/** Sums that the page draws by itself, tax excluded. Null: it does not draw that one. */
export interface PageTotals {
	readonly revenue: DecimalString | null;
	/** Margin amount. */
	readonly margin: DecimalString | null;
	readonly currency: CurrencyCode | null;
}

/** A typed value that the CRM will refuse; it is in no figure. */
export interface RefusedValue {
	/** Null for one that is of no single line. */
	readonly lineId: string | null;
	readonly text: string;
	/** The most that the CRM takes there, a fraction of list; null when it is not known, or is no fraction. */
	readonly most: DecimalString | null;
}

/** A choice on the form, not saved, by which the CRM may set the prices of lines anew. */
export type PriceSource = 'price-list' | 'customer' | 'exchange-rate';

/** What is typed on the page and not saved, held against the facts of the same record. */
export interface DealEdits {
	readonly ref: RecordRef;
	readonly amount?: TypedValue;
	/** 0–1. */
	readonly probability?: TypedValue;
	/** Id of a stage chosen and not saved. */
	readonly stageId?: string;
	/** By line id. */
	readonly lines: Readonly<Record<string, LineEdit>>;
	readonly added: readonly AddedLine[];
	/** Ids of lines deleted on the page and not saved. */
	readonly removed: readonly string[];
	/** Rows of the page that fit no saved line: figures over the lines are unknown while this is true. */
	readonly areLinesUnmatched: boolean;
	/** They do not fit because page and API speak different languages. */
	readonly areLinesInOtherLanguage?: boolean;
	/** Another currency was chosen on the page and is not saved; `to` is null when the page does not tell which. */
	readonly currencyChange?: { readonly to: CurrencyCode | null };
	/** Another one is chosen than the saved one: the prices of all lines are a guess until the CRM has saved it. */
	readonly pricedBy?: PriceSource;
	readonly refused?: readonly RefusedValue[];
	/** Ids of lines that were saved by somebody else since the page was drawn. */
	readonly changedElsewhere?: readonly string[];
	/** Absent while something on the page is half typed or about to be worked out anew. */
	readonly pageTotals?: PageTotals;
	/** Id of the line whose editor is open or in which something was typed last; null when none. */
	readonly activeLineId: string | null;
}

/** No edits of this record. */
export function noEdits(ref: RecordRef): DealEdits {
	return { ref, lines: {}, added: [], removed: [], areLinesUnmatched: false, activeLineId: null };
}

/** True when nothing is typed. */
export function isUnedited(edits: DealEdits): boolean {
	return (
		edits.amount === undefined &&
		edits.probability === undefined &&
		edits.stageId === undefined &&
		edits.currencyChange === undefined &&
		edits.pricedBy === undefined &&
		!edits.areLinesUnmatched &&
		edits.added.length === 0 &&
		edits.removed.length === 0 &&
		Object.keys(edits.lines).length === 0
	);
}

/** What is typed into a saved line; undefined for none. An id may be the name of what every object has. */
export function lineEditOf({ lines }: Pick<DealEdits, 'lines'>, id: string): LineEdit | undefined {
	return Object.hasOwn(lines, id) ? lines[id] : undefined;
}
