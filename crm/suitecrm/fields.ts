import type { FieldHealth } from '../contract.ts';
import { pointedControl } from '../pointed.ts';

/** Where values stand. Selectors only; `{n}` is a line's number and `{p}` "product" or "service". */
export interface FieldPlace {
	/** What it is called in sentences. */
	readonly field: string;
	/** Without it no figure can be given. */
	readonly isRequired: boolean;
	readonly primary: string;
	readonly fallbacks: readonly string[];
	/** Version and year it was seen in; "source" for one that was read in code only. */
	readonly seen: string;
}

/** Fields of one line of a quote in the edit view. */
export const lineFields = {
	id: {
		field: 'Line',
		isRequired: true,
		primary: '[id="{p}_id{n}"]',
		fallbacks: ['[name="{p}_id[{n}]"]'],
		seen: '8.2.3, 2026',
	},
	deleted: {
		field: 'Removed lines',
		isRequired: true,
		primary: '[id="{p}_deleted{n}"]',
		fallbacks: ['[name="{p}_deleted[{n}]"]'],
		seen: '8.2.3, 2026',
	},
	quantity: {
		field: 'Quantity',
		isRequired: true,
		primary: '[id="{p}_product_qty{n}"]',
		fallbacks: ['[name="{p}_product_qty[{n}]"]', 'input.product_qty'],
		seen: '8.2.3, 2026',
	},
	list: {
		field: 'List price',
		isRequired: true,
		primary: '[id="{p}_product_list_price{n}"]',
		fallbacks: ['[name="{p}_product_list_price[{n}]"]', 'input.{p}_list_price'],
		seen: '8.2.3, 2026',
	},
	discount: {
		field: 'Discount',
		isRequired: true,
		primary: '[id="{p}_product_discount{n}"]',
		fallbacks: ['[name="{p}_product_discount[{n}]"]', 'input.{p}_discount_text'],
		seen: '8.2.3, 2026',
	},
	discountType: {
		field: 'Discount type',
		isRequired: true,
		primary: 'select[id="{p}_discount{n}"]',
		fallbacks: ['select[name="{p}_discount[{n}]"]'],
		seen: '8.2.3, 2026',
	},
} as const satisfies Readonly<Record<string, FieldPlace>>;

/** Fields of an opportunity in the classic interface, in the edit view or open in a cell of the detail view. */
export const classicFields = {
	amount: {
		field: 'Amount',
		isRequired: true,
		primary: 'input#amount',
		fallbacks: ['input[name="amount"]'],
		seen: '8.2.3, 2026',
	},
	stage: {
		field: 'Stage',
		isRequired: true,
		primary: 'select#sales_stage',
		fallbacks: ['select[name="sales_stage"]'],
		seen: '8.2.3, 2026',
	},
	probability: {
		field: 'Probability',
		isRequired: false,
		primary: 'input#probability',
		fallbacks: ['input[name="probability"]'],
		seen: '8.2.3, 2026',
	},
} as const satisfies Readonly<Record<string, FieldPlace>>;

/** Fields of an opportunity in the shell of 8. */
export const shellFields = {
	amount: {
		field: 'Amount',
		isRequired: true,
		primary: '.dynamic-field-name-amount scrm-varchar-edit input',
		fallbacks: ['.dynamic-field-name-amount input'],
		seen: '8.2.3, 2026',
	},
	probability: {
		field: 'Probability',
		isRequired: false,
		primary: '.dynamic-field-name-probability scrm-int-edit input',
		fallbacks: ['.dynamic-field-name-probability input'],
		seen: '8.2.3, 2026',
	},
	stageList: {
		field: 'Stage',
		isRequired: false,
		primary: '.dynamic-field-name-sales_stage select',
		fallbacks: [],
		seen: '8.10.1 source',
	},
	stageChip: {
		field: 'Stage',
		isRequired: false,
		primary: '.dynamic-field-name-sales_stage .tag__text[title]',
		fallbacks: ['.dynamic-field-name-sales_stage tag [aria-label]'],
		seen: '8.2.3, 2026',
	},
} as const satisfies Readonly<Record<string, FieldPlace>>;

const textField = 'input:not([type="hidden"])';

/** What a field that its user shows must be; none for one that stands on no page to be shown. */
const controls: Readonly<Record<string, string>> = {
	Quantity: textField,
	'List price': textField,
	Discount: textField,
	'Discount type': 'select',
	Amount: textField,
	Stage: 'select',
};

/** Fields that a user can show. */
export const repairable = Object.keys(controls);

/** What was found for a field. */
export interface Found<T extends Element> {
	readonly element: T | null;
	readonly health: FieldHealth;
}

/** Looks for a field by its selectors, in order, else where its user showed it to be. */
export function find<T extends Element>(
	scope: Element,
	place: FieldPlace,
	line?: { readonly prefix: string; readonly number: string },
): Found<T> {
	for (const [at, selector] of [place.primary, ...place.fallbacks].entries()) {
		const written = line ? selector.replaceAll('{p}', line.prefix).replaceAll('{n}', line.number) : selector;
		const element = scope.querySelector<T>(written);
		if (element) return { element, health: { field: place.field, state: at === 0 ? 'ok' : 'drifted' } };
	}
	const control = controls[place.field];
	const shown = control ? pointedControl<T>(place.field, scope, control) : null;
	return { element: shown, health: { field: place.field, state: shown ? 'drifted' : 'broken' } };
}

/** One entry per field, the worst that was found of it. */
export function worstOf(all: readonly FieldHealth[]): FieldHealth[] {
	const order: readonly FieldHealth['state'][] = ['ok', 'drifted', 'broken'];
	const worst = new Map<string, FieldHealth>();
	for (const health of all) {
		const before = worst.get(health.field);
		if (!before || order.indexOf(health.state) > order.indexOf(before.state)) worst.set(health.field, health);
	}
	return [...worst.values()];
}
