/**
 * Exact decimal numbers as scaled integers. The only arithmetic on money and quantities in the project;
 * `docs/decisions/0002-decimals.md` says why no library is used here.
 */

/** A decimal number written plainly, e.g. "-12.50"; never with an exponent, a group separator or a plus sign. */
export type DecimalString = string;

/** An exact decimal: `digits` × 10^−`scale`. `scale` is 0 or more. */
export interface Decimal {
	readonly digits: bigint;
	readonly scale: number;
}

const decimalPattern = /^-?\d+(?:\.\d+)?$/;

/** Longest text accepted: more digits than any price needs, few enough that a hostile page cannot stall us. */
const maxTextLength = 64;

const powers: bigint[] = Array.from({ length: 40 }, (_, exponent) => 10n ** BigInt(exponent));

function powerOfTen(exponent: number): bigint {
	return powers[exponent] ?? 10n ** BigInt(exponent);
}

/** 0, to start a sum from. */
export const zero: Decimal = { digits: 0n, scale: 0 };

/** 1, the undiscounted fraction. */
export const one: Decimal = { digits: 1n, scale: 0 };

/** True when `text` is a plain decimal as `DecimalString` describes it. */
export function isDecimalString(text: unknown): text is DecimalString {
	return typeof text === 'string' && text.length <= maxTextLength && decimalPattern.test(text);
}

/** Reads a plain decimal; null for anything else, so that nothing is ever guessed. */
export function parseDecimal(text: DecimalString | null | undefined): Decimal | null {
	if (!isDecimalString(text)) return null;
	const point = text.indexOf('.');
	if (point < 0) return { digits: BigInt(text), scale: 0 };
	return {
		digits: BigInt(text.slice(0, point) + text.slice(point + 1)),
		scale: text.length - point - 1,
	};
}

/** Reads a decimal the program itself wrote; throws when it is not one, which is a bug of ours. */
export function decimal(text: DecimalString): Decimal {
	const value = parseDecimal(text);
	if (value === null) throw new Error(`not a decimal: ${text}`);
	return value;
}

/** Writes all digits the number carries, trailing zeros included. */
export function formatDecimal(value: Decimal): DecimalString {
	if (value.scale === 0) return value.digits.toString();
	const isNegative = value.digits < 0n;
	const text = (isNegative ? -value.digits : value.digits).toString().padStart(value.scale + 1, '0');
	const cut = text.length - value.scale;
	return `${isNegative ? '-' : ''}${text.slice(0, cut)}.${text.slice(cut)}`;
}

/** The same number with no trailing zeros after the point. */
export function trimZeros(value: Decimal): Decimal {
	let { digits, scale } = value;
	while (scale > 0 && digits % 10n === 0n) {
		digits /= 10n;
		scale -= 1;
	}
	return scale === value.scale ? value : { digits, scale };
}

export function add(left: Decimal, right: Decimal): Decimal {
	if (left.scale === right.scale) return { digits: left.digits + right.digits, scale: left.scale };
	return left.scale < right.scale
		? { digits: left.digits * powerOfTen(right.scale - left.scale) + right.digits, scale: right.scale }
		: { digits: left.digits + right.digits * powerOfTen(left.scale - right.scale), scale: left.scale };
}

export function negate(value: Decimal): Decimal {
	return { digits: -value.digits, scale: value.scale };
}

export function subtract(left: Decimal, right: Decimal): Decimal {
	return add(left, negate(right));
}

export function multiply(left: Decimal, right: Decimal): Decimal {
	return { digits: left.digits * right.digits, scale: left.scale + right.scale };
}

/** −1, 0 or 1 as `left` is less than, equal to or greater than `right`. */
export function compare(left: Decimal, right: Decimal): -1 | 0 | 1 {
	const difference = subtract(left, right).digits;
	return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function isZero(value: Decimal): boolean {
	return value.digits === 0n;
}

export function isNegative(value: Decimal): boolean {
	return value.digits < 0n;
}

/** `half-up` rounds 0.5 away from zero, `half-even` to the even neighbour, `down`/`up` towards −∞/+∞. */
export type Rounding = 'half-up' | 'half-even' | 'down' | 'up';

function divideRounded(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
	const isBelowZero = numerator < 0n !== denominator < 0n;
	const quotient = numerator / denominator;
	const rest = numerator % denominator;
	if (rest === 0n) return quotient;
	if (rounding === 'down') return isBelowZero ? quotient - 1n : quotient;
	if (rounding === 'up') return isBelowZero ? quotient : quotient + 1n;
	const twice = (rest < 0n ? -rest : rest) * 2n;
	const divisor = denominator < 0n ? -denominator : denominator;
	const isAway = twice > divisor || (twice === divisor && (rounding === 'half-up' || quotient % 2n !== 0n));
	return isAway ? quotient + (isBelowZero ? -1n : 1n) : quotient;
}

/** At most `scale` digits after the point. A number that has fewer is left as it is. */
export function round(value: Decimal, scale: number, rounding: Rounding = 'half-up'): Decimal {
	if (value.scale <= scale) return value;
	return { digits: divideRounded(value.digits, powerOfTen(value.scale - scale), rounding), scale };
}

/** The quotient with `scale` digits after the point; null when `right` is zero. */
export function divide(left: Decimal, right: Decimal, scale: number, rounding: Rounding = 'half-up'): Decimal | null {
	if (right.digits === 0n) return null;
	const shift = scale + right.scale - left.scale;
	const numerator = shift >= 0 ? left.digits * powerOfTen(shift) : left.digits;
	const denominator = shift >= 0 ? right.digits : right.digits * powerOfTen(-shift);
	return { digits: divideRounded(numerator, denominator, rounding), scale };
}

/** For drawing and for `Intl.NumberFormat` only, never for arithmetic. */
export function toNumber(value: Decimal): number {
	return Number(formatDecimal(value));
}
