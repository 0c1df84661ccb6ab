import type { Hints } from '../../core/model/page-map.ts';
import { asLabel, asName, describe } from './descriptor.ts';
import { controlsIn, isControl, isVisible, placeOf, textOf } from './dom.ts';
import { choose } from './judge.ts';

/** How a place is looked for. */
export interface Looking {
	/** A figure is never told by its path alone. */
	readonly isFigure: boolean;
	/** The page is in another language than when it was described. */
	readonly isTranslated?: boolean;
	/** Inside this alone. */
	readonly within?: ParentNode;
}

/** More places than this have one hint in common: it tells nothing. */
const mostAlike = 200;

function bySelector(root: ParentNode, selector: string, fits: (element: Element) => boolean): Element[] {
	return [...root.querySelectorAll(selector)].filter(fits);
}

/** Elements whose own text is a label. */
function withLabel(root: Node, label: string): Element[] {
	const document = root.ownerDocument ?? (root as Document);
	const found: Element[] = [];
	const walker = document.createTreeWalker(root, 4);
	const start = label.slice(0, 3);
	while (walker.nextNode()) {
		const text = walker.currentNode.nodeValue ?? '';
		if (text.length > 200 || !text.toLowerCase().includes(start)) continue;
		for (let at = walker.currentNode.parentElement, up = 0; at && up < 3; at = at.parentElement, up += 1)
			if (asLabel(textOf(at)) === label || asLabel(text) === label) {
				found.push(at);
				break;
			}
	}
	return found;
}

/** What a label may name: what it points to, what is in it, else the first that shows something after it. */
function namedBy(label: Element): Element[] {
	const { ownerDocument: document } = label;
	const own = label.closest('label') as HTMLLabelElement | null;
	const found: Element[] = own?.control ? [own.control] : [];
	for (let at: Element | null = label, up = 0; at && up < 4; at = at.parentElement, up += 1) {
		if (at.id) found.push(...document.querySelectorAll(`[aria-labelledby~="${at.id.replace(/["\\]/g, '\\$&')}"]`));
		const [inside] = controlsIn(at);
		if (inside) found.push(inside);
	}
	for (let at: Element | null = label, up = 0; at && up < 5; at = at.parentElement, up += 1) {
		let isFound = false;
		for (let next = at.nextSibling; next && !isFound; next = next.nextSibling) {
			if (next.nodeType === 3 && /[\p{L}\d]/u.test(next.nodeValue ?? '') && at.parentElement) {
				// A text without an element of its own.
				found.push(at.parentElement);
				isFound = true;
			} else if (next.nodeType === 1) {
				const part = next as Element;
				const shows = isVisible(part) ? (isControl(part) ? part : (controlsIn(part)[0] ?? firstText(part))) : null;
				if (shows) {
					found.push(shows);
					isFound = true;
				}
			}
		}
		if (isFound) break;
	}
	return found;
}

/** The first element in `part` that shows a text of its own. */
function firstText(part: Element): Element | null {
	if (textOf(part) === '') return null;
	for (const child of part.childNodes) {
		if (child.nodeType === 3 && child.nodeValue?.trim()) return part;
		if (child.nodeType === 1 && isVisible(child as Element)) {
			const found = firstText(child as Element);
			if (found) return found;
		}
	}
	return null;
}

function candidatesOf(root: ParentNode, hints: Hints): Set<Element> {
	const places = new Set<Element>();
	const add = (elements: readonly Element[]) => {
		if (elements.length > mostAlike) return;
		for (const element of elements) if (isVisible(element)) places.add(placeOf(element));
	};
	for (const { by, value } of hints) {
		if (by === 'label') for (const label of withLabel(root as unknown as Node, value)) add(namedBy(label));
		if (by === 'aria')
			add(bySelector(root, '[aria-label]', (element) => asLabel(element.getAttribute('aria-label') ?? '') === value));
		if (by === 'name') add(bySelector(root, '[name]', (element) => asName(element.getAttribute('name')) === value));
		if (by === 'id') add(bySelector(root, '[id]', (element) => element.id === value));
		if (by === 'class')
			add([...(root as Document | Element).getElementsByClassName(value)].flatMap((one) => [one, valueIn(one)]));
		if (by === 'data') {
			const at = value.indexOf('=');
			const attribute = value.slice(0, at);
			const named = (element: Element) => {
				const said = element.getAttribute(attribute);
				return (asName(said) ?? asLabel(said ?? '')) === value.slice(at + 1);
			};
			add(bySelector(root, `[${attribute}]`, named).flatMap((element) => [element, valueIn(element)]));
		}
	}
	return places;
}

/** In a group that holds a label too, what comes last is what it names. */
function valueIn(group: Element): Element {
	if (controlsIn(group).length > 0) return group;
	const whole = textOf(group);
	let last: Element = group;
	for (;;) {
		const parts = [...last.children].filter((part) => isVisible(part) && textOf(part) !== '');
		const only = parts.at(-1);
		if (!only || parts.length === 0) return last;
		if (textOf(only) !== whole && parts.length < 2) return last;
		last = only;
	}
}

/** The place that was described; null unless one is clearly ahead of all others. */
export function find(document: Document, hints: Hints, looking: Looking): Element | null {
	const root = looking.within ?? document;
	const places = [...candidatesOf(root, hints)].filter((place) => isVisible(place) && !isLabel(place));
	const at = choose(
		hints,
		places.map((place) => describe(place, false)),
		looking.isTranslated,
	);
	if (at !== null) return places[at] ?? null;
	return looking.isFigure ? null : byPath(root, hints);
}

/** True for what names a field and is none: where a value is gone, the next label is in its place. */
function isLabel(place: Element): boolean {
	if (isControl(place)) return false;
	// The star is that of a field that must be filled in.
	return place.localName === 'label' || /:$|^\*$/.test(textOf(place)) || place.querySelector('label') !== null;
}

/** The only place under such tags: for what has no name at all, as the heading of a page. */
function byPath(root: ParentNode, hints: Hints): Element | null {
	const path = hints.find(({ by }) => by === 'path')?.value;
	if (!path || hints.some(({ by }) => by !== 'path' && by !== 'inside' && by !== 'class')) return null;
	const alike = bySelector(root, path.replaceAll('>', ' > '), isVisible);
	const [place] = alike;
	if (alike.length === 1 && place && textOf(place) !== '' && isSame(hints, describe(placeOf(place), false)))
		return placeOf(place);
	return /(?:^|>)h1(?:\.|$)/.test(path) ? onlyTitle(root, hints) : null;
}

/** A page has one title, whatever was put around it. */
function onlyTitle(root: ParentNode, hints: Hints): Element | null {
	const shown = bySelector(root, 'h1', (title) => isVisible(title) && textOf(title) !== '');
	const [title] = shown;
	if (!title || shown.length > 1) return null;
	const place = placeOf(title);
	const around = hints.filter(({ by }) => by === 'inside');
	return isSame(around, describe(place, false)) ? place : null;
}

function isSame(hints: Hints, found: Hints): boolean {
	return hints.every(({ by, value }) => found.some((other) => other.by === by && other.value === value));
}
