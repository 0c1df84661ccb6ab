import { useEffect } from 'react';

/**
 * A pointer that took the focus into the frame would blur the CRM's field and commit what is half typed. Only where one
 * types does a press move the focus; clicks still arrive everywhere.
 */
export function useQuietPointer(): void {
	useEffect(() => {
		const keepFocus = (event: MouseEvent) => {
			const target = event.target instanceof Element ? event.target : null;
			if (!target?.closest('input:not([type="checkbox"]), textarea, select')) event.preventDefault();
		};
		document.addEventListener('mousedown', keepFocus);
		return () => document.removeEventListener('mousedown', keepFocus);
	}, []);
}
