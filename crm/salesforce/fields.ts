import type { TypedValue } from '../../core/model/deal.ts';
import type { LocaleMarks } from '../../core/model/locale-number.ts';
import type { FieldHealth } from '../contract.ts';
import { closest, inside, shown, textIn } from './dom.ts';
import { fractionOf, marksIn, parseNumber } from './number.ts';
import { holderOf } from './pages.ts';
import { takenFrom } from './watch.ts';

/** Where a field stands on the page. Selectors are Salesforce's own hooks; labels are in the user's language. */
interface FieldPlace {
	/** What it is called in sentences. */
	readonly field: string;
	readonly name: string;
	readonly primary: string;
	/** Inputs bear the field's API name whatever stands around them. */
	readonly fallbacks: readonly string[];
	readonly seen: string;
}

function placeOf(object: string, name: string, field: string): FieldPlace {
	return {
		field,
		name,
		primary: holderOf(object, name),
		fallbacks: [`records-record-layout-item:has(input[name="${name}"])`],
		seen: 'page objects 9.0.0',
	};
}

/** An opportunity's own fields that figures need. Layouts may leave out any of them. */
export const dealFields = {
	amount: placeOf('Opportunity', 'Amount', 'Amount'),
	probability: placeOf('Opportunity', 'Probability', 'Probability'),
	stage: placeOf('Opportunity', 'StageName', 'Stage'),
} as const;

/** Fields of a line's own form. */
export function lineFields(object: string): readonly FieldPlace[] {
	return [
		placeOf(object, 'Quantity', 'Quantity'),
		placeOf(object, 'UnitPrice', 'Sales Price'),
		placeOf(object, 'Discount', 'Discount'),
	];
}

const anyHolder = '[data-target-selection-name^="sfdc:RecordField."]';

/** True for a place that says itself whose field it is: one of another object may bear the same name. */
function isNamed(place: Element): boolean {
	return closest(place, anyHolder) !== null || inside(place, anyHolder).length > 0;
}

/** Dialogs stand over the record's own page. */
export const dialogs = '[role="dialog"], .modal-container, .uiModal';

const inputs = 'input, button[role="combobox"]';

/** What holds a field: one that is being edited before others, in a dialog before the page behind it. */
function bestOf(holders: readonly HTMLElement[]): HTMLElement | null {
	const edited = holders.filter((holder) => inside(holder, inputs).length > 0);
	const list = edited.length > 0 ? edited : holders;
	return list.find((holder) => closest(holder, dialogs)) ?? list[0] ?? null;
}

/** A field as found: `isSure` when by its own hook. */
export interface FoundField {
	readonly holder: HTMLElement;
	readonly isSure: boolean;
}

/** Finds a field among what is drawn; null when this layout has none. `isOwn` says which places are this record's. */
export function findField(
	document: Document,
	place: FieldPlace,
	isOwn: (holder: Element) => boolean = () => true,
): FoundField | null {
	for (const [at, selector] of [place.primary, ...place.fallbacks].entries()) {
		const holder = bestOf(shown(document, selector).filter((found) => isOwn(found) && (at === 0 || !isNamed(found))));
		if (holder) return { holder, isSure: at === 0 };
	}
	return null;
}

/** How a field was found, in the words of the health list. */
export function healthOf({ field }: FieldPlace, { isSure }: FoundField): FieldHealth {
	return { field, state: isSure ? 'ok' : 'drifted' };
}

/** The field's input, when it is being edited. */
export function inputIn(holder: Element): HTMLInputElement | null {
	return inside<HTMLInputElement>(holder, 'input')[0] ?? null;
}

/** The text a field shows while it is not edited; null for one that is edited. */
export function outputIn(holder: Element): string | null {
	if (inside(holder, inputs).length > 0) return null;
	const [output] = inside(
		holder,
		'[data-output-element-id="output-field"], [slot="outputField"], .test-id__field-value',
	);
	return output ? textIn(output) : null;
}

/** A number as an input holds it. Percent fields hold 15 for 15 %, which is "0.15". */
export function numberIn(input: HTMLInputElement, marks: LocaleMarks | null, isPercent: boolean): TypedValue {
	const text = input.value;
	const read = parseNumber(text, marks ?? marksIn(text));
	if (isPercent) return { text, value: read && fractionOf(read) };
	// What the component itself read goes before what we would.
	const taken = takenFrom(input);
	return { text, value: taken === undefined ? read : taken };
}
