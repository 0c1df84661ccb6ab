import type {
	AppliedDiscount,
	ApplyFailure,
	ApplyRefusal,
	DiscountWrite,
	LinePossibilities,
} from '../../core/model/apply.ts';
import type { DealFacts } from '../../core/model/deal.ts';
import { writePercent } from '../../core/model/locale-number.ts';
import type { Result } from '../../core/model/result.ts';
import type { Page, Until } from '../contract.ts';
import { same } from '../kit/numbers.ts';
import { possibilities, writeDiscount } from '../kit/write.ts';
import { lineDigits } from './api-client.ts';
import { hasDialog } from './edits-dialogs.ts';
import type { Memory } from './edits-row.ts';
import { fieldIn, formOf, places, plainText } from './fields.ts';
import { parseNumber } from './fields-numbers.ts';
import { type Row, rowsOf } from './fields-rows.ts';
import { doesShowRecord } from './front.ts';

/** Seen on 18.0. Nothing is saved: the form stays as changed as if the user had typed. */

const opensWithinMs = 2000;
/** After its server has answered the client asks it once more. */
const answersWithinMs = 4000;

const discountInput = 'td[name="discount"] input';

/** The row of each saved line, or why nothing can be written into it. */
function rowsByLine({ document }: Page, saved: DealFacts, { match, client }: Memory): Map<string, Row | ApplyRefusal> {
	const form = formOf(document);
	const isHere = form && saved.ref.kind === 'quote' && doesShowRecord(form, 'quote', saved.name, saved.number);
	const lines = saved.lines ?? [];
	if (!form || !isHere || !client) return new Map();
	const every = (refusal: ApplyRefusal) => new Map(lines.map(({ id }) => [id, refusal]));
	const list = fieldIn(form, places.lines).element;
	if (hasDialog(document)) return every('busy');
	if (!list) return every('row-not-shown');
	if (list.classList.contains('o_readonly_modifier')) return every('not-editable');
	const rows = rowsOf(list);
	const { lineOf, isUnsure } = match(rows, lines, client.marks);
	if (isUnsure) return every('line-not-found');
	const open = rows.find(({ isOpen }) => isOpen);
	// A click elsewhere takes over what is half typed in an open row, and does nothing while it is refused.
	const isRefused = list.querySelector('.o_invalid_cell, .o_field_invalid') !== null;
	return new Map(
		lines.map(({ id }): [string, Row | ApplyRefusal] => {
			const row = rows.find(({ key }) => lineOf.get(key)?.id === id);
			if (!row || row.isCard) return [id, 'row-not-shown'];
			const cell = row.element.querySelector('td[name="discount"]');
			// Where the price was typed below the price list's, the field's percentage is of another price than ours.
			const line = lines.find((one) => one.id === id);
			const isOfOtherPrice = line?.listPrice != null && line.netPrice !== null;
			if (!cell || isOfOtherPrice) return [id, 'column-hidden'];
			if (cell.classList.contains('o_readonly_modifier')) return [id, 'not-editable'];
			return [id, (open && open !== row) || isRefused ? 'busy' : row];
		}),
	);
}

/** Into which lines a discount can be written now. */
export function canApply(page: Page, saved: DealFacts, memory: Memory): LinePossibilities {
	return possibilities(rowsByLine(page, saved, memory));
}

/** Writes a discount, or what stood there before it, into the line's cell, and leaves the row. */
export function applyDiscount(
	page: Page,
	saved: DealFacts,
	lineId: string,
	write: DiscountWrite,
	memory: Memory,
	until: Until,
): Promise<Result<AppliedDiscount, ApplyFailure>> {
	const { document } = page;
	const row = rowsByLine(page, saved, memory).get(lineId) ?? 'line-not-found';
	const marks = memory.client?.marks;
	const rowNow = () =>
		typeof row === 'string'
			? null
			: formOf(document)?.querySelector<HTMLElement>(`tr.o_data_row[data-id="${CSS.escape(row.key)}"]`);
	const fieldNow = () => rowNow()?.querySelector<HTMLInputElement>(discountInput) ?? null;
	/** As a click beside the table does. */
	const leaveRow = () => document.body.click();
	const amountNow = () => plainText(rowNow()?.querySelector('td[name="price_subtotal"]') ?? null);
	const number = (text: string) => parseNumber(text, marks ?? null, lineDigits(memory.client, 'discount'));
	const isSame = (left: string, right: string) => same(number(left), number(right));
	let amountBefore = '';

	return writeDiscount(write, {
		locate() {
			if (typeof row === 'string') return row;
			return marks ? { marks } : 'not-editable';
		},
		open() {
			if (!fieldNow()) rowNow()?.querySelector<HTMLElement>('td[name="discount"]')?.click();
			return until(fieldNow, opensWithinMs);
		},
		isSame,
		textOf: (discount, { marks }) => writePercent(discount, marks),
		put(field, text) {
			amountBefore = amountNow();
			field.value = text;
			// The client forgets a change of which no key was told, and keeps one for itself that is not ended.
			field.dispatchEvent(new InputEvent('input', { bubbles: true }));
			field.dispatchEvent(new Event('change', { bubbles: true }));
		},
		async readBack(_, text, before) {
			// Once the server has answered the client writes the number in its own way, and the line's new amount.
			const isSameAsBefore = isSame(before, text);
			const answered = await until(
				() => {
					const now = fieldNow()?.value;
					const isAnswered = isSameAsBefore || now !== text || amountNow() !== amountBefore;
					return now !== undefined && isAnswered ? now : null;
				},
				answersWithinMs,
				'server',
			);
			const now = answered ?? fieldNow()?.value ?? '';
			leaveRow();
			if (answered !== null && isSame(answered, text)) return { now, state: 'taken' };
			// A number of ours that is still there may be on its way.
			return { now, state: now === text ? 'too-slow' : 'not-taken' };
		},
		leave: leaveRow,
	});
}
