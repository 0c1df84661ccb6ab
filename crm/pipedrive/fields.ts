import type { Seen } from '../../core/model/read-failure.ts';
import { type FieldPlace, type Found, find, isDrawn, seenOn } from '../kit/places.ts';

/** Attributes for tests come first: class names carry the number of the design system. */

/** What records and panels are known from. */
export const structure: Seen = { on: '2026-11', by: 'code', where: 'public extensions and tests' };

const code = seenOn('2026-11', 'code', 'public extensions and tests');
/** From that year; the month is not known. */
const code2025 = seenOn('2025-01', 'code', 'public extensions of 2025');
const dialog = seenOn('2026-11', 'inferred', 'the dialog that adds a deal');

/** Parts of a deal's page and of its panel. */
export const dealFields = {
	title: {
		field: 'Title',
		primary: code2025('[data-testid="header-title"] textarea'),
		fallbacks: [code2025('[data-testid="deal-title"]'), code2025('textarea[class*="editable-text__input"]')],
	},
	stage: {
		field: 'Stage',
		primary: code('button[class*="stage-selector__stage"][aria-selected="true"]'),
		fallbacks: [code('[role="option"][aria-selected="true"][class*="stage"]')],
	},
	/** The blocks whose rows are the fields. A user may hide some of them. */
	details: {
		field: 'Details',
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
		primary: dialog('input[data-testid="compound-input"]'),
		fallbacks: [dialog('input:not([type="checkbox"]):not([type="radio"])')],
	},
	/** The grid of products, of which no more is known than that it has inputs. */
	products: {
		field: 'Products',
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

/** Looks for a field by its selectors, in order, among what is shown. */
export function fieldIn<E extends Element>(root: ParentNode, place: FieldPlace): Found<E> {
	return find<E>(root, place, { isOwn: isDrawn });
}

/** The text of a field or of what shows a value, without spaces around it. */
export function textOf(element: Element | null | undefined): string {
	if (!element) return '';
	const isField = element.matches('input, textarea');
	return ((isField ? (element as HTMLInputElement).value : element.textContent) ?? '').trim();
}
