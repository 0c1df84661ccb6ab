import type { RecordKind, RecordRef } from '../../core/model/deal.ts';
import type { Seen } from '../../core/model/read-failure.ts';
import type { Page } from '../contract.ts';
import { looks } from '../kit/front.ts';
import { once } from '../kit/once.ts';
import { type FieldPlace, type Found, find, seenOn } from '../kit/places.ts';

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
	return find(form, place, { control: 'input' });
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

const modelKinds: Readonly<Record<string, RecordKind>> = {
	'crm.lead': 'opportunity',
	'sale.order': 'quote',
	// Addresses of the actions that come with the modules.
	crm: 'opportunity',
	sales: 'quote',
	orders: 'quote',
};

interface Named {
	readonly id: string;
	/** Null when the address does not tell: actions have names that an administrator may change. */
	readonly kind: RecordKind | null;
}

/** The record an address names: the last part of ".../sales/108" from 18 on, "#id=108&model=sale.order" before. */
function recordIn(url: URL): Named | null {
	const parts = url.pathname.split('/').filter((part) => part !== '');
	const id = parts.at(-1) ?? '';
	if (/^\d+$/.test(id) && parts.length > 1)
		return { id, kind: modelKinds[parts.at(-2)?.replace(/^m-/, '') ?? ''] ?? null };
	const hash = new URLSearchParams(url.hash.slice(1));
	const old = hash.get('id') ?? '';
	const model = hash.get('model');
	if (!/^\d+$/.test(old) || (model !== null && !modelKinds[model])) return null;
	return { id: old, kind: model === null ? null : (modelKinds[model] ?? null) };
}

/** What a form is of; null for another model. */
function kindOf(form: Element): RecordKind | null {
	const inner = form.querySelector('.o_form_renderer, .o_form_editable, .o_form_readonly');
	const has = (name: string) => form.classList.contains(name) || inner?.classList.contains(name) === true;
	if (has('o_lead_opportunity_form')) return 'opportunity';
	return has('o_sale_order') ? 'quote' : null;
}

/** States in which an order is still an offer. */
const openStates: readonly string[] = ['draft', 'sent'];

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

/** Leads and lost deals show no stage, confirmed and cancelled orders are no offers. */
function isOpen(form: Element, kind: RecordKind): boolean {
	const stage = stageIn(form, kind);
	return kind === 'quote' ? stage === null || openStates.includes(stage.id) : stage !== null;
}

function headingOf(form: Element): string {
	return plainText(form.querySelector('.o_last_breadcrumb_item, .breadcrumb-item.active'));
}

/** All a form shows, as one text: two looks of the same text saw the same record. */
function printOf(form: Element, heading: string): string {
	const fields = [...form.querySelectorAll<HTMLInputElement>('input, textarea')].map(({ value }) => value);
	return `${heading}${fields}${form.querySelector('[name="order_line"]')?.textContent}`;
}

interface LastLook {
	readonly ref: RecordRef;
	readonly address: string;
	readonly form: Element;
	readonly heading: string;
	readonly print: string;
	readonly isTouched: boolean;
}

/**
 * Longer than form and address need to follow each other. Shorter than elsewhere: either may be ahead here, and a look is
 * kept only while both agree, so that a wrong one is to pass soon.
 */
const followsWithinMs = 3000;

const seen = looks<LastLook>();

/** What the form shows at this look. */
interface Shown extends Pick<LastLook, 'form' | 'heading' | 'isTouched'> {
	print(): string;
}

function shownBy(form: Element): Shown {
	const heading = headingOf(form);
	return { form, heading, isTouched: isTouched(form), print: once(() => printOf(form, heading)) };
}

/** True when the form already shows another record than the one that was seen under this address. */
function hasMovedOn(now: Shown, before: LastLook, kind: RecordKind): boolean {
	if (before.heading !== now.heading) return true;
	// A form that was drawn anew under the same heading is of the same record.
	if (before.form !== now.form) return before.ref.kind !== kind;
	return !before.isTouched && !now.isTouched && before.print !== now.print();
}

/**
 * The quotation or opportunity whose form is in front. Forward the client draws the next record before it names it in
 * the address, backward it names it first: while the two disagree the old record stays.
 */
export function recordInFront({ document, url }: Page): RecordRef | null {
	const form = formOf(document);
	const named = recordIn(url);
	const kind = form && kindOf(form);
	if (!form || !named || !kind) return null;
	const before = seen.last(document, followsWithinMs);
	const now = shownBy(form);
	const address = `${url.pathname}${url.hash}`;
	if (before) {
		const isBehind = before.address !== address && before.form === form && before.print === now.print();
		if (isBehind || (before.address === address && hasMovedOn(now, before, kind))) return before.ref;
	}
	if (named.kind !== null && named.kind !== kind) return before?.ref ?? null;
	const ref: RecordRef = { crm: 'odoo', site: url.origin, kind, id: named.id };
	seen.keep(document, { ...now, ref, address, print: now.print() });
	return isOpen(form, kind) ? ref : null;
}

/** False when the form shows another record than `name` or `number` says: it is drawn before its address changes. */
export function doesShowRecord(form: Element, kind: RecordKind, name: string, number: string | null): boolean {
	const shown = (kind === 'quote' && plainText(fieldIn(form, places.number).element)) || headingOf(form);
	const said = kind === 'quote' ? number : name;
	return shown === '' || said === null || shown === said.replace(/\s+/g, ' ').trim();
}

/** True while the notebook's tab in front is another than the one of the lines: only that one is in the page. */
export function isOtherTab(form: Element): boolean {
	const active = form.querySelector('.o_notebook_headers .nav-link.active');
	return active !== null && active.getAttribute('name') !== 'order_lines' && !fieldIn(form, places.lines).element;
}
