import { pointedAt, pointedControl } from '../pointed.ts';

/** Where a value stands. Three generations of pages are in use; the newest tells a field by its column's name. */
export interface FieldPlace {
	/** What it is called in sentences. */
	readonly field: string;
	/** Without it no figure can be given. */
	readonly isRequired: boolean;
	readonly primary: string;
	readonly fallbacks: readonly string[];
	/** When it was seen, or how far it can be relied on. */
	readonly seen: string;
}

/** The field of a column while it is open, in a form or in the page itself. */
function input(field: string, isRequired: boolean, column: string): FieldPlace {
	return {
		field,
		isRequired,
		primary: `#Crm_Potentials_${column}_LInput, #Crm_Potentials_${column}`,
		fallbacks: [`#mouseArea__${column} input`, `[data-zcqa="value_${column}"] input`],
		seen: 'public code, 2016–2026; that the newest pages keep these names is inferred',
	};
}

/** What shows a column's value. */
function value(field: string, column: string): FieldPlace {
	return {
		field,
		isRequired: false,
		primary: `[data-zcqa="value_${column}"]`,
		fallbacks: [`#subvalue_${column}`, `#mouseArea__${column}`],
		seen: 'public code, 2026-09',
	};
}

/** Fields of a deal. */
export const dealFields = {
	amount: input('Amount', true, 'AMOUNT'),
	probability: input('Probability', false, 'PROBABILITY'),
	shownAmount: value('Amount', 'AMOUNT'),
	stage: {
		...value('Stage', 'STAGE'),
		primary: '[data-zcqa="value_STAGE"], #select2-Crm_Potentials_STAGE-container, #Crm_Potentials_STAGE_label',
	},
	title: {
		field: 'Name',
		isRequired: false,
		primary: '#titlecard_POTENTIALNAME, #titlecard_SUBJECT',
		fallbacks: ['[id^="titlecard_"]'],
		seen: 'public code, 2026-09',
	},
} as const satisfies Readonly<Record<string, FieldPlace>>;

/** The table of a quote's lines: on the record's page it is named after its section, in a form after what holds it. */
export const lineTable: FieldPlace = {
	field: 'Quoted items',
	isRequired: true,
	primary: 'crux-subform[data-zcqa="secDiv_Quoted_Items"], #cxCreateSubform_Quoted_Items crux-subform',
	fallbacks: [
		'[data-zcqa="secDiv_Quoted_Items"], #cxCreateSubform_Quoted_Items',
		'[data-zcqa*="Quoted_Items"]',
		'crux-subform:has([id^="Quoted_Items_"])',
	],
	seen: 'templates of components',
};

/** A cell of that table that is being edited: by the names of table and field, in front of its row's number. */
function cell(field: string, isRequired: boolean, column: string): FieldPlace {
	return {
		field,
		isRequired,
		primary: `.cxSubformField[id^="Quoted_Items_${column}_"]`,
		fallbacks: [`[id^="Quoted_Items_${column}_"]`],
		seen: 'templates of components',
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
	primary: 'crm-create-inventory-popup',
	fallbacks: [],
	seen: 'templates of components',
};

function total(field: string, name: string): FieldPlace {
	return {
		field,
		isRequired: false,
		primary: `[data-cy="${name}"] input`,
		fallbacks: [
			`#Crm_Quotes_${name.replace('_', '').toUpperCase()}_LInput, #Crm_Quotes_${name.replace('_', '').toUpperCase()}`,
		],
		seen: 'templates of components',
	};
}

/** What a form says of a quote as a whole. */
export const quoteTotals = {
	subTotal: total('Sub total', 'Sub_Total'),
	discount: total('Discount of the quote', 'Discount'),
	adjustment: total('Adjustment', 'Adjustment'),
} as const satisfies Readonly<Record<string, FieldPlace>>;

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
	readonly isFallback: boolean;
}

function isOwn(candidate: Element): boolean {
	return isShown(candidate) && !candidate.closest(relatedLists);
}

/** Looks for a field by its selectors, in order, among what is shown of this record. */
export function find(root: ParentNode, place: FieldPlace): Found | null {
	for (const [at, selector] of [place.primary, ...place.fallbacks].entries()) {
		const element = [...root.querySelectorAll(selector)].find(isOwn);
		if (element) return { element, isFallback: at > 0 };
	}
	return null;
}

/** The open field of the amount, or what shows it, where the user said it is. */
function shownToBe(root: Document, isOpen: boolean): Found | null {
	const { field } = dealFields.amount;
	const control = 'input, textarea';
	const open = pointedControl(field, root.documentElement, control);
	const element = isOpen ? open : open ? null : pointedAt(field, root.documentElement);
	return element && isOwn(element) ? { element, isFallback: true } : null;
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
