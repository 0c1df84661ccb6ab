import { type RefObject, useLayoutEffect, useRef } from 'react';

/**
 * Moving a row in the document takes the focus from the button that moved it: this gives it back. Buttons carry
 * `data-move` with the key.
 */
export function useMoveFocus(box: RefObject<HTMLElement | null>): (key: string) => void {
	const wanted = useRef<string | null>(null);
	useLayoutEffect(() => {
		const key = wanted.current;
		wanted.current = null;
		if (key === null) return;
		for (const button of box.current?.querySelectorAll<HTMLElement>('[data-move]') ?? []) {
			if (button.dataset.move === key) button.focus();
		}
	});
	return (key) => {
		wanted.current = key;
	};
}
