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
/** A list of at most so many items. How many there are is looked at first: a list without an end is not gone through. */
export const list = <S extends v.GenericSchema>(item: S, longest: number) =>
	v.pipe(
		v.custom<v.InferInput<S>[]>((value) => !Array.isArray(value) || value.length <= longest, 'too-many'),
		v.array(item, 'wrong-type'),
		v.readonly(),
	);

/** True for an object that is no list. */
function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object with any keys. A list, which is an object too, is none. */
export const record = <
	K extends v.BaseSchema<string, string | number | symbol, v.BaseIssue<unknown>>,
	S extends v.GenericSchema,
>(
	key: K,
	value: S,
) => v.pipe(v.custom<Record<string, unknown>>(isObject, 'wrong-type'), v.record(key, value, 'wrong-type'));

/** The same for an object all of whose keys may be absent, of which a list would pass for one without any. */
export const noList = <I, O>(shape: v.GenericSchema<I, O>) => v.pipe(v.custom<I>(isObject, 'wrong-type'), shape);

/** A name or key from outside that is kept. */
export const id = v.pipe(filled(200), v.regex(/^[^\s]+$/, 'not-an-id'));
/** True for a day that a calendar has: there is no 30 February. */
function isCalendarDay(written: string): boolean {
	const [year = 0, month = 0, date = 0] = written.slice(0, 10).split('-').map(Number);
	const made = new Date(Date.UTC(2000, month - 1, date));
	// Years below 100 would be taken for others.
	made.setUTCFullYear(year, month - 1, date);
	return made.getUTCMonth() === month - 1 && made.getUTCDate() === date;
}

/** A moment in UTC, "2026-11-24T09:42:00.000Z". */
export const moment = v.pipe(text(40), v.isoTimestamp('not-a-moment'), v.check(isCalendarDay, 'not-a-moment'));
/** A calendar day, "2026-11-24". */
export const day = v.pipe(text(10), v.isoDate('not-a-day'), v.check(isCalendarDay, 'not-a-day'));
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

/** True with a sign that is not seen, or that turns the direction of writing: such an address is not what it looks like. */
export function hasHiddenSigns(written: string): boolean {
	return /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(written);
}

/** True for an address that names a user: "https://bank.example@evil.example" goes to the host at its end. */
export function namesUser(written: string): boolean {
	const url = URL.parse(written);
	return url !== null && (url.username !== '' || url.password !== '');
}

/** An https address that goes where it seems to go. */
export const httpsAddress = v.pipe(
	filled(2000),
	v.check((written) => !hasHiddenSigns(written), 'hidden-signs'),
	v.check((written) => URL.parse(written)?.protocol === 'https:', 'not-https'),
	v.check((written) => !namesUser(written), 'names-user'),
);

/** A decimal number of 0 or more. */
export const positive = v.pipe(
	decimalText,
	v.check((written) => {
		const value = parseDecimal(written);
		return value !== null && !isNegative(value);
	}, 'cost-negative'),
);

/**
 * A member that may be absent. One that is there and undefined is taken too, for storage and ports keep such a member
 * where JSON does not; no code of ours writes one.
 */
export function maybe<const S extends v.GenericSchema>(shape: S): v.ExactOptionalSchema<S, undefined> {
	return v.optional(shape) as unknown as v.ExactOptionalSchema<S, undefined>;
}
