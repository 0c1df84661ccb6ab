import {
	type DealEdits,
	type DealFacts,
	type LineEdit,
	noEdits,
	type PriceEdit,
	type QuoteLine,
	type RecordRef,
	type TypedValue,
} from '../../core/model/deal.ts';
import {
	compare,
	type DecimalString,
	formatDecimal,
	isDecimalString,
	parseDecimal,
	trimZeros,
} from '../../core/model/decimal.ts';
import { type LocaleMarks, parseLocaleNumber } from '../../core/model/locale-number.ts';
import type { Result } from '../../core/model/result.ts';
import type { EditsReading, FactsReading, Page, ReadFailure } from '../contract.ts';
import type { Client } from './api.ts';
import { databaseOf } from './wire.ts';

/** Forms, grids and dialogs of the web client. Seen on sao 6.0.28, 2026-11-23. */

const models: Readonly<Record<string, RecordRef['kind']>> = { 'sale.sale': 'quote', 'sale.opportunity': 'opportunity' };

/** States in which a sale is still an offer. */
const openStates: readonly string[] = ['draft', 'quotation'];

/** The client in use before it told how it writes numbers. */
const english: LocaleMarks = { decimal: '.', group: ',' };

/** The tab in front; tabs of other records stay in the document. */
function paneOf(document: Document): Element | null {
	return document.querySelector('#tabcontent > .tab-pane.active');
}

function stateOf(pane: Element): string | null {
	const written = pane.querySelector<HTMLSelectElement>('.form select[name="state"]')?.value;
	try {
		const state: unknown = JSON.parse(written ?? 'null');
		return typeof state === 'string' ? state : null;
	} catch {
		return null;
	}
}

/** The quotation or opportunity whose form is in front; lists, other models and confirmed sales are none. */
export function recordInFront({ document, url }: Page): RecordRef | null {
	const pane = paneOf(document);
	const address = /^#[^/]+\/model\/([a-z._]+)\/(\d+)(?:[;/]|$)/.exec(url.hash);
	const kind = address ? models[address[1] ?? ''] : undefined;
	const recordId = address?.[2];
	if (!pane || !kind || !recordId) return null;
	// A list in the same tab keeps the address of the record it was left from.
	const isForm =
		pane.querySelector('.form [name="party"]') !== null && pane.querySelector('.form [name="description"]') !== null;
	if (!isForm) return null;
	const state = stateOf(pane);
	if (kind === 'quote' && state !== null && !openStates.includes(state)) return null;
	return { crm: 'tryton', site: `${url.origin}/#${databaseOf(url)}`, kind, id: recordId };
}

/** The dialog in front that edits a sale's line. */
function lineDialog(document: Document): Element | null {
	const open = [...document.querySelectorAll<HTMLElement>('.modal.window-form')].filter(
		(modal) => modal.style.display === 'block',
	);
	return open.findLast((modal) => modal.querySelector('input[name="discount_rate"], input[name="unit_price"]')) ?? null;
}

function rowsOf(pane: Element): Element[] {
	return [...pane.querySelectorAll('.form-one2many table.tree > tbody > tr')].filter(
		(row) => row.querySelector('td[data-title]') !== null,
	);
}

/** True while something may differ from what is saved. */
export function isEditing({ document }: Page): boolean {
	const pane = paneOf(document);
	return (
		pane !== null && (lineDialog(document) !== null || pane.contains(document.activeElement) || rowsOf(pane).length > 0)
	);
}

/**
 * A number field is two inputs of one name: a text, formatted for the locale, and a number that is shown while the user
 * types and then holds the truth.
 */
function readField(scope: Element, name: string, marks: LocaleMarks): TypedValue | null {
	const fields = [...scope.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`)];
	const number = fields.find((field) => field.type === 'number' && field.style.display !== 'none');
	if (number) return { text: number.value, value: isDecimalString(number.value) ? number.value : null };
	const field = fields.find((candidate) => candidate.type !== 'number');
	return field ? { text: field.value, value: parseLocaleNumber(field.value, marks) } : null;
}

/** "15" percent as "0.15". */
function fraction(typed: TypedValue): TypedValue {
	const value = parseDecimal(typed.value);
	return {
		text: typed.text,
		value: value && formatDecimal(trimZeros({ digits: value.digits, scale: value.scale + 2 })),
	};
}

function differs(typed: TypedValue, saved: DecimalString | null): boolean {
	const [now, before] = [parseDecimal(typed.value), parseDecimal(saved)];
	if (now && before) return compare(now, before) !== 0;
	return now !== null || typed.text.trim() !== '';
}

type LineFields = Readonly<Record<string, TypedValue | null>>;

const drivers: Readonly<Record<string, PriceEdit['by']>> = {
	discount_rate: 'discount',
	discount_amount: 'amountOff',
	unit_price: 'netPrice',
};

function editOf(fields: LineFields, line: QuoteLine, driver: string | null): LineEdit {
	const edit: { -readonly [K in keyof LineEdit]: LineEdit[K] } = {};
	const { quantity, base_price: list, discount_rate: rate, discount_amount: amountOff, unit_price: unit } = fields;
	if (quantity && differs(quantity, line.quantity)) edit.quantity = quantity;
	if (list && differs(list, line.listPrice)) edit.listPrice = list;
	const by = driver === null ? undefined : drivers[driver];
	if (by === 'discount' && rate && differs(fraction(rate), line.discounts[0] ?? '0'))
		edit.price = { by, typed: fraction(rate) };
	else if (by === 'amountOff' && amountOff && amountOff.text !== '' && unit && isAmountTyped(amountOff, line))
		edit.price = { by, typed: amountOff };
	else if (by !== 'discount' && unit && differs(unit, line.netPrice)) edit.price = { by: 'netPrice', typed: unit };
	return edit;
}

/** True when the amount off is not the one the saved prices make. */
function isAmountTyped(typed: TypedValue, line: QuoteLine): boolean {
	const [list, net, off] = [parseDecimal(line.listPrice), parseDecimal(line.netPrice), parseDecimal(typed.value)];
	return (
		!list ||
		!net ||
		!off ||
		compare(
			{ digits: list.digits * 10n ** BigInt(8 - list.scale) - net.digits * 10n ** BigInt(8 - net.scale), scale: 8 },
			off,
		) !== 0
	);
}

/** Cells by field: by their labels in the user's language, else by their place among the number columns. */
function cellsOf(row: Element, client: Client | null): Record<string, Element> {
	const cells = [...row.querySelectorAll('td[data-title]')];
	const byLabel = cells.flatMap((cell): [string, Element][] => {
		const field = client?.fieldOf.get((cell.getAttribute('data-title') ?? '').replace(/:\s*$/, '').trim());
		return field === undefined ? [] : [[field, cell]];
	});
	if (byLabel.length > 0) return Object.fromEntries(byLabel);
	const numbers = cells.filter((cell) => cell.querySelector('.column-float'));
	const order = ['quantity', 'base_price', 'discount_rate', 'discount_amount', 'unit_price', 'amount'];
	const product = cells.find((cell) => cell.querySelector('.column-many2one') && !cell.classList.contains('invisible'));
	return numbers.length === order.length
		? Object.fromEntries([
				...order.map((name, at): [string, Element] => [name, numbers[at] as Element]),
				...(product ? [['product', product] as const] : []),
			])
		: {};
}

function cellText(cell: Element | undefined): string | null {
	if (!cell) return null;
	const field = cell.querySelector<HTMLInputElement>('input:not([type="checkbox"])');
	return field ? field.value : (cell.querySelector('.widget [title]')?.getAttribute('title') ?? null);
}

function productText({ product }: QuoteLine): string | null {
	if (!product) return null;
	return product.code === null ? product.name : `[${product.code}] ${product.name}`;
}

function rowFields(cells: Record<string, Element>, marks: LocaleMarks): LineFields {
	const names = ['quantity', 'base_price', 'discount_rate', 'discount_amount', 'unit_price'];
	return Object.fromEntries(
		names.map((name) => {
			const text = cellText(cells[name]);
			return [name, text === null ? null : { text, value: parseLocaleNumber(text, marks) }];
		}),
	);
}

function dialogFields(dialog: Element, marks: LocaleMarks): LineFields {
	const names = ['quantity', 'base_price', 'discount_rate', 'discount_amount', 'unit_price'];
	return Object.fromEntries(names.map((name) => [name, readField(dialog, name, marks)]));
}

function opportunityEdits(pane: Element, saved: DealFacts, marks: LocaleMarks): EditsReading {
	const amount = readField(pane, 'amount', marks);
	if (!amount) return { ok: false, error: { code: 'field-missing', field: 'Amount' } };
	const probability = readField(pane, 'conversion_probability', marks);
	const typed = probability && fraction(probability);
	return {
		ok: true,
		value: {
			...noEdits(saved.ref),
			...(differs(amount, saved.amount) ? { amount } : {}),
			...(typed && differs(typed, saved.probability) ? { probability: typed } : {}),
		},
	};
}

/**
 * Which line the dialog edits: the one of its product, and among several of them the selected row. −1 when neither
 * tells, for the selection alone may be another row's.
 */
function openLine(dialog: Element, rows: readonly Element[], lines: readonly QuoteLine[]): number {
	const product = dialog.querySelector<HTMLInputElement>('input[name="product"]')?.value;
	const fitting = lines.flatMap((line, at) => (productText(line) === (product || null) ? [at] : []));
	if (fitting.length === 1) return fitting[0] ?? -1;
	return fitting.find((at) => rows[at]?.classList.contains('selected')) ?? -1;
}

/** Reads what is typed. `driver` is the price field used last in the open dialog. */
export function readEdits(page: Page, saved: DealFacts, client: Client | null, driver: string | null): EditsReading {
	const { document } = page;
	const pane = paneOf(document);
	const marks = client?.marks ?? english;
	const none: DealEdits = noEdits(saved.ref);
	if (!pane || recordInFront(page)?.id !== saved.ref.id) return { ok: true, value: none };
	if (saved.ref.kind === 'opportunity') return opportunityEdits(pane, saved, marks);
	const rows = rowsOf(pane);
	const priced = saved.lines;
	// The form draws its rows a moment after its fields.
	if (priced === null || rows.length === 0) return { ok: true, value: none };
	const unmatched: EditsReading = { ok: true, value: { ...none, areLinesUnmatched: true } };
	if (rows.length !== priced.length) return unmatched;

	const dialog = lineDialog(document);
	const openAt = dialog ? openLine(dialog, rows, priced) : null;
	if (openAt === -1) return { ok: false, error: { code: 'field-missing', field: 'Line' } };
	const lines: Record<string, LineEdit> = {};
	for (const [at, row] of rows.entries()) {
		const line = priced[at];
		const cells = cellsOf(row, client);
		if (!line || cellText(cells.product) !== productText(line)) return unmatched;
		const isOpen = dialog !== null && at === openAt;
		if (isOpen && dialog.querySelector('input[name="discount_rate"]') === null) {
			return { ok: false, error: { code: 'field-missing', field: 'Discount' } };
		}
		const edit = isOpen
			? editOf(dialogFields(dialog, marks), line, driver)
			: editOf(rowFields(cells, marks), line, null);
		if (Object.keys(edit).length > 0) lines[line.id] = edit;
	}
	const active = openAt === null ? undefined : priced[openAt];
	return { ok: true, value: { ...none, lines, activeLineId: active?.id ?? null } };
}

/** Name of the price field that has the focus in a line's dialog; undefined when none has. */
export function focusedDriver(document: Document): string | undefined {
	const name = lineDialog(document)?.contains(document.activeElement)
		? document.activeElement?.getAttribute('name')
		: null;
	return name && name in drivers ? name : undefined;
}

/** True while a line's dialog is open. */
export function isLineOpen(document: Document): boolean {
	return lineDialog(document) !== null;
}

/** What the form alone tells: names and an opportunity's amount, neither costs nor exact lines. */
export function readFactsFromPage(
	page: Page,
	ref: RecordRef,
	client: Client | null,
): Result<FactsReading, ReadFailure> {
	const pane = paneOf(page.document);
	const text = (name: string) => pane?.querySelector<HTMLInputElement>(`.form input[name="${name}"]`)?.value || null;
	if (!pane || recordInFront(page)?.id !== ref.id)
		return { ok: false, error: { code: 'field-missing', field: 'record' } };
	const state = stateOf(pane);
	const facts: DealFacts = {
		ref,
		name: text('description') ?? text('party') ?? '',
		account: text('party'),
		number: text('number'),
		stage: state === null ? null : { id: state, label: state, since: null },
		amount: ref.kind === 'opportunity' ? (readField(pane, 'amount', client?.marks ?? english)?.value ?? null) : null,
		currency: null,
		probability: null,
		closeDate: null,
		owner: null,
		segments: {},
		lines: null,
		rounding: { unitPriceDigits: 4, lineAmountDigits: 2 },
		filledFields: {},
		reading: { source: 'page', at: new Date().toISOString() },
	};
	return { ok: true, value: { facts, health: [] } };
}
