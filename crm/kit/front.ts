import type { RecordRef } from '../../core/model/deal.ts';

/** Which record is in front: a page and its address do not change at the same moment. */

/** Longer than most pages need to follow their address; after it two records are taken to look the same. */
export const usuallyWithinMs = 5000;

/** True for two names of one record of a site. */
export function isSameRecord(left: RecordRef, right: RecordRef): boolean {
	return left.id === right.id && left.kind === right.kind;
}

/** What was seen last of each page, or of a part of one. */
export interface Looks<T> {
	/** Keeps what is seen now. */
	keep(of: object, look: T): void;
	/** What was kept at most so long ago; null for nothing. */
	last(of: object, withinMs: number): T | null;
	forget(of: object): void;
}

/** A memory of looks, empty. It holds no page that is gone. */
export function looks<T>(): Looks<T> {
	const seen = new WeakMap<object, readonly [look: T, atMs: number]>();
	return {
		keep: (of, look) => seen.set(of, [look, Date.now()]),
		last(of, withinMs) {
			const [look, atMs = 0] = seen.get(of) ?? [];
			return look !== undefined && Date.now() - atMs < withinMs ? look : null;
		},
		forget: (of) => seen.delete(of),
	};
}

/** A record, and all that its page said of it as one text; null or empty for a page that says nothing. */
export interface ShownRecord {
	readonly ref: RecordRef;
	readonly print: string | null;
}

/** Follows addresses that are ahead of their pages. */
export interface Follower extends Looks<ShownRecord> {
	/**
	 * The record in front of `of`: `named` by the address, or the last one while the page still shows the same text, for
	 * `withinMs`. `isStill` may know of the last one by more than its text, and for longer.
	 */
	follow(of: object, named: RecordRef, print: string | null, isStill?: (last: RecordRef) => boolean): RecordRef;
}

/** For a CRM whose address names the next record while its page still shows the last. */
export function followed(withinMs: number): Follower {
	const seen = looks<ShownRecord>();
	return {
		...seen,
		follow(of, ref, print, isStill) {
			const before = seen.last(of, Number.POSITIVE_INFINITY)?.ref;
			const isSameText = () => print && seen.last(of, withinMs)?.print === print;
			if (before && !isSameRecord(before, ref) && (isSameText() || isStill?.(before))) return before;
			seen.keep(of, { ref, print });
			return ref;
		},
	};
}
