import type { AppliedDiscount, ApplyFailure, DiscountWrite, LinePossibilities } from '../../core/model/apply.ts';
import type { DealFacts } from '../../core/model/deal.ts';
import { writePercent } from '../../core/model/locale-number.ts';
import type { Result } from '../../core/model/result.ts';
import type { Page, Until } from '../contract.ts';
import { demo } from '../kit/dialects.ts';
import { read, same } from '../kit/numbers.ts';
import { type TextField, taken, writeDiscount } from '../kit/write.ts';
import { marksOf } from './fields.ts';
import { viewInFront } from './front.ts';

/** A line's fields come from the server a moment after its dialog. */
const opensWithinMs = 3000;
const takenWithinMs = 1500;

function rowOf(document: Document, lineId: string): Element | null {
	return viewInFront(document)?.querySelector(`tr[data-line-id="${CSS.escape(lineId)}"]`) ?? null;
}

/** The line whose dialog or cell is open; "" for a dialog of something else, null when none is. */
function openLine(document: Document): string | null {
	const dialog = document.querySelector<HTMLElement>('.dialog');
	if (dialog) return dialog.dataset.lineId ?? '';
	return viewInFront(document)?.querySelector<HTMLElement>('tr:has(input)')?.dataset.lineId ?? null;
}

/** Into which lines a discount can be written now. */
export function canApply({ document }: Page, saved: DealFacts): LinePossibilities {
	const open = openLine(document);
	const possibilities: Record<string, LinePossibilities[string]> = {};
	for (const { id } of saved.lines ?? []) {
		const row = rowOf(document, id);
		if (!row) possibilities[id] = 'line-not-found';
		else if (open !== null && open !== id) possibilities[id] = 'busy';
		else possibilities[id] = row.querySelector('[data-field="discount"]') ? 'yes' : 'column-hidden';
	}
	return saved.ref.kind === 'quote' ? possibilities : {};
}

/** Writes a discount, or what stood there before it, into the open dialog, else into the line's cell. */
export function applyDiscount(
	page: Page,
	saved: DealFacts,
	lineId: string,
	write: DiscountWrite,
	until: Until,
): Promise<Result<AppliedDiscount, ApplyFailure>> {
	const { document } = page;
	const marks = marksOf(document);
	const isSameNumber = (left: string, right: string) => {
		const number = read(left, demo, marks);
		return number !== null && same(number, read(right, demo, marks));
	};

	const isDialog = document.querySelector('.dialog') !== null;
	const line = () =>
		isDialog ? document.querySelector('.dialog[data-line-id]:not([aria-busy])') : rowOf(document, lineId);
	const fieldNow = () => line()?.querySelector<HTMLInputElement>('input[name="discount"]') ?? null;
	const shown = () =>
		isDialog ? fieldNow()?.value : rowOf(document, lineId)?.querySelector('[data-field="discount"]')?.textContent;
	return writeDiscount(write, {
		locate() {
			const possible = canApply(page, saved)[lineId] ?? 'line-not-found';
			return possible === 'yes' ? { isDialog } : possible;
		},
		open() {
			if (!isDialog && !rowOf(document, lineId)?.querySelector('input'))
				rowOf(document, lineId)
					?.querySelector('[data-field="discount"]')
					?.dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
			return until(fieldNow, opensWithinMs);
		},
		isSame: isSameNumber,
		textOf: (discount) => writePercent(discount, marks),
		put(field, text) {
			field.focus();
			field.value = text;
			field.dispatchEvent(new InputEvent('input', { bubbles: true }));
			field.dispatchEvent(new Event('change', { bubbles: true }));
			close(field, isDialog, 'Enter');
		},
		readBack: (_, text) =>
			taken(
				until,
				takenWithinMs,
				shown,
				(now) => isSameNumber(now, text),
				() => shown() ?? '',
			),
		leave: (field) => close(field, isDialog, 'Escape'),
	});
}

/** A cell is left by a key as the user would; a dialog stays open for the user's own OK or Cancel. */
function close(field: TextField, isDialog: boolean, key: 'Enter' | 'Escape'): void {
	if (!isDialog) field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
}
