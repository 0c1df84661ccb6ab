import { expect, test } from 'vitest';
import { type DealFacts, noEdits } from '../../core/model/deal.ts';
import { type ShownMargin, selectShownDeal } from '../../stores/deal-view.ts';
import { largestAccount, marginAccount } from '../../stores/margin-account.ts';
import { createFarSide, discountTyped } from '../components/sidebar/far-side.ts';
import { fixtureDeal } from '../fixtures/fixture-deal.ts';

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
