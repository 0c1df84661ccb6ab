import { useLayoutEffect, useState } from 'react';

/** The value, but a new one only while the pointer is elsewhere: what it moves must not move under a click. */
export function useSteadyUnderPointer<T>(value: T): T {
	const [held, setHeld] = useState(value);
	useLayoutEffect(() => {
		if (held === value) return;
		const root = document.documentElement;
		const take = () => setHeld(value);
		if (!root.matches(':hover')) {
			take();
			return;
		}
		root.addEventListener('mouseleave', take);
		return () => root.removeEventListener('mouseleave', take);
	}, [held, value]);
	return held;
}
