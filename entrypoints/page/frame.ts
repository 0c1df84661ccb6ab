import { boundedLayout, layoutBounds, type SiteLayout } from '../../core/model/settings.ts';
import type { Docking } from '../../crm/contract.ts';
import { createHost, type Host, type HostListeners } from './host.ts';

/** The sidebar's place in a CRM page: one element with a closed root that holds one extension frame. */
export interface PlacedFrame {
	/** Moves, resizes or collapses; what the page was pushed by before is taken back first. */
	show(layout: SiteLayout): void;
	hasFocus(): boolean;
	/** Focuses the frame; false when it had the focus already. */
	takeFocus(): boolean;
	/** Puts the focus back to where it was in the page before the frame had it. */
	giveFocusBack(): void;
	/** Replaces the frame by a sentence and a button, for when the extension behind it is gone. */
	showReloadNotice(): void;
	/** Keeps it where it belongs; asked a few times a second. */
	tend(): void;
	/** See `Host.uncover`. */
	uncover: Host['uncover'];
	judge: Host['judge'];
	/** False after the page fought it too often. */
	isKept: Host['isKept'];
	/** Leaves the page as it was. */
	remove(): void;
}

/** The page keeps at least this share of the window, whatever width was chosen on a larger screen. */
const largestShare = 0.6;

/** Pixels of the window to one of the element's own; 1 in browsers that do not tell. */
function zoomOf(element: Element): number {
	return (element as { currentCSSZoom?: number }).currentCSSZoom ?? 1;
}

/** Short enough to be read in a rule. */
const rounded = (px: number) => Math.round(px * 100) / 100;

type Saved = readonly [element: HTMLElement, property: string, value: string, priority: string];

/** Sets inline properties and takes them back exactly, so that no rule outlives the sidebar. */
function stylist() {
	let saved: Saved[] = [];
	return {
		set(element: HTMLElement, property: string, value: string): void {
			saved.push([
				element,
				property,
				element.style.getPropertyValue(property),
				element.style.getPropertyPriority(property),
			]);
			element.style.setProperty(property, value, 'important');
		},
		restore(): void {
			for (const [element, property, value, priority] of saved.reverse()) {
				if (value) element.style.setProperty(property, value, priority);
				else element.style.removeProperty(property);
				if (element.getAttribute('style') === '') element.removeAttribute('style');
			}
			saved = [];
		},
	};
}

/** A document that scrolls would carry its fixed parts away if `body` contained them. */
function doesDocumentScroll(document: Document): boolean {
	const root = document.documentElement;
	return root.scrollHeight > root.clientHeight + 1;
}

/** Who is told what becomes of the frame. */
export interface FrameListeners extends HostListeners {
	/** A document has loaded in the frame; `isAnew`: not the first one, for the page took the frame out or moved it. */
	readonly loaded: (frame: Window, isAnew: boolean) => void;
}

/** Places the frame. `source` is the address of the sidebar page; texts of the reload notice come from `texts`. */
export function placeFrame(
	document: Document,
	docking: Docking,
	source: string,
	texts: { readonly reload: string; readonly button: string },
	first: SiteLayout,
	listeners: FrameListeners,
): PlacedFrame {
	const view = document.defaultView as Window;
	const host = createHost(document, {
		...listeners,
		gaveUp() {
			remove();
			listeners.gaveUp();
		},
	});
	const { root } = host;
	const frame = document.createElement('iframe');
	frame.title = 'Dealside';
	let isAnew = false;
	frame.addEventListener('load', () => {
		if (frame.contentWindow) listeners.loaded(frame.contentWindow, isAnew);
		isAnew = true;
	});
	frame.src = source;
	frame.style.cssText =
		'display:block;width:100%;height:100%;border:0;margin:0;background:transparent;color-scheme:normal';
	root.append(frame);

	const page = stylist();
	const rules = document.createElement('style');
	let current = first;
	/** What had the page's focus last, whether the frame took it by the shortcut, by Tab or by a click into a field. */
	let cameFrom: EventTarget | null = null;
	let isTelling = false;
	let isPrinting = false;

	/** What the page is zoomed by as it was drawn last; what is outside of body stands under that of the document alone. */
	let zooms = { document: 1, body: 1 };

	function readZooms(): typeof zooms {
		return { document: zoomOf(document.documentElement), body: zoomOf(document.body) };
	}

	function widthPx(layout: SiteLayout): number {
		return Math.min(layout.widthPx, Math.round((view.innerWidth / zooms.document) * largestShare));
	}

	function pullBack(): void {
		page.restore();
		rules.remove();
	}

	function push(layout: SiteLayout): void {
		pullBack();
		if (!layout.isCollapsed) {
			const isContained = docking.doesContainFixed && !doesDocumentScroll(document);
			const pushed = `${widthPx(layout)}px`;
			const isNarrowed = docking.makesRoomBy === 'width';
			if (!isNarrowed || layout.side === 'left') page.set(document.documentElement, `margin-${layout.side}`, pushed);
			// The same width in pixels of what is in body.
			const inBodyPx = rounded((widthPx(layout) * zooms.document) / zooms.body);
			if (isNarrowed) {
				// Without the scroll bar, which 100vw would count.
				page.set(document.documentElement, 'width', `calc(100% - ${pushed})`);
				// A body that is fixed, as some clients have it under a dialog, is no part of the document's width.
				page.set(document.body, 'width', `calc(${rounded(100 / zooms.body)}vw - ${inBodyPx}px)`);
				page.set(document.body, 'max-width', '100%');
			}
			if (isContained) page.set(document.body, 'contain', 'layout');
			if (docking.rules) {
				rules.textContent = docking.rules(layout.side, inBodyPx, zooms.body);
				document.documentElement.append(rules);
			}
		}
		tellPage();
	}

	function tellPage(): void {
		if (!docking.doesNotifyResize) return;
		isTelling = true;
		view.dispatchEvent(new Event('resize'));
		isTelling = false;
	}

	function show(layout: SiteLayout): void {
		const next = boundedLayout(layout);
		current = next;
		zooms = readZooms();
		const other = next.side === 'right' ? 'left' : 'right';
		const { handleWidthPx, handleHeightPx } = layoutBounds;
		// Shares of the window by %: under zoom of the page 100vh is more, or less, than the window.
		const place = next.isCollapsed
			? [
					`top:calc(${next.handleAt * 100}% - ${handleHeightPx / 2}px)`,
					`height:${handleHeightPx}px`,
					`width:${handleWidthPx}px`,
				]
			: ['top:0', 'height:100%', `width:${widthPx(next)}px`];
		host.place(['position:fixed', ...place, `${next.side}:0`, `${other}:auto`]);
		push(next);
	}

	function windowResized(): void {
		if (!isTelling && !isPrinting) show(current);
	}

	/** On paper the page has the width that it has without the sidebar. */
	function beforePrint(): void {
		isPrinting = true;
		pullBack();
	}

	function afterPrint(): void {
		isPrinting = false;
		push(current);
	}

	function focusLeft(event: FocusEvent): void {
		if (event.target !== host.element) cameFrom = event.target;
	}

	view.addEventListener('resize', windowResized);
	view.addEventListener('beforeprint', beforePrint);
	view.addEventListener('afterprint', afterPrint);
	document.addEventListener('focusout', focusLeft, true);
	show(first);

	function remove(): void {
		view.removeEventListener('resize', windowResized);
		view.removeEventListener('beforeprint', beforePrint);
		view.removeEventListener('afterprint', afterPrint);
		document.removeEventListener('focusout', focusLeft, true);
		pullBack();
		host.remove();
		tellPage();
	}

	return {
		show,
		hasFocus: () => root.activeElement === frame,
		takeFocus() {
			if (root.activeElement === frame) return false;
			frame.focus();
			return true;
		},
		giveFocusBack() {
			frame.blur();
			if (cameFrom instanceof HTMLElement && cameFrom.isConnected) cameFrom.focus();
			cameFrom = null;
		},
		showReloadNotice() {
			const notice = document.createElement('div');
			notice.setAttribute('role', 'alert');
			notice.style.cssText =
				'box-sizing:border-box;height:100%;padding:24px 16px;font:14px/1.45 system-ui,sans-serif;color:#101828;background:#fff';
			const sentence = document.createElement('p');
			sentence.textContent = texts.reload;
			const button = document.createElement('button');
			button.textContent = texts.button;
			button.style.cssText = 'font:inherit;padding:6px 12px;border:0;border-radius:8px;background:#0f5f63;color:#fff';
			button.addEventListener('click', () => view.location.reload());
			notice.append(sentence, button);
			frame.replaceWith(notice);
			if (current.isCollapsed) show({ ...current, isCollapsed: false });
		},
		tend() {
			host.look();
			const now = readZooms();
			if (!isPrinting && host.isKept() && (now.document !== zooms.document || now.body !== zooms.body)) show(current);
		},
		uncover: host.uncover,
		judge: host.judge,
		isKept: host.isKept,
		remove,
	};
}
