/** Changes pages as a new version of a CRM, another add-on or another firm's layout might. */

/** Draws numbers from 0 up to 1; the same seed draws the same ones. */
export type Draw = () => number;

/** A draw for a seed. */
export function drawFrom(seed: number): Draw {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** A seed for a name: what is drawn for one page hangs on no other. */
export function seedOf(name: string): number {
	let hash = 0x811c9dc5;
	for (const sign of name) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193);
	return hash >>> 0;
}

/** One change of a page that can be taken back. */
export interface Mutation {
	readonly kind: 'remove' | 'swap' | 'attribute' | 'text' | 'duplicate';
	/** What was changed, for people. */
	readonly of: string;
	/** Texts and field values that no longer are on the page. */
	readonly gone: readonly string[];
	/** The text that was written; null when none was. */
	readonly put: string | null;
	/** Makes the page as it was. */
	undo(): void;
}

type Field = HTMLInputElement | HTMLTextAreaElement;

/** Every element of a page's body, with those in shadow roots and frames. */
function elementsOf(scope: ParentNode): HTMLElement[] {
	return [...scope.querySelectorAll<HTMLElement>('*')].flatMap((element) => {
		const frame = element.localName === 'iframe' ? (element as HTMLIFrameElement).contentDocument?.body : null;
		const inner = [element.shadowRoot, frame].flatMap((root) => (root ? elementsOf(root) : []));
		return [element, ...inner];
	});
}

function isField(element: Element): element is Field {
	return element.localName === 'input' || element.localName === 'textarea';
}

/** The text of an element by itself, without that of its children. */
function ownText(element: Element): Text | null {
	const found = [...element.childNodes].find(({ nodeType, nodeValue }) => nodeType === 3 && nodeValue?.trim());
	return (found as Text | undefined) ?? null;
}

function described(element: Element): string {
	const attributes = [...element.attributes].map(({ name, value }) => ` ${name}="${value.slice(0, 40)}"`);
	return `<${element.localName}${attributes.join('')}>`;
}

/** True for what cannot be put back as it was: frames lose what they hold, lists their choice. */
function isFixed(element: Element): boolean {
	return (
		/^(?:iframe|option|optgroup|head|body|html)$/.test(element.localName) || element.querySelector('iframe') !== null
	);
}

function textsIn(element: Element): string[] {
	const inRoot = element.shadowRoot ? elementsOf(element.shadowRoot) : [];
	return [element, ...inRoot, ...elementsOf(element)].flatMap((inner) => [
		...(isField(inner) ? [inner.value] : []),
		ownText(inner)?.data.trim() ?? '',
	]);
}

/** What has the focus, inside shadow roots too: focusing their host would not bring it back. */
function focusedIn({ activeElement }: DocumentOrShadowRoot): HTMLElement | null {
	const inner = activeElement?.shadowRoot ? focusedIn(activeElement.shadowRoot) : null;
	return inner ?? (activeElement as HTMLElement | null);
}

function remove(element: HTMLElement): Mutation | null {
	const { parentNode, nextSibling, ownerDocument } = element;
	if (isFixed(element) || !parentNode) return null;
	const gone = textsIn(element);
	const focused = focusedIn(ownerDocument);
	element.remove();
	return {
		kind: 'remove',
		of: described(element),
		gone,
		put: null,
		undo() {
			parentNode.insertBefore(element, nextSibling);
			focused?.focus();
		},
	};
}

function swap(element: HTMLElement): Mutation | null {
	const { parentNode, nextElementSibling: other, ownerDocument } = element;
	if (!other || !parentNode || isFixed(element) || isFixed(other)) return null;
	const focused = focusedIn(ownerDocument);
	const after = other.nextSibling;
	parentNode.insertBefore(other, element);
	parentNode.insertBefore(element, after);
	focused?.focus();
	return {
		kind: 'swap',
		of: `${described(element)} and ${described(other)}`,
		gone: [],
		put: null,
		undo() {
			parentNode.insertBefore(element, other);
			parentNode.insertBefore(other, after);
			focused?.focus();
		},
	};
}

/** Attributes whose change alters what a field holds or where the page goes, not how it is found. */
const leftAlone = /^(?:value|checked|selected|type|srcdoc|src|disabled|multiple)$/;

function attribute(element: HTMLElement, draw: Draw): Mutation | null {
	const names = [...element.attributes].map(({ name }) => name).filter((name) => !leftAlone.test(name));
	const name = names[Math.floor(draw() * names.length)];
	if (!name) return null;
	const before = element.getAttribute(name) ?? '';
	const isTaken = draw() < 0.5;
	if (isTaken) element.removeAttribute(name);
	else element.setAttribute(name, `${before}-x${Math.floor(draw() * 90)}`);
	return {
		kind: 'attribute',
		of: `${described(element)}: ${name}="${before}"${isTaken ? ' removed' : ' changed'}`,
		gone: [],
		put: null,
		undo: () => element.setAttribute(name, before),
	};
}

function text(element: HTMLElement, draw: Draw): Mutation | null {
	const node = isField(element) ? null : ownText(element);
	if (!node && !isField(element)) return null;
	if (isField(element) && /^(?:checkbox|radio|file)$/.test(element.type)) return null;
	const before = node ? node.data : (element as Field).value;
	const put = draw() < 0.6 ? `${2 + Math.floor(draw() * 87)}` : `Other ${Math.floor(draw() * 90)}`;
	const write = (value: string) => {
		if (node) node.data = value;
		else (element as Field).value = value;
	};
	write(put);
	return { kind: 'text', of: described(element), gone: [before.trim()], put, undo: () => write(before) };
}

function duplicate(element: HTMLElement): Mutation | null {
	if (isFixed(element)) return null;
	const copy = element.cloneNode(true) as HTMLElement;
	element.after(copy);
	return { kind: 'duplicate', of: described(element), gone: [], put: null, undo: () => copy.remove() };
}

/** Places where numbers stand and rows that hold them: half of all changes are made there. */
function isTelling(element: HTMLElement): boolean {
	return isField(element) || /^(?:tr|td)$/.test(element.localName) || /\d/.test(ownText(element)?.data ?? '');
}

/** Changes one thing on a page at each call; the change before must have been taken back. Null when nothing can change. */
export function mutator(document: Document, draw: Draw): () => Mutation | null {
	const all = elementsOf(document.body).filter(({ localName }) => !/^(?:script|style)$/.test(localName));
	const telling = all.filter(isTelling);
	const ways = [remove, swap, attribute, text, duplicate];
	return () => {
		for (let attempt = 0; attempt < 50; attempt += 1) {
			const among = draw() < 0.5 && telling.length > 0 ? telling : all;
			const element = among[Math.floor(draw() * among.length)];
			const way = ways[Math.floor(draw() * ways.length)];
			const done = element && way?.(element, draw);
			if (done) return done;
		}
		return null;
	};
}
