import { flatPay, graduatedPay, marginMultiplier, wholeAmountPay } from '../margin/pay.ts';
import {
	add,
	type Decimal,
	type DecimalString,
	decimal,
	divide,
	formatDecimal,
	multiply,
	one,
	parseDecimal,
	subtract,
	trimZeros,
	zero,
} from '../model/decimal.ts';
import type { PayFormula } from '../model/playbook.ts';

/** What the example's deal is sold for at list, and what it costs. */
export const exampleDeal = { list: '10000', cost: '6000', discounts: ['0', '0.1', '0.2'] } as const;

/** One line of the worked example. Money without a currency; null: the plan cannot be worked out yet. */
export interface PayExample {
	readonly discount: DecimalString;
	readonly price: DecimalString;
	readonly margin: DecimalString;
	readonly pay: DecimalString | null;
}

/** The example at each of its discounts; without a plan its pay is null. */
export function payExamples(plan: PayFormula | null): readonly PayExample[] {
	return exampleDeal.discounts.map((discount) => {
		const price = multiply(decimal(exampleDeal.list), subtract(one, decimal(discount)));
		const margin = subtract(price, decimal(exampleDeal.cost));
		const pay = plan && payFor(plan, price, margin);
		const write = (value: Decimal) => formatDecimal(trimZeros(value));
		return { discount, price: write(price), margin: write(margin), pay: pay === null ? null : write(pay) };
	});
}

/** Pay for one deal that is alone in its period, before any accelerator; null when the plan cannot tell. */
function payFor(plan: PayFormula, revenue: Decimal, margin: Decimal): Decimal | null {
	if (plan.kind === 'bands') {
		const base = plan.base === 'revenue' ? revenue : margin;
		const bands = plan.bands.map(({ from, rate }) => ({ from: decimal(from), rate: decimal(rate) }));
		return plan.mode === 'graduated' ? graduatedPay(base, bands) : wholeAmountPay(base, bands);
	}
	if (plan.kind !== 'multiplier') return flatPay(plan.kind === 'revenue' ? revenue : margin, decimal(plan.rate));
	const average = divide(margin, revenue, 12);
	const factor = average && marginMultiplier(average, decimal(plan.floor), decimal(plan.target), decimal(plan.cap));
	return factor && flatPay(multiply(revenue, factor), decimal(plan.rate));
}

/** Shares of pay and of margin that the largest discount of the example costs, fractions; null while there is no pay. */
export function exampleLoss(
	examples: readonly PayExample[],
): { readonly pay: DecimalString; readonly margin: DecimalString; readonly discount: DecimalString } | null {
	const [first, last] = [examples[0], examples.at(-1)];
	const lost = (before: DecimalString | null | undefined, after: DecimalString | null | undefined) => {
		const [from, to] = [parseDecimal(before), parseDecimal(after)];
		const share = from && to ? divide(subtract(from, to), from, 6) : null;
		return share && formatDecimal(trimZeros(add(share, zero)));
	};
	const pay = lost(first?.pay, last?.pay);
	const margin = lost(first?.margin, last?.margin);
	return pay && margin && last ? { pay, margin, discount: last.discount } : null;
}
