import { overQuota } from '../margin/pay.ts';
import { standingIn } from '../margin/standing.ts';
import { annuityFactor } from '../margin/trades.ts';
import type { Day, DealFacts } from '../model/deal.ts';
import {
	compare,
	type Decimal,
	type DecimalString,
	decimal,
	divide,
	formatDecimal,
	isZero,
	parseDecimal,
	subtract,
	trimZeros,
	zero,
} from '../model/decimal.ts';
import type { PayPlan, Playbook, Trade, Viewer } from '../model/playbook.ts';
import type { MarginView } from '../model/view.ts';

/** What is given beside a view to account for pay, average and trades. */
export interface AccountSource {
	readonly facts: DealFacts;
	readonly playbook: Pick<Playbook, 'payPlan' | 'trades' | 'rates'>;
	readonly viewer: Viewer;
	readonly today: Day;
}

/** A part of what a plan pays on, and the rate it is paid at. Money. */
export interface PaySlice {
	readonly amount: DecimalString;
	readonly rate: DecimalString;
}

/** The period that pay counts over, without this deal, in the deal's currency. Money. */
export interface PeriodAccount {
	readonly revenue: DecimalString;
	readonly margin: DecimalString;
}

/**
 * How pay came about: Σ amount × rate over the slices, × the multiplier, × (margin + (factor − 1)·over) / margin of the
 * accelerator, × the share; null for what the plan has not. Pay itself is in the view.
 */
export interface PayAccount {
	readonly slices: readonly PaySlice[];
	/** (average − floor) / (target − floor), from 0 to `cap`; six digits. */
	readonly multiplier: {
		readonly value: DecimalString;
		readonly average: DecimalString;
		readonly floor: DecimalString;
		readonly target: DecimalString;
		readonly cap: DecimalString;
	} | null;
	/** `over` of the deal's margin lies over the quota. */
	readonly accelerator: {
		readonly factor: DecimalString;
		readonly quota: DecimalString;
		readonly margin: DecimalString;
		readonly over: DecimalString;
	} | null;
	readonly share: DecimalString | null;
}

const write = (value: Decimal): DecimalString => formatDecimal(trimZeros(value));

function periodOf({ facts, playbook, viewer, today }: AccountSource) {
	return standingIn(viewer.standing, facts.currency, playbook.rates, facts.quoteDate ?? today);
}

function slicesOf(plan: PayPlan, base: Decimal): PaySlice[] {
	if (compare(base, zero) <= 0) return [];
	if (plan.kind !== 'bands') return [{ amount: write(base), rate: plan.rate }];
	const reached = plan.bands.filter(({ from }) => compare(decimal(from), base) <= 0);
	if (plan.mode === 'whole') return reached.slice(-1).map(({ rate }) => ({ amount: write(base), rate }));
	return reached.flatMap(({ from, rate }, at) => {
		const end = reached[at + 1]?.from;
		const amount = subtract(end === undefined ? base : decimal(end), decimal(from));
		return isZero(amount) ? [] : [{ amount: write(amount), rate }];
	});
}

function multiplierOf(plan: PayPlan, { pay, average }: MarginView): PayAccount['multiplier'] {
	if (plan.kind !== 'multiplier' || !pay?.multiplier || !average?.after) return null;
	const { floor, target, cap } = plan;
	return { value: pay.multiplier, average: average.after, floor, target, cap };
}

function acceleratorOf(plan: PayPlan, { after }: MarginView, source: AccountSource): PayAccount['accelerator'] {
	const [period, margin] = [periodOf(source), parseDecimal(after.amount)];
	if (plan.accelerator === null || !period?.quota || !margin || compare(margin, zero) <= 0) return null;
	const over = overQuota(margin, period.margin, period.quota);
	return { factor: plan.accelerator, quota: write(period.quota), margin: write(margin), over: write(over) };
}

/** How the viewer's pay came about; null while it is unknown, or not shown. */
export function payAccount(margin: MarginView, source: AccountSource): PayAccount | null {
	const { pay, after } = margin;
	const plan = source.playbook.payPlan;
	const base = parseDecimal(pay?.base === 'margin' ? after.amount : after.revenue);
	if (!pay || pay.after === null || !plan || !base) return null;
	return {
		slices: slicesOf(plan, base),
		multiplier: multiplierOf(plan, margin),
		accelerator: acceleratorOf(plan, margin, source),
		share: pay.share,
	};
}

/** How the average came about: (margin + the deal's) / (revenue + the deal's); null while it is unknown, or not shown. */
export interface AverageAccount extends PeriodAccount {
	readonly dealRevenue: DecimalString;
	readonly dealMargin: DecimalString;
}

/** The sums behind the average with this deal in it. */
export function averageAccount({ average, after }: MarginView, source: AccountSource): AverageAccount | null {
	const period = periodOf(source);
	if (!average?.after || !period || after.revenue === null || after.amount === null) return null;
	return {
		revenue: write(period.revenue),
		margin: write(period.margin),
		dealRevenue: after.revenue,
		dealMargin: after.amount,
	};
}

/**
 * What a trade's worth was worked out from: the invoice price for terms, the deal's margin for a longer term and for
 * volume, the cost of one unit for what is left out or given; null for what the firm says itself. Money.
 */
export interface TradeAccount {
	readonly trade: Trade;
	readonly base: DecimalString | null;
	/** Σ 1/(1+r)ᵗ of a longer term, six digits; null for the others. */
	readonly factor: DecimalString | null;
}

function baseOf(trade: Trade, worth: DecimalString, { after }: MarginView): DecimalString | null {
	switch (trade.kind) {
		case 'prepay':
		case 'terms':
			return after.revenue;
		case 'term':
		case 'volume':
			return after.amount;
		case 'scope':
		case 'service': {
			const unitCost = divide(decimal(worth), decimal(trade.quantity), 2);
			return unitCost && write(unitCost);
		}
		case 'reference':
			return null;
	}
}

/** How each trade's worth came about, in the view's order; a trade whose worth is unknown or not shown is left out. */
export function tradeAccounts(margin: MarginView, { playbook }: AccountSource): TradeAccount[] {
	return margin.trades.flatMap(({ id, worth }) => {
		const trade = playbook.trades.find((each) => each.id === id);
		if (!trade || worth === null) return [];
		const factor = trade.kind === 'term' ? annuityFactor(decimal(trade.yearlyRate), trade.years) : null;
		const shown = factor && divide(factor, decimal('1'), 6);
		return [{ trade, base: baseOf(trade, worth, margin), factor: shown && write(shown) }];
	});
}
