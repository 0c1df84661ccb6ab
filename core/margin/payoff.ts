import { compare, type Decimal, type DecimalString, parseDecimal, zero } from '../model/decimal.ts';
import type { OddsStep, Payoff } from '../model/effects.ts';
import type { MarginFigures } from '../model/view.ts';
import { breakEvenVolume, oddsRange, winOddsNeeded } from './break-even.ts';
import { write } from './figures.ts';

function stepOf(now: Decimal, before: Decimal, after: Decimal): (OddsStep & { readonly canPay: boolean }) | null {
	const odds = winOddsNeeded(now, before, after);
	if (odds === null) return null;
	return odds === 'never'
		? { now: write(now), needed: 'never', canPay: false }
		: { now: write(now), needed: write(odds.needed), canPay: odds.canPay };
}

/**
 * Whether giving up `givenUp` of revenue can pay: from the margin amounts before and after. Null when nothing is given
 * up, when an amount is unknown, and when the deal earns nothing before. `probability` 0–1 or null.
 */
export function payoffOf(
	givenUp: DecimalString | null,
	before: MarginFigures,
	after: MarginFigures,
	probability: DecimalString | null,
	isAtMost: boolean,
): Payoff | null {
	const [given, from, to] = [parseDecimal(givenUp), parseDecimal(before.amount), parseDecimal(after.amount)];
	if (!given || !from || !to || compare(given, zero) <= 0 || compare(from, zero) <= 0) return null;
	// x/(m−x) with both as amounts of today's revenue, which cancels.
	const volume = breakEvenVolume(given, from);
	const now = parseDecimal(probability);
	const odds = now && stepOf(now, from, to);
	const range = now && oddsRange(now);
	const low = range && stepOf(range.low, from, to);
	const high = range && stepOf(range.high, from, to);
	const plain = ({ now: at, needed }: OddsStep): OddsStep => ({ now: at, needed });
	return {
		breakEvenVolume: volume === 'never' ? 'never' : write(volume),
		odds: odds && low && high ? { ...odds, low: plain(low), high: plain(high) } : null,
		isAtMost,
	};
}
