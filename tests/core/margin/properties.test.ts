import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dealSides } from '../../../core/margin/deal-sides.ts';
import { lowestItemRevenue, lowestRevenue } from '../../../core/margin/largest-discount.ts';
import { lineSource } from '../../../core/margin/sides.ts';
import type { Product, QuoteLine } from '../../../core/model/deal.ts';
import { type AddedLine, type DealEdits, type LineEdit, noEdits } from '../../../core/model/deal-edits.ts';
import { decimal, formatDecimal, multiply, round, subtract } from '../../../core/model/decimal.ts';
import type { MarginView } from '../../../core/model/view.ts';
import { limitsFor, ruleContext } from '../../../core/playbook/limits.ts';
import {
	areOptions,
	costsOf,
	floors,
	isBelow,
	isKept,
	linesOf,
	minus,
	none,
	over,
	plus,
	type Row,
	rates,
	ratio,
	read,
	rounded,
	rows,
	says,
	size,
	soldOf,
	stateOf,
	targets,
	thousandths,
	times,
	total,
	truth,
} from './oracle.ts';
import { lineOf, look, playbook, quote } from './quote.ts';

const given = playbook(
	{ rates },
	{
		families: [
			{ family: 'Pumps', floor: '0.2', target: '0.3' },
			{ family: 'Spares', floor: '0.25', target: '0.4' },
		],
	},
);

function marginOf(deal: readonly Row[], edits: Partial<DealEdits> = {}): MarginView {
	return look(quote(linesOf(deal)), { edits, playbook: { ...given, costs: costsOf(deal) } });
}

const runs = { numRuns: 10_000, seed: 20261124 };
/** So many quotes take long where many tests run at once. */
const patience = 300_000;

test('sums, margin, discount and coverage are those of an independent calculation', { timeout: patience }, () => {
	fc.assert(
		fc.property(rows, (deal) => {
			const { after, coverage, optionalLines } = marginOf(deal);
			const sold = deal.map((row) => soldOf(row));
			const wanted = truth(sold);
			const isAny = sold.some(({ row }) => row.kind !== 'optional');
			const isKnown = wanted.known.length > 0 || areOptions(sold);
			const share = over(
				total(wanted.known.map(({ revenue }) => size(revenue))),
				total(wanted.things.map(({ revenue }) => size(revenue))),
			);
			const margin = isKnown && isBelow(none, wanted.knownRevenue) ? over(wanted.amount, wanted.knownRevenue) : null;
			const discount = isBelow(none, wanted.list) ? over(minus(wanted.list, wanted.revenue), wanted.list) : null;
			return (
				says(after.revenue, wanted.revenue) &&
				says(after.list, isAny ? wanted.list : null) &&
				says(after.knownRevenue, isKnown ? wanted.knownRevenue : null) &&
				says(after.cost, isKnown ? wanted.cost : null) &&
				says(after.amount, isKnown ? wanted.amount : null) &&
				says(after.margin, margin && rounded(margin, 6)) &&
				says(after.discount, discount && rounded(discount, 6)) &&
				says(coverage.revenueShare, share.bottom === 0n ? null : rounded(share, 6)) &&
				after.state === stateOf(sold) &&
				after.isPartial === (wanted.known.length > 0 && wanted.known.length < wanted.things.length) &&
				coverage.knownLines === wanted.known.length &&
				coverage.allLines === wanted.things.length &&
				optionalLines === deal.filter(({ kind }) => kind === 'optional').length
			);
		}),
		runs,
	);
});

test('sums are those of the lines that are shown, each once', { timeout: patience }, () => {
	fc.assert(
		fc.property(rows, (deal) => {
			const { after, lines } = marginOf(deal);
			const counted = lines.filter(({ part }) => part !== 'optional' && part !== 'part');
			const sum = (values: readonly (string | null | undefined)[]) =>
				total(values.map((value) => (value ? read(value) : none)));
			const known = counted.filter(({ after: own }) => own?.cost !== null);
			const isKnown = known.some(({ part }) => part !== 'reduction');
			return (
				says(after.revenue, sum(counted.map(({ after: own }) => own?.revenue))) &&
				(!isKnown || says(after.cost, sum(known.map(({ after: own }) => own?.cost)))) &&
				(!isKnown || says(after.amount, sum(known.map(({ after: own }) => own?.amount))))
			);
		}),
		{ ...runs, numRuns: 3000 },
	);
});

test('what is typed is worked out as if it were saved', { timeout: patience }, () => {
	const amount = fc.integer({ min: 0, max: 1200 });
	fc.assert(
		fc.property(rows, amount, fc.option(fc.integer({ min: 1, max: 500 })), fc.nat(), (deal, discount, more, place) => {
			const at = place % deal.length;
			const row = deal[at];
			if (!row || !['sold', 'bundle', 'optional'].includes(row.kind)) return true;
			const price = { by: 'discount', typed: { text: '', value: thousandths(discount) } } as const;
			const quantity = more === null ? {} : { quantity: { text: '', value: String(more) } };
			const saved = { ...row, discount, quantity: more ?? row.quantity };
			const edited = marginOf(deal, { lines: { [at]: { price, ...quantity } } });
			const same = marginOf(deal.map((each, index) => (index === at ? saved : each)));
			const told = ({ after, coverage, limits, largestForTarget, largestForFloor, waterfall }: MarginView) => ({
				after,
				coverage,
				limits,
				largestForTarget,
				largestForFloor,
				waterfall,
			});
			expect(told(edited)).toEqual(told(same));
			return true;
		}),
		{ ...runs, numRuns: 3000 },
	);
});

/** How a row comes onto the page: as it is saved, with its cost typed, or as a line that is not saved yet. */
type Coming = 'saved' | 'cost' | 'added' | 'replaced';

function editsOf(deal: readonly Row[], comings: readonly Coming[]) {
	const lines: QuoteLine[] = [];
	const edits: { lines: Record<string, LineEdit>; added: AddedLine[]; removed: string[] } = {
		lines: {},
		added: [],
		removed: [],
	};
	deal.forEach((row, at) => {
		const all = linesOf([...deal.slice(0, at), row]).filter(({ id }) => id === String(at) || id.startsWith(`${at}-`));
		const [own] = all;
		const isAlone = row.kind !== 'bundle' && row.kind !== 'reduction' && row.kind !== 'free';
		const coming = comings[at % comings.length];
		if (!own || !isAlone || coming === 'saved' || (coming === 'cost' && own.unitCost === null)) lines.push(...all);
		else if (coming === 'cost') {
			const { unitCost, costCurrency, costUnits, costPeriod } = own;
			lines.push({ ...own, unitCost: '1', costCurrency: 'CHF', costUnits: 'unknown', costPeriod: 'unknown' });
			edits.lines[own.id] = { cost: { typed: { text: '', value: unitCost }, costCurrency, costUnits, costPeriod } };
		} else {
			const { id, discounts: _, isCostZero: __, partOf: ___, netPrice, ...rest } = own;
			const off = row.discount === 0 ? '1' : formatDecimal(subtract(decimal('1'), decimal(thousandths(row.discount))));
			const net = netPrice ?? formatDecimal(round(multiply(decimal(own.listPrice ?? '0'), decimal(off)), 4));
			if (coming === 'replaced') {
				lines.push({ ...own, id: `old-${id}`, product: null, description: 'old', unitCost: '3', costCurrency: 'EUR' });
				edits.removed.push(`old-${id}`);
			}
			const replaces = coming === 'replaced' ? { replaces: `old-${id}` } : {};
			edits.added.push({ ...rest, ...replaces, id, netPrice: net });
		}
	});
	return { lines, edits };
}

test('a typed cost, an added line and a replaced one come to what the CRM will hold', { timeout: patience }, () => {
	const comings = fc.array(fc.constantFrom<Coming[]>('saved', 'cost', 'added', 'replaced'), {
		minLength: 1,
		maxLength: 8,
	});
	fc.assert(
		fc.property(rows, comings, (saved, how) => {
			// A 0 that somebody may have meant is told of saved lines alone.
			const deal = saved.map((row): Row => (row.teller === 'zero' ? { ...row, teller: 'crm' } : row));
			const { lines, edits } = editsOf(deal, how);
			const { after } = look(quote(lines), { edits, playbook: { ...given, costs: costsOf(deal) } });
			const sold = deal.map((row) => soldOf(row));
			const wanted = truth(sold);
			const isKnown = wanted.known.length > 0 || areOptions(sold);
			return (
				says(after.revenue, wanted.revenue) &&
				says(after.list, sold.some(({ row }) => row.kind !== 'optional') ? wanted.list : null) &&
				says(after.cost, isKnown ? wanted.cost : null) &&
				says(after.amount, isKnown ? wanted.amount : null) &&
				after.state === stateOf(sold)
			);
		}),
		runs,
	);
});

test('a larger discount never earns more', { timeout: patience }, () => {
	fc.assert(
		fc.property(rows, fc.integer({ min: 0, max: 998 }), fc.nat(), (deal, discount, place) => {
			const at = place % deal.length;
			if (['credit', 'back', 'reduction'].includes(deal[at]?.kind ?? '')) return true;
			const earned = (value: number) => {
				const typed = { text: '', value: thousandths(value) };
				const { after } = marginOf(deal, { lines: { [at]: { price: { by: 'discount', typed } } } });
				return read(after.amount ?? '0');
			};
			return !isBelow(earned(discount), earned(discount + 1));
		}),
		{ ...runs, numRuns: 3000 },
	);
});

/** A target is kept with the floor alone: credits with other limits can weigh a deal's target below its floor. */
const limitSets = { target: [targets, floors], floor: [floors] } as const;
const keepsAll = (sold: Parameters<typeof isKept>[0], kind: keyof typeof limitSets) =>
	limitSets[kind].every((limits) => isKept(sold, limits));

const steps = (text: string) => Number((read(text).top * 1000n) / read(text).bottom);

test('the largest discounts keep their limits, and a tenth of a percent more breaks them', {
	timeout: patience,
}, () => {
	fc.assert(
		fc.property(rows, (deal) => {
			const { largestForTarget, largestForFloor } = marginOf(deal);
			return (
				[
					[largestForTarget, 'target'],
					[largestForFloor, 'floor'],
				] as const
			).every(([found, kind]) => {
				const keeps = (discount: number) =>
					keepsAll(
						deal.map((row) => soldOf(row, discount)),
						kind,
					);
				if (found === null) return !keeps(0);
				return keeps(steps(found)) && (steps(found) === 1000 || !keeps(steps(found) + 1));
			});
		}),
		runs,
	);
});

test('so do those of one line, with the others as they are', { timeout: patience }, () => {
	fc.assert(
		fc.property(rows, (deal) => {
			const at = deal.findIndex(({ kind }) => kind === 'sold' || kind === 'bundle');
			const row = deal[at];
			if (!row) return true;
			const { largestForTarget: found } = lineOf(marginOf(deal, { activeLineId: String(at) }), String(at));
			if (soldOf(row).cost === null) return found === null;
			const keeps = (discount: number) =>
				keepsAll(
					deal.map((each, index) => soldOf(each, index === at ? discount : null)),
					'target',
				);
			if (found === null) return !keeps(0);
			return keeps(steps(found)) && (steps(found) === 1000 || !keeps(steps(found) + 1));
		}),
		runs,
	);
});

/** The sums of a quote as the maths holds them. */
function sidesOf(deal: readonly Row[]) {
	const facts = quote(linesOf(deal));
	const context = ruleContext(facts, null, { name: '', role: 'rep' }, '2026-11-24');
	const limitsOf = (product: Product | null) => limitsFor(product, given.margin, context);
	const source = lineSource(facts, { ...given, costs: costsOf(deal) }, { key: context, limitsOf }, '2026-11-24');
	return dealSides(facts, noEdits(facts.ref), source);
}

const cent = ratio(1n, 100n);

test('the lowest revenue of a line is exact to the cent: one cent more off breaks the floor', {
	timeout: patience,
}, () => {
	fc.assert(
		fc.property(rows, (deal) => {
			const at = deal.findIndex(({ kind }) => kind === 'sold' || kind === 'bundle');
			const row = deal[at];
			const sides = sidesOf(deal);
			const item = sides.lines.find(({ view }) => view.id === String(at))?.item;
			if (!row || !item) return true;
			const found = lowestItemRevenue(item, sides.after, 'floor');
			const own = soldOf(row);
			if (own.cost === null) return found === null;
			const keeps = (revenue: typeof own.revenue) =>
				isKept(
					deal.map((each, index) => (index === at ? { ...own, revenue } : soldOf(each))),
					floors,
				);
			if (found === null) return !keeps(own.list);
			const lowest = read(formatDecimal(found));
			return keeps(lowest) && (lowest.top === 0n || !keeps(minus(lowest, cent)));
		}),
		runs,
	);
});

test('the lowest revenue of a deal is exact to the cent at the weight its lines have', { timeout: patience }, () => {
	fc.assert(
		fc.property(rows, (deal) => {
			const found = lowestRevenue(sidesOf(deal).after, 'floor');
			const { known, things, cost } = truth(deal.map((row) => soldOf(row)));
			const earning = known.filter(({ revenue }) => isBelow(none, revenue));
			const weight = total(earning.map(({ revenue }) => revenue));
			if (things.length === 0 || known.length < things.length || !isBelow(none, weight)) return found === null;
			const wanted = total(earning.map(({ row, revenue }) => times(floors[row.family], revenue)));
			if (!isBelow(wanted, weight)) return found === null;
			const keeps = (revenue: typeof cost) => !isBelow(times(minus(revenue, cost), weight), times(wanted, revenue));
			if (found === null) return false;
			const lowest = read(formatDecimal(found));
			return keeps(lowest) && !keeps(minus(lowest, cent));
		}),
		runs,
	);
});

/** Told by the CRM, for the line's own unit, as often as its price is due. */
const plainCost = { teller: 'crm', units: 1, period: 'price' } as const;

test('a cost in a currency without a rate is never subtracted', { timeout: patience }, () => {
	fc.assert(
		fc.property(rows, (deal) => {
			const foreign = deal.map((row): Row => ({ ...row, ...plainCost, currency: 'CHF', cost: row.cost ?? 1 }));
			const { after, lines } = marginOf(foreign);
			// What is not sold costs nothing in any currency.
			const isNothing = foreign.some(({ kind }) => kind === 'nothing') || areOptions(foreign.map((row) => soldOf(row)));
			const reasons = lines.filter(({ part, quantity }) => part === 'sold' && quantity !== '0');
			return (
				reasons.every(({ unknown }) => unknown === 'cost-currency') &&
				(isNothing ? says(after.cost, none) : after.amount === null && after.margin === null)
			);
		}),
		{ ...runs, numRuns: 3000 },
	);
});

test('a quote in several currencies earns what it earns in one', { timeout: patience }, () => {
	fc.assert(
		fc.property(rows, (deal) => {
			const euros = deal.map((row): Row => ({ ...row, ...plainCost, currency: 'EUR' }));
			const dollars = deal.map((row): Row => ({ ...row, ...plainCost, currency: 'USD' }));
			const [one, other] = [marginOf(euros).after, marginOf(dollars).after];
			if (one.cost === null || other.cost === null) return one.cost === other.cost;
			return says(other.cost, times(read(one.cost), ratio(9n, 10n)));
		}),
		{ ...runs, numRuns: 3000 },
	);
});

test('the oracle tells a broken limit from a kept one', () => {
	const row: Row = {
		kind: 'sold',
		quantity: 1,
		list: 10_000,
		discount: 0,
		cost: 7000,
		...plainCost,
		isOwnCost: false,
		currency: 'EUR',
		every: null,
		term: null,
		family: 'Pumps',
		parts: [],
	};
	expect([isKept([soldOf(row)], targets), isKept([soldOf(row, 1)], targets)]).toEqual([true, false]);
	expect(isKept([soldOf({ ...row, currency: 'CHF' })], targets)).toBe(false);
	expect(says('40', plus(ratio(30n), ratio(10n)))).toBe(true);
	expect(says(null, ratio(0n))).toBe(false);
});
