import type { RecordKind, RecordRef } from '../../core/model/deal.ts';
import type { Page } from '../contract.ts';
import { looks } from '../kit/front.ts';
import { once } from '../kit/once.ts';
import { fieldIn, formOf, isTouched, places, plainText, stageIn } from './fields.ts';

/** Which record the web client shows: a lead, or an order. */

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
