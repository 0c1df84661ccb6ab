import { useEffect, useLayoutEffect, useRef, useState } from 'react';

/** A pointer that has not moved for so long is not about to click. */
const restMs = 1000;

/**
 * The value, but a new one only while the pointer rests or is elsewhere: what it moves must not move under a click.
 * Whether the pointer left cannot be relied on: a frame in a process of its own is not always told.
 */
export function useSteadyUnderPointer<T>(value: T): T {
	const [held, setHeld] = useState(value);
	const movedAt = useRef(Number.NEGATIVE_INFINITY);

	useEffect(() => {
		const moved = () => {
			movedAt.current = performance.now();
		};
		document.addEventListener('pointermove', moved);
		return () => document.removeEventListener('pointermove', moved);
	}, []);

	useLayoutEffect(() => {
		if (held === value) return;
		const take = () => setHeld(value);
		let timer: ReturnType<typeof setTimeout> | undefined;
		function takeAtRest(): void {
			const left = restMs - (performance.now() - movedAt.current);
			if (left <= 0) take();
			else timer = setTimeout(takeAtRest, left);
		}
		takeAtRest();
		document.documentElement.addEventListener('mouseleave', take);
		return () => {
			clearTimeout(timer);
			document.documentElement.removeEventListener('mouseleave', take);
		};
	}, [held, value]);

	return held;
}
