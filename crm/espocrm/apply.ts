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
import { possibilities, type TextField, taken, writeDiscount } from '../kit/write.ts';
import type { Memory } from './edits.ts';
import { inputOf, isEdited, readNumber } from './fields.ts';
import { drawersOf, frontOf, recordInFront } from './front.ts';

/** Seen on 9.2.6. The line's drawer stays open for the user's own Save or Cancel. */

/** The drawer and its record come from the server. */
const opensWithinMs = 6000;
const takenWithinMs = 1500;

interface Editor {
	/** The form in which the line is edited already; null when it must be opened. */
	readonly form: HTMLElement | null;
	readonly opener: HTMLElement | null;
}

function openForm(page: Page, lineId: string): HTMLElement | null {
	const drawer = drawersOf(page.document).findLast(({ record }) => record?.id === lineId);
	if (drawer && isEdited(drawer.root)) return drawer.root;
	const front = frontOf(page);
	return front?.line?.id === lineId && isEdited(front.root) ? front.root : null;
}

function editorOf(page: Page, saved: DealFacts, lineId: string, { client }: Memory): Editor | ApplyRefusal {
	const { document } = page;
	const fields = client?.lines;
	if (!client || !fields || fields.discount === null) return 'column-hidden';
	if (client.isReadOnly(fields.entity, fields.discount)) return 'not-editable';
	const form = openForm(page, lineId);
	const front = [...document.querySelectorAll('.modal.in')].at(-1);
	if (front && !(form && front.contains(form))) return 'busy';
	if (form) return inputOf(form, fields.discount) ? { form, opener: null } : 'column-hidden';
	const own = CSS.escape(lineId);
	const row = document.querySelector(
		`#main .panel .list[data-scope="${CSS.escape(fields.entity)}"] tr.list-row[data-id="${own}"]`,
	);
	if (!row) return saved.lines?.some(({ id }) => id === lineId) ? 'row-not-shown' : 'line-not-found';
	const opener = row.querySelector<HTMLElement>('a[data-action="quickEdit"]');
	return opener ? { form: null, opener } : 'not-editable';
}

/** Into which lines a discount can be written now. */
export function canApply(page: Page, saved: DealFacts, memory: Memory): LinePossibilities {
	if (saved.ref.kind !== 'opportunity' || !memory.client?.lines || recordInFront(page)?.id !== saved.ref.id) return {};
	return possibilities((saved.lines ?? []).map(({ id }) => [id, editorOf(page, saved, id, memory)]));
}

/** Writes a discount, or what stood there before it, into the field of the line's form. */
export function applyDiscount(
	page: Page,
	saved: DealFacts,
	lineId: string,
	write: DiscountWrite,
	memory: Memory,
	until: Until,
): Promise<Result<AppliedDiscount, ApplyFailure>> {
	const name = memory.client?.lines?.discount;
	const marks = memory.client?.marks;
	const fieldNow = () => {
		const form = openForm(page, lineId);
		return form && name ? inputOf(form, name) : null;
	};
	const isSame = (left: string, right: string) =>
		same(readNumber(left, marks ?? null), readNumber(right, marks ?? null));
	return writeDiscount(write, {
		locate() {
			const editor = editorOf(page, saved, lineId, memory);
			if (typeof editor === 'string') return editor;
			return name && marks ? { editor, marks } : 'column-hidden';
		},
		open({ editor }) {
			editor.opener?.click();
			return until(fieldNow, opensWithinMs);
		},
		isSame,
		textOf: (discount, { marks }) => writePercent(discount, marks),
		put: paste,
		readBack: (_, text) =>
			taken(
				until,
				takenWithinMs,
				() => fieldNow()?.value,
				(now) => isSame(now, text),
				() => fieldNow()?.value ?? '',
			),
	});
}

/**
 * The only way in which the field's own script takes a number over: what is put into it otherwise it puts back when it
 * is left, and saving then sends nothing.
 */
function paste(field: TextField, text: string): void {
	const clipboardData = new DataTransfer();
	clipboardData.setData('text/plain', text);
	field.focus();
	field.select();
	field.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }));
	field.blur();
}
