import type { FieldHealth, Seen } from '../../core/model/read-failure.ts';

/** Places of fields on pages, with what each is known from. */

/** A CSS selector, never without what it is known from. */
export interface Selector {
	readonly css: string;
	readonly seen: Seen;
}

/** Where a field stands. */
export interface Place {
	/** What it is called in sentences. */
	readonly field: string;
	readonly primary: Selector;
	/** Looked for in this order where the first finds nothing: what is found so has drifted. */
	readonly fallbacks: readonly Selector[];
}

/** What is said of a page that has none of the fields of a deal, or of lines. */
export const kinds = { deal: 'Fields of the deal', lines: 'Fields of the lines' } as const;

/** Makes selectors that are known from the same. */
export function seenOn(on: Seen['on'], by: Seen['by'], where: string): (css: string) => Selector {
	return (css) => ({ css, seen: { on, by, where } });
}

/** All selectors of a place, its own first. */
export function selectorsOf({ primary, fallbacks }: Place): readonly Selector[] {
	return [primary, ...fallbacks];
}

/** The same as one selector. */
export function anyOf(place: Place): string {
	return selectorsOf(place)
		.map(({ css }) => css)
		.join(', ');
}

/** How a place was found: by which of its selectors, 0 for its own. Null: by none. */
export function healthAt({ field, primary, fallbacks }: Place, at: number | null): FieldHealth {
	if (at === null) return { field, state: 'broken', seen: primary.seen };
	return { field, state: at === 0 ? 'ok' : 'drifted', seen: [primary, ...fallbacks][at]?.seen ?? primary.seen };
}

/** The state of a place, as its caller found it. */
export function healthOfPlace({ field, primary }: Place, state: FieldHealth['state']): FieldHealth {
	return { field, state, seen: primary.seen };
}

/**
 * What is found on a page, or that nothing of its kind is: where a page is drawn and has none of the fields that such
 * pages have, it is made in a way that is not known, and nothing typed in it would be seen. `kind`: what is then said to
 * be absent.
 */
export function orAbsent(
	found: readonly FieldHealth[],
	isNothingFound: boolean,
	kind: { readonly field: string; readonly seen: Seen },
): FieldHealth[] {
	if (!isNothingFound) return [...found];
	// Of a field that is said to be missing its user can still show the place.
	return [...found.filter(({ state }) => state === 'broken'), { ...kind, state: 'absent' }];
}

/** True when fields were looked for and none was found. */
export function areAllBroken(found: readonly FieldHealth[]): boolean {
	return found.length > 0 && found.every(({ state }) => state === 'broken');
}

/** One entry per field, the worst that was found of it. */
export function worstOf(all: readonly FieldHealth[]): FieldHealth[] {
	const order: readonly FieldHealth['state'][] = ['ok', 'drifted', 'broken', 'absent'];
	const worst = new Map<string, FieldHealth>();
	for (const health of all) {
		const before = worst.get(health.field);
		if (!before || order.indexOf(health.state) > order.indexOf(before.state)) worst.set(health.field, health);
	}
	return [...worst.values()];
}
