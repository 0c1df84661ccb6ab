/** Finds a field of the page, named as in a `field-missing`, inside a row, a dialog or a form; null for none. */
export type FindPointed = (field: string, within: ParentNode) => Element | null;

const finders = new WeakMap<Document, FindPointed>();

/** From now on fields of this page that an adapter loses are looked for by `find`: where its user showed them to be. */
export function lookForPointed(document: Document, find: FindPointed): void {
	finders.set(document, find);
}

/**
 * The last place an adapter looks in for a field, when none of its own finds it inside `within`. Null where nobody showed
 * it, and when it is not there.
 */
export function pointedAt(field: string, within: Element): Element | null {
	const place = finders.get(within.ownerDocument)?.(field, within) ?? null;
	// A label may name what stands elsewhere.
	return within.contains(place) ? place : null;
}

/** The same for a field that must be one to type in or to choose from: itself, or the first in what was shown. */
export function pointedControl<E extends Element>(field: string, within: Element, selector: string): E | null {
	const place = pointedAt(field, within);
	return place && (place.matches(selector) ? (place as E) : place.querySelector<E>(selector));
}
