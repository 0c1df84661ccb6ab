import type { TypedValue } from '../../core/model/deal-edits.ts';
import { type Decimal, formatDecimal, parseDecimal } from '../../core/model/decimal.ts';
import type { LocaleMarks } from '../../core/model/locale-number.ts';
import type { Seen } from '../../core/model/read-failure.ts';
import type { FieldHealth } from '../contract.ts';
import { dynamics } from '../kit/dialects.ts';
import { differs, isShownAs, marksIn, ofDynamics, typed } from '../kit/numbers.ts';
import { type FieldPlace, healthAt, seenOn, selectorsOf } from '../kit/places.ts';
import { shown, textOf } from './front.ts';

/** Fields of forms. `data-id` bears the column's name; ids do too, behind generated parts. Forms are always in edit. */

/** How this user's fields write numbers: by their personal settings, with the record's currency symbol. */
export interface NumberFormat {
	/** Null when they are not known: then a text counts that shows its own, or needs none. */
	readonly marks: LocaleMarks | null;
	/** "" when it is not known. */
	readonly symbol: string;
}

/** Before anything was told. */
export const unknownFormat: NumberFormat = { marks: null, symbol: '' };

/** Where a number field stands. Forms may leave out any of them. */
export interface ColumnPlace extends FieldPlace {
	/** The name of its column. */
	readonly name: string;
}

/** What forms, grids and dialogs are known from. */
export const structure: Seen = { on: '2026-06', by: 'code', where: 'public test suites' };

const classic = seenOn('2026-06', 'code', 'public test suites for the classic look');
const byRule = seenOn('2026-11', 'inferred', 'the rule that the other columns follow');
const ids = seenOn('2023-07', 'code', 'EasyRepro');
const newLook = seenOn('2026-05-29', 'code', 'power-playwright 7b3a2bb');

/** The same column may be in the form, in its header and in the header's process. */
const prefixes = ['', 'header_', 'header_process_'];

function placeOf(name: string, field: string, own = classic): ColumnPlace {
	return {
		field,
		name,
		primary: own(
			prefixes.map((prefix) => `input[data-id^="${prefix}${name}.fieldControl-"][data-id$="-text-input"]`).join(', '),
		),
		fallbacks: [
			ids(prefixes.map((prefix) => `input[id*="-${prefix}${name}.fieldControl-"][id$="-text-input"]`).join(', ')),
			// The new look draws every kind of number by one control, which may bear a generated id alone: what holds it names
			// the column, behind the table's name or a form's id.
			newLook(prefixes.map((prefix) => `[data-lp-id*="|${prefix}${name}.fieldControl|"] input`).join(', ')),
		],
	};
}

/** The record's own fields that figures need. */
export const dealFields = {
	amount: placeOf('estimatedvalue', 'Amount'),
	probability: placeOf('closeprobability', 'Probability'),
	discountpercentage: placeOf('discountpercentage', 'Discount (%)'),
	discountamount: placeOf('discountamount', 'Discount'),
} as const;

/** Fields of a line that set its price. */
export const lineFields = {
	priceperunit: placeOf('priceperunit', 'Price per unit', byRule),
	quantity: placeOf('quantity', 'Quantity'),
	manualdiscountamount: placeOf('manualdiscountamount', 'Manual discount', byRule),
} as const;

/** A line's field. */
export type LineField = keyof typeof lineFields;

/** Forms that open for a new record beside the page. */
export const quickCreate = '[data-id*="quickCreateRoot"]';

/** All forms over a page. */
export const dialogs = `${quickCreate}, [role="dialog"]`;

/** A field's inputs as found: `isSure` when by the column's own hook. */
export interface FoundField {
	readonly inputs: readonly HTMLInputElement[];
	readonly isSure: boolean;
	/** By which of its selectors. */
	readonly at: number;
}

/** Finds a field's inputs in a form; `isOwn` leaves out those of others. Null when the form has none. */
export function findField(
	scope: ParentNode,
	place: ColumnPlace,
	isOwn: (input: Element) => boolean,
): FoundField | null {
	for (const [at, { css }] of selectorsOf(place).entries()) {
		const inputs = shown<HTMLInputElement>(scope, css).filter((input) => !input.readOnly && isOwn(input));
		if (inputs.length > 0) return { inputs, isSure: at === 0, at };
	}
	return null;
}

/** True for what is on the page itself. */
export const isOnPage = (input: Element): boolean => input.closest(dialogs) === null;

/** True for what is in a form over it. */
export const isInDialog = (input: Element): boolean => !isOnPage(input);

/** How a field was found, in the words of the health list. */
export function healthOf(place: ColumnPlace, { at }: FoundField): FieldHealth {
	return healthAt(place, at);
}

/** An input's number as it stands. */
export function numberIn({ value: text }: HTMLInputElement, format: NumberFormat): TypedValue {
	const marks = format.marks ?? marksIn(text) ?? { decimal: '', group: '' };
	return typed(text, dynamics, { ...marks, symbol: format.symbol });
}

/**
 * True when a field does not say what is saved. Fields show saved numbers with the currency's decimals, however many they
 * have.
 */
export function isOther(typed: TypedValue, saved: Decimal | null, digits: number): boolean {
	const kept = saved && formatDecimal(saved);
	const scale = parseDecimal(typed.value)?.scale ?? 0;
	return differs(kept, typed, ofDynamics) && !(scale >= digits && isShownAs(typed.value, kept, scale));
}

/** The one of several inputs of a column that the user is in or has changed: the others follow it when it is left. */
export function editedOf(
	{ inputs }: FoundField,
	saved: Decimal | null,
	format: NumberFormat,
	digits: number,
): HTMLInputElement | null {
	const focused = inputs.find((input) => input.ownerDocument.activeElement === input);
	const changed = inputs.find((input) => isOther(numberIn(input, format), saved, digits));
	return focused ?? changed ?? inputs[0] ?? null;
}

/** What the form calls a column; null when it does not show it. */
export function labelIn(document: Document, name: string): string | null {
	const [label] = shown(document, `label[id*="${name}-field-label"]`);
	return textOf(label) || null;
}

/** The text of a lookup that is chosen; "" when none is. `isOwn` leaves out those of other forms. */
export function lookupIn(scope: ParentNode, name: string, isOwn: (tag: Element) => boolean = () => true): string {
	const tags = shown(scope, `[data-id*="LookupResultsDropdown_${name}_selected_tag_text"]`);
	return textOf(tags.find(isOwn));
}
