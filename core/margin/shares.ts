import { compare, type Decimal, divide, parseDecimal, subtract, zero } from '../model/decimal.ts';
import type { GivenShares, PayEffect } from '../model/effects.ts';
import { write } from './figures.ts';
import { fractionDigits } from './ratios.ts';

function part(amount: Decimal | null, of: Decimal | null) {
	const isOfSomething = of !== null && compare(of, zero) > 0;
	return { amount: write(amount), share: amount && isOfSomething ? write(divide(amount, of, fractionDigits)) : null };
}

/**
 * What the firm gives up of the margin it had, and the viewer of the pay. `marginBefore` is null as soon as one cost is
 * unknown. Null while nothing is given up.
 */
export function givenShares(
	givenUp: Decimal | null,
	marginBefore: Decimal | null,
	pay: PayEffect | null,
): GivenShares | null {
	if (!givenUp || compare(givenUp, zero) <= 0) return null;
	const [before, after] = [parseDecimal(pay?.before), parseDecimal(pay?.after)];
	return {
		firm: part(givenUp, marginBefore),
		own: part(before && after ? subtract(before, after) : null, before),
	};
}
