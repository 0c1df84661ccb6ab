import { expect, test } from 'vitest';
import { breakEvenVolume, oddsRange, tolerableLoss, winOddsNeeded } from '../../../core/margin/break-even.ts';
import {
	extraVolumeWorth,
	freeMonthsDiscount,
	paymentTermsCost,
	precedentCost,
} from '../../../core/margin/concessions.ts';
import {
	acceleratedPay,
	averageMargin,
	clawback,
	equalMarginRate,
	flatPay,
	graduatedPay,
	isWholeSplit,
	marginMultiplier,
	marginToRecover,
	wholeAmountPay,
} from '../../../core/margin/pay.ts';
import {
	combinedDiscount,
	largestDiscountKeeping,
	marginAfterDiscount,
	marginFromMarkup,
	marginOnPrice,
	markupFromMargin,
	markupOnCost,
	priceKeeping,
	shareGivenAway,
} from '../../../core/margin/ratios.ts';
import { waterfall } from '../../../core/margin/waterfall.ts';
import {
	type Decimal,
	decimal,
	divide,
	formatDecimal,
	multiply,
	one,
	subtract,
	toNumber,
} from '../../../core/model/decimal.ts';

const d = (text: string) => decimal(text);
const text = (value: Decimal | null) => (value === null ? null : formatDecimal(value));
const near = (value: Decimal | 'never' | null, digits = 4) =>
	value === null || value === 'never' ? value : Number(toNumber(value).toFixed(digits));

// List price, unit cost, discount → price, margin, markup, share of margin given away, break-even volume.
const vectors = [
	['100', '60', '0', 100, 0.4, 0.6667, 0, 0],
	['100', '60', '0.1', 90, 0.3333, 0.5, 0.25, 0.3333],
	['100', '60', '0.2', 80, 0.25, 0.3333, 0.5, 1],
	['100', '60', '0.4', 60, 0, 0, 1, 'never'],
	['100', '75', '0.1', 90, 0.1667, 0.2, 0.4, 0.6667],
	['1000', '430', '0.125', 875, 0.5086, 1.0349, 0.2193, 0.2809],
] as const;

test.for(vectors)('list %s, cost %s, %s off', ([list, cost, off, price, margin, markup, given, volume]) => {
	const net = multiply(d(list), subtract(one, d(off)));
	const atList = marginOnPrice(d(list), d(cost)) as Decimal;
	expect(toNumber(net)).toBe(price);
	expect(near(marginOnPrice(net, d(cost)))).toBe(margin);
	expect(near(markupOnCost(net, d(cost)))).toBe(markup);
	expect(near(marginAfterDiscount(atList, d(off)))).toBe(margin);
	expect(near(shareGivenAway(atList, d(off)))).toBe(given);
	expect(near(breakEvenVolume(d(off), atList))).toBe(volume);
});

test('margin and markup turn into each other', () => {
	expect(near(marginFromMarkup(d('0.5')))).toBe(0.3333);
	expect(near(markupFromMargin(d('0.25')))).toBe(0.3333);
	expect(markupFromMargin(one)).toBeNull();
});

test('the largest discount that keeps a margin, and the lowest price', () => {
	expect(near(largestDiscountKeeping(d('0.4'), d('0.3')))).toBe(0.1429);
	expect(near(largestDiscountKeeping(d('0.55'), d('0.28')))).toBe(0.375);
	expect(toNumber(largestDiscountKeeping(d('0.25'), d('0.30')) as Decimal)).toBeLessThan(0);
	expect(text(priceKeeping(d('60'), d('0.4'), 2))).toBe('100.00');
	// 60 / 0.7 = 85.7142…: a cent less would break it.
	expect(text(priceKeeping(d('60'), d('0.3'), 2))).toBe('85.72');
});

test('the margin of several deals is that of their sums, not the mean of their percentages', () => {
	// 100,000 at 20 % and 10,000 at 60 %: 26,000 / 110,000.
	expect(near(marginOnPrice(d('110000'), d('84000')), 3)).toBe(0.236);
});

test('the fixture deal’s first line may give 14.793 %, shown as 14.7', () => {
	// The others leave 15,040 × 70 % of 25,320 of cost: 1 − 14,792 / 17,360.
	const needed = subtract(d('25320'), multiply(d('15040'), d('0.7')));
	expect(near(subtract(one, divide(needed, d('17360'), 6) ?? one), 5)).toBe(0.14793);
});

test('discounts in a row multiply', () => {
	expect(text(combinedDiscount([d('0.1'), d('0.05')]))).toBe('0.145');
});

test('volume that a cut must bring and a rise may lose, at 40 %', () => {
	const cuts = ['0.02', '0.05', '0.1', '0.15', '0.2', '0.25', '0.3'];
	expect(cuts.map((cut) => near(breakEvenVolume(d(cut), d('0.4')), 3))).toEqual([
		0.053, 0.143, 0.333, 0.6, 1, 1.667, 3,
	]);
	expect(breakEvenVolume(d('0.4'), d('0.4'))).toBe('never');
	expect(text(tolerableLoss(d('0.1'), d('0.4')))).toBe('0.200000');
	// By margins of 20, 30, 50, 60, 70 and 80 %, at 5, 10 and 15 %.
	const at = (margin: string) => ['0.05', '0.1', '0.15'].map((cut) => near(breakEvenVolume(d(cut), d(margin)), 3));
	expect(['0.2', '0.3', '0.5', '0.6', '0.7', '0.8'].map(at)).toEqual([
		[0.333, 1, 3],
		[0.2, 0.5, 1],
		[0.111, 0.25, 0.429],
		[0.091, 0.2, 0.333],
		[0.077, 0.167, 0.273],
		[0.067, 0.143, 0.231],
	]);
});

test('odds that a discount needs, from the amounts it leaves', () => {
	const odds = (now: string, atList: string, off: string) => {
		const left = subtract(d(atList), d(off));
		const found = winOddsNeeded(d(now), d(atList), left);
		return found && found !== 'never' ? [near(found.needed), found.canPay] : found;
	};
	expect(odds('0.4', '0.4', '0.1')).toEqual([0.5333, true]);
	expect(odds('0.6', '0.4', '0.2')).toEqual([1.2, false]);
	expect(odds('0.3', '0.5', '0.15')).toEqual([0.4286, true]);
	expect(odds('0.5', '0.7', '0.1')).toEqual([0.5833, true]);
	expect(odds('0.5', '0.2', '0.2')).toBe('never');
	expect(winOddsNeeded(d('0.5'), d('0'), d('0'))).toBeNull();
	expect([oddsRange(d('0.05')), oddsRange(d('0.95'))].map(({ low, high }) => [near(low), near(high)])).toEqual([
		[0, 0.15],
		[0.85, 1],
	]);
});

test('what terms, free months, precedent and volume are worth', () => {
	expect(text(paymentTermsCost(d('10000'), d('0.08'), 60))).toBe('131.51');
	expect(text(paymentTermsCost(d('10000'), d('0.08'), -60))).toBe('-131.51');
	expect(near(freeMonthsDiscount(2, 24))).toBe(0.0833);
	// 10,000 × 10 % × (0.9/1.08 + (0.9/1.08)²) = 1,000 × (0.83333 + 0.69444).
	expect(text(precedentCost(d('10000'), d('0.1'), d('0.9'), d('0.08'), 2))).toBe('1527.78');
	expect(text(extraVolumeWorth(d('90'), d('60'), d('12')))).toBe('360');
});

test('revenue plan and margin plan pay the same at target, and part with the discount', () => {
	expect(text(equalMarginRate(d('0.08'), d('0.4')))).toBe('0.200000');
	const pays = ['10000', '9000', '8000'].map((revenue) => [
		text(flatPay(d(revenue), d('0.08'))),
		text(flatPay(subtract(d(revenue), d('6000')), d('0.2'))),
	]);
	expect(pays).toEqual([
		['800.00', '800.0'],
		['720.00', '600.0'],
		['640.00', '400.0'],
	]);
	expect(text(flatPay(d('-500'), d('0.2')))).toBe('0');
});

test('the multiplier on average margin', () => {
	const at = (average: string) => near(marginMultiplier(d(average), d('0.25'), d('0.40'), d('1.25')), 3);
	expect(['0.20', '0.30', '0.35', '0.40', '0.4375', '0.60'].map(at)).toEqual([0, 0.333, 0.667, 1, 1.25, 1.25]);
	expect(marginMultiplier(d('0.3'), d('0.3'), d('0.3'), d('1'))).toBeNull();
});

test('bands pay each slice at its rate, or the whole at the rate it reached', () => {
	const bands = [
		{ from: d('0'), rate: d('0.05') },
		{ from: d('1000'), rate: d('0.10') },
	];
	expect(text(graduatedPay(d('1500'), bands))).toBe('100.00');
	expect(text(wholeAmountPay(d('1500'), bands))).toBe('150.00');
	// The cliff: a cent decides over 50.
	expect([text(wholeAmountPay(d('999.99'), bands)), text(wholeAmountPay(d('1000'), bands))]).toEqual([
		'50.00',
		'100.00',
	]);
});

test('accelerator, split and clawback', () => {
	// 600 under quota at 10 %, 400 over it at 15 %.
	expect(text(acceleratedPay(d('1000'), d('9400'), d('10000'), d('0.1'), d('1.5')))).toBe('120.00');
	expect(isWholeSplit([d('0.6'), d('0.25'), d('0.15')])).toBe(true);
	expect(isWholeSplit([d('0.6'), d('0.25')])).toBe(false);
	expect(isWholeSplit([d('1.2'), d('-0.2')])).toBe(false);
	expect(text(clawback(d('240'), d('2500'), d('10000')))).toBe('-60.00');
});

test('average margin, and what the next deal must earn to be back at target', () => {
	// (20,000 + 6,000) / (100,000 + 10,000).
	expect(text(averageMargin(d('20000'), d('100000'), d('6000'), d('10000')))).toBe('0.236364');
	// (0.3 × 1,700 − 100) / 700 = 0.58571428…: rounded up, for less would not reach it.
	expect(text(marginToRecover(d('100'), d('1000'), d('0.3'), d('700')))).toBe('0.585715');
	// (0.3 × 60,000 − 12,500) / 10,000.
	expect(text(marginToRecover(d('12500'), d('50000'), d('0.3'), d('10000')))).toBe('0.550000');
});

test('the waterfall ends in the pocket', () => {
	const found = waterfall(
		d('1000'),
		[
			{ drop: 'on-invoice', amount: d('100') },
			{ drop: 'rebate', amount: d('30') },
			{ drop: 'freight', amount: d('0') },
			{ drop: 'terms', amount: d('13.15') },
		],
		d('600'),
	);
	expect([text(found.invoice), text(found.pocket), text(found.pocketMargin)]).toEqual(['900', '856.85', '256.85']);
	expect(near(found.pocketMarginShare)).toBe(0.2998);
	expect(found.items.map(({ drop }) => drop)).toEqual(['on-invoice', 'rebate', 'terms']);
	expect(waterfall(d('1000'), [], null).pocketMargin).toBeNull();
});
