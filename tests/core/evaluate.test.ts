import { expect, test } from 'vitest';
import { evaluate } from '../../core/evaluate.ts';
import { simulateDiscount } from '../../core/margin/what-if.ts';
import { type DealFacts, noNotes } from '../../core/model/deal.ts';
import { type DealEdits, noEdits, unknownProduct } from '../../core/model/deal-edits.ts';
import type { PlaybookForDeal } from '../../core/model/playbook.ts';
import { fixtureDeal, fixturePlaybook } from '../fixtures/fixture-deal.ts';

const viewer = { name: 'Ada', role: 'rep' } as const;
const clean = noEdits(fixtureDeal.ref);

function look(
	deal: DealFacts = fixtureDeal,
	draft: DealEdits = clean,
	playbook: PlaybookForDeal = fixturePlaybook,
	notes = noNotes,
) {
	return evaluate(deal, draft, playbook, viewer, '2026-11-24', notes);
}

function discountTyped(text: string, value: string | null): DealEdits {
	return { ...clean, lines: { '1': { price: { by: 'discount', typed: { text, value } } } }, activeLineId: '1' };
}

function withLine(id: string, change: object): DealFacts {
	return {
		...fixtureDeal,
		lines: (fixtureDeal.lines ?? []).map((line) => (line.id === id ? { ...line, ...change } : line)),
	};
}

test('the saved deal has the margin worked out by hand', () => {
	const { margin } = look();
	expect(margin.after).toMatchObject({
		revenue: '37360',
		list: '40810',
		cost: '25320',
		amount: '12040',
		margin: '0.32227',
	});
	expect(margin.isEdited).toBe(false);
	expect(margin.coverage).toEqual({ knownLines: 5, allLines: 5, revenueShare: '1' });
});

test('15 % typed into the first line moves the deal to 29.9 % and says what the firm gives up', () => {
	const { margin } = look(fixtureDeal, discountTyped('15', '0.15'));
	expect(margin.before.margin).toBe('0.32227');
	expect(margin.after).toMatchObject({ revenue: '36120', amount: '10800', margin: '0.299003' });
	expect(margin.givenUp).toBe('1240');
	// 1 − 36,120 / 40,810 = 0.114922…
	expect(margin.after.discount).toBe('0.114923');
});

test('the largest discount is rounded down so that it really keeps the target', () => {
	const { margin } = look(fixtureDeal, {
		...noEdits(fixtureDeal.ref),
		activeLineId: fixtureDeal.lines?.[0]?.id ?? null,
	});
	// At 30 % for all: revenue 25,320 / 0.7 = 36,171.43; line 1 may sink to 21,131.43 of 24,800: 14.793 %.
	expect(margin.lines[0]?.largestForTarget).toBe('0.147');
	const at = (value: string) => look(fixtureDeal, discountTyped('', value)).margin.after.state;
	expect([at('0.147'), at('0.148')]).toEqual(['on-target', 'under-target']);
	// Cost 25,320 = 24,800·(1−d)·0.75 + 15,040·0.8 → d = 0.285591.
	expect(margin.lines[0]?.largestForFloor).toBe('0.285');
	expect([at('0.285'), at('0.286')]).toEqual(['under-target', 'under-floor']);
	// All lines alike: 25,320 = 40,810·(1−d)·0.7 → d = 0.113663.
	expect(margin.largestForTarget).toBe('0.113');
});

test('a line whose cost is unknown is left out of the margin and named', () => {
	const { margin } = look(withLine('3', { unitCost: null }));
	// Without installation: revenue 31,600, cost 21,660, margin 9,940 = 31.4557 %; coverage 31,600 / 37,360.
	expect(margin.after).toMatchObject({ revenue: '37360', knownRevenue: '31600', amount: '9940', margin: '0.314557' });
	expect(margin.coverage).toEqual({ knownLines: 4, allLines: 5, revenueShare: '0.845824' });
	expect(margin.lines[2]).toMatchObject({ unknown: 'cost-unknown', after: { margin: null, state: 'unknown' } });
});

test('a cost in another currency is unknown, not subtracted', () => {
	expect(look(withLine('1', { costCurrency: 'USD' })).margin.lines[0]?.unknown).toBe('cost-currency');
});

test('the playbook’s cost list stands in for a cost the CRM does not tell', () => {
	const playbook = {
		...fixturePlaybook,
		costs: [{ product: 'INST-D', unitCost: '610', currency: 'EUR', period: 'unsaid' as const }],
	};
	const { margin } = look(withLine('3', { unitCost: null }), clean, playbook);
	expect(margin.after.margin).toBe('0.32227');
	expect(margin.lines[2]?.costFrom).toBe('cost-list');
});

test('a half-typed discount changes no figure and is named', () => {
	const { margin } = look(fixtureDeal, discountTyped('1,', null));
	expect(margin.after).toEqual(margin.before);
	expect(margin.halfTyped).toEqual(['CX-40']);
});

test('a discount over 100 % is computed as the CRM would and said', () => {
	const { margin } = look(fixtureDeal, discountTyped('125', '1.25'));
	expect(margin.oddities).toEqual([{ lineName: 'CX-40', oddity: 'over-hundred' }]);
	// 37,360 − 22,320 − 6,200
	expect(margin.after.revenue).toBe('8840');
});

test('rows that fit no line leave the margin unknown', () => {
	const { margin } = look(fixtureDeal, { ...clean, areLinesUnmatched: true });
	expect(margin.gap).toBe('lines-unmatched');
	expect(margin.after).toMatchObject({ margin: null, state: 'unknown' });
});

test('an added line counts as revenue whose cost is unknown; a removed one is gone', () => {
	const added = {
		id: 'x',
		...unknownProduct,
		description: 'Training',
		quantity: '1',
		listPrice: '1000',
		netPrice: '900',
	};
	const { margin } = look(fixtureDeal, { ...clean, added: [added], removed: ['5'] });
	expect(margin.after).toMatchObject({ revenue: '37810', amount: '11970' });
	expect(margin.lines.at(-1)?.unknown).toBe('line-unsaved');
	expect(margin.givenUp).toBeNull();
});

test('prices are rounded per unit and then per line, as the CRM does', () => {
	const deal = { ...withLine('1', { quantity: '7', listPrice: '333.33', discounts: ['0.0333'], unitCost: '100' }) };
	// 333.33 × 0.9667 = 322.230111 → 322.2301; × 7 = 2,255.6107 → 2,255.61
	expect(look(deal).margin.lines[0]?.after?.revenue).toBe('2255.61');
});

test('an opportunity’s amount stands against the cost of its products', () => {
	const deal: DealFacts = { ...fixtureDeal, ref: { ...fixtureDeal.ref, kind: 'opportunity' } };
	const draft = { ...noEdits(deal.ref), amount: { text: '36,120', value: '36120' } };
	const { margin } = look(deal, draft);
	expect(margin.before.amount).toBe('12040');
	expect(margin.after).toMatchObject({ amount: '10800', margin: '0.299003' });
	expect(margin.basis).toBe('deal-amount');
	expect(look({ ...deal, lines: [] }).margin.gap).toBe('no-lines');
	const unknown = look({ ...deal, lines: withLine('1', { unitCost: null }).lines }).margin;
	expect(unknown.after).toMatchObject({ margin: null, state: 'unknown' });
});

test('an opportunity whose amount is the sum of its lines follows a discount typed into one of them', () => {
	const deal: DealFacts = { ...fixtureDeal, ref: { ...fixtureDeal.ref, kind: 'opportunity' } };
	const draft = { ...discountTyped('15', '0.15'), ref: deal.ref };
	// 24,800 × 0.85 = 21,080 + 15,040 = 36,120; − 25,320 = 10,800 = 29.9003 %.
	expect(look(deal, draft).margin).toMatchObject({
		after: { revenue: '36120', amount: '10800', margin: '0.299003' },
		before: { amount: '12040' },
		givenUp: '1240',
		gap: null,
	});
	const half = look(deal, { ...discountTyped('1,', null), ref: deal.ref }).margin;
	expect(half).toMatchObject({ halfTyped: ['CX-40'], gap: null });
	const added = { id: 'new', ...unknownProduct, description: 'Pump', quantity: '1', listPrice: null, netPrice: null };
	expect(look(deal, { ...draft, added: [added] }).margin.after).toMatchObject({ revenue: null, amount: null });
	// An amount that somebody entered is not made of the lines, and one that is typed goes before both.
	expect(look({ ...deal, amount: '37000' }, draft).margin.after).toMatchObject({ revenue: '37000', amount: '11680' });
	const typed = { ...draft, amount: { text: '36,000', value: '36000' } };
	expect(look(deal, typed).margin.after).toMatchObject({ revenue: '36000', amount: '10680' });
});

test('the deal’s limits are those of its lines weighted by revenue', () => {
	// (22,320 × 0.25 + 15,040 × 0.2) / 37,360 = 0.229872; every target is 0.3.
	expect(look().margin.limits).toEqual({ floor: '0.229872', target: '0.3' });
	expect(look().margin.after.state).toBe('on-target');
	expect(look(fixtureDeal, discountTyped('15', '0.15')).margin.warning).toEqual({
		level: 'reason',
		state: 'under-target',
		by: '0.000997',
		isReasonMissing: true,
	});
});

test('warnings switched off say nothing', () => {
	const playbook = { ...fixturePlaybook, margin: { ...fixturePlaybook.margin, warnings: 'off' } as const };
	expect(look(fixtureDeal, discountTyped('15', '0.15'), playbook).margin.warning).toBeNull();
});

test('the what-if discount moves figures without an edit on the page', () => {
	const margin = look(fixtureDeal, simulateDiscount(fixtureDeal, clean, '1', '0.15')).margin;
	expect(margin.after.margin).toBe('0.299003');
	// List 40,810 less 10 %: 36,729.00
	expect(look(fixtureDeal, simulateDiscount(fixtureDeal, clean, null, '0.1')).margin.after.revenue).toBe('36729');
});

test('the stage, its days and its criteria come from playbook, field and hand', () => {
	const tick = { isDone: true, by: 'Ada', at: '2026-11-20T08:00:00.000Z', evidence: null };
	const { stage } = look(fixtureDeal, clean, fixturePlaybook, { ...noNotes, ticks: { buyer: tick } });
	expect(stage).toMatchObject({ status: 'in-process', daysInStage: 12, current: { id: 'propose' } });
	expect(stage.steps.map(({ position }) => position)).toEqual(['current', 'ahead']);
	expect(stage.criteria.map(({ by }) => by)).toEqual(['field', 'hand']);
	expect(look({ ...fixtureDeal, stage: { id: 'lost', label: 'Lost', since: null } }).stage.status).toBe('closed');
	expect(look({ ...fixtureDeal, stage: { id: 'odd', label: 'Odd', since: null } }).stage.status).toBe('unmapped');
	expect(look({ ...fixtureDeal, stage: null }).stage).toMatchObject({ status: 'unknown', current: null });
});

test('collateral fits the deal, and proof comes first while a discount is typed', () => {
	const titles = (draft: DealEdits) => look(fixtureDeal, draft).collateral.map(({ piece }) => piece.title);
	expect(titles(clean)).toEqual(['Marine case', 'Brochure']);
	const [proof] = look(fixtureDeal, discountTyped('15', '0.15')).collateral;
	expect(proof?.reasons.map(({ because }) => because)).toEqual(['discount-typed', 'fits', 'stage', 'not-sent']);
});
