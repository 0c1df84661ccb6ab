import type { DealFacts } from '../../core/model/deal.ts';
import { noEdits } from '../../core/model/deal-edits.ts';
import type { EditsReading, Page } from '../contract.ts';
import { currencyChosen } from '../kit/chosen.ts';
import { missing } from '../kit/facts.ts';
import { differs, ofUnseenZero, same } from '../kit/numbers.ts';
import { isDrawn } from '../kit/places.ts';
import { allWays, type NumberWays, readByWays, typedByWays, waysSeen } from '../kit/ways.ts';
import type { Client } from './api.ts';
import { dealFields, fieldIn, rowParts, textOf } from './fields.ts';
import { recordInFront, rootOf } from './front.ts';

/**
 * What is typed in Pipedrive and not saved. Fields are saved one by one. The grid of products shows only that it is typed
 * in: of its markup nothing is known but one class that changes with each release, neither an id of a line nor which field
 * is price, quantity or discount, so that a number in it could be another line's, or tax. It counts as unmatched.
 */

/** What is remembered between two looks at a deal. */
export interface Memory {
	/** Label of the row that showed the deal's value, in the user's language; null before it was seen. */
	valueLabel: string | null;
	ways: NumberWays;
	/** What nothing could be learned from last: the same at the next key teaches nothing either. */
	lesson: string;
	/**
	 * What the grid of products held when it was seen first; null while there is none. Never taken anew while its fields
	 * stay: facts may be read again at any time, also while something is typed.
	 */
	grid: string | null;
}

/** A memory of nothing. */
export function newMemory(): Memory {
	return { valueLabel: null, ways: allWays, lesson: '', grid: null };
}

interface Row {
	readonly label: string;
	readonly value: Element;
	readonly isOpen: boolean;
}

function rowsOf(root: ParentNode): Row[] {
	return [...root.querySelectorAll(rowParts.row)].filter(isDrawn).flatMap((row) => {
		const value = row.querySelector(rowParts.value) ?? row;
		const label = textOf(row.querySelector(rowParts.label));
		return [{ label, value, isOpen: value.querySelector('input, textarea') !== null }];
	});
}

/** Learns from the row that shows the saved value how it is called and how numbers are written. */
function learn(rows: readonly Row[], { amount }: DealFacts, memory: Memory): void {
	if (memory.valueLabel !== null || amount === null) return;
	const shown = rows.flatMap(({ label, value, isOpen }) => (isOpen || label === '' ? [] : [[label, textOf(value)]]));
	const lesson = JSON.stringify([amount, shown]);
	if (lesson === memory.lesson) return;
	memory.lesson = lesson;
	for (const [label = '', text = ''] of shown) {
		const ways = waysSeen([[text, amount]]);
		if (ways === allWays && !same(readByWays(text, allWays, 'shown'), amount)) continue;
		memory.valueLabel = label;
		memory.ways = ways;
		return;
	}
}

/** The field of the deal's value while it is open; null when it is not. */
function openValue(root: ParentNode, saved: DealFacts, memory: Memory): HTMLInputElement | null {
	const rows = rowsOf(root);
	learn(rows, saved, memory);
	const named = rows.find(({ label, isOpen }) => isOpen && label === memory.valueLabel);
	if (named) return fieldIn<HTMLInputElement>(named.value, dealFields.money).element;
	if (memory.valueLabel !== null) return null;
	// No row has shown the value: the one amount of money that is open may be it.
	const [only, ...others] = rows.flatMap(
		({ value }) => value.querySelector<HTMLInputElement>(dealFields.money.primary.css) ?? [],
	);
	return only && others.length === 0 ? only : null;
}

/** What the open field's row says beside the amount, its list of currencies left out: the code of the chosen one. */
function moneyOf(field: Element): string {
	const row = field.closest(rowParts.value);
	const list = row?.querySelector<HTMLSelectElement>('select');
	return (list ? (list.selectedOptions[0]?.text ?? '') : row?.textContent) ?? '';
}

/** True when a text ends with a name that stands by itself there: "3 T · Angebot" with "Angebot". */
function endsWith(text: string, name: string): boolean {
	return name !== '' && text.endsWith(name) && !/[\p{L}\p{N}]$/u.test(text.slice(0, -name.length));
}

/** The stage of this name, else the one that the text ends with, the longest where one name ends another; else the one it holds. */
function stageCalled<S extends { readonly name: string }>(all: readonly S[], said: string): S | null {
	const exact = all.filter(({ name }) => name === said);
	const last = all.filter(({ name }) => endsWith(said, name));
	const longest = Math.max(...last.map(({ name }) => name.length));
	const whole = exact.length > 0 ? exact : last.filter(({ name }) => name.length === longest);
	const found = whole.length > 0 ? whole : all.filter(({ name }) => name !== '' && said.includes(name));
	return found.length === 1 ? (found[0] ?? null) : null;
}

/** The stage that is chosen, when its name is one of the pipeline's and not the saved one's. */
function stageTyped(root: ParentNode, saved: DealFacts, { stages, pipeline }: Client): string | undefined {
	const button = fieldIn(root, dealFields.stage).element;
	// Where a button has no label, its text holds the name behind the days in the stage.
	const said = (button?.getAttribute('aria-label') || button?.textContent || '').trim();
	const all = (pipeline === null ? null : stages.get(pipeline)) ?? [];
	const only = stageCalled(all, said);
	return only && saved.stage?.label !== null && only.id !== saved.stage?.id ? only.id : undefined;
}

/** True when the grid of products holds something else than when it was seen first. */
function isGridTyped(root: ParentNode, memory: Memory): boolean {
	const grid = fieldIn(root, dealFields.products).element;
	const fields = [...(grid?.querySelectorAll<HTMLInputElement>('input, textarea') ?? [])];
	if (fields.length === 0) {
		memory.grid = null;
		return false;
	}
	const print = JSON.stringify(fields.map(({ value }) => value));
	memory.grid ??= print;
	return memory.grid !== print;
}

/** Reads what is typed on the deal of `saved`. */
export function readEdits(page: Page, saved: DealFacts, client: Client, memory: Memory): EditsReading {
	const none = noEdits(saved.ref);
	if (recordInFront(page)?.id !== saved.ref.id) return { ok: true, value: none };
	const root = rootOf(page);
	// The page is drawn after its address.
	if (!fieldIn(root, dealFields.title).element) return { ok: true, value: none };
	if (!fieldIn(root, dealFields.details).element) return missing(dealFields.details.field);
	const field = openValue(root, saved, memory);
	const said = field && typedByWays(field.value, memory.ways);
	// Another amount of money may be the one that is open as long as no row has shown the saved value.
	const amount = said && memory.valueLabel === null ? { ...said, value: null } : said;
	const stageId = stageTyped(root, saved, client);
	return {
		ok: true,
		value: {
			...none,
			...(amount && differs(saved.amount, amount, ofUnseenZero) ? { amount } : {}),
			// Which amount the open currency belongs to is known once a row has shown the saved one.
			...(field && memory.valueLabel !== null ? currencyChosen(moneyOf(field), saved.currency) : {}),
			...(stageId === undefined ? {} : { stageId }),
			areLinesUnmatched: isGridTyped(root, memory),
		},
	};
}

/** True while a field is open or the grid of products is. */
export function isEditing(page: Page): boolean {
	const root = rootOf(page);
	return fieldIn(root, dealFields.products).element !== null || rowsOf(root).some(({ isOpen }) => isOpen);
}
