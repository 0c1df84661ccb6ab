/** Parts of the card, in plain elements: no framework goes onto a page that is not ours. */

type Child = Node | string | null | false;

/** An element with a class, or none, and what is in it. Texts go in as texts. */
export function make<K extends keyof HTMLElementTagNameMap>(
	tag: K,
	className: string,
	...children: readonly Child[]
): HTMLElementTagNameMap[K] {
	const element = document.createElement(tag);
	if (className) element.className = className;
	element.append(...children.filter((child): child is Node | string => child !== null && child !== false));
	return element;
}

/** One arrow for each way the card can go. */
const moveIcon = 'M12 3v18M3 12h18M9 6l3-3 3 3M9 18l3 3 3-3M6 9l-3 3 3 3M18 9l3 3-3 3';
const closeIcon = 'M6 6l12 12M18 6L6 18';

function icon(path: string): SVGSVGElement {
	const space = 'http://www.w3.org/2000/svg';
	const picture = document.createElementNS(space, 'svg');
	picture.setAttribute('viewBox', '0 0 24 24');
	picture.setAttribute('aria-hidden', 'true');
	const line = document.createElementNS(space, 'path');
	line.setAttribute('d', path);
	picture.append(line);
	return picture;
}

/** Makes buttons. What they do is kept beside them, for their presses are taken before the page hears of any. */
export function buttonMaker() {
	const acts = new WeakMap<Element, () => void>();
	return {
		button(text: string, act: () => void, className = '', name?: string): HTMLButtonElement {
			const element = make('button', className, text);
			element.type = 'button';
			if (name) element.setAttribute('aria-label', name);
			acts.set(element, act);
			return element;
		},
		actOf: (element: Element) => acts.get(element) ?? null,
	};
}

export type MakeButton = ReturnType<typeof buttonMaker>['button'];

/** The card's head: what it is, how far it is, and the two things that can always be done. */
export function head(
	button: MakeButton,
	title: string,
	step: string,
	move: { readonly name: string; readonly act: () => void },
	close: { readonly name: string; readonly act: () => void },
): HTMLElement {
	const iconButton = (path: string, { name, act }: typeof move) => {
		const element = button('', act, '', name);
		element.title = name;
		element.append(icon(path));
		return element;
	};
	return make(
		'header',
		'',
		make('b', '', title),
		make('span', '', step),
		iconButton(moveIcon, move),
		iconButton(closeIcon, close),
	);
}

/** What a place reads: its title, its text, and the number that is taken from it. */
export interface Read {
	readonly title: string;
	readonly text: string;
	readonly number: string | null;
}

/** Shows what is read, at once and to screen readers too. */
export function reads(read: Read | null, empty: string): HTMLOutputElement {
	const output = make('output', read ? 'reads found' : 'reads');
	output.setAttribute('aria-live', 'polite');
	fillReads(output, read, empty);
	return output;
}

export function fillReads(output: HTMLOutputElement, read: Read | null, empty: string): void {
	output.classList.toggle('found', read !== null);
	output.replaceChildren(
		...(read
			? [
					make('small', '', read.title),
					make('strong', '', read.text),
					...(read.number ? [make('em', '', read.number)] : []),
				]
			: [make('small', '', empty)]),
	);
}

export interface ListRow {
	readonly title: string;
	/** Null: not there. */
	readonly value: string | null;
	readonly button?: HTMLElement;
}

/** Titles with what stands for each, and a button beside it. */
export function list(rows: readonly ListRow[], none: string): HTMLElement {
	return make(
		'dl',
		'',
		...rows.map(({ title, value, button }) => {
			const told = make('dd', value === null ? 'none' : '', value ?? none);
			told.title = value ?? '';
			return make('div', '', make('dt', '', title), told, button ?? null);
		}),
	);
}

export function note(text: string, isBad = false): HTMLElement {
	const element = make('p', isBad ? 'note bad' : 'note', text);
	element.setAttribute('role', 'status');
	return element;
}
