/** Where a value stands. Attributes for tests first: class names carry the number of the design system. */
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

/** Parts of a deal's page and of its panel. */
export const dealFields = {
	title: {
		field: 'Title',
		isRequired: false,
		primary: '[data-testid="header-title"] textarea',
		fallbacks: ['[data-testid="deal-title"]', 'textarea[class*="editable-text__input"]'],
		seen: 'public code, 2025',
	},
	stage: {
		field: 'Stage',
		isRequired: false,
		primary: 'button[class*="stage-selector__stage"][aria-selected="true"]',
		fallbacks: ['[role="option"][aria-selected="true"][class*="stage"]'],
		seen: 'public code, 2026',
	},
	/** The blocks whose rows are the fields. A user may hide some of them. */
	details: {
		field: 'Details',
		isRequired: true,
		primary: '[data-testid="detail-block"]',
		fallbacks: [
			'[data-testid="fields-list-row"]',
			'[data-testid="fields-list-group"]',
			'[data-testid="organization-block"]',
			'[data-testid="person-block"]',
		],
		seen: 'public code, 2026',
	},
	/** The field of an amount of money that is open for editing. */
	money: {
		field: 'Value',
		isRequired: false,
		primary: 'input[data-testid="compound-input"]',
		fallbacks: ['input:not([type="checkbox"]):not([type="radio"])'],
		seen: 'inferred from the dialog that adds a deal',
	},
	/** The grid of products, of which no more is known than that it has inputs. */
	products: {
		field: 'Products',
		isRequired: false,
		primary: '[class*="AddProducts__addProducts"]',
		fallbacks: [],
		seen: 'public code',
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
	readonly isFallback: boolean;
}

/** Looks for a field by its selectors, in order, among what is shown. */
export function find<T extends Element>(root: ParentNode, place: FieldPlace): Found<T> | null {
	for (const [at, selector] of [place.primary, ...place.fallbacks].entries()) {
		const element = [...root.querySelectorAll<T>(selector)].find(isShown);
		if (element) return { element, isFallback: at > 0 };
	}
	return null;
}

/** The text of a field or of what shows a value, without spaces around it. */
export function textOf(element: Element | null | undefined): string {
	if (!element) return '';
	const isField = element.matches('input, textarea');
	return ((isField ? (element as HTMLInputElement).value : element.textContent) ?? '').trim();
}
