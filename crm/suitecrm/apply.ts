import type { AppliedDiscount, ApplyFailure, DiscountWrite, LinePossibilities } from '../../core/model/apply.ts';
import type { DealFacts } from '../../core/model/deal.ts';
import { compare, formatDecimal, multiply, parseDecimal, trimZeros } from '../../core/model/decimal.ts';
import { writePercent } from '../../core/model/locale-number.ts';
import type { LocaleMarks } from '../../core/model/number-text.ts';
import type { Result } from '../../core/model/result.ts';
import type { Page, Until } from '../contract.ts';
import { type TextField, taken, writeDiscount } from '../kit/write.ts';
import type { Memory } from './api-memory.ts';
import { pageMarks, typedNumber } from './fields-numbers.ts';
import { type LineRow, lineRows } from './fields-rows.ts';
import { classicOf } from './front.ts';

/** Writes a discount into a line of the classic edit view. Seen working on 8.2.3, 2026. */

const takenWithinMs = 1000;

/** The line's row in the edit view in front; null when the page has none. */
function rowOf(page: Page, saved: DealFacts, lineId: string): LineRow | null {
	const classic = classicOf(page);
	if (!classic?.isEditView || classic.ref.id !== saved.ref.id) return null;
	return lineRows(classic).find(({ id }) => id?.value === lineId) ?? null;
}

/** Into which lines a discount can be written now: those of the edit view, which has a box for each. */
export function canApply(page: Page, saved: DealFacts): LinePossibilities {
	const classic = classicOf(page);
	if (!classic || saved.ref.kind !== 'quote' || classic.ref.id !== saved.ref.id) return {};
	const lines = saved.lines ?? [];
	if (!classic.isEditView) return Object.fromEntries(lines.map(({ id }) => [id, 'column-hidden']));
	const rows = lineRows(classic);
	return Object.fromEntries(
		lines.map(({ id }) => {
			const row = rows.find((one) => one.id?.value === id);
			const isRemoved = Number(row?.deleted?.value.replace(',', '.')) === 1;
			if (!row || isRemoved) return [id, 'line-not-found'] as const;
			const type = row.discountType?.value;
			const isOpen = row.discount && row.list && (type === 'Percentage' || type === 'Amount');
			return [id, isOpen ? 'yes' : 'column-hidden'] as const;
		}),
	);
}

/** What to type: percent, or the amount per unit where the line's discount is one. Null when the list price is not read. */
function textFor(row: LineRow, discount: string, marks: LocaleMarks): string | null {
	if (row.discountType?.value === 'Percentage') return writePercent(discount, marks);
	const [list, part] = [parseDecimal(row.list && typedNumber(row.list.value, marks, false)), parseDecimal(discount)];
	return list && part && formatDecimal(trimZeros(multiply(list, part))).replace('.', marks.decimal);
}

function isSameNumber(left: string, right: string, marks: LocaleMarks): boolean {
	const [a, b] = [left, right].map((text) => parseDecimal(typedNumber(text, marks, false)));
	return a !== null && a !== undefined && b !== null && b !== undefined && compare(a, b) === 0;
}

/** Types and leaves the box: the page computes on leaving alone, and not for a box that never had the focus. */
function type(field: TextField, text: string): void {
	const { ownerDocument: document } = field;
	const view = document.defaultView ?? window;
	const before = document.activeElement;
	field.focus({ preventScroll: true });
	field.value = text;
	field.dispatchEvent(new view.InputEvent('input', { bubbles: true }));
	field.dispatchEvent(new view.Event('change', { bubbles: true }));
	field.blur();
	// A document without the focus tells nobody that a box was left.
	if (!document.hasFocus()) field.dispatchEvent(new view.FocusEvent('blur'));
	if (before instanceof view.HTMLElement && before !== field && before !== document.body)
		before.focus({ preventScroll: true });
}

/** Writes a discount, or what stood there before it, and never saves. */
export function applyDiscount(
	page: Page,
	saved: DealFacts,
	lineId: string,
	write: DiscountWrite,
	until: Until,
	memory: Memory,
): Promise<Result<AppliedDiscount, ApplyFailure>> {
	const row = rowOf(page, saved, lineId);
	const field = row?.discount;
	const marks = field && (pageMarks(field.ownerDocument) ?? memory.marks);
	const isSame = (left: string, right: string) => marks != null && isSameNumber(left, right, marks);
	return writeDiscount(write, {
		locate() {
			const possible = canApply(page, saved)[lineId] ?? 'line-not-found';
			if (possible !== 'yes') return possible;
			return row && field && marks ? { row, field, marks } : 'not-editable';
		},
		open: async ({ field }) => field,
		isSame,
		textOf: (discount, { row, marks }) => textFor(row, discount, marks),
		put: type,
		readBack: (field, text) =>
			taken(
				until,
				takenWithinMs,
				() => rowOf(page, saved, lineId)?.discount?.value,
				(now) => isSame(now, text),
				() => field.value,
			),
	});
}
