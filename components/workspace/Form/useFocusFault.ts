import { useEffect, useState } from 'react';

/** Puts the focus into the first field of the page that is marked as wrong, after the next drawing. */
export function useFocusFault(): () => void {
	const [refusals, setRefusals] = useState(0);
	useEffect(() => {
		if (refusals > 0) document.querySelector<HTMLElement>('main [aria-invalid="true"]')?.focus();
	}, [refusals]);
	return () => setRefusals((before) => before + 1);
}
