import type { DealFacts } from '../../core/model/deal.ts';
import {
	type AddedLine,
	type DealEdits,
	type LineEdit,
	noEdits,
	type RefusedValue,
	type TypedValue,
} from '../../core/model/deal-edits.ts';
import { type DecimalString, divide, multiply, parseDecimal, round, subtract } from '../../core/model/decimal.ts';
import type { EditsReading, Page } from '../contract.ts';
import type { Wire } from '../kit/answers.ts';
import { missing } from '../kit/facts.ts';
import { afterDiscount, asFraction, differs, same, short } from '../kit/numbers.ts';
import type { Client } from './api-client.ts';
import type { LineFields } from './api-mapping.ts';
import { addedLine, type FormLook, isBare, isReplaced, lineEdit, lineForms, otherMoney } from './edits-lines.ts';
import { chosenIn, fieldIn, isEdited, placeOf, typedIn } from './fields.ts';
import { drawersOf, frontOf, recordInFront, rootOf } from './front.ts';
import { totalId } from './lines.ts';
import { moneyIn, numberIn } from './wire.ts';

/** What is typed and not saved. Nothing is worked out on the page before saving: amounts there stay the saved ones. */

export interface Memory {
	client: Client | null;
	/** The record as last read, for fields of the firm's own. */
	record: Wire | null;
	/** Its lines as last read, by their ids. */
	wires: ReadonlyMap<string, Wire>;
	/** Rows that the list of lines showed first with `saved`, and when they became other ones. */
	rows: { readonly saved: DealFacts; readonly ids: readonly string[]; readonly otherSinceMs: number | null } | null;
}

/** How long the list of lines may be ahead of what was read; rows that stay away longer are filtered out of it. */
const aheadForMs = 5000;

/**
 * True while the list of lines shows a line more or less than when the deal was read: one was added or deleted a moment
 * ago, and is saved without having been typed on this page.
 */
function areRowsAhead({ document }: Page, { link, entity }: LineFields, saved: DealFacts, memory: Memory): boolean {
	const list = `#main .panel[data-name="${CSS.escape(link)}"] .list[data-scope="${CSS.escape(entity)}"]`;
	const shown = [...document.querySelectorAll<HTMLElement>(`${list} tr.list-row[data-id]`)];
	const ids = shown.map(({ dataset }) => dataset.id ?? '');
	// Another page, or a list that is being drawn.
	if (ids.length === 0) return false;
	const isSame = memory.rows?.saved === saved;
	const before = isSame && memory.rows ? memory.rows : { saved, ids, otherSinceMs: null };
	const isOther = before.ids.some((id) => !ids.includes(id)) || ids.some((id) => !wasRead(id, saved));
	const otherSinceMs = isOther ? (before.otherSinceMs ?? Date.now()) : null;
	memory.rows = { ...before, otherSinceMs };
	return otherSinceMs !== null && Date.now() - otherSinceMs < aheadForMs;
}

function wasRead(id: string, { lines }: DealFacts): boolean {
	return lines === null || lines.some((line) => line.id === id);
}

interface Look {
	readonly saved: DealFacts;
	readonly memory: Memory;
}

/** A typed number that is not the saved one; undefined when it is, or when the field is not edited. */
function changed(
	root: Element,
	name: string | null,
	saved: DecimalString | null,
	{ memory }: Look,
): TypedValue | undefined {
	const typed = name === null ? null : typedIn(root, name, memory.client?.marks ?? null);
	return typed && differs(saved, typed) ? typed : undefined;
}

/**
 * True where the saved discount makes the saved amount of the list total, at the digits that the discount is kept with. Else
 * the firm means something else by it, and what the amount will be is unknown.
 */
function isAmountByDiscount(percent: DecimalString | null, list: DecimalString | null, amount: DecimalString | null) {
	const [total, net, off] = [list, amount, percent].map(parseDecimal);
	if (!total || !net || !off) return false;
	const left = divide(multiply(subtract(total, net), { digits: 100n, scale: 0 }), total, off.scale);
	return left !== null && same(short(left), short(off));
}

/**
 * Totals on a deal without lines, as typed. A discount on them makes another amount where the firm's own rule does so, which
 * nobody can see before it is saved: that is a guess.
 */
function totalEdit(root: Element, look: Look): LineEdit {
	const { saved, memory } = look;
	const { discount, listTotal, totalCost } = memory.client?.deal ?? {
		discount: null,
		listTotal: null,
		totalCost: null,
	};
	const record = memory.record ?? {};
	const amount = changed(root, 'amount', saved.amount, look);
	const percent = changed(root, discount, numberIn(record, discount), look);
	const list = changed(root, listTotal, numberIn(record, listTotal), look);
	const cost = changed(root, totalCost, numberIn(record, totalCost), look);
	const isOwnMoney = listTotal !== null && moneyIn(record, listTotal) === saved.currency;
	const isBy = isOwnMoney && isAmountByDiscount(numberIn(record, discount), numberIn(record, listTotal), saved.amount);
	const listNow = list ? list.value : numberIn(record, listTotal);
	const byDiscount = percent && { text: percent.text, value: isBy ? netOf(listNow, percent, saved) : null };
	const price = amount ?? byDiscount;
	const money = totalCost && (chosenIn(root, `${totalCost}Currency`) ?? moneyIn(record, totalCost));
	return {
		// The price stays what it is when the list total is typed anew.
		...(price ? { price: { by: 'netPrice', typed: price } } : {}),
		...(list && isOwnMoney && price ? { listPrice: list } : {}),
		...(!amount && byDiscount ? { isRepriced: true } : {}),
		...(cost ? { cost: { typed: cost, costCurrency: money ?? 'unknown', costUnits: '1', costPeriod: 'price' } } : {}),
	};
}

function netOf(list: DecimalString | null, percent: TypedValue, { rounding }: DealFacts): DecimalString | null {
	const [total, off] = [list, asFraction(percent).value].map(parseDecimal);
	if (!total || !off) return null;
	const net = afterDiscount(total, off);
	return short(rounding.lineAmountDigits === null ? net : round(net, rounding.lineAmountDigits));
}

function dealEdits(root: Element, look: Look): Partial<DealEdits> {
	const { saved, memory } = look;
	const money = chosenIn(root, 'amountCurrency');
	const isOtherMoney = money !== null && saved.currency !== null && money !== saved.currency;
	const amount = changed(root, 'amount', saved.amount, look);
	const percent = typedIn(root, 'probability', memory.client?.marks ?? null);
	const probability = percent && asFraction(percent);
	const stage = chosenIn(root, 'stage');
	const total = saved.lines?.some(({ id }) => id === totalId) ? totalEdit(root, look) : {};
	return {
		...(isOtherMoney ? { currencyChange: { to: money } } : {}),
		...(amount && !isOtherMoney ? { amount } : {}),
		...(Object.keys(total).length > 0 && !isOtherMoney ? { lines: { [totalId]: total } } : {}),
		...(probability && differs(saved.probability, probability) ? { probability } : {}),
		...(stage !== null && saved.stage !== null && stage !== saved.stage.id ? { stageId: stage } : {}),
	};
}

function lineEdits(page: Page, look: FormLook): EditsReading {
	const { saved, fields } = look;
	const none = noEdits(saved.ref);
	const forms = lineForms(page, fields.entity);
	if (!forms) return missing('Record');
	const lines: Record<string, LineEdit> = {};
	const added: AddedLine[] = [];
	const removed: string[] = [];
	const refused: RefusedValue[] = [];
	let activeLineId: string | null = null;
	let money: string | null = null;
	for (const form of forms) {
		const line = saved.lines?.find((candidate) => candidate.id === form.id) ?? null;
		if (isBare(form, fields)) return missing('Line');
		// A line that was made since the deal was read.
		if (form.id !== null && !line) return { ok: true, value: { ...none, areLinesUnmatched: saved.lines !== null } };
		money ??= otherMoney(form, look);
		activeLineId = form.id ?? 'new';
		if (line && !isReplaced(form, line, look)) {
			const typed = lineEdit(form, line, look);
			if (Object.keys(typed.edit).length > 0) lines[line.id] = typed.edit;
			refused.push(...typed.refused);
			continue;
		}
		const fresh = addedLine(form, line, look);
		if (fresh) activeLineId = fresh.id;
		if (line) removed.push(line.id);
		if (fresh) added.push(fresh);
	}
	return {
		ok: true,
		value: {
			...none,
			lines,
			added,
			removed,
			...(refused.length > 0 ? { refused } : {}),
			...(money === null ? {} : { currencyChange: { to: money } }),
			activeLineId,
		},
	};
}

/** Reads what is typed on the record of `saved`. */
export function readEdits(page: Page, saved: DealFacts, memory: Memory): EditsReading {
	const none = noEdits(saved.ref);
	const front = frontOf(page);
	if (!front || recordInFront(page)?.id !== saved.ref.id) return { ok: true, value: none };
	// Where the paid extension lets its lines be edited nobody has seen.
	if (saved.ref.kind === 'quote') return isEdited(front.root) ? missing('Lines') : { ok: true, value: none };
	const { client, wires } = memory;
	const ofLines = client?.lines
		? lineEdits(page, { saved, client, fields: client.lines, wires })
		: ({ ok: true, value: none } as const);
	if (!ofLines.ok) return ofLines;
	if (client?.lines && areRowsAhead(page, client.lines, saved, memory))
		return { ok: true, value: { ...none, areLinesUnmatched: true } };
	const isOwn = front.line === null && isEdited(front.root);
	if (isOwn && !fieldIn(front.root, placeOf('amount', 'Amount')).element) return missing('Amount');
	const own = isOwn ? dealEdits(front.root, { saved, memory }) : {};
	return { ok: true, value: { ...ofLines.value, ...own, lines: { ...ofLines.value.lines, ...own.lines } } };
}

/** True while something may differ from what is saved. Cheap. A drawer that is put aside holds its text out of the page. */
export function isEditing({ document }: Page): boolean {
	const root = rootOf(document);
	return (root !== null && isEdited(root)) || drawersOf(document).some((drawer) => isEdited(drawer.root));
}
