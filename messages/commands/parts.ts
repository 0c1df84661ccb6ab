import * as v from 'valibot';
import type { Revision } from '../../core/model/revision.ts';

export const nothing = v.null();
export const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
export const site = v.pipe(v.string(), v.maxLength(500));
export const crm = v.pipe(v.string(), v.regex(/^[a-z0-9]{1,30}$/));
export const host = v.pipe(v.string(), v.regex(/^[a-z0-9.:[\]-]{1,253}$/));
/** A token, a key or a code, as it is pasted: one word without spaces or control characters. */
export const secret = v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,4000}$/));
export const index = v.pipe(v.number(), v.integer(), v.minValue(0));
export const revision = v.custom<Revision>((text) => typeof text === 'string' && /^[0-9a-f]{64}$/.test(text));
export const draftKey = {
	owner: v.pipe(v.string(), v.regex(/^[\w-]{1,100}$/)),
	form: v.pipe(v.string(), v.regex(/^[a-z]{1,30}$/)),
};
/** What a form holds at most, as JSON: a playbook's largest part with room to spare. */
const largestDraft = 10_000_000;
export const isJson = (value: unknown) => JSON.stringify(value).length <= largestDraft;
export const upload = v.pipe(v.string(), v.maxLength(100));
/** A request or an answer as it travels by mail. */
export const letter = v.pipe(v.string(), v.maxLength(2_000_000));
export const file = v.pipe(v.string(), v.maxLength(60_000_001, 'too-large'));
