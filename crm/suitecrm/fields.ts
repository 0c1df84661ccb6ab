import type { Seen } from '../../core/model/read-failure.ts';
import { type FieldPlace, type Found, find, seenOn } from '../kit/places.ts';
import { pointedControl } from '../kit/pointed.ts';

/** In selectors of lines `{n}` is a line's number and `{p}` "product" or "service". */

/** What forms, rows and cells are known from. */
export const structure: Seen = { on: '2026-11', by: 'live', where: 'SuiteCRM 8.2.3, with its classic pages' };

const live = seenOn('2026-11', 'live', 'SuiteCRM 8.2.3, with its classic pages');
const code = seenOn('2026-11', 'code', 'SuiteCRM 8.10.1, core 78a20740');

/** Fields of one line of a quote in the edit view. */
export const lineFields = {
	id: {
		field: 'Line',
		primary: live('[id="{p}_id{n}"]'),
		fallbacks: [live('[name="{p}_id[{n}]"]')],
	},
	deleted: {
		field: 'Removed lines',
		primary: live('[id="{p}_deleted{n}"]'),
		fallbacks: [live('[name="{p}_deleted[{n}]"]')],
	},
	quantity: {
		field: 'Quantity',
		primary: live('[id="{p}_product_qty{n}"]'),
		fallbacks: [live('[name="{p}_product_qty[{n}]"]'), live('input.product_qty')],
	},
	list: {
		field: 'List price',
		primary: live('[id="{p}_product_list_price{n}"]'),
		fallbacks: [live('[name="{p}_product_list_price[{n}]"]'), live('input.{p}_list_price')],
	},
	discount: {
		field: 'Discount',
		primary: live('[id="{p}_product_discount{n}"]'),
		fallbacks: [live('[name="{p}_product_discount[{n}]"]'), live('input.{p}_discount_text')],
	},
	discountType: {
		field: 'Discount type',
		primary: live('select[id="{p}_discount{n}"]'),
		fallbacks: [live('select[name="{p}_discount[{n}]"]')],
	},
} as const satisfies Readonly<Record<string, FieldPlace>>;

/** Fields of an opportunity in the classic interface, in the edit view or open in a cell of the detail view. */
export const classicFields = {
	amount: {
		field: 'Amount',
		primary: live('input#amount'),
		fallbacks: [live('input[name="amount"]')],
	},
	stage: {
		field: 'Stage',
		primary: live('select#sales_stage'),
		fallbacks: [live('select[name="sales_stage"]')],
	},
	probability: {
		field: 'Probability',
		primary: live('input#probability'),
		fallbacks: [live('input[name="probability"]')],
	},
} as const satisfies Readonly<Record<string, FieldPlace>>;

/** Fields of an opportunity in the shell of 8. */
export const shellFields = {
	amount: {
		field: 'Amount',
		primary: live('.dynamic-field-name-amount scrm-varchar-edit input'),
		fallbacks: [live('.dynamic-field-name-amount input')],
	},
	probability: {
		field: 'Probability',
		primary: live('.dynamic-field-name-probability scrm-int-edit input'),
		fallbacks: [live('.dynamic-field-name-probability input')],
	},
	stageList: {
		field: 'Stage',
		primary: code('.dynamic-field-name-sales_stage select'),
		fallbacks: [],
	},
	stageChip: {
		field: 'Stage',
		primary: live('.dynamic-field-name-sales_stage .tag__text[title]'),
		fallbacks: [live('.dynamic-field-name-sales_stage tag [aria-label]')],
	},
} as const satisfies Readonly<Record<string, FieldPlace>>;

/** All of them. */
export const allPlaces: readonly FieldPlace[] = [lineFields, classicFields, shellFields].flatMap((fields) =>
	Object.values<FieldPlace>(fields),
);

const textField = 'input:not([type="hidden"])';

/** What a field that its user shows must be; none for one that is on no page to be shown. */
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

/** Looks for a field, of a line where one is given, else where its user showed it to be. */
export function fieldIn<E extends Element>(
	scope: Element,
	place: FieldPlace,
	line?: { readonly prefix: string; readonly number: string },
): Found<E> {
	return find<E>(scope, place, {
		written: (css) => (line ? css.replaceAll('{p}', line.prefix).replaceAll('{n}', line.number) : css),
		shown(field) {
			const control = controls[field];
			return control === undefined ? null : pointedControl<E>(field, scope, control);
		},
	});
}
