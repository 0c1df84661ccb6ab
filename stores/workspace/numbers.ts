import { readNumber, styleOfLocale } from '../../core/costs/number-style.ts';
import {
	type Decimal,
	type DecimalString,
	formatDecimal,
	multiply,
	parseDecimal,
	trimZeros,
} from '../../core/model/decimal.ts';
import { failure, type Result, success } from '../../core/model/result.ts';

/** Why a typed percent is not taken. `percent-over-hundred`: a margin on price stays under 100 %. */
export type PercentFault = 'percent-missing' | 'percent-unreadable' | 'percent-negative' | 'percent-over-hundred';

const hundredth: Decimal = { digits: 1n, scale: 2 };
const hundred: Decimal = { digits: 100n, scale: 0 };

/** No percent is longer. */
const longestText = 100;

/** A percent as `locale` writes it, with or without the sign, as a fraction 0–1 with every digit typed. */
export function readPercent(text: string, locale: string): Result<DecimalString, PercentFault> {
	if (text.length > longestText) return failure('percent-unreadable');
	const bare = text.replace(/%\s*$/, '').trim();
	if (bare === '') return failure('percent-missing');
	const number = readNumber(bare, styleOfLocale(locale));
	const value = parseDecimal(number);
	if (value === null) return failure('percent-unreadable');
	if (value.digits < 0n) return failure('percent-negative');
	const fraction = trimZeros(multiply(value, hundredth));
	if (fraction.digits >= powerOfTen(fraction.scale)) return failure('percent-over-hundred');
	return success(formatDecimal(fraction));
}

function powerOfTen(exponent: number): bigint {
	return 10n ** BigInt(exponent);
}

/**
 * What was typed as `from` writes numbers, as `to` writes the same number; a percent sign stays. What is no number yet in
 * `from` stays as it was typed.
 */
export function inStyleOf(to: string, typed: string, from: string): string {
	const style = styleOfLocale(to);
	if (style.decimal === styleOfLocale(from).decimal || typed.length > longestText) return typed;
	const sign = /\s*%?\s*$/.exec(typed)?.[0] ?? '';
	const number = readNumber(typed.slice(0, typed.length - sign.length).trim(), styleOfLocale(from));
	return number === null ? typed : `${number.replace('.', style.decimal)}${sign}`;
}

/** A fraction as the percent one would type for it in `locale`, every digit kept and no sign: "12,25". */
export function percentText(fraction: DecimalString, locale: string): string {
	const value = parseDecimal(fraction);
	if (value === null) return '';
	return formatDecimal(trimZeros(multiply(value, hundred))).replace('.', styleOfLocale(locale).decimal);
}
