import type * as v from 'valibot';

/** Where a message comes from: `sender-rules.ts` tells which. */
export type Context = 'page' | 'frame' | 'sidebar' | 'own';

/** All that is to be said of one command. */
export interface Row<S extends v.GenericSchema, A> {
	/** What it takes, checked before it is looked at. */
	readonly shape: S;
	/** Who may ask. */
	readonly from: readonly Context[];
	/**
	 * Where it keeps what it writes. `nothing`: it writes nothing here, so that its success does not say that there is room;
	 * `beside`: in another place than the database.
	 */
	readonly keeps: 'nothing' | 'database' | 'beside';
	/** What must be there: a playbook, the database, or nothing, so that it is answered while storage does not work. */
	readonly needs: 'playbook' | 'database' | 'nothing';
	/** Only for its type: what is answered. */
	readonly answer?: { readonly of: A };
}

/** A row whose answer is `Answer<A>`; the shape tells what it takes. */
export const row =
	<A>() =>
	<S extends v.GenericSchema>(said: Omit<Row<S, A>, 'answer'>): Row<S, A> =>
		said;
