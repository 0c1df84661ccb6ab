import { useEffect } from 'react';

/**
 * A pointer that took the focus into the frame would blur the CRM's field and commit what is half typed. Only where one
 * types does a press move the focus, and out of the page only once `askFocus` says that the page will not take it back;
 * clicks still arrive everywhere.
 */
export function useQuietPointer(askFocus?: () => Promise<void>): void {
	useEffect(() => {
		const keepFocus = (event: MouseEvent) => {
			const target = event.target instanceof Element ? event.target : null;
			const field = target?.closest<HTMLElement>('input:not([type="checkbox"]), textarea, select');
			if (!field) event.preventDefault();
			// A list of choices opens by the press alone.
			if (!field || !askFocus || document.hasFocus() || field.matches('select')) return;
			event.preventDefault();
			void askFocus().then(() => field.focus());
		};
		document.addEventListener('mousedown', keepFocus);
		return () => document.removeEventListener('mousedown', keepFocus);
	}, [askFocus]);
}
