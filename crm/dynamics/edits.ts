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
import {
	type Decimal,
	type DecimalString,
	formatDecimal,
	isZero,
	multiply,
	negate,
	parseDecimal,
	round,
	subtract,
	zero,
} from '../../core/model/decimal.ts';
import type { EditsReading, Page } from '../contract.ts';
import { isOtherChosen } from '../kit/chosen.ts';
import { missing } from '../kit/facts.ts';
import { asFraction, same, short } from '../kit/numbers.ts';
import type { Memory } from './api.ts';
import { openRows } from './edits-grid.ts';
import {
	dealFields,
	dialogs,
	editedOf,
	findField,
	isInDialog,
	isOnPage,
	isOther,
	type LineField,
	labelIn,
	lineFields,
	lookupIn,
	numberIn,
	quickCreate,
	unknownFormat,
} from './fields.ts';
import { lineIn, recordInFront, shown, textOf } from './front.ts';
import { headerLines, headerName, type LineTerms, netOf, sumOf } from './lines.ts';

/** What is typed in a form and not saved. Prices are computed by the server on saving: until then they are computed here. */

/** What the fields of one line hold, as far as they are shown. */
type Typed = Partial<Record<LineField, TypedValue>>;

const before: Memory = {
	format: unknownFormat,
	digits: 2,
	terms: new Map(),
	headerFraction: null,
	priceList: null,
	currencyName: null,
};

function quantityOf(line: QuoteLine): Decimal | null {
	return parseDecimal(line.quantity);
}

/** A line's edit, and what the line comes to with it. */
interface PricedEdit {
	readonly edit: LineEdit;
	readonly amount: Decimal | null;
}

/** Net price × quantity with the CRM's rounding; parts of bundles are in their bundle's price. */
function amountOf(line: QuoteLine, net: Decimal | null, quantity: Decimal | null, digits: number): Decimal | null {
	if (line.partOf !== undefined) return zero;
	return net && quantity && round(multiply(net, quantity), digits);
}

function savedAmount(line: QuoteLine, digits: number): Decimal | null {
	return amountOf(line, parseDecimal(line.netPrice), quantityOf(line), digits);
}

/** A discount is an amount for the whole line: told per unit, against list where that is known. */
function priceEdit(net: Decimal, typed: Typed, terms: LineTerms, isPrice: boolean, line: QuoteLine): PriceEdit {
	const { priceperunit: price, manualdiscountamount: manual } = typed;
	const list = parseDecimal(line.listPrice);
	if (isPrice && price) return { by: 'netPrice', typed: { text: price.text, value: short(net) } };
	const text = manual?.text ?? formatDecimal(terms.manualDiscount);
	return list
		? { by: 'amountOff', typed: { text, value: short(subtract(list, net)) } }
		: { by: 'netPrice', typed: { text, value: short(net) } };
}

function lineEdit(typed: Typed, line: QuoteLine, terms: LineTerms | undefined, digits: number): PricedEdit {
	const { priceperunit: price, quantity, manualdiscountamount: manual } = typed;
	const isQuantity = quantity !== undefined && isOther(quantity, quantityOf(line), digits);
	const own = isQuantity ? { quantity } : {};
	if (!terms) {
		// Kept facts do not say which price and which discount made them.
		const unknown = manual ?? price;
		const edit = unknown
			? { ...own, price: { by: 'netPrice', typed: { text: unknown.text, value: null } } as const }
			: own;
		return { edit, amount: null };
	}
	const isPrice = price !== undefined && isOther(price, terms.price, digits);
	const isManual = manual !== undefined && isOther(manual, terms.manualDiscount, digits);
	const now: LineTerms = {
		...terms,
		price: (isPrice ? parseDecimal(price.value) : null) ?? terms.price,
		quantity: (isQuantity ? parseDecimal(quantity.value) : null) ?? terms.quantity,
		manualDiscount: (isManual ? parseDecimal(manual.value) : null) ?? terms.manualDiscount,
	};
	const net = netOf(now);
	const amount = amountOf(line, net, now.quantity, digits);
	if (isManual && manual.value === null) return { edit: { ...own, price: { by: 'amountOff', typed: manual } }, amount };
	if (isPrice && price.value === null) return { edit: { ...own, price: { by: 'netPrice', typed: price } }, amount };
	// One amount for the whole line is another one per unit when there are more.
	const isShared = isQuantity && quantity.value !== null && !isZero(terms.manualDiscount);
	if (!net || !(isPrice || isManual || isShared)) return { edit: own, amount };
	return { edit: { ...own, price: priceEdit(net, typed, terms, isPrice, line) }, amount };
}

/** The fields of a line's form, its own or one over the page. */
function formIn(scope: ParentNode, isOwn: (input: Element) => boolean, { format }: Memory): Typed {
	return Object.fromEntries(
		Object.values(lineFields).flatMap((place) => {
			const [input] = findField(scope, place, isOwn)?.inputs ?? [];
			return input ? [[place.name, numberIn(input, format)]] : [];
		}),
	);
}

/** Lines whose fields are open, by id, and the one that is being added. */
interface OpenLines {
	readonly typed: ReadonlyMap<string, Typed>;
	readonly added: AddedLine | null;
	readonly isAddedUnread: boolean;
	readonly active: string | null;
	/** A line is open and nobody knows which. */
	readonly isLost: boolean;
}

/** A line that is being added in a form of its own; undefined while nothing is filled in. */
function newLine(root: Element, memory: Memory): { line: AddedLine; isUnread: boolean } | undefined {
	const typed = formIn(root, isInDialog, memory);
	const { priceperunit: price, quantity, manualdiscountamount: manual } = typed;
	if (!price?.text.trim() && !manual?.text.trim()) return undefined;
	const isUnread = Object.values(typed).some(({ text, value }) => value === null && text.trim() !== '');
	const net = netOf({
		price: parseDecimal(price?.value),
		quantity: parseDecimal(quantity?.value),
		volumeDiscount: zero,
		manualDiscount: parseDecimal(manual?.value) ?? zero,
	});
	const [own] = shown<HTMLInputElement>(root, 'input[data-id="productdescription.fieldControl-text-box-text"]');
	const description = lookupIn(root, 'productid') || (own?.value ?? '');
	return {
		line: {
			id: 'new',
			...unknownProduct,
			description,
			quantity: quantity?.value ?? null,
			listPrice: null,
			netPrice: net && short(net),
		},
		isUnread,
	};
}

function openLines({ document, url }: Page, saved: DealFacts, memory: Memory): OpenLines {
	const typed = new Map<string, Typed>();
	let active: string | null = null;
	let isLost = false;
	const put = (id: string | null, fields: Typed) => {
		if (id === null) isLost = true;
		else {
			typed.set(id, { ...typed.get(id), ...fields });
			active = id;
		}
	};
	for (const row of openRows(document, saved, memory.format)) put(row.lineId, row.typed);
	const ownForm = lineIn(url);
	if (ownForm) {
		const fields = formIn(document, isOnPage, memory);
		if (Object.keys(fields).length > 0) put(ownForm, fields);
	}
	let fresh: ReturnType<typeof newLine>;
	for (const dialog of shown(document, dialogs)) {
		// A form may be in a frame that is one itself.
		if (dialog.parentElement?.closest(dialogs)) continue;
		const root = dialog.matches(quickCreate) ? dialog : dialog.querySelector(quickCreate);
		if (root) fresh = newLine(root, memory);
		else {
			const fields = formIn(dialog, isInDialog, memory);
			const product = lookupIn(dialog, 'productid');
			const fitting = (saved.lines ?? []).filter((line) => product !== '' && line.product?.name === product);
			if (Object.keys(fields).length > 0) put(fitting.length === 1 ? (fitting[0]?.id ?? null) : null, fields);
		}
	}
	if (fresh) active = fresh.line.id;
	return {
		typed,
		added: fresh && !fresh.isUnread ? fresh.line : null,
		isAddedUnread: fresh?.isUnread ?? false,
		active,
		isLost,
	};
}

/** What the record's own discounts come to. */
interface HeaderEdits {
	readonly lines: Readonly<Record<string, LineEdit>>;
	readonly added: readonly AddedLine[];
	/** One that is not saved yet and cannot be read. */
	readonly isUnread: boolean;
	readonly active: string | null;
}

/** A discount on the whole record whose place the form draws, empty: with neither an input nor a text. Null for none. */
function lostDiscount(document: Document): string | null {
	for (const id of [headerLines.percent, headerLines.amount]) {
		const places = shown(document, `[data-id="${id}.fieldControl_container"]`).filter(isOnPage);
		const isEmpty = (place: Element) => !place.querySelector('input') && textOf(place) === '';
		if (places.length > 0 && places.every(isEmpty)) return dealFields[id].field;
	}
	return null;
}

/** The record's own discounts as they would be: a share follows what is typed in the lines. */
function headerEdits({ document }: Page, saved: DealFacts, memory: Memory, total: Decimal | null): HeaderEdits {
	const { format, digits, headerFraction } = memory;
	const lines: Record<string, LineEdit> = {};
	const added: AddedLine[] = [];
	let isUnread = false;
	let active: string | null = null;
	for (const id of [headerLines.percent, headerLines.amount]) {
		const line = saved.lines?.find((own) => own.id === id);
		const isShare = id === headerLines.percent;
		const savedAmountOff = parseDecimal(line?.netPrice);
		const savedValue = isShare ? headerFraction : savedAmountOff && negate(savedAmountOff);
		const found = findField(document, dealFields[id], isOnPage);
		const percent = asFraction;
		const input = found && (found.inputs.find((one) => isOther(read(one), savedValue, digits)) ?? found.inputs[0]);
		function read(one: HTMLInputElement): TypedValue {
			const typed = numberIn(one, format);
			return isShare ? percent(typed) : typed;
		}
		const typed = input ? read(input) : null;
		if (input && document.activeElement === input) active = id;
		const isTyped = typed !== null && isOther(typed, savedValue, isShare ? digits + 2 : digits);
		const value = isTyped ? parseDecimal(typed.value) : savedValue;
		const off = value && (isShare ? total && round(multiply(total, value), digits) : value);
		const netPrice: DecimalString | null = off ? short(negate(off)) : null;
		const text = typed?.text ?? '';
		if (line && (isTyped || (off && !same(netPrice, line.netPrice))))
			lines[id] = { price: { by: 'netPrice', typed: { text, value: netPrice } } };
		if (line || !isTyped) continue;
		if (netPrice === null) isUnread = true;
		else
			added.push({
				id,
				...unknownProduct,
				description: labelIn(document, id) ?? headerName,
				quantity: '1',
				listPrice: null,
				netPrice,
			});
	}
	return { lines, added, isUnread, active };
}

function dealEdits({ document }: Page, saved: DealFacts, { format, digits }: Memory): Partial<DealEdits> {
	function edited(name: 'amount' | 'probability', read: (typed: TypedValue) => TypedValue): Partial<DealEdits> {
		const found = findField(document, dealFields[name], isOnPage);
		const value = parseDecimal(saved[name]);
		const shownValue = name === 'probability' && value ? multiply(value, { digits: 100n, scale: 0 }) : value;
		const input = found && editedOf(found, shownValue, format, digits);
		const typed = input && numberIn(input, format);
		return typed && isOther(typed, shownValue, digits) ? { [name]: read(typed) } : {};
	}
	return {
		...edited('amount', (typed) => typed),
		...edited('probability', asFraction),
	};
}

/**
 * The server prices lines by the list that is saved with the record, and in its currency. The form gives a
 * currency by its name alone.
 */
function choices({ document }: Page, { priceList, currencyName }: Memory): Partial<DealEdits> {
	const chosen = (name: string) => lookupIn(document, name, isOnPage);
	return {
		...(isOtherChosen(chosen('pricelevelid'), priceList) ? { pricedBy: 'price-list' as const } : {}),
		...(isOtherChosen(chosen('transactioncurrencyid'), currencyName) ? { currencyChange: { to: null } } : {}),
	};
}

/** Reads what is typed on the record of `saved`. */
export function readEdits(page: Page, saved: DealFacts, known: Memory | null): EditsReading {
	const none = noEdits(saved.ref);
	const memory = known ?? before;
	if (recordInFront(page)?.id !== saved.ref.id) return { ok: true, value: none };
	const isOwnForm = lineIn(page.url) === null;
	const own = saved.ref.kind === 'opportunity' && isOwnForm ? dealEdits(page, saved, memory) : {};
	const open = openLines(page, saved, memory);
	if (open.isLost) return missing('Line');

	const lines: Record<string, LineEdit> = {};
	let areLinesUnmatched = open.isAddedUnread;
	const amounts: (Decimal | null)[] = [];
	for (const line of saved.lines ?? []) {
		const isHeader = line.id === headerLines.percent || line.id === headerLines.amount;
		const typed = open.typed.get(line.id);
		const priced = typed && lineEdit(typed, line, memory.terms.get(line.id), memory.digits);
		if (!isHeader) amounts.push(priced ? priced.amount : savedAmount(line, memory.digits));
		if (priced && Object.keys(priced.edit).length > 0) lines[line.id] = priced.edit;
	}
	if (saved.lines && [...open.typed.keys()].some((id) => !saved.lines?.some((line) => line.id === id)))
		areLinesUnmatched = true;
	const fresh = open.added;
	if (fresh) {
		const [net, quantity] = [parseDecimal(fresh.netPrice), parseDecimal(fresh.quantity)];
		amounts.push(net && quantity && round(multiply(net, quantity), memory.digits));
	}
	// What is typed there is nowhere else: the saved one is not what the form says.
	const lost = isOwnForm && saved.lines ? lostDiscount(page.document) : null;
	if (lost !== null) return missing(lost);
	const header = isOwnForm && saved.lines ? headerEdits(page, saved, memory, sumOf(amounts)) : null;
	return {
		ok: true,
		value: {
			...none,
			...own,
			...(isOwnForm ? choices(page, memory) : {}),
			lines: { ...lines, ...header?.lines },
			added: [...(fresh ? [fresh] : []), ...(header?.added ?? [])],
			areLinesUnmatched: areLinesUnmatched || (header?.isUnread ?? false),
			activeLineId: open.active ?? header?.active ?? null,
		},
	};
}
