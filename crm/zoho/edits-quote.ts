import type { DealFacts } from '../../core/model/deal.ts';
import { type DealEdits, type LineEdit, noEdits, type PageTotals } from '../../core/model/deal-edits.ts';
import { add, formatDecimal, parseDecimal, trimZeros } from '../../core/model/decimal.ts';
import type { EditsReading, FieldHealth, Page } from '../contract.ts';
import { missing } from '../kit/facts.ts';
import { areAllBroken, type Found, healthOfPlace, kinds, orAbsent, worstOf } from '../kit/places.ts';
import { type FirstTexts, readByWays } from '../kit/ways.ts';
import type { Client } from './api.ts';
import { addedLine, editOf, firstLook, type Grid, learn, rowLines } from './edits-lines.ts';
import { fieldIn, lineFields, linePopup, lineTable, quoteTotals, recordParts, structure } from './fields.ts';
import { isBlank, isOpen, lostField, type Row, rowsOf } from './fields-rows.ts';
import { isForm, recordInFront, rootOf } from './front.ts';
import { isWholeLine } from './lines.ts';

/** What is typed in the form of a quote, or in a row of its lines that is edited on its page. */

/**
 * What is remembered between two looks at a quote. Nothing of it is taken anew while its fields stay: facts may be read
 * again at any time, also while something is typed.
 */
export interface QuoteMemory {
	readonly first: FirstTexts;
	/** Null while no row is open. */
	grid: Grid | null;
	/** What fields held first that are followed no further than that: by where they stand. Null while there are none. */
	readonly prints: Record<'table' | 'popup' | 'whole', string | null>;
}

/** A memory of nothing. */
export function newQuoteMemory(): QuoteMemory {
	return { first: new WeakMap(), grid: null, prints: { table: null, popup: null, whole: null } };
}

type Typable = HTMLInputElement | HTMLTextAreaElement;

function fieldsIn({ element }: Found<Element>): readonly Typable[] {
	if (!element) return [];
	return element.matches('input')
		? [element as HTMLInputElement]
		: [...element.querySelectorAll<Typable>('input, textarea')];
}

/** True when fields hold something else than when they were seen first. */
function isOtherThanFirst(memory: QuoteMemory, name: keyof QuoteMemory['prints'], fields: readonly Typable[]): boolean {
	if (fields.length === 0) {
		memory.prints[name] = null;
		return false;
	}
	const print = JSON.stringify(fields.map(({ value }) => value));
	memory.prints[name] ??= print;
	return memory.prints[name] !== print;
}

/** The rows that can be read; null where the table is made otherwise than we know. */
function knownRows(root: ParentNode): readonly Row[] | null {
	const rows = rowsOf(root);
	return rows?.some(isOpen) ? rows : null;
}

/** True while something may be typed into the table of lines. */
export function isTableOpen(root: ParentNode): boolean {
	return knownRows(root) !== null || fieldsIn(fieldIn(root, lineTable)).length > 0;
}

/** A discount in its dialog goes into a row when the dialog is left; which row that is, it does not say. */
function isHalfTyped(root: ParentNode, memory: QuoteMemory): boolean {
	return isOtherThanFirst(memory, 'popup', fieldsIn(fieldIn(root, linePopup)));
}

/** Discount and adjustment of the quote as a whole are seen to change, and followed no further. */
function isWholeTyped(root: ParentNode, memory: QuoteMemory): boolean {
	const fields = [quoteTotals.discount, quoteTotals.adjustment].flatMap((place) => fieldsIn(fieldIn(root, place)));
	return isOtherThanFirst(memory, 'whole', fields);
}

function rowEdits(rows: readonly Row[], saved: DealFacts, grid: Grid): Pick<DealEdits, 'lines' | 'added' | 'removed'> {
	const { ways, products } = grid;
	const lines: Record<string, LineEdit> = {};
	const isOther = ({ id, product }: Row) => product !== null && products.has(id) && products.get(id) !== product;
	const byId = new Map(rowLines(saved).map((line) => [line.id, line]));
	const replaced = rows.filter((row) => byId.has(row.id) && isOther(row));
	for (const row of rows) {
		const line = byId.get(row.id);
		if (!line || !isOpen(row) || replaced.includes(row)) continue;
		const edit = editOf(row, line, ways);
		if (Object.keys(edit).length > 0) lines[line.id] = edit;
	}
	const ids = new Set(rows.map(({ id }) => id));
	const gone = [...byId.keys()].filter((id) => !ids.has(id));
	const added = rows.filter((row) => !byId.has(row.id) && !isBlank(row, ways));
	return {
		lines,
		added: [...replaced.map((row) => addedLine(row, ways, row.id)), ...added.map((row) => addedLine(row, ways))],
		removed: [...gone, ...replaced.map(({ id }) => id)],
	};
}

/** Reads what is typed in the lines of a quote. */
export function quoteEdits(page: Page, saved: DealFacts, memory: QuoteMemory): EditsReading {
	const root = rootOf(page);
	const none = noEdits(saved.ref);
	const isUnfollowed = [isHalfTyped(root, memory), isWholeTyped(root, memory)].includes(true);
	const rows = knownRows(root);
	if (!rows) {
		memory.grid = null;
		const fields = fieldsIn(fieldIn(root, lineTable));
		const isTyped = isOtherThanFirst(memory, 'table', fields);
		// A form without fields for the lines is one that is made otherwise than we know.
		if (fields.length === 0 && isForm(page) && root.querySelector(recordParts)) return missing(lineTable.field);
		return { ok: true, value: { ...none, areLinesUnmatched: isTyped || isUnfollowed } };
	}
	const lost = lostField(rows);
	if (lost !== null) return missing(lost);
	// Lines that nobody could read are not in the figures either.
	if (saved.lines === null) return { ok: true, value: none };
	memory.grid ??= firstLook(rows, saved, memory.first);
	learn(memory.grid, rows, saved, memory.first);
	const active = rows.find(({ element }) => element.contains(element.ownerDocument.activeElement));
	const activeLineId = active?.id ?? null;
	const isTwice = new Set(rows.map(({ id }) => id)).size < rows.length;
	if (!memory.grid.isBelieved || isTwice || isUnfollowed)
		return { ok: true, value: { ...none, areLinesUnmatched: true, activeLineId } };
	return { ok: true, value: { ...none, ...rowEdits(rows, saved, memory.grid), activeLineId } };
}

/** How the table of a form's lines is found, and the fields of its rows. */
export function quoteHealth(root: ParentNode): FieldHealth[] {
	const table = fieldIn(root, lineTable);
	const lines = isTableOpen(root) ? table.health : healthOfPlace(lineTable, 'broken');
	const rows = knownRows(root)?.filter(isOpen) ?? [];
	const { quantity, list, discount } = lineFields;
	const cells = [quantity, list, discount].flatMap((place) =>
		worstOf(rows.map(({ element }) => fieldIn(element, place).health)),
	);
	const found = rows.length > 0 ? [lines, ...cells] : [lines];
	return orAbsent(found, areAllBroken(found), { field: kinds.lines, seen: structure });
}

/**
 * The sum that a form works out of its lines, with what is taken off and put on the quote as a whole. Null while somebody
 * is in a line, and where the quote's sum is known to be of anything else than prices after discounts.
 */
export function readTotals(page: Page, saved: DealFacts, client: Client, memory: QuoteMemory): PageTotals | null {
	const front = recordInFront(page);
	if (saved.ref.kind !== 'quote' || front?.id !== saved.ref.id || client.subTotal !== 'prices') return null;
	const root = rootOf(page);
	const rows = knownRows(root);
	const sum = fieldIn(root, quoteTotals.subTotal).element;
	if (!rows || !sum || !memory.grid?.isBelieved || fieldIn(root, linePopup).element) return null;
	if (rows.some(({ element }) => element.contains(element.ownerDocument.activeElement))) return null;
	const shown = parseDecimal(readByWays((sum as HTMLInputElement).value, memory.grid.ways));
	if (!shown) return null;
	const whole = (saved.lines ?? []).filter(isWholeLine).flatMap(({ netPrice }) => parseDecimal(netPrice) ?? []);
	const revenue = formatDecimal(trimZeros(whole.reduce(add, shown)));
	return { revenue, margin: null, currency: saved.currency };
}
