import type { TypedValue } from '../../core/model/deal-edits.ts';
import type { DecimalString } from '../../core/model/decimal.ts';
import type { LocaleMarks } from '../../core/model/locale-number.ts';
import type { TextState } from '../../core/model/number-text.ts';
import type { Seen } from '../../core/model/read-failure.ts';
import type { FieldHealth } from '../contract.ts';
import { salesforce } from '../kit/dialects.ts';
import { fraction, marksIn, read, withoutPercent } from '../kit/numbers.ts';
import { type FieldPlace, healthAt, seenOn } from '../kit/places.ts';
import { takenFrom } from './edits-watch.ts';
import { closest, inside, shown, textIn } from './fields-dom.ts';
import { holderOf } from './front.ts';

/** Where a field is on the page. Selectors are Salesforce's own hooks; labels are in the user's language. */
interface ObjectPlace extends FieldPlace {
	/** Its API name; inputs bear it whatever stands around them. */
	readonly name: string;
	/** API name of the object whose field it is. */
	readonly object: string;
}

/** What records, tables, dialogs and frames are known from. */
export const structure: Seen = { on: '2026-08-28', by: 'code', where: 'a public note with HTML of a running org' };

const org = seenOn('2026-08-28', 'code', 'a public note with HTML of a running org');
const byRule = seenOn('2026-11', 'inferred', 'the rule that the other fields follow');
const steps = seenOn('2026-11', 'inferred', 'how Lightning’s design system marks the current step');
const objects = seenOn('2025-10-05', 'code', 'salesforce-pageobjects 9.0.0');

function placeOf(object: string, name: string, field: string, own = org): ObjectPlace {
	return {
		field,
		name,
		object,
		primary: own(holderOf(object, name)),
		fallbacks: [objects(`input[name="${name}"]`)],
	};
}

/** An opportunity's own fields that figures need. Layouts may leave out any of them. */
export const dealFields = {
	amount: placeOf('Opportunity', 'Amount', 'Amount'),
	probability: placeOf('Opportunity', 'Probability', 'Probability'),
	stage: placeOf('Opportunity', 'StageName', 'Stage'),
} as const;

/** Currency of a record, where an org has several. */
export const currencyFields = {
	opportunity: placeOf('Opportunity', 'CurrencyIsoCode', 'Currency', byRule),
	quote: placeOf('Quote', 'CurrencyIsoCode', 'Currency', byRule),
} as const;

/** The step of the path that is the record's own; one that was only clicked is another. */
export const currentStep: FieldPlace = {
	field: 'Path',
	primary: objects('li.runtime_sales_pathassistantPathAssistantTab[data-name]:has(span.current)'),
	fallbacks: [steps('li.runtime_sales_pathassistantPathAssistantTab.slds-is-current[data-name]')],
};

/** Fields of a line's own form. */
export function lineFields(object: string): readonly ObjectPlace[] {
	return [
		placeOf(object, 'Quantity', 'Quantity'),
		placeOf(object, 'UnitPrice', 'Sales Price'),
		placeOf(object, 'Discount', 'Discount'),
	];
}

/** All of them. */
export const allPlaces: readonly FieldPlace[] = [
	...Object.values(dealFields),
	...Object.values(currencyFields),
	currentStep,
	...['OpportunityLineItem', 'QuoteLineItem'].flatMap(lineFields),
];

/** Fields of any record. */
const anyHolder = '[data-target-selection-name^="sfdc:RecordField."]';

/** True for a place that says itself that it is another object's field, which may bear the same name. */
function isForeign(place: Element, object: string): boolean {
	const [holder = closest(place, anyHolder)] = inside(place, anyHolder);
	const said = holder?.getAttribute('data-target-selection-name') ?? null;
	return said !== null && !said.startsWith(`sfdc:RecordField.${object}.`);
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
	place: ObjectPlace,
	isOwn: (holder: Element) => boolean = () => true,
): FoundField | null {
	const sure = bestOf(shown(document, place.primary.css).filter(isOwn));
	if (sure) return { holder: sure, isSure: true };
	// From the input outwards: its layout item may have it in shadow roots, which no selector looks into.
	const items = shown(document, place.fallbacks.map(({ css }) => css).join()).flatMap((input) => {
		const item = closest(input, 'records-record-layout-item') as HTMLElement | null;
		return item && isOwn(item) && !isForeign(item, place.object) ? [item] : [];
	});
	const holder = bestOf(items);
	if (holder) return { holder, isSure: false };
	return null;
}

/** How a field was found, in the words of the health list. */
export function healthOf(place: ObjectPlace, { isSure }: FoundField): FieldHealth {
	return healthAt(place, isSure ? 0 : 1);
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

/** The number of a text, of a percentage as a fraction: "10.00%" is "0.1". Without marks a text may show its own. */
export function readNumber(
	text: string,
	marks: LocaleMarks | null,
	isPercent: boolean,
	state?: TextState,
): DecimalString | null {
	const bare = isPercent ? withoutPercent(text) : text;
	const value = read(bare, salesforce, marks ?? marksIn(bare), state);
	return isPercent ? fraction(value) : value;
}

/** A number as an input holds it. Percent fields hold 15 for 15 %, which is "0.15". */
export function numberIn(input: HTMLInputElement, marks: LocaleMarks | null, isPercent: boolean): TypedValue {
	const text = input.value;
	const value = readNumber(text, marks, isPercent);
	if (isPercent) return { text, value };
	// What the component itself read goes before what we would.
	const taken = takenFrom(input);
	return { text, value: taken === undefined ? value : taken };
}
