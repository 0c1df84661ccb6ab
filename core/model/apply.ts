import type { DecimalString } from './decimal.ts';

/** Why a discount cannot be written into a line's own field in the CRM. */
export const applyRefusals = [
	/** The page has no such line. */
	'line-not-found',
	/** The line is there, but its row is not drawn: another tab, a list cut short, a narrow window. */
	'row-not-shown',
	/** The page shows no field for the discount. */
	'column-hidden',
	/** This record or line is closed to edits. */
	'not-editable',
	/** Another line is being edited, or the CRM asks something. */
	'busy',
] as const;

/** What can go wrong while it is written, besides. */
export const applyFaults = [
	...applyRefusals,
	/** The CRM did not open the line, or did not fill it, in time. */
	'too-slow',
	/** The field reads something else than was written. */
	'not-taken',
	/** What was to be taken back is not there any more. */
	'changed-since',
	/** Another record came in front. */
	'record-changed',
] as const;

export type ApplyRefusal = (typeof applyRefusals)[number];

export interface ApplyFailure {
	readonly code: (typeof applyFaults)[number];
	/** What the field says now, as the CRM writes it. */
	readonly text?: string;
	/** What it said before, where something was written all the same. */
	readonly before?: string;
}

/** By line id; a line that is missing is unknown to the page. */
export type LinePossibilities = Readonly<Record<string, 'yes' | ApplyRefusal>>;

/** What to write: a discount in the user's own number format, or the text that stood in the field before one. */
export type DiscountWrite =
	/** Fraction of list, 0–1. */
	| { readonly discount: DecimalString }
	/** Taken back only while the field still says `over`. */
	| { readonly text: string; readonly over: string };

/** A discount that the field has taken. Both texts are the adapter's own to write back. */
export interface AppliedDiscount {
	readonly before: string;
	readonly now: string;
}
