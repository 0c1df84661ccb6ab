import type { DealFacts } from '../../core/model/deal.ts';
import type { PageTotals } from '../../core/model/deal-edits.ts';
import { add, type DecimalString, formatDecimal, parseDecimal, zero } from '../../core/model/decimal.ts';
import type { LocaleMarks } from '../../core/model/number-text.ts';
import type { Page } from '../contract.ts';
import { same } from '../kit/numbers.ts';
import { discountWizard, isTypedIn, lineDialog } from './edits-dialogs.ts';
import { type Look, type Memory, stateOf, untaken } from './edits-row.ts';
import { fieldIn, formOf, isTouched, marginSum, places, plainText, sumsIn, untaxedSum } from './fields.ts';
import { parseShown } from './fields-numbers.ts';
import { isPaged, type Row, rowsOf } from './fields-rows.ts';
import { doesShowRecord } from './front.ts';

/** What the form works out by itself: its totals, and the currency they are in. Seen on 18.0. */

/** What is beside an amount: "€". */
function signOf(text: string): string {
	return text.replace(/[\d.,'’\s\u00a0\u202f\u2212-]/g, '');
}

/** Signs of all amounts that are drawn; none where all are numbers alone. */
function signsIn(form: Element): ReadonlySet<string> {
	const cells = [untaxedSum(form), ...form.querySelectorAll('.o_data_row td[name="price_subtotal"]')];
	return new Set(cells.flatMap((cell) => signOf(plainText(cell)) || []));
}

/** The code at the end of a price list's name, "Public list (USD)". */
function codeOf(priceList: string | null): string | null {
	return /\(([A-Z]{3})\)$/.exec(priceList?.trim() ?? '')?.[1] ?? null;
}

/** The order's currency where the sign is its own; null for another one. */
function codeBySign(sign: string, saved: DealFacts, { order }: Memory): string | null {
	return order?.symbol && sign === signOf(order.symbol) ? saved.currency : null;
}

/** The price list that is chosen on the form; null while its list is open, and where the field is not shown. */
export function chosenPriceList(form: Element): string | null {
	const field = form.querySelector<HTMLInputElement>('.o_field_widget[name="pricelist_id"] input');
	return field && field.getAttribute('aria-expanded') !== 'true' ? field.value.trim() : null;
}

/**
 * True for another price list (`chosen`) than the saved one. The server prices lines by it that are saved with it because something
 * else in them changed (18.0, seen); lines that nobody touched keep their price.
 */
export function isPriceListChanged(chosen: string | null, { order }: Memory): boolean {
	return chosen !== null && order !== null && order.priceList !== null && chosen !== order.priceList.trim();
}

/**
 * Another currency than the saved one, chosen by a price list and not saved: the client draws amounts with its sign at
 * once. Null: the currency is the saved one, as far as the page tells.
 */
export function currencyChangeOf(
	form: Element,
	priceList: string | null,
	saved: DealFacts,
	{ order }: Memory,
): { to: string | null } | null {
	if (!order) return null;
	const chosen = codeOf(priceList);
	if (chosen !== null && saved.currency !== null && chosen !== saved.currency) return { to: chosen };
	const own = order.symbol === null ? null : signOf(order.symbol);
	const isOtherSign = own !== null && [...signsIn(form)].some((sign) => sign !== own);
	return isOtherSign ? { to: null } : null;
}

function sumOf(rows: readonly Row[], marks: LocaleMarks | null): DecimalString | null {
	let sum = zero;
	for (const { cell } of rows) {
		const amount = parseDecimal(parseShown(cell('amount')?.text ?? '', marks));
		if (!amount) return null;
		sum = add(sum, amount);
	}
	return formatDecimal(sum);
}

/** True while something in a row has not been taken or answered. */
function isUnderway(rows: readonly Row[], form: Element, look: Look): boolean {
	const { saved, memory, marks } = look;
	const { lineOf, isUnsure } = memory.match(rows, saved.lines ?? [], marks);
	const isPending = (row: Row) => {
		const chosen = [row.cell('product'), row.cell('unit'), row.cell('margin'), row.cell('marginPercent')];
		return (
			untaken(row, look).length > 0 ||
			chosen.some((cell) => cell?.isChoosing || cell?.isRefused) ||
			stateOf(row, lineOf.get(row.key) ?? null, look) === 'pending'
		);
	};
	const isOnlyTyped = isTouched(form) && form.querySelector('.o_form_saved') !== null;
	return isUnsure || isOnlyTyped || rows.some(isPending);
}

/**
 * The order's sums as the form draws them, from which ours must not differ. Null while anything in the lines is half typed
 * or the server has not answered; its sums follow the lines' amounts a moment later, so that both must agree.
 */
export function readTotals({ document }: Page, saved: DealFacts, memory: Memory): PageTotals | null {
	const form = formOf(document);
	const marks = memory.client?.marks ?? null;
	if (!form || !marks || saved.ref.kind !== 'quote' || !memory.order) return null;
	if (!doesShowRecord(form, 'quote', saved.name, saved.number)) return null;
	if (lineDialog(document) || discountWizard(document)) return null;
	const list = fieldIn(form, places.lines).element;
	const sum = untaxedSum(form);
	if (!list || !sum || isTypedIn(list)) return null;
	const rows = rowsOf(list);
	const revenue = parseShown(plainText(sum), marks);
	if (isUnderway(rows, form, { saved, memory, marks, sums: sumsIn(form) })) return null;
	const lines = isPaged(list) ? null : sumOf(rows, marks);
	if (revenue === null || (lines !== null && !same(lines, revenue))) return null;
	const margin = marginSum(form);
	return {
		revenue,
		margin: margin && parseShown(plainText(margin), marks),
		currency: codeBySign(signOf(plainText(sum)), saved, memory),
	};
}
