import type { Seen } from '../../core/model/read-failure.ts';
import { type Place, seenOn, selectorsOf } from '../kit/places.ts';
import { pointedAt, pointedControl } from '../kit/pointed.ts';

/** Where a value stands. Three generations of pages are in use; the newest tells a field by its column's name. */
export interface FieldPlace extends Place {
	/** Without it no figure can be given. */
	readonly isRequired: boolean;
}

/** What rows, records and frames are known from. */
export const structure: Seen = { on: '2026-11', by: 'code', where: 'templates of the maker’s own components (crux)' };

const scripts = seenOn('2026-09', 'code', 'public scripts for the newest pages');
const names = seenOn('2026-09', 'inferred', 'that the newest forms keep the names of the older ones');
const templates = seenOn('2026-11', 'code', 'templates of the maker’s own components (crux)');

/** The field of a column while it is open, in a form or in the page itself. */
function input(field: string, isRequired: boolean, column: string): FieldPlace {
	return {
		field,
		isRequired,
		primary: names(`#Crm_Potentials_${column}_LInput, #Crm_Potentials_${column}`),
		fallbacks: [scripts(`#mouseArea__${column} input`), scripts(`[data-zcqa="value_${column}"] input`)],
	};
}

/** What shows a column's value. */
function value(field: string, column: string): FieldPlace {
	return {
		field,
		isRequired: false,
		primary: scripts(`[data-zcqa="value_${column}"]`),
		fallbacks: [scripts(`#subvalue_${column}`), scripts(`#mouseArea__${column}`)],
	};
}

/** Fields of a deal. */
export const dealFields = {
	amount: input('Amount', true, 'AMOUNT'),
	probability: input('Probability', false, 'PROBABILITY'),
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
		isRequired: false,
		primary: scripts('#titlecard_POTENTIALNAME, #titlecard_SUBJECT'),
		fallbacks: [scripts('[id^="titlecard_"]')],
	},
} as const satisfies Readonly<Record<string, FieldPlace>>;

/** The table of a quote's lines: on the record's page it is named after its section, in a form after what holds it. */
export const lineTable: FieldPlace = {
	field: 'Quoted items',
	isRequired: true,
	primary: templates('crux-subform[data-zcqa="secDiv_Quoted_Items"], #cxCreateSubform_Quoted_Items crux-subform'),
	fallbacks: [
		templates('[data-zcqa="secDiv_Quoted_Items"], #cxCreateSubform_Quoted_Items'),
		templates('[data-zcqa*="Quoted_Items"]'),
		templates('crux-subform:has([id^="Quoted_Items_"])'),
	],
};

/** A cell of that table that is being edited: by the names of table and field, in front of its row's number. */
function cell(field: string, isRequired: boolean, column: string): FieldPlace {
	return {
		field,
		isRequired,
		primary: templates(`.cxSubformField[id^="Quoted_Items_${column}_"]`),
		fallbacks: [templates(`[id^="Quoted_Items_${column}_"]`)],
	};
}

/** Fields of one line of a quote. */
export const lineFields = {
	quantity: cell('Quantity', true, 'Quantity'),
	list: cell('List price', true, 'List_Price'),
	discount: cell('Discount', true, 'Discount'),
	product: cell('Product', false, 'Product_Name'),
} as const satisfies Readonly<Record<string, FieldPlace>>;

/** Where the discount and the tax of a line are typed. */
export const linePopup: FieldPlace = {
	field: 'Discount dialog',
	isRequired: false,
	primary: templates('crm-create-inventory-popup'),
	fallbacks: [],
};

function total(field: string, name: string): FieldPlace {
	return {
		field,
		isRequired: false,
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
export const allPlaces: readonly Place[] = [
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

function isShown(element: Element): boolean {
	if (element.closest('[hidden], [style*="display:none"], [style*="display: none"]')) return false;
	return typeof element.checkVisibility === 'function' ? element.checkVisibility() : true;
}

/** What was found for a field; `isFallback` when its own selector found nothing. */
export interface Found {
	readonly element: Element;
	/** By which selector of its place. */
	readonly at: number;
	readonly isFallback: boolean;
}

function isOwn(candidate: Element): boolean {
	return isShown(candidate) && !candidate.closest(relatedLists);
}

/** Looks for a field by its selectors, in order, among what is shown of this record. */
export function find(root: ParentNode, place: FieldPlace): Found | null {
	for (const [at, { css }] of selectorsOf(place).entries()) {
		const element = [...root.querySelectorAll(css)].find(isOwn);
		if (element) return { element, at, isFallback: at > 0 };
	}
	return null;
}

/** The open field of the amount, or what shows it, where the user said it is. */
function shownToBe(root: Document, isOpen: boolean): Found | null {
	const { field } = dealFields.amount;
	const control = 'input, textarea';
	const open = pointedControl(field, root.documentElement, control);
	const element = isOpen ? open : open ? null : pointedAt(field, root.documentElement);
	return element && isOwn(element) ? { element, at: 1, isFallback: true } : null;
}

/** The open field of the amount; null while it is not open. */
export function openAmount(root: Document): Found | null {
	return find(root, dealFields.amount) ?? shownToBe(root, true);
}

/** What shows the amount; null while its field is open. */
export function shownAmount(root: Document): Found | null {
	return find(root, dealFields.shownAmount) ?? shownToBe(root, false);
}

/** What a column shows: in the component's own attributes, else as text. */
export function shownText(element: Element | undefined): string {
	if (!element) return '';
	const text = element.querySelector('lyte-text[lt-prop-value]')?.getAttribute('lt-prop-value');
	return (text ?? element.getAttribute('cx-prop-value') ?? element.textContent ?? '').trim();
}
