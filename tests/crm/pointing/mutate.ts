/** Ways in which a page changes, each of which can be taken back. */

/** Numbers from 0 to below 1, the same for the same seed. */
export function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

const words = ['Lorem', 'Region', 'Notes', 'Total', 'Value', 'Rate %', '17', '1,234.50', '99', 'x', '', '2.5', '—'];

/** A page that can be changed and put back. */
export interface Changing {
	/** Changes one thing; says what for a failing test. `kind`: 0 for pages that gain doubles, 1 for pages that lose parts. */
	change(random: () => number, kind: 0 | 1): string;
	/** The element a copy was made of; any other element itself. */
	originOf(element: Element): Element;
	undo(): void;
}

/**
 * `isKept`: texts that never go to another place while their own loses them. What a page itself calls by another name
 * cannot be told apart from outside, by people neither. Half of what happens is close to what is `pointed` at.
 */
export function changing(document: Document, isKept: (text: string) => boolean, pointed: readonly Element[]): Changing {
	const undone: (() => void)[] = [];
	const origins = new Map<Element, Element>();
	const root = document.body;

	const close = new Set<Element>();
	for (const place of pointed)
		for (let at: Element | null = place, up = 0; at && at !== root && up < 4; at = at.parentElement, up += 1)
			for (const part of [at, ...(at.parentElement?.children ?? [])]) close.add(part);
	const isClose = (node: Node) =>
		close.has(node as Element) || (node.parentElement !== null && close.has(node.parentElement));
	const elements = () =>
		[...root.getElementsByTagName('*')].filter(({ localName }) => localName !== 'script' && localName !== 'style');
	function texts(): Text[] {
		const walker = document.createTreeWalker(root, 4);
		const found: Text[] = [];
		while (walker.nextNode()) if (walker.currentNode.nodeValue?.trim()) found.push(walker.currentNode as Text);
		return found;
	}
	function pick<T>(list: readonly T[], random: () => number): T | undefined {
		const some = random() < 0.5 ? list.filter((item) => item instanceof Node && isClose(item)) : list;
		const from = some.length > 0 ? some : list;
		return from[Math.floor(random() * from.length)];
	}

	function put(node: Node, parent: Node, before: Node | null): void {
		const [oldParent, oldNext] = [node.parentNode, node.nextSibling];
		parent.insertBefore(node, before);
		undone.push(() => {
			if (oldParent) oldParent.insertBefore(node, oldNext);
			else (node as ChildNode).remove();
		});
	}
	function setText(node: Text, text: string): void {
		const old = node.nodeValue;
		node.nodeValue = text;
		undone.push(() => {
			node.nodeValue = old;
		});
	}
	function setAttribute(element: Element, name: string, value: string | null): void {
		const old = element.getAttribute(name);
		if (value === null) element.removeAttribute(name);
		else element.setAttribute(name, value);
		undone.push(() => {
			if (old === null) element.removeAttribute(name);
			else element.setAttribute(name, old);
		});
	}
	function remove(node: ChildNode): void {
		const [parent, next] = [node.parentNode, node.nextSibling];
		node.remove();
		undone.push(() => parent?.insertBefore(node, next));
	}

	const small = (element: Element) => element.getElementsByTagName('*').length < 40;
	const changes: Readonly<Record<string, (random: () => number) => void>> = {
		remove(random) {
			const element = pick(elements().filter(small), random);
			element?.remove === undefined || remove(element);
		},
		swapSiblings(random) {
			const element = pick(elements(), random);
			const other = pick([...(element?.parentElement?.children ?? [])], random);
			if (element && other && element !== other) put(element, other.parentNode as Node, other);
		},
		move(random) {
			const [element, goal] = [pick(elements().filter(small), random), pick(elements(), random)];
			const isTorn = isKept(element?.textContent ?? '');
			if (element && goal && !isTorn && !element.contains(goal) && !element.matches('td,th,tr'))
				put(element, goal, goal.firstChild);
		},
		wrap(random) {
			const element = pick(elements(), random);
			if (!element?.parentNode || element.matches('td,th,tr,tbody,thead,option,body')) return;
			const wrapper = document.createElement('div');
			put(wrapper, element.parentNode, element);
			put(element, wrapper, null);
		},
		copy(random) {
			const element = pick(elements().filter(small), random);
			const goal = pick(elements(), random);
			if (!element || !goal || element.contains(goal)) return;
			const copy = element.cloneNode(true) as Element;
			const copies = [copy, ...copy.querySelectorAll('*')];
			[element, ...element.querySelectorAll('*')].forEach((origin, at) => {
				origins.set(copies[at] as Element, origin);
			});
			put(copy, goal.parentNode as Node, goal);
		},
		columns(random) {
			const row = pick(
				elements().filter(({ localName }) => localName === 'tr'),
				random,
			);
			const table = row?.closest('table');
			const count = row?.children.length ?? 0;
			const [from, to] = [Math.floor(random() * count), Math.floor(random() * count)];
			for (const other of table?.rows ?? []) {
				const [cell, goal] = [other.children[from], other.children[to]];
				if (other.children.length === count && cell && goal) put(cell, other, goal);
			}
		},
		dropAttribute(random) {
			const element = pick(elements(), random);
			const attribute = pick([...(element?.attributes ?? [])], random);
			if (element && attribute) setAttribute(element, attribute.name, null);
		},
		changeAttribute(random) {
			const element = pick(elements(), random);
			const attribute = pick([...(element?.attributes ?? [])], random);
			if (element && attribute && !isKept(attribute.value))
				setAttribute(element, attribute.name, (pick(words, random) ?? 'x').toLowerCase() || 'x');
		},
		hide(random) {
			const element = pick(elements().filter(small), random);
			if (element) setAttribute(element, 'hidden', '');
		},
		text(random) {
			const node = pick(texts(), random);
			if (node) setText(node, pick(words, random) ?? '');
		},
		/** Another place gets this text too. */
		copyText(random) {
			const all = texts();
			const [from, to] = [pick(all, random), pick(all, random)];
			if (from && to && !isKept(to.data) && !isKept(to.parentElement?.textContent ?? '')) setText(to, from.data);
		},
		swapTexts(random) {
			const all = texts();
			const [one, other] = [pick(all, random), pick(all, random)];
			if (!one || !other || isKept(one.data) || isKept(other.data)) return;
			const text = one.data;
			setText(one, other.data);
			setText(other, text);
		},
	};
	const calm = ['swapSiblings', 'wrap', 'columns', 'dropAttribute', 'changeAttribute'];
	const kinds = [
		[...calm, 'copy', 'copyText', 'swapTexts'],
		[...calm, 'remove', 'move', 'hide', 'text', 'swapTexts'],
	];

	return {
		change(random, kind) {
			const name = pick(kinds[kind] ?? [], random) ?? 'text';
			changes[name]?.(random);
			return name;
		},
		originOf: (element) => origins.get(element) ?? element,
		undo() {
			while (undone.length > 0) undone.pop()?.();
			origins.clear();
		},
	};
}
