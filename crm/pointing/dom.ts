/** What a page shows, without layout: saved pages go the same way as live ones. */

const controlTags = 'input,select,textarea,[contenteditable]';

/** Inputs that hold no text, number or choice of a record. */
const noControls = ['hidden', 'button', 'submit', 'reset', 'checkbox', 'radio', 'image', 'file'];

/** Their text is no text of what they are in. */
const unread = new Set('script style template noscript svg button select textarea option datalist'.split(' '));

/** Their text stands apart from the text beside them. */
const blocks = new Set('div p td th li br dt dd h1 h2 h3 h4 h5 h6 tr'.split(' '));

/** More than a wrapper around one text. */
const parts = new Set(
	'html body main section article form fieldset table tbody thead tfoot tr td th ul ol dl li dt dd label'.split(' '),
);

const hiddenStyle = /(?:display:\s*none|visibility:\s*hidden)/;

/** True for what a page's user can see, or could by scrolling. */
export function isVisible(element: Element): boolean {
	if (typeof element.checkVisibility === 'function') return element.checkVisibility({ visibilityProperty: true });
	for (let at: Element | null = element; at; at = at.parentElement) if (isHidden(at)) return false;
	return true;
}

function isHidden(element: Element): boolean {
	const { localName } = element;
	return (
		element.hasAttribute('hidden') ||
		localName === 'template' ||
		localName === 'script' ||
		localName === 'style' ||
		hiddenStyle.test(element.getAttribute('style') ?? '')
	);
}

/** True for a field that holds a text, a number or a choice. */
export function isControl(element: Element): element is HTMLInputElement {
	const { localName } = element;
	if (localName === 'input') return !noControls.includes((element as HTMLInputElement).type);
	if (localName === 'select' || localName === 'textarea') return true;
	const editable = element.getAttribute('contenteditable');
	return editable === '' || editable === 'true';
}

function controlAround(element: Element): Element | null {
	for (let at: Element | null = element; at; at = at.parentElement) if (isControl(at)) return at;
	return null;
}

/** Visible fields in an element. */
export function controlsIn(element: Element): Element[] {
	return allControls(element).filter(isVisible);
}

function allControls(element: Element): Element[] {
	return element.firstElementChild ? [...element.querySelectorAll(controlTags)].filter(isControl) : [];
}

/** Text with single spaces. */
export function plain(text: string | null | undefined): string {
	return (text ?? '').replace(/\s+/g, ' ').trim();
}

/** What an element shows as text: without its buttons, fields and hidden parts. */
export function textOf(element: Node): string {
	let text = '';
	for (const child of element.childNodes) {
		if (child.nodeType === 3) text += child.nodeValue;
		else if (child.nodeType === 1) {
			const part = child as Element;
			if (unread.has(part.localName) || isHidden(part) || part.getAttribute('role') === 'button') continue;
			text += blocks.has(part.localName) ? ` ${textOf(part)} ` : textOf(part);
		}
	}
	return plain(text);
}

/** What a place says: a field's text or choice, else the text that is shown. */
export function shownBy(element: Element): string {
	if (!isControl(element)) return textOf(element);
	const { selectedOptions } = element as unknown as HTMLSelectElement;
	if (selectedOptions) return plain(selectedOptions[0]?.textContent);
	return 'value' in element ? String(element.value).trim() : plain((element as Element).textContent);
}

/**
 * The place that stands for an element: the one field in it, else the outermost element that shows the same text and
 * nothing besides. Two ways to one place end in the same element.
 */
export function placeOf(element: Element): Element {
	const field = controlAround(element);
	if (field) return field;
	const inside = controlsIn(element);
	if (inside.length > 0) return inside[0] as Element;
	const text = textOf(element);
	let place = element;
	for (;;) {
		const { parentElement: parent } = place;
		if (!parent || parts.has(parent.localName) || textOf(parent) !== text || controlsIn(parent).length > 0)
			return place;
		place = parent;
	}
}

/** Elements around a place that hold nothing else, the place itself first. */
export function wrappersOf(place: Element): Element[] {
	const text = textOf(place);
	const wrappers: Element[] = [place];
	for (let at = place.parentElement; at && wrappers.length < 6; at = at.parentElement) {
		const isAlone = isControl(place)
			? textOf(at) === '' && allControls(at).length === 1
			: textOf(at) === text && allControls(at).length === 0;
		if (!isAlone || at.localName === 'body') break;
		wrappers.push(at);
	}
	return wrappers;
}

/** Elements in a place that show all of its text, the outermost first. */
export function coresOf(place: Element): Element[] {
	const text = textOf(place);
	const cores: Element[] = [];
	let at: Element | undefined = text === '' || isControl(place) ? undefined : place;
	while (at && cores.length < 8) {
		at = [...at.children].find((child) => textOf(child) === text);
		if (at) cores.push(at);
	}
	return cores;
}
