import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { evaluate } from '../../core/evaluate.ts';
import { type DealFacts, noNotes } from '../../core/model/deal.ts';
import type { Adapter, Page, RecordReader } from '../../crm/contract.ts';
import { adapters } from '../../crm/registry.ts';
import {
	type Choices,
	type Sequence,
	type Step,
	type StepKind,
	sequenceOf,
	stepsText,
} from '../../scripts/fuzz/sequence.ts';
import { seedOf } from '../../scripts/read/mutate.ts';
import { read as rational } from '../core/margin/oracle.ts';
import { fixturePlaybook } from '../fixtures/fixture-deal.ts';
import { folderApi, openPage } from './open-page.ts';
import { isFailing, type SavedPage, savedPages } from './saved-pages.ts';
import { asNumber, type Books, booksOf, type Kind, netOf, rebase, sumsOf, write } from './typing/books.ts';
import { type Hand, hands, type Spot } from './typing/hands.ts';

/**
 * Random edits typed into every saved page, by the generator that also drives the CRMs that run: what the sidebar would
 * show is held against what the CRM would hold after saving, worked out apart. Each page's sequences are told by its name
 * and their number; DEALSIDE_TYPING asks for more of them per page, `crm/page number` there for a single one.
 */
const asked = process.env.DEALSIDE_TYPING ?? '';
const [, onlyPage, onlyNumber] = /^(\S+\/\S+) (\d+)$/.exec(asked) ?? [];
const perPage = Number(onlyPage ? 1 : asked || 8);

const { signal } = new AbortController();

/** Half typed, foreign, or of another writing. */
const garbage = ['-', '12abc', '1..2', '1,,2', '12,', '12.', '.5', '--5', '1e1', ' 7 ', '1.234,5', '1,234.5', '15%'];

type Verdict = 'equal' | 'unknown' | 'partial' | 'guess' | 'refused' | 'different';

/** What is typed in one sequence and what the CRM would hold of it. */
interface State {
	readonly books: Books;
	readonly removed: Set<string>;
	/** Fields that hold what the CRM refuses or that is half typed. */
	readonly open: Set<Spot>;
	/** The deal's amount as typed; undefined while it is the saved one, null while it is no number. */
	amount: string | null | undefined;
}

interface Opened {
	readonly page: Page;
	readonly hand: Hand;
	readonly reader: RecordReader;
	readonly facts: DealFacts;
	readonly saved: SavedPage;
}

function verdictOf({ page, reader, facts }: Opened, { books, removed, open, amount }: State): Verdict {
	const edits = reader.readEdits(page, facts);
	if (!edits.ok) return 'unknown';
	const typed = edits.value.amount;
	if (amount !== undefined && typed?.value != null && Number(typed.value) !== Number(amount ?? Number.NaN))
		return 'different';
	const { margin } = evaluate(
		facts,
		edits.value,
		fixturePlaybook,
		{ name: '', role: 'manager' },
		'2026-11-24',
		noNotes,
	);
	const { after } = margin;
	if (margin.halfTyped.length > 0 || after.revenue === null) return 'unknown';
	if (margin.refused.length > 0) return 'refused';
	if (margin.status === 'guess') return 'guess';
	if (open.size > 0) return 'different';
	const wanted = sumsOf(books, facts, removed);
	if (wanted.revenue === null || Math.abs(Number(after.revenue) - asNumber(wanted.revenue)) > 0.0051)
		return 'different';
	if (after.isPartial || after.cost === null) return 'partial';
	return wanted.cost !== null && Math.abs(Number(after.cost) - asNumber(wanted.cost)) < 0.0051 ? 'equal' : 'different';
}

/** What the page lets somebody do, for the generator. */
function choicesOf(spots: readonly Spot[], { facts, hand, saved, page }: Opened): Choices {
	const lines = facts.lines ?? [];
	const kinds: Partial<Record<StepKind, number>> = {};
	for (const { kind } of spots)
		kinds[kind === 'amount' ? 'price' : kind === 'lineOff' ? 'off' : kind] = kind === 'discount' ? 3 : 2;
	if (hand.remove) kinds.remove = 1;
	const { decimal, group } = hand.marks(page.document);
	return {
		kinds,
		commits: ['tab', 'enter', 'line', 'sidebar', 'escape'],
		speeches: [{ language: 'en', decimal: decimal === ',' ? ',' : '.', group }],
		shapes: [{ name: saved.name, lines: lines.map(({ id }) => ({ product: id, quantity: '1', discount: '0' })) }],
		prices: Object.fromEntries(lines.map(({ id, listPrice, netPrice }) => [id, Number(listPrice ?? netPrice ?? 100)])),
		units: {},
		currencies: [],
		pricelists: [],
		dialogs: [],
		mostSteps: 4,
		garbage,
	};
}

/** Lets a page be used again: whatever was typed in it is taken back. */
function keep(document: Document): () => void {
	const fields = [...document.querySelectorAll<HTMLInputElement>('input'), ...innerFields(document)];
	const before = fields.map((field) => [field, field.value, field.getAttribute('style')] as const);
	const classes = [...document.querySelectorAll('[class]')].map((element) => [element, element.className] as const);
	return () => {
		for (const [element, name] of classes) if (element.className !== name) element.setAttribute('class', String(name));
		for (const [field, value, style] of before) {
			field.value = value;
			if (style === null) field.removeAttribute('style');
			else field.setAttribute('style', style);
		}
		(document.activeElement as HTMLElement | null)?.blur();
	};
}

function innerFields(document: Document): HTMLInputElement[] {
	return [...document.querySelectorAll('iframe')].flatMap((frame) => [
		...(frame.contentDocument?.querySelectorAll<HTMLInputElement>('input') ?? []),
	]);
}

function fire(field: HTMLInputElement, ...types: readonly string[]): void {
	const view = field.ownerDocument.defaultView as Window & typeof globalThis;
	for (const type of types) field.dispatchEvent(new view.Event(type, { bubbles: true }));
}

/** The field that a step is typed in; undefined where the page has none for it. */
function spotOf(step: Step, spots: readonly Spot[], { facts }: Opened): Spot | undefined {
	const line = step.line === null ? null : facts.lines?.[step.line]?.id;
	return (
		spots.find((spot) => spot.line === line && spot.kind.toLowerCase().endsWith(step.kind)) ??
		spots.find(({ kind }) => kind === 'amount')
	);
}

/** Of a line's price and its discounts one is typed in a sequence: which of both then counts hangs on the client. */
function doesClash(kind: Kind, typed: ReadonlySet<Kind>): boolean {
	return kind === 'price'
		? typed.has('list') || typed.has('discount') || typed.has('off')
		: kind !== 'quantity' && kind !== 'cost' && typed.has('price');
}

/** Types one sequence and says how each look at it is to be judged. */
function* typedLooks(sequence: Sequence, spots: readonly Spot[], opened: Opened): Generator<Looked> {
	const { page, hand, facts, saved } = opened;
	const { document } = page;
	const marks = hand.marks(document);
	const edits = saved.expected.edits && !isFailing(saved.expected.edits) ? saved.expected.edits : {};
	const before = edits.lines ?? {};
	const state: State = {
		books: booksOf(facts, edits),
		removed: new Set(edits.removed),
		open: new Set(),
		amount: undefined,
	};
	// What stands half typed on the page already.
	const isHalf = (line: string | null) => JSON.stringify(before[line ?? ''] ?? {}).includes('"value":null');
	for (const spot of spots)
		if (spot.kind !== 'amount' && isHalf(spot.line) && spot.reading(spot.field.value, marks, false) === null)
			state.open.add(spot);
	for (const { line, kind, base } of spots) {
		const entry = line === null ? undefined : state.books.get(line);
		if (entry && base != null && kind !== 'amount') rebase(entry, rational(base), kind);
	}
	const kinds = new Map<string, Set<Kind>>();

	function record(spot: Spot, hasFocus: boolean): void {
		const { field, line, kind, reading } = spot;
		const value = reading(field.value, marks, hasFocus);
		if (kind === 'amount') {
			state.amount = value;
			return;
		}
		const entry = line === null ? undefined : state.books.get(line);
		if (value === null) state.open.add(spot);
		else state.open.delete(spot);
		if (!entry || value === null) return;
		if (kind === 'list' && hand.isListApart) entry.price ??= netOf(entry, facts.rounding);
		const number = rational(value);
		write(entry, kind, kind === 'discount' ? { top: number.top, bottom: number.bottom * 100n } : number);
	}

	function left(spot: Spot): void {
		spot.field.blur();
		record(spot, false);
		spot.leave?.(spot.kind === 'amount' || !state.open.has(spot));
		fire(spot.field, 'change', 'focusout');
	}

	/** In which the cursor still is. */
	let last: Spot | null = null;
	for (const step of sequence.steps) {
		if (step.kind === 'remove') {
			const line = step.line === null ? undefined : facts.lines?.[step.line]?.id;
			if (!line || !hand.remove?.(document, facts, line)) continue;
			state.removed.add(line);
			for (const spot of state.open) if (spot.line === line) state.open.delete(spot);
			yield lookAt(opened, state);
			continue;
		}
		const spot = spotOf(step, spots, opened);
		if (!spot?.field.isConnected || (spot.line !== null && state.removed.has(spot.line))) continue;
		const typed = kinds.get(spot.line ?? '') ?? new Set<Kind>();
		if (spot.kind !== 'amount') {
			if (doesClash(spot.kind, typed)) continue;
			kinds.set(spot.line ?? '', typed.add(spot.kind));
		}
		const { field } = spot;
		if (last && last !== spot) left(last);
		last = null;
		spot.enter?.();
		const was = {
			value: field.value,
			entry: structuredClone(state.books.get(spot.line ?? '')),
			isOpen: state.open.has(spot),
			amount: state.amount,
		};
		field.focus();
		field.value = step.value;
		spot.typed?.();
		fire(field, 'input');
		record(spot, true);
		yield lookAt(opened, state);
		if (step.commit === 'escape') {
			field.value = was.value;
			spot.typed?.();
			fire(field, 'input');
			if (spot.line !== null && was.entry) state.books.set(spot.line, was.entry);
			state.amount = was.amount;
			if (was.isOpen) state.open.add(spot);
			else state.open.delete(spot);
		}
		if (step.commit === 'escape') {
			field.blur();
			spot.leave?.(false);
			fire(field, 'focusout');
		} else if (step.commit === 'sidebar' || step.commit === 'enter') last = spot;
		else left(spot);
		yield lookAt(opened, state);
	}
}

interface Looked {
	readonly verdict: Verdict;
	/** What the CRM would hold, for people. */
	readonly wanted: string;
}

function lookAt(opened: Opened, state: State): Looked {
	const { revenue, cost } = sumsOf(state.books, opened.facts, state.removed);
	const said = (value: typeof revenue) => (value ? asNumber(value) : 'unknown');
	const open = [...state.open].map(({ line, kind, field }) => `${kind} of ${line} “${field.value}”`);
	const amount = state.amount === undefined ? '' : ` amount ${state.amount}`;
	return { verdict: verdictOf(opened, state), wanted: `revenue ${said(revenue)} cost ${said(cost)}${amount} ${open}` };
}

/** Pages that are read, with nothing on them that makes their figures unknown before anybody types. */
function pagesOf({ crm }: Adapter): SavedPage[] {
	return savedPages(crm).filter(({ name, expected: { front, facts, edits } }) => {
		if (onlyPage !== undefined && onlyPage !== `${crm}/${name}`) return false;
		if (!front || !facts || isFailing(facts) || !facts.lines || (edits && isFailing(edits))) return false;
		const { added = [], removed = [], areLinesUnmatched = false } = edits ?? {};
		return added.length === 0 && removed.length === 0 && !areLinesUnmatched;
	});
}

interface Counts extends Record<Verdict, number> {
	sequences: number;
	pages: number;
}

async function typeIn(
	adapter: Adapter,
	saved: SavedPage,
	hand: Hand,
	counts: Counts,
	different: string[],
): Promise<void> {
	const { front } = saved.expected;
	let page: Page | null = null;
	let giveBack = () => {};
	for (let number = Number(onlyNumber ?? 0), typed = 0; typed < perPage; number += 1, typed += 1) {
		const isNew = page === null;
		page ??= openPage(saved);
		const { document } = page;
		const reader = adapter.open(folderApi(saved).callApi);
		const result = front && (await reader.readFacts(page, front, signal));
		if (!result?.ok) throw new Error(`${saved.name} is not read`);
		const { facts } = result.value;
		const spots = hand.skips?.(facts) ? [] : hand.spots(document, facts, hand.marks(document));
		if (spots.length === 0) break;
		if (typed === 0) counts.pages += 1;
		if (isNew) giveBack = keep(document);
		reader.readEdits(page, facts);
		const opened: Opened = { page, hand, reader, facts, saved };
		const sequence = sequenceOf(seedOf(`${adapter.crm}/${saved.name} ${number}`), choicesOf(spots, opened));
		let look = 0;
		for (const { verdict, wanted } of typedLooks(sequence, spots, opened)) {
			counts[verdict] += 1;
			look += 1;
			if (verdict === 'different') {
				const edits = reader.readEdits(page, facts);
				const of = `DEALSIDE_TYPING="${adapter.crm}/${saved.name} ${number}"`;
				const said = JSON.stringify(edits.ok ? edits.value : edits);
				different.push(`${of}, look ${look}: ${stepsText(sequence.steps)}\n   wanted ${wanted}\n   said ${said}`);
			}
		}
		counts.sequences += 1;
		// A row that was taken away cannot be put back where the client keeps more of it than the page.
		if (sequence.steps.some(({ kind }) => kind === 'remove')) {
			document.defaultView?.close();
			page = null;
		} else giveBack();
		vi.advanceTimersByTime(10_000);
	}
	page?.document.defaultView?.close();
}

describe('what is typed in a saved page', { timeout: 900_000 }, () => {
	beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
	afterEach(() => void vi.useRealTimers());

	/** The hands of a CRM: of the table, or of a file of its own. */
	async function handOf(crm: string): Promise<Hand> {
		return hands[crm] ?? ((await import(`./typing/own/${crm}.ts`)) as { readonly hand: Hand }).hand;
	}

	test('every CRM has hands', async () => {
		const known = adapters.map(({ crm }) => crm);
		expect(known).toEqual(expect.arrayContaining(Object.keys(hands)));
		for (const crm of known) expect((await handOf(crm)).spots, crm).toBeInstanceOf(Function);
	});

	for (const adapter of adapters)
		test(`${adapter.title}: is what the CRM will hold, or is unknown`, async () => {
			const hand = await handOf(adapter.crm);
			const counts: Counts = {
				pages: 0,
				sequences: 0,
				equal: 0,
				unknown: 0,
				partial: 0,
				guess: 0,
				refused: 0,
				different: 0,
			};
			const different: string[] = [];
			for (const saved of pagesOf(adapter)) await typeIn(adapter, saved, hand, counts, different);
			const said = Object.entries(counts).map(([name, count]) => `${count} ${name}`);
			process.stdout.write(`${adapter.crm}: ${said.join(', ')}\n`);
			expect(different).toEqual([]);
			// One that knows nothing at all would never be wrong.
			if (onlyPage === undefined) expect(counts.equal + counts.partial).toBeGreaterThan(counts.sequences / 4);
		});
});
