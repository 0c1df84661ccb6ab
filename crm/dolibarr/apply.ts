import type { AppliedDiscount, ApplyFailure, DiscountWrite, LinePossibilities } from '../../core/model/apply.ts';
import type { DealFacts } from '../../core/model/deal.ts';
import { writePercent } from '../../core/model/locale-number.ts';
import type { Result } from '../../core/model/result.ts';
import type { Page, Until } from '../contract.ts';
import { dolibarrPrice } from '../kit/dialects.ts';
import { read, same } from '../kit/numbers.ts';
import { type TextField, taken, writeDiscount } from '../kit/write.ts';
import { editedDiscount } from './edits.ts';
import { marksOf } from './fields-numbers.ts';
import { recordInFront } from './front.ts';
import { shownRows } from './lines.ts';

/** Writes a discount into the box of the line that is being edited. Seen working on 16.0.3, 2026. */

const takenWithinMs = 1000;

/** Into which lines a discount can be written now: the edited one. Opening another loads a new page. */
export function canApply(page: Page, saved: DealFacts): LinePossibilities {
	const front = recordInFront(page);
	if (front?.kind !== 'quote' || front.id !== saved.ref.id || saved.lines === null) return {};
	const edited = editedDiscount(page.document);
	const rows = new Map(shownRows(page.document).map((row) => [row.getAttribute('data-id'), row]));
	return Object.fromEntries(
		saved.lines.map(({ id }) => {
			if (edited?.lineId === id) return [id, edited.box ? 'yes' : 'column-hidden'] as const;
			const row = rows.get(id);
			if (!row) return [id, 'line-not-found'] as const;
			if (edited) return [id, 'busy'] as const;
			const canEdit = row.querySelector('td.linecoledit a[href*="action=editline"]') !== null;
			return [id, canEdit ? 'column-hidden' : 'not-editable'] as const;
		}),
	);
}

/** Percent with a point in every language; three decimals might be read as thousands. */
function percentText(discount: string): string {
	const text = writePercent(discount, { decimal: '.', group: '' });
	return /\.\d{3}$/.test(text) ? `${text}0` : text;
}

/**
 * Types as the user would, so that the browser's own Undo knows it. The page empties its rate boxes on `keyup`; full
 * ones would write the old price again.
 */
function type(box: TextField, text: string): void {
	const { ownerDocument: document } = box;
	const view = document.defaultView ?? window;
	box.focus({ preventScroll: true });
	// The lines scroll sideways in a box of their own, and the discount is often beyond its edge.
	box.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
	box.select();
	// Deprecated, and the one way to a change that the browser can undo.
	const isTyped = typeof document.execCommand === 'function' && document.execCommand('insertText', false, text);
	if (!isTyped || box.value !== text) {
		box.value = text;
		box.dispatchEvent(new view.InputEvent('input', { bubbles: true }));
	}
	box.dispatchEvent(new view.KeyboardEvent('keyup', { bubbles: true, key: text.at(-1) ?? '' }));
	if (!isTyped) box.dispatchEvent(new view.Event('change', { bubbles: true }));
}

/** Writes a discount, or what stood there before it. Nothing is kept until the user saves the line. */
export function applyDiscount(
	page: Page,
	saved: DealFacts,
	lineId: string,
	write: DiscountWrite,
	until: Until,
): Promise<Result<AppliedDiscount, ApplyFailure>> {
	const boxNow = () => editedDiscount(page.document)?.box ?? null;
	const marks = marksOf(page.document);
	const isSame = (left: string, right: string) => {
		const [one, other] = [left, right].map((text) => read(text, dolibarrPrice, marks));
		return typeof one === 'string' && typeof other === 'string' && same(one, other);
	};
	return writeDiscount(write, {
		locate() {
			const possible = canApply(page, saved)[lineId] ?? 'line-not-found';
			return possible === 'yes' ? (boxNow() ?? 'column-hidden') : possible;
		},
		open: async (box) => box,
		isSame,
		textOf: percentText,
		put: type,
		readBack: (box, text) =>
			taken(
				until,
				takenWithinMs,
				() => boxNow()?.value,
				(now) => isSame(now, text),
				() => box.value,
			),
	});
}
