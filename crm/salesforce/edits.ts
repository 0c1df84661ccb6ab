import type { DealFacts, QuoteLine } from '../../core/model/deal.ts';
import {
	type AddedLine,
	type DealEdits,
	type LineEdit,
	noEdits,
	type PriceEdit,
	type TypedValue,
	unknownProduct,
} from '../../core/model/deal-edits.ts';
import { type DecimalString, isZero, multiply, one, parseDecimal, subtract } from '../../core/model/decimal.ts';
import type { LocaleMarks } from '../../core/model/locale-number.ts';
import type { EditsReading, Page } from '../contract.ts';
import { currencyChosen } from '../kit/chosen.ts';
import { missing } from '../kit/facts.ts';
import { differs, ofDiscount, quotient, same, short } from '../kit/numbers.ts';
import { type Client, names } from './api.ts';
import { type EditedCell, editedCells, numberOf, type PriceField, plainCells, showsOther } from './edits-grid.ts';
import { currencyFields, dealFields, dialogs, findField, inputIn, lineFields, numberIn, outputIn } from './fields.ts';
import { closest, inside, shown, textIn } from './fields-dom.ts';
import { holderOf, isAddressOf, recordAt, recordInFront } from './front.ts';
import { type LineTerms, termsOf } from './lines.ts';

/** What is typed in Lightning and not saved. */

/** What is typed of one line, by field. */
type Typed = Partial<Record<PriceField, TypedValue>>;

/** A price that cannot be read yet; undefined when all can. */
function halfTyped(typed: Typed): PriceEdit | undefined {
	const { Discount: discount, UnitPrice: unit } = typed;
	if (discount?.value === null) return { by: 'discount', typed: discount };
	if (unit?.value === null) return { by: 'netPrice', typed: unit };
	return undefined;
}

/** The fraction off list that leaves a price; null when there is no list price or the fraction has no end. */
function offList(net: DecimalString, listPrice: DecimalString | null): DecimalString | null {
	const [price, list] = [parseDecimal(net), parseDecimal(listPrice)];
	const left = price && list && !isZero(list) ? quotient(price, list) : null;
	return left && short(subtract(one, left));
}

/**
 * The price that typed terms make. A Discount is off the Sales Price, which may be lowered itself: with both, the
 * edit is what all of it takes off list.
 */
function priceEdit(typed: Typed, { unitPrice, discount }: LineTerms, line: QuoteLine): PriceEdit | undefined {
	const half = halfTyped(typed);
	if (half) return half;
	const shownBy = typed.Discount ?? typed.UnitPrice;
	if (!shownBy) return undefined;
	const unit = parseDecimal(typed.UnitPrice?.value ?? unitPrice);
	const off = parseDecimal(typed.Discount?.value ?? discount);
	const net = unit && off && short(multiply(unit, subtract(one, off)));
	const by = typed.Discount ? 'discount' : 'netPrice';
	if (net === null) return { by, typed: { text: shownBy.text, value: null } };
	const all = typed.Discount ? offList(net, line.listPrice) : null;
	if (all !== null) return { by: 'discount', typed: { text: shownBy.text, value: all } };
	return { by: 'netPrice', typed: { text: shownBy.text, value: net } };
}

function savedOf(field: PriceField, line: QuoteLine, { unitPrice, discount }: LineTerms): DecimalString | null {
	if (field === 'Quantity') return line.quantity;
	if (field === 'ListPrice') return line.listPrice;
	if (field === 'UnitPrice') return unitPrice;
	return discount;
}

function lineEdit(typed: Typed, line: QuoteLine): LineEdit {
	const terms = termsOf(line);
	const isEdited = (field: PriceField) => {
		const value = typed[field];
		const exceptions = field === 'Discount' ? ofDiscount : [];
		return value !== undefined && differs(savedOf(field, line, terms), value, exceptions);
	};
	const edited: Typed = Object.fromEntries(Object.entries(typed).filter(([field]) => isEdited(field as PriceField)));
	const price = priceEdit(edited, terms, line);
	return {
		...(edited.Quantity ? { quantity: edited.Quantity } : {}),
		...(edited.ListPrice ? { listPrice: edited.ListPrice } : {}),
		...(price ? { price } : {}),
	};
}

/** The line whose own form is open, with what its fields hold; null when none is. `id` is null when nobody says which. */
function lineForm(page: Page, saved: DealFacts, marks: LocaleMarks | null): { id: string | null; typed: Typed } | null {
	const { document, url } = page;
	const { lines: object } = names[saved.ref.kind];
	const typed: Typed = {};
	for (const place of lineFields(object)) {
		const isForm = (holder: Element) => !closest(holder, 'table') && !closest(holder, 'section.slds-popover_edit');
		const found = findField(document, place, isForm);
		const input = found && inputIn(found.holder);
		if (input) typed[place.name as PriceField] = numberIn(input, marks, place.name === 'Discount');
	}
	if (Object.keys(typed).length === 0) return null;
	const named = recordAt(url);
	if (named?.object === object) return { id: named.id, typed };
	const [holder] = shown(document, holderOf(object, 'Product2Id'));
	const product = holder ? (outputIn(holder) ?? textIn(holder)) : '';
	const fitting = (saved.lines ?? []).filter((line) => product !== '' && line.product?.name === product);
	return { id: fitting.length === 1 ? (fitting[0]?.id ?? null) : null, typed };
}

/** True for places of this record: its own page, and dialogs that are not of another one. */
function isOwnHolder({ url }: Page, saved: DealFacts): (holder: Element) => boolean {
	const isOwnDialog = isAddressOf(url, saved.ref);
	return (holder) => {
		if (closest(holder, dialogs)) return isOwnDialog;
		const panel = closest(holder, 'one-record-home-flexipage2, records-lwc-detail-panel');
		const [name] = panel ? inside(panel, holderOf(names[saved.ref.kind].object, 'Name')) : [];
		const written = name ? outputIn(name) : null;
		// Another record's page may be drawn beside it, or still.
		return !written || written === saved.name.replace(/\s+/g, ' ').trim();
	};
}

/** The stage chosen in a picklist: its value where the page has it, else by its name. */
function stageIn(holder: Element, client: Client | null): string | null {
	const [button] = inside(holder, 'button[role="combobox"]');
	if (!button) return null;
	const [chosen] = inside(holder, '[data-value][aria-checked="true"]');
	const value = button.getAttribute('data-value') ?? chosen?.getAttribute('data-value');
	const written = textIn(button);
	return value ?? [...(client?.stages ?? [])].find(([, label]) => label === written)?.[0] ?? null;
}

function dealEdits(page: Page, saved: DealFacts, client: Client | null): Partial<DealEdits> {
	const { document } = page;
	const isOwn = isOwnHolder(page, saved);
	const number = (name: 'amount' | 'probability', isPercent: boolean) => {
		const found = findField(document, dealFields[name], isOwn);
		const input = found && inputIn(found.holder);
		const typed = input && numberIn(input, client?.marks ?? null, isPercent);
		return typed && differs(saved[name], typed) ? { [name]: typed } : {};
	};
	const found = findField(document, dealFields.stage, isOwn);
	const stageId = found && stageIn(found.holder, client);
	return {
		...number('amount', false),
		...number('probability', true),
		...(stageId && stageId !== saved.stage?.id ? { stageId } : {}),
	};
}

/** Another currency chosen in the record's form, whose options are written by code and name. */
function chosenCurrency(page: Page, saved: DealFacts): Partial<DealEdits> {
	const found = findField(page.document, currencyFields[saved.ref.kind], isOwnHolder(page, saved));
	const [button] = found ? inside(found.holder, 'button[role="combobox"]') : [];
	return button ? currencyChosen(`${button.getAttribute('data-value') ?? ''} ${textIn(button)}`, saved.currency) : {};
}

/** Products that are being added, by the cells typed in. */
function addedLines(cells: readonly EditedCell[], client: Client | null): AddedLine[] {
	const ids = [...new Set(cells.flatMap(({ isNew, lineId }) => (isNew && lineId ? [lineId] : [])))];
	return ids.map((id) => {
		const own = cells.filter(({ lineId }) => lineId === id);
		const number = (name: PriceField) => {
			const cell = own.find(({ field }) => field === name);
			return cell ? numberOf(cell, null, client).value : null;
		};
		const [unit, off] = [parseDecimal(number('UnitPrice')), parseDecimal(number('Discount') ?? '0')];
		return {
			id,
			...unknownProduct,
			description: own[0]?.rowName ?? '',
			quantity: number('Quantity'),
			listPrice: number('ListPrice'),
			netPrice: unit && off && short(multiply(unit, subtract(one, off))),
		};
	});
}

/** What a cell that is not edited must show of a line; null when that is not known. */
function shownOf(field: PriceField, line: QuoteLine): DecimalString | null {
	const { listPrice, discounts, netPrice } = line;
	// A Discount hidden from the user is in the total alone, and the Sales Price made of it is not what cells show.
	if (field === 'UnitPrice' && discounts.length === 0 && !same(listPrice, netPrice)) return null;
	const saved = savedOf(field, line, termsOf(line));
	return field === 'Discount' ? (saved ?? '0') : saved;
}

/**
 * True when a table shows what is not saved and bears no mark of an edit. It may be typed, or somebody else's: nobody
 * knows, so it must not pass for saved.
 */
function isTableOther(
	{ document }: Page,
	saved: DealFacts,
	client: Client | null,
	cells: readonly EditedCell[],
): boolean {
	return plainCells(document, client, cells).some((cell) => {
		const line = saved.lines?.find(({ id }) => id === cell.lineId);
		const expected = line ? shownOf(cell.field, line) : null;
		return expected !== null && showsOther(cell, expected, client);
	});
}

/** Reads what is typed on the record of `saved`. */
export function readEdits(page: Page, saved: DealFacts, client: Client | null): EditsReading {
	const { document } = page;
	const none = noEdits(saved.ref);
	if (recordInFront(page)?.id !== saved.ref.id) return { ok: true, value: none };
	const own = {
		...(saved.ref.kind === 'opportunity' ? dealEdits(page, saved, client) : {}),
		...chosenCurrency(page, saved),
	};
	const typed = new Map<string, Typed>();
	const put = (id: string, more: Typed) => typed.set(id, { ...typed.get(id), ...more });
	let active: string | null = null;

	const cells = editedCells(document, client);
	if (cells.some(({ field }) => field === undefined))
		return missing(cells.some(({ lineId }) => !lineId) ? 'Line' : 'Column');
	const priced = cells.filter(({ field }) => field !== null);
	if (priced.some(({ lineId }) => lineId === null)) return missing('Line');
	for (const cell of priced) {
		const { lineId, field, isNew, isOpen } = cell;
		if (!lineId || !field) continue;
		const line = saved.lines?.find(({ id }) => id === lineId);
		if (line) put(lineId, { [field]: numberOf(cell, savedOf(field, line, termsOf(line)), client) });
		else if (!isNew) put(lineId, {});
		if (isOpen && (active === null || cell.cell.contains(document.activeElement))) active = lineId;
	}
	const form = lineForm(page, saved, client?.marks ?? null);
	if (form && form.id === null) return missing('Line');
	if (form?.id) {
		put(form.id, form.typed);
		active = form.id;
	}

	const lines: Record<string, LineEdit> = {};
	let areLinesUnmatched = isTableOther(page, saved, client, cells);
	for (const [id, fields] of typed) {
		const line = saved.lines?.find((candidate) => candidate.id === id);
		const edit = line ? lineEdit(fields, line) : {};
		if (!line) areLinesUnmatched = true;
		else if (Object.keys(edit).length > 0) lines[id] = edit;
	}
	const added = addedLines(priced, client);
	return { ok: true, value: { ...none, ...own, lines, added, areLinesUnmatched, activeLineId: active } };
}
