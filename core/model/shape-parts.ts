import * as v from 'valibot';
import { compare, isDecimalString, isNegative, one, parseDecimal } from './decimal.ts';

/**
 * Shapes of what comes from outside: files, messages, later a hub. Each message is a code with a sentence in the table
 * of texts. Sizes are bounded so that nothing stalls on hostile input.
 */

/** A text of at most so many characters. */
export const text = (longest: number) => v.pipe(v.string('wrong-type'), v.maxLength(longest, 'too-long'));
/** A text that says something. */
export const filled = (longest: number) => v.pipe(text(longest), v.regex(/\S/, 'empty'));
/** A list of at most so many items. */
export const list = <S extends v.GenericSchema>(item: S, longest: number) =>
	v.pipe(v.array(item, 'wrong-type'), v.maxLength(longest, 'too-many'), v.readonly());

/** A name or key from outside that is kept. */
export const id = v.pipe(filled(200), v.regex(/^[^\s]+$/, 'not-an-id'));
/** A moment in UTC, "2026-11-24T09:42:00.000Z". */
export const moment = v.pipe(text(40), v.isoTimestamp('not-a-moment'));
/** A calendar day, "2026-11-24". */
export const day = v.pipe(text(10), v.isoDate('not-a-day'));
/** A decimal number written plainly. */
export const decimalText = v.pipe(
	v.string('wrong-type'),
	v.check((written) => isDecimalString(written), 'not-a-decimal'),
);
/** A three-letter ISO 4217 code. */
export const currency = v.pipe(v.string('wrong-type'), v.regex(/^[A-Z]{3}$/, 'not-a-currency'));
/** A whole number from 0 to 100,000. */
export const count = v.pipe(
	v.number('wrong-type'),
	v.integer('wrong-type'),
	v.minValue(0, 'wrong-type'),
	v.maxValue(100_000, 'wrong-type'),
);

/** A fraction from 0 to below 1. */
export const fraction = v.pipe(
	decimalText,
	v.check((written) => {
		const value = parseDecimal(written);
		return value !== null && !isNegative(value) && compare(value, one) < 0;
	}, 'not-a-fraction'),
);

/** A part of a whole: all of it is allowed, nothing is not. */
export const share = v.pipe(
	decimalText,
	v.check((written) => {
		const value = parseDecimal(written);
		return value !== null && !isNegative(value) && value.digits !== 0n && compare(value, one) <= 0;
	}, 'not-a-fraction'),
);

/** An https address. */
export const httpsAddress = v.pipe(
	filled(2000),
	v.check((written) => URL.parse(written)?.protocol === 'https:', 'not-https'),
);

/** A decimal number of 0 or more. */
export const positive = v.pipe(
	decimalText,
	v.check((written) => {
		const value = parseDecimal(written);
		return value !== null && !isNegative(value);
	}, 'cost-negative'),
);
