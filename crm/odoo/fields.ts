import type { RecordKind } from '../../core/model/deal.ts';
import type { Seen } from '../../core/model/read-failure.ts';
import { type FieldPlace, type Found, find, seenOn } from '../kit/places.ts';
import { pointedControl } from '../kit/pointed.ts';

/** Forms of the web client. Dialogs lie outside of the action manager and have fields of the same names. */

/** Where a part of a form stands. */
export interface FormPlace extends FieldPlace {
	readonly isRequired: boolean;
}

/** What forms, rows and dialogs are known from. */
export const structure: Seen = { on: '2026-11', by: 'live', where: 'Odoo 18.0' };

/** Makes a selector of what runs at 18.0; 16 draws the same by its source. */
export const live = seenOn('2026-11', 'live', 'Odoo 18.0');

/** Parts of a form; all are looked for inside of it. */
export const places = {
	stage: {
		field: 'Stage',
		isRequired: false,
		primary: live('[name="stage_id"] .o_arrow_button_current[data-value]'),
		fallbacks: [live('[name="stage_id"] [aria-current="step"][data-value]')],
	},
	state: {
		field: 'Status',
		isRequired: false,
		primary: live('[name="state"] .o_arrow_button_current[data-value]'),
		fallbacks: [live('[name="state"] [aria-current="step"][data-value]')],
	},
	amount: {
		field: 'Amount',
		isRequired: true,
		primary: live('.o_field_widget[name="expected_revenue"] input.o_input'),
		fallbacks: [live('[name="expected_revenue"] input')],
	},
	probability: {
		field: 'Probability',
		isRequired: false,
		primary: live('.o_field_widget[name="probability"] input.o_input'),
		fallbacks: [live('[name="probability"] input')],
	},
	number: {
		field: 'Number',
		isRequired: false,
		primary: live('.o_field_widget[name="name"] span'),
		fallbacks: [live('[name="name"]')],
	},
	/** The buttons that save and discard; their absence from sight says that nothing is typed. */
	buttons: {
		field: 'Save button',
		isRequired: false,
		primary: live('.o_form_status_indicator_buttons'),
		fallbacks: [live('.o_form_status_indicator')],
	},
	lines: {
		field: 'Lines',
		isRequired: true,
		primary: live('.o_field_widget[name="order_line"]'),
		fallbacks: [live('[name="order_line"]')],
	},
} as const satisfies Readonly<Record<string, FormPlace>>;

/** Looks for a part of a form, else for the input that its user showed. */
export function fieldIn(form: Element, place: FieldPlace): Found<HTMLElement> {
	return find(form, place, { shown: (field) => pointedControl(field, form, 'input') });
}

/** The form in the page itself; lists carry its model's class too, dialogs are elsewhere. */
export function formOf(document: Document): HTMLElement | null {
	return document.querySelector<HTMLElement>('.o_action_manager .o_form_view');
}

/**
 * False while nothing is typed: the client then hides its buttons, even while a refused text is still in a field.
 * True when they cannot be found.
 */
export function isTouched(form: Element): boolean {
	const { element, health } = fieldIn(form, places.buttons);
	return health.state !== 'ok' || !element?.classList.contains('invisible');
}

/** An element's own text without line breaks and indents. */
export function plainText(element: Element | null): string {
	return (element?.textContent ?? '').replace(/[\s\u00a0]+/g, ' ').trim();
}

/** The first sum is without tax; names of sums are translated labels. Seen on 18.0. */
export function untaxedSum(form: Element): Element | null {
	return form.querySelector('.o_field_widget[name="tax_totals"] tr:first-child td.o_list_monetary > span');
}

/** The order's margin, which lines have too. Seen on 18.0 with sale_margin. */
export function marginSum(form: Element): Element | null {
	const all = [...form.querySelectorAll('.o_field_widget[name="margin"]')];
	return all.find((element) => !element.closest('.o_list_table')) ?? null;
}

/** The order's sums as texts, which change with the server's answers alone. */
export function sumsIn(form: Element): string {
	return `${plainText(untaxedSum(form))}|${plainText(marginSum(form))}`;
}

/** The stage or state of a form's record; null when it is not drawn. */
export function stageIn(form: Element, kind: RecordKind): { id: string; label: string | null } | null {
	const found = fieldIn(form, kind === 'quote' ? places.state : places.stage).element;
	const id = found?.dataset.value;
	// How long it has been there is beside the label.
	return found && id ? { id, label: plainText(found.querySelector('span') ?? found) || null } : null;
}

/** All stages in a form's status bar, which draws them from the last to the first. */
export function stagesIn(form: Element): ReadonlyMap<string, string> {
	const buttons = [...form.querySelectorAll<HTMLElement>('[name="stage_id"] .o_arrow_button[data-value]')].reverse();
	return new Map(
		buttons.map((button) => [button.dataset.value ?? '', plainText(button.querySelector('span') ?? button)]),
	);
}

/** True while the notebook's tab in front is another than the one of the lines: only that one is in the page. */
export function isOtherTab(form: Element): boolean {
	const active = form.querySelector('.o_notebook_headers .nav-link.active');
	return active !== null && active.getAttribute('name') !== 'order_lines' && !fieldIn(form, places.lines).element;
}
