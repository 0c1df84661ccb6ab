import {
	add,
	compare,
	type Decimal,
	type DecimalString,
	divide,
	multiply,
	negate,
	one,
	parseDecimal,
	subtract,
	zero,
} from '../model/decimal.ts';
import type { PayEffect } from '../model/effects.ts';
import type { PayFormula, PayPlan } from '../model/playbook.ts';
import { write } from './figures.ts';
import { type Band, bandReached, clawback, exactFlat, exactGraduated, exactWhole, overQuota } from './pay.ts';
import { fractionDigits } from './ratios.ts';
import { type Earned, type Standing, withDeal } from './standing.ts';

const centDigits = 2;
const thousand: Decimal = { digits: 1000n, scale: 0 };

/** An amount not yet divided, so that pay is rounded once, where it is paid. */
interface Quotient {
	readonly top: Decimal;
	readonly bottom: Decimal;
}

const whole = (top: Decimal): Quotient => ({ top, bottom: one });

/** A multiplier as it stands: 0, the cap, or between. */
function multiplierOf(plan: Extract<PayFormula, { kind: 'multiplier' }>, period: Standing | null): Quotient | null {
	const [floor, target, cap] = [plan.floor, plan.target, plan.cap].map(parseDecimal);
	if (!period || !floor || !target || !cap || compare(period.revenue, zero) <= 0) return null;
	// (a − floor)/(target − floor) with a = margin/revenue.
	const top = subtract(period.margin, multiply(floor, period.revenue));
	const bottom = multiply(subtract(target, floor), period.revenue);
	if (compare(bottom, zero) <= 0) return null;
	if (compare(top, zero) <= 0) return whole(zero);
	return compare(top, multiply(cap, bottom)) >= 0 ? whole(cap) : { top, bottom };
}

/** Bands as numbers; null when one cannot be read. */
function readBands(plan: Extract<PayFormula, { kind: 'bands' }>): readonly Band[] | null {
	const bands = plan.bands.flatMap((band) => {
		const [from, rate] = [parseDecimal(band.from), parseDecimal(band.rate)];
		return from && rate ? [{ from, rate }] : [];
	});
	return bands.length === plan.bands.length && bands.length > 0 ? bands : null;
}

function baseOf(plan: PayFormula): 'revenue' | 'margin' {
	if (plan.kind === 'bands') return plan.base;
	return plan.kind === 'margin' ? 'margin' : 'revenue';
}

function payBy(plan: PayFormula, earned: Earned, standing: Standing | null): Quotient | null {
	const base = earned[baseOf(plan)];
	if (!base) return null;
	if (plan.kind === 'bands') {
		const bands = readBands(plan);
		return bands && whole(plan.mode === 'graduated' ? exactGraduated(base, bands) : exactWhole(base, bands));
	}
	const rate = parseDecimal(plan.rate);
	if (!rate) return null;
	const flat = exactFlat(base, rate);
	if (plan.kind !== 'multiplier') return whole(flat);
	const factor = multiplierOf(plan, standing && withDeal(standing, earned));
	return factor && { top: multiply(flat, factor.top), bottom: factor.bottom };
}

/**
 * The part of the deal's gross margin that lies over the rep's quota is paid at `accelerator` times the plan's rate,
 * whatever the plan pays on. Unknown without own figures, or without the margin.
 */
function accelerated(pay: Quotient, plan: PayPlan, { margin }: Earned, standing: Standing | null): Quotient | null {
	if (plan.accelerator === null) return pay;
	const accelerator = parseDecimal(plan.accelerator);
	if (!accelerator || !standing) return null;
	if (!standing.quota) return pay;
	if (!margin) return null;
	if (compare(margin, zero) <= 0) return pay;
	const over = overQuota(margin, standing.margin, standing.quota);
	const counted = add(margin, multiply(subtract(accelerator, one), over));
	return { top: multiply(pay.top, counted), bottom: multiply(pay.bottom, margin) };
}

/** What pay by a plan is worked out from. Money in the deal's currency. */
export interface PayBasis {
	readonly plan: PayPlan;
	readonly before: Earned;
	readonly after: Earned;
	/** With every line at its target price. */
	readonly atTarget: Earned;
	readonly standing: Standing | null;
	/** The rep's own part of the deal, 0–1; null: all of it. */
	readonly share: Decimal | null;
}

/** Pay for a deal, to cents; null when something it depends on is unknown. */
function paid({ plan, standing, share }: PayBasis, earned: Earned): Decimal | null {
	const full = payBy(plan, earned, standing);
	const pay = full && accelerated(full, plan, earned, standing);
	return pay && divide(share ? multiply(pay.top, share) : pay.top, pay.bottom, centDigits);
}

/** The edge above what is earned: the jump is what the rep's pay rises by there, before an accelerator. */
function cliffOf({ plan, after, share }: PayBasis): PayEffect['cliff'] {
	if (plan.kind !== 'bands' || plan.mode !== 'whole') return null;
	const [bands, base] = [readBands(plan), after[plan.base]];
	if (!bands || !base) return null;
	const next = bands.find(({ from }) => compare(from, base) > 0);
	if (!next) return null;
	const below = bands[bands.indexOf(next) - 1]?.rate ?? zero;
	const jump = multiply(multiply(next.from, subtract(next.rate, below)), share ?? one);
	return {
		from: write(next.from),
		missing: write(subtract(next.from, base)),
		jump: write(divide(jump, one, centDigits) ?? zero),
	};
}

function rateOf({ plan, before, after }: PayBasis): DecimalString {
	if (plan.kind !== 'bands') return plan.rate;
	const bands = readBands(plan);
	const base = after[plan.base] ?? before[plan.base];
	return write((bands && (base ? bandReached(base, bands) : null))?.rate ?? bands?.[0]?.rate ?? zero);
}

/** What an edit does to a rep's pay. A plan that pays on margin, or needs it, is unknown while a cost is. */
export function payEffect(basis: PayBasis): PayEffect {
	const { plan, before, after, atTarget, standing, share } = basis;
	const now = paid(basis, after);
	const multiplier = plan.kind === 'multiplier' ? multiplierOf(plan, standing && withDeal(standing, after)) : null;
	const back = plan.isTakenBack && now && after.revenue ? clawback(now, thousand, after.revenue) : null;
	return {
		plan: plan.kind,
		base: baseOf(plan),
		rate: rateOf(basis),
		before: write(paid(basis, before)),
		after: write(now),
		atTarget: write(paid(basis, atTarget)),
		share: write(share),
		multiplier: write(multiplier && divide(multiplier.top, multiplier.bottom, fractionDigits)),
		cliff: cliffOf(basis),
		takenBackPerThousand: write(back && negate(back)),
	};
}
