import { expect, test } from 'vitest';
import { largestAccount, marginAccount } from '../../../core/explain/margin-account.ts';
import type { DealFacts } from '../../../core/model/deal.ts';
import { noEdits } from '../../../core/model/deal-edits.ts';
import { type ShownMargin, selectShownDeal } from '../../../stores/deal/view.ts';
import { createFarSide, discountTyped } from '../../components/sidebar/far-side.ts';
import { fixtureDeal } from '../../fixtures/fixture-deal.ts';
import { line, look, opportunity, playbook } from '../margin/quote.ts';

async function shownFor(facts: DealFacts, edits = noEdits(facts.ref)): Promise<ShownMargin> {
	const far = createFarSide();
	far.show(facts);
	far.read(facts);
	await far.settle();
	far.edit(edits);
	const shown = selectShownDeal(far.deal.getState(), { name: 'Ada', role: 'rep' }, '2026-11-24')?.shownMargin;
	if (!shown) throw new Error('nothing shown');
	return shown;
}

const changed = (lineId: string, change: object): DealFacts => ({
	...fixtureDeal,
	lines: (fixtureDeal.lines ?? []).map((line) => (line.id === lineId ? { ...line, ...change } : line)),
});

// Without the list price of FRT (450 for both): revenue 37,360 − 450 = 36,910, list 40,810 − 450 = 40,360.
test('both sides of the discount leave out a line without a list price', async () => {
	const { margin, facts, draft } = await shownFor(changed('5', { listPrice: null, netPrice: '450' }));
	expect(marginAccount(margin, facts, draft).listed).toEqual({ revenue: '36910', list: '40360' });
	expect(largestAccount(margin, null, 'target')).toBeNull();
});

test('the largest discount of a deal is its cost against what its list prices leave', async () => {
	const { margin } = await shownFor(fixtureDeal);
	// 40,810 × 70 % = 28,567; 25,320 / 28,567 = 0.886337, so 11.3663 %.
	expect(largestAccount(margin, null, 'target')).toEqual({ needed: '25320', full: '28567', discount: '0.113663' });
	// 24,800 × 75 % + 16,010 × 80 % = 31,408; 25,320 / 31,408 = 0.806164.
	expect(largestAccount(margin, null, 'floor')).toEqual({ needed: '25320', full: '31408', discount: '0.193836' });
});

test('limits stand once for each rule, with the revenue they hold for', async () => {
	const { margin, facts, draft } = await shownFor(fixtureDeal, discountTyped('1', '15', '0.15'));
	expect(marginAccount(margin, facts, draft).limits).toEqual([
		{ family: 'compressors', floor: '0.25', floorBand: null, target: '0.30', revenue: '21080' },
		{ family: null, floor: '0.2', floorBand: null, target: '0.3', revenue: '15040' },
	]);
});

test('what is typed stands as it is typed, and lines and costs may have been read apart', async () => {
	const lines = { source: 'page', at: '2026-11-24T09:10:00.000Z' } as const;
	const edits = {
		...noEdits(fixtureDeal.ref),
		lines: {
			'2': {
				quantity: { text: '5', value: '5' },
				price: { by: 'netPrice', typed: { text: '1.700,00', value: '1700' } },
			},
		},
	} as const;
	const { margin, facts, draft } = await shownFor({ ...fixtureDeal, readings: { lines } }, edits);
	const account = marginAccount(margin, facts, draft);
	expect(account.typed).toEqual([
		{ lineName: 'CP-7', what: 'netPrice', text: '1.700,00' },
		{ lineName: 'CP-7', what: 'quantity', text: '5' },
	]);
	expect(account.lines).toEqual(lines);
	expect(account.costs).toEqual(lines);
	expect(account.fromCrm).toBe(5);
});

const bySums = { ...fixtureDeal, lines: [line('A'), line('B')] };
const reduction = line('R', { product: null, listPrice: '-10', unitCost: null });

test('lines in no sum, reductions and what recurs are named', () => {
	const facts = {
		...bySums,
		lines: [
			line('A', { recurrence: { everyMonths: 1, termMonths: null } }),
			line('O', { isOptional: true }),
			reduction,
		],
	};
	const account = marginAccount(look(facts), facts, noEdits(facts.ref));
	expect(account.optional).toEqual(['O']);
	expect(account.reductions).toEqual([{ name: 'R', amount: '-10' }]);
	expect(account.recurring).toEqual([{ name: 'A', everyMonths: 1 }]);
	// 12 × 100 − 10 of 1,200; what is optional is on neither side.
	expect(account.listed).toEqual({ revenue: '1190', list: '1200' });
	expect(account.limits.map(({ revenue }) => revenue)).toEqual(['1200']);
});

test('a reduction takes its part of what the list prices leave', () => {
	const margin = look({ ...bySums, lines: [line('A'), line('B'), reduction] });
	// 120 + 10 × 70 % = 127 of 140: 9.2857 %.
	expect(largestAccount(margin, null, 'target')).toEqual({ needed: '127', full: '140', discount: '0.092857' });
	expect(margin.largestForTarget).toBe('0.092');
});

test('where no such sum says it there is none', () => {
	const bundle = [line('K', { unitCost: null }), line('P', { partOf: 'K' })];
	expect(largestAccount(look({ ...bySums, lines: bundle }), null, 'target')).toBeNull();
	const guides = [{ product: 'A', floorPrice: '70', targetPrice: '80', currency: 'EUR' }];
	const byPrice = look(
		{ ...bySums, lines: [line('A', { unitCost: null }), line('B')] },
		{ playbook: playbook({ priceGuides: guides }) },
	);
	expect(byPrice.largestForTarget).not.toBeNull();
	expect(largestAccount(byPrice, null, 'target')).toBeNull();
});

test('an opportunity’s amount must leave its cost', () => {
	const margin = look(opportunity('200', [line('A'), line('B')]));
	expect(largestAccount(margin, null, 'target')).toEqual({ needed: '120', full: '140', discount: '0.142857' });
});
