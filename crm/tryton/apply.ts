import type {
	AppliedDiscount,
	ApplyFailure,
	ApplyRefusal,
	DiscountWrite,
	LinePossibilities,
} from '../../core/model/apply.ts';
import type { DealFacts } from '../../core/model/deal.ts';
import { isDecimalString } from '../../core/model/decimal.ts';
import { writePercent } from '../../core/model/locale-number.ts';
import type { Result } from '../../core/model/result.ts';
import type { Page, Until } from '../contract.ts';
import { differs, ofDiscount } from '../kit/numbers.ts';
import { possibilities, type TextField, writeDiscount } from '../kit/write.ts';
import type { Client } from './api.ts';
import { matchLines, openRow } from './edits.ts';
import { gridOf, lineDialog, paneOf, type Row, stateOf } from './fields.ts';
import { recordInFront } from './front.ts';

/** The line's dialog comes from the server, and fades in. */
const opensWithinMs = 6000;
/** A value that stood still for so long is not written over by the client any more. */
const stillForMs = 300;
const takenWithinMs = 1500;
/** A client that was still filling its dialog writes the saved number over what was written. */
const mostTries = 3;

/** Number inputs take a point, whatever the language. */
const plain = { decimal: '.', group: '' };

/** The row of each saved line, or why nothing can be written into it. */
function rowsById(page: Page, saved: DealFacts, client: Client | null): Map<string, Row | ApplyRefusal> {
	const { document } = page;
	const pane = paneOf(document);
	const isHere = saved.ref.kind === 'quote' && recordInFront(page)?.id === saved.ref.id;
	const matched = pane && isHere ? matchLines(pane, saved, client) : null;
	if (!pane || !matched) return new Map();
	const { rows, of, isWhole, isCut } = matched;
	const front = [...document.querySelectorAll<HTMLElement>('.modal')].findLast(
		({ style }) => style.display === 'block',
	);
	const open = front && front === lineDialog(document) ? openRow(rows, front) : null;
	const hasDiscount = [...(client?.fieldOf.values() ?? [])].includes('discount_rate');
	// A grid that is edited in place has no dialogs.
	const isClosed = (stateOf(pane) ?? 'draft') !== 'draft' || gridOf(pane)?.querySelector('td.editable');

	function openable(row: Row | undefined): Row | ApplyRefusal {
		if (!hasDiscount) return 'column-hidden';
		if (isClosed || row?.isDeleted) return 'not-editable';
		if (!isWhole && !isCut) return 'line-not-found';
		if (!row) return 'row-not-shown';
		return front && row !== open ? 'busy' : row;
	}
	return new Map(
		(saved.lines ?? []).map(({ id }) => [
			id,
			openable(rows[of.findIndex((taken) => taken?.line.id === id && !taken.isReplaced)]),
		]),
	);
}

/** Into which lines a discount can be written now. */
export function canApply(page: Page, saved: DealFacts, client: Client | null): LinePossibilities {
	return possibilities(rowsById(page, saved, client));
}

function inDialog(document: Document, selector: string): HTMLInputElement | null {
	return lineDialog(document)?.querySelector<HTMLInputElement>(selector) ?? null;
}

/** The number input of the open dialog, which is the one that the client reads; null while the dialog is being filled. */
function numberField(document: Document): HTMLInputElement | null {
	return inDialog(document, '[name="product"]')?.value
		? inDialog(document, '[type="number"][name="discount_rate"]')
		: null;
}

function isSame(text: string, wanted: string): boolean {
	const value = isDecimalString(text) ? text : null;
	return !differs(wanted || '0', { text, value }, ofDiscount);
}

/**
 * Writes a discount, or what stood there before it, into the line's dialog, which is opened by a double click where it
 * is not, and stays open for the user's own OK or Cancel.
 */
export function applyDiscount(
	page: Page,
	saved: DealFacts,
	lineId: string,
	write: DiscountWrite,
	client: Client | null,
	until: Until,
): Promise<Result<AppliedDiscount, ApplyFailure>> {
	const { document } = page;

	/** The field once its value has stood still. */
	function settled(wanted: string | null, withinMs: number): Promise<HTMLInputElement | null> {
		let seen: string | undefined;
		let sinceMs = 0;
		return until(
			() => {
				const field = numberField(document);
				const nowMs = Date.now();
				if (field?.value !== seen) {
					seen = field?.value;
					sinceMs = nowMs;
				}
				const isStill = nowMs - sinceMs >= stillForMs;
				return isStill && field && (wanted === null || isSame(field.value, wanted)) ? field : null;
			},
			withinMs,
			wanted === null ? undefined : 'server',
		);
	}

	function put(field: TextField, text: string): void {
		// What is half typed in another field is taken first; the client shows the number field in place of this one.
		inDialog(document, '[name="discount_rate"]:not([type="number"])')?.focus();
		field.value = text;
		for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
	}

	return writeDiscount(write, {
		locate: () => rowsById(page, saved, client).get(lineId) ?? 'line-not-found',
		async open(row) {
			// A click selects the row alone, which tells lines of one product apart; a double click opens it.
			if (!lineDialog(document))
				for (const type of ['click', 'dblclick'])
					row.element.querySelector('td[data-title]')?.dispatchEvent(new MouseEvent(type, { bubbles: true }));
			const field = await settled(null, opensWithinMs);
			return field?.readOnly ? 'not-editable' : field;
		},
		isSame,
		textOf: (discount) => writePercent(discount, plain),
		put,
		async readBack(_, text) {
			for (let tries = 1; ; tries += 1) {
				const taken = await settled(text, takenWithinMs);
				if (taken) return { now: taken.value, state: 'taken' };
				const field = numberField(document);
				if (!field || tries === mostTries) return { now: field?.value ?? '', state: 'not-taken' };
				put(field, text);
			}
		},
	});
}
