import { expect, test } from 'vitest';
import { evaluate } from '../../../core/evaluate.ts';
import { type DealFacts, noNotes } from '../../../core/model/deal.ts';
import { type DealEdits, noEdits } from '../../../core/model/deal-edits.ts';
import type { PayPlan, Viewer } from '../../../core/model/playbook.ts';
import { fixtureDeal, fixturePlaybook } from '../../fixtures/fixture-deal.ts';

const rep: Viewer = { name: 'Ada', role: 'rep' };

function typed(value: string, lineId = '1'): DealEdits {
	return {
		...noEdits(fixtureDeal.ref),
		lines: { [lineId]: { price: { by: 'discount', typed: { text: '', value } } } },
		activeLineId: lineId,
	};
}

function look(draft: DealEdits, deal: DealFacts = fixtureDeal, payPlan: PayPlan | null = null, viewer = rep) {
	return evaluate(deal, draft, { ...fixturePlaybook, payPlan }, viewer, '2026-11-24', noNotes).margin;
}

function withoutCost(lineId: string): DealFacts {
	return {
		...fixtureDeal,
		lines: (fixtureDeal.lines ?? []).map((line) => (line.id === lineId ? { ...line, unitCost: null } : line)),
	};
}

test('15 % on the first line needs better odds, or more volume', () => {
	// 12,040 → 10,800: 0.5 × 12,040 / 10,800 = 0.557407…; 1,240 / 10,800 = 0.114814… Both rounded up.
	expect(look(typed('0.15')).payoff).toEqual({
		breakEvenVolume: '0.114815',
		odds: {
			now: '0.5',
			needed: '0.557408',
			canPay: true,
			low: { now: '0.4', needed: '0.445926' },
			high: { now: '0.6', needed: '0.668889' },
		},
		isAtMost: false,
	});
});

test('a discount that takes the whole margin can never pay', () => {
	// 24,800 × 0.4 = 9,920 + 15,040 − 25,320 = −360.
	expect(look(typed('0.6')).payoff).toMatchObject({
		breakEvenVolume: 'never',
		odds: { needed: 'never', canPay: false, low: { needed: 'never' }, high: { needed: 'never' } },
	});
});

test('a sure win that earns less than the deal does on average cannot pay either', () => {
	// 0.5 × 12,040 / 1,624 = 3.7: 24,800 × 0.48 = 11,904 + 15,040 − 25,320 = 1,624.
	expect(look(typed('0.52')).payoff?.odds).toMatchObject({ needed: '3.706897', canPay: false });
});

test('nothing given up, nothing to earn back', () => {
	expect(look(noEdits(fixtureDeal.ref)).payoff).toBeNull();
	expect(look(typed('0.05')).payoff).toBeNull();
});

test('without a probability there are no odds, but there is a volume', () => {
	expect(look(typed('0.15'), { ...fixtureDeal, probability: null }).payoff).toMatchObject({
		breakEvenVolume: '0.114815',
		odds: null,
	});
});

test('lines of unknown cost make it “at most”; an edited one makes it unknown', () => {
	expect(look(typed('0.15'), withoutCost('5')).payoff?.isAtMost).toBe(true);
	expect(look(typed('0.15'), withoutCost('1')).payoff).toBeNull();
	expect(look(typed('0.15'), withoutCost('1')).givenUp).toBe('1240');
});

test('pay follows the plan, for reps alone', () => {
	const margin: PayPlan = { kind: 'margin', rate: '0.2', accelerator: null, isTakenBack: false };
	const revenue: PayPlan = { kind: 'revenue', rate: '0.08', accelerator: null, isTakenBack: false };
	expect(look(typed('0.15'), fixtureDeal, margin).pay).toMatchObject({ before: '2408', after: '2160' });
	expect(look(typed('0.15'), fixtureDeal, revenue).pay).toMatchObject({ before: '2988.8', after: '2889.6' });
	expect(look(typed('0.15'), fixtureDeal, null).pay).toBeNull();
	expect(look(typed('0.15'), fixtureDeal, margin, { name: '', role: 'manager' }).pay).toBeNull();
	expect(look(typed('0.15'), withoutCost('5'), margin).pay).toMatchObject({ before: null, after: null });
	expect(look(typed('0.15'), withoutCost('5'), revenue).pay).toMatchObject({ before: '2988.8', after: '2889.6' });
});
