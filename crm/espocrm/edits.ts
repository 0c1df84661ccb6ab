import type { DealFacts, QuoteLine } from '../../core/model/deal.ts';
import {
	type AddedLine,
	type DealEdits,
	type LineEdit,
	noEdits,
	type TypedValue,
	unknownProduct,
} from '../../core/model/deal-edits.ts';
import {
	add,
	type DecimalString,
	divide,
	formatDecimal,
	multiply,
	one,
	parseDecimal,
	round,
	subtract,
	trimZeros,
	zero,
} from '../../core/model/decimal.ts';
import type { EditsReading, Page } from '../contract.ts';
import type { Wire } from '../wire.ts';
import { amountOf, fractionOf, isSame } from './api.ts';
import type { Client } from './client.ts';
import { chosenIn, find, inputOf, isEdited, placeOf, typedIn } from './form.ts';
import type { LineFields } from './mapping.ts';
import { drawersOf, placeInFront, recordInFront, rootOf } from './pages.ts';
import { numberIn } from './wire.ts';

/** What is typed and not saved. Nothing is worked out on the page before saving: amounts there stay the saved ones. */

export interface Memory {
	client: Client | null;
	/** The record as last read, for fields of the firm's own. */
	record: Wire | null;
	last: DealEdits | null;
}

interface Look {
	readonly saved: DealFacts;
	readonly memory: Memory;
}

function missing(field: string): EditsReading {
	return { ok: false, error: { code: 'field-missing', field } };
}

const asFraction = ({ text, value }: TypedValue): TypedValue => ({ text, value: value && fractionOf(value) });

/** A typed number that is not the saved one; undefined when it is, or when the field is not edited. */
function changed(
	root: Element,
	name: string | null,
	saved: DecimalString | null,
	{ memory }: Look,
): TypedValue | undefined {
	const typed = name === null ? null : typedIn(root, name, memory.client?.marks ?? null);
	if (!typed || (typed.value !== null && isSame(typed.value, saved))) return undefined;
	// An empty field says "none".
	return typed.text.trim() === '' && saved === null ? undefined : typed;
}

/** A line that is edited, in a drawer or on a page of its own. */
interface LineForm {
	readonly root: HTMLElement;
	/** Null for a line that is not saved yet. */
	readonly id: string | null;
}

/** True when the line is to cost or to be something else, which the server alone can price. */
function isReplaced({ root }: LineForm, fields: LineFields, line: QuoteLine, look: Look): boolean {
	const product = root.querySelector<HTMLInputElement>(`input[data-name="${fields.product}Id"]`)?.value;
	const isOther = fields.product !== null && product !== undefined && product !== (line.product?.id ?? '');
	const cost = fields.costs.find(({ copyOf }) => !copyOf)?.name ?? null;
	const isOtherMoney = chosenIn(root, `${fields.listPrice}Currency`) ?? look.saved.currency;
	return (
		isOther ||
		changed(root, cost, line.unitCost ?? zeroIfAny(root, cost), look) !== undefined ||
		isOtherMoney !== look.saved.currency
	);
}

/** A cost of 0 stands for an unknown one in the facts. */
function zeroIfAny(root: Element, cost: string | null): DecimalString | null {
	return cost !== null && Number(inputOf(root, cost)?.getAttribute('value')) === 0 ? '0' : null;
}

function lineEdit({ root }: LineForm, fields: LineFields, line: QuoteLine, look: Look): LineEdit {
	const quantity = changed(root, fields.quantity, line.quantity, look);
	const listPrice = changed(root, fields.listPrice, line.listPrice, look);
	const percent = fields.discount === null ? null : typedIn(root, fields.discount, look.memory.client?.marks ?? null);
	const discount = percent && asFraction(percent);
	// No discount and a discount of 0 are the same.
	const isNone = discount?.text.trim() === '' && line.discounts.length === 0;
	const isTyped = discount && !isNone && !(discount.value !== null && isSame(discount.value, line.discounts[0] ?? '0'));
	return {
		...(quantity ? { quantity } : {}),
		...(listPrice ? { listPrice } : {}),
		...(isTyped ? { price: { by: 'discount', typed: discount } } : {}),
	};
}

function newLine(id: string, { root }: LineForm, fields: LineFields, { memory }: Look): AddedLine {
	const value = (name: string | null) =>
		name === null ? null : (typedIn(root, name, memory.client?.marks ?? null)?.value ?? null);
	const isFree = fields.discount === null || !inputOf(root, fields.discount)?.value.trim();
	const [listPrice, percent] = [value(fields.listPrice), isFree ? '0' : value(fields.discount)];
	return {
		id,
		...unknownProduct,
		description: inputOf(root, 'name')?.value ?? '',
		quantity: value(fields.quantity),
		listPrice,
		netPrice: percent === null ? null : amountOf(listPrice, fractionOf(percent), '1', null),
	};
}

function netOf(line: QuoteLine, edit: LineEdit | undefined, digits: number | null): DecimalString | null {
	const list = edit?.listPrice ? edit.listPrice.value : line.listPrice;
	const quantity = edit?.quantity ? edit.quantity.value : line.quantity;
	const discount = edit?.price ? edit.price.typed.value : (line.discounts[0] ?? '0');
	const isOwnPrice = line.netPrice !== null && !edit?.price && !edit?.listPrice;
	return isOwnPrice ? amountOf(line.netPrice, '0', quantity, digits) : amountOf(list, discount, quantity, digits);
}

function sumOf(amounts: readonly (DecimalString | null)[]): DecimalString | null {
	let sum = zero;
	for (const amount of amounts) {
		const value = parseDecimal(amount);
		if (!value) return null;
		sum = add(sum, value);
	}
	return formatDecimal(trimZeros(sum));
}

/**
 * The deal's amount once its lines are as typed. The page shows the saved one until the server has worked it out; where
 * the saved amount is the sum of the saved lines it will be the sum of the typed ones.
 */
function amountByLines({ saved }: Look, edits: Pick<DealEdits, 'lines' | 'added' | 'removed'>): TypedValue | undefined {
	const digits = saved.rounding.lineAmountDigits;
	const lines = saved.lines ?? [];
	if (!isSame(sumOf(lines.map((line) => netOf(line, undefined, digits))), saved.amount)) return undefined;
	const kept = lines.filter(({ id }) => !edits.removed.includes(id));
	const value = sumOf([
		...kept.map((line) => netOf(line, edits.lines[line.id], digits)),
		...edits.added.map(({ netPrice, quantity }) => amountOf(netPrice, '0', quantity, digits)),
	]);
	return isSame(value, saved.amount) ? undefined : { text: value ?? '', value };
}

/**
 * The amount at a discount on the whole deal. Only where the saved one goes with list total and amount: else the firm
 * means something else by it, and what it makes of the amount is unknown.
 */
function amountByDiscount(root: Element, look: Look): TypedValue | undefined {
	const { saved, memory } = look;
	const { discount, listTotal } = memory.client?.deal ?? { discount: null, listTotal: null };
	const record = memory.record ?? {};
	const savedPercent = numberIn(record, discount);
	const typed = changed(root, discount, savedPercent, look);
	if (!typed) return undefined;
	const isOwnMoney = listTotal !== null && record[`${listTotal}Currency`] === saved.currency;
	const [list, amount, percent] = [isOwnMoney ? numberIn(record, listTotal) : null, saved.amount, savedPercent].map(
		parseDecimal,
	);
	const value = typed.value && fractionOf(typed.value);
	const unknown = { text: typed.text, value: null };
	if (!list || !amount || !percent || value === null) return unknown;
	const left = divide(multiply(subtract(list, amount), { digits: 100n, scale: 0 }), list, percent.scale);
	if (!left || !isSame(formatDecimal(left), formatDecimal(percent))) return unknown;
	const off = parseDecimal(value);
	const digits = saved.rounding.lineAmountDigits;
	const net = off && multiply(list, subtract(one, off));
	return net
		? { text: typed.text, value: formatDecimal(trimZeros(digits === null ? net : round(net, digits))) }
		: unknown;
}

function dealEdits(root: Element, look: Look): Partial<DealEdits> {
	const { saved } = look;
	const isOtherMoney = (chosenIn(root, 'amountCurrency') ?? saved.currency) !== saved.currency;
	const own = changed(root, 'amount', saved.amount, look) ?? (isOtherMoney ? typedIn(root, 'amount', null) : undefined);
	const typed = own && isOtherMoney ? { ...own, value: null } : own;
	const amount = typed ?? amountByDiscount(root, look);
	const percent = typedIn(root, 'probability', look.memory.client?.marks ?? null);
	const probability = percent && asFraction(percent);
	const isProbabilityTyped = probability && !isSame(probability.value, saved.probability);
	const stage = chosenIn(root, 'stage');
	return {
		...(amount ? { amount } : {}),
		...(isProbabilityTyped ? { probability } : {}),
		...(stage !== null && saved.stage !== null && stage !== saved.stage.id ? { stageId: stage } : {}),
	};
}

/** Forms in which a line of the deal in front is edited now; null when one does not say which line it is of. */
function lineForms(page: Page, entity: string): LineForm[] | null {
	const forms: LineForm[] = [];
	for (const { root, record, isNew } of drawersOf(page.document)) {
		if (root.dataset.scope !== entity || !isEdited(root)) continue;
		if (!record && !isNew) return null;
		forms.push({ root, id: record?.id ?? null });
	}
	const place = placeInFront(page);
	const isOwnPage = place?.line?.entity === entity && isEdited(place.root);
	return isOwnPage ? [...forms, { root: place.root, id: place.line?.id ?? null }] : forms;
}

/** True when a form shows none of what sets a line's price, open or not: what is typed cannot be seen then. */
function isBare({ root }: LineForm, { quantity, listPrice, discount }: LineFields): boolean {
	const names = [quantity, listPrice, discount].filter((name) => name !== null);
	return names.every((name) => !root.querySelector(`[data-name="${name}"]`));
}

function lineEdits(page: Page, fields: LineFields, look: Look): EditsReading {
	const { saved } = look;
	const none = noEdits(saved.ref);
	const forms = lineForms(page, fields.entity);
	if (!forms) return missing('Record');
	const lines: Record<string, LineEdit> = {};
	const added: AddedLine[] = [];
	const removed: string[] = [];
	let activeLineId: string | null = null;
	for (const form of forms) {
		const id = form.id ?? 'new';
		const line = saved.lines?.find((candidate) => candidate.id === form.id);
		activeLineId = id;
		if (isBare(form, fields)) return missing('Line');
		// A line that was made since the deal was read.
		if (form.id !== null && !line) return { ok: true, value: { ...none, areLinesUnmatched: saved.lines !== null } };
		if (line && !isReplaced(form, fields, line, look)) {
			const edit = lineEdit(form, fields, line, look);
			if (Object.keys(edit).length > 0) lines[line.id] = edit;
			continue;
		}
		if (line) removed.push(line.id);
		added.push(newLine(id, form, fields, look));
	}
	return { ok: true, value: { ...none, lines, added, removed, activeLineId } };
}

/** A form that was put aside keeps what is typed, out of the page. */
function isPutAside(document: Document): boolean {
	return document.querySelector('.collapsed-modal-bar > *') !== null;
}

/** Reads what is typed on the record of `saved`. */
export function readEdits(page: Page, saved: DealFacts, memory: Memory): EditsReading {
	const none = noEdits(saved.ref);
	const place = placeInFront(page);
	if (!place || recordInFront(page)?.id !== saved.ref.id) return { ok: true, value: none };
	const look: Look = { saved, memory };
	// Where the paid extension lets its lines be edited nobody has seen.
	if (saved.ref.kind === 'quote') return isEdited(place.root) ? missing('Lines') : { ok: true, value: none };
	const { lines: fields } = memory.client ?? { lines: null };
	const ofLines = fields ? lineEdits(page, fields, look) : ({ ok: true, value: none } as const);
	if (!ofLines.ok) return ofLines;
	const isOwn = place.line === null && isEdited(place.root);
	if (isOwn && !find(place.root, placeOf('amount', 'Amount'))) return missing('Amount');
	const own = isOwn ? dealEdits(place.root, look) : {};
	const amount = own.amount ?? amountByLines(look, ofLines.value);
	const value: DealEdits = { ...ofLines.value, ...own, ...(amount ? { amount } : {}) };
	if (isPutAside(page.document) && memory.last) return { ok: true, value: memory.last };
	memory.last = value;
	return { ok: true, value };
}

/** True while something may differ from what is saved. Cheap. */
export function isEditing({ document }: Page): boolean {
	const root = rootOf(document);
	return (
		(root !== null && isEdited(root)) ||
		drawersOf(document).some((drawer) => isEdited(drawer.root)) ||
		isPutAside(document)
	);
}
