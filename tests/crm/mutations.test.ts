import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { evaluate } from '../../core/evaluate.ts';
import { type DealFacts, noNotes } from '../../core/model/deal.ts';
import type { DealEdits, TypedValue } from '../../core/model/deal-edits.ts';
import type { Viewer } from '../../core/model/playbook.ts';
import type { Adapter, Page } from '../../crm/contract.ts';
import { adapters } from '../../crm/registry.ts';
import { drawFrom, type Mutation, mutator, seedOf } from '../../scripts/read/mutate.ts';
import { fixturePlaybook } from '../fixtures/fixture-deal.ts';
import { folderApi, openPage } from './open-page.ts';
import { isFailing, type SavedPage, savedPages } from './saved-pages.ts';

/** Each page is changed so often: in a plain run by the first fifth of the changes of a long one. DEALSIDE_MUTATIONS asks for more. */
const perPage = Number(process.env.DEALSIDE_MUTATIONS ?? (process.env.DEALSIDE_LONG ? 12 : 3));
const { signal } = new AbortController();
const viewer: Viewer = { name: '', role: 'manager' };

/** What is told of a page, or null where nothing is. */
interface Told {
	readonly facts: DealFacts;
	readonly edits: DealEdits;
	/** Every field that the page says is found where it should be. */
	readonly isHealthy: boolean;
	readonly totals: Totals;
}

/**
 * What a changed page tells, held against the page as it was. `exact`: the same, or what the change itself shows.
 * `unknown`: a failure or no number. `unseen`: what is typed still stands on the page and is not told, and the page says
 * that a field is missing, or no total hangs on it. `wrong`: a number that neither the page as it was nor the changed place
 * shows, or another total than the page's under a health that is all right.
 */
type Verdict = 'exact' | 'unknown' | 'unseen' | 'wrong';

/** Longer than any adapter keeps what it found in a page. */
const betweenLooksMs = 10_000;

async function ask(adapter: Adapter, page: Page, saved: SavedPage): Promise<Told | null> {
	// A person's page stays as it is for seconds. Changed back and forth within a millisecond, it would be judged by where
	// the shadow roots of the change before stood, which Salesforce's adapter looks for once a second.
	vi.advanceTimersByTime(betweenLooksMs);
	const front = adapter.claims(page) ? adapter.recordInFront(page) : null;
	if (!front) return null;
	const reader = adapter.open(folderApi(saved).callApi);
	const facts = await reader.readFacts(page, front, signal);
	if (!facts.ok) return null;
	const edits = reader.readEdits(page, facts.value.facts);
	if (!edits.ok) return null;
	const isHealthy = facts.value.health.every(({ state }) => state === 'ok');
	const told = { facts: facts.value.facts, edits: edits.value };
	return { ...told, isHealthy, totals: totalsOf(told) };
}

/** What the sidebar would show of the whole deal with what is typed in it; null where it says that it is unknown. */
interface Totals {
	readonly revenue: string | null;
	/** What it costs and earns, while no line's cost is unknown. */
	readonly margin: string | null;
	readonly cost: string | null;
}

function totalsOf({ facts, edits }: Pick<Told, 'facts' | 'edits'>): Totals {
	const { after, halfTyped } = evaluate(facts, edits, fixturePlaybook, viewer, '2026-11-24', noNotes).margin;
	// While something is half typed the sidebar says so in place of figures.
	if (halfTyped.length > 0) return { revenue: null, margin: null, cost: null };
	const isWhole = after.revenue !== null && after.revenue === after.knownRevenue;
	const margin = isWhole ? JSON.stringify([after.cost, after.amount, after.margin]) : null;
	return { revenue: after.revenue, margin, cost: isWhole ? after.cost : null };
}

/** True when a figure is shown that is not the one of before. */
function isOther(now: Totals, before: Totals): boolean {
	return (['revenue', 'margin'] as const).some((name) => now[name] !== null && now[name] !== before[name]);
}

/** Each number told, by its place: "amount", "lines 3 quantity". The way a price is set is part of it. */
function numbersOf({ amount, probability, stageId, lines }: DealEdits): Map<string, TypedValue> {
	const found = new Map<string, TypedValue>();
	if (amount) found.set('amount', amount);
	if (probability) found.set('probability', probability);
	if (stageId !== undefined) found.set('stage', { text: stageId, value: stageId });
	for (const [id, { price, quantity, listPrice, cost }] of Object.entries(lines)) {
		if (price) found.set(`lines ${id} ${price.by}`, price.typed);
		if (quantity) found.set(`lines ${id} quantity`, quantity);
		if (listPrice) found.set(`lines ${id} listPrice`, listPrice);
		if (cost) found.set(`lines ${id} cost`, cost.typed);
	}
	return found;
}

/**
 * True for a number that the adapter worked out of what is typed there and in another field: Dynamics keeps a discount per
 * line and one of the whole, which by the unit are other ones for another quantity.
 */
function isWorkedOut({ text, value }: TypedValue): boolean {
	const said = Number(text.replace(/[^\d.-]/g, ''));
	return value !== null && said !== 0 && Math.abs(Number(value)) !== said && Number(value) * 100 !== said;
}

/** Facts by which figures are computed; names may come from the page. */
function factsPrint({ amount, currency, probability, lines, rounding, stage }: DealFacts): string {
	return JSON.stringify([amount, currency, probability, lines, rounding, stage?.id]);
}

/** True when what was told of a new line was taken from the page whole. */
function isNewTaken(before: Told, now: Told, gone: readonly string[]): boolean {
	// "1.00" is 1.
	const digits = (text: string | null) => text?.replace(/[.,]0+$/, '').replace(/\D/g, '') ?? '';
	const lost = before.edits.added.filter(({ id }) => !now.edits.added.some((line) => line.id === id));
	const isGone = (value: string | null) => gone.some((text) => digits(text) === digits(value));
	return lost.length > 0 && lost.every(({ quantity, listPrice }) => isGone(quantity) && isGone(listPrice));
}

/**
 * True when a row was copied that bears nothing to know it by, and exactly its revenue is told in addition. A line that a
 * person copied looks the same: the page does show one line more.
 */
function isCopied(before: Told, now: Told, of: string): boolean {
	if (/\s(?:id|name|row-id|data-[\w-]+)=/.test(of)) return false;
	const terms = ({ quantity, netPrice }: { quantity: string | null; netPrice: string | null }) =>
		`${Number(quantity)} × ${Number(netPrice)}`;
	const known = before.edits.added.map(terms);
	const more = now.edits.added.filter((line) => {
		const at = known.indexOf(terms(line));
		if (at >= 0) known.splice(at, 1);
		return at < 0;
	});
	const saved = (before.facts.lines ?? []).map(({ quantity, listPrice, discounts, netPrice }) => {
		const left = discounts.reduce((price, discount) => price * (1 - Number(discount)), Number(listPrice));
		return terms({ quantity, netPrice: netPrice ?? `${left}` });
	});
	const all = [...saved, ...before.edits.added.map(terms)];
	const revenue = more.reduce((sum, line) => sum + Number(line.quantity) * Number(line.netPrice), 0);
	const told = Number(now.totals.revenue) - Number(before.totals.revenue);
	// A product that is known brings its cost along: as much more than before as the line costs that was copied.
	const costs = more.map(
		({ unitCost, costUnits, quantity }) => Number(unitCost) * Number(costUnits) * Number(quantity),
	);
	const isCostTold = now.totals.cost !== null && before.totals.cost !== null;
	const cost = costs.reduce((sum, one) => sum + one, Number(before.totals.cost));
	const isMarginOpen =
		now.totals.margin === null ||
		now.totals.margin === before.totals.margin ||
		(isCostTold && Math.abs(Number(now.totals.cost) - cost) < 0.005);
	return (
		more.length > 0 &&
		more.every((line) => all.includes(terms(line))) &&
		Math.abs(told - revenue) < 0.005 &&
		isMarginOpen
	);
}

const isSame = (left: unknown, right: unknown) => JSON.stringify(left) === JSON.stringify(right);

function verdictOf(before: Told, now: Told | null, { kind, of, gone, put }: Mutation): Verdict {
	if (!now || JSON.stringify(now.facts.ref) !== JSON.stringify(before.facts.ref)) return 'unknown';
	if (factsPrint(now.facts) !== factsPrint(before.facts)) return 'wrong';
	if (now.edits.areLinesUnmatched) return before.edits.areLinesUnmatched ? 'exact' : 'unknown';
	// What could not be matched before passes for saved; it may have gone with what was taken or written over.
	if (before.edits.areLinesUnmatched && kind !== 'remove' && kind !== 'text') return now.isHealthy ? 'wrong' : 'unseen';
	const [was, is] = [numbersOf(before.edits), numbersOf(now.edits)];
	let verdict: Verdict = 'exact';
	const isOfChange = (place: string, { text, value }: TypedValue) => {
		if (put === null) return false;
		// A list price was written, and the price after the discount in the next field is told.
		const price = (Number(put) * (100 - Number(text))) / 100;
		if (Number(value) === price && place.endsWith(' netPrice')) return true;
		// A price was written over the list price, and both it and the discount beside it are told as what is off list.
		const list = Number(before.facts.lines?.find(({ id }) => place === `lines ${id} discount`)?.listPrice);
		if (Math.abs(Number(value) - (1 - price / list)) < 1e-9) return true;
		if (text.trim() !== put) return false;
		const placesOfGone = [...was].filter(
			([old, { text: said }]) => gone.includes(said.trim()) && is.get(old)?.text !== said,
		);
		return placesOfGone.length === 0 || placesOfGone.some(([old]) => old.split(' ')[1] === place.split(' ')[1]);
	};
	const isFieldChanged = [...was.values()].some(({ text }) => text !== '' && gone.includes(text.trim()));
	for (const [place, typed] of is) {
		if (typed.value === was.get(place)?.value || isOfChange(place, typed)) continue;
		if (isWorkedOut(typed) && typed.text === was.get(place)?.text && isFieldChanged) continue;
		const line = /^lines \S+ /.exec(place)?.[0];
		const isLineUnknown = [...is].some(([other, { value }]) => line && other.startsWith(line) && value === null);
		if (typed.value !== null && !isLineUnknown) return 'wrong';
		verdict = 'unknown';
	}
	const removed = now.edits.removed.filter((id) => !before.edits.removed.includes(id));
	const added = now.edits.added.length - before.edits.added.length;
	// A row that is taken for a new one has no cost, so no margin is told.
	if (removed.length > 0 && added < removed.length && kind !== 'remove') return 'wrong';
	if (added > 0) verdict = 'unknown';
	// A line has one price. Where another price was written under a discount, both make the one that is told by its
	// amount: exactly that price less that discount, or none while what was written is no number.
	const isInPrice = (place: string, off: string | null) => {
		const [, line, by] = /^(.* )(discount|amountOff)$/.exec(place) ?? [];
		const net = line === undefined ? undefined : is.get(`${line}netPrice`);
		if (put === null || !net) return false;
		const left = by === 'discount' ? Number(put) * (1 - Number(off)) : Number(put) - Number(off);
		return net.value === null || Number(net.value) === left;
	};
	for (const [place, { text, value }] of was)
		if (
			!is.has(place) &&
			!(isFieldChanged && isWorkedOut({ text, value })) &&
			!isInPrice(place, value) &&
			!removed.includes(place.split(' ')[1] ?? '') &&
			!gone.includes(text.trim())
		)
			return now.isHealthy && place !== 'stage' && isOther(now.totals, before.totals) ? 'wrong' : 'unseen';
	const isSaid = [...is].every(([place, { value }]) => value === was.get(place)?.value) && is.size === was.size;
	// New lines carry the change itself where a number was written into them.
	const isPutInNew = Number.isFinite(Number(put ?? Number.NaN)) && !isSame(now.edits.added, before.edits.added);
	// The same numbers in the same places, and yet the sidebar would show another deal.
	if (
		isSaid &&
		!before.edits.areLinesUnmatched &&
		removed.length === 0 &&
		!isPutInNew &&
		!isNewTaken(before, now, gone) &&
		!(kind === 'duplicate' && isCopied(before, now, of)) &&
		isOther(now.totals, before.totals)
	)
		return 'wrong';
	return verdict;
}

const pages = adapters.flatMap((adapter) =>
	savedPages(adapter.crm)
		.filter(
			({ expected: { front, facts, edits } }) => front && facts && !isFailing(facts) && !(edits && isFailing(edits)),
		)
		.map((saved) => ({ adapter, saved })),
);

describe('a changed page', { timeout: 900_000 }, () => {
	beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
	afterEach(() => void vi.useRealTimers());
	for (const adapter of adapters)
		test(`${adapter.title}: never gives a wrong figure`, async () => {
			const counts: Record<Verdict, number> = { exact: 0, unknown: 0, unseen: 0, wrong: 0 };
			const wrong: string[] = [];
			for (const { saved } of pages.filter((page) => page.adapter === adapter)) {
				const page = openPage(saved);
				const before = await ask(adapter, page, saved);
				if (!before) throw new Error(`${saved.name} tells nothing`);
				// By its name: another page beside it changes nothing of what is tried on this one.
				const mutate = mutator(page.document, drawFrom(seedOf(`${adapter.crm}/${saved.name}`)));
				for (let turn = 0; turn < perPage; turn += 1) {
					const mutation = mutate();
					if (!mutation) throw new Error(`${saved.name} has nothing to change`);
					const now = await ask(adapter, page, saved);
					const verdict = verdictOf(before, now, mutation);
					counts[verdict] += 1;
					const line = () =>
						`${saved.name}: ${mutation.kind} ${mutation.of} ${mutation.gone.slice(0, 2)} → ${mutation.put}\n  was ${JSON.stringify(before.edits)}\n  now ${JSON.stringify(now?.edits)}`;
					if (verdict === 'wrong') wrong.push(line());
					mutation.undo();
				}
				const after = await ask(adapter, page, saved);
				expect(after?.edits, `${saved.name} is not as it was`).toEqual(before.edits);
				page.document.defaultView?.close();
			}
			process.stdout.write(
				`${adapter.crm}: ${counts.exact} exact, ${counts.unknown} unknown, ${counts.unseen} unseen, ${counts.wrong} wrong\n`,
			);
			expect(wrong).toEqual([]);
		});
});
