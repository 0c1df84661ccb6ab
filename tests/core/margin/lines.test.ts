import { expect, test } from 'vitest';
import { simulateDiscount } from '../../../core/margin/what-if.ts';
import { type LineEdit, noEdits, unknownProduct } from '../../../core/model/deal-edits.ts';
import { line, lineOf, look, opportunity, playbook, quote, typed } from './quote.ts';

test('an optional line is in no sum and keeps figures of its own', () => {
	const margin = look(quote([line('A'), line('B', { quantity: '5', isOptional: true })]));
	expect(margin.after).toMatchObject({ revenue: '100', list: '100', cost: '60', margin: '0.4' });
	expect(margin.optionalLines).toBe(1);
	expect(margin.coverage).toEqual({ knownLines: 1, allLines: 1, revenueShare: '1' });
	expect(lineOf(margin, 'B')).toMatchObject({ part: 'optional', after: { revenue: '500', margin: '0.4' } });
	expect(look(quote([line('B', { isOptional: true })])).gap).toBe('options-only');
});

test('an edit of an optional line changes no sum, gives nothing up and makes nothing unknown', () => {
	const deal = quote([line('A'), line('B', { isOptional: true, unitCost: null })]);
	const margin = look(deal, { edits: { lines: { ...typed('A', '0.1').lines, ...typed('B', '0.5').lines } } });
	expect(margin.givenUp).toBe('10');
	expect(margin.payoff?.breakEvenVolume).toBe('0.333334');
});

const reduction = line('R', { product: null, listPrice: null, netPrice: '-30', unitCost: null });

test('a discount written as a line costs nothing, lowers the price and has no margin of its own', () => {
	// 200 − 30 = 170; 170 − 120 = 50; 50 / 170 = 0.294118; 1 − 170 / 200 = 15 %.
	const margin = look(quote([line('A'), line('B'), reduction]));
	expect(margin.after).toMatchObject({
		revenue: '170',
		knownRevenue: '170',
		list: '200',
		cost: '120',
		amount: '50',
		margin: '0.294118',
		discount: '0.15',
		state: 'under-target',
	});
	expect(margin.coverage).toEqual({ knownLines: 2, allLines: 2, revenueShare: '1' });
	expect(lineOf(margin, 'R')).toMatchObject({
		part: 'reduction',
		unknown: null,
		limits: null,
		rule: null,
		givenOffList: '30',
		after: { revenue: '-30', cost: '0', margin: null, state: 'no-limit' },
	});
});

test('a discount product whose cost is 0 is a reduction too; alone it makes no margin of 100 %', () => {
	const listed = line('R', { listPrice: '-30', unitCost: '0' });
	expect(look(quote([line('A'), listed])).after).toMatchObject({ revenue: '70', list: '100', amount: '10' });
	const unknown = look(quote([line('A', { unitCost: null }), listed]));
	expect(unknown.after).toMatchObject({ revenue: '70', knownRevenue: null, margin: null, state: 'unknown' });
	expect(unknown.gap).toBe('no-known-cost');
});

test('a reduction typed on the page is given up like any discount', () => {
	const added = {
		id: 'x',
		...unknownProduct,
		description: 'Discount',
		quantity: '1',
		listPrice: null,
		netPrice: '-20',
	};
	const margin = look(quote([line('A'), line('B')]), { edits: { added: [added] } });
	expect(margin.after).toMatchObject({ revenue: '180', amount: '60', margin: '0.333333' });
	expect(margin.givenUp).toBe('20');
	expect(lineOf(margin, 'x')).toMatchObject({ part: 'reduction', unknown: null });
});

test('a reduction stays one while its amount is typed anew', () => {
	const edits = { lines: { R: { price: { by: 'netPrice', typed: { text: '0', value: '0' } } } } } as const;
	const margin = look(quote([line('A'), reduction]), { edits });
	expect(margin.after).toMatchObject({ revenue: '100', amount: '40' });
	expect(margin.coverage).toEqual({ knownLines: 1, allLines: 1, revenueShare: '1' });
	expect(margin.oddities).toEqual([]);
});

test('a credit line takes back its revenue and its cost', () => {
	// 300 − 100 = 200 of 120: the credit takes 40 of margin back.
	const margin = look(quote([line('A', { quantity: '3' }), line('C', { quantity: '-1' })]));
	expect(margin.after).toMatchObject({ revenue: '200', cost: '120', amount: '80', margin: '0.4' });
	expect(lineOf(margin, 'C')).toMatchObject({ part: 'sold', after: { revenue: '-100', cost: '-60', amount: '-40' } });
});

test('goods taken back whose cost nobody knows are not a discount', () => {
	const margin = look(quote([line('A', { quantity: '3' }), line('C', { quantity: '-1', unitCost: null })]));
	expect(margin.after).toMatchObject({ revenue: '200', knownRevenue: '300', amount: '120' });
	// 300 of 300 + 100.
	expect(margin.coverage).toEqual({ knownLines: 1, allLines: 2, revenueShare: '0.75' });
	expect(lineOf(margin, 'C')).toMatchObject({ part: 'sold', unknown: 'cost-unknown' });
});

test('a product discounted by more than 100 % is no reduction, whatever it costs', () => {
	const deal = quote([line('A', { quantity: '3' }), line('B', { unitCost: null })]);
	const margin = look(deal, { edits: typed('B', '1.25') });
	expect(lineOf(margin, 'B')).toMatchObject({ part: 'sold', unknown: 'cost-unknown' });
	expect(margin.oddities).toEqual([{ lineName: 'B', oddity: 'over-hundred', value: '1.25' }]);
});

test('a free line counts with its whole cost and is under its floor', () => {
	// 100 − 60 − 60 = −20.
	const margin = look(quote([line('A'), line('F', { netPrice: '0' })]));
	expect(margin.after).toMatchObject({ revenue: '100', list: '200', cost: '120', amount: '-20', margin: '-0.2' });
	expect(lineOf(margin, 'F')).toMatchObject({
		givenOffList: '100',
		after: { revenue: '0', amount: '-60', margin: null, discount: '1', state: 'under-floor' },
	});
});

test('a deal given away is under its floor, and that is said without points', () => {
	const margin = look(quote([line('A')]), { edits: typed('A', '1') });
	expect(margin.after).toMatchObject({ revenue: '0', amount: '-60', margin: null, state: 'under-floor' });
	expect(margin.warning).toMatchObject({ state: 'under-floor', by: null });
});

test('a quantity of 0 adds nothing, and has no margin in percent', () => {
	const margin = look(quote([line('A'), line('Z', { quantity: '0', unitCost: null })]));
	expect(margin.after).toMatchObject({ revenue: '100', cost: '60', margin: '0.4' });
	expect(margin.coverage.revenueShare).toBe('1');
	expect(lineOf(margin, 'Z').after).toMatchObject({ revenue: '0', amount: '0', margin: null, state: 'no-revenue' });
});

const bundle = [
	line('K', { listPrice: '500', unitCost: null }),
	line('K1', { partOf: 'K', netPrice: '0', unitCost: '200', quantity: '1' }),
	line('K2', { partOf: 'K', netPrice: null, listPrice: null, unitCost: '50', quantity: '3' }),
];

test('a bundle has one margin: its line’s price against the cost of its parts', () => {
	// 500 − 200 − 3 × 50 = 150, 30 %; with A: 190 / 600.
	const margin = look(quote([line('A'), ...bundle]));
	expect(margin.after).toMatchObject({ revenue: '600', list: '600', cost: '410', amount: '190', margin: '0.316667' });
	expect(margin.coverage).toEqual({ knownLines: 2, allLines: 2, revenueShare: '1' });
	expect(lineOf(margin, 'K')).toMatchObject({
		part: 'bundle',
		unknown: null,
		after: { revenue: '500', cost: '350', margin: '0.3', state: 'on-target' },
		// 350 / 0.8 and 350 / 0.7.
		floorPrice: '437.5',
		targetPrice: '500',
	});
	expect(lineOf(margin, 'K1')).toMatchObject({
		part: 'part',
		limits: null,
		floorPrice: null,
		after: { cost: '200', margin: null, state: 'no-limit' },
	});
});

test('a bundle whose part is of unknown cost is unknown as a whole', () => {
	const margin = look(
		quote([line('A'), ...bundle.map((each) => (each.id === 'K2' ? { ...each, unitCost: null } : each))]),
	);
	expect(lineOf(margin, 'K')).toMatchObject({ unknown: 'cost-unknown', after: { margin: null } });
	expect(margin.coverage).toEqual({ knownLines: 1, allLines: 2, revenueShare: '0.166667' });
});

test('parts with prices of their own add to the bundle, and a discount on its line leaves them', () => {
	// 400 + 100 = 500 of 250 + 60; 10 % off the 400: 460 − 310 = 150.
	const deal = quote([line('K', { listPrice: '400', unitCost: '250' }), line('K1', { partOf: 'K' })]);
	const margin = look(deal, { edits: typed('K', '0.1') });
	expect(margin.before).toMatchObject({ revenue: '500', list: '500', amount: '190' });
	expect(margin.after).toMatchObject({ revenue: '460', amount: '150' });
	// (310 / 0.7 − 100) / 1 = 342.857…
	expect(lineOf(margin, 'K').targetPrice).toBe('342.86');
	// 442.857 must be left of 500: 57.142 of 400 is 14.2 %.
	expect(lineOf(margin, 'K').largestForTarget).toBe('0.142');
});

test('a bundle without a price is sold at the prices of its parts', () => {
	const head = line('K', { listPrice: null, netPrice: null, unitCost: null });
	const margin = look(quote([head, line('K1', { partOf: 'K' }), line('K2', { partOf: 'K', discounts: ['0.1'] })]));
	expect(margin.after).toMatchObject({ revenue: '190', list: '200', cost: '120' });
	expect(lineOf(margin, 'K').after).toMatchObject({ revenue: '190', cost: '120' });
});

test('parts of a bundle that is removed stand for themselves', () => {
	const margin = look(quote([line('K'), line('K1', { partOf: 'K' })]), { edits: { removed: ['K'] } });
	expect(margin.before.revenue).toBe('200');
	expect(margin.after).toMatchObject({ revenue: '100', cost: '60' });
	expect(lineOf(margin, 'K1').part).toBe('sold');
	expect(lineOf(margin, 'K').after).toBeNull();
});

test('a bundle the customer has not taken takes its parts with it; lines that are parts of each other lose nothing', () => {
	const optional = look(quote([line('A'), line('K', { isOptional: true }), line('K1', { partOf: 'K' })]));
	expect(optional.after.revenue).toBe('100');
	expect(optional.optionalLines).toBe(1);
	const circle = look(quote([line('A', { partOf: 'B' }), line('B', { partOf: 'A' }), line('C', { partOf: 'A' })]));
	expect(circle.after.revenue).toBe('300');
	expect(look(quote([line('A', { partOf: 'gone' })])).after.revenue).toBe('100');
});

test('a line that recurs counts for its first year, or for its term', () => {
	// 10 a month for three years, of a cost of 4: 120 − 48 in the first year, 360 − 144 over the term.
	const recurrence = { everyMonths: 1, termMonths: 36 };
	const deal = quote([line('A'), line('S', { listPrice: '10', unitCost: '4', recurrence })]);
	const year = look(deal);
	expect(year.after).toMatchObject({ revenue: '220', list: '220', cost: '108', amount: '112' });
	expect(year.recurringBasis).toBe('first-year');
	expect(lineOf(year, 'S')).toMatchObject({
		everyMonths: 1,
		after: { revenue: '120', margin: '0.6' },
		targetPrice: '5.72',
	});
	const term = look(deal, { playbook: playbook({}, { recurringBasis: 'term' }) });
	expect(term.after).toMatchObject({ revenue: '460', cost: '204' });
	expect(term.recurringBasis).toBe('term');
	expect(look(quote([line('A')])).recurringBasis).toBeNull();
});

test('a shorter term is not counted as a year; an open one has no sum over its term', () => {
	const recurring = (everyMonths: number, termMonths: number | null) =>
		quote([line('S', { recurrence: { everyMonths, termMonths } })]);
	expect(look(recurring(1, 6)).after.revenue).toBe('600');
	expect(look(recurring(3, null)).after.revenue).toBe('400');
	// Every five months: 12 / 5 = 2.4 times.
	expect(look(recurring(5, null)).after).toMatchObject({ revenue: '240', margin: '0.4' });
	const open = look(recurring(1, null), { playbook: playbook({}, { recurringBasis: 'term' }) });
	expect(open.after).toMatchObject({ revenue: null, margin: null });
	expect(lineOf(open, 'S').unknown).toBe('term-unknown');
});

test('lowest prices are rounded up to cents and given per unit', () => {
	// 60 / 0.8 = 75; 60 / 0.7 = 85.714…
	expect(lineOf(look(quote([line('A', { quantity: '7' })])), 'A')).toMatchObject({
		floorPrice: '75',
		targetPrice: '85.72',
		givenOffList: '0',
	});
	expect(lineOf(look(quote([line('A', { unitCost: null })])), 'A')).toMatchObject({
		floorPrice: null,
		targetPrice: null,
	});
});

test('a discount over the deal leaves reductions, credits, parts and what is not taken as they are', () => {
	const lines = [
		line('A'),
		reduction,
		line('C', { quantity: '-1', listPrice: '50', unitCost: '30' }),
		line('O', { isOptional: true }),
		...bundle,
	];
	const deal = quote(lines);
	const draft = simulateDiscount(deal, noEdits(deal.ref), null, '0.1');
	expect(Object.keys(draft.lines)).toEqual(['A', 'K']);
	// 90 − 30 − 50 + 450.
	expect(look(deal, { edits: draft }).after.revenue).toBe('460');
});

test('the largest discount stays exact beside a reduction', () => {
	// (200(1−d) − 10) × 0.7 ≥ 120 → 200(1−d) ≥ 181.428… → d ≤ 9.2857 %.
	const deal = quote([line('A'), line('B'), { ...reduction, netPrice: '-10' }]);
	const margin = look(deal, { edits: { activeLineId: 'A' } });
	expect(margin.largestForTarget).toBe('0.092');
	// 100(1−d) + 100 − 10 ≥ 171.428… → d ≤ 18.571 %.
	expect(lineOf(margin, 'A').largestForTarget).toBe('0.185');
	const at = (value: string) => look(deal, { edits: typed('A', value) }).after.state;
	expect([at('0.185'), at('0.186')]).toEqual(['on-target', 'under-target']);
});

test('an opportunity offers the largest discount of a line like a quote', () => {
	// 100 (1 − d) + 100 ≥ 171.43: 28.57 %; its own amount says something else.
	const margin = look(opportunity('150', [line('A'), line('B')]), { edits: typed('A', '0.1') });
	expect(lineOf(margin, 'A').largestForTarget).toBe('0.285');
	expect(margin.largestForTarget).toBe('0.142');
});

test('a bundle with a cost of its own does not add the costs of parts that it pays for', () => {
	const parts = [
		line('K1', { partOf: 'K', netPrice: '0', unitCost: '35' }),
		line('K2', { partOf: 'K', netPrice: null, listPrice: null, unitCost: '25' }),
		line('K3', { partOf: 'K', netPrice: '0', unitCost: null }),
	];
	expect(look(quote([line('K'), ...parts])).after).toMatchObject({ revenue: '100', cost: '60', margin: '0.4' });
	// Without one, and where it is told to be 0, it costs what they cost.
	for (const own of [{ unitCost: null }, { unitCost: '0' }, { unitCost: null, isCostZero: true }])
		expect(look(quote([line('K', own), ...parts.slice(0, 2)])).after).toMatchObject({ cost: '60', margin: '0.4' });
});

test('a margin of a part of the deal is marked, never judged, and bounded from above', () => {
	const margin = look(quote([line('A', { quantity: '3' }), line('B', { unitCost: null })]));
	// Known: 300 − 180 = 120, 40 %. Of all 400 at most 220, 55 %.
	expect(margin).toMatchObject({ status: 'partial', gap: null, warning: null, largestForTarget: null });
	expect(margin.after).toMatchObject({
		revenue: '400',
		knownRevenue: '300',
		amount: '120',
		margin: '0.4',
		isPartial: true,
		state: 'unknown',
		bounds: { amount: { least: null, most: '220' }, margin: { least: null, most: '0.55' } },
	});
	expect(lineOf(margin, 'A').after?.state).toBe('on-target');
});

test('what is taken back at an unknown cost bounds the margin from below; both ways nothing does', () => {
	const back = line('B', { quantity: '-1', unitCost: null });
	// 300 − 100 = 200 less 180 is 20, and what B cost comes back.
	const { bounds } = look(quote([line('A', { quantity: '3' }), back])).after;
	expect(bounds).toEqual({ amount: { least: '20', most: null }, margin: { least: '0.1', most: null } });
	const both = look(quote([line('A', { quantity: '3' }), back, line('C', { unitCost: null })])).after;
	expect(both).toMatchObject({ isPartial: true, bounds: null });
	expect(look(quote([line('A'), line('P', { listPrice: null })])).after).toMatchObject({
		isPartial: true,
		bounds: null,
	});
});

test.for(['quote', 'opportunity'] as const)('an %s with a partly known cost is shown alike', (kind) => {
	const lines = [line('A'), line('B', { unitCost: null })];
	const deal = kind === 'quote' ? quote(lines) : opportunity('200', lines);
	expect(look(deal)).toMatchObject({ status: 'partial', after: { amount: '40', margin: '0.4', state: 'unknown' } });
});

test('no percent is given where revenue is not above 0: the money is shown', () => {
	// 110 % off: −10 − 60.
	const over = look(quote([line('A')]), { edits: typed('A', '1.1') });
	expect(over.after).toMatchObject({ revenue: '-10', amount: '-70', margin: null, state: 'under-floor' });
	expect(lineOf(over, 'A').after).toMatchObject({ amount: '-70', margin: null });
	expect(over).toMatchObject({ limits: null, status: 'exact', oddities: [{ oddity: 'over-hundred', value: '1.1' }] });
	const reduced = look(quote([line('A'), { ...reduction, netPrice: '-150' }]));
	expect(reduced.after).toMatchObject({ revenue: '-50', amount: '-110', margin: null, state: 'under-floor' });
	// 100 − 180 of revenue, and 60 − 108 of cost.
	const back = look(quote([line('A'), line('B', { quantity: '-2', listPrice: '90', unitCost: '54' })]));
	expect(back.after).toMatchObject({ revenue: '-80', cost: '-48', amount: '-32', margin: null, state: 'no-revenue' });
});

test('floor and target are not weighted by revenue below 0', () => {
	const families = [{ family: 'Spares', floor: '0.5', target: '0.6' }];
	const spare = { id: 'p', code: 'S', name: 'S', families: ['Spares'] };
	const deal = quote([line('A', { quantity: '3' }), line('S', { product: spare, quantity: '-1' })]);
	expect(look(deal, { playbook: playbook({}, { families }) }).limits).toEqual({ floor: '0.2', target: '0.3' });
});

test('goods taken back at a price below 0 give back the cost that the CRM turns with it', () => {
	const lines = [
		line('A', { listPrice: '12400', unitCost: '8150' }),
		line('B', { listPrice: '-12400', netPrice: '-12400', unitCost: '-8150' }),
	];
	const margin = look(quote(lines));
	expect(margin.after).toMatchObject({ revenue: '0', cost: '0', amount: '0', margin: null, state: 'no-revenue' });
	expect(lineOf(margin, 'B')).toMatchObject({ part: 'sold', after: { amount: '-4250', margin: null } });
});

test('a reduction of unknown amount makes revenue, margin and state unknown', () => {
	const margin = look(quote([line('A'), reduction]), { edits: typed('R', '0.1') });
	expect(margin.before).toMatchObject({ revenue: '70', margin: '0.142857' });
	expect(margin.after).toMatchObject({ revenue: null, amount: null, margin: null, discount: null, state: 'unknown' });
	expect(margin).toMatchObject({ gap: 'price-unknown', status: 'unknown', warning: null });
});

test('a discount that the CRM cuts down is said with the number that it read', () => {
	const said = (edit: LineEdit) => look(quote([line('A')]), { edits: { lines: { A: edit } } }).oddities;
	const all = { text: '12,5', value: '1' };
	expect(said({ price: { by: 'discount', typed: all, cutFrom: '1.25' } })).toEqual([
		{ lineName: 'A', oddity: 'cut', value: '1.25' },
	]);
	expect(said({ price: { by: 'amountOff', typed: { text: '900', value: '100' }, cutFrom: '900' } })).toEqual([
		{ lineName: 'A', oddity: 'cut-amount', value: '900' },
	]);
});

test('a price below zero is said, by whichever field it comes', () => {
	const value = (written: string) => ({ text: written, value: written });
	const said = (edit: LineEdit) => look(quote([line('A')]), { edits: { lines: { A: edit } } }).oddities;
	const below = [{ lineName: 'A', oddity: 'negative-price', value: '-5' }];
	expect(said({ listPrice: value('-5') })).toEqual(below);
	expect(said({ price: { by: 'netPrice', typed: value('-5') } })).toEqual(below);
	expect(said({ price: { by: 'amountOff', typed: value('105') } })).toEqual(below);
	expect(said({ price: { by: 'discount', typed: value('-0.05') } })).toEqual([
		{ lineName: 'A', oddity: 'surcharge', value: '-0.05' },
	]);
	expect(said({ listPrice: value('5') })).toEqual([]);
});

test('a price under the lowest that the CRM takes of most users is said, and counts all the same', () => {
	const at = (discount: string) => {
		const price = { by: 'discount', typed: { text: discount, value: discount } } as const;
		return look(quote([line('A')]), { edits: { lines: { A: { price, leastPrice: '85' } } } });
	};
	expect(at('0.15').oddities).toEqual([]);
	expect(at('0.16')).toMatchObject({
		oddities: [{ lineName: 'A', oddity: 'below-least', value: '85' }],
		after: { revenue: '84' },
	});
	// The line is refused as a whole, whatever of it is typed.
	const quantity = { text: '2', value: '2' };
	const low = quote([line('A', { listPrice: '80' })]);
	expect(look(low, { edits: { lines: { A: { quantity, leastPrice: '85' } } } }).oddities).toHaveLength(1);
});

test('so is that of a line that is added', () => {
	const at = (netPrice: string) => {
		const added = { ...unknownProduct, id: 'x', description: 'B', quantity: '1', listPrice: '100' };
		return look(quote([line('A')]), { edits: { added: [{ ...added, netPrice, leastPrice: '85.5' }] } });
	};
	expect(at('85.5').oddities).toEqual([]);
	expect(at('85.4')).toMatchObject({
		oddities: [{ lineName: 'B', oddity: 'below-least', value: '85.5' }],
		after: { revenue: '185.4' },
	});
	// Nothing is said of a discount that no product's lowest price is known for.
	const reduction = { ...unknownProduct, id: 'x', description: 'B', quantity: '1', listPrice: null, netPrice: '-5' };
	expect(look(quote([line('A')]), { edits: { added: [reduction] } }).oddities).toEqual([]);
});

test('a list price typed below the saved one is a discount off that', () => {
	const deal = quote([line('A', { discounts: ['0.1'] })]);
	const at = (text: string) =>
		look(deal, { edits: { lines: { A: { listPrice: { text, value: text } } }, activeLineId: 'A' } });
	// 80 less 10 % is 72 of 100; 120 less 10 % is 108 of 120.
	expect(at('80').after).toMatchObject({ revenue: '72', list: '100', discount: '0.28' });
	expect(at('120').after).toMatchObject({ revenue: '108', list: '120', discount: '0.1' });
	// The field's percent is taken off what stands there: 80 (1 − d) ≥ 75.
	expect(lineOf(at('80'), 'A').largestForFloor).toBe('0.062');
});
