import type { TypedValue } from '../../core/model/deal-edits.ts';
import {
	compare,
	type DecimalString,
	isNegative,
	multiply,
	negate,
	parseDecimal,
	subtract,
} from '../../core/model/decimal.ts';
import { same, withoutPercent } from '../kit/numbers.ts';
import type { Client } from './api.ts';
import { priceFields } from './api.ts';
import { watch } from './edits-watch.ts';
import { readNumber } from './fields.ts';
import { closest, inside, shown, textIn } from './fields-dom.ts';
import { longId } from './front.ts';

/** Lines in tables: the related list with its editor beside the rows, and the dialog that edits several at once. */

export type PriceField = (typeof priceFields)[number];

/** One cell in which something is typed and not saved. */
export interface EditedCell {
	/** Null when the page does not say which line it is. */
	readonly lineId: string | null;
	/** Null for a column that sets no price; undefined when nobody knows which it is. */
	readonly field: PriceField | null | undefined;
	readonly input: HTMLInputElement | null;
	readonly cell: Element;
	/** Its editor is open now. */
	readonly isOpen: boolean;
	/** Name of what the row is of. */
	readonly rowName: string;
	/** The row is of a product that is being added. */
	readonly isNew: boolean;
}

/** Key prefixes of price book entries and products: rows of what is being added. */
const addedPrefixes = ['01u', '01t'];

function isPriceField(name: string | null | undefined): name is PriceField {
	return priceFields.some((field) => field === name);
}

/**
 * The field of a column, by its API name in the column's key, else by its label in the user's language. A column whose
 * label is none of the line's fields' may be any of them.
 */
function fieldOf(key: string | null, label: string | null, client: Client | null): PriceField | null | undefined {
	const name = key?.split('-')[0];
	if (isPriceField(name)) return name;
	const known = client?.fieldOf?.get(label?.trim() ?? '');
	return known === null || isPriceField(known) ? known : undefined;
}

const datatableRows = 'tr[data-row-key-value]';

function datatableCell(cell: Element, client: Client | null): Omit<EditedCell, 'input' | 'isOpen'> {
	const row = closest(cell, datatableRows);
	return {
		lineId: longId(row?.getAttribute('data-row-key-value') ?? '') || null,
		field: fieldOf(cell.getAttribute('data-col-key-value'), cell.getAttribute('data-label'), client),
		cell,
		rowName: row ? textIn(inside(row, 'th')[0]) : '',
		isNew: false,
	};
}

/** The editor of a table's cell, which stands outside its rows. */
export const cellEditors = 'section.slds-popover_edit';

/** The dialog's grid. */
export const multiEditGrid = '.forceInlineEditGrid';

function datatableEdits(document: Document, client: Client | null): EditedCell[] {
	// A row that lost its key keeps its drafts: they must not pass for saved.
	const drafts = shown(document, 'tr > .slds-is-edited')
		.filter((cell) => !closest(cell, multiEditGrid))
		.map((cell): EditedCell => ({ ...datatableCell(cell, client), input: null, isOpen: false }));
	const open = shown(document, cellEditors).flatMap((editor): EditedCell[] => {
		const [input] = inside<HTMLInputElement>(editor, 'input');
		// Editors of choices and dates set no price.
		if (!input || !/^dt-inline-edit-(?:number|currency|percent)/.test(input.name)) return [];
		const { cell } = watch(document);
		const isKnown = cell?.isConnected && closest(cell, datatableRows);
		const place = isKnown
			? datatableCell(cell, client)
			: { lineId: null, field: undefined, cell: editor, rowName: '', isNew: false };
		return [{ ...place, input, isOpen: true }];
	});
	return [...drafts.filter(({ cell }) => open.every((other) => other.cell !== cell)), ...open];
}

/** True for a draft whose sign says that it is another column's: a price is no percentage, a discount no money. */
function isOtherKind(field: PriceField | null | undefined, text: string): boolean {
	if (field === 'Quantity') return /[\p{Sc}%]/u.test(text);
	return field === 'Discount' ? /\p{Sc}/u.test(text) : Boolean(field) && text.includes('%');
}

function multiEdits(document: Document, client: Client | null): EditedCell[] {
	return shown(document, `${multiEditGrid} tbody tr`).flatMap((row): EditedCell[] => {
		const titles = [...(row.closest('table')?.querySelectorAll('thead th') ?? [])].map(
			(title) => title.getAttribute('title') ?? title.getAttribute('aria-label'),
		);
		// A cell is known by its place, so the row must have as many cells as there are heads, and no head twice.
		const isInPlace = row.children.length === titles.length && new Set(titles).size === titles.length;
		const id = row.getAttribute('data-recordid') ?? '';
		return [...row.children].flatMap((cell, at): EditedCell[] => {
			const [input = null] = inside<HTMLInputElement>(cell, 'input:not([type="checkbox"])');
			if (!input && !cell.classList.contains('slds-is-edited')) return [];
			const field = isInPlace ? fieldOf(null, titles[at] ?? null, client) : undefined;
			return [
				{
					lineId: longId(id) || null,
					field: !input && isOtherKind(field, textIn(cell)) ? undefined : field,
					input,
					cell,
					isOpen: input !== null,
					rowName: textIn(row.querySelector('th')),
					isNew: addedPrefixes.includes(id.slice(0, 3)),
				},
			];
		});
	});
}

/** Every cell of the tables drawn in which something is typed and not saved. */
export function editedCells(document: Document, client: Client | null): EditedCell[] {
	return [...datatableEdits(document, client), ...multiEdits(document, client)];
}

/**
 * The number in a cell, in its editor or as a draft. A column of percents holds 15 for 15 %, one of fractions 0.15: then
 * its raw value is the saved fraction. `saved` is as `DealFacts` has it.
 */
export function numberOf({ cell, input, field }: EditedCell, saved: string | null, client: Client | null): TypedValue {
	const marks = client?.marks ?? null;
	const raw = cell.getAttribute('data-cell-value');
	const text = input ? input.value : textIn(cell);
	if (field !== 'Discount') {
		const read = readNumber(text, marks, false);
		const isDraft = input === null && raw !== null && parseDecimal(raw) !== null && !same(raw, saved);
		return { text, value: isDraft ? raw : read };
	}
	const isFraction = input !== null && raw !== null && !same(raw, '0') && same(raw, saved);
	return { text, value: readNumber(isFraction ? withoutPercent(text) : text, marks, !isFraction) };
}

/** A cell without the mark of an edit: what it shows should be saved. */
export interface PlainCell {
	readonly lineId: string;
	readonly field: PriceField;
	readonly cell: Element;
}

/** Cells of the tables drawn that set a price and are neither marked nor open. */
export function plainCells(document: Document, client: Client | null, edited: readonly EditedCell[]): PlainCell[] {
	const taken = new Set(edited.map(({ cell }) => cell));
	return shown(document, `${datatableRows} > td`).flatMap((cell): PlainCell[] => {
		if (taken.has(cell)) return [];
		const { lineId, field } = datatableCell(cell, client);
		return lineId && field ? [{ lineId, field, cell }] : [];
	});
}

const formattedNumber = 'lightning-formatted-number';

/**
 * True when a cell shows another number than the saved one. Cells round: a number that rounds to what is shown is the
 * same. A text that is no number says nothing, an empty Discount says 0.
 */
export function showsOther({ cell, field }: PlainCell, saved: DecimalString, client: Client | null): boolean {
	const [output] = inside(cell, formattedNumber);
	const text = textIn(output ?? cell);
	const isEmptied = field === 'Discount' && output !== undefined && text === '';
	const marks = client?.marks ?? null;
	const read = parseDecimal(isEmptied ? '0' : readNumber(withoutPercent(text), marks, false, 'shown'));
	const expected = parseDecimal(saved);
	if (!read || !expected) return false;
	const scale = field === 'Discount' ? read.scale + 2 : read.scale;
	const gap = subtract({ digits: read.digits, scale }, expected);
	const twice = multiply(isNegative(gap) ? negate(gap) : gap, { digits: 2n, scale: 0 });
	return compare(twice, { digits: 1n, scale }) > 0;
}
