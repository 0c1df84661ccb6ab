import { expect, test } from 'vitest';
import { averageAccount, payAccount, tradeAccounts } from '../../../core/explain/pay-account.ts';
import type { PayFormula, PayPlan, Trade, Viewer } from '../../../core/model/playbook.ts';
import { line, look, playbook, quote, typed } from '../margin/quote.ts';

const standing = { currency: 'EUR', revenue: '90000', grossMargin: '26000', quota: '28000', share: '0.5' };
const viewer: Viewer = { name: 'Ada', role: 'rep', standing };
const facts = quote([line('A', { quantity: '100' })]);

/** 9,000 of a cost of 6,000 is left after a tenth. */
function accounts(formula: PayFormula, accelerator: string | null = null, trades: readonly Trade[] = []) {
	const payPlan: PayPlan = { ...formula, accelerator, isTakenBack: false };
	const given = playbook({ payPlan, trades });
	const margin = look(facts, { edits: typed('A', '0.1'), playbook: given, viewer });
	const source = { facts, playbook: given, viewer, today: '2026-11-24' };
	return { margin, source, account: payAccount(margin, source) };
}

test('a flat plan is one slice, with what the quota and a share make of it', () => {
	const { account, margin } = accounts({ kind: 'margin', rate: '0.1' }, '1.5');
	// 29,000 − 28,000 are over the quota: 3,000 × 10 % × (3,000 + 0.5 × 1,000) / 3,000 × 0.5.
	expect(account).toEqual({
		slices: [{ amount: '3000', rate: '0.1' }],
		multiplier: null,
		accelerator: { factor: '1.5', quota: '28000', margin: '3000', over: '1000' },
		share: '0.5',
	});
	expect(margin.pay?.after).toBe('175');
});

const bands = [
	{ from: '0', rate: '0.05' },
	{ from: '4000', rate: '0.08' },
	{ from: '9500', rate: '0.1' },
];

test('bands are the slices that are reached, or the whole at the last of them', () => {
	const { account } = accounts({ kind: 'bands', base: 'revenue', mode: 'graduated', bands });
	expect(account?.slices).toEqual([
		{ amount: '4000', rate: '0.05' },
		{ amount: '5000', rate: '0.08' },
	]);
	const whole = accounts({ kind: 'bands', base: 'revenue', mode: 'whole', bands });
	expect(whole.account?.slices).toEqual([{ amount: '9000', rate: '0.08' }]);
});

test('a multiplier says where the average stands between floor and target', () => {
	const { account, margin, source } = accounts({
		kind: 'multiplier',
		rate: '0.08',
		floor: '0.25',
		target: '0.4',
		cap: '1.25',
	});
	expect(account?.multiplier).toEqual({
		value: '0.286195',
		average: '0.292929',
		floor: '0.25',
		target: '0.4',
		cap: '1.25',
	});
	expect(averageAccount(margin, source)).toEqual({
		revenue: '90000',
		margin: '26000',
		dealRevenue: '9000',
		dealMargin: '3000',
	});
});

test('nothing is accounted for that is not shown', () => {
	const { margin, source } = accounts({ kind: 'margin', rate: '0.1' });
	expect(payAccount({ ...margin, pay: null }, source)).toBeNull();
	expect(averageAccount({ ...margin, average: null }, source)).toBeNull();
	expect(averageAccount(margin, { ...source, viewer: { name: '', role: 'rep' } })).toBeNull();
});

test('each trade says what it was worked out from', () => {
	const trades: Trade[] = [
		{ id: 'p', name: '', kind: 'prepay', yearlyRate: '0.08', days: 60 },
		{ id: 'y', name: '', kind: 'term', years: 2, retention: '0.9', yearlyRate: '0.08' },
		{ id: 's', name: '', kind: 'scope', product: 'A', quantity: '5' },
		{ id: 'u', name: '', kind: 'scope', product: 'nowhere', quantity: '5' },
		{ id: 'r', name: '', kind: 'reference', worth: '10', currency: 'EUR' },
	];
	const { margin, source } = accounts({ kind: 'margin', rate: '0.1' }, null, trades);
	expect(tradeAccounts(margin, source).map(({ trade, base, factor }) => [trade.id, base, factor])).toEqual([
		['y', '3000', '1.783265'],
		['s', '60', null],
		['p', '9000', null],
		['r', null, null],
	]);
});
