import { type PressRefusal, steadyForMs } from '../../core/model/press.ts';
import { watchAbove } from './above.ts';

/** The element that holds the sidebar's frame: above everything else in the page, and shown as it was put, or not at all. */
export interface Host {
	readonly element: HTMLElement;
	readonly root: ShadowRoot;
	/** Puts it there, with these rules; a change of our own. */
	place(rules: readonly string[]): void;
	/** Enters a dialog of the CRM that takes every press, and leaves it when it is closed. Asked a few times a second. */
	look(): void;
	/**
	 * On top again of whatever came over it. While the pointer is not near, only where nothing of the page seems to stand in
	 * our place: what the user opened there is not taken from them.
	 */
	uncover(isNear: boolean): void;
	/** What speaks against a press at this point of the frame, in its own CSS pixels; null when nothing does. */
	judge(x: number, y: number, isSeen: boolean | null): PressRefusal | null;
	/** False after it was given up or removed. */
	isKept(): boolean;
	remove(): void;
}

/** Who is told what the page does to the sidebar. */
export interface HostListeners {
	/** The page fought too often: nothing of ours is in it any more. */
	readonly gaveUp: () => void;
	/** A dialog of the CRM takes every press, and it cannot be entered; then, that it is over. */
	readonly blocked: (isBlocked: boolean) => void;
}

/** Above every layer of a page that is not a dialog, where the browser knows no layer above all. */
const topmost = '2147483647';

/** A page that takes the sidebar away more often within a minute is left without it. */
const mostFights = 10;
const forgottenAfterMs = 60_000;

/** A sidebar of which less than this is left can be read by nobody. */
const smallestZoom = 0.6;

/** When raising did not help for so long, what lies over the sidebar comes on top again by itself. */
const helpsWithinMs = 400;
/** Later than this after the last time, raising begins anew. */
const raisesEndMs = 6000;

/** The browser's own layer above the page; missing in test environments and old browsers. */
type Layered = HTMLElement & Partial<Pick<HTMLElement, 'showPopover' | 'hidePopover'>>;

/** Moves without loading its frames anew; missing in older browsers, where a move loads them anew. */
type Mover = Element & { moveBefore?(node: Node, before: Node | null): void };

/** Properties that hide or distort, and what they compute to on an element that shows itself as it is. */
const shownAs: readonly (readonly [property: string, values: readonly string[]])[] = [
	['opacity', ['1']],
	['visibility', ['visible']],
	['display', ['block']],
	['filter', ['none']],
	['backdrop-filter', ['none']],
	['mask-image', ['none']],
	['clip-path', ['none']],
	['clip', ['auto']],
	['mix-blend-mode', ['normal']],
	['transform', ['none']],
	['translate', ['none']],
	['rotate', ['none']],
	['scale', ['none']],
	['offset-path', ['none']],
	['outline-style', ['none']],
	['border-top-width', ['0px']],
	['border-image-source', ['none']],
	['box-shadow', ['none']],
	['-webkit-box-reflect', ['none']],
	['content-visibility', ['visible']],
	['animation-name', ['none']],
];

/** What lies in the browser's own layer above the page. */
const upper = ':popover-open, :modal, :fullscreen';

const pseudo = ['::before', '::after'] as const;

function move(parent: Mover, element: HTMLElement): void {
	try {
		if (!parent.moveBefore || !element.isConnected) throw new Error('cannot be moved as it is');
		parent.moveBefore(element, null);
	} catch {
		parent.append(element);
	}
}

/** The element at a point, through open roots. */
function hitAt(document: Document, x: number, y: number): Element | null {
	let hit = document.elementFromPoint?.(x, y) ?? null;
	for (;;) {
		const inner: Element | null = hit?.shadowRoot?.elementFromPoint(x, y) ?? null;
		if (!inner || inner === hit) return hit;
		hit = inner;
	}
}

export function createHost(document: Document, { gaveUp, blocked }: HostListeners): Host {
	const view = document.defaultView as Window;
	const element: Layered = document.createElement('div');
	const root = element.attachShadow({ mode: 'closed' });
	const style = document.createElement('style');
	root.append(style);
	const canLayer = typeof element.showPopover === 'function';
	let fights: number[] = [];
	let changedAtMs = 0;
	let foughtAtMs = Number.NEGATIVE_INFINITY;
	/** A dialog of the CRM that we are in. */
	let dialog: Element | null = null;
	let isBlocked = false;
	let isOver = false;
	/** The first and the last of the times that it was raised, one soon after another. */
	let raises = { firstAtMs: 0, lastAtMs: Number.NEGATIVE_INFINITY };
	/** Where it was at the last look. */
	let box: DOMRect | null = null;

	const nowMs = () => view.performance.now();
	const isOpen = () => !canLayer || element.matches(':popover-open');
	const home = (): Element => dialog ?? document.documentElement;

	function unwatched(change: () => void): void {
		change();
		changedAtMs = nowMs();
		observer.takeRecords();
	}

	function layer(): void {
		if (!canLayer || !element.isConnected) return;
		if (element.getAttribute('popover') !== 'manual') element.setAttribute('popover', 'manual');
		if (!isOpen()) element.showPopover?.();
	}

	/** Puts everything back that the page changed, unless it did that too often. */
	function fought(): void {
		// A dialog that was taken out of the page takes us along, which is no fight.
		const isLost = dialog !== null && !dialog.isConnected;
		if (isLost) dialog = null;
		const names = [...element.getAttributeNames()].filter((name) => name !== 'style' && name !== 'popover');
		const isLayered = !canLayer || (isOpen() && element.getAttribute('popover') === 'manual');
		const isRight = element.parentNode === home() && isLayered && names.length === 0;
		if (isOver || isRight) return;
		foughtAtMs = nowMs();
		if (!isLost) fights = [...fights.filter((atMs) => foughtAtMs - atMs < forgottenAfterMs), foughtAtMs];
		if (fights.length > mostFights) {
			remove();
			gaveUp();
			return;
		}
		unwatched(() => {
			for (const name of names) element.removeAttribute(name);
			if (element.parentNode !== home()) move(home(), element);
			layer();
		});
		observe();
	}

	const observer = new MutationObserver(fought);

	function observe(): void {
		observer.disconnect();
		observer.observe(document, { childList: true });
		observer.observe(home(), { childList: true });
		observer.observe(element, { attributes: true });
	}

	function remove(): void {
		isOver = true;
		above.stop();
		observer.disconnect();
		element.removeEventListener('toggle', fought);
		view.removeEventListener('resize', resized);
		element.remove();
	}

	/** True when it stands elsewhere than at the last look: zoom of the page moves it without a change of its own. */
	function hasMoved(): boolean {
		const now = element.getBoundingClientRect();
		const before = box;
		box = now;
		const isSame =
			!before || (['left', 'top', 'width', 'height'] as const).every((side) => Math.abs(now[side] - before[side]) <= 1);
		if (!isSame) changedAtMs = nowMs();
		return !isSame;
	}

	function resized(): void {
		changedAtMs = nowMs();
		box = null;
	}

	/** A dialog of the page that takes every press: what is hit in our own middle is its backdrop. */
	function dialogOver(): Element | null {
		const { left, top, width, height } = element.getBoundingClientRect();
		const hit = hitAt(document, left + width / 2, top + height / 2);
		return hit === element ? null : (hit?.closest('dialog:modal') ?? null);
	}

	/** Over a dialog that takes every press it would only hide the dialog. */
	const canRaise = () => canLayer && element.isConnected && !isBlocked;

	function onTop(): void {
		element.hidePopover?.();
		layer();
		above.raised();
	}

	function raise(): void {
		if (!canRaise()) return;
		const atMs = nowMs();
		raises = { firstAtMs: atMs - raises.lastAtMs > raisesEndMs ? atMs : raises.firstAtMs, lastAtMs: atMs };
		unwatched(onTop);
	}

	const above = watchAbove(document, {
		element,
		reaches: isUnder,
		raise() {
			if (!canRaise()) return;
			// No change of how it is seen: what opened elsewhere is not drawn yet.
			onTop();
			observer.takeRecords();
		},
	});

	/** A dialog that reaches into our place would lie under us once we are in it, with its own buttons. */
	function isUnder(over: Element): boolean {
		const [ours, its] = [element.getBoundingClientRect(), over.getBoundingClientRect()];
		return its.right > ours.left && its.left < ours.right && its.bottom > ours.top && its.top < ours.bottom;
	}

	function enter(next: Element | null): void {
		dialog = next;
		tellBlocked(false);
		unwatched(() => {
			move(home(), element);
			raise();
		});
		observe();
	}

	function tellBlocked(is: boolean): void {
		if (is !== isBlocked) blocked(is);
		isBlocked = is;
	}

	function isFaded(): boolean {
		const computed = view.getComputedStyle(element);
		return (
			shownAs.some(([property, values]) => {
				const value = computed.getPropertyValue(property);
				return value !== '' && !values.includes(value);
			}) || pseudo.some((name) => !['none', 'normal', ''].includes(view.getComputedStyle(element, name).content))
		);
	}

	/** Nothing of the page that has a box or takes presses stands in our place; one in a closed root may, unseen. */
	function isAlone(): boolean {
		const { left, top, width, height } = element.getBoundingClientRect();
		const parts = [0.1, 0.5, 0.9];
		return (
			![...document.querySelectorAll(upper)].some((other) => other !== element && other !== dialog && isUnder(other)) &&
			parts.every((down) =>
				parts.every((across) => hitAt(document, left + width * across, top + height * down) === element),
			)
		);
	}

	/** Others of the browser's own layer above the page, in front of this point. */
	function othersAt(x: number, y: number): boolean {
		return [...document.querySelectorAll(upper)].some((other) => {
			const { left, right, top, bottom } = other.getBoundingClientRect();
			return other !== element && other !== dialog && x >= left && x <= right && y >= top && y <= bottom;
		});
	}

	element.addEventListener('toggle', fought);
	view.addEventListener('resize', resized);

	return {
		element,
		root,
		place(rules) {
			const important = rules.map((rule) => `${rule}!important`).join(';');
			// `all` keeps the page's own rules away. Rules from inside the root that count as important go before any that the
			// page can give, on the element itself too; that style is for a page whose policy lets none of ours in.
			element.style.cssText = `all:initial!important;${important};z-index:${topmost}!important;display:block!important`;
			style.textContent = `:host{${element.style.cssText || important}}:host::before,:host::after{content:none!important}@media print{:host{display:none!important}}`;
			// Outside body: a body that contains fixed things would contain the sidebar too.
			if (element.parentNode !== home()) home().append(element);
			box = null;
			unwatched(layer);
			observe();
		},
		look() {
			if (isOver || document.visibilityState !== 'visible') return;
			fought();
			hasMoved();
			if (dialog && !dialog.matches(':modal')) enter(null);
			const over = canLayer ? dialogOver() : null;
			if (over && over !== dialog && 'moveBefore' in Element.prototype && !isUnder(over)) enter(over);
			tellBlocked(over !== null && dialogOver() !== null);
		},
		uncover(isNear) {
			if (isNear || isAlone()) raise();
		},
		judge(x, y, isSeen) {
			if (element.parentNode !== home() || !isOpen() || hasMoved()) return 'moved';
			if (nowMs() - foughtAtMs < steadyForMs) return 'moved';
			const zoom = (element as { currentCSSZoom?: number }).currentCSSZoom ?? 1;
			if (zoom < smallestZoom) return 'small';
			if (isFaded()) return 'faded';
			const { left, top } = element.getBoundingClientRect();
			const [atX, atY] = [left + x * zoom, top + y * zoom];
			if (hitAt(document, atX, atY) !== element) return 'covered';
			if (isSeen === null && othersAt(atX, atY)) return 'covered';
			if (isSeen === false) {
				const isInVain = nowMs() - raises.lastAtMs < raisesEndMs && nowMs() - raises.firstAtMs >= helpsWithinMs;
				raise();
				return isInVain ? 'covered' : 'uncovered';
			}
			// Last, for it is the least of what can be said.
			return nowMs() - changedAtMs < steadyForMs ? 'early' : null;
		},
		isKept: () => !isOver,
		remove,
	};
}
