import type { Seen } from '../../core/model/read-failure.ts';
import { type Place, seenOn, selectorsOf } from '../kit/places.ts';

/** Where a value stands. Attributes for tests first: class names carry the number of the design system. */
export interface FieldPlace extends Place {
	/** Without it no figure can be given. */
	readonly isRequired: boolean;
}

/** What records and panels are known from. */
export const structure: Seen = { on: '2026-11', by: 'code', where: 'public extensions and tests' };

const code = seenOn('2026-11', 'code', 'public extensions and tests');
/** Of that year, without a month. */
const code2025 = seenOn('2025-01', 'code', 'public extensions of 2025');
const dialog = seenOn('2026-11', 'inferred', 'the dialog that adds a deal');

/** Parts of a deal's page and of its panel. */
export const dealFields = {
	title: {
		field: 'Title',
		isRequired: false,
		primary: code2025('[data-testid="header-title"] textarea'),
		fallbacks: [code2025('[data-testid="deal-title"]'), code2025('textarea[class*="editable-text__input"]')],
	},
	stage: {
		field: 'Stage',
		isRequired: false,
		primary: code('button[class*="stage-selector__stage"][aria-selected="true"]'),
		fallbacks: [code('[role="option"][aria-selected="true"][class*="stage"]')],
	},
	/** The blocks whose rows are the fields. A user may hide some of them. */
	details: {
		field: 'Details',
		isRequired: true,
		primary: code('[data-testid="detail-block"]'),
		fallbacks: [
			code('[data-testid="fields-list-row"]'),
			code('[data-testid="fields-list-group"]'),
			code('[data-testid="organization-block"]'),
			code('[data-testid="person-block"]'),
		],
	},
	/** The field of an amount of money that is open for editing. */
	money: {
		field: 'Value',
		isRequired: false,
		primary: dialog('input[data-testid="compound-input"]'),
		fallbacks: [dialog('input:not([type="checkbox"]):not([type="radio"])')],
	},
	/** The grid of products, of which no more is known than that it has inputs. */
	products: {
		field: 'Products',
		isRequired: false,
		primary: code('[class*="AddProducts__addProducts"]'),
		fallbacks: [],
	},
} as const satisfies Readonly<Record<string, FieldPlace>>;

/** One field, its label in the user's language and its value. */
export const rowParts = {
	row: '[data-testid="fields-list-row"]',
	label: '[data-testid="field-name"]',
	value: '[data-testid="fields-list-row-field-components"]',
} as const;

/** False for views that were left and stay in the document. */
export function isShown(element: Element): boolean {
	if (element.closest('[hidden], [style*="display:none"], [style*="display: none"]')) return false;
	return typeof element.checkVisibility === 'function' ? element.checkVisibility() : true;
}

/** What was found for a field; `isFallback` when its own selector found nothing. */
export interface Found<T extends Element> {
	readonly element: T;
	/** By which selector of its place. */
	readonly at: number;
	readonly isFallback: boolean;
}

/** Looks for a field by its selectors, in order, among what is shown. */
export function find<T extends Element>(root: ParentNode, place: FieldPlace): Found<T> | null {
	for (const [at, { css }] of selectorsOf(place).entries()) {
		const element = [...root.querySelectorAll<T>(css)].find(isShown);
		if (element) return { element, at, isFallback: at > 0 };
	}
	return null;
}

/** The text of a field or of what shows a value, without spaces around it. */
export function textOf(element: Element | null | undefined): string {
	if (!element) return '';
	const isField = element.matches('input, textarea');
	return ((isField ? (element as HTMLInputElement).value : element.textContent) ?? '').trim();
}
