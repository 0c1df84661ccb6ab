import type { FieldHealth, Seen } from '../../core/model/read-failure.ts';

/** Places of fields on pages: what each is known from, and how it is found. */

/** A CSS selector, never without what it is known from. */
export interface Selector {
	readonly css: string;
	readonly seen: Seen;
}

/** Where a field is on a CRM's page. */
export interface FieldPlace {
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
export function selectorsOf({ primary, fallbacks }: FieldPlace): readonly Selector[] {
	return [primary, ...fallbacks];
}

/** The same as one selector. */
export function anyOf(place: FieldPlace): string {
	return selectorsOf(place)
		.map(({ css }) => css)
		.join(', ');
}

/** The element around, through shadow roots; null at the top. */
export function around(element: Element): Element | null {
	return element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host ?? null;
}

/** Hides what it is on, as it is written: a style that no browser takes is still no sign of what is drawn. */
const hiding = '[hidden], [style*="display:none"], [style*="display: none"]';

/** True unless the page hides it: what was left, or shown before, may be kept in the document. */
export function isDrawn(element: Element): boolean {
	if (typeof element.checkVisibility === 'function') return element.checkVisibility();
	// jsdom draws nothing: there what hides is looked for.
	for (let at: Element | null = element; at; at = around(at)) if (at.matches(hiding)) return false;
	return true;
}

/** A field as found. */
export interface Found<E extends Element> {
	/** Null when it is not there: it is then `broken`, whether it is needed or not. */
	readonly element: E | null;
	/** `ok` by its own selector, `drifted` by a fallback or where its user showed it to be. */
	readonly health: FieldHealth;
}

/** How a field is looked for. */
export interface Looking<E extends Element> {
	/** Which of the elements that fit are meant: those that are drawn, or this record's. Absent: all. */
	readonly isOwn?: (element: Element) => boolean;
	/** Where its user showed a lost field to be: `pointedControl`, or the like. Absent: nobody is asked. */
	readonly shown?: ((field: string) => E | null) | undefined;
	/** Fills in what selectors leave open. */
	readonly written?: (css: string) => string;
}

/** Looks for a field by its selectors, in order, else where its user showed it to be. */
export function find<E extends Element = HTMLElement>(
	within: ParentNode,
	place: FieldPlace,
	{ isOwn, shown, written }: Looking<E> = {},
): Found<E> {
	for (const [at, { css }] of selectorsOf(place).entries()) {
		const selector = written?.(css) ?? css;
		const element = isOwn ? [...within.querySelectorAll<E>(selector)].find(isOwn) : within.querySelector<E>(selector);
		if (element) return { element, health: healthAt(place, at) };
	}
	const lost = shown?.(place.field) ?? null;
	const element = lost && isOwn?.(lost) === false ? null : lost;
	return { element, health: healthOfPlace(place, element ? 'drifted' : 'broken') };
}

/** How a place was found: by which of its selectors, 0 for its own. Null: by none. */
export function healthAt({ field, primary, fallbacks }: FieldPlace, at: number | null): FieldHealth {
	if (at === null) return { field, state: 'broken', seen: primary.seen };
	return { field, state: at === 0 ? 'ok' : 'drifted', seen: [primary, ...fallbacks][at]?.seen ?? primary.seen };
}

/** The state of a place, as its caller found it. */
export function healthOfPlace({ field, primary }: FieldPlace, state: FieldHealth['state']): FieldHealth {
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
	// The user can still show where a field is that is said to be missing.
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
