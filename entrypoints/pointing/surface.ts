import { overlayStyle } from './style.ts';

/** What the guide puts over a page: a veil that takes every press, marks around places, and one card. */

/** A mark around a place. `hover`: would be taken. `guess`: is offered. `taken`: was pointed at. `list`: a whole table. */
export interface Mark {
	readonly element: Element;
	readonly look: 'hover' | 'guess' | 'taken' | 'list';
	readonly tag?: string;
}

export interface SurfaceNeeds {
	readonly document: Document;
	/** What the page shows at a point of its window, under the veil. */
	elementAt(x: number, y: number): Element | null;
	/** True for what a person did: a page may make up events of its own. */
	isReal(event: Event): boolean;
	/** What a button of the card does; null for an element that is none. */
	actOf(element: Element): (() => void) | null;
	hovered(element: Element | null): void;
	pressed(element: Element): void;
	/** Enter, where no button has the focus. */
	entered(): void;
	escaped(): void;
	/** An arrow key: -1 for up and left. */
	stepped(by: 1 | -1): void;
}

export interface Surface {
	/** Shows the card's new content and puts the focus to where `focus` is, else on the card. */
	show(content: readonly Node[], isPointing: boolean, focus?: HTMLElement | null): void;
	mark(marks: readonly Mark[]): void;
	/** Puts the card in another corner. */
	moveCard(): void;
	/** The page can be used again; the card stays. */
	release(): void;
	remove(): void;
}

const swallowed = [
	'pointerdown',
	'pointerup',
	'mousedown',
	'mouseup',
	'click',
	'dblclick',
	'auxclick',
	'contextmenu',
	'touchstart',
	'touchend',
	'dragstart',
] as const;

const corners = ['bottom-right', 'bottom-left', 'top-left', 'top-right'] as const;

/** Pages change while somebody points. */
const placeMarksEveryMs = 200;

const gapPx = 16;

function isOver(a: DOMRect, b: DOMRect): boolean {
	return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

export function openSurface(needs: SurfaceNeeds): Surface {
	const { document, isReal } = needs;
	const view = document.defaultView as Window;
	const host = document.createElement('div');
	// `all` keeps the page's own rules away; every property counts as important against them.
	host.style.cssText =
		'all:initial!important;position:fixed!important;inset:0!important;z-index:2147483647!important;pointer-events:none!important;display:block!important';
	const root = host.attachShadow({ mode: 'closed' });
	const style = document.createElement('style');
	style.textContent = overlayStyle;
	const veil = document.createElement('div');
	veil.className = 'veil';
	const layer = document.createElement('div');
	layer.className = 'marks';
	layer.setAttribute('aria-hidden', 'true');
	const card = document.createElement('section');
	card.className = 'card';
	card.tabIndex = -1;
	card.setAttribute('role', 'dialog');
	root.append(style, veil, layer, card);

	let corner = 0;
	let drawn: { mark: Mark; box: HTMLElement }[] = [];
	let isPointing = false;
	let isReleased = false;
	let drag: { x: number; y: number } | null = null;

	/** What of the card is pressed, by pointer or by key; null for a press beside it. */
	function inCard({ clientX: x, clientY: y, detail }: MouseEvent): Element | null {
		const active = root.activeElement;
		if (detail === 0 && active && active !== card) return active;
		const { left, right, top, bottom } = card.getBoundingClientRect();
		const isInside = x >= left && x <= right && y >= top && y <= bottom;
		return isInside ? (root.elementFromPoint(x, y) ?? card) : null;
	}

	function under(event: MouseEvent): Element | null {
		veil.style.pointerEvents = 'none';
		const found = needs.elementAt(event.clientX, event.clientY);
		veil.style.pointerEvents = '';
		return found === host ? null : found;
	}

	/** Ahead of every listener of the page, which must not act on a press that points. */
	function taken(event: Event): void {
		if (!isReal(event) || (isReleased && event.target !== host)) return;
		const mouse = event as MouseEvent;
		event.stopImmediatePropagation();
		const part = event.target === host && !drag ? inCard(mouse) : null;
		if (part) {
			const own = part.closest('button');
			if (event.type === 'pointerdown' && !own && part.closest('header')) grab(mouse);
			if (event.type === 'click' && own && !own.disabled) needs.actOf(own)?.();
			return;
		}
		if (event.type === 'pointerup') drag = null;
		event.preventDefault();
		if (event.type !== 'click' || !isPointing || mouse.button > 0) return;
		const element = under(mouse);
		if (element) needs.pressed(element);
	}

	function moved(event: PointerEvent): void {
		if (isReleased || !isReal(event)) return;
		if (drag) {
			placeAt(event.clientX - drag.x, event.clientY - drag.y);
			return;
		}
		if (!isPointing) return;
		needs.hovered(event.target === host && inCard(event) ? null : under(event));
	}

	function keyed(event: KeyboardEvent): void {
		if (!isReal(event) || (isReleased && event.target !== host)) return;
		const active = root.activeElement;
		// No key of the guide reaches the page, be it a short cut of the CRM's.
		event.stopImmediatePropagation();
		if (event.type !== 'keydown' || event.isComposing) return;
		const isField = active?.localName === 'input';
		const steps: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
		const by = steps[event.key];
		if (event.key === 'Escape') needs.escaped();
		else if (event.key === 'Enter' && active?.localName !== 'button') needs.entered();
		else if (event.key === 'Tab') focusNext(event.shiftKey ? -1 : 1);
		else if (by && isPointing && !isField) needs.stepped(by);
		else if (active || event.ctrlKey || event.metaKey || event.altKey || event.key.length > 1) return;
		event.preventDefault();
	}

	function focusNext(by: 1 | -1): void {
		const all = [...card.querySelectorAll<HTMLElement>('button,input')].filter((one) => !one.hasAttribute('disabled'));
		const at = all.indexOf(root.activeElement as HTMLElement);
		const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length;
		all[next]?.focus();
	}

	/** The veil lies over what would scroll. */
	function wheeled(event: WheelEvent): void {
		let at = under(event);
		for (; at; at = at.parentElement) {
			const isRoot = at === (document.scrollingElement ?? document.documentElement);
			const { overflowY } = view.getComputedStyle(at);
			if (isRoot || (at.scrollHeight > at.clientHeight + 1 && /auto|scroll/.test(overflowY))) break;
		}
		const unit = event.deltaMode === 1 ? 20 : 1;
		(at ?? document.scrollingElement)?.scrollBy(event.deltaX * unit, event.deltaY * unit);
		event.preventDefault();
	}

	function grab(event: MouseEvent): void {
		const { left, top } = card.getBoundingClientRect();
		drag = { x: event.clientX - left, y: event.clientY - top };
		event.preventDefault();
	}

	function placeAt(x: number, y: number): void {
		const { width, height } = card.getBoundingClientRect();
		const bounded = (value: number, most: number) => `${Math.max(4, Math.min(value, most - 4))}px`;
		card.style.inset = `${bounded(y, view.innerHeight - height)} auto auto ${bounded(x, view.innerWidth - width)}`;
	}

	function placeInCorner(): void {
		const [vertical, horizontal] = (corners[corner] ?? corners[0]).split('-');
		const gap = `${gapPx}px`;
		card.style.inset = [
			vertical === 'top' ? gap : 'auto',
			horizontal === 'right' ? gap : 'auto',
			vertical === 'bottom' ? gap : 'auto',
			horizontal === 'left' ? gap : 'auto',
		].join(' ');
	}

	/** The card is never over what it speaks of, if any corner is free. */
	function avoid(): void {
		if (drag) return;
		const places = drawn.filter(({ mark }) => mark.look !== 'list').map(({ box }) => box.getBoundingClientRect());
		const isFree = () => places.every((place) => !isOver(card.getBoundingClientRect(), place));
		if (isFree()) return;
		const before = [corner, card.style.inset] as const;
		for (let turn = 1; turn < corners.length; turn += 1) {
			corner = (before[0] + turn) % corners.length;
			placeInCorner();
			if (isFree()) return;
		}
		[corner] = before;
		card.style.inset = before[1];
	}

	function placeMarks(): void {
		for (const { mark, box } of drawn) {
			const { left, top, width, height } = mark.element.getBoundingClientRect();
			const isGone = !mark.element.isConnected || (width === 0 && height === 0);
			box.hidden = isGone;
			const out = mark.look === 'list' ? 4 : 3;
			box.style.cssText = `left:${left - out}px;top:${top - out}px;width:${width + 2 * out}px;height:${height + 2 * out}px`;
			box.classList.toggle('below', top < 30);
		}
	}

	for (const type of swallowed) view.addEventListener(type, taken, { capture: true, passive: false });
	for (const type of ['keydown', 'keyup', 'keypress'] as const) view.addEventListener(type, keyed, true);
	view.addEventListener('pointermove', moved, true);
	veil.addEventListener('wheel', wheeled, { passive: false });
	// What happens in the card is no event of the page.
	for (const type of ['input', 'change', 'wheel'] as const)
		root.addEventListener(type, (event) => event.stopPropagation());
	const timer = view.setInterval(placeMarks, placeMarksEveryMs);
	view.addEventListener('scroll', placeMarks, { capture: true, passive: true });
	view.addEventListener('resize', placeMarks);
	// Outside body, as the sidebar.
	document.documentElement.append(host);
	placeInCorner();

	/** Between both edges of the window: the sidebar is about to take one. */
	function release(): void {
		isReleased = true;
		veil.remove();
		const { width, height } = card.getBoundingClientRect();
		placeAt((view.innerWidth - width) / 2, view.innerHeight - height - gapPx);
	}

	return {
		show(content, isNowPointing, focus) {
			isPointing = isNowPointing && !isReleased;
			veil.classList.toggle('pointing', isPointing);
			card.replaceChildren(...content);
			card.setAttribute('aria-label', card.querySelector('h2')?.textContent ?? 'Dealside');
			(focus ?? card).focus({ preventScroll: true });
			avoid();
		},
		mark(marks) {
			drawn = marks.map((mark) => {
				const box = document.createElement('div');
				box.className = mark.look;
				if (mark.tag) {
					const tag = document.createElement('span');
					tag.textContent = mark.tag;
					box.append(tag);
				}
				return { mark, box };
			});
			layer.replaceChildren(...drawn.map(({ box }) => box));
			placeMarks();
			avoid();
		},
		moveCard() {
			corner = (corner + 1) % corners.length;
			placeInCorner();
		},
		release,
		remove() {
			for (const type of swallowed) view.removeEventListener(type, taken, { capture: true });
			for (const type of ['keydown', 'keyup', 'keypress'] as const) view.removeEventListener(type, keyed, true);
			view.clearInterval(timer);
			view.removeEventListener('pointermove', moved, true);
			view.removeEventListener('scroll', placeMarks, { capture: true });
			view.removeEventListener('resize', placeMarks);
			host.remove();
		},
	};
}
