/** Keeps Escape from the page while something of ours is open. */
export interface EscapeHold {
	hold(isHeld: boolean): void;
}

/**
 * A click in the sidebar leaves the focus in the CRM, so that the key goes there, and a dialog of the CRM would close with
 * what was typed in it. While held the page hears nothing of the key, and `pressed` is called instead.
 */
export function holdEscape(view: Window, pressed: () => void): EscapeHold {
	let isHeld = false;
	/** The press that closed ours is not the page's when it is let go, or held on, either. */
	let isOurs = false;

	function keyed(event: KeyboardEvent): void {
		if (event.key !== 'Escape') return;
		const isNew = event.type === 'keydown' && !event.repeat;
		if (isNew) isOurs = isHeld;
		if (!isOurs) return;
		event.preventDefault();
		event.stopImmediatePropagation();
		if (isNew) pressed();
	}

	for (const type of ['keydown', 'keyup'] as const) view.addEventListener(type, keyed, { capture: true });
	return {
		hold(isNow) {
			isHeld = isNow;
		},
	};
}
