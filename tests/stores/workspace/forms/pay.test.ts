import { describe, expect, it } from 'vitest';
import { exampleLoss } from '../../../../core/explain/pay-example.ts';
import type { PayPlan } from '../../../../core/model/playbook.ts';
import { convertedToMargin, formOfPay, payExamplesOf, readPay } from '../../../../stores/workspace/forms/pay.ts';

const plain = { accelerator: null, isTakenBack: false } as const;
const revenue: PayPlan = { kind: 'revenue', rate: '0.08', ...plain };
const margin: PayPlan = { kind: 'margin', rate: '0.2', ...plain };
const multiplier: PayPlan = {
	kind: 'multiplier',
	rate: '0.08',
	floor: '0.25',
	target: '0.4',
	cap: '1.25',
	accelerator: '1.5',
	isTakenBack: true,
};

function bands(mode: 'graduated' | 'whole'): PayPlan {
	return {
		kind: 'bands',
		base: 'revenue',
		mode,
		bands: [
			{ from: '0', rate: '0.05' },
			{ from: '8500', rate: '0.1' },
		],
		...plain,
	};
}

const pays = (plan: PayPlan | null) => payExamplesOf(formOfPay(plan, 'en'), 'en').map(({ pay }) => pay);

describe('a pay plan in its form', () => {
	it('comes back as it was, in any language', () => {
		for (const plan of [null, revenue, margin, multiplier, bands('whole'), bands('graduated')]) {
			for (const locale of ['en', 'de'])
				expect(readPay(formOfPay(plan, locale), locale)).toEqual({ ok: true, value: plan });
		}
	});

	it('refuses bands that do not begin at 0 or do not rise, and a floor that is the target', () => {
		const codes = (change: object, plan: PayPlan = bands('whole')) => {
			const read = readPay({ ...formOfPay(plan, 'en'), ...change }, 'en');
			return read.ok ? [] : read.error.map(({ code, at }) => `${at}: ${code}`);
		};
		expect(codes({ bands: [] })).toEqual(['bands: bands-missing']);
		expect(codes({ bands: [{ key: 'a', from: '1', rate: '5' }] })).toEqual(['a from: bands-not-from-zero']);
		expect(
			codes({
				bands: [
					{ key: 'a', from: '0', rate: '5' },
					{ key: 'b', from: '0.0', rate: '6' },
				],
			}),
		).toEqual(['b from: bands-not-rising']);
		expect(codes({ floor: '40' }, multiplier)).toEqual(['target: floor-is-target']);
		expect(codes({ cap: '0' }, multiplier)).toEqual(['cap: number-zero']);
		expect(codes({ accelerator: 'x' }, revenue)).toEqual(['accelerator: number-unreadable']);
	});
});

describe('the worked example', () => {
	it('shows that a share of revenue hardly feels what the firm gives up, and a share of margin feels it alike', () => {
		const examples = payExamplesOf(formOfPay(revenue, 'en'), 'en');
		expect(examples).toEqual([
			{ discount: '0', price: '10000', margin: '4000', pay: '800' },
			{ discount: '0.1', price: '9000', margin: '3000', pay: '720' },
			{ discount: '0.2', price: '8000', margin: '2000', pay: '640' },
		]);
		expect(exampleLoss(examples)).toEqual({ discount: '0.2', margin: '0.5', pay: '0.2' });
		expect(pays(margin)).toEqual(['800', '600', '400']);
		expect(exampleLoss(payExamplesOf(formOfPay(margin, 'en'), 'en'))).toMatchObject({ margin: '0.5', pay: '0.5' });
	});

	it('works out bands: each slice at its rate, or everything at the rate of the band it reaches', () => {
		// 8,500 × 5 % + 1,500 × 10 % = 575; 425 + 50 = 475; 8,000 × 5 % = 400.
		expect(pays(bands('graduated'))).toEqual(['575', '475', '400']);
		expect(pays(bands('whole'))).toEqual(['1000', '900', '400']);
	});

	it('works out the multiplier from the margin of the one deal', () => {
		// Margins 40 %, 33.33 % and 25 %: factors 1, 0.5556 and 0; 8 % of 9,000 × 0.5556 = 400.
		expect(pays(multiplier)).toEqual(['800', '400', '0']);
	});

	it('claims nothing for no plan, or one that is half typed', () => {
		expect(pays(null)).toEqual([null, null, null]);
		const half = payExamplesOf({ ...formOfPay(revenue, 'en'), rate: '8.' }, 'en');
		expect(half.map(({ pay }) => pay)).toEqual([null, null, null]);
		expect(exampleLoss(half)).toBeNull();
	});
});

describe('the same pay at target', () => {
	it('divides the rate by the target margin', () => {
		const read = convertedToMargin(formOfPay(revenue, 'de'), '40', 'de');
		expect(read.ok && readPay(read.value, 'de')).toEqual({ ok: true, value: margin });
	});

	it('says which figure is missing, and never makes a rate of 100 % or more', () => {
		const form = formOfPay(revenue, 'en');
		expect(convertedToMargin({ ...form, rate: '' }, '40', 'en')).toEqual({ ok: false, error: 'rate-unreadable' });
		expect(convertedToMargin(form, '4,0', 'en')).toEqual({ ok: false, error: 'target-unreadable' });
		expect(convertedToMargin(form, '0', 'en')).toEqual({ ok: false, error: 'target-unreadable' });
		expect(convertedToMargin(form, '8', 'en')).toEqual({ ok: false, error: 'rate-too-high' });
	});
});
