import { around, isDrawn } from '../kit/places.ts';

/**
 * Lightning's components draw under synthetic shadow roots, which a content script sees as one flat tree, or under native
 * ones, which it must go through. A page may have both.
 */

interface KeptRoots {
	readonly atMs: number;
	readonly roots: readonly ParentNode[];
}

const keptRoots = new WeakMap<Document, KeptRoots>();

/** Looking for roots goes through the whole page: what was found is used again for a while, longer where there are none. */
const rootsForMs = 1000;
const noRootsForMs = 4000;

function rootsOf(document: Document): readonly ParentNode[] {
	const before = keptRoots.get(document);
	const atMs = Date.now();
	const keptForMs = before && before.roots.length > 1 ? rootsForMs : noRootsForMs;
	// What a root that was taken from the page holds is not on the page.
	if (before && atMs - before.atMs < keptForMs && before.roots.every((root) => root.isConnected)) return before.roots;
	const roots: ParentNode[] = [document];
	// Roots found are gone through in their turn.
	for (const root of roots)
		for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) roots.push(shadowRoot);
	keptRoots.set(document, { atMs, roots });
	return roots;
}

/** Looks for roots anew when something happens in one that was not found yet: typing there must be seen at once. */
export function meetRoots(document: Document, path: readonly EventTarget[]): void {
	const before = keptRoots.get(document);
	// Links have a `host` as well.
	const isNew = (target: EventTarget) =>
		'host' in target && !('localName' in target) && !before?.roots.includes(target as ShadowRoot);
	if (before && path.some(isNew)) keptRoots.delete(document);
}

/** The nearest element around, or this one, that fits, through shadow roots. */
export function closest(element: Element, selector: string): Element | null {
	let at: Element | null = element;
	while (at && !at.matches(selector)) at = around(at);
	return at;
}

function isWithin(element: Element, scope: Element): boolean {
	let at: Element | null = element;
	while (at && at !== scope) at = around(at);
	return at !== null;
}

/** Pages that were left are kept beside the one in front, which alone is active. */
const leftPage = '.lafPageHost:not(.active)';

/** All that is drawn and fits: other records' tabs and cached pages stay in the document, hidden. */
export function shown<E extends Element = HTMLElement>(document: Document, selector: string): E[] {
	const all = rootsOf(document).flatMap((root) => [...root.querySelectorAll<E>(selector)].filter(isDrawn));
	// Most pages keep none: of their elements nothing more is asked.
	return document.querySelector(leftPage) === null ? all : all.filter((element) => !closest(element, leftPage));
}

/** What fits inside an element, drawn or not, through shadow roots. */
export function inside<E extends Element = HTMLElement>(scope: Element, selector: string): E[] {
	const flat = [...scope.querySelectorAll<E>(selector)];
	if (flat.length > 0) return flat;
	return rootsIn(scope).flatMap((root) => [...root.querySelectorAll<E>(selector)]);
}

/** The roots of shadow trees in an element, its own first. */
function rootsIn(scope: Element): readonly ParentNode[] {
	return rootsOf(scope.ownerDocument).filter((root) => 'host' in root && isWithin(root.host as Element, scope));
}

/** The text in an element, its line breaks and the spaces around it left out; of several components the first one's. */
export function textIn(element: Element | null | undefined): string {
	if (!element) return '';
	const texts = [element.textContent, ...rootsIn(element).map((root) => (root as ShadowRoot).textContent)];
	return (texts.find((text) => text?.trim()) ?? '').replace(/\s+/g, ' ').trim();
}
