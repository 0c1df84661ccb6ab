import { expect, test } from 'vitest';
import type { DealFacts } from '../../../core/model/deal.ts';
import type { PayBand, PayFormula, PayPlan, PayStanding, Viewer } from '../../../core/model/playbook.ts';
import type { MarginView } from '../../../core/model/view.ts';
import { line, look, opportunity, playbook, quote, typed } from './quote.ts';

/** 10,000 of a cost of 6,000. */
const deal = quote([line('A', { quantity: '100' })]);

function plan(formula: PayFormula, change: Partial<Pick<PayPlan, 'accelerator' | 'isTakenBack'>> = {}): PayPlan {
	return { ...formula, accelerator: null, isTakenBack: false, ...change };
}

const standing: PayStanding = { currency: 'EUR', revenue: '90000', grossMargin: '26000', quota: null, share: null };

function repWith(own: Partial<PayStanding> | null): Viewer {
	return { name: 'Ada', role: 'rep', standing: own && { ...standing, ...own } };
}

function paid(
	payPlan: PayPlan,
	discount: string,
	own: Partial<PayStanding> | null = null,
	facts: DealFacts = deal,
): MarginView {
	return look(facts, { edits: typed('A', discount), playbook: playbook({ payPlan }), viewer: repWith(own) });
}

const revenuePlan = plan({ kind: 'revenue', rate: '0.08' });
const marginPlan = plan({ kind: 'margin', rate: '0.2' });

test('a revenue plan and a margin plan part with the discount', () => {
	const pays = (payPlan: PayPlan) => ['0', '0.1', '0.2'].map((off) => paid(payPlan, off).pay?.after);
	expect(pays(revenuePlan)).toEqual(['800', '720', '640']);
	expect(pays(marginPlan)).toEqual(['800', '600', '400']);
	// At target 8,572: 60 / 0.7 = 85.72 a piece; margin 2,572.
	expect(paid(revenuePlan, '0.2').pay).toMatchObject({ before: '800', atTarget: '685.76', base: 'revenue' });
	expect(paid(marginPlan, '0.2').pay).toMatchObject({ before: '800', atTarget: '514.4', base: 'margin', rate: '0.2' });
});

test('an unknown cost leaves a margin plan unknown, not a revenue plan', () => {
	const facts = quote([line('A', { quantity: '100' }), line('B', { unitCost: null })]);
	expect(paid(marginPlan, '0.1', null, facts).pay).toMatchObject({ before: null, after: null, atTarget: null });
	expect(paid(revenuePlan, '0.1', null, facts).pay).toMatchObject({ before: '808', after: '728', atTarget: null });
});

const bands = (...pairs: readonly (readonly [string, string])[]): PayBand[] =>
	pairs.map(([from, rate]) => ({ from, rate }));
const twoBands = bands(['0', '0.05'], ['9500', '0.10']);

test('graduated bands pay each slice at its rate', () => {
	// 9,500 × 5 % + 500 × 10 %; 9,000 × 5 %.
	const graduated = plan({ kind: 'bands', base: 'revenue', mode: 'graduated', bands: twoBands });
	expect(paid(graduated, '0.1').pay).toMatchObject({ before: '525', after: '450', rate: '0.05', cliff: null });
	expect(paid(graduated, '0').pay?.rate).toBe('0.1');
});

test('whole-amount bands pay all at the rate reached, and say how far the next edge is', () => {
	const whole = plan({ kind: 'bands', base: 'revenue', mode: 'whole', bands: twoBands });
	// 9,500 × (10 % − 5 %) = 475.
	expect(paid(whole, '0.1').pay).toMatchObject({
		before: '1000',
		after: '450',
		cliff: { from: '9500', missing: '500', jump: '475' },
	});
	expect(paid(whole, '0.05').pay).toMatchObject({ after: '950', cliff: null });
	// Of a half share the jump is half as high.
	expect(paid(whole, '0.1', { share: '0.5' }).pay?.cliff?.jump).toBe('237.5');
});

test('bands on margin need every cost', () => {
	const onMargin = plan({ kind: 'bands', base: 'margin', mode: 'whole', bands: bands(['0', '0.1'], ['3500', '0.2']) });
	expect(paid(onMargin, '0.1').pay).toMatchObject({ base: 'margin', before: '800', after: '300', rate: '0.1' });
	const unknown = paid(onMargin, '0.1', null, quote([line('A', { unitCost: null })]));
	expect(unknown.pay).toMatchObject({ before: null, after: null, cliff: null, rate: '0.1' });
});

const multiplierPlan = plan({ kind: 'multiplier', rate: '0.08', floor: '0.25', target: '0.40', cap: '1.25' });

test('the multiplier stands on the average margin with this deal in it', () => {
	// Before: 30,000 / 100,000 = 30 %, a third of the way: 800 / 3.
	const { pay } = paid(multiplierPlan, '0', {});
	expect(pay).toMatchObject({ after: '266.67', multiplier: '0.333333' });
	// 35 %: 31,000 + 4,000; 40 %; 43.75 %; over the cap.
	const at = (grossMargin: string) => paid(multiplierPlan, '0', { grossMargin }).pay;
	expect(['31000', '36000', '39750', '50000'].map((own) => [at(own)?.multiplier, at(own)?.after])).toEqual([
		['0.666667', '533.33'],
		['1', '800'],
		['1.25', '1000'],
		['1.25', '1000'],
	]);
	expect(at('1000')).toMatchObject({ multiplier: '0', after: '0' });
	// 10 % off: 29,000 / 99,000 = 29.29 %; (29,000 − 24,750) / (0.15 × 99,000) × 720.
	expect(paid(multiplierPlan, '0.1', {}).pay).toMatchObject({ before: '266.67', after: '206.06' });
	expect(paid(multiplierPlan, '0.1').pay).toMatchObject({ before: null, after: null, multiplier: null });
});

test('margin over the quota is paid at the accelerated rate', () => {
	const fast = plan({ kind: 'margin', rate: '0.1' }, { accelerator: '1.5' });
	// Of 4,000 the last 1,000 are over 29,000: 300 + 150.
	expect(paid(fast, '0', { quota: '29000' }).pay?.after).toBe('450');
	// Of 3,000 none is.
	expect(paid(fast, '0.1', { quota: '29000' }).pay?.after).toBe('300');
	expect(paid(fast, '0', { quota: '20000' }).pay?.after).toBe('600');
	expect(paid(fast, '0', { quota: null }).pay?.after).toBe('400');
	expect(paid(fast, '0').pay?.after).toBeNull();
	// A revenue plan: a quarter of the deal's margin lies over the quota, so a quarter of 800 counts 1.5 times.
	const onRevenue = plan({ kind: 'revenue', rate: '0.08' }, { accelerator: '1.5' });
	expect(paid(onRevenue, '0', { quota: '29000' }).pay?.after).toBe('900');
});

test('a shared deal pays the rep’s own part', () => {
	expect(paid(marginPlan, '0.1', { share: '0.6' }).pay).toMatchObject({ before: '480', after: '360', share: '0.6' });
	expect(paid(marginPlan, '0.1', {}).pay?.share).toBeNull();
});

test('what is taken back goes with what the customer gets back', () => {
	// 600 of 9,000: 66.67 of each 1,000.
	expect(paid({ ...marginPlan, isTakenBack: true }, '0.1').pay?.takenBackPerThousand).toBe('66.67');
	expect(paid(marginPlan, '0.1').pay?.takenBackPerThousand).toBeNull();
});

test('a loss pays nothing, and takes nothing either', () => {
	expect(paid(marginPlan, '0.5').pay).toMatchObject({ after: '0' });
});

test('an opportunity pays on its lines', () => {
	const facts = opportunity('9000', [line('A', { quantity: '100' })]);
	const margin = look(facts, { playbook: playbook({ payPlan: marginPlan }), viewer: repWith(null) });
	// 20 % of 4,000.
	expect(margin.pay).toMatchObject({ after: '800' });
});

test('the average margin says where the deal leaves it, and what brings it back', () => {
	// (26,000 + 3,000) / 99,000 = 29.2929 %; (0.3 × 108,000 − 29,000) / 9,000 = 37.7778 %.
	const { average } = paid(marginPlan, '0.1', {});
	expect(average).toEqual({
		so: '0.288889',
		before: '0.3',
		after: '0.292929',
		target: '0.3',
		recover: { revenue: '9000', margin: '0.377778' },
	});
	expect(paid(marginPlan, '0', {}).average?.recover).toBeNull();
	expect(paid(marginPlan, '0.1').average).toBeNull();
	expect(paid(marginPlan, '0.1', {}, quote([line('A', { unitCost: null })])).average).toMatchObject({
		so: '0.288889',
		before: null,
		after: null,
		recover: null,
	});
});

test('own figures in another currency are converted at the day’s rate, or unknown', () => {
	const usd = { currency: 'USD', revenue: '180000', grossMargin: '52000' };
	const rates = [{ from: 'EUR', to: 'USD', rate: '2', day: '2026-11-01' }];
	const margin = look(deal, {
		playbook: playbook({ payPlan: multiplierPlan, rates }),
		viewer: repWith(usd),
	});
	expect(margin.pay).toMatchObject({ after: '266.67', multiplier: '0.333333' });
	expect(margin.average?.so).toBe('0.288889');
	expect(paid(multiplierPlan, '0', usd).pay?.after).toBeNull();
	expect(paid(multiplierPlan, '0', usd).average).toBeNull();
});

test('pay, average and own share are a rep’s alone', () => {
	const viewer: Viewer = { ...repWith({}), role: 'manager' };
	const margin = look(deal, { edits: typed('A', '0.1'), playbook: playbook({ payPlan: marginPlan }), viewer });
	expect([margin.pay, margin.average]).toEqual([null, null]);
	expect(margin.shares).toEqual({ firm: { amount: '1000', share: '0.25' }, own: { amount: null, share: null } });
});

test('two bars: a discount of a tenth takes a quarter of the firm’s margin, and of pay by the plan', () => {
	expect(paid(revenuePlan, '0.1').shares).toEqual({
		firm: { amount: '1000', share: '0.25' },
		own: { amount: '80', share: '0.1' },
	});
	expect(paid(marginPlan, '0.1').shares?.own).toEqual({ amount: '200', share: '0.25' });
	expect(paid(marginPlan, '0.1', null, quote([line('A', { quantity: '100', unitCost: null })])).shares).toEqual({
		firm: { amount: '1000', share: null },
		own: { amount: null, share: null },
	});
	expect(paid(marginPlan, '0').shares).toBeNull();
});
