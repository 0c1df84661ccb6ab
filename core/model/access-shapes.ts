import * as v from 'valibot';
import { factsShape } from './deal-shapes.ts';
import { readFailureCodes } from './read-failure.ts';
import { id, moment } from './shape-parts.ts';

/** Where a unit cost is kept, as `AdapterOptions.costField` is written. */
export const costFieldShape = v.pipe(v.string(), v.regex(/^(?::list|:cost-book|(?:product\.)?\w{1,100})$/));

/** An access as it is stored, without what is secret in it. */
export const accountShape = v.strictObject({
	crm: id,
	place: id,
	apiHost: id,
	way: v.picklist(['token', 'oauth', 'session', 'self-client']),
	isKept: v.boolean(),
	since: moment,
});

/** What is secret in an access. */
export const secretShape = v.strictObject({
	/** What goes out; null for a session, which is read at each call. */
	token: v.nullable(v.string()),
	/** When `token` ends by its maker's word, in UTC; null when that was not said. */
	endsAt: v.nullable(moment),
	/** What a new token is had with; null when none can be. */
	renewal: v.nullable(
		v.strictObject({ clientId: v.string(), clientSecret: v.nullable(v.string()), refreshToken: v.string() }),
	),
});

/** What is secret in an access: it stays in `storage/` and the calls of the background. */
export type AccessSecret = v.InferOutput<typeof secretShape>;

/** What a page answers when it is asked for its deal's costs in another place: `CostReading`, or why not. */
export const costReadingShape = v.variant('ok', [
	v.object({ ok: v.literal(true), value: v.strictObject({ facts: factsShape, isFieldMissing: v.boolean() }) }),
	v.object({
		ok: v.literal(false),
		error: v.object({
			code: v.picklist(['no-deal', ...readFailureCodes]),
		}),
	}),
]);
