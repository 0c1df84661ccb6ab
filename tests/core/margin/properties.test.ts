import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate } from '../../../core/evaluate.ts';
import { type DealEdits, type DealFacts, noEdits, noNotes, type QuoteLine } from '../../../core/model/deal.ts';
import type { PlaybookForDeal } from '../../../core/model/playbook.ts';
import type { MarginView } from '../../../core/model/view.ts';
import { fixtureDeal, fixturePlaybook } from '../../fixtures/fixture-deal.ts';

/** An oracle of its own: whole-number rationals, never reduced, written apart from the project's decimals. */
interface Rational {
	readonly top: bigint;
	readonly bottom: bigint;
}
const ratio = (top: bigint, bottom = 1n): Rational => ({ top, bottom });
const plus = (a: Rational, b: Rational) => ratio(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom);
const times = (a: Rational, b: Rational) => ratio(a.top * b.top, a.bottom * b.bottom);
const minus = (a: Rational, b: Rational) => plus(a, ratio(-b.top, b.bottom));
/** Half away from zero, to `digits` after the point. */
function rounded(a: Rational, digits: number): Rational {
	const scale = 10n ** BigInt(digits);
	const isBelow = a.top < 0n;
	const size = (isBelow ? -a.top : a.top) * scale;
	const whole = (2n * size + a.bottom) / (2n * a.bottom);
	return ratio(isBelow ? -whole : whole, scale);
}
const isSame = (a: Rational, b: Rational) => a.top * b.bottom === b.top * a.bottom;
const isBelow = (a: Rational, b: Rational) => a.top * b.bottom < b.top * a.bottom;
function read(text: string): Rational {
	const [whole = '', part = ''] = text.replace('-', '').split('.');
	const top = BigInt(whole + part);
	return ratio(text.startsWith('-') ? -top : top, 10n ** BigInt(part.length));
}

interface Row {
	readonly quantity: number;
	/** Hundredths. */
	readonly list: number;
	/** Thousandths of list. */
	readonly discount: number;
	/** Hundredths; null when unknown. */
	readonly cost: number | null;
}

const row: fc.Arbitrary<Row> = fc.record({
	quantity: fc.integer({ min: 1, max: 500 }),
	list: fc.integer({ min: 1, max: 2_000_000 }),
	discount: fc.integer({ min: 0, max: 900 }),
	cost: fc.option(fc.integer({ min: 1, max: 1_500_000 }), { freq: 6 }),
});
const rows = fc.array(row, { minLength: 1, maxLength: 8 });

const cents = (value: number) => `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`;
const thousandths = (value: number) => `0.${String(value).padStart(3, '0')}`;

function dealOf(quote: readonly Row[]): DealFacts {
	return {
		...fixtureDeal,
		lines: quote.map(
			(line, at): QuoteLine => ({
				id: String(at),
				product: { id: `p${at}`, code: `P-${at}`, name: `Product ${at}`, families: [] },
				description: '',
				quantity: String(line.quantity),
				unit: null,
				listPrice: cents(line.list),
				discounts: line.discount === 0 ? [] : [thousandths(line.discount)],
				netPrice: null,
				unitCost: line.cost === null ? null : cents(line.cost),
				costCurrency: null,
			}),
		),
	};
}

const target = '0.3';
const playbook: PlaybookForDeal = {
	...fixturePlaybook,
	costs: [],
	margin: { ...fixturePlaybook.margin, warnings: 'note', families: [], otherwise: { floor: '0.2', target } },
};

function marginOf(quote: readonly Row[], draft?: DealEdits): MarginView {
	const deal = dealOf(quote);
	return evaluate(deal, draft ?? noEdits(deal.ref), playbook, { name: '', role: 'rep' }, '2026-11-24', noNotes).margin;
}

const one = ratio(1n);
const zero = ratio(0n);

function revenueOf(line: Row): Rational {
	const net = rounded(times(ratio(BigInt(line.list), 100n), minus(one, ratio(BigInt(line.discount), 1000n))), 4);
	return rounded(times(net, ratio(BigInt(line.quantity))), 2);
}

function truth(quote: readonly Row[]) {
	const known = quote.filter(({ cost }) => cost !== null);
	const sum = (values: readonly Rational[]) => values.reduce(plus, zero);
	return {
		revenue: sum(quote.map(revenueOf)),
		knownRevenue: sum(known.map(revenueOf)),
		cost: sum(known.map(({ cost, quantity }) => ratio(BigInt(cost ?? 0) * BigInt(quantity), 100n))),
		list: sum(quote.map(({ list, quantity }) => ratio(BigInt(list) * BigInt(quantity), 100n))),
		knownLines: known.length,
	};
}

const runs = { numRuns: 10_000, seed: 20261124 };

test('sums over lines, margin and coverage are those of an independent calculation', () => {
	fc.assert(
		fc.property(rows, (quote) => {
			const { after, coverage } = marginOf(quote);
			const wanted = truth(quote);
			const isRevenue = after.revenue !== null && isSame(read(after.revenue), wanted.revenue);
			const isList = after.list !== null && isSame(read(after.list), wanted.list);
			if (!isRevenue || !isList || coverage.knownLines !== wanted.knownLines) return false;
			if (wanted.knownLines === 0) return after.amount === null && after.margin === null;
			const amount = minus(wanted.knownRevenue, wanted.cost);
			if (after.amount === null || !isSame(read(after.amount), amount)) return false;
			if (wanted.knownRevenue.top === 0n) return after.margin === null;
			const margin = rounded(
				ratio(amount.top * wanted.knownRevenue.bottom, amount.bottom * wanted.knownRevenue.top),
				6,
			);
			return after.margin !== null && isSame(read(after.margin), margin);
		}),
		runs,
	);
});

test('a larger discount never earns more', () => {
	fc.assert(
		fc.property(rows, fc.integer({ min: 0, max: 998 }), (quote, discount) => {
			const [first] = quote;
			if (!first || first.cost === null) return true;
			const at = (value: number) => {
				const typed = { text: '', value: thousandths(value) };
				const draft = { ...noEdits(fixtureDeal.ref), lines: { 0: { price: { by: 'discount', typed } as const } } };
				return read(marginOf(quote, draft).after.amount ?? '0');
			};
			return !isBelow(at(discount), at(discount + 1));
		}),
		{ ...runs, numRuns: 3000 },
	);
});

test('the largest discount keeps the target, and a tenth of a percent more breaks it', () => {
	fc.assert(
		fc.property(rows, (raw) => {
			const quote = raw.map((line) => ({ ...line, cost: line.cost ?? 100 }));
			const { largestForTarget: found } = marginOf(quote);
			const isKept = (discount: number) => {
				const wanted = truth(quote.map((line) => ({ ...line, discount })));
				// revenue − cost ≥ 0.3 × revenue.
				return !isBelow(minus(wanted.revenue, wanted.cost), times(wanted.revenue, read(target)));
			};
			if (found === null) return !isKept(0);
			const steps = Number(read(thousandths(0)).top + (read(found).top * 1000n) / read(found).bottom);
			return isKept(steps) && (steps >= 1000 || !isKept(steps + 1));
		}),
		{ ...runs, numRuns: 3000 },
	);
});

test('a cost in another currency is never subtracted', () => {
	fc.assert(
		fc.property(rows, (quote) => {
			const deal = dealOf(quote);
			const foreign = { ...deal, lines: (deal.lines ?? []).map((line) => ({ ...line, costCurrency: 'USD' })) };
			const { margin } = evaluate(
				foreign,
				noEdits(deal.ref),
				playbook,
				{ name: '', role: 'rep' },
				'2026-11-24',
				noNotes,
			);
			return margin.after.amount === null && margin.after.margin === null && margin.after.state === 'unknown';
		}),
		{ ...runs, numRuns: 1000 },
	);
	expect(fixtureDeal.currency).toBe('EUR');
});
