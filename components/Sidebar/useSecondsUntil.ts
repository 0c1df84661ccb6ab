import { useEffect, useState } from 'react';

/** Whole seconds until a moment in milliseconds since 1970, anew each second; 0 once it is over, and for null. */
export function useSecondsUntil(momentMs: number | null): number {
	const secondsLeft = () => (momentMs === null ? 0 : Math.max(0, Math.ceil((momentMs - Date.now()) / 1000)));
	const [, setTurn] = useState(0);
	const left = secondsLeft();
	const isOver = left === 0;
	useEffect(() => {
		if (isOver) return;
		const timer = setInterval(() => setTurn((turn) => turn + 1), 1000);
		return () => clearInterval(timer);
	}, [isOver]);
	return left;
}
