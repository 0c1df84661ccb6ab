/** Follows what the page shows in the browser's own layer above itself, where whatever is shown last lies on top. */
export interface Above {
	/** Ours has just gone on top of all of it. */
	raised(): void;
	stop(): void;
}

interface AboveNeeds {
	readonly element: HTMLElement;
	/** Whether something of the page stands in our place, as far as it has a box. */
	readonly reaches: (other: Element) => boolean;
	/** Puts ours on top, before the browser draws. */
	readonly raise: () => void;
}

/** A page that opens more within `withinMs` waits until the pointer comes to the sidebar, as what cannot be followed does. */
const mostRaises = 20;
const withinMs = 10_000;

/**
 * Raises the sidebar as soon as a popover of the page has opened elsewhere: a backdrop as large as the window belongs to
 * each, so that the browser calls everything under it covered. All is done before the browser draws the popover, so that
 * nothing was over the sidebar in any picture and what was seen of it stays seen. Popovers in roots of components tell
 * nobody outside; see `frame.covered`.
 */
export function watchAbove(document: Document, { element, reaches, raise }: AboveNeeds): Above {
	const view = document.defaultView as Window;
	/** What opened after ours did. */
	const over = new Set<Element>();
	let raises: number[] = [];
	let isRaising = false;

	function isShown(other: Element): boolean {
		return other.isConnected && other.matches(':popover-open');
	}

	/** Leaves what reaches into our place where it is: a menu that the user opened is theirs to close. */
	function settle(): void {
		for (const other of over) if (!other.isConnected) over.delete(other);
		const shown = [...over].filter(isShown);
		if (shown.length === 0 || shown.some(reaches)) return;
		const nowMs = view.performance.now();
		raises = raises.filter((atMs) => nowMs - atMs < withinMs);
		if (raises.length >= mostRaises) return;
		raises.push(nowMs);
		// A page may open its own anew while ours is shown, which is on top all the same in the end.
		isRaising = true;
		try {
			raise();
		} finally {
			isRaising = false;
		}
	}

	function opens(event: Event): void {
		const { target, newState } = event as ToggleEvent;
		if (isRaising || !(target instanceof Element) || target === element || element.contains(target)) return;
		if (newState !== 'open') {
			over.delete(target);
			settle();
			return;
		}
		over.add(target);
		// By a script it is open once that script is over; by a button of the page, a moment later. Where it is placed by a
		// script of its own, it may stand elsewhere by the next picture. None of the three comes after it is drawn.
		queueMicrotask(settle);
		view.requestAnimationFrame(settle);
	}

	view.addEventListener('beforetoggle', opens, true);
	return {
		raised: () => over.clear(),
		stop: () => view.removeEventListener('beforetoggle', opens, true),
	};
}
