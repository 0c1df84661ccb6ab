import type { Seen } from '../../core/model/read-failure.ts';
import { type FieldPlace, type Found, find, healthOfPlace, isDrawn, seenOn } from '../kit/places.ts';
import { pointedAt, pointedControl } from '../kit/pointed.ts';

/** Three generations of pages are in use; the newest tells a field by its column's name. */

/** What rows, records and frames are known from. */
export const structure: Seen = { on: '2026-11', by: 'code', where: 'templates of the maker’s own components (crux)' };

const scripts = seenOn('2026-09', 'code', 'public scripts for the newest pages');
const names = seenOn('2026-09', 'inferred', 'that the newest forms keep the names of the older ones');
const templates = seenOn('2026-11', 'code', 'templates of the maker’s own components (crux)');

/** The field of a column while it is open, in a form or in the page itself. */
function input(field: string, column: string): FieldPlace {
	return {
		field,
		primary: names(`#Crm_Potentials_${column}_LInput, #Crm_Potentials_${column}`),
		fallbacks: [scripts(`#mouseArea__${column} input`), scripts(`[data-zcqa="value_${column}"] input`)],
	};
}

/** What shows a column's value. */
function value(field: string, column: string): FieldPlace {
	return {
		field,
		primary: scripts(`[data-zcqa="value_${column}"]`),
		fallbacks: [scripts(`#subvalue_${column}`), scripts(`#mouseArea__${column}`)],
	};
}

/** Fields of a deal. */
export const dealFields = {
	amount: input('Amount', 'AMOUNT'),
	probability: input('Probability', 'PROBABILITY'),
	shownAmount: value('Amount', 'AMOUNT'),
	stage: {
		...value('Stage', 'STAGE'),
		primary: scripts('[data-zcqa="value_STAGE"], #select2-Crm_Potentials_STAGE-container, #Crm_Potentials_STAGE_label'),
	},
	currency: {
		...value('Currency', 'CURRENCY'),
		primary: names(
			['Potentials', 'Quotes']
				.flatMap((module) => [`#select2-Crm_${module}_CURRENCY-container`, `#Crm_${module}_CURRENCY_label`])
				.join(', '),
		),
		fallbacks: [names('[data-zcqa="value_CURRENCY"]'), names('#subvalue_CURRENCY')],
	},
	title: {
		field: 'Name',
		primary: scripts('#titlecard_POTENTIALNAME, #titlecard_SUBJECT'),
		fallbacks: [scripts('[id^="titlecard_"]')],
	},
} as const satisfies Readonly<Record<string, FieldPlace>>;

/** The table of a quote's lines: on the record's page it is named after its section, in a form after what holds it. */
export const lineTable: FieldPlace = {
	field: 'Quoted items',
	primary: templates('crux-subform[data-zcqa="secDiv_Quoted_Items"], #cxCreateSubform_Quoted_Items crux-subform'),
	fallbacks: [
		templates('[data-zcqa="secDiv_Quoted_Items"], #cxCreateSubform_Quoted_Items'),
		templates('[data-zcqa*="Quoted_Items"]'),
		templates('crux-subform:has([id^="Quoted_Items_"])'),
	],
};

/** A cell of that table that is being edited: by the names of table and field, in front of its row's number. */
function cell(field: string, column: string): FieldPlace {
	return {
		field,
		primary: templates(`.cxSubformField[id^="Quoted_Items_${column}_"]`),
		fallbacks: [templates(`[id^="Quoted_Items_${column}_"]`)],
	};
}

/** Fields of one line of a quote. */
export const lineFields = {
	quantity: cell('Quantity', 'Quantity'),
	list: cell('List price', 'List_Price'),
	discount: cell('Discount', 'Discount'),
	product: cell('Product', 'Product_Name'),
} as const satisfies Readonly<Record<string, FieldPlace>>;

/** Where the discount and the tax of a line are typed. */
export const linePopup: FieldPlace = {
	field: 'Discount dialog',
	primary: templates('crm-create-inventory-popup'),
	fallbacks: [],
};

function total(field: string, name: string): FieldPlace {
	return {
		field,
		primary: templates(`[data-cy="${name}"] input`),
		fallbacks: [
			templates(
				`#Crm_Quotes_${name.replace('_', '').toUpperCase()}_LInput, #Crm_Quotes_${name.replace('_', '').toUpperCase()}`,
			),
		],
	};
}

/** What a form says of a quote as a whole. */
export const quoteTotals = {
	subTotal: total('Sub total', 'Sub_Total'),
	discount: total('Discount of the quote', 'Discount'),
	adjustment: total('Adjustment', 'Adjustment'),
} as const satisfies Readonly<Record<string, FieldPlace>>;

/** All of them. */
export const allPlaces: readonly FieldPlace[] = [
	...Object.values(dealFields),
	lineTable,
	...Object.values(lineFields),
	linePopup,
	...Object.values(quoteTotals),
];

/** What is there once a record's page or form is drawn. */
export const recordParts = '[id^="titlecard_"], [id^="mouseArea__"], [id^="Crm_Potentials_"], [id^="Crm_Quotes_"]';

/** Lists of other records, which show columns of the same names. */
const relatedLists = 'crm-related-list-view-header, [related-module]';

function isOwn(candidate: Element): boolean {
	return isDrawn(candidate) && !candidate.closest(relatedLists);
}

/** Looks for a field by its selectors, in order, among what is shown of this record. */
export function fieldIn(root: ParentNode, place: FieldPlace): Found<Element> {
	return find<Element>(root, place, { isOwn });
}

/** The open field of the amount, or what shows it, where the user said it is. */
function shownToBe(root: Document, isOpen: boolean): Found<Element> {
	const { amount } = dealFields;
	const control = 'input, textarea';
	const open = pointedControl(amount.field, root.documentElement, control);
	const shown = isOpen ? open : open ? null : pointedAt(amount.field, root.documentElement);
	const element = shown && isOwn(shown) ? shown : null;
	return { element, health: healthOfPlace(isOpen ? amount : dealFields.shownAmount, element ? 'drifted' : 'broken') };
}

/** The open field of the amount; null while it is not open. */
export function openAmount(root: Document): Found<Element> {
	const own = fieldIn(root, dealFields.amount);
	return own.element ? own : shownToBe(root, true);
}

/** What shows the amount; null while its field is open. */
export function shownAmount(root: Document): Found<Element> {
	const own = fieldIn(root, dealFields.shownAmount);
	return own.element ? own : shownToBe(root, false);
}

/** What a column shows: in the component's own attributes, else as text. */
export function shownText(element: Element | null): string {
	if (!element) return '';
	const text = element.querySelector('lyte-text[lt-prop-value]')?.getAttribute('lt-prop-value');
	return (text ?? element.getAttribute('cx-prop-value') ?? element.textContent ?? '').trim();
}
