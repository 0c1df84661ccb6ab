import type { Seen } from '../../core/model/read-failure.ts';
import { type FieldPlace, type Found, find, isDrawn, type Selector, seenOn } from '../kit/places.ts';
import { pointedControl } from '../kit/pointed.ts';

/** Two generations of attributes live side by side; class names change with every release. */

type Make = (css: string) => Selector;

/** What records, panels and rows are known from. */
export const structure: Seen = { on: '2026-11', by: 'code', where: 'public extensions and tests' };

const code2024 = seenOn('2024-12', 'code', 'public extensions for the deal page');
const page2026 = seenOn('2026-11', 'code', 'a public test suite for the deal page of 2026');
const editor = seenOn('2026-11', 'code', 'two public extensions for the editor of line items');
const byRule = seenOn('2026-11', 'inferred', 'the rule that the other properties follow');
const toggle = seenOn('2026-11', 'inferred', 'the editor’s toggle between percent and amount');

/** An element with one name in either generation. */
function named(field: string, name: string, seen: Make, ...more: Selector[]): FieldPlace {
	const fallbacks = [seen(`[data-selenium-test="${name}"]`), ...more];
	return { field, primary: seen(`[data-test-id="${name}"]`), fallbacks };
}

/** Fields of a deal's page and of a deal's preview panel. */
export const dealFields = {
	amount: named('Amount', 'property-input-amount', code2024, code2024('input[data-field="amount"]')),
	stage: {
		field: 'Stage',
		// The page of 2026 saves a stage as soon as it is chosen.
		primary: page2026('[data-test-id="property-input-dealstage"], [data-test-id="deal-stage-select"] button'),
		fallbacks: [
			code2024('[data-selenium-test="property-input-dealstage"]'),
			page2026('[data-test-id="highlight-property-item-dealstage"] button'),
			page2026('[data-test-id="highlight-property-item-dealstage"]'),
		],
	},
	currency: {
		field: 'Currency',
		primary: byRule('[data-test-id="property-input-deal_currency_code"]'),
		fallbacks: [byRule('[data-selenium-test="property-input-deal_currency_code"]')],
	},
	/** On the page of 2026 the name is its heading, and a field while it is changed. */
	name: named(
		'Deal name',
		'highlight-property-display-dealname',
		code2024,
		page2026('[data-selenium-test="deal-name-input"]'),
		page2026('h2'),
	),
	shownAmount: named('Shown amount', 'highlight-property-display-amount', page2026),
	/** What the amount's field is in, whether or not it is found. */
	amountBox: {
		field: 'Box of the amount',
		primary: code2024('[data-test-id="amount"]'),
		fallbacks: [code2024('[data-profile-property="amount"]')],
	},
} as const satisfies Readonly<Record<string, FieldPlace>>;

/** Fields of one row of the line-item editor. */
export const lineFields = {
	name: named('Name', 'line-item-name-input', editor),
	quantity: named('Quantity', 'line-item-quantity-input', editor, editor('[data-test-id="property-input-quantity"]')),
	list: named('Unit price', 'line-item-cost-price-input', editor, editor('[data-test-id="property-input-price"]')),
	percent: named('Discount', 'property-input-hs_discount_percentage', toggle),
	amountOff: named('Discount', 'property-input-discount', toggle),
	cost: named('Unit cost', 'product-unit-cost-input', editor),
} as const satisfies Readonly<Record<string, FieldPlace>>;

/** Fields to type in, whose place a user can show. */
export const repairable: readonly string[] = ['Amount', 'Name', 'Quantity', 'Unit price', 'Discount'];

/** What is there once a record's page is drawn. */
export const recordParts = [
	'[data-test-id="middle-pane"]',
	'[data-test-id="record-page"]',
	'[data-test-id="left-sidebar"]',
	'[data-selenium-test="highlightedPropertySidebar"]',
	'[data-test-id="highlightedPropertySidebar"]',
	'[data-test-id="right-sidebar"]',
].join(', ');

/** A record opened beside a list or another record. */
export const previewPanel = '[data-crm-location="CRM_OBJECT_PREVIEW"]';

/** Where a record is shown: the whole page without panels in front of it, or one such panel. */
export interface Scope {
	readonly root: ParentNode;
	readonly isPanel: boolean;
}

function isOwn({ isPanel }: Scope, element: Element): boolean {
	return isDrawn(element) && (isPanel || !element.closest(previewPanel));
}

/** What a user showed to be a field, as far as it fits `selector`. */
export function shownToBe(scope: Scope, field: string, selector: string): Element | null {
	const { root } = scope;
	const shown = pointedControl(field, (root as Partial<Document>).documentElement ?? (root as Element), selector);
	return shown && isOwn(scope, shown) ? shown : null;
}

/** Looks for a field among what is shown of the record, else where its user showed it to be. */
export function fieldIn(scope: Scope, place: FieldPlace): Found<Element> {
	return find<Element>(scope.root, place, {
		isOwn: (element) => isOwn(scope, element),
		shown: (field) => (repairable.includes(field) ? shownToBe(scope, field, 'input, textarea') : null),
	});
}

/** The text of a field or of what shows a value, without spaces around it. */
export function textOf(element: Element | null): string | null {
	if (!element) return null;
	const field = element.matches('input, textarea') ? element : element.querySelector('input, textarea');
	const text = field ? (field as HTMLInputElement | HTMLTextAreaElement).value : element.textContent;
	return (text ?? '').trim();
}
