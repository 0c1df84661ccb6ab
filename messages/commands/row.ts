import type * as v from 'valibot';

/** Where a message comes from: `sender-rules.ts` tells which. */
export type Context = 'page' | 'frame' | 'sidebar' | 'own';

/** All that is to be said of one command. */
export interface Row<S extends v.GenericSchema, A, E = never> {
	/** What it takes, checked before it is looked at. */
	readonly shape: S;
	/** Who may ask. */
	readonly from: readonly Context[];
	/**
	 * Where it keeps what it writes. `nothing`: it writes nothing here, so that its success does not say that there is room;
	 * `playbook`: in the database, what everybody in the firm goes by, so that it is refused while that is published elsewhere;
	 * `database`: something else there; `beside`: in another place.
	 */
	readonly keeps: 'nothing' | 'playbook' | 'database' | 'beside';
	/** What must be there: a playbook, the database, or nothing, so that it is answered while storage does not work. */
	readonly needs: 'playbook' | 'database' | 'nothing';
	/** Only for its type: what is answered, and by which codes of its own it fails. */
	readonly answer?: { readonly of: A; readonly fault: E };
}

/**
 * A row whose answer is `Answer<A, E>`; the shape tells what it takes. `A` may be no `Result` itself, for an answer is one
 * already: what can go wrong with the command alone is `E`.
 */
export const row =
	<A, E extends string = never>(..._flat: Extract<A, { readonly ok: boolean }> extends never ? [] : [never]) =>
	<S extends v.GenericSchema>(said: Omit<Row<S, A, E>, 'answer'>): Row<S, A, E> =>
		said;
