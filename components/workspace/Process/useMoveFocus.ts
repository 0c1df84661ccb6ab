import { type RefObject, useLayoutEffect, useRef } from 'react';

/**
 * Moving a row in the document takes the focus from the button that moved it: this gives it back. Buttons carry
 * `data-move` with the key.
 */
export function useMoveFocus(box: RefObject<HTMLElement | null>): (key: string) => void {
	const wanted = useRef<string | null>(null);
	useLayoutEffect(() => {
		if (wanted.current === null) return;
		for (const button of box.current?.querySelectorAll<HTMLElement>('[data-move]') ?? []) {
			if (button.dataset.move === wanted.current) button.focus();
		}
		// A button that cannot be pressed before the move is drawn takes no focus yet: the next drawing tries again.
		if (document.activeElement instanceof HTMLElement && document.activeElement.dataset.move === wanted.current)
			wanted.current = null;
	});
	return (key) => {
		wanted.current = key;
	};
}
