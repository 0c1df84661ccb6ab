import { useLayoutEffect, useRef } from 'react';

/** Gives the focus to the button whose `data-back` is asked for, once it is drawn: a form that was closed had it before. */
export function useFocusBack(): (name: string) => void {
	const wanted = useRef<string | null>(null);
	useLayoutEffect(() => {
		if (wanted.current === null) return;
		for (const button of document.querySelectorAll<HTMLElement>('[data-back]')) {
			if (button.dataset.back === wanted.current) button.focus();
		}
		// A button that is not drawn yet takes no focus: the next drawing tries again.
		if (document.activeElement instanceof HTMLElement && document.activeElement.dataset.back === wanted.current)
			wanted.current = null;
	});
	return (name) => {
		wanted.current = name;
	};
}
