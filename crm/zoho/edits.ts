import type { DealFacts } from '../../core/model/deal.ts';
import { noEdits, type TypedValue } from '../../core/model/deal-edits.ts';
import type { EditsReading, Page } from '../contract.ts';
import { currencyChosen } from '../kit/chosen.ts';
import { missing } from '../kit/facts.ts';
import { differs, ofUnseenZero } from '../kit/numbers.ts';
import { anyOf } from '../kit/places.ts';
import {
	allWays,
	type FirstTexts,
	firstText,
	type NumberWays,
	percentByWays,
	typedByWays,
	waysSeen,
} from '../kit/ways.ts';
import { type Client, stageNamed } from './api.ts';
import { isTableOpen, newQuoteMemory, type QuoteMemory, quoteEdits } from './edits-quote.ts';
import { dealFields, fieldIn, openAmount, recordParts, shownAmount, shownText } from './fields.ts';
import { isForm, recordInFront, rootOf } from './front.ts';

/** What is typed in Zoho CRM and not saved. */

/** What is remembered between two looks at a record. */
export interface Memory {
	ways: NumberWays;
	/** What nothing could be learned from last: the same at the next key teaches nothing either. */
	lesson: string;
	readonly first: FirstTexts;
	readonly quote: QuoteMemory;
}

/** A memory of nothing. */
export function newMemory(): Memory {
	return { ways: allWays, lesson: '', first: new WeakMap(), quote: newQuoteMemory() };
}

const typedIn = (element: Element): string => (element as HTMLInputElement).value;

/** The amount's open field, what shows it, and whether it has to be there and is not. */
export function amountOf(root: Document, isExpected: boolean) {
	const open = openAmount(root);
	const field = open.element;
	const found = field ? open : shownAmount(root);
	const shown = field ? null : found.element;
	// While it is open what shows it is gone, and in a form it is never shown.
	const isOpenUnseen = shownText(shown) === '' && Boolean(shown?.querySelector('lyte-input, [contenteditable]'));
	return { field, shown, found, isMissing: isOpenUnseen || (!found.element && isExpected) };
}

/** Learns how numbers are written from the saved amount: where it is shown, or in a form that was opened directly. */
function learn(shown: Element | null, field: Element | null, { amount }: DealFacts, memory: Memory): void {
	if (memory.ways !== allWays) return;
	const input = field as HTMLInputElement | null;
	// The older form is written by the server, with the saved amount in its attribute.
	const first = input && (input.defaultValue || firstText(input, memory.first));
	const text = shown ? shownText(shown) : (first ?? '');
	const lesson = JSON.stringify([text, amount]);
	if (lesson === memory.lesson) return;
	memory.lesson = lesson;
	memory.ways = waysSeen([[text, amount]]);
}

/** The stage chosen on the page, when the pipeline has it and it is another than the saved one. */
function stageTyped(root: Document, saved: DealFacts, client: Client): string | undefined {
	const stage = stageNamed(client, shownText(fieldIn(root, dealFields.stage).element));
	return stage && stage.actual !== saved.stage?.id ? stage.actual : undefined;
}

function dealEdits(page: Page, saved: DealFacts, client: Client, memory: Memory): EditsReading {
	const root = rootOf(page);
	const isReady = root.querySelector(recordParts) !== null;
	// A field that this user may not see is neither on the page nor in the facts.
	const { field, shown, isMissing } = amountOf(root, isReady && (saved.amount !== null || isForm(page)));
	if (isMissing) return missing(dealFields.amount.field);
	learn(shown, field, saved, memory);
	const percent = fieldIn(root, dealFields.probability).element;
	const amount = field && typedByWays(typedIn(field), memory.ways);
	const probability = percent && percentByWays(typedIn(percent), memory.ways);
	const stageId = stageTyped(root, saved, client);
	const typed = (value: TypedValue | null, kept: string | null) =>
		value && differs(kept, value, ofUnseenZero) ? value : undefined;
	const [newAmount, newOdds] = [typed(amount, saved.amount), typed(probability, saved.probability)];
	return {
		ok: true,
		value: {
			...noEdits(saved.ref),
			...(newAmount ? { amount: newAmount } : {}),
			...(newOdds ? { probability: newOdds } : {}),
			...(stageId === undefined ? {} : { stageId }),
		},
	};
}

const anyCurrency = anyOf(dealFields.currency);

/** Reads what is typed on the record of `saved`. */
export function readEdits(page: Page, saved: DealFacts, client: Client, memory: Memory): EditsReading {
	const front = recordInFront(page);
	if (front?.id !== saved.ref.id || front.kind !== saved.ref.kind) return { ok: true, value: noEdits(saved.ref) };
	const reading =
		saved.ref.kind === 'quote' ? quoteEdits(page, saved, memory.quote) : dealEdits(page, saved, client, memory);
	// Prices and amount are worked out in it on saving.
	const root = rootOf(page);
	// A form seldom has it, and is gone through once for that.
	const currency = root.querySelector(anyCurrency) && fieldIn(root, dealFields.currency).element;
	const chosen = currencyChosen(shownText(currency), saved.currency);
	return reading.ok ? { ok: true, value: { ...reading.value, ...chosen } } : reading;
}

/** True while a field is open. */
export function isEditing(page: Page): boolean {
	const root = rootOf(page);
	return (
		openAmount(root).element !== null ||
		fieldIn(root, dealFields.probability).element !== null ||
		root.querySelector('#mouseArea__STAGE lyte-dropdown, #mouseArea__STAGE input') !== null ||
		isTableOpen(root)
	);
}
