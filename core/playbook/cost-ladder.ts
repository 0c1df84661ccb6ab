import { type Decimal, type DecimalString, formatDecimal, parseDecimal, trimZeros } from '../model/decimal.ts';

/**
 * Costs as they are reckoned with for viewers who may not see them: only certain values, the same whatever is sold and at
 * what price. All that such a viewer can find out by trying is which of them a cost was rounded to.
 */

/** Values from 1 to 10, each about 1 % above the one before; below and above they repeat, ten times as small or large. */
const perDecade = 240;
const valueScale = 5;
const values: readonly bigint[] = Array.from({ length: perDecade }, (_, at) =>
	BigInt(Math.round(10 ** (at / perDecade + valueScale))),
);
const firstValue = 10n ** BigInt(valueScale);

/** A value of the ladder by its place: 0 is 1, `perDecade` is 10. */
function valueAt(place: number): Decimal {
	const decade = Math.floor(place / perDecade);
	return { digits: values[place - decade * perDecade] ?? firstValue, scale: valueScale - decade };
}

/** The first place whose value is not below `cost`, which is above 0. */
function placeOf(cost: Decimal): number {
	const { digits, scale } = trimZeros(cost);
	const length = digits.toString().length;
	const decade = length - 1 - scale;
	// Both with the same scale, so that whole numbers are compared.
	const room = Math.max(0, length - 1 - valueScale);
	const wanted = digits * 10n ** BigInt(Math.max(0, valueScale - (length - 1)));
	const place = values.findIndex((value) => value * 10n ** BigInt(room) >= wanted);
	return decade * perDecade + (place < 0 ? perDecade : place);
}

function written(place: number): DecimalString {
	const { digits, scale } = valueAt(place);
	const whole = scale < 0 ? { digits: digits * 10n ** BigInt(-scale), scale: 0 } : { digits, scale };
	return formatDecimal(trimZeros(whole));
}

/** Which end of the interval that a cost lies in. */
export type CostEnd = 'most' | 'least';

/**
 * The end of the interval of `steps` places of the ladder that a cost lies in: `most` is not below it, `least` is below
 * it. Wider intervals are made of whole narrower ones. A cost that is not above 0 or cannot be read is left as it is.
 */
export function costEnd(cost: DecimalString, steps: number, end: CostEnd): DecimalString {
	const value = parseDecimal(cost);
	if (!value || value.digits <= 0n) return cost;
	const top = Math.ceil(placeOf(value) / steps) * steps;
	return written(end === 'most' ? top : top - steps);
}
