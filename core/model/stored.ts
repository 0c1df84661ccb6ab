/**
 * What a read of a kept row gives. `unreadable`: something is kept and this version cannot use it; `raw` is all of it, as
 * it is kept. Nothing may be put in its place by itself: only `absent` means that nothing was ever there.
 */
export type Stored<T> =
	| { readonly kind: 'absent' }
	| { readonly kind: 'unreadable'; readonly raw: unknown }
	| { readonly kind: 'value'; readonly value: T };

/** Nothing is kept. */
export const absent: Stored<never> = { kind: 'absent' };

/** Something is kept that this version cannot use. */
export function unreadable(raw: unknown): Stored<never> {
	return { kind: 'unreadable', raw };
}

/** A row that can be used. */
export function stored<T>(value: T): Stored<T> {
	return { kind: 'value', value };
}
