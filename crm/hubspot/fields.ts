import type { FieldHealth } from '../contract.ts';
import { pointedAt, pointedControl } from '../pointed.ts';

/** Where a value stands. Two generations of attributes live side by side; class names change with every release. */
export interface FieldPlace {
	/** What it is called in sentences. */
	readonly field: string;
	/** Without it no figure can be given. */
	readonly isRequired: boolean;
	readonly primary: string;
	readonly fallbacks: readonly string[];
	/** When it was seen, or how far it can be relied on. */
	readonly seen: string;
	/** Its user can show where it is, should it be lost. */
	readonly isTyped?: boolean;
}

/** An element with one name in either generation. */
function named(field: string, isRequired: boolean, name: string, seen: string, ...more: string[]): FieldPlace {
	const fallbacks = [`[data-selenium-test="${name}"]`, ...more];
	return { field, isRequired, primary: `[data-test-id="${name}"]`, fallbacks, seen };
}

/** The same for a field to type in. */
function typed(...place: Parameters<typeof named>): FieldPlace {
	return { ...named(...place), isTyped: true };
}

/** Fields of a deal's page and of a deal's preview panel. */
export const dealFields = {
	amount: typed('Amount', true, 'property-input-amount', 'public code, 2024-12', 'input[data-field="amount"]'),
	stage: named('Stage', false, 'property-input-dealstage', 'public code, 2024-12'),
	name: named('Deal name', false, 'highlight-property-display-dealname', 'public code, 2024-12'),
	shownAmount: named('Amount', false, 'highlight-property-display-amount', 'public code, 2024-12'),
	/** What the amount's field stands in, whether or not it is found. */
	amountBox: {
		field: 'Amount',
		isRequired: false,
		primary: '[data-test-id="amount"]',
		fallbacks: ['[data-profile-property="amount"]'],
		seen: 'public code',
	},
} as const satisfies Readonly<Record<string, FieldPlace>>;

/** Fields of one row of the line-item editor. */
export const lineFields = {
	name: typed('Name', true, 'line-item-name-input', 'public code'),
	quantity: typed(
		'Quantity',
		true,
		'line-item-quantity-input',
		'public code',
		'[data-test-id="property-input-quantity"]',
	),
	list: typed('Unit price', true, 'line-item-cost-price-input', 'public code', '[data-test-id="property-input-price"]'),
	percent: typed('Discount', false, 'property-input-hs_discount_percentage', 'inferred from the toggle'),
	amountOff: typed('Discount', false, 'property-input-discount', 'inferred from the toggle'),
	cost: named('Unit cost', false, 'product-unit-cost-input', 'public code'),
} as const satisfies Readonly<Record<string, FieldPlace>>;

/** Fields that a user can show. */
export const repairable = [
	...new Set([dealFields.amount, ...Object.values(lineFields)].flatMap((place) => (place.isTyped ? place.field : []))),
];

/** What is there once a record's page is drawn. */
export const recordParts = [
	'[data-test-id="middle-pane"]',
	'[data-test-id="record-page"]',
	'[data-test-id="left-sidebar"]',
	'[data-selenium-test="highlightedPropertySidebar"]',
	'[data-test-id="highlightedPropertySidebar"]',
].join(', ');

/** A record opened beside a list or another record. */
export const previewPanel = '[data-crm-location="CRM_OBJECT_PREVIEW"]';

/** All selectors of a place as one. */
export function anyOf({ primary, fallbacks }: FieldPlace): string {
	return [primary, ...fallbacks].join(', ');
}

/** False for what HubSpot keeps hidden: tabs of the page that were left stay in the document. */
export function isShown(element: Element): boolean {
	if (element.closest('[hidden], [style*="display:none"], [style*="display: none"]')) return false;
	return typeof element.checkVisibility === 'function' ? element.checkVisibility() : true;
}

/** Where a record is shown: the whole page without panels in front of it, or one such panel. */
export interface Scope {
	readonly root: ParentNode;
	readonly isPanel: boolean;
}

/** What was found for a field. */
export interface Found {
	readonly element: Element | null;
	readonly health: FieldHealth;
}

function elementOf(root: ParentNode): Element {
	return 'documentElement' in root ? (root as Document).documentElement : (root as Element);
}

/** What the user said shows a field's value while it is no field; null for nothing. */
export function shownToBe({ root, isPanel }: Scope, { field }: FieldPlace): Element | null {
	const shown = pointedAt(field, elementOf(root));
	return shown && isShown(shown) && (isPanel || !shown.closest(previewPanel)) ? shown : null;
}

/** Looks for a field by its selectors, in order, else where its user showed it to be, among what is shown. */
export function find({ root, isPanel }: Scope, place: FieldPlace): Found {
	const isOwn = (candidate: Element) => isShown(candidate) && (isPanel || !candidate.closest(previewPanel));
	for (const [at, selector] of [place.primary, ...place.fallbacks].entries()) {
		const element = [...root.querySelectorAll(selector)].find(isOwn);
		if (element) return { element, health: { field: place.field, state: at === 0 ? 'ok' : 'drifted' } };
	}
	const shown = place.isTyped ? pointedControl(place.field, elementOf(root), 'input, textarea') : null;
	const element = shown && isOwn(shown) ? shown : null;
	return { element, health: { field: place.field, state: element ? 'drifted' : 'broken' } };
}

/** The text of a field or of what shows a value, without spaces around it. */
export function textOf(element: Element | null): string | null {
	if (!element) return null;
	const field = element.matches('input, textarea') ? element : element.querySelector('input, textarea');
	const text = field ? (field as HTMLInputElement | HTMLTextAreaElement).value : element.textContent;
	return (text ?? '').trim();
}
